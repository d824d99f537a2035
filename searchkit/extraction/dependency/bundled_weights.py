"""The weights that come with searchkit; docs/parser-model.md says what they are and how they were made."""

from __future__ import annotations

import json
from importlib.resources import files

from searchkit.extraction.dependency.model import DependencyModel

FILE = "weights.json"


def bundled_model() -> DependencyModel:
    """The weights as they were trained."""
    content = json.loads(files("searchkit.extraction.dependency").joinpath(FILE).read_text(encoding="utf-8"))
    return DependencyModel(content["features"], content["threshold"], content["slope"], content["offset"])
