"""The power fails: an update's calls are noted, and replayed into every state a disk may then be in."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from tests.faults.archives import INDEX, Image, Scenario, restore
from tests.faults.disk import Disk
from tests.faults.kills import calls_of
from tests.faults.system import Call
from tests.faults.tally import Case, spread
from tests.faults.verdict import Fault, faults_after


class Loss(NamedTuple):
    """A state of the disk after so many calls; `done` where all calls were made, and the change is to stay."""

    scenario: Scenario
    calls: int
    image: Image
    done: bool


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """So many different states of all scenarios."""
    losses = [loss for scenario in scenarios for loss in losses_of(scenario, calls_of(scenario), seed)]
    for number, loss in enumerate(spread(losses, count, seed)):
        yield Case(f"{loss.scenario.name}/after call {loss.calls}/{number}", partial(lost_power, loss))


def losses_of(scenario: Scenario, calls: Sequence[Call], seed: int) -> Iterator[Loss]:
    """Every different state after each call of a command; of a write that is followed by another to the same file only the last is looked at."""
    disk, rng = Disk(scenario.before), random.Random(seed)  # noqa: S311 - to be repeated
    seen = set()
    for number, call in enumerate(calls):
        disk.take(call)
        done = number == len(calls) - 1
        if not done and call.name == calls[number + 1].name == "write":
            continue
        for image in disk.after_power_loss(rng):
            mark = sha256(repr((sorted(image.items()), done)).encode()).digest()
            if mark not in seen:
                seen.add(mark)
                yield Loss(scenario, number + 1, image, done)


def lost_power(loss: Loss) -> list[Fault]:
    """What is wrong with an index that is found so."""
    restore(loss.scenario.folder / INDEX, loss.image)
    return faults_after(loss.scenario, durable=loss.done)
