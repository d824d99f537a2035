"""Names in a sentence: runs of capitals with the particles and joints inside them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from searchkit.extraction.document.tokens import Kind, Token, Tokens
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
from searchkit.extraction.mentions.entity_types import entity_type_of
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, STOPS, TITLES, EntityType, Mention, MentionKind
from searchkit.extraction.mentions.offices import office_goes_on
from searchkit.extraction.mentions.titles import CLITICS, name_begins, role_begins, role_written

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


def names_in(text: str, units: Tokens, casing: Casing) -> list[Mention]:
    """The names in a sentence, in order, each with the titles and roles before it."""
    out: list[Mention] = []
    at = 0
    while at < len(units):
        if not _can_begin(units, at, casing):
            at += 1
            continue
        last = _run_end(units, _behind_particles(units, at))
        mention = _mention(text, units, at, last)
        if mention is not None:
            first = mention.first
            while out and out[-1].last > mention.first:  # "Town clerk Ada Pell": the capital was part of the role
                first = min(first, out.pop().first)
            out.append(mention if first == mention.first else _with_longer_role(text, units, mention, first))
        at = last
    return out


def _can_begin(units: Tokens, at: int, casing: Casing) -> bool:
    """Whether a name can begin here; at the head of a sentence a capital alone shows nothing."""
    unit = units[at]
    if not unit.capital:
        return unit.low in _LEADING_PARTICLES and _behind_particles(units, at) > at
    if at > 0 and unit.low in GIVEN_NAMES and _is_name_part(units, at + 1):
        return True  # "said Will Pell", "said April Oduya"
    if unit.low in CALENDAR or unit.low in SUBJECT_PRONOUNS or unit.low in OPENERS:
        return False
    if at == 0 and unit.text.isupper() and len(units) > 1 and units[1].low == ":":
        return False  # "HAVENPORT: …", a place, not who speaks
    if at > 0 and units[at - 1].low not in {":", ";", "•"}:
        return True
    return _can_begin_sentence(units, at, casing)


def _can_begin_sentence(units: Tokens, at: int, casing: Casing) -> bool:
    low = units[at].low
    if at + 1 < len(units) and office_goes_on(units, at, at + 1):
        return True  # "Minister of Housing …"
    if _is_name_part(units, at + 1):
        return low in TITLES or low in GIVEN_NAMES or not (low in REPORTING or low.endswith("ly"))
    if low in GIVEN_NAMES:
        return low not in GROUPS
    if low in GROUPS or low in REPORTING or low.endswith("ly") or low in casing.lower:
        return False
    return low in casing.capital or not _is_plain_noun(units, at + 1)


def _is_name_part(units: Tokens, at: int) -> bool:
    """Whether a capital, or particles that lead to one, stand here."""
    if at >= len(units):
        return False
    return (units[at].capital and units[at].low not in CALENDAR) or _behind_particles(units, at) > at


def _is_plain_noun(units: Tokens, at: int) -> bool:
    """Whether a noun in lower case stands here, so that the capital before it may be the sentence's ("Aid workers")."""
    if at >= len(units) or units[at].kind is not Kind.WORD:
        return False
    low = units[at].low
    verb = low in FINITE or low in REPORTING or low.endswith("ed")
    return not (verb or low in STOPS or low in POSSESSIVE_MARKS)


def _behind_particles(units: Tokens, at: int) -> int:
    """The capital that particles at `at` lead to ("de la Cruz"); `at` itself when they lead to none."""
    end = at
    while end < len(units) and end - at < _MOST_PARTICLES and units[end].low in PARTICLES and not units[end].capital:
        end += 1
    return end if at < end < len(units) and units[end].capital else at


def _run_end(units: Tokens, first: int) -> int:
    """Behind the last unit of the run of capitals that begins at `first`."""
    last = first + 1
    while last < len(units):
        step = _step(units, first, last)
        if step == 0:
            break
        last += step
    return min(last, len(units))


def _step(units: Tokens, first: int, at: int) -> int:
    """How many units more belong to the name that has come to `at`."""
    unit = units[at]
    if unit.capital and unit.low not in CALENDAR and unit.low not in SUBJECT_PRONOUNS - _NUMERALS:
        return 1
    if unit.low in FIRM_SUFFIXES:
        return 1
    if at + 1 >= len(units):
        return 0
    ahead = units[at + 1]
    if unit.kind is Kind.WORD and unit.low in PARTICLES and _behind_particles(units, at) > at:
        return 1
    league = unit.low in POSSESSIVE_MARKS and ahead.capital and ahead.low in BODIES and unit.kind is Kind.POINT
    league = league or (unit.low in CLITICS and _is_firm_ahead(units, at + 1))
    suffix = unit.low == "," and ahead.low in SUFFIXES
    joint = unit.low in JOINING and _joins(units, first, at)
    if league or suffix or joint or _is_nickname(unit, ahead):
        return 2
    return office_goes_on(units, first, at) or (_BRACKETED if _is_bracketed_title(units, first, at) else 0)


def _joins(units: Tokens, first: int, at: int) -> bool:
    """Whether "of" or "and" at `at` goes on inside one name ("Ministry of Housing and Works", "Marsh and Sons")."""
    ahead = units[at + 1]
    if not ahead.capital or ahead.low in CALENDAR:
        return False
    if units[at].low in {"of", "for"}:
        return units[at - 1].low in OF_HEADS or units[at - 1].low in BODIES
    if units[at].low != "and":
        return units[at].low == "&"
    if units[first - 1].low == "the" and first and at == first + 1 and _is_body_ahead(units, at + 1):
        return units[first].low not in GIVEN_NAMES
    within = units[first].low in BODIES and any(units[n].low in {"of", "for"} for n in range(first, at))
    return ahead.low in FIRM_TAILS or (within and ahead.low not in TITLES)


def _is_firm_ahead(units: Tokens, at: int) -> bool:
    """As in "Pell's Harbour Service Inc": capitals that end in what only a firm's name ends in."""
    end = at
    while end < len(units) and end - at < _FIRM_REACH and units[end].capital:
        if units[end].low in FIRM_SUFFIXES or units[end].low in _FIRM_WORDS:
            return True
        end += 1
    return False


def _is_body_ahead(units: Tokens, at: int) -> bool:
    """As in "the Housing and Works Ministry": a word and a public body's noun, which both halves share."""
    return at + 1 < len(units) and units[at + 1].capital and units[at + 1].low in PUBLIC_BODIES


def _is_bracketed_title(units: Tokens, first: int, at: int) -> bool:
    """As in "Justice (retd) Ada Pell": a bracketed word between a title and a name."""
    if at + _BRACKETED >= len(units) or units[at].low != "(" or units[at + 2].low != ")":
        return False
    return units[at + _BRACKETED].capital and all(units[n].low in TITLES for n in range(first, at))


def _is_nickname(unit: Token, ahead: Token) -> bool:
    return unit.kind is Kind.QUOTE and ahead.capital and unit.text.count(" ") <= 1 and unit.said[-1:].isalpha()


def _mention(text: str, units: Tokens, first: int, last: int) -> Mention | None:
    """The mention that a run of capitals makes, with what stands before it."""
    name_first = name_begins(units, first, last)
    if name_first == last:
        return _title_alone(units, first, last)
    role_first = min(role_begins(units, first), first)
    return Mention(
        MentionKind.NAME,
        role_first,
        last,
        units[role_first].start,
        units[last - 1].end,
        units[last - 1].low,
        entity_type_of(units, role_first, name_first, last),
        name=text[units[name_first].start : units[last - 1].end],
        name_first=name_first,
        role=role_written(text, units, role_first, name_first),
        possessive=_is_possessive(units, last),
        article=name_first == role_first and name_first > 0 and units[name_first - 1].low == "the",
    )


def _with_longer_role(text: str, units: Tokens, mention: Mention, first: int) -> Mention:
    """As in "Ministry of Defence spokesman Ada Pell": the role begins where the body in it does."""
    role = role_written(text, units, first, mention.name_first)
    return replace(mention, first=first, start=units[first].start, role=role)


def _title_alone(units: Tokens, first: int, last: int) -> Mention | None:
    """A run that is nothing but a title ("Prime Minister"): somebody's role without the name."""
    ahead = units[last] if last < len(units) else None
    if first == 0 and ahead is not None and not ahead.capital and ahead.low in TITLES:
        return None  # "Chief executive …": the title goes on
    begin = first - 1 if first and units[first - 1].low in DETERMINERS else first
    lone = begin == first and last - first == 1  # "King said": as likely a surname
    of = next((n for n in range(first + 1, last) if units[n].low in OF), last)
    head = next((unit.low for unit in reversed(units[first:of]) if unit.low in TITLES), units[of - 1].low)
    return Mention(
        MentionKind.NAME if lone else MentionKind.NOMINAL,
        begin,
        last,
        units[begin].start,
        units[last - 1].end,
        head,
        EntityType.PERSON,
        name=units[first].text if lone else None,
        name_first=first,
        possessive=_is_possessive(units, last),
        titled=True,
    )


def _is_possessive(units: Tokens, last: int) -> bool:
    return last < len(units) and units[last].low in POSSESSIVE_MARKS
