"""What the commands that keep an archive report, as lines of text.

`archive` is the value of `--archive`, which commands to paste repeat.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from searchkit.errors import INDEX, REBUILD
from searchkit.model.reports import CheckReport, SharedName, Speaker, Status, UpdateReport
from searchkit.model.results import FacetCount
from searchkit.render.advice import advice, command_line, error_text
from searchkit.render.style import pluralise
from searchkit.text.control_characters import one_line

DOUBTS_SHOWN = 5
FILES_SHOWN = 5
NAMES_SHOWN = 20
PERSONS_SHOWN = 3
SPELLINGS_SHOWN = 4

CHECK = ("searchkit", "check")
_KEYS = "rename those that mean id, title, source, date, place, author, tag or url"
_OLDER = "the passages were made by an older extraction; to renew them"


def update_text(report: UpdateReport, archive: str | None = None) -> Iterator[str]:
    """Return what an update did."""
    changes = [
        f"{number:,} {what}"
        for number, what in (
            (report.added, "added"),
            (report.changed, "changed"),
            (report.renamed, "renamed"),
            (report.removed, "removed"),
        )
        if number
    ]
    yield f"{', '.join(changes) or 'nothing to do'}; {report.unchanged:,} unchanged"
    yield f"the index holds {_holds(report.counts)}"
    if report.refused:
        yield f"refused: {len(report.refused):,} (named on standard error)"
    if report.not_read:
        yield f"not read: no reader for {_by_count(report.not_read)}"
    if report.unused:
        yield f"unknown keys of front matter and records: {_by_count(report.unused)}; {_KEYS}"
    for doubt in report.doubts[:DOUBTS_SHOWN]:
        yield f"note: {one_line(doubt)}"
    if len(report.doubts) > DOUBTS_SHOWN:
        yield f"note: and {pluralise(len(report.doubts) - DOUBTS_SHOWN, 'more note')}"
    if report.started_over:
        yield "note: the first index was not finished; it was started over"
    if report.older_extraction:
        yield f"note: {_OLDER} {advice(None, REBUILD, archive)}"


def check_text(report: CheckReport, archive: str | None = None) -> Iterator[str]:
    """Return a line for each problem, and what to do about them."""
    for problem in report.problems:
        yield one_line(f"{problem.where}: {problem.what}")
    checked = (
        f"{pluralise(report.articles, 'article')} of the index and {pluralise(report.files, 'corpus file')} checked"
    )
    todo = advice(report.hint, report.command, archive)
    summary = f"{pluralise(len(report.problems), 'problem')}; {todo}" if report.problems else "all is well"
    yield f"{checked}: {summary}"


def speakers_text(speakers: Sequence[Speaker], shared: Sequence[SharedName]) -> Iterator[str]:
    """Return a line for each speaker, with other spellings, then a line for each name that may be several persons'."""
    digits = max((len(f"{speaker.quotes:,}") for speaker in speakers), default=1)
    for speaker in speakers:
        spellings = [f"{one_line(name.value)} {name.count:,}" for name in speaker.names if name.value != speaker.name]
        also = (
            f"  (as {', '.join(spellings[:SPELLINGS_SHOWN])}{_more(spellings, SPELLINGS_SHOWN)})" if spellings else ""
        )
        yield f"{speaker.quotes:>{digits},}  {one_line(speaker.name)}{also}"
    if shared:
        yield ""
        yield "names that may be several persons' (speakers.toml can say whose they are):"
    for name in shared:
        persons = ", ".join(one_line(person) for person in name.persons[:PERSONS_SHOWN])
        more = _more(name.persons, PERSONS_SHOWN)
        yield f"{name.quotes:>{digits},}  {one_line(name.name)}: perhaps {persons}{more}"


def _more(several: Sequence[object], shown: int) -> str:
    return f" and {len(several) - shown:,} more" if len(several) > shown else ""


def sources_text(sources: Sequence[FacetCount]) -> Iterator[str]:
    """Return a line for each source."""
    digits = max((len(f"{source.count:,}") for source in sources), default=1)
    for source in sources:
        yield f"{source.count:>{digits},}  {one_line(source.value)}"


def status_text(status: Status, version: str, archive: str | None = None) -> Iterator[str]:
    """Return what is indexed and what is behind, versions and sizes."""
    manifest = status.manifest
    yield f"archive     {one_line(str(status.folder))}"
    yield f"corpus      {pluralise(status.files, 'file')}, {_size(status.corpus_bytes)}"
    if status.not_read:
        yield f"            not read: no reader for {_by_count(status.not_read)}"
    if manifest is None:
        yield f"index       {error_text(status.problem, archive) if status.problem else 'none'}"
    else:
        yield f"index       {_holds(manifest.counts)}, {_size(status.index_bytes)}"
        behind = status.stale or status.parser != status.indexed_parser
        yield f"up to date  {f'no; {advice(None, INDEX, archive)}' if behind else 'yes'}"
        yield from _stale_files(status)
        if status.refused:
            refused = pluralise(status.refused, "file or record is", "files or records are")
            yield f"            {refused} not indexed; {command_line(CHECK, archive)} names them"
    yield f"versions    searchkit {version}" + (
        f", index format {manifest.format}, analysis {manifest.analysis}, extraction {manifest.extraction}"
        if manifest
        else ""
    )
    if manifest and manifest.extraction < status.extraction:
        yield f"            {_OLDER} {advice(None, REBUILD, archive)}"
    if status.parser or status.indexed_parser:
        yield f"parser      {one_line(status.parser or 'none')}"
    if manifest and status.parser != status.indexed_parser:
        made = f"with {one_line(status.indexed_parser)}" if status.indexed_parser else "without a parser"
        yield f"            the passages were made {made}; the next searchkit index extracts them again"


def _stale_files(status: Status) -> Iterator[str]:
    for what, paths in (("new", status.stale.new), ("changed", status.stale.changed), ("gone", status.stale.gone)):
        if paths:
            more = f" and {len(paths) - FILES_SHOWN:,} more" if len(paths) > FILES_SHOWN else ""
            yield f"            {what}: {', '.join(one_line(path) for path in paths[:FILES_SHOWN])}{more}"


def _holds(counts: Mapping[str, int]) -> str:
    return ", ".join(pluralise(counts.get(unit, 0), unit) for unit in ("article", "paragraph", "quote"))


def _by_count(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f"{one_line(name) or 'no suffix'} ({number:,})" for name, number in ordered[:NAMES_SHOWN])
    return shown + _more(ordered, NAMES_SHOWN)


def _size(number: float) -> str:
    for unit in ("bytes", "KB", "MB"):
        if number < 1000:  # noqa: PLR2004 - a thousand
            return f"{number:,.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:.1f} GB"
