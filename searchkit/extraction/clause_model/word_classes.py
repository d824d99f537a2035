"""The word class of each token of a sentence, and running counts of verbs, commas, ends and cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.document.tokens import Token, TokenKind
from searchkit.extraction.lexicon.grammar import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BE,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    NEGATIONS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
    RELATIVES,
    SUBJECT_PRONOUNS,
)
from searchkit.extraction.lexicon.reporting import NOUN_LIKE, REPORTING
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS
from searchkit.extraction.mentions.sentence import TaggedSentence

EDGE = "edge"
"""The class outside a sentence."""

_MODALS = frozenset(
    ["would", "could", "can", "may", "might", "should", "must", "will", "won't", "wouldn't", "couldn't", "can't"]
)
_PUNCTUATION_MARKS = frozenset(",;:()-—–.?!")


def _closed_classes() -> dict[str, str]:
    """Map each closed-class word to its class: its group, or the word itself."""
    named = {low: low for low in QUESTION_WORDS | RELATIVES | CONJUNCTIONS | PREPOSITIONS | NEGATIONS}
    for group, lows in (
        ("article", ARTICLES),
        ("possessive", POSSESSIVES),
        ("pronoun", SUBJECT_PRONOUNS),
        ("be", BE),
        ("modal", _MODALS),
        ("auxiliary", AUXILIARIES),
        ("determiner", DETERMINERS),
        ("finite", FINITE),
        ("calendar", CALENDAR),
        ("adverb", ADVERBS),
        ("'s", POSSESSIVE_MARKS),
    ):
        named = dict.fromkeys(lows, group) | named
    objects = dict.fromkeys(("him", "them", "me", "us", "himself", "herself", "themselves", "itself"), "object pronoun")
    return named | objects | {"to": "to", "a": "a", "an": "a"}


_CLOSED_CLASSES = _closed_classes()


def word_class(token: Token) -> str:
    """The class of a token: closed-class group, punctuation mark, kind, or the form of an open-class word."""
    if token.kind is TokenKind.QUOTE:
        return "quote"
    if token.kind is TokenKind.PUNCTUATION:
        return token.low if token.low in _PUNCTUATION_MARKS else "point"
    if token.kind is TokenKind.NUMBER:
        return "number"
    named = _CLOSED_CLASSES.get(token.low)
    return named if named is not None else "capital" if token.capital else _form_class(token.low)


def _form_class(low: str) -> str:
    if low in REPORTING and low not in NOUN_LIKE:
        return "reporting"
    ending = next((ending for ending in ("ing", "ed", "ly", "s") if low.endswith(ending)), None)
    return "word" if ending is None or low.endswith("ss") else f"-{ending}"


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with the counts that its features are computed from.

    `classes`: list[n_tokens]. Counts: list[n_tokens + 1]; entry n counts finite verbs, commas, ends or cues before token n.
    `previous_ends`: the last end before each token.
    """

    sentence: TaggedSentence
    classes: Sequence[str]
    finite_counts: Sequence[int]
    comma_counts: Sequence[int]
    end_counts: Sequence[int]
    cue_counts: Sequence[int]
    ends: frozenset[int]
    previous_ends: Sequence[int]

    def class_at(self, at: int) -> str:
        """The class of the token at `at`, EDGE outside the sentence."""
        return self.classes[at] if 0 <= at < len(self.classes) else EDGE


def build_view(sentence: TaggedSentence, ends: Sequence[int], cues: Sequence[Cue]) -> SentenceView:
    """Build the view of a sentence with its ends and cues."""
    classes = [word_class(token) for token in sentence.tokens]
    at_end, verbs = frozenset(ends), {cue.verb for cue in cues}
    finite = [token.low in FINITE or name == "reporting" for token, name in zip(sentence.tokens, classes, strict=True)]
    here = range(len(classes))
    return SentenceView(
        sentence,
        classes,
        _running_counts(finite),
        _running_counts([name == "," for name in classes]),
        _running_counts([at in at_end for at in here]),
        _running_counts([at in verbs for at in here]),
        at_end,
        list(accumulate((at if at in at_end else 0 for at in here), max, initial=0)),
    )


def _running_counts(marked: Sequence[bool]) -> list[int]:
    """list[len(marked) + 1]: how many are marked before each index."""
    return list(accumulate(marked, initial=0))
