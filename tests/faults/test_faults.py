"""The short form of `python -m tests.faults`: a few of each fault, by another seed than the long form."""

from __future__ import annotations

import mmap
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from errno import EIO
from pathlib import Path
from signal import SIGKILL

import pytest

from searchkit.errors import SearchkitError
from tests.faults import calls, flips, fuzz, interrupts, kills, power
from tests.faults.archives import INDEX, Scenario, image_of, restore, scenarios, state_of
from tests.faults.children import in_child
from tests.faults.tally import Case, run
from tests.faults.verdict import Fault, faults_after

SEED = 16
PARTS = {
    "kills": (kills.cases, 20),
    "power losses": (power.cases, 16),
    "failed system calls": (calls.cases, 20),
    "flipped bytes": (flips.cases, 40),
    "interrupts": (interrupts.cases, 4),
    "fuzzed inputs": (fuzz.cases, 20_000),
}
ASKED = {"first", "change", "delete", "nothing"}


@pytest.fixture(scope="module")
def archives() -> Iterator[Sequence[Scenario]]:
    with tempfile.TemporaryDirectory(dir=memory if (memory := Path("/dev/shm")).is_dir() else None) as place:  # noqa: S108
        yield scenarios(Path(place))


@pytest.mark.parametrize("part", PARTS)
def test_a_fault_loses_nothing_and_is_named(archives: Sequence[Scenario], part: str) -> None:
    cases, count = PARTS[part]
    few = [one for one in archives if one.name in ASKED]
    row = run(part, cases(few, count, SEED))
    assert row.tried == pytest.approx(count, rel=0.01)
    assert row.clean, "\n".join(row.told)


@pytest.mark.parametrize(
    ("name", "path"),
    [("stat", "searchkit.toml"), ("stat", "index"), ("lstat", "index"), ("flock", "index/writer.lock")],
)
def test_what_cannot_be_looked_at_or_let_go_is_named(archives: Sequence[Scenario], name: str, path: str) -> None:
    scenario = next(one for one in archives if one.name == "add")
    made = enumerate(kills.calls_of(scenario))
    numbers = [number for number, call in made if (call.name, call.path) == (name, path)]
    cases = (calls.failing(scenario, number, name, EIO) for number in numbers)
    row = run("calls", cases)
    assert row.clean, "\n".join(row.told)


def test_an_index_that_lost_something_is_a_fault(archives: Sequence[Scenario]) -> None:
    scenario = next(one for one in archives if one.name == "nothing")
    restore(scenario.folder / INDEX, {})
    assert [fault.column for fault in faults_after(scenario)] == ["lost"]
    restore(scenario.folder / INDEX, {**scenario.before, "0123456789abcdef.seg": b"", "MANIFEST": b"{}"})
    assert {fault.column for fault in faults_after(scenario)} == {"lost", "stuck"}


def test_a_change_that_was_committed_for_good_must_stay(archives: Sequence[Scenario]) -> None:
    scenario = next(one for one in archives if one.name == "add")
    restore(scenario.folder / INDEX, scenario.before)
    assert not faults_after(scenario)
    restore(scenario.folder / INDEX, scenario.before)
    assert [fault.column for fault in faults_after(scenario, durable=True)] == ["lost"]


def test_an_update_that_waits_for_no_disk_loses_content(archives: Sequence[Scenario]) -> None:
    scenario = next(one for one in archives if one.name == "add")
    hasty = [call for call in kills.calls_of(scenario) if call.name != "fsync"]
    losses = [loss for loss in power.losses_of(scenario, hasty, SEED) if loss.done]
    assert any(fault.column == "lost" for loss in losses[:8] for fault in power.lost_power(loss))


def test_what_a_target_raises_is_a_fault_unless_it_is_declared() -> None:
    def take(given: fuzz.Input) -> object:
        if given == "bad":
            raise LookupError("oh")
        raise SearchkitError("as it should")

    target = fuzz.Target("words", 1, 10, lambda rng: rng.choice(("good", "bad")), take)
    (first, *_) = fuzz.fed(target, "1", 10)
    assert (first.column, first.what.split("\n")[0]) == ("unseen", "'bad' raises LookupError: oh")


def test_what_a_case_raises_or_dies_of_is_a_fault() -> None:
    def raises() -> Sequence[Fault]:
        raise LookupError("oh")

    def dies() -> Sequence[Fault]:
        os.kill(os.getpid(), SIGKILL)
        return []

    row = run("part", [Case("one", raises), Case("two", dies), Case("three", list)])
    assert (row.tried, row.faults) == (3, Counter(unseen=2))
    assert "LookupError: oh" in row.told[0]
    assert "died of signal 9" in row.told[1]


def test_a_child_that_takes_gigabytes_is_told_of() -> None:
    assert (
        "takes" in in_child(lambda: bool(mmap.mmap(-1, 1_200_000_000))).raised or not Path("/proc/self/status").exists()
    )


def test_a_state_is_found_again(archives: Sequence[Scenario]) -> None:
    scenario = next(one for one in archives if one.name == "delete")
    restore(scenario.folder / INDEX, scenario.before)
    assert image_of(scenario.folder / INDEX) == scenario.before
    assert state_of(scenario.folder) == scenario.old != scenario.new


def test_calls_are_noted_in_order(archives: Sequence[Scenario]) -> None:
    names = [(call.name, call.target or call.path) for call in kills.calls_of(archives[0])]
    moved = names.index(("rename", "index/MANIFEST"))
    assert ("fsync", "index") in names[:moved]
    assert names[moved + 2] == ("fsync", "index")
    assert {"open", "write", "flock", "mmap", "scandir", "stat"} <= {name for name, _ in names}
