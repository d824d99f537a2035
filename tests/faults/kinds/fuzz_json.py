"""Change one value of a JSON document at random."""

from __future__ import annotations

import random
from typing import Any

_STOP_CHANCE = 0.1
"""The chance, at each depth, to replace the value there instead of one within it; and to delete the value within it."""

_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    7,
    1 << 70,
    1.5,
    "",
    "a",
    "../../corpus/port.txt",
    "\0",
    "\ud800",
    [],
    {},
    [[]],
    float("inf"),
)


def change_json(value: Any, rng: random.Random) -> Any:
    """Return a copy of a JSON value in which one value, at any depth, is replaced, removed or doubled."""
    if not isinstance(value, dict | list) or not value or rng.random() < _STOP_CHANCE:
        return rng.choice((*_VALUES, [value], [value, value], {"a": value}))
    copy = value.copy()
    at = rng.choice(list(copy)) if isinstance(copy, dict) else rng.randrange(len(copy))
    if rng.random() < _STOP_CHANCE:
        del copy[at]
    else:
        copy[at] = change_json(copy[at], rng)
    return copy
