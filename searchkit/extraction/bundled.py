"""The models that ship with the program: read when first asked for, then kept."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from searchkit.extraction.clause_model.model import parse as parse_clause_model
from searchkit.extraction.models import Models
from searchkit.extraction.speaker_model.model import parse as parse_speaker_model


@cache
def shipped() -> Models:
    """The models that decide which clauses are reported and whose words stand inside marks."""
    speakers = _weights_of("speaker_model")
    scales = {type: (shift, slope) for type, (shift, slope) in speakers["scales"].items()}
    return Models(parse_clause_model(_weights_of("clause_model")), parse_speaker_model(speakers), scales)


def _weights_of(folder: str) -> Any:
    return json.loads(files("searchkit.extraction").joinpath(folder, "weights.json").read_text(encoding="utf-8"))
