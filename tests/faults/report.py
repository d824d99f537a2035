"""The printed table of a run: one row for each kind of fault, and the meaning of each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

COLUMNS: Mapping[str, str] = {
    "lost": "committed content is gone or wrong, or the index cannot be read",
    "unnoticed": "a wrong answer that `check` does not report, a traceback, a hang, or more than 1 GB of memory",
    "stuck": "the next `searchkit index` does not repair the index, or leaves stray files behind",
}
"""The columns that count faults, each with its meaning; in a run without faults all are 0."""

STARTUP_TRACEBACK = "startup traceback"
"""Counted apart and not as a fault: Python printed a traceback before the first line of searchkit ran."""


class Row(NamedTuple):
    """The result of one kind of fault: the number of cases or inputs tried, the faults by column, and their messages."""

    kind: str
    tried: int
    faults: Counter[str]
    messages: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Whether no column counts a fault."""
        return not any(self.faults[column] for column in COLUMNS)


def format_table(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of the table, then one line that explains each column."""
    yield f"{'':24}{'tried':>12}" + "".join(f"{column:>11}" for column in COLUMNS)
    for row in rows:
        yield f"{row.kind:24}{row.tried:>12,}" + "".join(f"{row.faults[column]:>11,}" for column in COLUMNS)
        if row.faults[STARTUP_TRACEBACK]:
            yield f"  not counted: {row.faults[STARTUP_TRACEBACK]} tracebacks while Python started, before searchkit ran"
    yield ""
    yield "tried: how many faults were injected, or how many inputs were parsed"
    for column, meaning in COLUMNS.items():
        yield f"{column}: {meaning}"
