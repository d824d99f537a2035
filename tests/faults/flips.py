"""Bytes of the index are changed: `check` names the file, or the byte does not matter; and a rebuild puts it right."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from searchkit import Archive
from searchkit.errors import SearchkitError
from tests.faults.archives import INDEX, Scenario, image_of, restore, state_of
from tests.faults.tally import Case
from tests.faults.verdict import Fault, faults_of_rebuild

_REBUILT_EVERY = 20


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """So many changes of single files, in an index of several segments with deletions and in one without."""
    indexes = [one for one in scenarios if one.name in {"delete", "nothing"}]
    whole = [one._replace(before=_image(one)) for one in indexes]
    rng = random.Random(seed)  # noqa: S311 - to be repeated
    for number in range(count):
        scenario = rng.choice(whole)
        name = rng.choice([name for name, content in sorted(scenario.before.items()) if content])
        how, changed = _changed(scenario.before[name], rng)
        image = {**scenario.before, name: changed}
        rebuild = number % _REBUILT_EVERY == 0
        yield Case(f"{scenario.name}/{number} {name} {how}", partial(_flipped, scenario, image, name, rebuild=rebuild))


def _image(scenario: Scenario) -> Mapping[str, bytes]:
    """The index when it is up to date."""
    restore(scenario.folder / INDEX, scenario.before)
    Archive(scenario.folder).update()
    return image_of(scenario.folder / INDEX)


def _changed(content: bytes, rng: random.Random) -> tuple[str, bytes]:
    at = rng.randrange(len(content))
    how, change = rng.choice(_CHANGES)
    return f"{how} at {at}", change(content, at, rng)


def _other(byte: int, rng: random.Random) -> int:
    return byte ^ rng.randrange(1, 256)


_CHANGES: Sequence[tuple[str, Callable[[bytes, int, random.Random], bytes]]] = (
    ("a bit", lambda old, at, rng: old[:at] + bytes([old[at] ^ 1 << rng.randrange(8)]) + old[at + 1 :]),
    ("a bit", lambda old, at, rng: old[:at] + bytes([old[at] ^ 1 << rng.randrange(8)]) + old[at + 1 :]),
    ("a byte", lambda old, at, rng: old[:at] + bytes([_other(old[at], rng)]) + old[at + 1 :]),
    ("a byte", lambda old, at, rng: old[:at] + bytes([_other(old[at], rng)]) + old[at + 1 :]),
    ("zeros", lambda old, at, _: old[:at] + bytes(len(old[at : at + 8])) + old[at + 8 :]),
    ("garbage", lambda old, at, rng: old[:at] + rng.randbytes(len(old[at : at + 64])) + old[at + 64 :]),
    ("ends", lambda old, at, _: old[:at]),
    ("longer", lambda old, _, rng: old + rng.randbytes(1 + rng.randrange(9))),
    ("twice", lambda old, at, _: old[:at] + old[at - 8 : at] + old[at:]),
)


def _flipped(scenario: Scenario, image: Mapping[str, bytes], name: str, *, rebuild: bool) -> list[Fault]:
    restore(scenario.folder / INDEX, image)
    try:
        named = any(name in problem.where for problem in Archive(scenario.folder).check().problems)
    except SearchkitError:
        named = True
    try:
        same = state_of(scenario.folder) == scenario.new
    except SearchkitError:
        same = False
    faults = [] if named or same else [Fault("unseen", "check names nothing, and the answers differ")]
    return faults + (faults_of_rebuild(scenario) if rebuild else [])
