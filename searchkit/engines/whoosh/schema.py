"""The Whoosh schema: which terms and which columns a document has.

An article is a run of documents: first one for the article itself (unit ARTICLE, with its stored text), then one for
each paragraph, followed by the quotes in it. What an article gives (title, source, date ...) stands on all of them.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence
from whoosh.formats import Positions as WhooshPositions

from searchkit.engines.whoosh.columns import Numbers, Values
from searchkit.fields import FIELDS, FieldKind

INDEX_NAME = "MAIN"
"""Whoosh's name for an index in its folder; the names of its files begin with it."""

QUOTE, PARAGRAPH, ARTICLE = range(3)
"""The units, in the order in which hits of equal score are shown."""
UNIT_NAMES = ("quote", "paragraph", "article")

STEMS = {"text": "text", "title": "title"}
"""Where the stems of a TEXT field are indexed; the weight of a posting is how often the stem occurs."""
EXACT = {"text": "exact", "title": "title_exact"}
"""Where the exact forms of a TEXT field are indexed, with positions."""
NAMES = tuple(field.name for field in FIELDS if field.kind is FieldKind.NAME)
VALUES = tuple(field.name for field in FIELDS if field.kind is FieldKind.VALUE)
FACETED = tuple(field.name for field in FIELDS if field.facet)

NUMBERS = {
    "unit": "B",
    "back": "I",  # how many documents before this one its article's own document stands
    "parent": "I",  # how many documents before a quote its paragraph stands; 0 for none
    "ordinal": "I",  # which of the article's paragraphs or quotes this is
    "length": "I",  # tokens of a passage; of all its paragraphs for an article
    "title_length": "I",
    "same": "Q",  # equal for the same passage of articles with the same text
    "confidence": "d",
}

_packers = [struct.Struct(f"<{count}I") for count in range(64)]


def pack(positions: Sequence[int]) -> bytes:
    """The positions of a term in a document as the bytes of its posting: four each, so their number is known too."""
    count = len(positions)
    if count < len(_packers):
        return _packers[count].pack(*positions)
    return struct.pack(f"<{count}I", *positions)


def unpack(posting: bytes) -> tuple[int, ...]:
    """The positions that `pack` packed."""
    count = len(posting) // 4
    if count < len(_packers):
        return _packers[count].unpack(posting)
    return struct.unpack(f"<{count}I", posting)


def frequency(posting: bytes) -> int:
    """How many positions `pack` packed."""
    return len(posting) // 4


class Positions(WhooshPositions):  # type: ignore[misc]
    """Whoosh's format for postings with positions, without its pickles."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        """The bytes of a posting."""
        return pack(poslist)

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions of a posting."""
        return list(unpack(valuestring))

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many positions a posting has."""
        return frequency(valuestring)


def schema() -> Schema:
    """The schema of every index of this format."""
    fields = {name: FieldType(Existence(), None) for name in ("id", "unit", *VALUES, *STEMS.values())}
    fields |= {name: FieldType(Positions(), None) for name in (*EXACT.values(), *NAMES)}
    for name in FACETED:
        if name in fields:
            fields[name].set_sortable(Values())
        else:
            fields[name] = COLUMN(Values())
    fields["unit"].set_sortable(Numbers(NUMBERS["unit"]))
    fields["id"].set_sortable(VarBytesColumn())
    fields |= {name: COLUMN(Numbers(code)) for name, code in NUMBERS.items() if name != "unit"}
    fields["stored"] = COLUMN(VarBytesColumn())
    return Schema(**fields)
