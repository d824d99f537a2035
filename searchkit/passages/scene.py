"""Who is on the scene: pronouns and descriptions to people and bodies, by who was spoken of last, as whom, and as what."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from searchkit.analysis import fold
from searchkit.passage import Span
from searchkit.passages.lexicon.grammar import DETERMINERS, HE, SHE, THEY
from searchkit.passages.lexicon.organisations import BODIES, COMPANIES, DOCUMENTS, OUTLETS
from searchkit.passages.lexicon.people import FEMALE_ROLES, GROUPS, MALE_ROLES, ROLES
from searchkit.passages.mentions import Mention, MentionKind, Sort
from searchkit.passages.people import Entity, Register
from searchkit.passages.phrases import Reading

_MEMORY = 24  # mentions kept
_NEAR, _FAR, _WEAK = 0.85, 0.6, 0.5
_SPOKE, _SUBJECT, _GENDERED, _PERSON = 1.6, 1.2, 0.8, 0.6
_PER_PARAGRAPH, _PER_SENTENCE, _PER_MENTION, _FURTHEST = 1.0, 0.3, 0.05, 4
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_POSSESSED = frozenset({"his", "her", "its", "their"})
_GENERAL = ((COMPANIES, COMPANIES), (frozenset({"document", "documents", "paper", "papers", "text"}), DOCUMENTS))
"""General words with the particular ones they can stand for."""


@dataclass(slots=True)
class Seen:
    """An entity as it was mentioned once."""

    entity: Entity
    paragraph: int
    sentence: int
    start: int
    subject: bool
    spoke: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a mention is: the fullest name or the description, how sure, and the entity."""

    name: str | None
    certainty: float
    entity: Entity | None = None


NOBODY = Speaker(None, 0.0)


@dataclass(slots=True)
class Scene:
    """The people and bodies of the article so far, latest last; the nameless ones by their description."""

    text: str
    register: Register
    seen: deque[Seen] = field(default_factory=lambda: deque(maxlen=_MEMORY))
    nameless: deque[Entity] = field(default_factory=lambda: deque(maxlen=_MEMORY))

    def see(self, reading: Reading, sentence: int, subject: Mention | None) -> None:
        """Note the names of a sentence of narration, and a description that is its subject."""
        paragraph = reading.sentence.paragraph
        for name in reading.names:
            entity = self.register.at.get(name.start)
            if entity is not None and entity.sort is not Sort.PLACE:
                is_subject = subject is not None and subject.start <= name.start < subject.end and not name.possessive
                self.seen.append(Seen(entity, paragraph, sentence, name.start, is_subject))
        if subject is not None and subject.kind is MentionKind.NOMINAL:
            described = self._described(subject).entity
            if described is not None:
                self.seen.append(Seen(described, paragraph, sentence, subject.start, subject=True))

    def spoke(self, speaker: Speaker, paragraph: int, sentence: int, start: int) -> None:
        """Note that somebody is quoted."""
        if speaker.entity is not None:
            self.seen.append(Seen(speaker.entity, paragraph, sentence, start, subject=False, spoke=True))

    def resolve(self, mention: Mention, paragraph: int, sentence: int, said: tuple[Span, ...] = ()) -> Speaker:
        """Who a mention is; nobody named inside what was `said` is who "he" is."""
        if mention.kind is MentionKind.NAME:
            return self._named(mention)
        if mention.kind is MentionKind.PRONOUN:
            return self._pronoun(mention, paragraph, sentence, said)
        return self._described(mention)

    def _named(self, mention: Mention) -> Speaker:
        entity, certainty = self.register.named(mention)
        if entity is None:
            return Speaker(mention.name, _NEAR)
        return Speaker(entity.spoken, certainty, entity)

    def _pronoun(self, mention: Mention, paragraph: int, sentence: int, said: tuple[Span, ...]) -> Speaker:
        low = mention.head
        if low in {"who", "which"}:
            last = next((one for one in reversed(self.seen) if one.start < mention.start), None)
            return Speaker(last.entity.spoken, _FAR, last.entity) if last else NOBODY
        if low in HE or low in SHE:
            best = self._best(mention, paragraph, sentence, said, lambda entity: entity.could_be(low))
        elif low == "it":
            best = self._best(mention, paragraph, sentence, said, lambda entity: entity.sort is Sort.BODY)
        elif low in THEY:
            best = self._best(mention, paragraph, sentence, said, lambda entity: entity.plural)
        else:
            return NOBODY
        if best is None:
            return NOBODY
        return Speaker(best.entity.spoken, _NEAR if paragraph - best.paragraph <= 1 else _FAR, best.entity)

    def _best(
        self, mention: Mention, paragraph: int, sentence: int, said: tuple[Span, ...], fits: Callable[[Entity], bool]
    ) -> Seen | None:
        """The likeliest antecedent: who spoke or was a subject, lately."""
        best: float | None = None
        chosen: Seen | None = None
        for age, one in enumerate(reversed(self.seen)):
            if one.start >= mention.start or not fits(one.entity) or any(a <= one.start < b for a, b in said):
                continue
            score = -_PER_PARAGRAPH * min(paragraph - one.paragraph, _FURTHEST) - _PER_MENTION * age
            score -= _PER_SENTENCE * min(sentence - one.sentence, _FURTHEST)
            score += _SPOKE * one.spoke + _SUBJECT * one.subject
            score += _PERSON * (one.entity.sort is Sort.PERSON) + _GENDERED * _gender_score(one.entity, mention.head)
            if best is None or score > best:
                best, chosen = score, one
        return chosen

    def _described(self, mention: Mention) -> Speaker:
        written = self.text[mention.start : mention.end]
        words = [word.strip(".,") for word in fold(written).split()]
        if not words:
            return NOBODY
        definite = words[0] in _DEFINITE
        if mention.head in ROLES and (definite or words[0] in _POSSESSED or mention.capital_title):
            entity, certainty = self.register.in_role(words, mention.head, mention.start)
            if entity is None and definite and len(words) == len(("the", "minister")):
                entity, certainty = self._only_person(mention), _FAR
            if entity is not None and _gender_fits(entity, mention.head):
                return Speaker(entity.spoken, certainty, entity)
        if definite:
            known = self._known_thing(words[1:], mention)
            if known is not None:
                return Speaker(known.spoken, _NEAR, known)
        return self._nameless(mention, written)

    def _only_person(self, mention: Mention) -> Entity | None:
        """The person last introduced without a role of any kind, if there is no other."""
        candidates = {id(one.entity): one.entity for one in self.seen if one.start < mention.start}
        free = [one for one in candidates.values() if one.sort is Sort.PERSON and not one.roles]
        return free[0] if len(free) == 1 else None

    def _known_thing(self, words: list[str], mention: Mention) -> Entity | None:
        """What "the ministry", "the report", "the company" repeats: a description or a body with those words."""
        if mention.head not in BODIES | DOCUMENTS | OUTLETS | COMPANIES | GROUPS | ROLES:
            return None
        for entity in reversed(self.nameless):
            if entity.first_start < mention.start and _repeats(words, entity.words, mention.head):
                return entity
        if mention.head in ROLES | GROUPS:
            return None
        for one in reversed(self.seen):
            entity = one.entity
            if entity.sort is Sort.BODY and one.start < mention.start:
                bare = all(word in COMPANIES for word in words)
                if all(word in entity.words for word in words) or (bare and entity.is_company):
                    return entity
        return None

    def _nameless(self, mention: Mention, written: str) -> Speaker:
        name = " ".join(_without_capital(written, mention).split())
        words = tuple(fold(name).split())
        old = next((one for one in self.nameless if one.words == words), None)
        if old is None:
            sort = mention.sort
            old = Entity(name, words, sort, mention.start, plural=mention.plural, nameless=True)
            gender = "m" if mention.head in MALE_ROLES else "f" if mention.head in FEMALE_ROLES else None
            old.sure_gender = gender
            self.nameless.append(old)
        return Speaker(old.name, _NEAR, old)


def _repeats(words: list[str], known: tuple[str, ...], head: str) -> bool:
    """Whether a definite description ("the report") can mean a thing described before ("a report by the office")."""
    for word in words:
        kin = next((things for general, things in _GENERAL if word == head and word in general), frozenset())
        same = word in known or bool(kin & set(known))
        if not same:
            return False
    return True


def _gender_score(entity: Entity, pronoun: str) -> float:
    """1 where the gender is known to fit, ±½ where the name suggests one."""
    if entity.gender is not None:
        return 1.0
    likely = entity.likely_gender
    if likely is None or pronoun not in HE | SHE:
        return 0.0
    return 0.5 if (likely == "m") == (pronoun in HE) else -1.0


def _gender_fits(entity: Entity, head: str) -> bool:
    wanted = "m" if head in MALE_ROLES else "f" if head in FEMALE_ROLES else None
    return wanted is None or entity.gender in {None, wanted}


def _without_capital(written: str, mention: Mention) -> str:
    """A description as it stands inside a sentence: "Residents" at the head of one are "residents"."""
    first = written.split(maxsplit=1)[0]
    if mention.proper_head and first.lower() not in DETERMINERS:
        return written
    return written[0].lower() + written[1:] if first[1:].islower() or len(first) == 1 else written
