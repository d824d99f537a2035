"""Noun phrases: the one that ends where a verb begins, and the one that begins where a verb ends. Bounded looks, no parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from searchkit.passages.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    CALENDAR,
    DETERMINERS,
    FINITE,
    HE,
    NOUN_JOINERS,
    POSSESSIVES,
    PREPOSITIONS,
    SHE,
    SUBJECT_PRONOUNS,
    THEY,
)
from searchkit.passages.lexicon.organisations import BODIES, DOCUMENTS, NEWS_BODIES, OUTLETS
from searchkit.passages.lexicon.people import GROUPS, ROLES
from searchkit.passages.lexicon.reporting import NOUN_LIKE, REPORTING
from searchkit.passages.mentions import GIVEN_NAMES, STOPS, Mention, MentionKind, Sort
from searchkit.passages.units import Kind, Sentence, Unit

_LONGEST = 14  # units of one base noun phrase
_DEEPEST = 3  # "of" phrases hung on it
POSSESSIVE_MARKS = frozenset({"'s", "’s", "'", "’"})
_QUANTIFIERS = frozenset("one some many most several two three both all half none each".split())
_APPOSED_REACH = 4  # units between a description and the comma before its name
_PRONOUNS = HE | SHE | THEY | SUBJECT_PRONOUNS
SPEAKING_NOUNS = ROLES | GROUPS | BODIES | DOCUMENTS | NEWS_BODIES | OUTLETS


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with the names found in it, looked up by where they begin and end."""

    text: str
    sentence: Sentence
    names: tuple[Mention, ...]
    beginning: dict[int, Mention] = field(default_factory=dict)
    ending: dict[int, Mention] = field(default_factory=dict)

    @property
    def units(self) -> Sequence[Unit]:
        """The sentence's units."""
        return self.sentence.units


def read(text: str, sentence: Sentence, names: Sequence[Mention]) -> Reading:
    """A sentence with its names, ready to be asked."""
    return Reading(
        text, sentence, tuple(names), {name.first: name for name in names}, {name.last: name for name in names}
    )


def phrase_ending(reading: Reading, end: int) -> Mention | None:
    """The noun phrase whose last unit is `end - 1`, or None."""
    units = reading.units
    if end <= 0:
        return None
    end = _without_bracket(units, end)
    if end <= 0:
        return None
    last = units[end - 1]
    if last.kind is Kind.WORD and last.low in _PRONOUNS and not _is_determiner_one(units, end):
        return pronoun(reading, end - 1)
    first = _base_begins(reading, end)
    if first is None:
        return None
    name = reading.ending.get(end)
    begin, outer_end = first, end
    for _ in range(_DEEPEST):
        wider = _hung_on(reading, begin)
        if wider is None:
            break
        begin, outer_end = wider
    if name is not None and name.first <= first and begin >= name.first:
        return _with_partner(reading, name)
    leading = reading.ending.get(outer_end)
    if leading is not None and leading.kind is MentionKind.NAME and leading.first <= begin and outer_end < end:
        return leading  # "Ada Pell of the port": the name, not what hangs on it
    if name is not None and begin == first:
        only_article = name.first == first + 1 and units[first].low in DETERMINERS
        return (
            _from(reading, name, first)
            if only_article
            else _with_role(reading, name, first) or nominal(reading, first, end, last.low)
        )
    return nominal(reading, begin, end, units[outer_end - 1].low)


def _with_role(reading: Reading, name: Mention, first: int) -> Mention | None:
    """The name with the words before it as its role, when they can only be that ("postmistress Ada Pell")."""
    units = reading.units
    between = units[first : name.first]
    if name.sort not in {Sort.PERSON, Sort.UNKNOWN} or name.possessive or not between:
        return None
    if any(unit.low in POSSESSIVE_MARKS or unit.kind is not Kind.WORD for unit in between) or between[-1].capital:
        return None
    start = first + (between[0].low in DETERMINERS)
    role = reading.text[units[start].start : units[name.name_first - 1].end]
    return replace(name, first=first, start=units[first].start, role=role)


def _is_determiner_one(units: Sequence[Unit], end: int) -> bool:
    """ "the two", "those others": a pronoun-like word that closes a longer phrase."""
    return (
        end >= 2
        and units[end - 2].low in DETERMINERS
        and units[end - 1].low not in HE | SHE | {"they", "it", "who", "i", "we", "you"}
    )  # noqa: PLR2004


def _without_bracket(units: Sequence[Unit], end: int) -> int:
    """Before a bracket that closes right here: "Ada Pell (Labour) said"."""
    if units[end - 1].low != ")":
        return end
    for at in range(end - 2, max(-1, end - 12), -1):
        if units[at].low == "(":
            return at
    return 0


def _base_begins(reading: Reading, end: int) -> int | None:
    """Where the noun phrase without its "of" phrases begins, or None when no noun stands before `end`."""
    units = reading.units
    begin = end
    while begin > 0 and end - begin < _LONGEST:
        name = reading.ending.get(begin)
        if name is not None:
            begin = name.first
            if begin > 0 and units[begin - 1].low in DETERMINERS:
                begin -= 1
            if units[begin].low in DETERMINERS:
                break
            if begin and _is_noun_part(units[begin - 1]) and units[begin - 1].low in ROLES:
                continue
            break
        unit = units[begin - 1]
        if unit.low in POSSESSIVE_MARKS and begin < end:
            begin -= 1
            continue
        if unit.low in DETERMINERS:
            begin -= 1
            if begin and units[begin - 1].low in DETERMINERS:
                begin -= 1
            break
        if not _is_noun_part(unit):
            break
        begin -= 1
    return begin if begin < end and units[end - 1].kind is not Kind.POINT and units[begin:end] else None


def _is_noun_part(unit: Unit) -> bool:
    if unit.kind is Kind.NUMBER:
        return True
    if unit.kind is not Kind.WORD:
        return unit.text in {"-", "&"}
    low = unit.low
    if low in STOPS or low in FINITE or low in {"said", "says"}:
        return False
    return low not in REPORTING or low in NOUN_LIKE or unit.capital


def _hung_on(reading: Reading, begin: int) -> tuple[int, int] | None:
    """The wider phrase that a phrase beginning at `begin` hangs on: "a spokesman for", with its own (begin, end)."""
    units = reading.units
    if begin < 2 or units[begin - 1].low not in NOUN_JOINERS:  # noqa: PLR2004
        return None
    head = units[begin - 2]
    if units[begin - 1].low == "of" and head.low in _QUANTIFIERS:
        return begin - 2, begin - 1
    if head.kind is not Kind.WORD or not _is_noun_part(head):
        return None
    wider = _base_begins(reading, begin - 1)
    if wider is None:
        return None
    determined = units[wider].low in DETERMINERS or reading.ending.get(begin - 1) is not None
    if determined or head.low in SPEAKING_NOUNS:
        return wider, begin - 1
    return None


def _with_partner(reading: Reading, name: Mention) -> Mention:
    """ "Ada Pell and Ben Oduya": two names joined are one mention."""
    units = reading.units
    if name.first >= 2 and units[name.first - 1].low == "and":  # noqa: PLR2004
        partner = reading.ending.get(name.first - 1)
        if (
            partner is not None
            and not partner.possessive
            and (partner.first == 0 or units[partner.first - 1].low == ",")
        ):
            return nominal(reading, partner.first, name.last, "both")
    return name


def phrase_beginning(reading: Reading, first: int) -> Mention | None:
    """The noun phrase whose first unit is `first`, or None; a name with the role before it is taken whole."""
    units = reading.units
    if first >= len(units):
        return None
    if _is_lone_pronoun(units, first):
        return pronoun(reading, first)
    whole = _name_at(reading, first)
    if whole is not None:
        if not (whole.possessive and whole.last + 1 < len(units)) and not _is_noun_behind(units, whole):
            return _and_partner(reading, whole)
    end = _base_ends(reading, first)
    if end == first or (
        end == first + 1 and units[first].low in DETERMINERS - {"some", "many", "others", "one", "both"}
    ):
        return None
    head = units[end - 1].low
    closing = reading.ending.get(end)
    if closing is not None and closing.first > first:
        titled = _with_role(reading, closing, first)
        if titled is not None:
            return titled
    for _ in range(_DEEPEST):
        wider = _extended(reading, end)
        if wider == end:
            break
        end = wider
    named = _apposed(reading, end)
    if named is not None:
        return named
    if units[end - 1].kind is not Kind.WORD and units[end - 1].kind is not Kind.NUMBER:
        return None
    return nominal(reading, first, end, head)


def _is_lone_pronoun(units: Sequence[Unit], at: int) -> bool:
    low = units[at].low
    if low not in _PRONOUNS or low in {"both", "some", "many", "others", "one"}:
        return False
    if low in POSSESSIVES:
        return low == "her" and not (at + 1 < len(units) and _is_noun_part(units[at + 1]))
    return True


def _is_noun_behind(units: Sequence[Unit], name: Mention) -> bool:
    """ "the Kremlin website": a name that only modifies the noun behind it."""
    if name.sort is Sort.PERSON or name.last >= len(units):
        return False
    unit = units[name.last]
    return unit.kind is Kind.WORD and unit.low in SPEAKING_NOUNS and unit.low not in REPORTING


def _name_at(reading: Reading, first: int) -> Mention | None:
    name = reading.beginning.get(first)
    if name is None and first + 1 < len(reading.units) and reading.units[first].low in DETERMINERS:
        name = reading.beginning.get(first + 1)
        if name is not None and name.kind is MentionKind.NAME:
            return _from(reading, name, first)
    return name


def _from(reading: Reading, name: Mention, first: int) -> Mention:
    """The same name with an article in front ("the Kremlin")."""
    if name.sort is Sort.PERSON and name.role is None:
        return name
    return replace(name, first=first, start=reading.units[first].start)


def _and_partner(reading: Reading, name: Mention) -> Mention:
    units = reading.units
    if name.last + 1 < len(units) and units[name.last].low == "and":
        partner = reading.beginning.get(name.last + 1)
        if partner is not None and partner.kind is MentionKind.NAME and name.sort is not Sort.BODY:
            return nominal(reading, name.first, partner.last, "both")
    return name


def _base_ends(reading: Reading, first: int) -> int:
    units = reading.units
    end = first
    while end < len(units) and end - first < _LONGEST:
        unit = units[end]
        if unit.low in DETERMINERS and end == first:
            end += 1
            if end < len(units) and units[end].low in DETERMINERS:
                end += 1
            continue
        if unit.low in POSSESSIVE_MARKS and end > first:
            end += 1
            continue
        if unit.low in DETERMINERS or unit.kind is Kind.QUOTE or not _is_noun_part(unit):
            break
        if end > first and unit.low.endswith(("ing", "ed")) and not unit.capital and units[end - 1].low.endswith("s"):
            break  # "applicants waiting outside"
        name = reading.beginning.get(end)
        end = name.last if name is not None and name.first >= first else end + 1
    return end


def _extended(reading: Reading, end: int) -> int:
    """The end with one more "of" phrase."""
    units = reading.units
    if end + 1 >= len(units) or units[end].low not in NOUN_JOINERS or units[end + 1].low in CALENDAR:
        return end
    if units[end].low in {"in", "at", "on", "with", "from", "to", "near"} and units[end - 1].low not in SPEAKING_NOUNS:
        return end
    further = _base_ends(reading, end + 1)
    return further if further > end + 1 else end


def _apposed(reading: Reading, end: int) -> Mention | None:
    """The name that follows a description after a comma: "the group's chair, Ada Pell,"."""
    units = reading.units
    reach = end
    while (
        reach < len(units)
        and reach - end < _APPOSED_REACH
        and units[reach].kind is Kind.WORD
        and units[reach].low not in FINITE
    ):
        reach += 1
    if end < reach < len(units) and units[reach].low == "," and units[end].low in PREPOSITIONS:
        end = reach
    if end + 1 < len(units) and units[end].low == ",":
        name = reading.beginning.get(end + 1) or (
            reading.beginning.get(end + 2) if not units[end + 1].capital else None
        )
        if name is not None and name.sort in {Sort.PERSON, Sort.UNKNOWN} and not name.possessive:
            closed = name.last >= len(units) or units[name.last].kind is not Kind.WORD
            if closed:
                return name
    return None


def pronoun(reading: Reading, at: int) -> Mention:
    """The mention a single pronoun makes."""
    unit = reading.units[at]
    return Mention(MentionKind.PRONOUN, at, at + 1, unit.start, unit.end, unit.low)


def nominal(reading: Reading, first: int, last: int, head: str) -> Mention:
    """The mention a description makes."""
    units = reading.units
    while last - first > 1 and units[first].low in CALENDAR | AUXILIARIES | ADVERBS:
        first += 1
    sort = Sort.UNKNOWN
    if head in ROLES:
        sort = Sort.PERSON
    elif head in BODIES or head in DOCUMENTS or head in OUTLETS:
        sort = Sort.BODY
    elif head in GIVEN_NAMES:
        sort = Sort.PERSON
    plural = (
        head == "both" or head in GROUPS or (head.endswith("s") and not head.endswith("ss") and sort is not Sort.PERSON)
    )
    proper = reading.beginning.get(first) is not None
    return Mention(
        MentionKind.NOMINAL,
        first,
        last,
        units[first].start,
        units[last - 1].end,
        head,
        sort,
        plural=plural,
        proper_head=proper,
    )


def spoken_name(mention: Mention, text: str) -> str:
    """A mention as a relay is named: the bare name where its description stands before it, else as written."""
    if mention.kind is MentionKind.NAME and mention.role is not None and mention.name:
        return mention.name
    written = text[mention.start : mention.end]
    return "the " + written[4:] if written.startswith("The ") else written
