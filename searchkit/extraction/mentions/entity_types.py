"""Classifies names by entity type, from their words and the words before them."""

from __future__ import annotations

from searchkit.extraction.document.tokens import Tokens
from searchkit.extraction.lexicon.given_names import GIVEN_NAMES
from searchkit.extraction.lexicon.organisations import (
    DOCUMENTS,
    FIRM_ENDINGS,
    FIRM_HEADS,
    FIRM_TAILS,
    NEWS_ORGANISATIONS,
    ORGANISATIONS,
    OUTLETS,
)
from searchkit.extraction.lexicon.people import GROUPS
from searchkit.extraction.lexicon.places import COUNTRIES, COUNTRY_HEADS, COUNTRY_TAILS, PLACE_HEADS, PLACE_TAILS
from searchkit.extraction.mentions.mention import TITLES, EntityType
from searchkit.text.countries import DEMONYMS

_NEVER_PEOPLE = DEMONYMS | GROUPS | DOCUMENTS | COUNTRIES


def classify_name(tokens: Tokens, role_first: int, name_first: int, last: int) -> EntityType:
    """Entity type of the name in tokens `[name_first, last)`, whose role starts at `role_first`."""
    if role_first < name_first:
        head = tokens[name_first - 1].low
        if head in TITLES:
            return EntityType.PERSON
        if head in NEWS_ORGANISATIONS or head in ORGANISATIONS:
            return EntityType.ORGANISATION
    words = [token.low for token in tokens[name_first:last]]
    if len(words) == 1:
        return _classify_word(tokens, role_first, name_first)
    return _classify_words(words, after_the=_is_after_the(tokens, role_first, name_first))


def _is_after_the(tokens: Tokens, role_first: int, name_first: int) -> bool:
    return role_first == name_first and name_first > 0 and tokens[name_first - 1].low == "the"


def _classify_word(tokens: Tokens, role_first: int, name_first: int) -> EntityType:
    """Entity type of a name of one word."""
    token = tokens[name_first]
    if token.low in ORGANISATIONS or token.low in OUTLETS:
        return EntityType.ORGANISATION
    if token.low in COUNTRIES or token.low in DEMONYMS:
        return EntityType.PLACE
    acronym = len(token.text) > 1 and token.text.isupper() and "." not in token.text
    if acronym or _is_after_the(tokens, role_first, name_first):
        return EntityType.ORGANISATION
    return EntityType.PERSON if token.low in GIVEN_NAMES else EntityType.UNKNOWN


def _classify_words(words: list[str], *, after_the: bool) -> EntityType:  # noqa: PLR0911 - a list of rules, one return each
    """Entity type of a name of several words in lower case."""
    given = words[0] in GIVEN_NAMES
    if any(word in ORGANISATIONS or word in OUTLETS for word in words):
        person = given and words[-1] not in ORGANISATIONS and words[0] not in COUNTRIES
        return EntityType.PERSON if person else EntityType.ORGANISATION
    if words[-1] in FIRM_TAILS | FIRM_ENDINGS or words[0] in FIRM_HEADS:
        return EntityType.ORGANISATION
    if words[-1] in PLACE_TAILS or (words[-1] in COUNTRY_TAILS and words[0] in COUNTRY_HEADS | PLACE_HEADS):
        return EntityType.PLACE
    if given:
        return EntityType.PERSON
    if words[-1] in COUNTRIES or words[0] in COUNTRIES:
        return EntityType.PLACE
    if after_the:
        return EntityType.ORGANISATION
    if words[0] in PLACE_HEADS:
        return EntityType.PLACE
    return EntityType.UNKNOWN if any(word in _NEVER_PEOPLE for word in words) else EntityType.PERSON
