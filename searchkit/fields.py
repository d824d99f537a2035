"""The table of searchable fields. Queries, filters, facets, help and the reference follow it."""

from __future__ import annotations

from enum import Enum

from searchkit.model.frozen import Frozen


class FieldKind(Enum):
    """How the values of a field match what was typed."""

    TEXT = "text"  # words by stem, phrases by exact form
    NAME = "name"  # adjacent whole words in order; accents, case and hyphens do not matter
    VALUE = "value"  # the whole value; accents and case do not matter
    DATE = "date"  # a range of days
    NUMBER = "number"  # a range of numbers, both ends included


class Field(Frozen):
    """A searchable field. `on_quotes_only` restricts a search to quotes; `many` says that an article may have several values.

    `filter_help` describes the filter of the same name; "" for a field that has none.
    """

    name: str
    kind: FieldKind
    help: str
    aliases: tuple[str, ...] = ()
    on_quotes_only: bool = False
    facet: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    filter_help: str = ""


PARAGRAPH_KINDS = ("title", "standfirst", "body", "byline", "caption", "repeat")
QUOTE_TYPES = ("direct", "indirect", "mixed")
UNITS = ("paragraph", "quote", "article")

FIELDS: tuple[Field, ...] = (
    Field("text", FieldKind.TEXT, "words of the passage; the field of bare words"),
    Field("title", FieldKind.TEXT, "words of the article's title", ("headline",)),
    Field(
        "speaker",
        FieldKind.NAME,
        "who said it",
        ("by",),
        on_quotes_only=True,
        facet=True,
        filter_help="Who said it; whole words of the name.",
    ),
    Field(
        "role", FieldKind.NAME, "what the speaker is called: minister, spokesperson", on_quotes_only=True, facet=True
    ),
    Field(
        "source",
        FieldKind.NAME,
        "where it was printed",
        ("outlet",),
        facet=True,
        filter_help="Where it was printed.",
    ),
    Field(
        "via",
        FieldKind.NAME,
        "whose report is passed on",
        on_quotes_only=True,
        facet=True,
        filter_help="Whose report is passed on.",
    ),
    Field("cue", FieldKind.NAME, "the reporting words: said, according to", on_quotes_only=True, facet=True),
    Field(
        "place",
        FieldKind.NAME,
        "where it was written or what it is about",
        ("places",),
        facet=True,
        many=True,
        filter_help="Where it was written or what it is about.",
    ),
    Field(
        "author",
        FieldKind.NAME,
        "who wrote the article",
        ("authors", "byline"),
        facet=True,
        many=True,
        filter_help="Who wrote the article.",
    ),
    Field(
        "tag",
        FieldKind.VALUE,
        "a topic or keyword of the article, whole",
        ("tags", "topic", "keyword"),
        facet=True,
        many=True,
        filter_help="A topic of the article, whole.",
    ),
    Field("date", FieldKind.DATE, "when it was printed: date:2018, date:2017..2018-05", facet=True),
    Field("kind", FieldKind.VALUE, "what a paragraph is", facet=True, choices=PARAGRAPH_KINDS[:-1]),
    Field(
        "type",
        FieldKind.VALUE,
        "how a quote is given",
        on_quotes_only=True,
        facet=True,
        choices=QUOTE_TYPES,
        filter_help="How it is quoted.",
    ),
    Field(
        "confidence",
        FieldKind.NUMBER,
        "how sure the speaker is, 0 to 1: confidence:0.8..",
        on_quotes_only=True,
        filter_help="How sure the speaker is at least, 0 to 1.",
    ),
)

BY_NAME: dict[str, Field] = {name: field for field in FIELDS for name in (field.name, *field.aliases)}
FACETS: tuple[str, ...] = tuple(field.name for field in FIELDS if field.facet)
