"""Search results as text: what was said, who said it, where and when, and the id to look closer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from searchkit.model.results import FacetCount, Hit, SearchResult
from searchkit.render.style import (
    Style,
    columns,
    join_parts,
    mark_highlights,
    pluralise,
    shorten,
    window,
    wrap,
)
from searchkit.text.control_characters import one_line
from searchkit.text.dates import format_date

UNSURE = 0.5
"""Below this confidence, a speaker is a "perhaps"."""

LINES_SHOWN = 3
CLOSING_MARKS = {"“": "”", "„": "“”", "‘": "’", "«": "»", "»": "«", '"': '"', "'": "'"}
"""The marks that may close a quote, by the mark that opens it."""

FACET_VALUES_SHOWN = 15


def hits_text(results: SearchResult, style: Style) -> Iterator[str]:
    """Return the lines of all hits, with an empty line between two."""
    for number, hit in enumerate(results.hits):
        if number:
            yield ""
        yield from hit_text(hit, style)


def hit_text(hit: Hit, style: Style) -> Iterator[str]:
    """Return the lines of a hit: its text with highlights, then who, where and when, then title and id."""
    text = one_line(hit.text)
    start, end = window(text, hit.highlights, LINES_SHOWN * style.width)
    opening, closing = _marks(hit)
    before = opening + ("… " if start else "")
    after = (" …" if end < len(text) else "") + closing
    lines = list(wrap(text, start, end, style.width - len(after), len(before)))
    for number, (low, high) in enumerate(lines):
        head = before if number == 0 else ""
        tail = after if number == len(lines) - 1 else ""
        yield head + mark_highlights(text, low, high, hit.highlights, style) + tail
    yield from join_parts(_who_where_when(hit, style), style.width, "  ")
    yield from _title_and_id(hit, style)


def _marks(hit: Hit) -> tuple[str, str]:
    """Return the marks around a direct quote: those in the article, or curly ones."""
    if hit.type != "direct":
        return "", ""
    before, _, after = hit.context.partition(hit.text)
    opening = before[-1:] if before[-1:] in CLOSING_MARKS else "“"
    closing = CLOSING_MARKS[opening]
    return opening, after[0] if after and after[0] in closing else closing[0]


def facets_text(results: SearchResult, style: Style) -> Iterator[str]:
    """Return the lines of all facets."""
    for field, counts in results.facets.items():
        yield style.strong(field)
        yield from _counts(counts, style)


def summary_text(results: SearchResult, page: int, per_page: int, style: Style) -> str:
    """Return how many hits there are, which are shown, and how many articles a date filter left out."""
    last = results.offset + len(results.hits)
    parts = [pluralise(results.total, "hit")]
    if results.hits and len(results.hits) < results.total:
        alone = len(results.hits) == 1
        parts = [f"hit {last:,} of {results.total:,}" if alone else f"{results.offset + 1:,}–{last:,} of {parts[0]}"]
        if last < results.total:
            parts.append(f"more with --page {page + 1}")
    elif results.total and not results.hits and per_page:
        parts.append(f"page {page} is past the last one, {-(-results.total // per_page):,}")
    if results.undated_left_out:
        parts.append(undated_text(results.undated_left_out))
    return style.faint(" · ".join(parts))


def undated_text(number: int) -> str:
    """Return how many undated articles a date filter left out."""
    return f"{pluralise(number, 'undated article')} left out by the date"


def _who_where_when(hit: Hit, style: Style) -> Iterator[str]:
    if hit.unit == "quote":
        yield _speaker(hit, style)
        if hit.type == "indirect":
            yield "indirect"
    elif hit.kind not in {None, "body"}:
        yield str(hit.kind)
    if hit.source:
        yield one_line(hit.source)
    yield format_date(hit.date) or style.faint("undated")


def _speaker(hit: Hit, style: Style) -> str:
    if hit.speaker is None:
        return style.faint("speaker not known")
    speaker = style.strong(one_line(hit.speaker))
    if hit.confidence is not None and hit.confidence < UNSURE:
        speaker = f"perhaps {speaker}"
    mention = one_line(hit.mention or "")
    if mention and not _names(mention, hit.speaker):
        speaker += f" (“{mention}”)"
    elif hit.role:
        speaker += f", {one_line(hit.role)}"
    return speaker + (f", via {one_line(hit.via)}" if hit.via else "")


def _names(mention: str, speaker: str) -> bool:
    """Return whether a mention is part of the name, or holds the whole name."""
    short, name = _fold_case(mention), _fold_case(speaker)
    return short in name or name in short


def _fold_case(name: str) -> str:
    return normalize("NFC", name).casefold()


def _title_and_id(hit: Hit, style: Style) -> Iterator[str]:
    title = "" if hit.kind == "title" else one_line(hit.title or "")  # its text is the title
    copies = f" + {pluralise(len(hit.copies), 'copy', 'copies')}" if hit.copies else ""
    id = one_line(hit.id)
    room = style.width - columns(id) - len(copies) - 6
    if room >= columns(title) // 2:
        title = shorten(title, room)
    if columns(title) <= room:
        gap = " " * (style.width - 2 - columns(title) - len(copies) - columns(id))
        yield f"  {title}{style.faint(copies)}{gap}{style.id(id)}"
    else:
        yield f"  {shorten(title, style.width - 3 - len(copies))}{style.faint(copies)}"
        yield f"  {style.id(id)}"


def _counts(counts: Sequence[FacetCount], style: Style) -> Iterator[str]:
    digits = max((len(f"{facet_count.count:,}") for facet_count in counts), default=1)
    for facet_count in counts[:FACET_VALUES_SHOWN]:
        yield f"  {facet_count.count:>{digits},}  {one_line(facet_count.value)}"
    if not counts:
        yield style.faint("  none")
    if len(counts) > FACET_VALUES_SHOWN:
        more = pluralise(len(counts) - FACET_VALUES_SHOWN, "more value")
        yield style.faint(f"  and {more}; --format json lists them all")
