"""Infers gender from names, roles and titles."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.given_names import FEMALE_NAMES, MALE_NAMES
from searchkit.extraction.lexicon.people import FEMALE_ROLES, FEMALE_TITLES, MALE_ROLES, MALE_TITLES
from searchkit.text.analysis import fold

MALE, FEMALE, THING = "m", "f", "it"
_LINEAGE = {"bin": MALE, "ibn": MALE, "bint": FEMALE}  # son of, daughter of
_EITHER_GENDER = words("king queen father mother host priest duke chairman chief")


def gender_of_name(name_words: Sequence[str]) -> str | None:
    """Gender that the given names show, or None."""
    for index, word in enumerate(name_words[:-1]):
        if word in _LINEAGE and index > 0:
            return _LINEAGE[word]
        male, female = word in MALE_NAMES, word in FEMALE_NAMES
        if male != female:
            return MALE if male else FEMALE
    return None


def gender_of_role(role: str) -> str | None:
    """Gender that the last gendered word of a role shows, or None."""
    genders = [_gender_of_word(word.strip(".,")) for word in fold(role).split() if word not in _EITHER_GENDER]
    return next((gender for gender in reversed(genders) if gender is not None), None)


def gender_of_title(role: str | None) -> str | None:
    """Gender that the first gendered word of a title shows ("Mrs"), or None."""
    return next(filter(None, (_gender_of_word(word) for word in fold(role or "").split())), None)


def gender_of_head(head: str) -> str | None:
    """MALE, FEMALE or None, by the head noun of a description."""
    return MALE if head in MALE_ROLES else FEMALE if head in FEMALE_ROLES else None


def _gender_of_word(word: str) -> str | None:
    """Gender that a title or role noun shows, or None."""
    if word in MALE_ROLES or word in MALE_TITLES or f"{word}." in MALE_TITLES:
        return MALE
    if word in FEMALE_ROLES or word in FEMALE_TITLES or f"{word}." in FEMALE_TITLES:
        return FEMALE
    return None
