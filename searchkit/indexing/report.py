"""What an update reports: the articles it changed, and everything of the corpus that could not be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from searchkit import extraction as passages
from searchkit.corpus.discover import Discovery
from searchkit.corpus.ids import printable
from searchkit.errors import ReadError
from searchkit.indexing.bookkeeping.catalogue import Catalogue
from searchkit.indexing.plan import Plan
from searchkit.model.reports import UpdateReport
from searchkit.model.stored import IndexInfo


def report(change: Plan, catalogue: Catalogue, discovery: Discovery, manifest: IndexInfo) -> UpdateReport:
    """Count what an update did, and collect what it could not use."""
    unused: Counter[str] = Counter()
    for entry in catalogue.files.values():
        for key, count in entry.unused:
            unused[key] += count
    holders, _ = catalogue.claims()
    moved_away = sum(id not in change.held for id in change.rename)
    return UpdateReport(
        added=len(change.add.keys() & holders.keys()),
        changed=len(change.change.keys() & holders.keys()),
        renamed=len(change.rename.keys() & holders.keys()),
        removed=max(0, len(change.remove) - moved_away),
        unchanged=change.unchanged,
        refused=tuple(refusals(catalogue)),
        not_read=discovery.not_read,
        unused=dict(unused),
        doubts=tuple(_doubts(catalogue)),
        counts=manifest.counts,
        older_extraction=manifest.extraction < passages.VERSION,
    )


def refusals(catalogue: Catalogue) -> Iterator[ReadError]:
    """The files and records that are not in the index, with the reason; paths are below the archive."""
    for path in sorted(catalogue.files):
        entry = catalogue.files[path]
        keeps_articles = not entry.digest and entry.records
        for line, reason, hint in entry.refusals:
            shown = f"{reason}; its articles stay as last read" if keeps_articles and line is None else reason
            yield ReadError(f"corpus/{printable(path)}", shown, line=line, hint=hint)
    for claim, holder in catalogue.claims()[1]:
        reason = f"the id {claim.record.id!r} is taken by {_location(holder.path, holder.record.line)}"
        yield ReadError(f"corpus/{printable(claim.path)}", reason, line=claim.record.line, hint="give it another id")


def _doubts(catalogue: Catalogue) -> Iterator[str]:
    for path in sorted(catalogue.files):
        for line, remark in catalogue.files[path].doubts:
            yield f"{_location(path, line)}: {remark}"


def _location(path: str, line: int | None) -> str:
    return f"corpus/{printable(path)}" + ("" if line is None else f", line {line}")
