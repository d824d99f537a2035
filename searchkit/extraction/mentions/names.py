"""Finds the names in a sentence, each with the titles and roles before it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from searchkit.extraction.document.tokens import TokenKind, Tokens
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.given_names import GIVEN_NAMES
from searchkit.extraction.lexicon.grammar import CALENDAR, DETERMINERS, FINITE, OPENERS, SUBJECT_PRONOUNS
from searchkit.extraction.lexicon.offices import OF
from searchkit.extraction.lexicon.people import GROUPS
from searchkit.extraction.lexicon.reporting import REPORTING
from searchkit.extraction.mentions.entity_types import classify_name
from searchkit.extraction.mentions.mention import (
    NOT_IN_NOUN_PHRASES,
    POSSESSIVE_MARKS,
    TITLES,
    EntityType,
    Mention,
    MentionKind,
)
from searchkit.extraction.mentions.name_runs import find_run_end, skip_particles
from searchkit.extraction.mentions.offices import count_office_tokens
from searchkit.extraction.mentions.titles import find_name_start, find_role_start, get_role_text

_LEADING_PARTICLES = words("van von der de bin ibn bint abu della di du dos das del al el zu ter")


@dataclass(frozen=True, slots=True)
class Casing:
    """Lower-cased words of an article: those that occur without a capital, and those that occur with a capital inside a sentence."""

    lower: AbstractSet[str]
    capital: AbstractSet[str]


def find_names(text: str, tokens: Tokens, casing: Casing) -> list[Mention]:
    """Find the names in a sentence, in order, each with the titles and roles before it."""
    out: list[Mention] = []
    at = 0
    while at < len(tokens):
        if not _can_start_name(tokens, at, casing):
            at += 1
            continue
        last = find_run_end(tokens, skip_particles(tokens, at))
        mention = _make_mention(text, tokens, at, last)
        if mention is not None:
            first = mention.first
            while out and out[-1].last > mention.first:  # "Town clerk Ada Pell": "Town" was part of the role
                first = min(first, out.pop().first)
            out.append(mention if first == mention.first else _extend_role(text, tokens, mention, first))
        at = last
    return out


def _can_start_name(tokens: Tokens, at: int, casing: Casing) -> bool:
    """Whether a name can start at `at`. At the start of a sentence a capital does not show a name."""
    token = tokens[at]
    if not token.capital:
        return token.low in _LEADING_PARTICLES and skip_particles(tokens, at) > at
    if at > 0 and token.low in GIVEN_NAMES and _is_name_part(tokens, at + 1):
        return True  # "said Will Pell", "said April Oduya"
    if token.low in CALENDAR or token.low in SUBJECT_PRONOUNS or token.low in OPENERS:
        return False
    if at == 0 and token.text.isupper() and len(tokens) > 1 and tokens[1].low == ":":
        return False  # "HAVENPORT: …" is a place, not a speaker
    if at > 0 and tokens[at - 1].low not in {":", ";", "•"}:
        return True
    return _can_start_at_sentence_start(tokens, at, casing)


def _can_start_at_sentence_start(tokens: Tokens, at: int, casing: Casing) -> bool:
    """Whether the capitalised word that starts a sentence can also start a name."""
    low = tokens[at].low
    if at + 1 < len(tokens) and count_office_tokens(tokens, at, at + 1):
        return True  # "Minister of Housing …"
    if _is_name_part(tokens, at + 1):
        return low in TITLES or low in GIVEN_NAMES or not (low in REPORTING or low.endswith("ly"))
    if low in GIVEN_NAMES:
        return low not in GROUPS
    if low in GROUPS or low in REPORTING or low.endswith("ly") or low in casing.lower:
        return False
    return low in casing.capital or not _is_plain_noun(tokens, at + 1)


def _is_name_part(tokens: Tokens, at: int) -> bool:
    """Whether a capitalised word, or particles before a capitalised word, are at `at`."""
    if at >= len(tokens):
        return False
    return (tokens[at].capital and tokens[at].low not in CALENDAR) or skip_particles(tokens, at) > at


def _is_plain_noun(tokens: Tokens, at: int) -> bool:
    """Whether a lower-case noun is at `at`: the word before it may be capitalised only as the first of the sentence ("Aid workers")."""
    if at >= len(tokens) or tokens[at].kind is not TokenKind.WORD:
        return False
    low = tokens[at].low
    verb = low in FINITE or low in REPORTING or low.endswith("ed")
    return not (verb or low in NOT_IN_NOUN_PHRASES or low in POSSESSIVE_MARKS)


def _make_mention(text: str, tokens: Tokens, first: int, last: int) -> Mention | None:
    """Make the mention of the run of capitals `[first, last)`; None for a title that continues in lower case."""
    name_first = find_name_start(tokens, first, last)
    if name_first == last:
        return _make_title_mention(tokens, first, last)
    role_first = min(find_role_start(tokens, first), first)
    return Mention(
        MentionKind.NAME,
        role_first,
        last,
        tokens[role_first].start,
        tokens[last - 1].end,
        tokens[last - 1].low,
        classify_name(tokens, role_first, name_first, last),
        name=text[tokens[name_first].start : tokens[last - 1].end],
        name_first=name_first,
        role=get_role_text(text, tokens, role_first, name_first),
        possessive=_is_possessive(tokens, last),
        article=name_first == role_first and name_first > 0 and tokens[name_first - 1].low == "the",
    )


def _extend_role(text: str, tokens: Tokens, mention: Mention, first: int) -> Mention:
    """Start the role of a mention at `first`, where the organisation in it starts ("Ministry of Defence spokesman Ada Pell")."""
    role = get_role_text(text, tokens, first, mention.name_first)
    return replace(mention, first=first, start=tokens[first].start, role=role)


def _make_title_mention(tokens: Tokens, first: int, last: int) -> Mention | None:
    """Make the mention of a run that is only a title ("Prime Minister")."""
    ahead = tokens[last] if last < len(tokens) else None
    if first == 0 and ahead is not None and not ahead.capital and ahead.low in TITLES:
        return None  # "Chief executive …": the title continues
    start = first - 1 if first and tokens[first - 1].low in DETERMINERS else first
    is_single_title = start == first and last - first == 1  # "King said": may be a surname
    of_index = next((n for n in range(first + 1, last) if tokens[n].low in OF), last)
    head = next(
        (token.low for token in reversed(tokens[first:of_index]) if token.low in TITLES), tokens[of_index - 1].low
    )
    return Mention(
        MentionKind.NAME if is_single_title else MentionKind.NOMINAL,
        start,
        last,
        tokens[start].start,
        tokens[last - 1].end,
        head,
        EntityType.PERSON,
        name=tokens[first].text if is_single_title else None,
        name_first=first,
        possessive=_is_possessive(tokens, last),
        titled=True,
    )


def _is_possessive(tokens: Tokens, last: int) -> bool:
    return last < len(tokens) and tokens[last].low in POSSESSIVE_MARKS
