"""The weights that come with searchkit; docs/parser-model.md says what they are and how they were made."""

from __future__ import annotations

import json
from importlib.resources import files

from searchkit.extraction.dependency.model import Weights

FILE = "weights.json"


def bundled_weights() -> Weights:
    """The weights as they were trained."""
    content = json.loads(files("searchkit.extraction.dependency").joinpath(FILE).read_text(encoding="utf-8"))
    return Weights(content["features"], content["threshold"], content["slope"], content["offset"])
