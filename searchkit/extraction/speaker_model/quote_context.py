"""The context of a quote for its features: its length in words, the token classes beside it, and the report that contains it."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import (
    ARTICLES,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    FINITE,
    HE,
    POSSESSIVES,
    PREPOSITIONS,
    SHE,
    THEY,
)
from searchkit.extraction.lexicon.reporting import REPORTING
from searchkit.extraction.lexicon.titles import TITLE_MARKERS
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, SPEAKING_NOUNS
from searchkit.extraction.mentions.sentence import TaggedSentence

_BUCKETS = (0, 1, 2, 3, 5, 9, 15, 30)
"""The largest count of each bucket, except the last."""
_SINGLE_WORD_CLASSES = words("as that of for to and or with , : . ( ) ;")
_CLASSES = (
    ("article", ARTICLES),
    ("possessive", POSSESSIVES | POSSESSIVE_MARKS),
    ("pronoun", HE | SHE | THEY),
    ("be", BE),
    ("reporting", frozenset(REPORTING)),
    ("naming", TITLE_MARKERS),
    ("auxiliary", AUXILIARIES),
    ("preposition", PREPOSITIONS),
    ("conjunction", CONJUNCTIONS),
    ("finite", FINITE),
    ("speaking", SPEAKING_NOUNS),
)
"""Classes of words; a word in several classes belongs to the first."""
_CLASS_OF = {word: name for name, listed in reversed(_CLASSES) for word in listed} | {
    word: word for word in _SINGLE_WORD_CLASSES
}
_CLASS_OF_KIND = {TokenKind.QUOTE: "quote", TokenKind.NUMBER: "number", TokenKind.PUNCTUATION: "point"}


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """The quote at token `at` of the sentence `read`, with its context.

    `claim` is the kind of the report that contains it, "" if none does; `size` the bucket of its number of words; `before`
    and `after` the classes of the tokens beside it.
    """

    read: ReadSentence
    at: int
    claim: str
    size: int
    before: str
    after: str


def describe_quote(read: ReadSentence, at: int, claim: str) -> QuoteContext:
    """Describe the quote at token `at` of a sentence."""
    sentence = read.sentence
    size = count_bucket(len(sentence.tokens[at].inner_text.split()))
    return QuoteContext(read, at, claim, size, token_class(sentence, at - 1), token_class(sentence, at + 1))


def count_bucket(count: int) -> int:
    """The bucket of a count; larger counts have wider buckets."""
    return next((number for number, most in enumerate(_BUCKETS) if count <= most), len(_BUCKETS))


def token_class(sentence: TaggedSentence, at: int) -> str:
    """The class of token `at`: a word class, a kind of token, or "edge" outside the sentence."""
    if not 0 <= at < len(sentence.tokens):
        return "edge"
    token = sentence.tokens[at]
    listed = _CLASS_OF.get(token.low)
    if listed is not None:
        return listed
    if token.kind is not TokenKind.WORD:
        return _CLASS_OF_KIND[token.kind]
    if token.capital:
        return "capital"
    return "ing" if token.low.endswith("ing") else "ed" if token.low.endswith("ed") else "word"
