"""Acts of reporting in a sentence: the reporting words, who is said to speak, and where the content would begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from searchkit.passages.lexicon.grammar import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BE,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    NEGATIONS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    TIME_WORDS,
)
from searchkit.passages.lexicon.organisations import DOCUMENTS, OUTLETS, PUBLISHED
from searchkit.passages.lexicon.people import GROUPS, ROLES
from searchkit.passages.lexicon.reporting import (
    AS_PARTICIPLES,
    NOUN_LIKE,
    QUOTE_ONLY,
    REPORTING,
    STATEMENTS,
    Frame,
)
from searchkit.passages.mentions import Mention, MentionKind, Sort
from searchkit.passages.phrases import SPEAKING_NOUNS, Reading, nominal, phrase_beginning, phrase_ending
from searchkit.passages.units import Kind, Unit

_FAR = 40  # units: no parenthesis between a subject and its verb is longer
_HEARER = frozenset({Frame.TELL, Frame.URGE})
_DAY_PARTS = frozenset({"morning", "evening", "night", "afternoon"})
_PUTTING = frozenset({"put", "puts"})  # "as she puts it"
_OBJECT_PRONOUNS = frozenset({"him", "them", "me", "us"})
_GOES_ON = frozenset({"went", "goes", "go", "going", "continued", "continues", "continue"})
_PARENTHESIS_HEADS = (
    RELATIVES
    | ARTICLES
    | frozenset("one of for from in at also himself herself then now whom himself aged himself".split())
)
_PAST_PARTICIPLES = frozenset("said told quoted cited asked known shown found thought felt".split())
_STATING_PREPOSITIONS = frozenset("in on at during via by through after before from with to over for of about".split())


@dataclass(frozen=True, slots=True)
class Act:
    """One act of reporting in a sentence.

    Units `[first, last)` are the subject with the cue; `content` is where what follows (hearer, time and place left out)
    begins. `mention` is the speaker; None where the sentence names none. `coordinated` acts share the subject of an earlier
    one. `relay` mentions whose report it is.
    """

    frame: Frame
    first: int
    last: int
    cue: str
    content: int
    mention: Mention | None
    frames: tuple[Frame, ...] = ()
    word: str = ""
    verb: int = 0
    inverted: bool = False
    coordinated: bool = False
    participle: bool = False
    negated: bool = False
    according: bool = False
    quote_only: bool = False
    relay: Mention | None = None
    hearer: Mention | None = None


def find_acts(reading: Reading) -> list[Act]:
    """The acts of a sentence, in order."""
    acts: list[Act] = []
    units = reading.units
    for at, unit in enumerate(units):
        if unit.kind is not Kind.WORD:
            continue
        if unit.low == "according" and at + 1 < len(units) and units[at + 1].low == "to":
            act = _according(reading, at)
        elif unit.low in REPORTING and not (unit.capital and at > 0):
            if acts and at < acts[-1].last:
                continue
            act = _verb(reading, at, acts)
        else:
            continue
        if act is not None:
            acts.append(act)
    return acts


def _according(reading: Reading, at: int) -> Act | None:
    mention = phrase_beginning(reading, at + 2)
    if mention is None:
        return None
    units = reading.units
    content = mention.last
    if at == 0 or units[at - 1].kind is Kind.POINT:
        content = _behind_parenthesis(reading, mention.last)
    cue = reading.text[units[at].start : units[at + 1].end]
    return Act(Frame.SAY, at, mention.last, cue, content, mention, (Frame.SAY,), "according", according=True)


def _behind_parenthesis(reading: Reading, at: int) -> int:
    """Behind a relative clause or apposition at `at`, or `at` when there is none."""
    units = reading.units
    while at < len(units) and units[at].low not in {",", ":"} and units[at].kind is not Kind.QUOTE:
        at += 1
    if at + 1 >= len(units) or units[at].low != "," or units[at + 1].kind is Kind.QUOTE:
        return at
    opener = units[at + 1].low
    close = next((n for n in range(at + 1, min(len(units), at + _FAR)) if units[n].low == ","), None)
    if close is None:
        return at
    relative = opener in RELATIVES
    role_inside = any(units[n].low in ROLES for n in range(at + 1, min(close, at + 6)))
    described = (
        (opener in ARTICLES or units[at + 1].low in ROLES) and role_inside and not _has_finite(units, at + 1, close)
    )
    named = _is_name_only(reading, at + 1, close)
    return close if relative or described or named else at


def _is_name_only(reading: Reading, first: int, last: int) -> bool:
    name = reading.beginning.get(first)
    return name is not None and name.last == last


def _has_finite(units: object, first: int, last: int) -> bool:
    return any(unit.low in FINITE for unit in units[first:last])  # type: ignore[index]


def _verb(reading: Reading, at: int, acts: list[Act]) -> Act | None:
    """The act whose reporting verb stands at `at`, or None where the form is no verb or nobody speaks."""
    units = reading.units
    low = units[at].low
    if low in {"quoted", "quotes", "quoting", "cited", "citing", "cites", "quote"}:
        passed_on = _quoting(reading, at, acts)
        if passed_on is not None:
            return passed_on
    chain, negated, passive, infinitive = _chain(units, at)
    if low in _PUTTING and not (at + 1 < len(units) and units[at + 1].low == "it"):
        return None
    if infinitive and _leads_in(units, at):
        subject = phrase_ending(reading, chain - 1) or _shared(reading, chain - 1, acts)
        main = main_subject(reading, chain - 1)
        mention = main if subject is None or (main is not None and main.kind is not MentionKind.NOMINAL) else subject
        return _act(reading, at, chain, mention, REPORTING[low], participle=True) if mention else None
    if infinitive or (at > 0 and units[at - 1].low in DETERMINERS):
        return None
    if passive and (low.endswith(("ed", "en", "n")) or low in _PAST_PARTICIPLES):
        return _passive(reading, at, chain)
    if at + 1 < len(units) and units[at + 1].low == "by" and low.endswith("ed"):
        return None
    if low in {"go", "goes", "went"} and not (at + 1 < len(units) and units[at + 1].low == "on"):
        return None
    frames = REPORTING[low]
    if low.endswith("ing") and not passive:
        return _participle(reading, at, chain, acts, frames, negated=negated)
    inverted = _inverted(reading, at, chain, frames)
    if inverted is not None:
        return inverted
    mention, first, coordinated = _subject(reading, chain, acts)
    if low in NOUN_LIKE and not _is_verb_here(units, at, mention, coordinated=coordinated):
        return None
    if mention is None and not coordinated:
        return None
    return _act(reading, at, first, mention, frames, coordinated=coordinated, negated=negated)


def _act(
    reading: Reading,
    at: int,
    first: int,
    mention: Mention | None,
    frames: tuple[Frame, ...],
    *,
    coordinated: bool = False,
    negated: bool = False,
    participle: bool = False,
) -> Act:
    units = reading.units
    frame = frames[0]
    content, hearer = _after_cue(reading, at + 1, frames)
    if units[at].low in _PUTTING:
        content = _skip_circumstances(reading, at + 2)
    relay = _relay_in_parenthesis(reading, mention, at)
    return Act(
        frame, first, at + 1, units[at].text, content, mention, frames, units[at].low,
        verb=at, coordinated=coordinated, negated=negated, participle=participle, quote_only=units[at].low in QUOTE_ONLY,
        relay=relay, hearer=hearer,
    )  # fmt: skip


def _leads_in(units: object, at: int) -> bool:
    """Whether a quote follows an infinitive at once: "to say, “…”"."""
    following: list[Unit] = units[at + 1 : at + 3]  # type: ignore[index]
    return any(unit.kind is Kind.QUOTE for unit in following)


def _chain(units: object, at: int) -> tuple[int, bool, bool, bool]:
    """Before a verb: (where its auxiliaries and adverbs begin, negated, passive or progressive, infinitive)."""
    all_units: list[Unit] = units  # type: ignore[assignment]
    begin = at
    negated = passive = False
    while begin > 0:
        low = all_units[begin - 1].low
        if low in NEGATIONS:
            negated = True
        if low in BE or (low in {"'s", "’s"} and begin >= 2 and all_units[begin - 2].low in SUBJECT_PRONOUNS):  # noqa: PLR2004
            passive = True
        elif low in {"'s", "’s"}:
            break
        if (
            low in AUXILIARIES
            or low in ADVERBS
            or (low.endswith("ly") and not all_units[begin - 1].capital)
            or low in NEGATIONS
        ):
            begin -= 1
        elif (
            low == "to"
            and begin >= 3
            and all_units[begin - 3].low in _GOES_ON | {"went"}
            and all_units[begin - 2].low == "on"
        ):  # noqa: PLR2004
            begin -= 3
        else:
            break
    infinitive = begin > 0 and all_units[begin - 1].low == "to"
    if begin < at and all_units[begin].low in ADVERBS and begin == at - 1 and all_units[begin].low in {"here", "there"}:
        begin = at
    return begin, negated, passive, infinitive


def _subject(reading: Reading, chain: int, acts: list[Act]) -> tuple[Mention | None, int, bool]:
    """(mention, where the act begins, whether the subject is an earlier one's) of a verb whose auxiliaries begin at `chain`."""
    units = reading.units
    chain = _before_time(units, chain)
    if chain == 0:
        return None, 0, False
    before = units[chain - 1]
    if before.low in {",", "—", "–", "--"}:
        mention = _across_parenthesis(reading, chain - 1)
        if mention is not None:
            return mention, mention.first, False
        if chain >= 2 and units[chain - 2].kind is Kind.QUOTE:  # noqa: PLR2004
            return None, chain, False
        return _shared(reading, chain - 1, acts), chain, True
    if before.low in {"and", "but", "or", "then"}:
        return _shared(reading, chain - 1, acts), chain, True
    mention = phrase_ending(reading, chain)
    if mention is None or mention.head in _OBJECT_PRONOUNS or mention.head in {"nobody", "none"}:
        return None, chain, False
    mention = _whole_subject(reading, mention)
    return mention, mention.first, False


def _before_time(units: object, chain: int) -> int:
    """Before a day between subject and verb: "the ministry on Monday said"."""
    all_units: list[Unit] = units  # type: ignore[assignment]
    if chain and all_units[chain - 1].low in CALENDAR:
        return chain - 2 if chain >= 2 and all_units[chain - 2].low == "on" else chain - 1  # noqa: PLR2004
    return chain


def _whole_subject(reading: Reading, mention: Mention) -> Mention:
    """The noun that a long phrase before the verb hangs on: "Applicants waiting outside the ministry said"."""
    units = reading.units
    hung = mention.first > 0 and units[mention.first - 1].low in PREPOSITIONS
    if not hung:
        return mention
    start = mention.first - 1
    while start > 0 and units[start - 1].kind in {Kind.WORD, Kind.NUMBER} and units[start - 1].low not in CONJUNCTIONS:
        start -= 1
    head = phrase_beginning(reading, start)
    if head is None or head.last >= mention.first or units[start].low in PREPOSITIONS:
        return mention
    joint = units[head.last].low
    if (
        joint in PREPOSITIONS
        and head.kind is MentionKind.NOMINAL
        and not any(units[n].low in FINITE for n in range(head.last, mention.first))
    ):
        return nominal(reading, head.first, mention.last, head.head)
    follows = joint.endswith(("ing", "ed"))
    clean = not any(units[n].low in FINITE for n in range(head.last, mention.first))
    return head if follows and clean and head.kind is not MentionKind.PRONOUN else mention


def _across_parenthesis(reading: Reading, comma: int) -> Mention | None:
    """The noun phrase before the parenthesis that `comma` closes: "Pell, who was there, said"; a bare name inside it wins."""
    units = reading.units
    for at in range(comma - 1, max(-1, comma - _FAR), -1):
        if units[at].kind is Kind.QUOTE and units[at].text[-2:-1] in {".", "!", "?", ","}:
            return None
        if units[at].low != units[comma].low:
            continue
        mention = phrase_ending(reading, at)
        if mention is None or mention.possessive:
            continue
        if mention.kind is MentionKind.PRONOUN and mention.head in {"who", "which"}:
            continue
        opener = units[at + 1] if at + 1 < comma else None
        if opener is None:
            continue
        named = reading.beginning.get(at + 1)
        if named is not None and named.last == comma and mention.kind is MentionKind.NOMINAL:
            return named
        if _opens_parenthesis(opener) or (mention.kind is MentionKind.NAME and _standing_alone(units, mention)):
            return mention
    return None


def _opens_parenthesis(unit: Unit) -> bool:
    low = unit.low
    return (
        low in _PARENTHESIS_HEADS
        or low in ROLES
        or unit.kind is Kind.NUMBER
        or low.endswith("ing")
        or (low.endswith("ed") and len(low) > 4)  # noqa: PLR2004
        or low in ADVERBS
        or low in PREPOSITIONS
        or low in POSSESSIVES
    )


def _standing_alone(units: object, mention: Mention) -> bool:
    return (
        mention.first == 0
        or units[mention.first - 1].kind is Kind.QUOTE
        or units[mention.first - 1].low in CONJUNCTIONS | {",", "—", "–"}
    )  # type: ignore[index]


def _shared(reading: Reading, before: int, acts: list[Act]) -> Mention | None:
    """The subject that a verb without one of its own takes: the last act's, else the sentence's."""
    last = next((act for act in reversed(acts) if act.mention is not None and not act.according), None)
    return last.mention if last is not None else main_subject(reading, before)


def main_subject(reading: Reading, before: int) -> Mention | None:
    """The noun phrase that the sentence is about: the first one, an introductory phrase left out."""
    units = reading.units
    at = 0
    while at < before and (
        units[at].low in {"and", "but", "so", "yet", "then", "meanwhile", "however", "still"}
        or units[at].kind is Kind.POINT
    ):
        at += 1
    if at < before and (
        units[at].low in PREPOSITIONS or units[at].low in CONJUNCTIONS or units[at].low.endswith(("ing", "ed"))
    ):
        comma = next((n for n in range(at, min(before, at + _FAR)) if units[n].low == ","), None)
        if comma is None:
            return None
        at = comma + 1
    while at < before and (units[at].low in ADVERBS or units[at].low == ","):
        at += 1
    mention = phrase_beginning(reading, at) if at < before else None
    return mention if mention is not None and mention.last <= before else None


def _inverted(reading: Reading, at: int, chain: int, frames: tuple[Frame, ...]) -> Act | None:
    """ "…," said Ada Pell: the verb behind a quote or comma with its subject after it."""
    units = reading.units
    if chain != at or frames[0] in {Frame.TELL, Frame.CALL, Frame.URGE} or units[at].low.endswith("ing"):
        return None
    before = units[at - 1] if at else None
    if before is not None and not (before.kind is Kind.QUOTE or before.low in {",", "—", "–", "--", "-", "?", "!"}):
        return None
    if (
        before is not None
        and before.low == ","
        and units[at - 2].kind is not Kind.QUOTE
        and _across_parenthesis(reading, at - 1)
    ):
        return None
    mention = phrase_beginning(reading, at + 1)
    if mention is None or (
        mention.kind is MentionKind.PRONOUN and mention.head not in {"he", "she", "they", "i", "one"}
    ):
        return None
    after = units[mention.last] if mention.last < len(units) else None
    if after is not None and (after.low in FINITE or after.low in AUXILIARIES or after.low in {"that", "to"}):
        return None
    if before is None and not (after is not None and (after.low in {":", ","} or after.kind is Kind.QUOTE)):
        return None
    return Act(
        frames[0], at, mention.last, units[at].text, _skip_circumstances(reading, mention.last), mention, frames,
        units[at].low, inverted=True, quote_only=units[at].low in QUOTE_ONLY,
    )  # fmt: skip


def _participle(
    reading: Reading, at: int, chain: int, acts: list[Act], frames: tuple[Frame, ...], *, negated: bool
) -> Act | None:
    """ ", adding that …", "by saying …": the subject is the sentence's."""
    units = reading.units
    if chain and units[chain - 1].kind is Kind.WORD and units[chain - 1].low not in CONJUNCTIONS | PREPOSITIONS:
        mention = phrase_ending(reading, chain)
        if mention is None or units[at].low in NOUN_LIKE:
            return None
        if not _speaks_itself(units, mention):
            mention = _shared(reading, mention.first, acts) or mention
        return _act(reading, at, chain, mention, frames, negated=negated, participle=True)
    mention = _shared(reading, chain, acts)
    if mention is None and chain == 0:
        mention = _after_comma(reading, at)
    return _act(reading, at, chain, mention, frames, negated=negated, coordinated=True, participle=True)


def _speaks_itself(units: object, mention: Mention) -> bool:
    """Whether the noun before a participle is who says it ("with critics saying"), not what carries it ("a letter saying")."""
    if mention.head in DOCUMENTS or mention.head in STATEMENTS:
        return False
    return mention.first == 0 or units[mention.first - 1].low in {"with", ",", "—", "–", "and"}  # type: ignore[index]


def _after_comma(reading: Reading, at: int) -> Mention | None:
    units = reading.units
    comma = next((n for n in range(at, min(len(units), at + _FAR)) if units[n].low == ","), None)
    return phrase_beginning(reading, comma + 1) if comma is not None else None


def _passive(reading: Reading, at: int, chain: int) -> Act | None:
    """ "was quoted as saying", "was told by …"; other passives name no speaker."""
    units = reading.units
    low = units[at].low
    after = at + 1
    relay = None
    agent = None
    if after < len(units) and units[after].low == "by":
        agent = phrase_beginning(reading, after + 1)
        if agent is not None:
            relay = agent
            after = agent.last
    if low in {"quoted", "cited", "reported", "heard", "recorded"} and after < len(units):
        if units[after].low == "as":
            after += 1
        if after < len(units) and units[after].low in AS_PARTICIPLES:
            mention, first, _ = _subject(reading, chain, [])
            if mention is None:
                return None
            be = next((n for n in range(at - 1, chain - 1, -1) if units[n].low in BE), at)
            frames = REPORTING[units[after].low]
            content, hearer = _after_cue(reading, after + 1, frames)
            if relay is None and content < len(units) and units[content].low == "by":
                agent = phrase_beginning(reading, content + 1)
                relay = agent
                content = agent.last if agent else content
            cue = reading.text[units[be].start : units[after].end]
            return Act(
                frames[0], first, after + 1, cue, content, mention, frames, units[after].low, relay=relay, hearer=hearer
            )
    if agent is not None and {Frame.TELL, Frame.ASK} & set(REPORTING[low]):
        return Act(Frame.SAY, at, at + 1, units[at].text, agent.last, agent, (Frame.SAY,), low)
    return None


def _quoting(reading: Reading, at: int, acts: list[Act]) -> Act | None:
    """ "TASS quoted him as telling …": the one quoted speaks, the subject passes it on."""
    units = reading.units
    mention = phrase_beginning(reading, at + 1)
    if mention is None:
        return None
    as_at = next(
        (n for n in range(mention.last, min(len(units), mention.last + _FAR // 2)) if units[n].low == "as"), None
    )
    if as_at is None or as_at + 1 >= len(units) or units[as_at + 1].low not in AS_PARTICIPLES:
        return None
    chain, _, passive, _ = _chain(units, at)
    if passive:
        return None
    subject, first, _ = _subject(reading, chain, acts)
    frames = REPORTING[units[as_at + 1].low]
    content, hearer = _after_cue(reading, as_at + 2, frames)
    relay = subject
    return Act(
        frames[0], first, as_at + 2, units[as_at + 1].text, content, mention, frames, units[as_at + 1].low,
        relay=relay, hearer=hearer,
    )  # fmt: skip


def _relay_in_parenthesis(reading: Reading, mention: Mention | None, at: int) -> Mention | None:
    """ "Pell, quoted by the Courier, said"."""
    if mention is None or mention.last + 2 >= at:
        return None
    units = reading.units
    for number in range(mention.last, at - 2):
        if units[number].low in {"quoted", "cited"} and units[number + 1].low == "by":
            agent = phrase_beginning(reading, number + 2)
            return agent
    return None


def _is_verb_here(units: object, at: int, mention: Mention | None, *, coordinated: bool) -> bool:
    """Whether a form that is as often a noun is a verb here: its subject agrees, and a complement follows."""
    all_units: list[Unit] = units  # type: ignore[assignment]
    following = all_units[at + 1] if at + 1 < len(all_units) else None
    if following is None:
        return False
    clear = (
        following.kind is Kind.QUOTE
        or following.low in {"that", ":", "to"}
        or following.low in DETERMINERS
        or following.low in SUBJECT_PRONOUNS
    )
    if coordinated or mention is None:
        return clear and following.low != "to" and not all_units[at].low.endswith("s")
    if not (clear or following.capital or following.low in {","} or following.low in QUESTION_WORDS):
        return False
    low = all_units[at].low
    if low in {"thought", "felt", "found", "read", "forecast", "cast"} or low.endswith("ed"):
        return True
    plural = _is_plural(mention)
    return plural is None or plural != (low.endswith("s") and not low.endswith("ss"))


def _is_plural(mention: Mention) -> bool | None:
    if mention.kind is MentionKind.NAME:
        return None if mention.head.endswith("s") else False
    if mention.kind is MentionKind.PRONOUN:
        return (
            None
            if mention.head in {"who", "which"}
            else mention.head in {"they", "we", "i", "you", "both", "many", "some", "others"}
        )
    return mention.head in GROUPS or (mention.head.endswith("s") and not mention.head.endswith("ss"))


def _after_cue(reading: Reading, at: int, frames: tuple[Frame, ...]) -> tuple[int, Mention | None]:
    """(where the content begins, the hearer): a hearer, times, places and "in a statement" are stepped over."""
    units = reading.units
    hearer = None
    takes_hearer = bool(_HEARER & set(frames)) or frames[0] is Frame.ASK
    if takes_hearer and at < len(units) and units[at].low not in {"that", ":"}:
        hearer = phrase_beginning(reading, at)
        if hearer is None and units[at].low in {"him", "her", "them", "me", "us", "it"}:
            at += 1
        if hearer is not None and (frames[0] in _HEARER or _asks(units, hearer.last)):
            at = hearer.last
            if at < len(units) and units[at].low in {"'s", "’s"}:
                wider = phrase_beginning(reading, at + 1)
                at = wider.last if wider is not None else at + 1
    return _skip_circumstances(reading, at), hearer


def _asks(units: object, at: int) -> bool:
    all_units: list[Unit] = units  # type: ignore[assignment]
    return at < len(all_units) and (all_units[at].low in QUESTION_WORDS or all_units[at].low in {"to", "about"})


def _skip_circumstances(reading: Reading, at: int) -> int:
    """Behind "on Friday", "in a statement", "to reporters": nothing that could itself be the content's beginning."""
    units = reading.units
    while at < len(units):
        unit = units[at]
        if unit.low in {"that", ":", ","} or unit.kind is Kind.QUOTE:
            break
        ahead = units[at + 1] if at + 1 < len(units) else None
        if (
            unit.low in ADVERBS | {"simply"}
            and ahead is not None
            and (ahead.low in {"that", ":"} or ahead.kind is Kind.QUOTE)
        ):
            at += 1
            continue
        if unit.low in CALENDAR or unit.low in {
            "today",
            "yesterday",
            "earlier",
            "later",
            "recently",
            "again",
            "bluntly",
            "simply",
            "afterwards",
        }:
            at += 1
            while at < len(units) and (units[at].kind is Kind.NUMBER or units[at].low in _DAY_PARTS):
                at += 1
        elif unit.low in {"last", "this", "late", "early"} and at + 1 < len(units) and units[at + 1].low in TIME_WORDS:
            at += 1
            if (
                units[at].low in {"week", "month", "year", "morning", "evening", "night", "afternoon"}
                or units[at].low in CALENDAR
            ):
                at += 1
        elif unit.low in _STATING_PREPOSITIONS:
            end = _circumstance_ends(reading, at)
            if end is None:
                break
            at = end
        elif unit.low == "(":
            close = next((n for n in range(at, min(len(units), at + _FAR)) if units[n].low == ")"), None)
            if close is None:
                break
            at = close + 1
        else:
            break
    return at


def _circumstance_ends(reading: Reading, at: int) -> int | None:
    """Behind the prepositional phrase at `at` when it tells how or when something was said, else None."""
    units = reading.units
    if at + 1 >= len(units):
        return at + 1
    if units[at + 1].low in CALENDAR:
        end = at + 2
        while end < len(units) and (units[end].kind is Kind.NUMBER or units[end].low in _DAY_PARTS):
            end += 1
        return end
    phrase = phrase_beginning(reading, at + 1)
    end = phrase.last if phrase is not None else at + 2
    if (
        phrase is not None
        and end < len(units)
        and units[end].low in PUBLISHED | {"filed", "unsealed", "sent", "given", "made"}
    ):
        close = next(
            (
                n
                for n in range(end, min(len(units), end + _FAR))
                if units[n].low in {",", ".", "that"} or units[n].kind is Kind.QUOTE
            ),
            len(units),
        )
        if not any(units[n].low in FINITE for n in range(end, close)):
            end = close
    follows = units[end] if end < len(units) else None
    closed = follows is None or follows.low in {"that", ".", ":", ","} or follows.kind is Kind.QUOTE
    stating = (
        units[at].low not in {"of", "about"}
        and phrase is not None
        and any(unit.low in STATEMENTS or unit.low in DOCUMENTS for unit in units[at + 1 : end])
    )
    to_somebody = units[at].low == "to" and phrase is not None
    return end if closed or stating or to_somebody else None


def acts_with_relays(reading: Reading, acts: list[Act]) -> list[Act]:
    """Acts whose sentence says whose report they pass on: ", quoting officials," makes the officials speak."""
    return [_relayed(reading, act) for act in acts]


def _relayed(reading: Reading, act: Act) -> Act:
    units = reading.units
    if act.mention is None or act.relay is not None or act.according or not _passes_on(act.mention):
        return act
    for at in _citing(units):
        if abs(at - act.last) > _FAR // 2:
            continue
        source = phrase_beginning(reading, at + 1)
        after = source.last if source is not None else at
        if source is None or (after < len(units) and units[after].low == "as"):
            continue
        if source.kind is MentionKind.PRONOUN or not (source.kind is MentionKind.NAME or source.head in SPEAKING_NOUNS):
            continue
        relay = act.mention
        content = act.content
        if at >= act.last and content <= at:
            content = after + (after < len(units) and units[after].low == ",")
        return replace(act, mention=source, relay=relay, content=content)
    return act


def _passes_on(mention: Mention) -> bool:
    """Whether a speaker can be one that only passes a report on: an agency or paper, not a person."""
    if mention.kind is MentionKind.NAME:
        return mention.sort in {Sort.BODY, Sort.UNKNOWN} and mention.role is None or mention.sort is Sort.BODY
    return mention.head in OUTLETS


def _citing(units: object) -> Iterator[int]:
    all_units: list[Unit] = units  # type: ignore[assignment]
    for at, unit in enumerate(all_units):
        if unit.low in {"citing", "quoting"} and at and all_units[at - 1].low in {",", "and"}:
            yield at
