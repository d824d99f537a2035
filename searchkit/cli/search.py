"""`search`: who said what, when, and where was it printed?"""

from __future__ import annotations

import gc
import sys

import click
from click.core import ParameterSource

from searchkit.archive import Archive
from searchkit.cli import error_handler
from searchkit.cli.options import (
    archive_option,
    filter_options,
    format_option,
    help_option,
    open_archive,
    progress_bar,
    version_option,
)
from searchkit.cli.output import print_output, print_stderr
from searchkit.cli.search_output import HITS, format_results
from searchkit.engines.registry import EMBEDDED, ENGINES, has_engine
from searchkit.errors import INDEX, IndexMissing, IndexUnfinished
from searchkit.fields import FACETS, FIELDS, UNITS
from searchkit.model.results import SearchResult
from searchkit.query.filters import FILTERS
from searchkit.query.request import HISTOGRAMS, RELEVANCE, SORTS
from searchkit.query.shell import query_text, split_options
from searchkit.render import terminal
from searchkit.render.style import Style, pluralise

PROGRAM = "search"
HITS_ALONE = ("jsonl", "csv")
"""Formats that hold hits and no counts."""

EPILOG = """\b
The query:
  search "foreign armed forces"   words in quotes are a phrase, as written
  search state nation             all words, in any form
  search oil -gas                 without a word; also NOT gas
  search 'oil OR gas'             either; AND binds tighter, ( ) group
  search 'withdr*'                the beginning of a word
  search speaker:putin            words of a field
  search date:2017..2018-05       a range of dates; both ends included

The fields: FIELD_NAMES.

\b
Exit codes: 0 found, 1 nothing found, 2 error, 130 interrupted.
The speaker is inferred from the text: look at the article before you rely on it.""".replace(
    "FIELD_NAMES", ", ".join(field.name for field in FIELDS)
)


def _known_engine(_: click.Context, __: click.Parameter, name: str) -> str:
    """Return the name of an engine, bundled or of a package; raises BadParameter."""
    if not has_engine(name):
        raise click.BadParameter(f"{name!r} is not one of {', '.join(map(repr, ENGINES))}.")
    return name


@click.command(
    context_settings={"help_option_names": [], "max_content_width": 100},
    epilog=EPILOG,
)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@click.option("--unit", multiple=True, type=click.Choice(UNITS), help="Only these; without it, paragraphs and quotes.")
@click.option("--since", multiple=True, metavar="DATE", help="From this day, month, year or 'last week' on.")
@click.option("--until", multiple=True, metavar="DATE", help="Up to this day, month or year, included.")
@click.option(
    "--facet", multiple=True, metavar="FIELD", help=f"Count all hits by the values of a field: {', '.join(FACETS)}."
)
@click.option("--by", type=click.Choice(HISTOGRAMS), help="Count all hits by month or year.")
@click.option("--sort", type=click.Choice(SORTS), help="Best, newest or oldest first.")
@click.option(
    "-n", "limit", type=click.IntRange(min=0), default=HITS, metavar="N", help=f"Hits on a page; {HITS} without it."
)
@click.option("--page", type=click.IntRange(min=1), default=1, metavar="N", help="Which page.")
@click.option(
    "--engine",
    metavar=f"[{'|'.join(ENGINES)}]",
    callback=_known_engine,
    default=EMBEDDED,
    help="The engine that matches. The reference is Whoosh's own searcher: slow, a second opinion on simple queries.",
)
@click.option("--count", is_flag=True, help="Print only the number of hits.")
@click.option("--explain", is_flag=True, help="Print how the query was understood.")
@format_option("text", "json", "jsonl", "csv")
@click.option(
    "--raw", is_flag=True, help="CSV for programs: no apostrophe before text that a spreadsheet takes for a formula."
)
@archive_option
@version_option
@help_option
def search(
    query: tuple[str, ...],
    unit: tuple[str, ...],
    facet: tuple[str, ...],
    by: str | None,
    sort: str | None,
    limit: int,
    page: int,
    engine: str,
    *,
    count: bool,
    explain: bool,
    form: str,
    raw: bool,
    archive: str | None,
    **filters: tuple[str, ...],
) -> int:
    """Find who said what, when, and where it was printed.

    A repeated filter means any of its values; different filters must all match. Without a query, the filters alone decide.
    """
    text = query_text(query)
    values = {name: filters[name] for name in FILTERS if filters[name]}
    if not (text or values or unit or facet or by or count or sort):
        print_stderr(*click.get_current_context().get_help().splitlines())
        return error_handler.ERROR
    if len(unit) > 1:
        raise click.UsageError("--unit is given more than once; leave it out for paragraphs and quotes")
    _check_format(form, facet, by, count=count, raw=raw)
    opened = open_archive(archive, engine)
    _build_missing_index(opened)
    results = opened.search(
        text,
        filters=values,
        unit=unit[0] if unit else None,
        sort=sort or RELEVANCE,
        offset=(page - 1) * limit,
        limit=0 if count else limit,
        facets=facet,
        histogram=by,
    )
    if explain:
        error_handler.print_error(PROGRAM, f"understood as {results.explanation}")
    print_output([str(results.total)] if count else format_results(results, form, page, limit, archive, raw=raw), form)
    if form in HITS_ALONE and not count and _is_part(results):
        error_handler.print_error(PROGRAM, terminal.summary_text(results, page, limit, Style()))
    _print_if_stale(opened, archive)
    return error_handler.FOUND if results.total else error_handler.NOTHING_FOUND


def _check_format(form: str, facet: tuple[str, ...], by: str | None, *, count: bool, raw: bool) -> None:
    """Raises UsageError for `--raw` without CSV, and for counts that the output does not hold."""
    if raw and form != "csv":
        raise click.UsageError("--raw is for --format csv alone; the other formats change nothing of a text")
    flag = "--by" if by else "--facet"
    if not (by or facet):
        return
    if count:
        raise click.UsageError(f"--count prints one number, not the counts of {flag}; write -n 0 for those alone")
    if form in HITS_ALONE:
        raise click.UsageError(f"--format {form} has hits alone, not the counts of {flag}; write --format json")


def _print_if_stale(opened: Archive, archive: str | None) -> None:
    if opened.looks_stale():
        from searchkit.render.advice import advice  # noqa: PLC0415 - only where there is something to do

        todo = advice(None, INDEX, archive)
        error_handler.print_error(PROGRAM, f"the corpus has changed since it was indexed; {todo}")


def _is_part(results: SearchResult) -> bool:
    """Return whether there are more hits than printed, without a `-n` that asks for so many, or undated articles left out."""
    limited = click.get_current_context().get_parameter_source("limit") is not ParameterSource.DEFAULT
    return bool(results.undated_left_out) or (not limited and len(results.hits) < results.total)


def _build_missing_index(archive: Archive) -> None:
    """Build the first index, and say so on standard error."""
    try:
        _ = archive.engine
    except (IndexMissing, IndexUnfinished) as error:
        gc.enable()  # the console script starts without
        unfinished = isinstance(error, IndexUnfinished)
        start = (
            "the first index was not finished; starting over with" if unfinished else "no index yet; building it from"
        )
        error_handler.print_error(PROGRAM, f"{start} {archive.corpus}")
        with progress_bar() as progress:
            report = archive.update(progress=progress)
        refused = f", {len(report.refused)} refused (searchkit index names them)" if report.refused else ""
        error_handler.print_error(PROGRAM, f"indexed {pluralise(report.counts.get('article', 0), 'article')}{refused}")


def main() -> None:
    """Run the console script."""
    params = [option for option in search.params if isinstance(option, click.Option)]
    flags = [name for option in params if option.is_flag for name in option.opts]
    valued = [name for option in params if not option.is_flag for name in option.opts]
    options, words = split_options(sys.argv[1:], flags, valued)
    lacks_a_value = not split_options([*options, "word"], flags, valued)[1]
    sys.exit(error_handler.run(search, options if lacks_a_value else [*options, "--", *words], PROGRAM))
