"""Let the power fail: replay the system calls of a command into each state in which a disk may be found afterwards."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from tests.faults.cases import Case, sample
from tests.faults.index_faults import Fault, find_faults
from tests.faults.kinds.kills import record_calls
from tests.faults.kinds.power_states import Disk
from tests.faults.scenarios import INDEX, IndexFiles, Scenario, write_index_files
from tests.faults.system_call import Call


class PowerLoss(NamedTuple):
    """The index files found after the power failed behind call number `calls`.

    `committed` is whether the command had made all of its calls, so that its change must be there.
    """

    scenario: Scenario
    calls: int
    files: IndexFiles
    committed: bool


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """Yield `count` different power losses of all scenarios."""
    losses = [loss for scenario in scenarios for loss in find_losses(scenario, record_calls(scenario), seed)]
    for number, loss in enumerate(sample(losses, count, seed)):
        yield Case(f"{loss.scenario.name}/after call {loss.calls}/{number}", partial(find_faults_after, loss))


def find_losses(scenario: Scenario, calls: Sequence[Call], seed: int) -> Iterator[PowerLoss]:
    """Yield each different state that a disk may be in after each call; of several writes in a row, after the last."""
    disk, rng = Disk(scenario.files), random.Random(seed)  # noqa: S311 - repeatable
    seen = set()
    for number, call in enumerate(calls):
        disk.apply(call)
        committed = number == len(calls) - 1
        if not committed and call.name == calls[number + 1].name == "write":
            continue
        for files in disk.states_after_power_loss(rng):
            digest = sha256(repr((sorted(files.items()), committed)).encode()).digest()
            if digest not in seen:
                seen.add(digest)
                yield PowerLoss(scenario, number + 1, files, committed)


def find_faults_after(loss: PowerLoss) -> list[Fault]:
    """Find what is wrong with an index after a power loss."""
    write_index_files(loss.scenario.folder / INDEX, loss.files)
    return find_faults(loss.scenario, committed=loss.committed)
