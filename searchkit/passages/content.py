"""What an act of reporting reports: the quote or clause that goes with it in its own sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from searchkit.passage import Span
from searchkit.passages.cues import Act
from searchkit.passages.lexicon.grammar import (
    ADVERBS,
    CALENDAR,
    DETERMINERS,
    FINITE,
    OPENERS,
    PREPOSITIONS,
    QUESTION_WORDS,
    RELATIVES,
    SUBJECT_PRONOUNS,
)
from searchkit.passages.lexicon.reporting import Frame
from searchkit.passages.mentions import Mention, MentionKind
from searchkit.passages.phrases import Reading
from searchkit.passages.units import Kind, Unit

_POINTS = frozenset({",", ":", ";", "-", "—", "–", "--", ".", "!", "?", "…", "...", "(", ")"})
_FEWEST_WORDS = 2
_OPEN_END = (",", "?", "!", "—", "–", "-", "…", "...")
_STATING = frozenset({Frame.SAY, Frame.TELL, Frame.ASK})
_PAST = frozenset("said told wrote thought felt knew found swore began went read".split())
_ASIDE = 12  # units
_HEDGES = frozenset({"and", "but", "so", "yet"})


@dataclass(frozen=True, slots=True)
class Report:
    """A quote as found in one sentence, before anybody knows who "he" is.

    `stretches` are the units' numbers of the QUOTE units it takes in; `evidence` the certainty that `mention` speaks.
    """

    spans: tuple[Span, ...]
    type: str
    mention: Mention | None
    cue: str | None
    evidence: float
    quotes: frozenset[int] = frozenset()
    relay: Mention | None = None
    hearer: Mention | None = None
    carried: bool = False


def reports_of(reading: Reading, acts: Sequence[Act]) -> list[Report]:
    """The reports of a sentence, one an act at most; what one act has taken is not given to the next."""
    out: list[Report] = []
    claimed = 0
    postscript = _postscripts(reading, acts)
    for number, act in enumerate(acts):
        if number in postscript:
            continue
        if act.first < claimed and not act.participle:
            continue
        stop = _stop(reading, acts, number, postscript)
        report, used = _report(reading, act, claimed, stop, act.relay)
        if report is not None:
            following = next((acts[n] for n in sorted(postscript) if n > number), None)
            if following is not None and report.relay is None:
                report = _passed_on(report, following)
            out.append(report)
            claimed = max(claimed, used)
    return out


def _postscripts(reading: Reading, acts: Sequence[Act]) -> frozenset[int]:
    """The acts that only say whose report another act is: a closing "according to Y" or ", Y reported" behind it."""
    units = reading.units
    out = set()
    for n, act in enumerate(acts):
        if n == 0 or act.mention is None or acts[n - 1].mention is None or acts[n - 1].according:
            continue
        closes = not _strip(units, act.content, len(units)) and act.first > 0 and units[act.first - 1].low == ","
        tail = closes and n == len(acts) - 1 and act.frame is Frame.SAY and not act.coordinated and not act.participle
        if act.according or (tail and act.mention.kind is not MentionKind.PRONOUN and units[0].kind is not Kind.QUOTE):
            out.add(n)
    return frozenset(out)


def _passed_on(report: Report, act: Act) -> Report:
    return replace(report, relay=act.mention)


def _stop(reading: Reading, acts: Sequence[Act], number: int, postscript: frozenset[int]) -> int:
    """Where at the latest the content behind an act ends: before the next act that is joined to it, not part of it."""
    units = reading.units
    act = acts[number]
    number_of = {one.first: n for n, one in enumerate(acts)}
    for later in acts[number + 1 :]:
        if act.mention is not None and act.mention.head in RELATIVES and later.verb > act.content:
            if units[later.verb - 1].low == ",":
                return later.verb - 1
        if later.first < act.content or later.first == 0:
            continue
        before = units[later.first - 1]
        points = before.low in {",", "—", "–", "--"} or (before.kind is Kind.QUOTE and before.text[-2:-1] == ",")
        if points and (later.according or number_of[later.first] in postscript):
            return later.first
        if later.participle:
            if points and later.coordinated:
                return later.first
            continue
        if act.mention is not None and act.mention.head in RELATIVES and later.first and points:
            return later.first
        joined = before.low in {"and", "but", "while", "though", "although", ";"}
        plain = not later.quote_only
        if joined and plain and not later.according and later.frame in _STATING and _same_tense(act, later):
            return later.first
    return len(units)


def _same_tense(one: Act, other: Act) -> bool:
    """Whether two verbs can be joined: both in -s, or neither."""
    if other.mention is not None and not other.coordinated:
        return True
    return one.participle or one.according or _is_third(one.word) == _is_third(other.word)


def _is_third(word: str) -> str:
    return "s" if word.endswith("s") else "ed" if word.endswith("ed") or word in _PAST else "base"


def _report(reading: Reading, act: Act, claimed: int, stop: int, relay: Mention | None) -> tuple[Report | None, int]:
    """The report of one act, and behind which unit the next may begin."""
    units = reading.units
    before = _strip(units, claimed, act.first)
    after = _strip(units, act.content, stop)
    as_put = act.first > 1 and units[act.first - 1].low == "as" and units[act.first - 2].kind is not Kind.WORD
    if as_put:
        before = _strip(units, claimed, act.first - 1)
    adjoins = (
        as_put
        or act.first > 0
        and (
            units[act.first - 1].low in {",", "—", "–", "--", "-", "?", "!"} or units[act.first - 1].kind is Kind.QUOTE
        )
    )
    behind = units[act.content].low if act.content < len(units) else ""
    resumes = behind in {",", "—", "–", "--"} or not after
    if (
        adjoins
        and before
        and _is_content_before(units, before, act, after, resumes=resumes, inverted=act.inverted or act.according)
    ):
        return _from_before(reading, act, before, after, stop, relay, resumes=resumes)
    if after and act.inverted and act.first == 0:
        return _from_after(reading, act, _from_first_quote(units, after), stop, relay)
    if after and not act.inverted:
        return _from_after(reading, act, after, stop, relay)
    if act.according and after and act.first == claimed:
        return _from_after(reading, act, after, stop, relay)
    return None, claimed


def _from_first_quote(units: Sequence[Unit], after: range) -> range:
    first = next((n for n in after if units[n].kind is Kind.QUOTE), None)
    return after if first is None else range(first, after.stop)


def _strip(units: Sequence[Unit], first: int, last: int) -> range:
    """A range of units without the points (and joining words) at its ends."""
    while first < last and (
        units[first].low in _POINTS
        and units[first].low not in {"("}
        or (units[first].low in {"and"} and first + 1 < last)
    ):
        first += 1
    while last > first and (units[last - 1].low in _POINTS - {")"} or units[last - 1].low in _HEDGES | {"while", "as"}):
        last -= 1
    return range(first, last)


def _is_content_before(
    units: Sequence[Unit], before: range, act: Act, after: range, *, resumes: bool, inverted: bool
) -> bool:
    if act.coordinated or (act.mention is not None and act.mention.head in RELATIVES):
        return False
    last = units[before[-1]]
    if units[before[0]].kind is not Kind.QUOTE and after and not inverted:
        if units[after[0]].kind is Kind.QUOTE and units[after[0]].text[1:2].isupper():
            return False
        if not resumes:
            return False
    if last.kind is Kind.QUOTE:
        return True
    if (
        units[before[0]].low in PREPOSITIONS | CALENDAR
        and not (resumes and after)
        and not any(units[n].low in FINITE for n in before)
    ):
        return False
    if not resumes and not inverted:
        return not after and _is_clause(units, before)
    if act.quote_only or act.frame in {Frame.CALL, Frame.URGE, Frame.PROMISE}:
        return False
    if not after:
        return _is_clause(units, before) or (act.according and len(before) > _FEWEST_WORDS)
    return len(before) >= _FEWEST_WORDS or units[before[0]].low not in OPENERS | ADVERBS


def _is_clause(units: Sequence[Unit], stretch: range) -> bool:
    """Whether a stretch of units can be a clause: it has something that looks like a finite verb."""
    if len(stretch) < _FEWEST_WORDS:
        return False
    for at in stretch[1:]:
        low = units[at].low
        if low in FINITE or (low.endswith("ed") and len(low) > 3) or low in {"be", "not"}:  # noqa: PLR2004
            return True
        if (
            low.endswith("s")
            and not low.endswith(("ss", "'s", "’s"))
            and units[at - 1].kind is Kind.WORD
            and units[at - 1].low not in DETERMINERS | PREPOSITIONS
        ):
            return True
        if units[at].kind is Kind.QUOTE:
            return True
    return False


def _from_before(
    reading: Reading, act: Act, before: range, after: range, stop: int, relay: Mention | None, *, resumes: bool
) -> tuple[Report | None, int]:
    units = reading.units
    quotes = [n for n in before if units[n].kind is Kind.QUOTE]
    # "Pell opened the door: “Come in,” she said": only what stands in marks after the colon is hers.
    colon = next((n for n in before if units[n].low == ":" and n + 1 in quotes), None)
    if colon is not None:
        before = range(colon + 1, before.stop)
    elif len(before) > 1 and quotes == [before[-1]] and units[before[-1] - 1].low in {"—", "–", "--"}:
        before = range(before[-1], before.stop)
    only_quotes = all(units[n].kind is Kind.QUOTE or units[n].low in _POINTS | _HEDGES for n in before)
    if only_quotes:
        spans = [_inside(units[n]) for n in before if units[n].kind is Kind.QUOTE]
        kind = "direct"
    else:
        spans = [_outer(units, before)]
        kind = "mixed" if quotes else "indirect"
    taken = set(n for n in before if units[n].kind is Kind.QUOTE)
    used = act.last
    if resumes and after and not _starts_new_statement(units, after):
        more = [n for n in after if units[n].kind is Kind.QUOTE]
        leads = bool(more) and more[0] == after[0]
        if kind == "direct" and leads:
            for n in more:
                if all(units[m].kind is Kind.QUOTE or units[m].low in _POINTS for m in range(after[0], n + 1)):
                    spans.append(_inside(units[n]))
                    taken.add(n)
                    used = n + 1
        elif (
            kind != "direct"
            and units[after[0]].low not in {"who", "which", "whose", "according", "a", "an"}
            and not act.inverted
            and not act.according
        ):
            spans.append(_outer(units, after))
            taken |= set(more)
            kind = "mixed" if taken else kind
            used = after.stop
    if not spans:
        return None, act.last
    evidence = 0.97 if not act.negated else 0.8
    return Report(tuple(spans), kind, act.mention, act.cue, evidence, frozenset(taken), relay, act.hearer), used


def _starts_new_statement(units: Sequence[Unit], after: range) -> bool:
    return (
        units[after[0]].low.endswith("ing")
        or units[after[0]].low in {"according", "when", "while", "as", "after", "before", "during", "in", "at", "on"}
        and units[after[0]].kind is Kind.WORD
    )


def _from_after(
    reading: Reading, act: Act, after: range, stop: int, relay: Mention | None
) -> tuple[Report | None, int]:
    units = reading.units
    quotes = [n for n in after if units[n].kind is Kind.QUOTE]
    first = units[after[0]]
    if quotes and quotes[0] == after[0] and _is_whole_quote(units, after, act):
        spans = []
        taken = set()
        for n in after:
            if units[n].kind is Kind.QUOTE:
                spans.append(_inside(units[n]))
                taken.add(n)
            elif units[n].low not in _POINTS:
                break
        return (
            Report(tuple(spans), "direct", act.mention, act.cue, 0.95, frozenset(taken), relay, act.hearer),
            max(taken) + 1,
        )
    if act.quote_only or act.negated:
        return None, act.last
    after = _behind_aside(units, after, act)
    first = units[after[0]]
    if first.low == "so":
        return None, act.last
    # A colon and a quote behind the clause: the quote is its own.
    colon = next((n for n in after if units[n].low == ":" and n + 1 in quotes), None)
    if colon is not None:
        after = _strip(units, after.start, colon)
        quotes = [n for n in quotes if n < colon]
        if not after:
            return None, act.last
    if not _fits(units, after, act, bool(quotes)):
        return None, act.last
    span = _outer(units, after)
    kind = "mixed" if quotes else "indirect"
    evidence = 0.95 if first.low == "that" else 0.9
    return Report((span,), kind, act.mention, act.cue, evidence, frozenset(quotes), relay, act.hearer), after.stop


def _behind_aside(units: Sequence[Unit], after: range, act: Act) -> range:
    """ "said, with the benefit of hindsight, that": the content without the aside before its "that"."""
    if units[act.content].low != "," or units[after[0]].low == "that":
        return after
    for n in range(after[0], min(after.stop - 1, after[0] + _ASIDE)):
        if units[n].low == "," and units[n + 1].low == "that":
            return range(n + 1, after.stop)
    return after


def _is_whole_quote(units: Sequence[Unit], after: range, act: Act) -> bool:
    """Whether the quote that follows a cue is the whole of what was said, not the beginning of a clause."""
    rest = [n for n in after if units[n].kind is not Kind.QUOTE and units[n].low not in _POINTS]
    if act.frame is Frame.CALL:
        return False
    if not rest:
        return True
    first = units[after[0]].text
    return first[-2:-1] in {".", "?", "!", ","} and first[1:2].isupper()


def _fits(units: Sequence[Unit], after: range, act: Act, quoted: bool) -> bool:
    """Whether what follows a cue is something its verb reports."""
    first = units[after[0]]
    words = sum(units[n].kind is not Kind.POINT for n in after)
    if first.low == "that":
        return words > _FEWEST_WORDS or quoted
    frames = set(act.frames)
    if first.low in QUESTION_WORDS:
        return bool(frames & {Frame.SAY, Frame.ASK, Frame.TELL, Frame.THINK, Frame.SHOW}) and words > _FEWEST_WORDS
    if first.low == "to":
        return bool(frames & {Frame.URGE, Frame.PROMISE, Frame.ASK, Frame.TELL}) and words > _FEWEST_WORDS
    if quoted:
        return True
    if frames <= {Frame.CALL}:
        return False
    if first.low in PREPOSITIONS or first.low in _POINTS or first.low in ADVERBS:
        return act.word in {"said", "says", "say", "saying", "according"} and _is_clause(units, after)
    if Frame.ASK in frames or frames <= {Frame.URGE, Frame.PROMISE}:
        return False
    if frames & {Frame.THINK, Frame.SHOW} or act.word not in {"said", "says", "say", "saying", "according"}:
        return _is_clause(units, after) and (
            first.low in SUBJECT_PRONOUNS | DETERMINERS or first.capital or Frame.SAY in frames or Frame.TELL in frames
        )
    return words >= _FEWEST_WORDS


def _inside(unit: Unit) -> Span:
    stretch = unit.stretch
    if stretch is None:  # only QUOTE units come here
        return unit.start, unit.end
    return stretch.start, stretch.end


def _outer(units: Sequence[Unit], stretch: range) -> Span:
    """From the first unit to the last: a closing mark is included, an opening one at the head too."""
    return units[stretch[0]].start, units[stretch[-1]].end
