"""Words that show that the quotation after them is a name, a title or a term."""

from __future__ import annotations

from searchkit.extraction.lexicon import words

TITLE_MARKERS = words(
    """called titled entitled named dubbed song film movie book novel album play poem show series programme program
    documentary article painting single magazine essay exhibition game podcast opera musical episode column word words
    phrase term inscription graffiti nicknamed codenamed known so-called slogan banner read reading"""
)
