"""Finds where a name starts after its titles ("Dr"), and where the role before it starts ("his Russian counterpart")."""

from __future__ import annotations

from searchkit.extraction.document.tokens import Token, TokenKind, Tokens
from searchkit.extraction.lexicon.given_names import GIVEN_NAMES
from searchkit.extraction.lexicon.grammar import CALENDAR, DETERMINERS, OPENERS
from searchkit.extraction.lexicon.offices import OF
from searchkit.extraction.lexicon.organisations import NEWS_ORGANISATIONS, ORGANISATIONS
from searchkit.extraction.lexicon.people import HONORIFICS, ROLE_MODIFIERS, ROLES
from searchkit.extraction.lexicon.reporting import REPORTING
from searchkit.extraction.mentions.mention import NOT_IN_NOUN_PHRASES
from searchkit.extraction.mentions.offices import find_name_after_office, is_title
from searchkit.text.countries import DEMONYMS

_LONGEST_ROLE = 7  # tokens of a role before its head noun
_BRACKETED = 3
CLITICS = frozenset({"'s", "’s"})
_INHABITANT_ENDINGS = ("er", "ian", "can", "crat", "ese", "ist")


def find_name_start(tokens: Tokens, first: int, last: int) -> int:
    """Index at which the name starts in the run of capitals `[first, last)`, after its titles; `last` if it is all titles."""
    if tokens[last - 1].low in ORGANISATIONS and last - first > 1:
        return first
    start = first
    has_of = False
    for at in range(first, last):
        low = tokens[at].low
        if has_of and low not in HONORIFICS:
            continue  # "Institute for Academic Evaluation"
        if is_title(tokens[at]) and not (at + 1 < last and tokens[at + 1].low in {"bin", "ibn", "bint"}):
            given = any(tokens[n].low in GIVEN_NAMES for n in range(max(start, at - 2), at))
            if given and at == last - 1:  # "Ada Baker", "Treasury Secretary Ada P. Baker"
                break
            start = at + 1
            if start + _BRACKETED - 1 < last and tokens[start].low == "(":
                start += _BRACKETED
        elif low in OF and start == at:
            return find_name_after_office(tokens, at, last)
        has_of = has_of or low in OF
    longer = last - start > len(("Ada", "Pell"))
    if longer and _is_inhabitant(tokens[start].low) and tokens[start + 1].low in GIVEN_NAMES:
        return start + 1
    return start


def _is_inhabitant(low: str) -> bool:
    """Whether a word before a given name is an inhabitant or a party member ("Vermonter", "Democrat")."""
    return low not in GIVEN_NAMES and (low in DEMONYMS or low.endswith(_INHABITANT_ENDINGS))


def find_role_start(tokens: Tokens, first: int) -> int:
    """Index at which the lower-case role before a name at `first` starts; `first` if there is none."""
    head = first - 1
    if head < 0 or not _is_role_head(tokens[head]):
        return first
    start = head
    while start > 0 and head - start < _LONGEST_ROLE:
        token = tokens[start - 1]
        if token.low in DETERMINERS:
            return start - 1
        if token.low in CLITICS:
            return _keep_modifiers(tokens, head, _find_possessor_start(tokens, start - 1))
        verb = token.low in REPORTING and token.low not in ROLE_MODIFIERS
        if token.kind is not TokenKind.WORD or token.low in NOT_IN_NOUN_PHRASES or verb:
            return head if tokens[start].low.endswith("ed") else start
        start -= 1
    return _keep_modifiers(tokens, head, start)


def _is_role_head(token: Token) -> bool:
    low = token.low
    organisation = low in NEWS_ORGANISATIONS or (low in ORGANISATIONS and not low.endswith("s"))
    return not token.capital and (low in ROLES or organisation or low in HONORIFICS)


def _keep_modifiers(tokens: Tokens, head: int, earliest: int) -> int:
    """Start of the role in `[earliest, head]` if no determiner opens it: only certain modifiers belong to it."""
    start = head
    while start > earliest and _is_modifier(tokens[start - 1]):
        start -= 1
    return start


def _find_possessor_start(tokens: Tokens, clitic: int) -> int:
    start = clitic
    while start > 0 and tokens[start - 1].capital and tokens[start - 1].low not in OPENERS:
        start -= 1
    return start


def _is_modifier(token: Token) -> bool:
    """Whether a token is certainly a modifier of the role after it."""
    low = token.low
    if low in OPENERS or low in CALENDAR:
        return False
    known = low in ROLE_MODIFIERS or low in DEMONYMS or low in ORGANISATIONS or low in ROLES
    return known or token.capital or low in CLITICS or "-" in low


def get_role_text(text: str, tokens: Tokens, first: int, name_first: int) -> str | None:
    """Role before a name as written, without article or possessive; None if there is none."""
    while first < name_first and tokens[first].low in DETERMINERS:
        first += 1
    return text[tokens[first].start : tokens[name_first - 1].end] if first < name_first else None
