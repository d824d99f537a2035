"""Finds the noun phrase that ends before a verb or starts after it, as a mention. No parser, bounded searches."""

from __future__ import annotations

from dataclasses import replace

from searchkit.extraction.document.tokens import TokenKind, Tokens
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import (
    DETERMINERS,
    FINITE,
    HE,
    POSSESSIVES,
    PREPOSITIONS,
    SHE,
    SUBJECT_PRONOUNS,
    THEY,
)
from searchkit.extraction.lexicon.reporting import REPORTING
from searchkit.extraction.mentions.base_phrases import find_base_end, find_base_start, widen_left, widen_right
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, SPEAKING_NOUNS, EntityType, Mention, MentionKind
from searchkit.extraction.mentions.sentence import (
    JOINED_NAMES,
    TaggedSentence,
    is_noun_part,
    nominal_mention,
    pronoun_mention,
)

_MOST_OF_PHRASES = 3  # "of" phrases after its noun
_LONGEST_BRACKET = 12  # tokens of a bracket after a name
_APPOSITION_REACH = 4  # tokens between a description and the comma before its name
_PRONOUNS = HE | SHE | THEY | SUBJECT_PRONOUNS
_NOUN_LIKE_PRONOUNS = words("both some many others one several")


def find_phrase_ending(sentence: TaggedSentence, end: int) -> Mention | None:
    """Mention of the noun phrase that ends before token `end`, or None. A name takes the role before it."""
    end = _skip_bracket(sentence.tokens, end)
    if end <= 0:
        return None
    last = sentence.tokens[end - 1]
    if last.kind is TokenKind.WORD and last.low in _PRONOUNS and not _is_noun_after_determiner(sentence.tokens, end):
        return pronoun_mention(sentence, end - 1)
    first = find_base_start(sentence, end)
    if first is None:
        return None
    start, base_end = first, end
    for _ in range(_MOST_OF_PHRASES):
        wider = widen_left(sentence, start)
        if wider is None:
            break
        start, base_end = wider
    return _make_mention_ending(sentence, end, first, start, base_end)


def _make_mention_ending(sentence: TaggedSentence, end: int, first: int, start: int, base_end: int) -> Mention:
    """Make the mention of the phrase `[start, end)`: its last base phrase starts at `first`, its first ends at `base_end`."""
    tokens = sentence.tokens
    name = sentence.names_by_end.get(end)
    if name is not None and name.first <= first and start >= name.first:
        return _join_name_before(sentence, name)
    leading = sentence.names_by_end.get(base_end)
    if base_end < end and leading is not None and leading.kind is MentionKind.NAME and leading.first <= start:
        return leading  # "Ada Pell of the port": only the name
    if name is not None and start == first:
        if name.first == first + 1 and tokens[first].low in DETERMINERS:
            return _add_article(sentence, name, first)
        return _add_role(sentence, name, first) or nominal_mention(sentence, first, end, tokens[end - 1].low)
    return nominal_mention(sentence, start, end, tokens[base_end - 1].low)


def _skip_bracket(tokens: Tokens, end: int) -> int:
    """Index before a bracket that closes before `end` ("Ada Pell (Labour) said"); `end` if there is none."""
    if end <= 0 or tokens[end - 1].low != ")":
        return end
    return next((at for at in range(end - 2, max(-1, end - _LONGEST_BRACKET), -1) if tokens[at].low == "("), 0)


def _is_noun_after_determiner(tokens: Tokens, end: int) -> bool:
    """Whether a pronoun-like word ends a longer phrase ("the two", "those others")."""
    return end > 1 and tokens[end - 2].low in DETERMINERS and tokens[end - 1].low in _NOUN_LIKE_PRONOUNS


def _join_name_before(sentence: TaggedSentence, name: Mention) -> Mention:
    """Join a name with the name before it ("Ada Pell and Ben Oduya said")."""
    joiner = name.first - 1
    partner = sentence.names_by_end.get(joiner) if sentence.low(joiner) == "and" else None
    if partner is None or partner.possessive or (partner.first > 0 and sentence.low(partner.first - 1) != ","):
        return name
    return nominal_mention(sentence, partner.first, name.last, JOINED_NAMES)


def _join_name_after(sentence: TaggedSentence, name: Mention) -> Mention:
    """Join a name with the name after it ("said Ada Pell and Ben Oduya")."""
    partner = sentence.names_by_start.get(name.last + 1) if sentence.low(name.last) == "and" else None
    if partner is None or partner.kind is not MentionKind.NAME or name.entity_type is EntityType.ORGANISATION:
        return name
    return nominal_mention(sentence, name.first, partner.last, JOINED_NAMES)


def _add_article(sentence: TaggedSentence, name: Mention, first: int) -> Mention:
    """Start a name at its article ("the Kremlin"), except a person's name without role."""
    if name.entity_type is EntityType.PERSON and name.role is None:
        return name
    return replace(name, first=first, start=sentence.tokens[first].start)


def _add_role(sentence: TaggedSentence, name: Mention, first: int) -> Mention | None:
    """Give a name the words from `first` on as its role ("postmistress Ada Pell"); None if they cannot be a role."""
    tokens = sentence.tokens
    between = tokens[first : name.first]
    if name.entity_type not in {EntityType.PERSON, EntityType.UNKNOWN} or name.possessive or not between:
        return None
    if (
        any(token.kind is not TokenKind.WORD or token.low in POSSESSIVE_MARKS for token in between)
        or between[-1].capital
    ):
        return None
    start = first + (between[0].low in DETERMINERS)
    role = sentence.text_between(start, name.name_first) if start < name.name_first else None
    return replace(name, first=first, start=tokens[first].start, role=role)


def find_phrase_beginning(sentence: TaggedSentence, first: int) -> Mention | None:
    """Mention of the noun phrase that starts at token `first`, or None. A name takes the role before it."""
    tokens = sentence.tokens
    if first >= len(tokens):
        return None
    if _is_lone_pronoun(tokens, first):
        return pronoun_mention(sentence, first)
    name = _find_name_at(sentence, first)
    if name is not None and not _modifies_next_noun(tokens, name):
        return _join_name_after(sentence, name)
    end = find_base_end(sentence, first)
    if end == first or (end == first + 1 and tokens[first].low in DETERMINERS - _NOUN_LIKE_PRONOUNS):
        return None
    return _make_mention_beginning(sentence, first, end)


def _make_mention_beginning(sentence: TaggedSentence, first: int, base_end: int) -> Mention | None:
    """Make the mention of the phrase whose base is `[first, base_end)`: the name it introduces, or a description."""
    tokens = sentence.tokens
    closing = sentence.names_by_end.get(base_end)
    titled = _add_role(sentence, closing, first) if closing is not None and closing.first > first else None
    if titled is not None:
        return titled
    end = base_end
    for _ in range(_MOST_OF_PHRASES):
        end = widen_right(sentence, end)
    apposed = _find_apposed_name(sentence, end)
    if apposed is not None:
        return apposed
    if tokens[end - 1].kind not in {TokenKind.WORD, TokenKind.NUMBER}:
        return None
    return nominal_mention(sentence, first, end, tokens[base_end - 1].low)


def _is_lone_pronoun(tokens: Tokens, at: int) -> bool:
    """Whether the token at `at` is a pronoun that no noun follows."""
    low = tokens[at].low
    if low not in _PRONOUNS or low in _NOUN_LIKE_PRONOUNS:
        return False
    if low in POSSESSIVES:
        return low == "her" and not (at + 1 < len(tokens) and is_noun_part(tokens[at + 1]))
    return True


def _find_name_at(sentence: TaggedSentence, first: int) -> Mention | None:
    """Name that starts at token `first`, or after a determiner there."""
    name = sentence.names_by_start.get(first)
    if name is None and sentence.low(first) in DETERMINERS:
        after = sentence.names_by_start.get(first + 1)
        if after is not None and after.kind is MentionKind.NAME:
            return _add_article(sentence, after, first)
    return name


def _modifies_next_noun(tokens: Tokens, name: Mention) -> bool:
    """Whether a name only modifies the noun after it ("the Kremlin website", "Pell's office")."""
    if name.last >= len(tokens):
        return False
    if name.possessive:
        return name.last + 1 < len(tokens)
    token = tokens[name.last]
    noun = token.kind is TokenKind.WORD and token.low in SPEAKING_NOUNS and token.low not in REPORTING
    return noun and name.entity_type is not EntityType.PERSON


def _find_apposed_name(sentence: TaggedSentence, end: int) -> Mention | None:
    """Name after a description and a comma ("the group's chair, Ada Pell,"), or None."""
    tokens = sentence.tokens
    comma = end
    if sentence.low(end) in PREPOSITIONS:  # "their coach until this year, Ada Pell"
        while comma - end < _APPOSITION_REACH and sentence.is_word(comma) and tokens[comma].low not in FINITE:
            comma += 1
    if sentence.low(comma) != ",":
        return None
    name = sentence.names_by_start.get(comma + 1)
    if name is None and sentence.is_word(comma + 1) and not tokens[comma + 1].capital:
        name = sentence.names_by_start.get(comma + 2)
    if name is None or name.possessive or name.entity_type not in {EntityType.PERSON, EntityType.UNKNOWN}:
        return None
    return None if sentence.is_word(name.last) else name
