"""Articles printed all in capitals, as telex and captions are: a capital shows a name there only by leaving other words out."""

from __future__ import annotations

from searchkit.extraction.document.tokens import Sentence
from searchkit.extraction.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    OPENERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
)
from searchkit.extraction.lexicon.people import ROLES
from searchkit.extraction.lexicon.reporting import REPORTING

_CAPITALS_A_SMALL_LETTER = 20
_NO_NAMES = frozenset().union(
    ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, FINITE, OPENERS, PREPOSITIONS, RELATIVES, REPORTING, ROLES,
    SUBJECT_PRONOUNS,
)  # fmt: skip


def is_all_caps(text: str) -> bool:
    """Whether nearly all letters of an article are capitals."""
    return sum(map(str.isupper, text)) > _CAPITALS_A_SMALL_LETTER * sum(map(str.islower, text))


def uncapitalize(sentence: Sentence) -> Sentence:
    """A sentence in capitals with those of words that are no names taken for small letters."""
    tokens = [token._replace(capital=token.capital and token.low not in _NO_NAMES) for token in sentence.tokens]
    return Sentence(tokens, sentence.paragraph)
