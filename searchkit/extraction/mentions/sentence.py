"""A sentence as it is asked: its tokens, the names in it by where they begin and end, and mentions made from its tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from searchkit.extraction.document.sentences import Sentence
from searchkit.extraction.document.tokens import Token, TokenKind, Tokens
from searchkit.extraction.lexicon.grammar import ADVERBS, AUXILIARIES, CALENDAR, FINITE
from searchkit.extraction.lexicon.organisations import BODIES, DOCUMENTS, OUTLETS
from searchkit.extraction.lexicon.people import GROUPS, ROLES
from searchkit.extraction.lexicon.reporting import NOUN_LIKE, REPORTING
from searchkit.extraction.mentions.mention import NOT_IN_NOUN_PHRASES, EntityType, Mention, MentionKind

JOINED_NAMES = "both"
"""The head of a mention that joins two names."""


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence with the names found in it, looked up by the tokens where they begin and end."""

    text: str
    paragraph: int
    names: tuple[Mention, ...]
    names_by_start: dict[int, Mention]
    names_by_end: dict[int, Mention]
    tokens: Tokens
    lower_forms: tuple[str, ...]
    """The tokens in lower case; empty for a quote."""

    def low(self, at: int) -> str:
        """The token at `at` in lower case; empty for a quote and outside the sentence."""
        return self.lower_forms[at] if 0 <= at < len(self.lower_forms) else ""

    def is_quote(self, at: int) -> bool:
        """Whether the token at `at` is quoted text."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind is TokenKind.QUOTE

    def is_word(self, at: int) -> bool:
        """Whether the token at `at` is a word."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind is TokenKind.WORD

    def token_at(self, offset: int) -> int | None:
        """The token that covers an offset into the text, or None between tokens and outside the sentence."""
        at = bisect_right(self.tokens, offset, key=attrgetter("start")) - 1
        return at if at >= 0 and offset < self.tokens[at].end else None

    def text_between(self, first: int, last: int) -> str:
        """The text of tokens `[first, last)`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def find(self, lows: frozenset[str], first: int, last: int) -> int | None:
        """The first token from `first` on and before `last` that is one of `lower_forms`, or None."""
        return next((at for at in range(first, min(last, len(self.tokens))) if self.tokens[at].low in lows), None)

    def has_finite_verb(self, first: int, last: int) -> bool:
        """Whether an unmistakable finite verb stands in tokens `[first, last)`."""
        return any(self.tokens[at].low in FINITE for at in range(max(first, 0), min(last, len(self.tokens))))


def tag_sentence(text: str, sentence: Sentence, names: Sequence[Mention]) -> TaggedSentence:
    """A sentence with its names, ready to be asked."""
    beginning = {name.first: name for name in names}
    ending = {name.last: name for name in names}
    lows = tuple(token.low for token in sentence.tokens)
    return TaggedSentence(text, sentence.paragraph, tuple(names), beginning, ending, sentence.tokens, lows)


def pronoun_mention(sentence: TaggedSentence, at: int) -> Mention:
    """The mention a single pronoun makes."""
    token = sentence.tokens[at]
    return Mention(MentionKind.PRONOUN, at, at + 1, token.start, token.end, token.low)


def nominal_mention(sentence: TaggedSentence, first: int, last: int, head: str) -> Mention:
    """The mention that the noun phrase in tokens `[first, last)` makes."""
    tokens = sentence.tokens
    while last - first > 1 and tokens[first].low in CALENDAR | AUXILIARIES | ADVERBS:
        first += 1
    entity_type = EntityType.UNKNOWN
    if head in ROLES:
        entity_type = EntityType.PERSON
    elif head in BODIES or head in DOCUMENTS or head in OUTLETS:
        entity_type = EntityType.BODY
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
    """Whether a noun's form looks plural."""
    return low.endswith("s") and not low.endswith("ss")


def is_noun_part(token: Token) -> bool:
    """Whether a token can stand inside a noun phrase without determiner or joint."""
    if token.kind is TokenKind.NUMBER:
        return True
    if token.kind is not TokenKind.WORD:
        return token.text in {"-", "&"}
    low = token.low
    if low in NOT_IN_NOUN_PHRASES or low in FINITE or low in {"said", "says"}:
        return False
    return low not in REPORTING or low in NOUN_LIKE or token.capital
