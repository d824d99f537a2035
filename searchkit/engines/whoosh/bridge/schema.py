"""The Whoosh schema: which terms and which columns a document has for Whoosh's own readers and queries."""

from __future__ import annotations

from collections.abc import Sequence

from whoosh.columns import Column
from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence
from whoosh.formats import Positions as WhooshPositions

from searchkit.engines.whoosh.segment.segment_schema import EXACT, FACETED, NAMES, STEMS, VALUES

INDEX_NAME = "MAIN"
"""Whoosh's name for an index in its folder."""

WITH_POSITIONS = (*EXACT.values(), *NAMES)
WITHOUT_POSITIONS = (*STEMS.values(), *VALUES)
KEYWORDS = ("id", "unit")


class Positions(WhooshPositions):  # type: ignore[misc]
    """Whoosh's format for postings with positions; here a posting's value is the positions themselves."""

    def encode(self, poslist: Sequence[int]) -> Sequence[int]:
        """Nothing to do."""
        return poslist

    def decode_positions(self, valuestring: Sequence[int]) -> list[int]:
        """The positions of a posting."""
        return list(valuestring)

    def decode_frequency(self, valuestring: Sequence[int]) -> int:
        """How many positions a posting has."""
        return len(valuestring)


class Tuples(Column):  # type: ignore[misc]
    """The values of a facet field: a tuple of strings for each document."""

    _default: tuple[str, ...] = ()


class Facet(FieldType):  # type: ignore[misc]
    """A field whose column holds its values as they are."""

    def from_column_value(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """Nothing to do."""
        return value


def schema() -> Schema:
    """The schema of every index of this format."""
    fields: dict[str, FieldType] = {name: Facet(Existence(), None) for name in (*KEYWORDS, *WITHOUT_POSITIONS)}
    fields |= {name: Facet(Positions(), None, scorable=True) for name in WITH_POSITIONS}
    for name in STEMS.values():
        fields[name].scorable = True
    fields["id"].stored = True
    for name in FACETED:
        if name in fields:
            fields[name].set_sortable(Tuples())
        else:
            fields[name] = Facet(None, None, sortable=Tuples())
    return Schema(**fields)
