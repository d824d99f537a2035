"""Mentions: names, descriptions and pronouns that refer to somebody, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from searchkit.extraction.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    CALENDAR,
    CONJUNCTIONS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
)
from searchkit.extraction.lexicon.organisations import DOCUMENTS, NEWS_ORGANISATIONS, ORGANISATIONS, OUTLETS
from searchkit.extraction.lexicon.people import GROUPS, HONORIFICS, ROLES

TITLES = HONORIFICS | ROLES
SPEAKING_NOUNS = ROLES | GROUPS | ORGANISATIONS | DOCUMENTS | NEWS_ORGANISATIONS | OUTLETS
"""Head nouns of people, groups, organisations and documents, which can all be sources."""

POSSESSIVE_MARKS = frozenset({"'s", "’s", "'", "’"})
NOT_IN_NOUN_PHRASES = (
    PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | SUBJECT_PRONOUNS | RELATIVES | ADVERBS | CALENDAR
) - {
    "first",
    "last",
}
"""Words that are in a noun phrase only as joiners."""


class MentionKind(Enum):
    """Form of a mention. NOMINAL is a description ("the minister")."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class EntityType(Enum):
    """Kind of thing a mention refers to, as far as its words show."""

    PERSON = "person"
    ORGANISATION = "body"  # part of feature names in weights.json
    PLACE = "place"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `[first, last)` of a sentence; `start` and `end` are offsets into the article's text.

    `head`: last word of a name, head noun of a description, or the pronoun, in lower case.
    `name`: the name without titles, from token `name_first` on. `role`: the words before it ("Kremlin spokesperson").
    `possessive`: 's follows. `article`: "the" is before the name without role.
    `proper`: a description that starts with a name. `titled`: a title in capitals ("Prime Minister").
    """

    kind: MentionKind
    first: int
    last: int
    start: int
    end: int
    head: str
    entity_type: EntityType = EntityType.UNKNOWN
    name: str | None = None
    name_first: int = 0
    role: str | None = None
    possessive: bool = False
    article: bool = False
    plural: bool = False
    proper: bool = False
    titled: bool = False

    @property
    def is_relative(self) -> bool:
        """Whether the mention is a relative pronoun ("who", "which")."""
        return self.head in RELATIVES


def relay_name(mention: Mention, text: str) -> str:
    """Name of a relay: the name without the role before it, otherwise the mention as written."""
    if mention.kind is MentionKind.NAME and mention.role is not None and mention.name:
        return mention.name
    as_written = text[mention.start : mention.end]
    return "the " + as_written[4:] if as_written.startswith("The ") else as_written
