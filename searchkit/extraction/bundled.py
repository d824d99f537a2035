"""Loads the bundled models and makes the extractor that uses them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from searchkit.extraction.clause_model.model import parse_weights as parse_clause_model
from searchkit.extraction.extractor import Extractor
from searchkit.extraction.models import Models
from searchkit.extraction.speaker_model.model import parse_speaker_model


@cache
def load_extractor(parser: str | None = None) -> Extractor:
    """Load the extractor with the bundled models and the installed parser that `parser` names; raises ParserMissing."""
    if parser is None:
        return Extractor(bundled_models())
    # Imported here because spaCy is optional and slow to load.
    from searchkit.extraction.dependency.bundled_weights import bundled_model  # noqa: PLC0415
    from searchkit.extraction.dependency.second_pass import DependencyPass  # noqa: PLC0415
    from searchkit.extraction.dependency.spacy import load_parser  # noqa: PLC0415

    return Extractor(bundled_models(), DependencyPass(load_parser(parser), bundled_model()))


@cache
def bundled_models() -> Models:
    """Load the clause model and the speaker model."""
    speakers = _read_weights("speaker_model")
    scales = {type: (shift, slope) for type, (shift, slope) in speakers["scales"].items()}
    return Models(parse_clause_model(_read_weights("clause_model")), parse_speaker_model(speakers), scales)


def _read_weights(folder: str) -> Any:
    return json.loads(files("searchkit.extraction").joinpath(folder, "weights.json").read_text(encoding="utf-8"))
