"""Tests whether a quote looks like speech: a sentence, a long text or an utterance."""

from __future__ import annotations

from searchkit.extraction.mentions.sentence import TaggedSentence

SENTENCE_LIKE = 4
"""A quote of at least this many words is kept even if its speaker is uncertain or unknown."""
_LONG = 15  # words: titles and terms are shorter
_SENTENCE_ENDS = frozenset({".", "?", "!", ","})


def count_words(sentence: TaggedSentence, at: int) -> int:
    """The number of words in the quote at token `at`."""
    return len(sentence.tokens[at].inner_text.split())


def is_sentence(sentence: TaggedSentence, at: int) -> bool:
    """Whether the quote at token `at` starts with a capital and ends with a sentence's punctuation."""
    return is_sentence_text(sentence.tokens[at].inner_text)


def is_sentence_text(text: str) -> bool:
    """Whether a text starts with a capital and ends with a sentence's punctuation."""
    return text[:1].isupper() and ends_sentence(text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a sentence's punctuation or the comma that replaces it."""
    return text[-1:] in _SENTENCE_ENDS


def is_long(sentence: TaggedSentence, at: int) -> bool:
    """Whether the quote at token `at` is too long for a title or a term."""
    return count_words(sentence, at) >= _LONG


def is_utterance(sentence: TaggedSentence, at: int) -> bool:
    """Whether a quote without a cue is speech: a sentence at the start of its sentence, or after a comma or colon."""
    introduced = at == 0 or sentence.low(at - 1) in {",", ":"}
    return introduced and is_sentence(sentence, at) and count_words(sentence, at) >= SENTENCE_LIKE
