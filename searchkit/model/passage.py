"""The passages of an article: its paragraphs and the quotes in them, with offsets into the article's text."""

from __future__ import annotations

from searchkit.model.article import Article
from searchkit.model.frozen import Frozen

Span = tuple[int, int]


class Paragraph(Frozen):
    """A paragraph `[start, end)`; `id` is `<article>#p<n>`, `kind` one of `fields.PARAGRAPH_KINDS`."""

    id: str
    start: int
    end: int
    kind: str


class Quote(Frozen):
    """What somebody said, directly or as reported.

    `[start, end)` covers the whole quote; `spans` are the parts of it that were said (more than one where "he said"
    interrupts). `type` is one of `fields.QUOTE_TYPES`. `mention` is the speaker as written beside the cue, with its
    offsets (None when no mention stands there); `speaker` the fullest name the article gives. `via` is whose report is
    passed on. `paragraph` and `continues` are ids. `confidence` is the probability that the speaker is right; of what is
    reported without marks, that the span is right as well.
    """

    id: str
    start: int
    end: int
    spans: tuple[Span, ...]
    type: str
    paragraph: str
    confidence: float
    speaker: str | None = None
    mention: str | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    role: str | None = None
    cue: str | None = None
    via: str | None = None
    continues: str | None = None


class Extraction(Frozen):
    """An article with its passages, both in the order of their start."""

    article: Article
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Quote, ...]

    def text_of(self, passage: Paragraph | Quote) -> str:
        """The passage's own text."""
        return self.article.text[passage.start : passage.end]


def paragraph_id(article: str, number: int) -> str:
    """The id of an article's paragraph; `number` counts from 1."""
    return f"{article}#p{number}"


def quote_id(article: str, start: int, end: int, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """The id of a quote by its start, so that better extraction does not rename the quotes that stay.

    A second quote at the same start takes its end as well; `taken` holds the ids given out so far.
    """
    id = f"{article}#q{start}"
    return id if id not in taken else f"{id}-{end}"
