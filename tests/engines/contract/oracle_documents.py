"""The documents that the oracle looks at one by one: quotes, paragraphs and whole articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from searchkit.model.passage import Extraction, Paragraph, Quote, Span
from searchkit.text.analysis import FUNCTION_WORDS, exact_terms, tokens


@dataclass(frozen=True)
class Document:
    """A quote or a paragraph with the tokens of its text, or (without a passage) a whole article."""

    extraction: Extraction
    unit: str
    passage: Paragraph | Quote | None
    exact: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.passage.id if self.passage else self.extraction.article.id

    @property
    def date(self) -> str | None:
        return self.extraction.article.date

    @property
    def quote(self) -> Quote | None:
        return self.passage if isinstance(self.passage, Quote) else None

    @property
    def kind(self) -> str | None:
        """The kind of the paragraph, or of the quote's paragraph."""
        if isinstance(self.passage, Paragraph):
            return self.passage.kind
        kinds = {paragraph.id: paragraph.kind for paragraph in self.extraction.paragraphs}
        return kinds.get(self.passage.paragraph) if self.passage else None

    @property
    def paragraphs(self) -> list[Document]:
        """The paragraphs of the article."""
        return [document for document in passages_of(self.extraction) if document.unit == "paragraph"]

    @property
    def has_separate_title(self) -> bool:
        """Whether no paragraph of the article is its title."""
        return self.terms("title") not in [paragraph.exact for paragraph in self.paragraphs]

    @property
    def length(self) -> int:
        """The number of content words; an article has those of its paragraphs, plus those of a separate title."""
        if self.unit != "article":
            return content_words(self.exact)
        title = content_words(self.terms("title")) if self.has_separate_title else 0
        return title + sum(paragraph.length for paragraph in self.paragraphs)

    def terms(self, field: str, *, stems: bool = False) -> tuple[str, ...]:
        """The exact forms, or the stems, of "text" or "title"."""
        if field == "text":
            return self.stems if stems else self.exact
        title = tokens(self.extraction.article.title or "")
        return tuple(token.stem if stems else token.exact for token in title)

    def values(self, field: str) -> Sequence[str]:
        """The values of a field that is not text, as the article spells them."""
        article = self.extraction.article
        if field in {"place", "author", "tag"}:
            return {"place": article.places, "author": article.authors, "tag": article.tags}[field]
        single = {"source": article.source, "date": article.date, "kind": self.kind}
        value = single[field] if field in single else getattr(self.quote, field) if self.quote else None
        return () if value is None else (value,)


def content_words(terms: Sequence[str]) -> int:
    """The number of terms that are no function words."""
    return sum(term not in FUNCTION_WORDS for term in terms)


def passages_of(extraction: Extraction) -> Iterator[Document]:
    """The paragraphs and quotes that a search can find: all except repeated lines and quotes in them."""
    repeats = {paragraph.id for paragraph in extraction.paragraphs if paragraph.kind == "repeat"}
    for paragraph in extraction.paragraphs:
        if paragraph.id not in repeats:
            yield _document(extraction, "paragraph", paragraph, [(paragraph.start, paragraph.end)])
    for quote in extraction.quotes:
        if quote.paragraph not in repeats:
            yield _document(extraction, "quote", quote, quote.spans)


def _document(extraction: Extraction, unit: str, passage: Paragraph | Quote, spans: Sequence[Span]) -> Document:
    text = extraction.article.text
    parts = [token for start, end in spans for token in tokens(text[start:end])]
    return Document(
        extraction, unit, passage, tuple(token.exact for token in parts), tuple(token.stem for token in parts)
    )


def main_text_terms(extraction: Extraction) -> tuple[str, ...]:
    """Equal for copies: the terms of the main text, or of the whole text if there is no main text."""
    paragraphs = [
        paragraph for paragraph in extraction.paragraphs if paragraph.kind not in {"title", "byline", "repeat"}
    ]
    terms = tuple(term for paragraph in paragraphs for term in exact_terms(extraction.text_of(paragraph)))
    return terms or exact_terms(extraction.article.text)


def day_range(printed: str) -> tuple[date, date]:
    """The first day of a printed date, and the day after its last."""
    numbers = [int(number) for number in re.findall(r"\d+", printed)]
    year, month, day = (*numbers, 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return first, date.fromordinal(first.toordinal() + 1)
    months = first.year * 12 + first.month - 1 + (1 if month else 12)
    return first, date(months // 12, months % 12 + 1, 1)
