"""The register of an article: every person and body it names, the fullest name of each, their roles and gender."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from searchkit.analysis import fold
from searchkit.passages.lexicon.grammar import DETERMINERS, HE, SHE
from searchkit.passages.lexicon.nations import same_nation
from searchkit.passages.lexicon.people import (
    FAMILIES,
    FEMALE_NAMES,
    FEMALE_ROLES,
    FEMALE_TITLES,
    MALE_NAMES,
    MALE_ROLES,
    MALE_TITLES,
    PARTICLES,
    ROLES,
    SPEAKING_FOR,
    SUFFIXES,
)
from searchkit.passages.mentions import GIVEN_NAMES, TITLES, Mention, MentionKind, Sort
from searchkit.passages.phrases import Reading
from searchkit.passages.units import Kind, Unit

_FUSED = tuple(f"{particle}-" for particle in ("al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ul", "bin"))
_APPOSITION = 16  # units looked at behind a name for what its bearer is
_MODIFIER_WORDS = frozenset("the a an of for and in at to former's 's ’s his her its their".split())
_PUBLIC = frozenset(
    "ministry department government office police court parliament senate congress council committee party army".split()
)
_BEFORE_IT = frozenset("said says that statement because while when and but".split())
_CERTAIN, _SHARED, _GUESSED = 0.98, 0.6, 0.85


@dataclass(slots=True, eq=False)
class Entity:
    """A person or body of one article."""

    name: str
    words: tuple[str, ...]
    sort: Sort
    first_start: int
    votes: dict[str, int] = field(default_factory=dict)
    roles: list[str] = field(default_factory=list)
    full_mentions: int = 0
    sure_gender: str | None = None
    article: bool = False
    plural: bool = False
    nameless: bool = False

    @property
    def likely_gender(self) -> str | None:
        """The gender, or the one that the given name's ending suggests."""
        if self.gender is not None or len(self.words) < 2:  # noqa: PLR2004
            return self.gender
        return "f" if self.words[0].endswith(("a", "ah", "ette", "elle", "ine")) else None

    @property
    def spoken(self) -> str:
        """The name as a speaker's: a body that goes with "the" keeps it."""
        return f"the {self.name}" if self.article and self.sort is Sort.BODY else self.name

    @property
    def is_company(self) -> bool:
        """Whether "the company" may stand for this body: it is no ministry, court or the like."""
        return self.sort is Sort.BODY and not set(self.words) & _PUBLIC

    @property
    def gender(self) -> str | None:
        """ "m", "f" or None where nothing shows it."""
        if self.sure_gender is not None:
            return self.sure_gender
        male, female = self.votes.get("m", 0), self.votes.get("f", 0)
        return None if male == female else "m" if male > female else "f"

    def could_be(self, pronoun: str) -> bool:
        """Whether "he" or "she" may stand for this."""
        if self.sort in {Sort.BODY, Sort.PLACE} or self.plural or (self.nameless and self.sort is not Sort.PERSON):
            return False
        wanted = "m" if pronoun in HE else "f"
        return self.gender in {None, wanted}


def bare_words(name: str) -> tuple[str, ...]:
    """A name's words as names are compared: folded, without initials' points, suffixes and possessives."""
    words = []
    for word in fold(name).replace(",", " ").replace('"', " ").split():
        bare = word.strip("“”'.")
        if bare and bare not in SUFFIXES:
            words.append(bare)
    return tuple(words)


def _surname(words: Sequence[str]) -> str:
    last = words[-1]
    return next((last[len(fused) :] for fused in _FUSED if last.startswith(fused) and len(last) > len(fused)), last)


@dataclass(slots=True)
class Register:
    """All entities, looked up by the words of their names and by where they are mentioned."""

    entities: list[Entity] = field(default_factory=list)
    by_word: dict[str, list[Entity]] = field(default_factory=dict)
    at: dict[int, Entity] = field(default_factory=dict)

    def named(self, mention: Mention) -> tuple[Entity | None, float]:
        """The entity of a NAME and how sure that is; where two share the surname the title or given name decides."""
        words = bare_words(mention.name or "")
        if not words:
            return None, 0.0
        found = self._candidates(words)
        if len(found) == 1:
            return found[0], _CERTAIN
        if not found:
            return None, 0.0
        gender = _title_gender(mention)
        fitting = [one for one in found if gender is None or one.gender == gender]
        if len(fitting) == 1:
            return fitting[0], _GUESSED
        return max(fitting or found, key=lambda one: (one.full_mentions, -one.first_start)), _SHARED

    def _candidates(self, words: tuple[str, ...]) -> list[Entity]:
        """The entities that a name may stand for: as surname, else as given name, else by all its words."""
        known = self.by_word.get(_surname(words), [])
        if len(words) == 1:
            as_surname = [one for one in known if _surname(one.words) == _surname(words)]
            as_given = [one for one in known if one.words[0] == words[0]]
            return as_surname or as_given or known
        return [one for one in known if _compatible(one.words, words)]

    def add(self, mention: Mention) -> Entity:
        """A new entity, or the old one that the name belongs to, its name grown to the fullest form."""
        words = bare_words(mention.name or "")
        found = self._candidates(words)
        if len(found) > 1:
            return self._note(self.named(mention)[0] or found[0], mention)
        same = found[0] if found else None
        if same is None:
            same = Entity(" ".join((mention.name or "").split()), words, mention.sort, mention.start)
            self.entities.append(same)
            self._index(same)
        elif len(words) > len(same.words) or (
            len(words) == len(same.words) and len(mention.name or "") > len(same.name) + 1
        ):
            same.name, same.words = " ".join((mention.name or same.name).split()), words
            self._index(same)
        return self._note(same, mention)

    def _note(self, entity: Entity, mention: Mention) -> Entity:
        entity.full_mentions += len(bare_words(mention.name or "")) > 1
        self.at[mention.start] = entity
        if entity.sort is Sort.UNKNOWN or (mention.role and mention.sort is Sort.PERSON):
            entity.sort = mention.sort if mention.sort is not Sort.UNKNOWN else entity.sort
        entity.article = entity.article or mention.article
        if mention.role:
            note_role(entity, " ".join(mention.role.split()))
        gender = _name_gender(entity.words)
        if gender and entity.sure_gender is None and entity.sort is not Sort.BODY:
            entity.sure_gender = gender
        return entity

    def _index(self, entity: Entity) -> None:
        for word in {*entity.words, _surname(entity.words)}:
            listed = self.by_word.setdefault(word, [])
            if entity not in listed:
                listed.append(entity)

    def labelled(self, label: str) -> tuple[str, float, Entity | None]:
        """(name, certainty, entity) for a transcript's label: a name, with or without its title, or a role."""
        words = [word.strip(".,()") for word in fold(label).split()]
        bare = tuple(word for word in words if word not in TITLES and f"{word}." not in TITLES)
        found = self._candidates(bare) if bare else []
        if found:
            return found[0].spoken, _CERTAIN if len(found) == 1 else _SHARED, found[0]
        head = next((word for word in reversed(words) if word in ROLES), None)
        entity, certainty = self.in_role(words, head, 1 << 40) if head and not bare else (None, 0.0)
        if entity is not None:
            return entity.spoken, certainty, entity
        written = label.title() if label.isupper() else label
        return written, _GUESSED, None

    def in_role(self, words: Sequence[str], head: str, before: int) -> tuple[Entity | None, float]:
        """The entity whose role a description repeats ("the Kremlin spokesperson"), and how sure that is."""
        best: tuple[float, int, Entity] | None = None
        rivals = 0
        for entity in self.entities:
            if entity.sort is Sort.BODY or not entity.roles:
                continue
            fit = max(_role_fit(role, words, head) for role in entity.roles)
            if fit <= 0:
                continue
            key = (fit, -abs(before - entity.first_start) if entity.first_start <= before else -(1 << 40))
            rivals += best is not None and fit == best[0]
            if best is None or key > (best[0], best[1]):
                rivals = rivals if best is not None and fit == best[0] else 0
                best = (*key, entity)
        if best is None:
            return None, 0.0
        return best[2], (0.5 if rivals else 0.9 if best[0] >= 2 else 0.75)  # noqa: PLR2004


def _compatible(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether two names of two or more words can be one person's: same surname, given names that do not clash."""
    if len(words) == 1 or len(known) == 1:
        return _surname(known) == _surname(words) or words[0] in known or known[0] in words
    if _surname(known) == _surname(words):
        one, other = known[0], words[0]
        return one == other or one.startswith(other) or other.startswith(one) or one in words or other in known
    short, long = sorted((known, words), key=len)
    return len(short) >= 2 and all(word in long for word in short)  # noqa: PLR2004


def note_role(entity: Entity, role: str) -> None:
    """Remember a role and the gender that it shows."""
    if role not in entity.roles:
        entity.roles.append(role)
    for word in fold(role).split():
        gender = _word_gender(word.strip(".,"))
        if gender and word not in {"king", "queen", "father", "mother", "host", "priest", "duke", "chairman", "chief"}:
            entity.sure_gender = gender


def _word_gender(word: str) -> str | None:
    if word in MALE_ROLES or word in MALE_TITLES or f"{word}." in MALE_TITLES:
        return "m"
    if word in FEMALE_ROLES or word in FEMALE_TITLES or f"{word}." in FEMALE_TITLES:
        return "f"
    return None


def _title_gender(mention: Mention) -> str | None:
    words = fold(mention.role or "").split()
    return next((gender for gender in map(_word_gender, words) if gender), None)


def _name_gender(words: Sequence[str]) -> str | None:
    if len(words) < 2:  # noqa: PLR2004
        return None
    for word in words[:-1]:
        male, female = word in MALE_NAMES, word in FEMALE_NAMES
        if male != female:
            return "m" if male else "f"
    return None


def _role_fit(role: str, words: Sequence[str], head: str) -> float:
    """How well a role answers a description: its head must, each modifier must not clash. 0 is no fit."""
    role_words = [word.strip(".,") for word in fold(role).split()]
    heads = [word for word in role_words if word in ROLES or word == head]
    if not any(_same_head(one, head) for one in heads):
        return 0.0
    fit = 1.5 if head in role_words else 1.0
    for word in words:
        if word == head or word in _MODIFIER_WORDS:
            continue
        if any(same_nation(word, other) for other in role_words):
            fit += 1.0
        elif word[:1].isalpha():
            fit -= 0.6
    return fit


def _same_head(one: str, other: str) -> bool:
    return one == other or any(one in family and other in family for family in FAMILIES)


def build(readings: Iterable[Reading]) -> Register:
    """The register of an article: full names first, so that a surname finds its bearer wherever he is introduced."""
    register = Register()
    everywhere = list(readings)
    names = [(reading, name) for reading in everywhere for name in reading.names if name.kind is MentionKind.NAME]
    names += [(reading, whole) for reading in everywhere for whole in _couples(reading)]
    for several in (True, False):
        for reading, name in names:
            if (len(bare_words(name.name or "")) > 1) == several and bare_words(name.name or ""):
                entity = register.add(name)
                role = apposition(reading, name)
                if role:
                    note_role(entity, role)
                    if entity.sort in {Sort.UNKNOWN, Sort.PLACE}:
                        entity.sort = Sort.PERSON
    _vote_by_pronouns(everywhere, register)
    for entity in register.entities:
        if entity.votes.get("it") and entity.gender is None and not entity.roles:
            entity.sort = Sort.BODY
    return register


def _couples(reading: Reading) -> list[Mention]:
    """ "Ruth and Graham Hollis": the given name before a full one has its surname too."""
    out = []
    for one, other in pairwise(reading.names):
        words = (other.name or "").split()
        lone = one.name is not None and " " not in one.name and one.name.lower() in GIVEN_NAMES
        if lone and len(words) > 1 and other.first == one.last + 1 and reading.units[one.last].low == "and":
            out.append(replace(one, name=f"{one.name} {' '.join(words[1:])}", sort=Sort.PERSON))
    return out


def apposition(reading: Reading, name: Mention) -> str | None:
    """What the words beside a name say its bearer is: "Ada Pell, a spokeswoman for the port," or "the mayor, Ada Pell"."""
    units = reading.units
    if name.last + 2 < len(units) and units[name.last].low == "(" and units[name.last + 1].low in ROLES:
        close = next(
            (n for n in range(name.last + 1, min(len(units), name.last + _APPOSITION)) if units[n].low == ")"), None
        )
        if close is not None:
            return reading.text[units[name.last + 1].start : units[close - 1].end]
    if name.last < len(units) and units[name.last].low == ",":
        at = name.last + 1
        if at + 1 < len(units) and units[at].kind is Kind.NUMBER and units[at + 1].low == ",":
            at += 2
        end = at
        while end < len(units) and end - at < _APPOSITION and _in_apposition(units[end]):
            end += 1
        first = at + 1 if at < end and units[at].low in DETERMINERS else at
        head = next((n for n in range(first, end) if units[n].low in ROLES), None)
        nouns = next(
            (n for n in range(first, end) if units[n].low in {"of", "for", "at", "in", "with", "who", "to"}), end
        )
        if head is not None and head < nouns and first < end:
            return reading.text[units[first].start : units[end - 1].end]
    return _before(reading, name)


def _in_apposition(unit: Unit) -> bool:
    return (
        unit.kind is not Kind.QUOTE
        and unit.text not in {",", ".", ";", ":", "(", ")", "—", "–", "--"}
        and unit.low != "who"
    )


def _before(reading: Reading, name: Mention) -> str | None:
    units = reading.units
    comma = name.first - 1
    if comma < 2 or units[comma].low != ",":  # noqa: PLR2004
        return None
    if not (name.last >= len(units) or units[name.last].kind is Kind.POINT):
        return None
    begin = comma
    while begin > 0 and comma - begin < _APPOSITION // 2 and _in_apposition(units[begin - 1]):
        begin -= 1
        if units[begin].low in DETERMINERS:
            break
    head = units[comma - 1].low
    if head in ROLES and (units[begin].low in DETERMINERS or begin == 0):
        first = begin + (units[begin].low in DETERMINERS)
        return reading.text[units[first].start : units[comma - 1].end] if first < comma else None
    return None


def _vote_by_pronouns(readings: Sequence[Reading], register: Register) -> None:
    """Let "he" and "she" right after a lone person say which he or she is."""
    for reading in readings:
        person: Entity | None = None
        people = {name.first: register.at.get(name.start) for name in reading.names}
        for number, unit in enumerate(reading.units):
            if number in people:
                other = people[number]
                if other is not None and other.sort not in {Sort.BODY, Sort.PLACE}:
                    person = other if person is None or person is other else None
                    if person is None:
                        break
            elif person is not None and unit.low == "it" and number and reading.units[number - 1].low in _BEFORE_IT:
                person.votes["it"] = person.votes.get("it", 0) + 1
                break
            elif person is not None and unit.low in {"he", "she"}:
                gender = "m" if unit.low == "he" else "f"
                person.votes[gender] = person.votes.get(gender, 0) + 1
                break


def is_speaking_role(head: str) -> bool:
    """Whether a head noun is a spokesperson's."""
    return head in SPEAKING_FOR


PARTICLE_WORDS = PARTICLES
