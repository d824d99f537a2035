"""Ranks the entities mentioned so far by how likely a pronoun or description refers to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from searchkit.extraction.entities.entity import Entity
from searchkit.extraction.entities.gender import FEMALE, MALE
from searchkit.extraction.lexicon.grammar import HE, SHE
from searchkit.extraction.mentions.mention import EntityType, Mention
from searchkit.model.passage import Span

_SPOKE, _SUBJECT, _GENDERED, _PERSON, _DOUBTFUL = 1.6, 1.2, 0.8, 0.6, 0.8
_PER_PARAGRAPH, _PER_SENTENCE, _PER_MENTION, _FURTHEST = 1.0, 0.3, 0.05, 4


@dataclass(slots=True)
class Mentioned:
    """One mention of an entity, at offset `start`. `spoke`: the entity was quoted there."""

    entity: Entity
    paragraph: int
    sentence_number: int
    start: int
    subject: bool
    spoke: bool = False


@dataclass(frozen=True, slots=True)
class MentionPosition:
    """Where a mention is. `content_spans`: the reported content, in which the antecedent of a pronoun cannot be."""

    paragraph: int
    sentence_number: int
    content_spans: tuple[Span, ...] = ()


def find_antecedent(
    mentioned: Iterable[Mentioned], mention: Mention, position: MentionPosition, fits: Callable[[Entity], bool]
) -> Mentioned | None:
    """Most salient mention before `mention` whose entity fits; `mentioned` has the latest first. None if none fits."""
    candidates = [
        earlier
        for earlier in mentioned
        if earlier.start < mention.start
        and fits(earlier.entity)
        and not any(start <= earlier.start < end for start, end in position.content_spans)
    ]
    scores = [
        _score_salience(earlier, position) - _PER_MENTION * age + _score_fit(earlier.entity, mention.head)
        for age, earlier in enumerate(candidates)
    ]
    return candidates[scores.index(max(scores))] if candidates else None


def _score_salience(mentioned: Mentioned, position: MentionPosition) -> float:
    distance = _PER_PARAGRAPH * min(position.paragraph - mentioned.paragraph, _FURTHEST)
    distance += _PER_SENTENCE * min(position.sentence_number - mentioned.sentence_number, _FURTHEST)
    return _SPOKE * mentioned.spoke + _SUBJECT * mentioned.subject - distance


def _score_fit(entity: Entity, pronoun: str) -> float:
    """Score how well an entity fits a pronoun that may refer to it."""
    fit = _PERSON * (entity.entity_type is EntityType.PERSON)
    unknown = entity.entity_type is EntityType.UNKNOWN and not entity.roles and not entity.pronoun_counts
    if pronoun in HE | SHE and unknown:
        fit -= _DOUBTFUL  # a single capitalised word may be a town
    if entity.gender is not None:
        return fit + _GENDERED
    likely = entity.likely_gender
    if likely is None or pronoun not in HE | SHE:
        return fit
    return fit + _GENDERED / 2 if likely == (MALE if pronoun in HE else FEMALE) else fit - _GENDERED
