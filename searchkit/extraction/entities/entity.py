"""Entities of one article, and how their names, roles and genders are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.given_names import FEMALE_NAMES, MALE_NAMES
from searchkit.extraction.lexicon.grammar import HE
from searchkit.extraction.lexicon.offices import OF, PORTFOLIOS
from searchkit.extraction.lexicon.organisations import NEVER_COMPANIES, OUTLETS, PUBLIC_BODIES
from searchkit.extraction.lexicon.people import (
    FEMALE_ROLES,
    FEMALE_TITLES,
    MALE_ROLES,
    MALE_TITLES,
    NAME_SUFFIXES,
    RELATIVE_ROLES,
    ROLE_FAMILIES,
    ROLES,
    TITLE_OF_ABBREVIATION,
)
from searchkit.extraction.mentions.mention import EntityType
from searchkit.text.analysis import fold
from searchkit.text.countries import is_same_nation

MALE, FEMALE, THING = "m", "f", "it"
_JOINED_PARTICLES = tuple(
    f"{particle}-" for particle in ("al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ul", "bin")
)
_LINEAGE = {"bin": MALE, "ibn": MALE, "bint": FEMALE}  # son of, daughter of
_FEMALE_ENDINGS = ("a", "ah", "ette", "elle", "ine")
_IGNORED_WORDS = words("the a an of for and in at to former 's ’s his her its their")
_PAPERS = words("paper newspaper daily weekly tabloid")
_EITHER_GENDER = words("king queen father mother host priest duke chairman chief")
_SAME_ROLE, _SIMILAR_ROLE, _AGREES, _CLASHES = 1.5, 1.0, 1.0, -0.6


@dataclass(slots=True, eq=False)
class Entity:
    """A person, body or place of one article, first mentioned at offset `first_start`.

    `name`: the fullest one, or a description if the entity is `nameless`. `words`: the words of the name, normalised.
    `pronoun_counts`: pronouns that referred to it, by MALE, FEMALE or THING. `article`: the name takes "the".
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
        """Name with "the", if it is a body or place that takes it."""
        return (
            f"the {self.name}"
            if self.article and self.entity_type in {EntityType.BODY, EntityType.PLACE}
            else self.name
        )

    @property
    def own_role(self) -> str | None:
        """First role that is not relative to somebody else (no "colleague")."""
        return next((role for role in self.roles if fold(role).split()[-1] not in RELATIVE_ROLES), None)

    @property
    def is_company(self) -> bool:
        """Whether "the company" may refer to this body, which is no ministry, newspaper or the like."""
        return self.entity_type is EntityType.BODY and (PUBLIC_BODIES | NEVER_COMPANIES).isdisjoint(self.words)

    @property
    def is_group(self) -> bool:
        """Whether "the group" may refer to this body."""
        return self.entity_type is EntityType.BODY and (PUBLIC_BODIES | OUTLETS).isdisjoint(self.words)

    @property
    def gender(self) -> str | None:
        """MALE, FEMALE, or None if nothing tells."""
        if self.known_gender is not None:
            return self.known_gender
        male, female = self.pronoun_counts.get(MALE, 0), self.pronoun_counts.get(FEMALE, 0)
        return None if male == female else MALE if male > female else FEMALE

    @property
    def likely_gender(self) -> str | None:
        """Gender, or the one that the ending of the given name suggests."""
        if self.gender is not None or len(self.words) == 1:
            return self.gender
        return FEMALE if self.words[0].endswith(_FEMALE_ENDINGS) else None

    def has_role_noun(self, noun: str) -> bool:
        """Whether a role of this body ends in `noun` or a synonym ("the newspaper Ostra News" is "the paper")."""
        nouns = {noun} | (_PAPERS if noun in _PAPERS else frozenset())
        return any(word in nouns for role in self.roles for word in fold(role).split()[-1:])

    def matches_pronoun(self, pronoun: str) -> bool:
        """Whether "he" or "she" may refer to this entity."""
        if (
            self.entity_type in {EntityType.BODY, EntityType.PLACE}
            or self.plural
            or (self.nameless and self.entity_type is not EntityType.PERSON)
        ):
            return False
        return self.gender in {None, MALE if pronoun in HE else FEMALE}

    def count_pronoun(self, pronoun_class: str) -> None:
        """Count a pronoun that referred to this entity."""
        self.pronoun_counts[pronoun_class] = self.pronoun_counts.get(pronoun_class, 0) + 1

    def add_role(self, role: str) -> None:
        """Add a role, and set the gender that it shows."""
        role = " ".join(role.split())
        if role not in self.roles:
            self.roles.append(role)
        gender = gender_of_role(role)
        if gender is not None:
            self.known_gender = gender


def normalise_name(name: str) -> tuple[str, ...]:
    """Words of a name for comparison: case folded, without suffixes, nickname marks and the points of initials."""
    bare = (word.strip("“”'.") for word in fold(name).replace(",", " ").replace('"', " ").split())
    return tuple(word for word in bare if word and word not in NAME_SUFFIXES)


def surname(name_words: Sequence[str]) -> str:
    """Last word without a particle joined to it ("al-Assad" is "assad")."""
    last = name_words[-1]
    if not last.startswith(_JOINED_PARTICLES):
        return last
    return next(
        (last[len(joined) :] for joined in _JOINED_PARTICLES if last.startswith(joined) and len(last) > len(joined)),
        last,
    )


def are_compatible_names(known: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names can be of one person: same surname and no clash of given names, or one is part of the other."""
    same = surname(known) == surname(other)
    if len(known) == 1 or len(other) == 1:
        return same or other[0] in known or known[0] in other
    if same:
        one, two = known[0], other[0]
        return one.startswith(two) or two.startswith(one) or one in other or two in known
    short, long = sorted((known, other), key=len)
    return all(word in long for word in short)


def gender_of_name(name_words: Sequence[str]) -> str | None:
    """Gender that the given names show, or None."""
    for number, word in enumerate(name_words[:-1]):
        if word in _LINEAGE and number > 0:
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


def _gender_of_word(word: str) -> str | None:
    """Gender that a title or role noun shows, or None."""
    if word in MALE_ROLES or word in MALE_TITLES or f"{word}." in MALE_TITLES:
        return MALE
    if word in FEMALE_ROLES or word in FEMALE_TITLES or f"{word}." in FEMALE_TITLES:
        return FEMALE
    return None


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
    one, other = PORTFOLIOS.intersection(role), PORTFOLIOS.intersection(description)
    return bool(one and other) and one.isdisjoint(other)


def are_similar_role_nouns(one: str, other: str) -> bool:
    """Whether two role nouns can refer to the same role ("spokesman", "spokesperson")."""
    return one == other or any(one in family and other in family for family in ROLE_FAMILIES)


def similar_role_nouns(head: str) -> frozenset[str]:
    """All role nouns that can refer to the same role as `head`."""
    return frozenset({head}).union(*(family for family in ROLE_FAMILIES if head in family))
