"""Compares descriptions ("the ministry") with the entities they may refer to."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.extraction.entities.entity import Entity
from searchkit.extraction.entities.gender import gender_of_head
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import DETERMINERS, PREPOSITIONS
from searchkit.extraction.lexicon.organisations import COMPANIES, DOCUMENTS, GENERAL_ORGANISATIONS
from searchkit.extraction.mentions.mention import EntityType, Mention

_PARENTS = {(parent, "of") for parent in ("father", "mother", "grandfather", "grandmother", "parent")}
_GENERAL_NOUNS = ((COMPANIES, COMPANIES), (words("document documents paper papers text"), DOCUMENTS))
"""General nouns, each set with the particular nouns it can stand for."""


def is_parent(description: Sequence[str]) -> bool:
    """Whether a description names somebody only as a parent ("the mother of three")."""
    return len(description) >= len(("the", "mother", "of", "three")) and tuple(description[1:3]) in _PARENTS


def fits_organisation(organisation: Entity, description: Sequence[str]) -> bool:
    """Whether "the ministry", "the paper", "the company" or "the group" can refer to an entity mentioned before."""
    if organisation.entity_type is not EntityType.ORGANISATION:
        return False
    if all(word in organisation.words for word in description) or organisation.has_role_noun(description[-1]):
        return True
    if organisation.unnamed:
        return False
    only_company = all(word in COMPANIES for word in description)
    only_group = len(description) == 1 and description[0] in GENERAL_ORGANISATIONS
    return (only_company and organisation.is_company) or (only_group and organisation.is_group)


def repeats_description(description: Sequence[str], earlier: Sequence[str], head: str) -> bool:
    """Whether "the report" can refer to something described before as "a report by the office"."""
    particular_nouns = next((particular for general, particular in _GENERAL_NOUNS if head in general), frozenset())
    head_end = next((at for at, word in enumerate(earlier) if at and word in PREPOSITIONS), len(earlier))
    generalises = earlier[head_end - 1] in particular_nouns
    return all(word in earlier or (word == head and generalises) for word in description)


def gender_fits(entity: Entity, head: str) -> bool:
    """Whether the gender of an entity does not contradict the head noun of a description."""
    return gender_of_head(head) is None or entity.gender in {None, gender_of_head(head)}


def decapitalise(text: str, mention: Mention) -> str:
    """Remove the capital that the start of a sentence gave a description ("Residents")."""
    first = text.split(maxsplit=1)[0]
    if (mention.proper and first.lower() not in DETERMINERS) or not (first[1:].islower() or len(first) == 1):
        return text
    return text[0].lower() + text[1:]
