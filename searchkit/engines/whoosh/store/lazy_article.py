"""A stored article: its description is parsed at once, its text is read when it is needed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Paragraph, Quote, paragraph_id, quote_id

SEPARATOR = b"\n"
"""Between the description and the text; the JSON contains none."""
ARTICLE_FIELDS, QUOTE_FIELDS = list(Article.__match_args__), list(Quote.__match_args__)
_TEXT = ARTICLE_FIELDS.index("text")
ID, START, END, SPANS, PARAGRAPH, CONTINUES, MENTION_START, MENTION_END = map(
    QUOTE_FIELDS.index, ("id", "start", "end", "spans", "paragraph", "continues", "mention_start", "mention_end")
)


class LazyArticle:
    """An article of an index; `read_record` returns the bytes that `encode_article` wrote.

    Every method may raise what `read_record` raises, and ValueError if the text has not the length in its description.
    """

    def __init__(self, read_record: Callable[[], bytes]) -> None:
        self._read_record = read_record
        description = json.loads(read_record().partition(SEPARATOR)[0])
        self._article: list[Any] = description["article"]
        self.length: int = description["length"]
        """Characters of the text."""
        self._paragraphs = _decode_paragraphs(description["paragraphs"])
        self._quotes: list[list[Any]] = description["quotes"]
        self.article = self._with_text("")
        """The article without its text."""

    def text(self, start: int, end: int) -> str:
        """The text from one character offset to another."""
        text = self._read_record().partition(SEPARATOR)[2].decode("utf-8", "surrogatepass")
        if len(text) != self.length:
            raise ValueError("a stored article is not as it was written")
        return text[start:end]

    def paragraph(self, index: int) -> Paragraph:
        """A paragraph."""
        start, end, kind, id = self._paragraphs[index]
        return Paragraph(paragraph_id(self.article.id, index + 1) if id is None else id, start, end, kind)

    def quote(self, index: int) -> Quote:
        """A quote."""
        fields = [_with_tuples(value) for value in self._quotes[index]]
        start, end = fields[START], fields[END] = self.quote_bounds(index)
        if isinstance(fields[PARAGRAPH], int):
            fields[PARAGRAPH] = self.paragraph(fields[PARAGRAPH]).id
        if fields[ID] is None:
            fields[ID] = quote_id(self.article.id, start, end)
        if fields[SPANS] is None:
            fields[SPANS] = ((start, end),)
        if len(fields) > MENTION_END and fields[MENTION_START] is not None and fields[MENTION_END] is not None:
            fields[MENTION_START] += end
            fields[MENTION_END] += fields[MENTION_START]
        if len(fields) > CONTINUES and isinstance(fields[CONTINUES], tuple):
            fields[CONTINUES] = self.article.id + fields[CONTINUES][0]
        return Quote(*fields)

    def paragraph_bounds(self, index: int) -> tuple[int, int]:
        """The start and end of a paragraph in the text."""
        return self._paragraphs[index][:2]

    def quote_bounds(self, index: int) -> tuple[int, int]:
        """The start and end of a quote in the text."""
        fields = self._quotes[index]
        paragraph, start = fields[PARAGRAPH], fields[START]
        if isinstance(paragraph, int):
            start += self._paragraphs[paragraph][0]
        return start, start + fields[END]

    def paragraph_of_quote(self, index: int) -> Paragraph | None:
        """The paragraph of a quote, None without one."""
        paragraph = self._quotes[index][PARAGRAPH]
        return self.paragraph(paragraph) if isinstance(paragraph, int) else None

    def first_body_paragraph(self) -> Paragraph | None:
        """The first paragraph of kind "body", or the first paragraph if none is; None without paragraphs."""
        kinds = [kind for _, _, kind, _ in self._paragraphs]
        return self.paragraph(kinds.index("body") if "body" in kinds else 0) if kinds else None

    def extraction(self) -> Extraction:
        """The article with its text and all its passages."""
        article = self._with_text(self.text(0, self.length))
        paragraphs = tuple(map(self.paragraph, range(len(self._paragraphs))))
        return Extraction(article, paragraphs, tuple(map(self.quote, range(len(self._quotes)))))

    def _with_text(self, text: str) -> Article:
        fields = [_with_tuples(value) for value in self._article]
        fields[_TEXT] = text
        return Article(*fields)


def _decode_paragraphs(encoded: list[list[Any]]) -> list[tuple[int, int, str, str | None]]:
    """For each paragraph: start, end, kind, and its id, None if it is `paragraph_id` of its number."""
    paragraphs = []
    end = 0
    for gap, length, *rest in encoded:
        start, end = end + gap, end + gap + length
        kind, id = (*rest, None, None)[:2]
        paragraphs.append((start, end, kind or "body", id))
    return paragraphs


def _with_tuples(value: Any) -> Any:
    """A JSON value with tuples in place of lists."""
    return tuple(map(_with_tuples, value)) if isinstance(value, list) else value
