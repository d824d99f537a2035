"""A short run of `python -m tests.faults`: a few faults of each kind, chosen by another seed than the long run's."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from errno import EIO
from pathlib import Path

import pytest

pytest.importorskip("fcntl", reason="faults need forked processes and file locks of POSIX")

from tests.faults.cases import run_cases
from tests.faults.index_faults import find_faults
from tests.faults.kinds import calls, flips, fuzz, interrupts, kills, power
from tests.faults.scenarios import (
    INDEX,
    Scenario,
    build_scenarios,
    find_scenario,
    read_index_files,
    read_state,
    restore_index,
    write_index_files,
)

SEED = 16
KINDS = {
    "kills": (kills.cases, 20),
    "power losses": (power.cases, 16),
    "failed system calls": (calls.cases, 20),
    "flipped bytes": (flips.cases, 40),
    "interrupts": (interrupts.cases, 4),
    "fuzzed inputs": (fuzz.cases, 20_000),
}
SCENARIOS = {"first", "change", "delete", "nothing"}


@pytest.fixture(scope="module")
def scenarios() -> Iterator[Sequence[Scenario]]:
    memory = Path("/dev/shm")  # noqa: S108 - files in memory are faster, where the system has them
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield build_scenarios(Path(folder))


@pytest.mark.parametrize("kind", KINDS)
def test_faults_lose_no_content_and_are_noticed(scenarios: Sequence[Scenario], kind: str) -> None:
    cases, count = KINDS[kind]
    chosen = [scenario for scenario in scenarios if scenario.name in SCENARIOS]
    row = run_cases(kind, cases(chosen, count, SEED))
    assert row.tried == pytest.approx(count, rel=0.01)
    assert row.is_clean, "\n".join(row.messages)


@pytest.mark.parametrize(
    ("name", "path"),
    [("stat", "searchkit.toml"), ("stat", "index"), ("lstat", "index"), ("flock", "index/writer.lock")],
)
def test_a_failing_stat_or_unlock_is_noticed(scenarios: Sequence[Scenario], name: str, path: str) -> None:
    scenario = find_scenario(scenarios, "add")
    recorded = enumerate(kills.record_calls(scenario))
    numbers = [number for number, call in recorded if (call.name, call.path) == (name, path)]
    row = run_cases("calls", (calls.make_case(scenario, number, name, EIO) for number in numbers))
    assert row.is_clean, "\n".join(row.messages)


def test_an_index_without_its_content_is_a_fault(scenarios: Sequence[Scenario]) -> None:
    scenario = find_scenario(scenarios, "nothing")
    write_index_files(scenario.folder / INDEX, {})
    assert [fault.column for fault in find_faults(scenario)] == ["lost"]
    files = {**scenario.files, "0123456789abcdef.seg": b"", "MANIFEST": b"{}"}
    write_index_files(scenario.folder / INDEX, files)
    assert {fault.column for fault in find_faults(scenario)} == {"lost", "stuck"}


def test_a_committed_change_must_stay(scenarios: Sequence[Scenario]) -> None:
    scenario = find_scenario(scenarios, "add")
    restore_index(scenario)
    assert not find_faults(scenario)
    restore_index(scenario)
    assert [fault.column for fault in find_faults(scenario, committed=True)] == ["lost"]


def test_an_update_without_fsync_loses_content(scenarios: Sequence[Scenario]) -> None:
    scenario = find_scenario(scenarios, "add")
    unsynced = [call for call in kills.record_calls(scenario) if call.name != "fsync"]
    losses = [loss for loss in power.find_losses(scenario, unsynced, SEED) if loss.committed]
    assert any(fault.column == "lost" for loss in losses[:8] for fault in power.find_faults_after(loss))


def test_restored_index_files_give_the_state_before(scenarios: Sequence[Scenario]) -> None:
    scenario = find_scenario(scenarios, "delete")
    restore_index(scenario)
    assert read_index_files(scenario.folder / INDEX) == scenario.files
    assert read_state(scenario.folder) == scenario.before != scenario.after


def test_calls_are_recorded_in_order(scenarios: Sequence[Scenario]) -> None:
    names = [(call.name, call.target or call.path) for call in kills.record_calls(scenarios[0])]
    renamed = names.index(("rename", "index/MANIFEST"))
    assert ("fsync", "index") in names[:renamed]
    assert names[renamed + 2] == ("fsync", "index")
    assert {"open", "write", "flock", "mmap", "scandir", "stat"} <= {name for name, _ in names}
