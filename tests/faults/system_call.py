"""A system call that a watched process is about to make."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Call(NamedTuple):
    """A system call about to be made.

    `path` is relative to the watched folder, which itself is "". `flags` are those of an open, `data` the bytes of a write
    at `offset` through `handle`, and `target` is the new path of a rename.
    """

    name: str
    path: str
    flags: int = 0
    data: bytes = b""
    offset: int = 0
    handle: int = -1
    target: str = ""


Before = Callable[[Call], None]
"""Called before each system call; may raise the OSError that the call fails with, or end the process."""
