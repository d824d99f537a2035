"""Tests of how faults are found and counted."""

from __future__ import annotations

import mmap
import os
import signal
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("fcntl", reason="faults need forked processes and file locks of POSIX")

from searchkit.errors import SearchkitError
from tests.faults.cases import Case, run_cases
from tests.faults.child_process import run_in_child
from tests.faults.index_faults import Fault
from tests.faults.kinds import fuzz
from tests.faults.report import COLUMNS, Row, format_table


def test_an_exception_of_a_target_is_a_fault_unless_it_is_declared() -> None:
    def parse(value: fuzz.Input) -> object:
        if value == "bad":
            raise LookupError("oh")
        raise SearchkitError("declared")

    target = fuzz.Target("words", 1, 10, lambda rng: rng.choice(("good", "bad")), parse)
    (first, *_) = fuzz.feed(target, "1", 10)
    assert (first.column, first.what.split("\n")[0]) == ("unnoticed", "'bad' raises LookupError: oh")


def test_an_exception_or_a_signal_in_a_case_is_a_fault() -> None:
    def fail() -> Sequence[Fault]:
        raise LookupError("oh")

    def die() -> Sequence[Fault]:
        os.kill(os.getpid(), signal.SIGKILL)
        return []

    row = run_cases("kind", [Case("one", fail), Case("two", die), Case("three", list)])
    assert (row.tried, row.faults) == (3, Counter(unnoticed=2))
    assert "LookupError: oh" in row.messages[0]
    assert "died of signal 9" in row.messages[1]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc, which tells the memory of a process")
def test_more_than_a_gigabyte_of_memory_is_an_error() -> None:
    assert "takes" in run_in_child(lambda: bool(mmap.mmap(-1, 1_200_000_000))).error


def test_the_table_explains_its_columns() -> None:
    lines = list(format_table([Row("kills", 1200, Counter(lost=3), ())]))
    assert lines[1].split() == ["kills", "1,200", "3", "0", "0"]
    explained = [line.partition(":")[0] for line in lines[lines.index("") + 1 :]]
    assert explained == lines[0].split() == ["tried", *COLUMNS]
