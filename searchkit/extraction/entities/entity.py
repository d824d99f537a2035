"""The people and bodies of one article: their names as they are compared, their roles, and whether they are men or women."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.given_names import FEMALE_NAMES, MALE_NAMES
from searchkit.extraction.lexicon.grammar import HE
from searchkit.extraction.lexicon.offices import OF, PORTFOLIOS
from searchkit.extraction.lexicon.organisations import NO_COMPANIES, OUTLETS, PUBLIC_BODIES
from searchkit.extraction.lexicon.people import (
    FAMILIES,
    FEMALE_ROLES,
    FEMALE_TITLES,
    MALE_ROLES,
    MALE_TITLES,
    OF_SOMEBODY,
    ROLES,
    SUFFIXES,
    WRITTEN_OUT,
)
from searchkit.extraction.mentions.mention import EntityType
from searchkit.text.analysis import fold
from searchkit.text.countries import is_same_nation

MALE, FEMALE, THING = "m", "f", "it"
_FUSED = tuple(f"{particle}-" for particle in ("al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ul", "bin"))
_LINEAGE = {"bin": MALE, "ibn": MALE, "bint": FEMALE}  # son of, daughter of
_FEMALE_ENDINGS = ("a", "ah", "ette", "elle", "ine")
_MODIFYING_NOTHING = words("the a an of for and in at to former 's ’s his her its their")
_PAPERS = words("paper newspaper daily weekly tabloid")
_EITHER = words("king queen father mother host priest duke chairman chief")
_ROLE_ITSELF, _ROLE_OF_KIN, _AGREES, _CLASHES = 1.5, 1.0, 1.0, -0.6


@dataclass(slots=True, eq=False)
class Entity:
    """A person or body of one article; `name` is the fullest it gives, or a description where it gives none (`nameless`).

    `pronoun_counts` count the pronouns that stood for it. `article` says that its name goes with "the".
    """

    name: str
    words: tuple[str, ...]
    entity_type: EntityType
    first_start: int
    roles: list[str] = field(default_factory=list)
    pronoun_counts: dict[str, int] = field(default_factory=dict)
    known_gender: str | None = None
    full_mentions: int = 0
    article: bool = False
    plural: bool = False
    nameless: bool = False

    @property
    def display_name(self) -> str:
        """The name as a speaker's: a body or country that goes with "the" keeps it."""
        return (
            f"the {self.name}"
            if self.article and self.entity_type in {EntityType.BODY, EntityType.PLACE}
            else self.name
        )

    @property
    def own_role(self) -> str | None:
        """The first role that says what somebody is without saying to whom."""
        return next((role for role in self.roles if fold(role).split()[-1] not in OF_SOMEBODY), None)

    @property
    def is_company(self) -> bool:
        """Whether "the company" may stand for this body: it is no ministry, newspaper or the like."""
        return self.entity_type is EntityType.BODY and (PUBLIC_BODIES | NO_COMPANIES).isdisjoint(self.words)

    @property
    def is_group(self) -> bool:
        """Whether "the group" may stand for this body."""
        return self.entity_type is EntityType.BODY and (PUBLIC_BODIES | OUTLETS).isdisjoint(self.words)

    @property
    def gender(self) -> str | None:
        """MALE, FEMALE or None where nothing shows it."""
        if self.known_gender is not None:
            return self.known_gender
        male, female = self.pronoun_counts.get(MALE, 0), self.pronoun_counts.get(FEMALE, 0)
        return None if male == female else MALE if male > female else FEMALE

    @property
    def likely_gender(self) -> str | None:
        """The gender, or the one that the given name's ending suggests."""
        if self.gender is not None or len(self.words) == 1:
            return self.gender
        return FEMALE if self.words[0].endswith(_FEMALE_ENDINGS) else None

    def has_role_noun(self, noun: str) -> bool:
        """Whether a body was introduced as what a noun says ("the newspaper Ostra News" is "the paper")."""
        kin = {noun} | (_PAPERS if noun in _PAPERS else frozenset())
        return any(word in kin for role in self.roles for word in fold(role).split()[-1:])

    def matches_pronoun(self, pronoun: str) -> bool:
        """Whether "he" or "she" may stand for this."""
        if (
            self.entity_type in {EntityType.BODY, EntityType.PLACE}
            or self.plural
            or (self.nameless and self.entity_type is not EntityType.PERSON)
        ):
            return False
        return self.gender in {None, MALE if pronoun in HE else FEMALE}

    def count_pronoun(self, what: str) -> None:
        """Count a pronoun that stood for this."""
        self.pronoun_counts[what] = self.pronoun_counts.get(what, 0) + 1

    def add_role(self, role: str) -> None:
        """Remember a role, and the gender that it shows."""
        role = " ".join(role.split())
        if role not in self.roles:
            self.roles.append(role)
        gender = gender_of_role(role)
        if gender is not None:
            self.known_gender = gender


def normalise_name(name: str) -> tuple[str, ...]:
    """A name's words as names are compared: folded, without initials' points, suffixes and nickname marks."""
    bare = (word.strip("“”'.") for word in fold(name).replace(",", " ").replace('"', " ").split())
    return tuple(word for word in bare if word and word not in SUFFIXES)


def surname(name_words: Sequence[str]) -> str:
    """The last word, a fused particle aside ("al-Assad" is Assad)."""
    last = name_words[-1]
    if not last.startswith(_FUSED):
        return last
    return next((last[len(fused) :] for fused in _FUSED if last.startswith(fused) and len(last) > len(fused)), last)


def are_compatible_names(known: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names can be one person's: the same surname and given names that do not clash, or one within the other."""
    same = surname(known) == surname(other)
    if len(known) == 1 or len(other) == 1:
        return same or other[0] in known or known[0] in other
    if same:
        one, two = known[0], other[0]
        return one.startswith(two) or two.startswith(one) or one in other or two in known
    short, long = sorted((known, other), key=len)
    return all(word in long for word in short)


def gender_of_name(name_words: Sequence[str]) -> str | None:
    """The gender that a given name before the surname shows."""
    for number, word in enumerate(name_words[:-1]):
        if word in _LINEAGE and number > 0:
            return _LINEAGE[word]
        male, female = word in MALE_NAMES, word in FEMALE_NAMES
        if male != female:
            return MALE if male else FEMALE
    return None


def gender_of_role(role: str) -> str | None:
    """The gender that the last telling word of a title or role shows."""
    genders = [_gender_of_word(word.strip(".,")) for word in fold(role).split() if word not in _EITHER]
    return next((gender for gender in reversed(genders) if gender is not None), None)


def gender_of_title(role: str | None) -> str | None:
    """The gender that the first telling word of a title shows ("Mrs")."""
    return next(filter(None, (_gender_of_word(word) for word in fold(role or "").split())), None)


def _gender_of_word(word: str) -> str | None:
    if word in MALE_ROLES or word in MALE_TITLES or f"{word}." in MALE_TITLES:
        return MALE
    if word in FEMALE_ROLES or word in FEMALE_TITLES or f"{word}." in FEMALE_TITLES:
        return FEMALE
    return None


def normalise_role(role: str) -> list[str]:
    """A role's words as roles are compared, abbreviated titles written out."""
    bare = (word.strip(".,") for word in fold(role).split())
    return [WRITTEN_OUT.get(word, word) for word in bare]


def score_role(role: str, described: Sequence[str], head: str) -> float:
    """How well a role answers a description: its head must, modifiers add or take away. 0 or less is no fit."""
    known = normalise_role(role)
    of = next((at for at, word in enumerate(known) if at and word in OF), len(known))
    if not any(are_similar_role_nouns(word, head) for word in known[:of] if word in ROLES or word == head):
        return 0.0
    if _of_other_office(known, described):
        return 0.0
    fit = _ROLE_ITSELF if head in known else _ROLE_OF_KIN
    for word in described:
        if word == head or word in _MODIFYING_NOTHING or not word[:1].isalpha():
            continue
        fit += _AGREES if any(is_same_nation(word, other) for other in known) else _CLASHES
    return fit


def _of_other_office(normalise_role: Sequence[str], described: Sequence[str]) -> bool:
    """Whether both name a portfolio, and not the same ("the health minister" is no defence minister)."""
    one, other = PORTFOLIOS.intersection(normalise_role), PORTFOLIOS.intersection(described)
    return bool(one and other) and one.isdisjoint(other)


def are_similar_role_nouns(one: str, other: str) -> bool:
    """Whether two role nouns can stand for one another ("spokesman", "spokesperson")."""
    return one == other or any(one in family and other in family for family in FAMILIES)


def similar_role_nouns(head: str) -> frozenset[str]:
    """All role nouns that can stand for one."""
    return frozenset({head}).union(*(family for family in FAMILIES if head in family))
