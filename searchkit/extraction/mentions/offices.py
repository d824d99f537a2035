"""Offices before a name ("Secretary of State for Defence Ada Pell"): finds where the office ends and the name starts."""

from __future__ import annotations

from searchkit.extraction.document.tokens import Token, Tokens
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.given_names import GIVEN_NAMES
from searchkit.extraction.lexicon.offices import OF, PORTFOLIOS
from searchkit.extraction.lexicon.organisations import ORGANISATIONS
from searchkit.extraction.lexicon.people import HONORIFICS
from searchkit.extraction.lexicon.places import COUNTRIES, COUNTRY_HEADS, COUNTRY_TAILS, PLACE_HEADS
from searchkit.extraction.mentions.mention import TITLES
from searchkit.text.countries import DEMONYMS

_TITLE_PREFIXES = frozenset({"co", "vice", "ex", "under"})
_PARTISANS = frozenset({"republican", "democrat", "conservative", "liberal"})
_ASSOCIATIONS = words(
    "association union federation society alliance confederation league guild organisation organization institute"
)
_ONE_NAME = len(("Pell",))
_LIST_REACH = 4


def is_title(token: Token) -> bool:
    """Whether a token is a title or role, or a hyphenated one ("Director-General")."""
    parts = token.low.split("-")
    return token.low in TITLES or (
        len(parts) > 1 and (parts[0] in HONORIFICS or (parts[0] in _TITLE_PREFIXES and parts[1] in TITLES))
    )


def count_office_tokens(tokens: Tokens, first: int, at: int) -> int:
    """Number of tokens from `at` on that continue an office in the run of capitals started at `first`; 0 for none."""
    low, before = tokens[at].low, tokens[at - 1]
    has_office = any(tokens[n].low in OF for n in range(first, at))
    if low in OF:
        can_have_office = (
            _is_office_word(before) or before.low in ORGANISATIONS if has_office else _ends_in_title(tokens, first, at)
        )
        the = at + 1 < len(tokens) and tokens[at + 1].low == "the"
        return 2 + the if can_have_office and _is_capitalised(tokens, at + 1 + the) else 0
    if not has_office:
        return 0
    if not _is_office_word(tokens[at - 1]) or not _is_portfolio(tokens, at + 1):
        return 0
    if low == ",":
        listed = any(tokens[n].low == "and" for n in range(at + 2, min(at + 2 + _LIST_REACH, len(tokens) - 1)))
        return 2 if listed else 0
    return 2 if low == "and" else 0


def _ends_in_title(tokens: Tokens, first: int, at: int) -> bool:
    """Whether tokens `[first, at)` end in a title that can have an office ("Deputy Minister")."""
    last = tokens[at - 1]
    all_titles = all(is_title(tokens[n]) or tokens[n].capital for n in range(first, at))
    return all_titles and is_title(last) and last.low not in _PARTISANS


def find_name_after_office(tokens: Tokens, of: int, last: int) -> int:
    """Index at which the name after an office starts, in a run of capitals that ends at `last`; `last` if there is none.

    `of` is the index of the office's "of", which at least one word of the office follows. The rest is a name if it
    starts with a given name, or if it has two words or more and none that offices are named after.
    """
    at = of
    second_of = max(
        (n for n in range(of + 1, last) if tokens[n].low in OF and tokens[n - 1].low in _ASSOCIATIONS), default=None
    )
    if second_of is not None:  # "Chairman of the Association of Harbour Riders": only a given name ends this office
        return next((n for n in range(second_of + 1, last - 1) if tokens[n].low in GIVEN_NAMES), last)
    while at < last and (tokens[at].low in OF or _continues_office(tokens, at)):
        at = _skip_first_office_word(tokens, at, last) if tokens[at].low in OF else at + 1
    organisations = (n for n in range(last - 1, at - 1, -1) if tokens[n].low in ORGANISATIONS)
    at = max(at, next(organisations, -1) + 1)
    given_name = next((n for n in range(at, last - 1) if tokens[n].low in GIVEN_NAMES), None)
    if given_name is not None:
        return given_name
    is_name = last - at > _ONE_NAME or _is_office_word(tokens[at - 1])
    return at if is_name else last


def _skip_first_office_word(tokens: Tokens, of: int, last: int) -> int:
    """Index after "of", an article and the first word of the office (two words of a place like "New York")."""
    at = of + 1
    if at < last and tokens[at].low == "the":
        at += 1
    if at < last and tokens[at].low in PLACE_HEADS | COUNTRY_HEADS:
        at += 1
    return min(at + 1, last)


def _continues_office(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    return token.low in {"and", ","} or _is_office_word(token)


def _is_office_word(token: Token) -> bool:
    low = token.low
    if low in GIVEN_NAMES and low not in PORTFOLIOS:
        return False
    return low in PORTFOLIOS or low in COUNTRIES or low in DEMONYMS or low in COUNTRY_TAILS or low in ORGANISATIONS


def _is_portfolio(tokens: Tokens, at: int) -> bool:
    return _is_capitalised(tokens, at) and tokens[at].low in PORTFOLIOS


def _is_capitalised(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].capital
