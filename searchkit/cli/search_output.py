"""What `search` prints: hits and counts in the format asked for, and another query if few were found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from searchkit.cli.options import output_style
from searchkit.model.results import SearchResult, Suggestion
from searchkit.render import terminal
from searchkit.render.style import pluralise
from searchkit.text.control_characters import shell_quote

HITS = 10
"""Hits on a page, unless `-n` is given."""


def format_results(
    results: SearchResult, form: str, page: int, limit: int, archive: str | None, *, raw: bool
) -> Iterable[str]:
    """Return the lines of an output format; `raw` CSV has no apostrophes before formulas."""
    if form == "text":
        return _text(results, page, limit, archive)
    from searchkit.render import json_output  # noqa: PLC0415 - people mostly read text

    if form == "json":
        return [json_output.to_line(json_output.results_json(results))]
    if form == "jsonl":
        return json_output.hits_jsonl(results)
    from searchkit.render.csv_output import hits_csv  # noqa: PLC0415 - as above

    return [hits_csv(results, raw=raw).removesuffix("\n")]


def _text(results: SearchResult, page: int, limit: int, archive: str | None) -> Iterator[str]:
    style = output_style()
    if results.hits:
        yield from terminal.hits_text(results, style)
        yield ""
    if results.facets:
        yield from terminal.facets_text(results, style)
        yield ""
    if results.histogram is not None:
        from searchkit.render.histogram import histogram_text  # noqa: PLC0415 - most searches have none

        yield from histogram_text(results, style)
        yield ""
    yield terminal.summary_text(results, page, limit, style)
    if results.suggestion is not None:
        yield _suggestion_text(results, results.suggestion, limit, archive)


def _suggestion_text(results: SearchResult, suggestion: Suggestion, limit: int, archive: str | None) -> str:
    """Return what finds more, as a command to paste into a shell."""
    filters = ((name, value) for name, values in results.filters.items() if name != "unit" for value in values)
    flags = [f"--{name} {shell_quote(value)}" for name, value in filters]
    if suggestion.unit:
        flags.append(f"--unit {suggestion.unit}")
    if limit != HITS:
        flags.append(f"-n {limit}")
    if archive:
        flags.append(f"--archive {shell_quote(archive)}")
    command = " ".join(["search", suggestion.arguments, *flags])
    if suggestion.unit == "article":
        articles = pluralise(suggestion.total, "article has", "articles have")
        return f"{articles} all the words: {command}"
    how = "as one name" if suggestion.whole_name else "all the words, in any order"
    return f"{how}: {command}   ({pluralise(suggestion.total, 'hit')})"
