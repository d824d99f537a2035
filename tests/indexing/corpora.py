"""A small corpus for the tests of updates, and what a report and an index hold."""

from __future__ import annotations

from searchkit import Archive
from searchkit.model.reports import UpdateReport

TEXTS = {
    "port.txt": 'Port strike\n\n"The cranes stand still," said Ada Pell, who leads the union.\n',
    "wire/mill.txt": "Mill\n\nThe mill ground on.\n",
    "wire/deep/all.jsonl": '{"id": "lake", "text": "The lake froze."}\n{"id": "sea", "text": "The sea rose."}\n',
}
STAYS = "its articles stay as last read"


def refused(report: UpdateReport) -> list[str]:
    return [str(one) for one in report.refused]


def all_ids(archive: Archive) -> list[str]:
    return list(archive.engine.article_ids())
