"""The models that ship with the program: read when first asked for, then kept."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from searchkit.passages import acceptance, weighing
from searchkit.passages.models import Models


@cache
def shipped() -> Models:
    """The models that decide which clauses are reported and whose words stand inside marks."""
    speakers = _held("speakers")
    scales = {type: (shift, slope) for type, (shift, slope) in speakers["scales"].items()}
    return Models(acceptance.parse(_held("acceptance")), weighing.parse(speakers), scales)


def _held(name: str) -> Any:
    return json.loads(files("searchkit.passages").joinpath(f"{name}.json").read_text(encoding="utf-8"))
