"""Change bytes of index files: `check` names the file, or no answer differs; and a rebuild repairs the index."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from searchkit import Archive
from searchkit.errors import SearchkitError
from tests.faults.cases import Case
from tests.faults.index_faults import Fault, find_faults_after_rebuild
from tests.faults.scenarios import INDEX, Scenario, read_index_files, read_state, restore_index

_REBUILD_EVERY = 20  # cases; a rebuild is slow


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """Yield `count` changes of one index file each, in an index of several segments with deletions and in one without."""
    updated = [_update(scenario) for scenario in scenarios if scenario.name in {"delete", "nothing"}]
    rng = random.Random(seed)  # noqa: S311 - repeatable
    for number in range(count):
        scenario = rng.choice(updated)
        name = rng.choice([name for name, content in sorted(scenario.files.items()) if content])
        how, content = _change_content(scenario.files[name], rng)
        changed = scenario._replace(files={**scenario.files, name: content})
        rebuild = number % _REBUILD_EVERY == 0
        yield Case(f"{scenario.name}/{number} {name} {how}", partial(_find_faults, changed, name, rebuild=rebuild))


def _update(scenario: Scenario) -> Scenario:
    """Index the change of a scenario, and return it with the index files after that."""
    restore_index(scenario)
    Archive(scenario.folder).update()
    files: Mapping[str, bytes] = read_index_files(scenario.folder / INDEX)
    return scenario._replace(files=files)


def _change_content(content: bytes, rng: random.Random) -> tuple[str, bytes]:
    offset = rng.randrange(len(content))
    how, change = rng.choice(_CHANGES)
    return f"{how} at {offset}", change(content, offset, rng)


def _other_byte(byte: int, rng: random.Random) -> int:
    return byte ^ rng.randrange(1, 256)


_Change = Callable[[bytes, int, random.Random], bytes]
"""Returns content changed at an offset."""

_CHANGES: Sequence[tuple[str, _Change]] = (
    ("a bit", lambda old, at, rng: old[:at] + bytes([old[at] ^ 1 << rng.randrange(8)]) + old[at + 1 :]),
    ("a bit", lambda old, at, rng: old[:at] + bytes([old[at] ^ 1 << rng.randrange(8)]) + old[at + 1 :]),
    ("a byte", lambda old, at, rng: old[:at] + bytes([_other_byte(old[at], rng)]) + old[at + 1 :]),
    ("a byte", lambda old, at, rng: old[:at] + bytes([_other_byte(old[at], rng)]) + old[at + 1 :]),
    ("zeros", lambda old, at, _: old[:at] + bytes(len(old[at : at + 8])) + old[at + 8 :]),
    ("garbage", lambda old, at, rng: old[:at] + rng.randbytes(len(old[at : at + 64])) + old[at + 64 :]),
    ("cut off", lambda old, at, _: old[:at]),
    ("appended", lambda old, _, rng: old + rng.randbytes(1 + rng.randrange(9))),
    ("8 bytes twice", lambda old, at, _: old[:at] + old[at - 8 : at] + old[at:]),
)


def _find_faults(scenario: Scenario, name: str, *, rebuild: bool) -> list[Fault]:
    restore_index(scenario)
    try:
        is_named = any(name in problem.where for problem in Archive(scenario.folder).check().problems)
    except SearchkitError:
        is_named = True
    try:
        is_same = read_state(scenario.folder) == scenario.after
    except SearchkitError:
        is_same = False
    faults = [] if is_named or is_same else [Fault("unnoticed", "check names no problem, but the answers differ")]
    return faults + (find_faults_after_rebuild(scenario) if rebuild else [])
