"""The parser that was asked for by name, ready to be handed to extraction."""

from __future__ import annotations

from functools import cache

from searchkit.extraction.clause_model.second_pass import SecondPass


@cache
def rereader_of(name: str | None) -> SecondPass | None:
    """The parser of that name with its weights, None where none is asked for; raises ParserMissing."""
    if name is None:
        return None
    # Imported here because only those who ask for a parser have spaCy, and want to wait for it.
    from searchkit.extraction.dependency.bundled_weights import shipped  # noqa: PLC0415
    from searchkit.extraction.dependency.second_pass import Syntax  # noqa: PLC0415
    from searchkit.extraction.dependency.spacy import load  # noqa: PLC0415

    return Syntax(load(name), shipped())
