"""Compares roles: how well a description ("the defence minister") fits a role."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.offices import OF, PORTFOLIOS
from searchkit.extraction.lexicon.people import ROLE_FAMILIES, ROLES, TITLE_OF_ABBREVIATION
from searchkit.text.analysis import fold
from searchkit.text.countries import is_same_nation

_IGNORED_WORDS = words("the a an of for and in at to former 's ’s his her its their")
_SAME_ROLE, _SIMILAR_ROLE, _AGREES, _CLASHES = 1.5, 1.0, 1.0, -0.6


def normalise_role(role: str) -> list[str]:
    """Words of a role for comparison: case folded, abbreviated titles written out."""
    bare = (word.strip(".,") for word in fold(role).split())
    return [TITLE_OF_ABBREVIATION.get(word, word) for word in bare]


def score_role(role: str, description: Sequence[str], head: str) -> float:
    """Score how well a role fits a description. 0 or less: no fit. The head noun must fit, modifiers add or subtract."""
    known = normalise_role(role)
    of = next((at for at, word in enumerate(known) if at and word in OF), len(known))
    if not any(are_similar_role_nouns(word, head) for word in known[:of] if word in ROLES or word == head):
        return 0.0
    if _is_other_office(known, description):
        return 0.0
    fit = _SAME_ROLE if head in known else _SIMILAR_ROLE
    for word in description:
        if word == head or word in _IGNORED_WORDS or not word[:1].isalpha():
            continue
        fit += _AGREES if any(is_same_nation(word, other) for other in known) else _CLASHES
    return fit


def _is_other_office(role: Sequence[str], description: Sequence[str]) -> bool:
    """Whether both name a portfolio and share none ("the health minister" is no defence minister)."""
    role_portfolios, description_portfolios = PORTFOLIOS.intersection(role), PORTFOLIOS.intersection(description)
    return bool(role_portfolios and description_portfolios) and role_portfolios.isdisjoint(description_portfolios)


def are_similar_role_nouns(first: str, second: str) -> bool:
    """Whether two role nouns can refer to the same role ("spokesman", "spokesperson")."""
    return first == second or any(first in family and second in family for family in ROLE_FAMILIES)


def similar_role_nouns(head: str) -> frozenset[str]:
    """All role nouns that can refer to the same role as `head`."""
    return frozenset({head}).union(*(family for family in ROLE_FAMILIES if head in family))
