"""An article's text to its paragraphs: where each begins and ends, and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from searchkit.model.article import Article
from searchkit.model.passage import Paragraph, Span, paragraph_id
from searchkit.text.furniture import find_byline, find_credit, find_dateline, is_caption

_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"#{1,6}\s+\S")
_SPACE = re.compile(r"\s+")
_ENDS = tuple(".!?…:;\"”»’')]")
_WIDEST_WRAP = 100
_WRAPPED_SHARE = 0.7
_LONGEST_TITLE = 200
_SHORTEST_REPEAT = 40
_HEAD = 6  # paragraphs: a byline or dateline further down is not the article's own


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs `[start, end)` of a text, without the white space around them.

    A blank line always ends one. A single line break does unless the lines are wraps: lines no wider than a page whose next
    word would not have fitted.
    """
    lines = [_trimmed(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    lines = [(start, end) for start, end in lines if start < end]
    if not lines:
        return ()
    # A block is a run of lines without a blank line between them.
    joined = [_breaks(text, one[1], two[0]) == 1 for one, two in pairwise(lines)]
    width = _wrap_width(text, lines, joined)
    out = [lines[0]]
    for (before, line), same_block in zip(pairwise(lines), joined, strict=True):
        if same_block and _goes_on(text, before, line, width):
            out[-1] = (out[-1][0], line[1])
        else:
            out.append(line)
    return tuple(out)


def _trimmed(text: str, start: int, end: int) -> Span:
    written = text[start:end]
    start += len(written) - len(written.lstrip())
    return start, start + len(written.strip())


def _breaks(text: str, end: int, start: int) -> int:
    return text.count("\n", end, start)


def _wrap_width(text: str, lines: Sequence[Span], joined: Sequence[bool]) -> int:
    """The width at which the text is wrapped, or 0 where its lines are paragraphs."""
    pairs = [(one, two) for (one, two), same in zip(pairwise(lines), joined, strict=True) if same]
    if not pairs:
        return 0
    width = max(end - start for start, end in lines)
    if width > _WIDEST_WRAP:
        return 0
    full = sum(_is_full(text, one, two, width) for one, two in pairs)
    open_ended = sum(not text[one[0] : one[1]].endswith(_ENDS) for one, _ in pairs)
    return width if full >= _WRAPPED_SHARE * len(pairs) and open_ended * 2 >= len(pairs) else 0


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on the line."""
    first = text[following[0] : following[1]].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(first) > width - 2


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    ends = text[line[0] : line[1]].endswith(_ENDS)
    if width:
        return _is_full(text, line, following, width) or not (ends or text[following[0]].isupper())
    return not ends and text[following[0]].islower()


def find_paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The paragraphs of an article with their kinds, numbered from 1."""
    spans = split_paragraphs(article.text)
    kinds = list(_kinds(article, spans))
    return tuple(
        Paragraph(paragraph_id(article.id, number), start, end, kind)
        for number, ((start, end), kind) in enumerate(zip(spans, kinds, strict=True), 1)
    )


def _kinds(article: Article, spans: Sequence[Span]) -> Iterator[str]:
    text = article.text
    written = [text[start:end] for start, end in spans]
    has_title = len(written) > 1 and _is_title(article, written[0])
    head = next((n for n, one in enumerate(written[:_HEAD]) if find_dateline(one) or find_byline(one)), 0)
    seen: set[str] = set()
    for number, one in enumerate(written):
        key = _SPACE.sub(" ", _without_credit(one) if is_caption(one) else one)
        if len(key) >= _SHORTEST_REPEAT and key in seen:
            yield "repeat"
            continue
        seen.add(key)
        if (number == 0 and has_title) or _HEADING.match(one):
            yield "title"
        elif find_byline(one) is not None:
            yield "byline"
        elif is_caption(one):
            yield "caption"
        elif has_title and (0 < number < head or (number == 1 and head == 0 and _is_headline(one))):
            yield "standfirst"
        else:
            yield "body"


def _without_credit(caption: str) -> str:
    """A caption less its closing `(Photo: …)`."""
    credit = find_credit(caption)
    return caption if credit is None else caption[:credit].rstrip()


def _is_title(article: Article, first: str) -> bool:
    if article.title is not None:
        return _bare(first) == _bare(article.title)
    return _is_headline(first)


def _bare(title: str) -> str:
    return _SPACE.sub(" ", title).strip(" .").casefold()


def _is_headline(line: str) -> bool:
    return (
        len(line) <= _LONGEST_TITLE
        and not line.rstrip("\"”’'»").endswith((".", ":", ",", ";"))
        and not find_dateline(line)
    )


def find_body_start(text: str, paragraph: Paragraph) -> int:
    """Where a paragraph's sentences begin: behind its dateline, if it opens with one."""
    dateline = find_dateline(text[paragraph.start : paragraph.end])
    return paragraph.start + (dateline.end if dateline else 0)
