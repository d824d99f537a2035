"""What a mention of somebody is: a name, a description or a pronoun, and where it stands."""

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
from searchkit.extraction.lexicon.organisations import BODIES, DOCUMENTS, NEWS_BODIES, OUTLETS
from searchkit.extraction.lexicon.people import GROUPS, HONORIFICS, ROLES

TITLES = HONORIFICS | ROLES
SPEAKING_NOUNS = ROLES | GROUPS | BODIES | DOCUMENTS | NEWS_BODIES | OUTLETS
"""Head nouns of what can speak: people, groups, bodies and documents."""

POSSESSIVE_MARKS = frozenset({"'s", "’s", "'", "’"})
NOT_IN_NOUN_PHRASES = (
    PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | SUBJECT_PRONOUNS | RELATIVES | ADVERBS | CALENDAR
) - {
    "first",
    "last",
}
"""Words that no noun phrase holds, but at its joints."""


class MentionKind(Enum):
    """How somebody is mentioned."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class EntityType(Enum):
    """What kind of thing is meant, as far as the words show."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `[first, last)` of a sentence; `start` and `end` are offsets into the article's text.

    `head` is the lower-case last word of a name, the head noun of a description, or the pronoun. A NAME has its bare `name`
    (titles aside) from token `name_first` on, and as `role` what stands before it ("Kremlin spokesperson"). `possessive`
    says that 's follows, `article` that "the" stands before the bare name, `proper` that a description begins with a name,
    `titled` that it is a title in capitals ("Prime Minister").
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
        """Whether it is "who" or "which", whose clause may end anywhere."""
        return self.head in RELATIVES


def relay_name(mention: Mention, text: str) -> str:
    """A mention as a relay is named: the bare name where its description stands before it, else as written."""
    if mention.kind is MentionKind.NAME and mention.role is not None and mention.name:
        return mention.name
    written = text[mention.start : mention.end]
    return "the " + written[4:] if written.startswith("The ") else written
