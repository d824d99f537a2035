"""Articles printed in capitals (telex): every word there that cannot be a name counts as lower case."""

from __future__ import annotations

from searchkit.extraction.document.sentences import Sentence
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

_CAPITALS_PER_SMALL_LETTER = 20
_NEVER_NAMES = frozenset().union(
    ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, FINITE, OPENERS, PREPOSITIONS, RELATIVES, REPORTING, ROLES,
    SUBJECT_PRONOUNS,
)  # fmt: skip


def is_all_caps(text: str) -> bool:
    """Whether nearly all letters of a text are capitals."""
    return sum(map(str.isupper, text)) > _CAPITALS_PER_SMALL_LETTER * sum(map(str.islower, text))


def uncapitalize(sentence: Sentence) -> Sentence:
    """Mark words that are never names as not capitalised, in a sentence printed in capitals."""
    tokens = [token._replace(capital=token.capital and token.low not in _NEVER_NAMES) for token in sentence.tokens]
    return Sentence(tokens, sentence.paragraph)
