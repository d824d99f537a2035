"""What the tests of the two commands share: a run, and an article to index."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

PORT = 'Port strike\n\n"The cranes stand still," said Ada Pell, who leads the union.\n'


class Run(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Command = Callable[..., Run]
"""Runs a command with arguments (str)."""
