"""Offices in capitals before a name ("Secretary of State for Defence Ada Pell"): how far they go on, and where they end."""

from __future__ import annotations

from searchkit.extraction.document.tokens import Token, Tokens
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.given_names import GIVEN_NAMES
from searchkit.extraction.lexicon.offices import OF, PORTFOLIOS
from searchkit.extraction.lexicon.organisations import BODIES
from searchkit.extraction.lexicon.people import HONORIFICS
from searchkit.extraction.lexicon.places import COUNTRIES, COUNTRY_HEADS, COUNTRY_TAILS, PLACE_HEADS
from searchkit.extraction.mentions.mention import TITLES
from searchkit.text.countries import DEMONYMS

_BEFORE = frozenset({"co", "vice", "ex", "under"})
_PARTISANS = frozenset({"republican", "democrat", "conservative", "liberal"})
_OF_PEOPLE = words(
    "association union federation society alliance confederation league guild organisation organization institute"
)
_ONE_NAME = len(("Pell",))
_LISTED = 4


def is_title(token: Token) -> bool:
    """Whether a token is a title or role, also a joined one ("Director-General", "Commander-in-Chief")."""
    parts = token.low.split("-")
    return token.low in TITLES or (
        len(parts) > 1 and (parts[0] in HONORIFICS or (parts[0] in _BEFORE and parts[1] in TITLES))
    )


def count_office_tokens(tokens: Tokens, first: int, at: int) -> int:
    """How many tokens from `at` on belong to the office that the run of capitals from `first` on has come to; 0 for none."""
    low, before = tokens[at].low, tokens[at - 1]
    begun = any(tokens[n].low in OF for n in range(first, at))
    if low in OF:
        known = _is_of_office(before) or before.low in BODIES if begun else _is_titles(tokens, first, at)
        the = at + 1 < len(tokens) and tokens[at + 1].low == "the"
        return 2 + the if known and _is_capital(tokens, at + 1 + the) else 0
    if not begun:
        return 0
    if not _is_of_office(tokens[at - 1]) or not _is_portfolio(tokens, at + 1):
        return 0
    if low == ",":
        listed = any(tokens[n].low == "and" for n in range(at + 2, min(at + 2 + _LISTED, len(tokens) - 1)))
        return 2 if listed else 0
    return 2 if low == "and" else 0


def _is_titles(tokens: Tokens, first: int, at: int) -> bool:
    """Whether tokens `[first, at)` end in a title that may have an office, as "Deputy Minister" does."""
    last = tokens[at - 1]
    whole = all(is_title(tokens[n]) or tokens[n].capital for n in range(first, at))
    return whole and is_title(last) and last.low not in _PARTISANS


def find_name_after_office(tokens: Tokens, of: int, last: int) -> int:
    """Where the name behind an office begins, whose "of" is at `of`, in a run of capitals that ends at `last`.

    `last` when it is all office. Behind "of" stands at least one word of the office; what follows is a name when it
    begins with a given name, or when nothing that offices are named after is left and it is two words or more.
    """
    at = of
    joined = max(
        (n for n in range(of + 1, last) if tokens[n].low in OF and tokens[n - 1].low in _OF_PEOPLE), default=None
    )
    if joined is not None:  # "Chairman of the Association of Harbour Riders": only a given name ends it
        return next((n for n in range(joined + 1, last - 1) if tokens[n].low in GIVEN_NAMES), last)
    while at < last and (tokens[at].low in OF or _goes_on(tokens, at)):
        at = _behind_of(tokens, at, last) if tokens[at].low in OF else at + 1
    bodies = (n for n in range(last - 1, at - 1, -1) if tokens[n].low in BODIES)
    at = max(at, next(bodies, -1) + 1)
    given = next((n for n in range(at, last - 1) if tokens[n].low in GIVEN_NAMES), None)
    if given is not None:
        return given
    sure = last - at > _ONE_NAME or _is_of_office(tokens[at - 1])
    return at if sure else last


def _behind_of(tokens: Tokens, of: int, last: int) -> int:
    """Behind "of", an article and the first word of what follows; two of a place like "New York"."""
    at = of + 1
    if at < last and tokens[at].low == "the":
        at += 1
    if at < last and tokens[at].low in PLACE_HEADS | COUNTRY_HEADS:
        at += 1
    return min(at + 1, last)


def _goes_on(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    return token.low in {"and", ","} or _is_of_office(token)


def _is_of_office(token: Token) -> bool:
    low = token.low
    if low in GIVEN_NAMES and low not in PORTFOLIOS:
        return False
    return low in PORTFOLIOS or low in COUNTRIES or low in DEMONYMS or low in COUNTRY_TAILS or low in BODIES


def _is_portfolio(tokens: Tokens, at: int) -> bool:
    return _is_capital(tokens, at) and tokens[at].low in PORTFOLIOS


def _is_capital(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].capital
