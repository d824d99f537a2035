"""Cases to try, what came of them, and the table of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from tests.faults.children import in_child
from tests.faults.verdict import Fault

COLUMNS = ("lost", "unseen", "stuck")
PYTHONS_OWN = "python"
"""The column of what Python prints before anything of ours could catch it: counted, and no fault."""
Item = TypeVar("Item")


class Case(NamedTuple):
    """One fault to inject, by a name that finds it again; `run` injects it in this process and says what is wrong then.

    `inputs` are more than one where it takes no child for each: then every fault counts, and not the case.
    """

    name: str
    run: Callable[[], Sequence[Fault]]
    inputs: int = 1


class Row(NamedTuple):
    """What came of the cases of a part."""

    part: str
    tried: int
    faults: Counter[str]
    told: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing was wrong."""
        return not any(self.faults[column] for column in COLUMNS)


def run(part: str, cases: Iterable[Case]) -> Row:
    """Try cases, each in a child of its own, which may die of it."""
    tried = 0
    counted: Counter[str] = Counter()
    told: list[str] = []
    for case in cases:
        tried += case.inputs
        faults = faults_in_child(case.run)
        columns = [fault.column for fault in faults]
        counted.update(columns if case.inputs > 1 else set(columns))
        told += [f"{part}:{case.name}: {one.column}: {one.what}" for one in faults if one.column in COLUMNS]
    return Row(part, tried, counted, tuple(told))


def faults_in_child(work: Callable[[], Sequence[Fault]]) -> list[Fault]:
    """What is wrong after some work; what it raises or dies of is wrong too."""
    came = in_child(lambda: list(work()))
    if came.signal:
        return [Fault("unseen", f"died of signal {came.signal}")]
    return [Fault("unseen", came.raised)] if came.raised else came.value


def spread(items: Sequence[Item], count: int, seed: int) -> list[Item]:
    """So many of them in their order, chosen by a seed; all where they are fewer."""
    chosen = random.Random(seed).sample(range(len(items)), min(count, len(items)))  # noqa: S311 - to be repeated
    return [items[number] for number in sorted(chosen)]


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The lines of the table."""
    yield f"{'':24}{'tried':>12}" + "".join(f"{column:>10}" for column in COLUMNS)
    for row in rows:
        yield f"{row.part:24}{row.tried:>12,}" + "".join(f"{row.faults[column]:>10,}" for column in COLUMNS)
        if row.faults[PYTHONS_OWN]:
            yield f"  and {row.faults[PYTHONS_OWN]} tracebacks of Python's own while it started, before ours could catch them"
