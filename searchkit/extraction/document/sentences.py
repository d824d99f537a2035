"""A paragraph's narration to sentences; what ends inside quotation marks ends the sentence only if nothing goes on behind."""

from __future__ import annotations

from searchkit.extraction.document.tokens import Sentence, Token, TokenKind, Tokens
from searchkit.extraction.lexicon.grammar import AUXILIARIES, DETERMINERS, OPENERS, SUBJECT_PRONOUNS
from searchkit.extraction.lexicon.reporting import REPORTING

_ENDS = frozenset({".", "!", "?", "…", "...", "...."})
_ENDS_ANYWAY = frozenset({"inc.", "co.", "corp.", "jr.", "etc."})
_CONTINUES = frozenset({"that", "the", "he", "she", "it", "they"})
_LOOK = 9  # tokens behind a quote in which its reporting verb must come
_LONGEST = 300  # tokens: what runs on longer is cut, so that looking around inside a sentence stays cheap


def split_sentences(tokens: Tokens, paragraph: int) -> list[Sentence]:
    """The sentences of a paragraph, in order; together they hold all its tokens."""
    out = []
    begin = 0
    for at, token in enumerate(tokens):
        if _ends_at(tokens, at, token) or at - begin >= _LONGEST:
            out.append(Sentence(tokens[begin : at + 1], paragraph))
            begin = at + 1
    return out


def _ends_at(tokens: Tokens, at: int, token: Token) -> bool:
    if at + 1 >= len(tokens):
        return True
    ahead = tokens[at + 1]
    if token.kind is TokenKind.QUOTE:
        return _quote_ends(tokens, at, token)
    if token.low in _ENDS:
        goes_on = (ahead.kind is TokenKind.WORD and not ahead.capital and at + 2 < len(tokens)) or ahead.low in {
            ")",
            "]",
            ",",
            ";",
        }
        return not goes_on and ahead.low not in _ENDS
    if token.kind is TokenKind.WORD and token.text.endswith(".") and ahead.capital:
        # "in the U.S. He said": an abbreviation that also ends its sentence.
        may_end = token.text.count(".") > 1 or token.low in _ENDS_ANYWAY
        return ahead.low in OPENERS and may_end and not _predicate_ahead(tokens, at + 1)
    return False


def _predicate_ahead(tokens: Tokens, at: int) -> bool:
    """As in "the U.S. Has not asked": a capital that wires put behind an abbreviation, and no question."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].low not in AUXILIARIES or behind is None or behind.kind is not TokenKind.WORD or behind.capital:
        return False
    return behind.low not in SUBJECT_PRONOUNS | DETERMINERS


def _quote_ends(tokens: Tokens, at: int, token: Token) -> bool:
    if token.quoted_span is None or not token.quoted_span.closed:
        return True
    last = token.inner_text.rstrip("\"'”’»")[-1:]
    ahead = tokens[at + 1]
    if last not in _ENDS or ahead.kind is TokenKind.POINT:
        return False
    if ahead.kind is TokenKind.QUOTE or (last == "." and ahead.capital):
        return True
    if ahead.kind is TokenKind.WORD and not ahead.capital:
        return False
    return not _reported_behind(tokens, at + 1)


def _reported_behind(tokens: Tokens, first: int) -> bool:
    """As in "“Why?” Ada Pell asked": whether a reporting verb closes the words behind a quote."""
    for at in range(first, min(len(tokens), first + _LOOK)):
        token = tokens[at]
        if token.kind is not TokenKind.WORD:
            return False
        if token.low in REPORTING:
            ahead = tokens[at + 1] if at + 1 < len(tokens) else None
            return ahead is None or ahead.kind is not TokenKind.WORD or ahead.low not in _CONTINUES
    return False
