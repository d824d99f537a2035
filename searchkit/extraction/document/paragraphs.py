"""Splits an article into paragraphs and classifies each: title, standfirst, byline, caption, repeat or body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from searchkit.model.article import Article
from searchkit.model.passage import Paragraph, Span, paragraph_id
from searchkit.text.furniture.bylines import find_byline
from searchkit.text.furniture.captions import find_credit, is_caption
from searchkit.text.furniture.datelines import find_dateline
from searchkit.text.furniture.headlines import is_headline_paragraph

_LINE = re.compile(r"[^\n]+")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_SPACE = re.compile(r"\s+")
_SENTENCE_ENDS = tuple(".!?…:;\"”»’')]")
_WIDEST_WRAP = 100
_WRAPPED_SHARE = 0.7
_SHORTEST_REPEAT = 40
_MOST_HEAD = 6  # a byline or dateline further down does not belong to the article


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Split a text into paragraphs `[start, end)` without surrounding white space.

    A blank line always ends a paragraph. A single line break ends one unless the text is wrapped: its lines are no wider
    than a page, and the first word of the next line would not have fitted.
    """
    lines = [_trim(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    lines = [(start, end) for start, end in lines if start < end]
    if not lines:
        return ()
    # A block is a run of lines without a blank line between them.
    same_block = [_count_line_breaks(text, line[1], following[0]) == 1 for line, following in pairwise(lines)]
    width = _wrap_width(text, lines, same_block)
    out = [lines[0]]
    for (before, line), same in zip(pairwise(lines), same_block, strict=True):
        if same and _continues(text, before, line, width):
            out[-1] = (out[-1][0], line[1])
        else:
            out.append(line)
    return tuple(out)


def _trim(text: str, start: int, end: int) -> Span:
    line = text[start:end]
    start += len(line) - len(line.lstrip())
    return start, start + len(line.strip())


def _count_line_breaks(text: str, end: int, start: int) -> int:
    return text.count("\n", end, start)


def _wrap_width(text: str, lines: Sequence[Span], same_block: Sequence[bool]) -> int:
    """Width in characters at which the text is wrapped; 0 if each line is a paragraph."""
    pairs = [pair for pair, same in zip(pairwise(lines), same_block, strict=True) if same]
    if not pairs:
        return 0
    width = max(end - start for start, end in lines)
    if width > _WIDEST_WRAP:
        return 0
    full = sum(_fills_width(text, line, following, width) for line, following in pairs)
    open_ended = sum(not text[start:end].endswith(_SENTENCE_ENDS) for (start, end), _ in pairs)
    return width if full >= _WRAPPED_SHARE * len(pairs) and open_ended * 2 >= len(pairs) else 0


def _fills_width(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on `line`."""
    first = text[following[0] : following[1]].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(first) > width - 2


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    ends = text[line[0] : line[1]].endswith(_SENTENCE_ENDS)
    if width:
        return _fills_width(text, line, following, width) or not (ends or text[following[0]].isupper())
    return not ends and text[following[0]].islower()


def find_paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """Split an article into paragraphs with ids and kinds, numbered from 1."""
    spans = split_paragraphs(article.text)
    kinds = list(_classify(article, spans))
    return tuple(
        Paragraph(paragraph_id(article.id, number), start, end, kind)
        for number, ((start, end), kind) in enumerate(zip(spans, kinds, strict=True), 1)
    )


def _classify(article: Article, spans: Sequence[Span]) -> Iterator[str]:
    """Yield the kind of each paragraph, in order."""
    paragraphs = [article.text[start:end] for start, end in spans]
    has_title = len(paragraphs) > 1 and _is_title(article, paragraphs[0])
    lines = enumerate(paragraphs[:_MOST_HEAD])
    head = next((number for number, line in lines if find_dateline(line) or find_byline(line)), 0)
    seen: set[str] = set()
    for number, paragraph in enumerate(paragraphs):
        normalised = _SPACE.sub(" ", _strip_credit(paragraph) if is_caption(paragraph) else paragraph)
        if len(normalised) >= _SHORTEST_REPEAT and normalised in seen:
            yield "repeat"
            continue
        seen.add(normalised)
        if (number == 0 and has_title) or _MARKDOWN_HEADING.match(paragraph):
            yield "title"
        elif find_byline(paragraph) is not None:
            yield "byline"
        elif is_caption(paragraph):
            yield "caption"
        elif has_title and (0 < number < head or (number == 1 and head == 0 and is_headline_paragraph(paragraph))):
            yield "standfirst"
        else:
            yield "body"


def _strip_credit(caption: str) -> str:
    """Remove the closing "(Photo: …)" of a caption."""
    credit = find_credit(caption)
    return caption if credit is None else caption[:credit].rstrip()


def _is_title(article: Article, first: str) -> bool:
    if article.title is not None:
        return _normalise_title(first) == _normalise_title(article.title)
    return is_headline_paragraph(first)


def _normalise_title(title: str) -> str:
    return _SPACE.sub(" ", title).strip(" .").casefold()


def find_body_start(text: str, paragraph: Paragraph) -> int:
    """Offset at which the sentences of a paragraph begin: after its dateline, if any."""
    dateline = find_dateline(text[paragraph.start : paragraph.end])
    return paragraph.start + (dateline.end if dateline else 0)
