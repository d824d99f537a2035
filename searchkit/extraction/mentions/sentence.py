"""The tagged sentence: tokens and the names in them, with lookups, and builders of mentions from tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from searchkit.extraction.document.sentences import Sentence
from searchkit.extraction.document.tokens import Token, TokenKind, Tokens
from searchkit.extraction.lexicon.grammar import ADVERBS, AUXILIARIES, CALENDAR, FINITE
from searchkit.extraction.lexicon.organisations import DOCUMENTS, ORGANISATIONS, OUTLETS
from searchkit.extraction.lexicon.people import GROUPS, ROLES
from searchkit.extraction.lexicon.reporting import NOUN_LIKE, REPORTING
from searchkit.extraction.mentions.mention import NOT_IN_NOUN_PHRASES, EntityType, Mention, MentionKind

JOINED_NAMES = "both"
"""Head of a mention that joins two names ("Ada Pell and Ben Oduya")."""


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence with the names in it, by their first token and by the token after their last.

    `text` is the article's, `paragraph` the index of the sentence's paragraph.
    """

    text: str
    paragraph: int
    names: tuple[Mention, ...]
    names_by_start: dict[int, Mention]
    names_by_end: dict[int, Mention]
    tokens: Tokens
    lower_forms: tuple[str, ...]
    """Tokens in lower case; a quotation is the empty string."""

    def low(self, at: int) -> str:
        """Token at `at` in lower case; empty for a quotation and outside the sentence."""
        return self.lower_forms[at] if 0 <= at < len(self.lower_forms) else ""

    def is_quote(self, at: int) -> bool:
        """Whether the token at `at` is a quotation."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind is TokenKind.QUOTE

    def is_word(self, at: int) -> bool:
        """Whether the token at `at` is a word."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind is TokenKind.WORD

    def token_at(self, offset: int) -> int | None:
        """Index of the token that contains an offset of the article, or None."""
        at = bisect_right(self.tokens, offset, key=attrgetter("start")) - 1
        return at if at >= 0 and offset < self.tokens[at].end else None

    def text_between(self, first: int, last: int) -> str:
        """Text of tokens `[first, last)`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def find(self, words: frozenset[str], first: int, last: int) -> int | None:
        """Index of the first token in `[first, last)` whose lower-case form is in `words`, or None."""
        return next((at for at in range(first, min(last, len(self.tokens))) if self.tokens[at].low in words), None)

    def has_finite_verb(self, first: int, last: int) -> bool:
        """Whether a word that can only be a finite verb is in tokens `[first, last)`."""
        return any(self.tokens[at].low in FINITE for at in range(max(first, 0), min(last, len(self.tokens))))


def tag_sentence(text: str, sentence: Sentence, names: Sequence[Mention]) -> TaggedSentence:
    """Combine a sentence with the names in it."""
    return TaggedSentence(
        text,
        sentence.paragraph,
        tuple(names),
        {name.first: name for name in names},
        {name.last: name for name in names},
        sentence.tokens,
        tuple(token.low for token in sentence.tokens),
    )


def pronoun_mention(sentence: TaggedSentence, at: int) -> Mention:
    """Make the mention of the pronoun at `at`."""
    token = sentence.tokens[at]
    return Mention(MentionKind.PRONOUN, at, at + 1, token.start, token.end, token.low)


def nominal_mention(sentence: TaggedSentence, first: int, last: int, head: str) -> Mention:
    """Make the mention of the noun phrase in tokens `[first, last)` with the noun `head`."""
    tokens = sentence.tokens
    while last - first > 1 and tokens[first].low in CALENDAR | AUXILIARIES | ADVERBS:
        first += 1
    entity_type = EntityType.UNKNOWN
    if head in ROLES:
        entity_type = EntityType.PERSON
    elif head in ORGANISATIONS or head in DOCUMENTS or head in OUTLETS:
        entity_type = EntityType.ORGANISATION
    plural = head == JOINED_NAMES or head in GROUPS or (is_plural_noun(head) and entity_type is not EntityType.PERSON)
    return Mention(
        MentionKind.NOMINAL,
        first,
        last,
        tokens[first].start,
        tokens[last - 1].end,
        head,
        entity_type,
        plural=plural,
        proper=first in sentence.names_by_start,
    )


def is_plural_noun(low: str) -> bool:
    """Whether the form of a noun looks plural."""
    return low.endswith("s") and not low.endswith("ss")


def is_noun_part(token: Token) -> bool:
    """Whether a token can be inside a noun phrase, apart from determiners and joiners."""
    if token.kind is TokenKind.NUMBER:
        return True
    if token.kind is not TokenKind.WORD:
        return token.text in {"-", "&"}
    low = token.low
    if low in NOT_IN_NOUN_PHRASES or low in FINITE or low in {"said", "says"}:
        return False
    return low not in REPORTING or low in NOUN_LIKE or token.capital
