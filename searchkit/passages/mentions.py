"""Names in a sentence: where they stand, with the titles and roles before them, and what kind of thing they name."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum

from searchkit.passages.lexicon.grammar import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    OPENERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
)
from searchkit.passages.lexicon.nations import COUNTRIES, DEMONYMS
from searchkit.passages.lexicon.organisations import BODIES, DOCUMENTS, JOINING, NEWS_BODIES, OUTLETS
from searchkit.passages.lexicon.people import (
    FEMALE_NAMES,
    GROUPS,
    HONORIFICS,
    MALE_NAMES,
    PARTICLES,
    ROLES,
    SUFFIXES,
)
from searchkit.passages.lexicon.reporting import NOUN_LIKE, REPORTING
from searchkit.passages.units import Kind, Unit

GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
TITLES = HONORIFICS | ROLES
STOPS = (PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | SUBJECT_PRONOUNS | RELATIVES | ADVERBS | CALENDAR) - {
    "first",
    "last",
}
_PLACE_HEADS = frozenset(
    "new north south east west san santa los las fort mount port lake cape saint st. upper lower central".split()
)
_PLACE_TAILS = frozenset(
    """street avenue road river island islands beach city hills valley sea park square bay county province region ocean airport
    village town coast mountains bridge lane boulevard heights springs creek peninsula desert gulf strait""".split()
)
_OF_HEADS = frozenset(
    """minister secretary head president university house republic chamber board bureau court king queen prince princess duke
    ministry department bank council institute college school office association church bishop archbishop kingdom city
    academy society library museum federation union state governor speaker""".split()
)
_MODIFIERS = frozenset(
    """former senior chief deputy state local veteran acting news opposition foreign prime interim then vice assistant junior
    leading top private public general lead principal associate retired fellow presidential defence defense finance health
    national federal regional provincial senior-most newly long-time longtime police government army press media""".split()
)
_LEADING_PARTICLES = frozenset("van von der de bin ibn bint abu della di du dos das del al el zu ter".split())
_FIRM_TAILS = frozenset("sons daughter daughters co co. partners brothers associates company".split())
_REACH = 7


class MentionKind(Enum):
    """How somebody is mentioned."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Sort(Enum):
    """What kind of thing is named, as far as the words show."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """Units `[first, last)` of a sentence; `start` and `end` are offsets into the text.

    `name` is the bare name of a NAME (titles aside), `role` what stands before it ("Kremlin spokesperson"), `head` the
    lower-case head noun of a NOMINAL or the pronoun itself, `possessive` whether 's follows.
    """

    kind: MentionKind
    first: int
    last: int
    start: int
    end: int
    head: str
    sort: Sort = Sort.UNKNOWN
    name: str | None = None
    name_first: int = 0
    role: str | None = None
    possessive: bool = False
    article: bool = False
    plural: bool = False
    proper_head: bool = False
    capital_title: bool = False


@dataclass(frozen=True, slots=True)
class Casing:
    """The article's words, in lower case, that occur without a capital, and those with one inside a sentence."""

    lower: AbstractSet[str]
    capital: AbstractSet[str]


def names_in(text: str, units: Sequence[Unit], casing: Casing) -> list[Mention]:
    """The names in a sentence, in order."""
    out: list[Mention] = []
    at = 0
    while at < len(units):
        if not _can_begin(units, at, casing):
            at += 1
            continue
        last = _run_end(units, _behind_particles(units, at))
        mention = _mention(text, units, at, last)
        if mention is not None:
            while out and out[-1].last > mention.first:  # "Town clerk Judith Amory": the capital was part of the role
                out.pop()
            out.append(mention)
        at = last
    return out


def _can_begin(units: Sequence[Unit], at: int, casing: Casing) -> bool:
    unit = units[at]
    if unit.low in _LEADING_PARTICLES and not unit.capital:
        return _behind_particles(units, at) > at
    if not unit.capital or unit.low in CALENDAR or unit.low in SUBJECT_PRONOUNS:
        return False
    followed = at + 1 < len(units) and units[at + 1].capital and units[at + 1].low not in CALENDAR
    followed = followed or _behind_particles(units, at + 1) > at + 1
    if at == 0 and len(units) > 1 and units[1].low == ":" and unit.text.isupper():
        return False  # "HAVENPORT: …", a place, not who speaks
    at_head = at == 0 or units[at - 1].low in {":", ";", "•"}
    if unit.low in OPENERS:
        return False
    if not at_head:
        return True
    if unit.low in TITLES and followed:
        return True
    if unit.low in GROUPS and not followed:
        return False
    if unit.low in REPORTING or unit.low.endswith("ly"):
        return unit.low in GIVEN_NAMES
    if followed or unit.low in GIVEN_NAMES:
        return True
    return unit.low not in casing.lower and (unit.low in casing.capital or not _is_plain_noun(units, at + 1))


def _is_plain_noun(units: Sequence[Unit], at: int) -> bool:
    """Whether a noun in lower case stands here, so that the capital before it may be the sentence's ("Aid workers")."""
    if at >= len(units) or units[at].kind is not Kind.WORD:
        return False
    low = units[at].low
    return not (low in STOPS or low in FINITE or low in REPORTING or low.endswith("ed") or low in {"'s", "’s"})


def _behind_particles(units: Sequence[Unit], at: int) -> int:
    """The capital that particles at `at` lead to ("de la Cruz"); `at` itself when they lead to none."""
    end = at
    while end < len(units) and units[end].low in PARTICLES and not units[end].capital and end - at < 3:  # noqa: PLR2004
        end += 1
    return end if end < len(units) and units[end].capital and end > at else at


def _run_end(units: Sequence[Unit], at: int) -> int:
    """Behind the last unit of the run of capitals that begins at `at`."""
    last = at + 1
    while last < len(units):
        unit = units[last]
        ahead = units[last + 1] if last + 1 < len(units) else None
        if unit.capital and unit.low not in CALENDAR and unit.low not in SUBJECT_PRONOUNS:
            last += 1
        elif ahead is None:
            break
        elif (
            unit.low in PARTICLES and unit.kind is Kind.WORD and (ahead.capital or _particle_then_name(units, last + 1))
        ):
            last += 1
        elif unit.low in JOINING and _joins(units, at, last):
            last += 2
        elif unit.low in {"'", "’"} and ahead.low in BODIES and ahead.capital:
            last += 2
        elif _is_bracketed_title(units, at, last):
            last += 3
        elif unit.low == "," and ahead.low in SUFFIXES:
            last += 2
        elif _is_nickname(unit, ahead):
            last += 2
        else:
            break
    return last


def _particle_then_name(units: Sequence[Unit], at: int) -> bool:
    return at + 1 < len(units) and units[at].low in PARTICLES and units[at + 1].capital


def _joins(units: Sequence[Unit], first: int, at: int) -> bool:
    """Whether "of" or "and" at `at` goes on inside one name ("Ministry of Housing and Works", "Bhandal and Sons")."""
    ahead = units[at + 1]
    if not ahead.capital or ahead.low in CALENDAR:
        return False
    if units[at].low in {"of", "for", "&"}:
        return units[at].low == "&" or units[at - 1].low in _OF_HEADS | BODIES
    if units[at].low != "and":
        return False
    within = any(units[n].low in {"of", "for"} for n in range(first, at))
    return ahead.low in _FIRM_TAILS or (within and ahead.low not in TITLES and units[first].low in BODIES)


def _is_bracketed_title(units: Sequence[Unit], first: int, at: int) -> bool:
    """ "Justice (retd) Ada Pell": a bracketed word between a title and a name."""
    if at + 3 >= len(units) or units[at].low != "(" or units[at + 2].low != ")" or not units[at + 3].capital:
        return False
    return all(units[n].low in TITLES for n in range(first, at))


def _is_nickname(unit: Unit, ahead: Unit) -> bool:
    stretch = unit.stretch
    return stretch is not None and ahead.capital and unit.text.count(" ") <= 1 and unit.text[-2:-1].isalpha()


def _mention(text: str, units: Sequence[Unit], first: int, last: int) -> Mention | None:
    """The mention that a run of capitals makes, with what stands before it."""
    split = _name_begins(units, first, last)
    if split == last:
        return _titled_nominal(text, units, first, last)
    words = [unit.low for unit in units[split:last]]
    before = _role_begins(units, split if split == first else first)
    role_first = min(before, first)
    role_words = [unit.low for unit in units[role_first:split]]
    sort = _sort(units, first, split, last, words, role_words)
    role = _spoken(text, units, role_first, split)
    start = units[role_first].start
    return Mention(
        MentionKind.NAME,
        role_first,
        last,
        start,
        units[last - 1].end,
        words[-1],
        sort,
        text[units[split].start : units[last - 1].end],
        split,
        role,
        last < len(units) and units[last].low in {"'s", "’s", "'", "’"},
        split == role_first and split > 0 and units[split - 1].low == "the",
    )


def _spoken(text: str, units: Sequence[Unit], first: int, split: int) -> str | None:
    """The role as written, without its article or possessive."""
    while first < split and units[first].low in DETERMINERS:
        first += 1
    return text[units[first].start : units[split - 1].end] if first < split else None


def _name_begins(units: Sequence[Unit], first: int, last: int) -> int:
    """Where the bare name begins inside a run: behind its last title; `last` when the run is all title."""
    if units[last - 1].low in BODIES and last - first > 1:
        return first
    split = first
    for at in range(first, last):
        low = units[at].low
        if low in TITLES and not (at + 1 < last and units[at + 1].low in {"bin", "ibn", "bint"}):
            if at > first and at == last - 1 and units[first].low in GIVEN_NAMES and low not in {"jr.", "sr."}:
                break
            split = at + 1
            if split + 2 < last and units[split].low == "(":
                split += 3
        elif at + 1 < last and units[at].low == "of" and split == at:
            given = next((n for n in range(at + 1, last) if units[n].low in GIVEN_NAMES), last)
            return given
    if last - split > 2 and _is_inhabitant(units[split].low) and units[split + 1].low in GIVEN_NAMES:  # noqa: PLR2004
        return split + 1
    return split


def _is_inhabitant(low: str) -> bool:
    """Whether a capital before a given name says where somebody belongs ("Vermonter", "Democrat")."""
    return low not in GIVEN_NAMES and (low in DEMONYMS or low.endswith(("er", "ian", "can", "crat", "ese", "ist")))


def _titled_nominal(text: str, units: Sequence[Unit], first: int, last: int) -> Mention | None:
    """A run that is nothing but a title ("Prime Minister"): somebody's role without the name."""
    if (
        first == 0
        and last == 1
        and len(units) > 1
        and units[1].kind is Kind.WORD
        and not units[1].capital
        and units[1].low in TITLES
    ):
        return None
    begin = first
    if begin and units[begin - 1].low in DETERMINERS:
        begin -= 1
    head = next((unit.low for unit in reversed(units[first:last]) if unit.low in TITLES), units[last - 1].low)
    possessive = last < len(units) and units[last].low in {"'s", "’s"}
    kind = MentionKind.NOMINAL
    name = None
    if begin == first and last - first == 1:  # "King said": as likely a surname
        kind, name = MentionKind.NAME, units[first].text
    return Mention(
        kind,
        begin,
        last,
        units[begin].start,
        units[last - 1].end,
        head,
        Sort.PERSON,
        name,
        first,
        None,
        possessive,
        capital_title=True,
    )


def _role_begins(units: Sequence[Unit], first: int) -> int:
    """Where a role in lower case before a name begins ("his Russian counterpart Vladimir Putin"); `first` if there is none."""
    at = first - 1
    if at < 0 or units[at].kind is not Kind.WORD:
        return first
    low = units[at].low
    if not (low in ROLES or low in NEWS_BODIES or low in BODIES or low in HONORIFICS) or units[at].capital:
        if low in ARTICLES and not units[at].capital:
            return first
        return first
    begin = at
    while begin > 0 and at - begin < _REACH:
        unit = units[begin - 1]
        if unit.low in DETERMINERS:
            return begin - 1
        if unit.kind is Kind.QUOTE or unit.low in {",", "—", "–"}:
            return begin
        if unit.kind is not Kind.WORD or unit.low in STOPS or unit.low in REPORTING:
            return begin if not units[begin].low.endswith("ed") else at
        if unit.low in {"'s", "’s"}:
            begin = _possessor(units, begin - 1)
            break
        begin -= 1
    else:
        begin = max(begin, 0)
    # Without a determiner only what is surely a modifier belongs to it.
    sure = at
    while sure > begin and _is_modifier(units[sure - 1]):
        sure -= 1
    return sure if units[begin].low not in DETERMINERS else begin


def _possessor(units: Sequence[Unit], clitic: int) -> int:
    begin = clitic
    while begin > 0 and units[begin - 1].capital and units[begin - 1].low not in OPENERS:
        begin -= 1
    return begin


def _is_modifier(unit: Unit) -> bool:
    low = unit.low
    if low in OPENERS or low in CALENDAR:
        return False
    return (
        unit.capital
        or low in _MODIFIERS
        or low in DEMONYMS
        or low in BODIES
        or low in ROLES
        or low in {"'s", "’s"}
        or "-" in low
    )


def _sort(
    units: Sequence[Unit], first: int, split: int, last: int, words: Sequence[str], role_words: Sequence[str]
) -> Sort:
    """What a name names, by its own words and those before it."""
    if role_words:
        head = role_words[-1]
        if head in TITLES:
            return Sort.PERSON
        if head in NEWS_BODIES or head in BODIES:
            return Sort.BODY
    given = words[0] in GIVEN_NAMES and len(words) > 1
    if any(word in BODIES or word in OUTLETS for word in words):
        return Sort.PERSON if given and words[-1] not in BODIES and words[0] not in COUNTRIES else Sort.BODY
    if words[-1] in _FIRM_TAILS and len(words) > 1:
        return Sort.BODY
    if words[-1] in _PLACE_TAILS and len(words) > 1:
        return Sort.PLACE
    if given:
        return Sort.PERSON
    if words[-1] in COUNTRIES or words[0] in COUNTRIES:
        return Sort.PLACE
    after_the = split == first and first > 0 and units[first - 1].low == "the"
    if after_the or _is_acronym(units, split, last):
        return Sort.BODY
    if len(words) == 1:
        return Sort.PERSON if words[0] in GIVEN_NAMES else Sort.UNKNOWN
    if words[0] in _PLACE_HEADS:
        return Sort.PLACE
    if any(word in DEMONYMS or word in GROUPS or word in DOCUMENTS or word in COUNTRIES for word in words):
        return Sort.UNKNOWN
    return Sort.PERSON


def _is_acronym(units: Sequence[Unit], first: int, last: int) -> bool:
    written = units[first].text
    return last - first == 1 and len(written) > 1 and written.isupper() and "." not in written
