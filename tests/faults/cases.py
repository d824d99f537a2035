"""Fault cases: each injects one fault in a child process and counts what went wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from tests.faults.child_process import run_in_child
from tests.faults.index_faults import Fault
from tests.faults.report import COLUMNS, Row

Item = TypeVar("Item")


class Case(NamedTuple):
    """One fault to inject.

    `name` is unique within its kind, and the same for the same seed. `run` injects the fault in the current process and
    returns what went wrong. A case with `inputs` > 1 tries that many inputs, and each of its faults is counted; any other
    case is counted at most once in each column.
    """

    name: str
    run: Callable[[], Sequence[Fault]]
    inputs: int = 1


def run_cases(kind: str, cases: Iterable[Case]) -> Row:
    """Run each case in a child process of its own, and count the faults."""
    tried = 0
    counts: Counter[str] = Counter()
    messages: list[str] = []
    for case in cases:
        tried += case.inputs
        faults = _run_in_child(case.run)
        columns = [fault.column for fault in faults]
        counts.update(columns if case.inputs > 1 else set(columns))
        messages += [f"{kind}:{case.name}: {one.column}: {one.what}" for one in faults if one.column in COLUMNS]
    return Row(kind, tried, counts, tuple(messages))


def _run_in_child(work: Callable[[], Sequence[Fault]]) -> Sequence[Fault]:
    """Run `work` in a child process; an exception or a signal that ends it is a fault too."""
    outcome = run_in_child(lambda: list(work()))
    if outcome.failed:
        return [Fault("unnoticed", outcome.failure)]
    faults: list[Fault] = outcome.value
    return faults


def sample(items: Sequence[Item], count: int, seed: int) -> list[Item]:
    """Choose `count` items by a seed, in their order; all of them where there are fewer."""
    chosen = random.Random(seed).sample(range(len(items)), min(count, len(items)))  # noqa: S311 - repeatable
    return [items[index] for index in sorted(chosen)]
