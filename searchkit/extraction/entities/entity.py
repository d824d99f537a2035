"""The entity: a person, organisation or place of one article, with its names, roles and gender."""

from __future__ import annotations

from dataclasses import dataclass, field

from searchkit.extraction.entities.gender import FEMALE, MALE, gender_of_role
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import HE
from searchkit.extraction.lexicon.organisations import NEVER_COMPANIES, OUTLETS, PUBLIC_ORGANISATIONS
from searchkit.extraction.lexicon.people import RELATIVE_ROLES
from searchkit.extraction.mentions.mention import EntityType
from searchkit.text.analysis import fold

_FEMALE_ENDINGS = ("a", "ah", "ette", "elle", "ine")
_PAPERS = words("paper newspaper daily weekly tabloid")


@dataclass(slots=True, eq=False)
class Entity:
    """A person, organisation or place of one article, first mentioned at offset `first_start`.

    `name`: the fullest one, or a description if the entity is `unnamed`. `words`: the words of the name, normalised.
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
    unnamed: bool = False

    @property
    def display_name(self) -> str:
        """Name with "the", if it is an organisation or place that takes it."""
        return (
            f"the {self.name}"
            if self.article and self.entity_type in {EntityType.ORGANISATION, EntityType.PLACE}
            else self.name
        )

    @property
    def display_role(self) -> str | None:
        """First role that is not relative to somebody else (no "colleague")."""
        return next((role for role in self.roles if fold(role).split()[-1] not in RELATIVE_ROLES), None)

    @property
    def is_company(self) -> bool:
        """Whether "the company" may refer to this organisation: no ministry, newspaper or the like."""
        return self.entity_type is EntityType.ORGANISATION and (PUBLIC_ORGANISATIONS | NEVER_COMPANIES).isdisjoint(
            self.words
        )

    @property
    def is_group(self) -> bool:
        """Whether "the group" may refer to this organisation."""
        return self.entity_type is EntityType.ORGANISATION and (PUBLIC_ORGANISATIONS | OUTLETS).isdisjoint(self.words)

    @property
    def gender(self) -> str | None:
        """MALE, FEMALE, or None if unknown."""
        if self.known_gender is not None:
            return self.known_gender
        male, female = self.pronoun_counts.get(MALE, 0), self.pronoun_counts.get(FEMALE, 0)
        return None if male == female else MALE if male > female else FEMALE

    @property
    def likely_gender(self) -> str | None:
        """Gender, or that suggested by the ending of the given name."""
        if self.gender is not None or len(self.words) == 1:
            return self.gender
        return FEMALE if self.words[0].endswith(_FEMALE_ENDINGS) else None

    def has_role_noun(self, noun: str) -> bool:
        """Whether a role of this organisation ends in `noun` or a synonym ("the newspaper Ostra News" is "the paper")."""
        nouns = {noun} | (_PAPERS if noun in _PAPERS else frozenset())
        return any(word in nouns for role in self.roles for word in fold(role).split()[-1:])

    def matches_pronoun(self, pronoun: str) -> bool:
        """Whether "he" or "she" may refer to this entity."""
        if (
            self.entity_type in {EntityType.ORGANISATION, EntityType.PLACE}
            or self.plural
            or (self.unnamed and self.entity_type is not EntityType.PERSON)
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
