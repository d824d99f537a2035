"""Names in a sentence: runs of capitals with the particles and joints inside them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from searchkit.extraction.document.tokens import Token, TokenKind, Tokens
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.given_names import GIVEN_NAMES
from searchkit.extraction.lexicon.grammar import CALENDAR, DETERMINERS, FINITE, OPENERS, SUBJECT_PRONOUNS
from searchkit.extraction.lexicon.offices import OF
from searchkit.extraction.lexicon.organisations import (
    BODIES,
    FIRM_SUFFIXES,
    FIRM_TAILS,
    JOINING,
    OF_HEADS,
    PUBLIC_BODIES,
)
from searchkit.extraction.lexicon.people import GROUPS, PARTICLES, SUFFIXES
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
from searchkit.extraction.mentions.offices import count_office_tokens
from searchkit.extraction.mentions.titles import CLITICS, find_name_start, find_role_start, get_role_text

_LEADING_PARTICLES = words("van von der de bin ibn bint abu della di du dos das del al el zu ter")
_NUMERALS = words("one both")
_FIRM_WORDS = words("inc corp co ltd group holdings")
_FIRM_REACH = 4
_MOST_PARTICLES = 3
_BRACKETED = len(("(", "retd", ")"))


@dataclass(frozen=True, slots=True)
class Casing:
    """The article's words, in lower case, that occur without a capital, and those with one inside a sentence."""

    lower: AbstractSet[str]
    capital: AbstractSet[str]


def find_names(text: str, tokens: Tokens, casing: Casing) -> list[Mention]:
    """The names in a sentence, in order, each with the titles and roles before it."""
    out: list[Mention] = []
    at = 0
    while at < len(tokens):
        if not _can_begin(tokens, at, casing):
            at += 1
            continue
        last = _run_end(tokens, _behind_particles(tokens, at))
        mention = _mention(text, tokens, at, last)
        if mention is not None:
            first = mention.first
            while out and out[-1].last > mention.first:  # "Town clerk Ada Pell": the capital was part of the role
                first = min(first, out.pop().first)
            out.append(mention if first == mention.first else _with_longer_role(text, tokens, mention, first))
        at = last
    return out


def _can_begin(tokens: Tokens, at: int, casing: Casing) -> bool:
    """Whether a name can begin here; at the head of a sentence a capital alone shows nothing."""
    token = tokens[at]
    if not token.capital:
        return token.low in _LEADING_PARTICLES and _behind_particles(tokens, at) > at
    if at > 0 and token.low in GIVEN_NAMES and _is_name_part(tokens, at + 1):
        return True  # "said Will Pell", "said April Oduya"
    if token.low in CALENDAR or token.low in SUBJECT_PRONOUNS or token.low in OPENERS:
        return False
    if at == 0 and token.text.isupper() and len(tokens) > 1 and tokens[1].low == ":":
        return False  # "HAVENPORT: …", a place, not who speaks
    if at > 0 and tokens[at - 1].low not in {":", ";", "•"}:
        return True
    return _can_begin_sentence(tokens, at, casing)


def _can_begin_sentence(tokens: Tokens, at: int, casing: Casing) -> bool:
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
    """Whether a capital, or particles that lead to one, stand here."""
    if at >= len(tokens):
        return False
    return (tokens[at].capital and tokens[at].low not in CALENDAR) or _behind_particles(tokens, at) > at


def _is_plain_noun(tokens: Tokens, at: int) -> bool:
    """Whether a noun in lower case stands here, so that the capital before it may be the sentence's ("Aid workers")."""
    if at >= len(tokens) or tokens[at].kind is not TokenKind.WORD:
        return False
    low = tokens[at].low
    verb = low in FINITE or low in REPORTING or low.endswith("ed")
    return not (verb or low in NOT_IN_NOUN_PHRASES or low in POSSESSIVE_MARKS)


def _behind_particles(tokens: Tokens, at: int) -> int:
    """The capital that particles at `at` lead to ("de la Cruz"); `at` itself when they lead to none."""
    end = at
    while end < len(tokens) and end - at < _MOST_PARTICLES and tokens[end].low in PARTICLES and not tokens[end].capital:
        end += 1
    return end if at < end < len(tokens) and tokens[end].capital else at


def _run_end(tokens: Tokens, first: int) -> int:
    """Behind the last token of the run of capitals that begins at `first`."""
    last = first + 1
    while last < len(tokens):
        step = _step(tokens, first, last)
        if step == 0:
            break
        last += step
    return min(last, len(tokens))


def _step(tokens: Tokens, first: int, at: int) -> int:
    """How many tokens more belong to the name that has come to `at`."""
    token = tokens[at]
    if token.capital and token.low not in CALENDAR and token.low not in SUBJECT_PRONOUNS - _NUMERALS:
        return 1
    if token.low in FIRM_SUFFIXES:
        return 1
    if at + 1 >= len(tokens):
        return 0
    ahead = tokens[at + 1]
    if token.kind is TokenKind.WORD and token.low in PARTICLES and _behind_particles(tokens, at) > at:
        return 1
    league = (
        token.low in POSSESSIVE_MARKS and ahead.capital and ahead.low in BODIES and token.kind is TokenKind.PUNCTUATION
    )
    league = league or (token.low in CLITICS and _is_firm_ahead(tokens, at + 1))
    suffix = token.low == "," and ahead.low in SUFFIXES
    joint = token.low in JOINING and _joins(tokens, first, at)
    if league or suffix or joint or _is_nickname(token, ahead):
        return 2
    return count_office_tokens(tokens, first, at) or (_BRACKETED if _is_bracketed_title(tokens, first, at) else 0)


def _joins(tokens: Tokens, first: int, at: int) -> bool:
    """Whether "of" or "and" at `at` goes on inside one name ("Ministry of Housing and Works", "Marsh and Sons")."""
    ahead = tokens[at + 1]
    if not ahead.capital or ahead.low in CALENDAR:
        return False
    if tokens[at].low in {"of", "for"}:
        return tokens[at - 1].low in OF_HEADS or tokens[at - 1].low in BODIES
    if tokens[at].low != "and":
        return tokens[at].low == "&"
    if tokens[first - 1].low == "the" and first and at == first + 1 and _is_body_ahead(tokens, at + 1):
        return tokens[first].low not in GIVEN_NAMES
    within = tokens[first].low in BODIES and any(tokens[n].low in {"of", "for"} for n in range(first, at))
    return ahead.low in FIRM_TAILS or (within and ahead.low not in TITLES)


def _is_firm_ahead(tokens: Tokens, at: int) -> bool:
    """As in "Pell's Harbour Service Inc": capitals that end in what only a firm's name ends in."""
    end = at
    while end < len(tokens) and end - at < _FIRM_REACH and tokens[end].capital:
        if tokens[end].low in FIRM_SUFFIXES or tokens[end].low in _FIRM_WORDS:
            return True
        end += 1
    return False


def _is_body_ahead(tokens: Tokens, at: int) -> bool:
    """As in "the Housing and Works Ministry": a word and a public body's noun, which both halves share."""
    return at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].low in PUBLIC_BODIES


def _is_bracketed_title(tokens: Tokens, first: int, at: int) -> bool:
    """As in "Justice (retd) Ada Pell": a bracketed word between a title and a name."""
    if at + _BRACKETED >= len(tokens) or tokens[at].low != "(" or tokens[at + 2].low != ")":
        return False
    return tokens[at + _BRACKETED].capital and all(tokens[n].low in TITLES for n in range(first, at))


def _is_nickname(token: Token, ahead: Token) -> bool:
    return (
        token.kind is TokenKind.QUOTE
        and ahead.capital
        and token.text.count(" ") <= 1
        and token.inner_text[-1:].isalpha()
    )


def _mention(text: str, tokens: Tokens, first: int, last: int) -> Mention | None:
    """The mention that a run of capitals makes, with what stands before it."""
    name_first = find_name_start(tokens, first, last)
    if name_first == last:
        return _title_alone(tokens, first, last)
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


def _with_longer_role(text: str, tokens: Tokens, mention: Mention, first: int) -> Mention:
    """As in "Ministry of Defence spokesman Ada Pell": the role begins where the body in it does."""
    role = get_role_text(text, tokens, first, mention.name_first)
    return replace(mention, first=first, start=tokens[first].start, role=role)


def _title_alone(tokens: Tokens, first: int, last: int) -> Mention | None:
    """A run that is nothing but a title ("Prime Minister"): somebody's role without the name."""
    ahead = tokens[last] if last < len(tokens) else None
    if first == 0 and ahead is not None and not ahead.capital and ahead.low in TITLES:
        return None  # "Chief executive …": the title goes on
    begin = first - 1 if first and tokens[first - 1].low in DETERMINERS else first
    lone = begin == first and last - first == 1  # "King said": as likely a surname
    of = next((n for n in range(first + 1, last) if tokens[n].low in OF), last)
    head = next((token.low for token in reversed(tokens[first:of]) if token.low in TITLES), tokens[of - 1].low)
    return Mention(
        MentionKind.NAME if lone else MentionKind.NOMINAL,
        begin,
        last,
        tokens[begin].start,
        tokens[last - 1].end,
        head,
        EntityType.PERSON,
        name=tokens[first].text if lone else None,
        name_first=first,
        possessive=_is_possessive(tokens, last),
        titled=True,
    )


def _is_possessive(tokens: Tokens, last: int) -> bool:
    return last < len(tokens) and tokens[last].low in POSSESSIVE_MARKS
