"""Runs of capitals that can be a name: how far a run reaches across particles, joiners, suffixes and offices."""

from __future__ import annotations

from searchkit.extraction.document.tokens import Token, TokenKind, Tokens
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.given_names import GIVEN_NAMES
from searchkit.extraction.lexicon.grammar import CALENDAR, SUBJECT_PRONOUNS
from searchkit.extraction.lexicon.organisations import (
    FIRM_SUFFIXES,
    FIRM_TAILS,
    HEADS_BEFORE_OF,
    NAME_JOINERS,
    ORGANISATIONS,
    PUBLIC_ORGANISATIONS,
)
from searchkit.extraction.lexicon.people import NAME_PARTICLES, NAME_SUFFIXES
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, TITLES
from searchkit.extraction.mentions.offices import count_office_tokens
from searchkit.extraction.mentions.titles import CLITICS

_NUMERAL_PRONOUNS = words("one both")
_FIRM_WORDS = words("inc corp co ltd group holdings")
_FIRM_REACH = 4
_MOST_PARTICLES = 3
_BRACKETED = len(("(", "retd", ")"))


def find_run_end(tokens: Tokens, first: int) -> int:
    """Exclusive end of the run of capitals that starts at `first`."""
    last = first + 1
    while last < len(tokens):
        step = _count_name_tokens(tokens, first, last)
        if step == 0:
            break
        last += step
    return min(last, len(tokens))


def _count_name_tokens(tokens: Tokens, first: int, at: int) -> int:
    """Number of tokens from `at` on that continue the name started at `first`; 0 if it ends here."""
    token = tokens[at]
    if token.capital and token.low not in CALENDAR and token.low not in SUBJECT_PRONOUNS - _NUMERAL_PRONOUNS:
        return 1
    if token.low in FIRM_SUFFIXES:
        return 1
    if at + 1 >= len(tokens):
        return 0
    ahead = tokens[at + 1]
    if token.kind is TokenKind.WORD and token.low in NAME_PARTICLES and skip_particles(tokens, at) > at:
        return 1
    possessive = (
        token.low in POSSESSIVE_MARKS
        and ahead.capital
        and ahead.low in ORGANISATIONS
        and token.kind is TokenKind.PUNCTUATION
    )
    possessive = possessive or (token.low in CLITICS and _is_firm_ahead(tokens, at + 1))
    suffix = token.low == "," and ahead.low in NAME_SUFFIXES
    joiner = token.low in NAME_JOINERS and _is_joiner(tokens, first, at)
    if possessive or suffix or joiner or _is_nickname(token, ahead):
        return 2
    return count_office_tokens(tokens, first, at) or (_BRACKETED if _is_bracketed_title(tokens, first, at) else 0)


def _is_joiner(tokens: Tokens, first: int, at: int) -> bool:
    """Whether "of", "for", "and" or "&" at `at` is inside one name ("Ministry of Housing and Works", "Marsh and Sons")."""
    ahead = tokens[at + 1]
    if not ahead.capital or ahead.low in CALENDAR:
        return False
    if tokens[at].low in {"of", "for"}:
        return tokens[at - 1].low in HEADS_BEFORE_OF or tokens[at - 1].low in ORGANISATIONS
    if tokens[at].low != "and":
        return tokens[at].low == "&"
    if tokens[first - 1].low == "the" and first and at == first + 1 and _is_organisation_ahead(tokens, at + 1):
        return tokens[first].low not in GIVEN_NAMES
    within = tokens[first].low in ORGANISATIONS and any(tokens[n].low in {"of", "for"} for n in range(first, at))
    return ahead.low in FIRM_TAILS or (within and ahead.low not in TITLES)


def _is_firm_ahead(tokens: Tokens, at: int) -> bool:
    """Whether capitals from `at` on end in a word that only firms have ("Pell's Harbour Service Inc")."""
    end = at
    while end < len(tokens) and end - at < _FIRM_REACH and tokens[end].capital:
        if tokens[end].low in FIRM_SUFFIXES or tokens[end].low in _FIRM_WORDS:
            return True
        end += 1
    return False


def _is_organisation_ahead(tokens: Tokens, at: int) -> bool:
    """Whether the noun of a public organisation follows the word at `at` ("the Housing and Works Ministry")."""
    return at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].low in PUBLIC_ORGANISATIONS


def _is_bracketed_title(tokens: Tokens, first: int, at: int) -> bool:
    """Whether a bracketed word is between a title and a name ("Justice (retd) Ada Pell")."""
    if at + _BRACKETED >= len(tokens) or tokens[at].low != "(" or tokens[at + 2].low != ")":
        return False
    return tokens[at + _BRACKETED].capital and all(tokens[n].low in TITLES for n in range(first, at))


def _is_nickname(token: Token, ahead: Token) -> bool:
    """Whether a token is a quoted nickname (Ada “the Gull” Pell)."""
    return (
        token.kind is TokenKind.QUOTE
        and ahead.capital
        and token.text.count(" ") <= 1
        and token.inner_text[-1:].isalpha()
    )


def skip_particles(tokens: Tokens, at: int) -> int:
    """Index of the capitalised word after the particles at `at` ("de la Cruz"); `at` itself if there is none."""
    end = at
    while (
        end < len(tokens)
        and end - at < _MOST_PARTICLES
        and tokens[end].low in NAME_PARTICLES
        and not tokens[end].capital
    ):
        end += 1
    return end if at < end < len(tokens) and tokens[end].capital else at
