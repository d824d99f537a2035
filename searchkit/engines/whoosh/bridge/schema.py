"""The Whoosh schema of the index: its fields, how each is analysed, and which have a column or are stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whoosh.analysis import IDAnalyzer
from whoosh.columns import Column
from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence
from whoosh.formats import Positions as WhooshPositions

from searchkit.engines.whoosh.bridge.analyzers import TokenAnalyzer, ValueAnalyzer
from searchkit.engines.whoosh.segment.segment_schema import EXACT, FACETED, MANY, NAMES, STEMS, VALUES
from searchkit.errors import QueryError

INDEX_NAME = "MAIN"
"""Whoosh's name for an index in its folder."""
KEYWORDS = ("id", "unit")
STORED = ("id", "unit", "title", "text", *FACETED)


class Positions(WhooshPositions):  # type: ignore[misc]
    """Whoosh's format for postings with positions; the value of a posting is its positions, not encoded."""

    def encode(self, poslist: Sequence[int]) -> Sequence[int]:
        """Return the positions as they are."""
        return poslist

    def decode_positions(self, valuestring: Sequence[int]) -> list[int]:
        """Return the positions of a posting."""
        return list(valuestring)

    def decode_frequency(self, valuestring: Sequence[int]) -> int:
        """Return how many positions a posting has."""
        return len(valuestring)


class StringColumn(Column):  # type: ignore[misc]
    """A facet field with at most one value for each document: a string, empty without a value."""

    _default = ""


class TupleColumn(Column):  # type: ignore[misc]
    """A facet field with any number of values for each document: a tuple of strings."""

    _default: tuple[str, ...] = ()


class ArrayField(FieldType):  # type: ignore[misc]
    """A field whose column holds strings or tuples, not bytes."""

    def from_column_value(self, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        """Return the value as it is."""
        return value


class ColumnField(ArrayField):
    """A facet field without terms, to sort and group by."""

    def __init__(self, name: str) -> None:
        super().__init__(None, None)
        self._name = name

    def process_text(self, *_: object, **__: object) -> Iterator[str]:
        """Raise QueryError, for a query parser that meets the field."""
        raise QueryError(f"Whoosh finds no documents by {self._name}", suggestion="sort or group by it")


def schema() -> Schema:
    """Build the schema, which is the same for every index of this format."""
    fields = {name: ArrayField(Existence(), IDAnalyzer()) for name in KEYWORDS}
    fields |= {name: ArrayField(Existence(), TokenAnalyzer(stems=True), scorable=True) for name in STEMS.values()}
    fields |= {name: ArrayField(Existence(), ValueAnalyzer()) for name in VALUES}
    with_positions = (*EXACT.values(), *NAMES)
    fields |= {name: ArrayField(Positions(), TokenAnalyzer(stems=False), scorable=True) for name in with_positions}
    for name in FACETED:
        column = TupleColumn() if name in MANY else StringColumn()
        fields.setdefault(name, ColumnField(name)).set_sortable(column)
    for name in STORED:
        fields[name].stored = True
    return Schema(**fields)
