"""Coreference: which entity of the article a name, a pronoun or a description refers to."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from searchkit.extraction.entities.descriptions import (
    decapitalise,
    fits_organisation,
    gender_fits,
    is_parent,
    repeats_description,
)
from searchkit.extraction.entities.entity import Entity
from searchkit.extraction.entities.gender import gender_of_head
from searchkit.extraction.entities.register import Register
from searchkit.extraction.entities.salience import Mentioned, MentionPosition, find_antecedent
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import HE, SHE, THEY
from searchkit.extraction.lexicon.organisations import (
    COMPANIES,
    DOCUMENTS,
    ORGANISATIONS,
    OUTLETS,
    PUBLIC_ORGANISATIONS,
)
from searchkit.extraction.lexicon.people import GROUPS, ROLES
from searchkit.extraction.mentions.mention import EntityType, Mention, MentionKind
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.text.analysis import fold

_MEMORY = 24  # the last mentions, and the last unnamed entities, that can be antecedents
_NEAR, _FAR = 0.95, 0.6
_DEFINITE = words("the this that these those")
_AGED = re.compile(r"\d+-year-old")
_POSSESSED = words("his her its their")
_THINGS = ORGANISATIONS | DOCUMENTS | OUTLETS | COMPANIES


@dataclass(frozen=True, slots=True)
class ResolvedSpeaker:
    """What a mention refers to: the fullest name or the description, how certain that is (0 to 1), and the entity."""

    name: str | None
    certainty: float
    entity: Entity | None = None


NO_SPEAKER = ResolvedSpeaker(None, 0.0)


@dataclass(slots=True)
class Discourse:
    """The last mentions and the last unnamed entities of an article, latest last."""

    text: str
    register: Register
    mentioned: deque[Mentioned] = field(default_factory=lambda: deque(maxlen=_MEMORY))
    unnamed: deque[Entity] = field(default_factory=lambda: deque(maxlen=_MEMORY))

    def note_sentence(self, sentence: TaggedSentence, sentence_number: int, subject: Mention | None) -> None:
        """Note the names of a sentence, and its subject if that is a description."""
        paragraph = sentence.paragraph
        for name in sentence.names:
            entity = self.register.by_offset.get(name.start)
            if entity is not None and entity.entity_type is not EntityType.PLACE:
                is_subject = subject is not None and subject.start <= name.start < subject.end and not name.possessive
                self.mentioned.append(Mentioned(entity, paragraph, sentence_number, name.start, is_subject))
        if subject is not None and subject.kind is MentionKind.NOMINAL:
            described = self._resolve_description(subject, MentionPosition(paragraph, sentence_number)).entity
            if described is not None:
                self.mentioned.append(Mentioned(described, paragraph, sentence_number, subject.start, subject=True))

    def note_speaker(self, speaker: ResolvedSpeaker, position: MentionPosition, end: int) -> None:
        """Note that a speaker is quoted, in a quote that ends at offset `end`."""
        if speaker.entity is not None:
            here = (position.paragraph, position.sentence_number, end)
            self.mentioned.append(Mentioned(speaker.entity, *here, subject=False, spoke=True))

    def resolve(self, mention: Mention, position: MentionPosition) -> ResolvedSpeaker:
        """Find what a mention refers to; NO_SPEAKER if a pronoun has no antecedent."""
        if mention.kind is MentionKind.NAME:
            return self._resolve_name(mention)
        if mention.kind is MentionKind.PRONOUN:
            return self._resolve_pronoun(mention, position)
        return self._resolve_description(mention, position)

    def _mentions_before(self, mention: Mention) -> list[Mentioned]:
        """The remembered mentions that start before `mention`, latest last."""
        return [earlier for earlier in self.mentioned if earlier.start < mention.start]

    def _resolve_name(self, mention: Mention) -> ResolvedSpeaker:
        entity, certainty = self.register.find_named(mention)
        if entity is None:
            return ResolvedSpeaker(mention.name, _NEAR)
        return ResolvedSpeaker(entity.display_name, certainty, entity)

    def _resolve_pronoun(self, mention: Mention, position: MentionPosition) -> ResolvedSpeaker:
        if mention.is_relative:
            last = next(reversed(self._mentions_before(mention)), None)
            return NO_SPEAKER if last is None else ResolvedSpeaker(last.entity.display_name, _FAR, last.entity)
        fits = _make_pronoun_test(mention.head)
        best = find_antecedent(reversed(self.mentioned), mention, position, fits) if fits is not None else None
        if best is None:
            return NO_SPEAKER
        certainty = _NEAR if position.paragraph - best.paragraph <= 1 else _FAR
        return ResolvedSpeaker(best.entity.display_name, certainty, best.entity)

    def _resolve_description(self, mention: Mention, position: MentionPosition) -> ResolvedSpeaker:
        text = self.text[mention.start : mention.end]
        description = [word.strip(".,") for word in fold(text).split()]
        if not description:
            return NO_SPEAKER
        definite = description[0] in _DEFINITE
        by_role = self._resolve_role(mention, description, definite=definite)
        if by_role is not None:
            return by_role
        if definite and (_AGED.fullmatch(mention.head) or is_parent(description)):
            person = find_antecedent(
                reversed(self.mentioned), mention, position, lambda entity: _is_named_person(entity, mention.head)
            )
            if person is not None:
                return ResolvedSpeaker(person.entity.display_name, _FAR, person.entity)
        known = self._find_known(description[1:], mention) if definite and len(description) > 1 else None
        return ResolvedSpeaker(known.display_name, _NEAR, known) if known is not None else self._add_new(mention, text)

    def _resolve_role(self, mention: Mention, description: Sequence[str], *, definite: bool) -> ResolvedSpeaker | None:
        """Find the person whose role a description repeats, or None."""
        if mention.head not in ROLES or not (definite or description[0] in _POSSESSED or mention.titled):
            return None
        last_mentioned = {id(earlier.entity): earlier.start for earlier in self._mentions_before(mention)}
        entity, certainty = self.register.find_by_role(description, mention.head, mention.start, last_mentioned)
        if entity is None and definite and len(description) == len(("the", "minister")):
            entity, certainty = self._find_only_person(mention), _FAR
        if entity is None or not gender_fits(entity, mention.head):
            return None
        return ResolvedSpeaker(entity.display_name, certainty, entity)

    def _find_only_person(self, mention: Mention) -> Entity | None:
        """The person without a known role among the last mentions, if there is only one."""
        entities = {id(earlier.entity): earlier.entity for earlier in self._mentions_before(mention)}
        people = [
            entity for entity in entities.values() if entity.entity_type is EntityType.PERSON and not entity.roles
        ]
        return people[0] if len(people) == 1 else None

    def _find_known(self, description: Sequence[str], mention: Mention) -> Entity | None:
        """Find the entity that "the ministry", "the report" or "the company" refers to, or None."""
        person = mention.head in ROLES or mention.head in GROUPS
        for entity in reversed(self.unnamed if person or mention.head in _THINGS else ()):
            if entity.first_start < mention.start and repeats_description(description, entity.words, mention.head):
                return entity
        if mention.head in COMPANIES:
            company = self.register.find_company([word for word in description if word not in COMPANIES])
            if company is not None:
                return company
        if person:
            return None
        before = (earlier.entity for earlier in reversed(self._mentions_before(mention)))
        organisation = next((entity for entity in before if fits_organisation(entity, description)), None)
        return organisation if organisation is not None else self._find_public_organisation(description)

    def _find_public_organisation(self, description: Sequence[str]) -> Entity | None:
        """The only organisation of the article with these words in its name ("the trade ministry"), even if named later."""
        organisations = [
            entity
            for entity in self.register.find_by_word(description[-1])
            if entity.entity_type is EntityType.ORGANISATION and all(word in entity.words for word in description)
        ]
        return organisations[0] if len(organisations) == 1 and description[-1] in PUBLIC_ORGANISATIONS else None

    def _add_new(self, mention: Mention, text: str) -> ResolvedSpeaker:
        """Find the unnamed entity with the same description, or add one."""
        name = " ".join(decapitalise(text, mention).split())
        name_words = tuple(fold(name).split())
        entity = next((entity for entity in self.unnamed if entity.words == name_words), None)
        if entity is None:
            entity = Entity(
                name,
                name_words,
                mention.entity_type,
                mention.start,
                known_gender=gender_of_head(mention.head),
                plural=mention.plural,
                unnamed=True,
            )
            self.unnamed.append(entity)
        return ResolvedSpeaker(entity.name, _NEAR, entity)


def _make_pronoun_test(pronoun: str) -> Callable[[Entity], bool] | None:
    """The test of whether an entity can be what a pronoun refers to; None for other pronouns ("we")."""
    if pronoun in HE or pronoun in SHE:
        return lambda entity: entity.matches_pronoun(pronoun)
    if pronoun == "it":
        return lambda entity: entity.entity_type is EntityType.ORGANISATION
    if pronoun in THEY:
        return lambda entity: entity.plural
    return None


def _is_named_person(entity: Entity, head: str) -> bool:
    return entity.entity_type is EntityType.PERSON and not entity.unnamed and gender_fits(entity, head)
