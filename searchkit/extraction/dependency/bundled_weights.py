"""Loads the bundled model of parse candidates; docs/parser-model.md describes it."""

from __future__ import annotations

import json
from importlib.resources import files

from searchkit.extraction.dependency.model import DependencyModel

FILE = "weights.json"


def bundled_model() -> DependencyModel:
    """Load the bundled model."""
    content = json.loads(files("searchkit.extraction.dependency").joinpath(FILE).read_text(encoding="utf-8"))
    return DependencyModel(content["features"], content["threshold"], content["slope"], content["offset"])
