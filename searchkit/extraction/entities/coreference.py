"""Who is on the scene: pronouns and descriptions to people and bodies, by who was spoken of last, as whom, and as what."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from searchkit.extraction.entities.entity import FEMALE, MALE, Entity
from searchkit.extraction.entities.register import Register
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import DETERMINERS, HE, PREPOSITIONS, SHE, THEY
from searchkit.extraction.lexicon.organisations import ANY_BODIES, BODIES, COMPANIES, DOCUMENTS, OUTLETS, PUBLIC_BODIES
from searchkit.extraction.lexicon.people import FEMALE_ROLES, GROUPS, MALE_ROLES, ROLES
from searchkit.extraction.mentions.mention import EntityType, Mention, MentionKind
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.model.passage import Span
from searchkit.text.analysis import fold

_MEMORY = 24  # mentions kept
_NEAR, _FAR = 0.95, 0.6
_SPOKE, _SUBJECT, _GENDERED, _PERSON, _DOUBTFUL = 1.6, 1.2, 0.8, 0.6, 0.8
_PER_PARAGRAPH, _PER_SENTENCE, _PER_MENTION, _FURTHEST = 1.0, 0.3, 0.05, 4
_DEFINITE = words("the this that these those")
_AGED = re.compile(r"\d+-year-old")
_PARENTS = {(parent, "of") for parent in ("father", "mother", "grandfather", "grandmother", "parent")}
_POSSESSED = words("his her its their")
_THINGS = BODIES | DOCUMENTS | OUTLETS | COMPANIES
_GENERAL = ((COMPANIES, COMPANIES), (words("document documents paper papers text"), DOCUMENTS))
"""General nouns with the particular ones they can stand for."""


@dataclass(slots=True)
class Mentioned:
    """An entity as it was mentioned once."""

    entity: Entity
    paragraph: int
    sentence_number: int
    start: int
    subject: bool
    spoke: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedSpeaker:
    """Who a mention is: the fullest name or the description, how sure, and the entity."""

    name: str | None
    certainty: float
    entity: Entity | None = None


NO_SPEAKER = ResolvedSpeaker(None, 0.0)


@dataclass(frozen=True, slots=True)
class MentionPosition:
    """Where in the article a mention stands; `content_spans` is the reported content, inside which nobody is who "he" is."""

    paragraph: int
    sentence_number: int
    content_spans: tuple[Span, ...] = ()


@dataclass(slots=True)
class Discourse:
    """The people and bodies of the article so far, latest last; the nameless ones by their description."""

    text: str
    register: Register
    seen: deque[Mentioned] = field(default_factory=lambda: deque(maxlen=_MEMORY))
    nameless: deque[Entity] = field(default_factory=lambda: deque(maxlen=_MEMORY))

    def note_sentence(self, sentence: TaggedSentence, sentence_number: int, subject: Mention | None) -> None:
        """Note the names of a sentence of narration, and a description that is its subject."""
        paragraph = sentence.paragraph
        for name in sentence.names:
            entity = self.register.by_offset.get(name.start)
            if entity is not None and entity.entity_type is not EntityType.PLACE:
                is_subject = subject is not None and subject.start <= name.start < subject.end and not name.possessive
                self.seen.append(Mentioned(entity, paragraph, sentence_number, name.start, is_subject))
        if subject is not None and subject.kind is MentionKind.NOMINAL:
            described = self._described(subject, MentionPosition(paragraph, sentence_number)).entity
            if described is not None:
                self.seen.append(Mentioned(described, paragraph, sentence_number, subject.start, subject=True))

    def note_speaker(self, speaker: ResolvedSpeaker, place: MentionPosition, end: int) -> None:
        """Note that somebody is quoted, in words that end at offset `end`."""
        if speaker.entity is not None:
            self.seen.append(
                Mentioned(speaker.entity, place.paragraph, place.sentence_number, end, subject=False, spoke=True)
            )

    def resolve(self, mention: Mention, place: MentionPosition) -> ResolvedSpeaker:
        """Who a mention is."""
        if mention.kind is MentionKind.NAME:
            return self._named(mention)
        if mention.kind is MentionKind.PRONOUN:
            return self._pronoun(mention, place)
        return self._described(mention, place)

    def _named(self, mention: Mention) -> ResolvedSpeaker:
        entity, certainty = self.register.find_named(mention)
        return (
            ResolvedSpeaker(mention.name, _NEAR)
            if entity is None
            else ResolvedSpeaker(entity.display_name, certainty, entity)
        )

    def _pronoun(self, mention: Mention, place: MentionPosition) -> ResolvedSpeaker:
        low = mention.head
        if mention.is_relative:
            last = next((one for one in reversed(self.seen) if one.start < mention.start), None)
            return NO_SPEAKER if last is None else ResolvedSpeaker(last.entity.display_name, _FAR, last.entity)
        if low in HE or low in SHE:
            best = self._best(mention, place, lambda entity: entity.matches_pronoun(low))
        elif low == "it":
            best = self._best(mention, place, lambda entity: entity.entity_type is EntityType.BODY)
        elif low in THEY:
            best = self._best(mention, place, lambda entity: entity.plural)
        else:
            return NO_SPEAKER
        if best is None:
            return NO_SPEAKER
        return ResolvedSpeaker(
            best.entity.display_name, _NEAR if place.paragraph - best.paragraph <= 1 else _FAR, best.entity
        )

    def _best(self, mention: Mention, place: MentionPosition, fits: Callable[[Entity], bool]) -> Mentioned | None:
        """The likeliest antecedent: who spoke or was a subject, lately."""
        before = [
            one
            for one in reversed(self.seen)
            if one.start < mention.start
            and fits(one.entity)
            and not any(start <= one.start < end for start, end in place.content_spans)
        ]
        scores = [
            _salience(one, place) - _PER_MENTION * age + _fit(one.entity, mention.head)
            for age, one in enumerate(before)
        ]
        return before[scores.index(max(scores))] if before else None

    def _described(self, mention: Mention, place: MentionPosition) -> ResolvedSpeaker:
        written = self.text[mention.start : mention.end]
        described = [word.strip(".,") for word in fold(written).split()]
        if not described:
            return NO_SPEAKER
        definite = described[0] in _DEFINITE
        if mention.head in ROLES and (definite or described[0] in _POSSESSED or mention.titled):
            last_seen = {id(one.entity): one.start for one in self.seen if one.start < mention.start}
            entity, certainty = self.register.find_by_role(described, mention.head, mention.start, last_seen)
            if entity is None and definite and len(described) == len(("the", "minister")):
                entity, certainty = self._only_person(mention), _FAR
            if entity is not None and _gender_fits(entity, mention.head):
                return ResolvedSpeaker(entity.display_name, certainty, entity)
        if definite and (_AGED.fullmatch(mention.head) or _is_parent(described)):
            aged = self._best(mention, place, lambda entity: _is_named_person(entity, mention.head))
            if aged is not None:
                return ResolvedSpeaker(aged.entity.display_name, _FAR, aged.entity)
        known = self._known(described[1:], mention) if definite and len(described) > 1 else None
        return ResolvedSpeaker(known.display_name, _NEAR, known) if known is not None else self._new(mention, written)

    def _only_person(self, mention: Mention) -> Entity | None:
        """The person lately mentioned of whom no role is known, if there is only one."""
        lately = {id(one.entity): one.entity for one in self.seen if one.start < mention.start}
        free = [one for one in lately.values() if one.entity_type is EntityType.PERSON and not one.roles]
        return free[0] if len(free) == 1 else None

    def _known(self, described: Sequence[str], mention: Mention) -> Entity | None:
        """What "the ministry", "the report", "the company" repeats: a description or a body with those words."""
        person = mention.head in ROLES or mention.head in GROUPS
        for entity in reversed(self.nameless if person or mention.head in _THINGS else ()):
            if entity.first_start < mention.start and _repeats(described, entity.words, mention.head):
                return entity
        if mention.head in COMPANIES:
            company = self.register.find_company([word for word in described if word not in COMPANIES])
            if company is not None:
                return company
        named = () if person else reversed(self.seen)
        seen = next((one.entity for one in named if one.start < mention.start and _is_it(one.entity, described)), None)
        return seen if seen is not None or person else self._named_later(described)

    def _named_later(self, described: Sequence[str]) -> Entity | None:
        """The only body of the article with these words in its name ("the trade ministry"), wherever it is named."""
        bodies = [
            one
            for one in self.register.find_by_word(described[-1])
            if one.entity_type is EntityType.BODY and all(word in one.words for word in described)
        ]
        return bodies[0] if len(bodies) == 1 and described[-1] in PUBLIC_BODIES else None

    def _new(self, mention: Mention, written: str) -> ResolvedSpeaker:
        """A nameless one, under the description as it would stand inside a sentence."""
        name = " ".join(_without_capital(written, mention).split())
        name_words = tuple(fold(name).split())
        entity = next((one for one in self.nameless if one.words == name_words), None)
        if entity is None:
            gender = MALE if mention.head in MALE_ROLES else FEMALE if mention.head in FEMALE_ROLES else None
            entity = Entity(
                name,
                name_words,
                mention.entity_type,
                mention.start,
                known_gender=gender,
                plural=mention.plural,
                nameless=True,
            )
            self.nameless.append(entity)
        return ResolvedSpeaker(entity.name, _NEAR, entity)


def _is_parent(described: Sequence[str]) -> bool:
    """As in "the mother of three", whoever that is."""
    return len(described) >= len(("the", "mother", "of", "three")) and tuple(described[1:3]) in _PARENTS


def _is_named_person(entity: Entity, head: str) -> bool:
    return entity.entity_type is EntityType.PERSON and not entity.nameless and _gender_fits(entity, head)


def _is_it(body: Entity, described: Sequence[str]) -> bool:
    """Whether a body mentioned before can be meant by "the ministry", "the paper", "the company", "the group"."""
    if body.entity_type is not EntityType.BODY:
        return False
    if all(word in body.words for word in described) or body.has_role_noun(described[-1]):
        return True
    if body.nameless:
        return False
    bare = all(word in COMPANIES for word in described)
    return (bare and body.is_company) or (len(described) == 1 and described[0] in ANY_BODIES and body.is_group)


def _salience(seen: Mentioned, place: MentionPosition) -> float:
    distance = _PER_PARAGRAPH * min(place.paragraph - seen.paragraph, _FURTHEST)
    distance += _PER_SENTENCE * min(place.sentence_number - seen.sentence_number, _FURTHEST)
    return _SPOKE * seen.spoke + _SUBJECT * seen.subject - distance


def _fit(entity: Entity, pronoun: str) -> float:
    """How well an entity answers a pronoun that it could be."""
    fit = _PERSON * (entity.entity_type is EntityType.PERSON)
    if (
        pronoun in HE | SHE
        and entity.entity_type is EntityType.UNKNOWN
        and not entity.roles
        and not entity.pronoun_counts
    ):
        fit -= _DOUBTFUL  # a single capital word may be a town
    if entity.gender is not None:
        return fit + _GENDERED
    likely = entity.likely_gender
    if likely is None or pronoun not in HE | SHE:
        return fit
    return fit + _GENDERED / 2 if likely == (MALE if pronoun in HE else FEMALE) else fit - _GENDERED


def _repeats(described: Sequence[str], known: Sequence[str], head: str) -> bool:
    """Whether a definite description ("the report") can mean a thing described before ("a report by the office")."""
    kin = next((particular for general, particular in _GENERAL if head in general), frozenset())
    of = next((at for at, word in enumerate(known) if at and word in PREPOSITIONS), len(known))
    return all(word in known or (word == head and known[of - 1] in kin) for word in described)


def _gender_fits(entity: Entity, head: str) -> bool:
    wanted = MALE if head in MALE_ROLES else FEMALE if head in FEMALE_ROLES else None
    return wanted is None or entity.gender in {None, wanted}


def _without_capital(written: str, mention: Mention) -> str:
    """As in "Residents" at the head of a sentence are "residents" inside one."""
    first = written.split(maxsplit=1)[0]
    if (mention.proper and first.lower() not in DETERMINERS) or not (first[1:].islower() or len(first) == 1):
        return written
    return written[0].lower() + written[1:]
