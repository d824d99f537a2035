"""Splits the tokens of a paragraph into sentences. A quotation ends a sentence only if the narration does not continue after it."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.extraction.document.tokens import Token, TokenKind, Tokens
from searchkit.extraction.lexicon.grammar import AUXILIARIES, DETERMINERS, OPENERS, SUBJECT_PRONOUNS
from searchkit.extraction.lexicon.reporting import REPORTING

_END_MARKS = frozenset({".", "!", "?", "…", "...", "...."})
_CONTINUING_MARKS = frozenset({")", "]", ",", ";"})
_ENDING_ABBREVIATIONS = frozenset({"inc.", "co.", "corp.", "jr.", "etc."})
_CLAUSE_OPENERS = frozenset({"that", "the", "he", "she", "it", "they"})
_CUE_REACH = 9  # tokens after a quotation that are searched for its reporting verb
_MOST_TOKENS = 300  # longer sentences are cut, so that searching inside one stays cheap


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens of one sentence, and the index of its paragraph."""

    tokens: Tokens
    paragraph: int


def split_sentences(tokens: Tokens, paragraph: int) -> list[Sentence]:
    """Split all tokens of a paragraph into sentences, in order."""
    out = []
    start = 0
    for at, token in enumerate(tokens):
        if _ends_sentence(tokens, at, token) or at - start >= _MOST_TOKENS:
            out.append(Sentence(tokens[start : at + 1], paragraph))
            start = at + 1
    return out


def _ends_sentence(tokens: Tokens, at: int, token: Token) -> bool:
    """Whether the token at `at` ends its sentence."""
    if at + 1 >= len(tokens):
        return True
    ahead = tokens[at + 1]
    if token.kind is TokenKind.QUOTE:
        return _quote_ends_sentence(tokens, at, token)
    if token.low in _END_MARKS:
        continues = ahead.kind is TokenKind.WORD and not ahead.capital and at + 2 < len(tokens)
        return not continues and ahead.low not in _CONTINUING_MARKS | _END_MARKS
    if token.kind is TokenKind.WORD and token.text.endswith(".") and ahead.capital:
        # "in the U.S. He said": an abbreviation that also ends its sentence.
        can_end = token.text.count(".") > 1 or token.low in _ENDING_ABBREVIATIONS
        return ahead.low in OPENERS and can_end and not _is_predicate(tokens, at + 1)
    return False


def _is_predicate(tokens: Tokens, at: int) -> bool:
    """Whether a capitalised auxiliary continues the sentence ("the U.S. Has not asked") and opens no question."""
    ahead = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].low not in AUXILIARIES or ahead is None or ahead.kind is not TokenKind.WORD or ahead.capital:
        return False
    return ahead.low not in SUBJECT_PRONOUNS | DETERMINERS


def _quote_ends_sentence(tokens: Tokens, at: int, token: Token) -> bool:
    """Whether the quotation at `at` ends the sentence around it."""
    if token.quoted_span is None or not token.quoted_span.closed:
        return True
    last = token.inner_text.rstrip("\"'”’»")[-1:]
    ahead = tokens[at + 1]
    if last not in _END_MARKS or ahead.kind is TokenKind.PUNCTUATION:
        return False
    if ahead.kind is TokenKind.QUOTE or (last == "." and ahead.capital):
        return True
    if ahead.kind is TokenKind.WORD and not ahead.capital:
        return False
    return not _has_cue_after(tokens, at + 1)


def _has_cue_after(tokens: Tokens, first: int) -> bool:
    """Whether the words after a quotation end in a reporting verb ("“Why?” Ada Pell asked")."""
    for at in range(first, min(len(tokens), first + _CUE_REACH)):
        token = tokens[at]
        if token.kind is not TokenKind.WORD:
            return False
        if token.low in REPORTING:
            ahead = tokens[at + 1] if at + 1 < len(tokens) else None
            return ahead is None or ahead.kind is not TokenKind.WORD or ahead.low not in _CLAUSE_OPENERS
    return False
