"""The models that ship with the program: read when first asked for, then kept."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from searchkit.passages.acceptance import Acceptance, parse


@cache
def acceptance() -> Acceptance:
    """The model that decides which clauses are reported."""
    return parse(files("searchkit.passages").joinpath("acceptance.json").read_text(encoding="utf-8"))
