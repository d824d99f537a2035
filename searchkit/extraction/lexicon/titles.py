"""Words that mark what follows in quotation marks as a name, a title or a term."""

from __future__ import annotations

from searchkit.extraction.lexicon import words

NAMING = words(
    """called titled entitled named dubbed song film movie book novel album play poem show series programme program
    documentary article painting single magazine essay exhibition game podcast opera musical episode column word words
    phrase term inscription graffiti nicknamed codenamed known so-called slogan banner read reading"""
)
