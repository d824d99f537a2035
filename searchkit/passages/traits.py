"""What can be seen of an act and of a stretch that it may report, as names of traits that a linear model weighs.

No trait holds a word but closed-class words and the bases of the cues that the lexicon lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.passages.acts import ACCORDING, Act
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
)
from searchkit.passages.lexicon.leanings import ADJECTIVES, LEANINGS, NOUNS
from searchkit.passages.lexicon.reporting import NOUN_LIKE, REPORTING, STATEMENTS, Frame
from searchkit.passages.mentions import POSSESSIVE_MARKS, SPEAKING_NOUNS, MentionKind
from searchkit.passages.options import Option
from searchkit.passages.reading import Reading
from searchkit.passages.report import Report
from searchkit.passages.stances import can_hold
from searchkit.passages.units import Kind, Unit

EDGE = "edge"
_SUBORDINATING = CONJUNCTIONS | {"after", "before", "which", "who"}
_MODALS = frozenset("would could can may might should must will won't wouldn't couldn't can't".split())
_SAYING = frozenset("say says said saying tell tells told telling".split())


def _closed() -> dict[str, str]:
    named: dict[str, str] = {}
    for low in QUESTION_WORDS | RELATIVES | CONJUNCTIONS | PREPOSITIONS | NEGATIONS:
        named[low] = low
    for group, lows in (
        ("article", ARTICLES),
        ("possessive", POSSESSIVES),
        ("pronoun", SUBJECT_PRONOUNS),
        ("be", BE),
        ("modal", _MODALS),
        ("auxiliary", AUXILIARIES),
        ("determiner", DETERMINERS),
        ("finite", FINITE),
        ("calendar", CALENDAR),
        ("adverb", ADVERBS),
        ("'s", POSSESSIVE_MARKS),
    ):
        for low in lows:
            named.setdefault(low, group)
    for low in ("him", "them", "me", "us", "himself", "herself", "themselves", "itself"):
        named[low] = "object pronoun"
    named["to"] = "to"
    named["a"] = named["an"] = "a"
    return named


_CLOSED = _closed()


def class_of(unit: Unit) -> str:
    """The class of a unit: a closed-class word or its kind, a point, or what the form of an open-class word shows."""
    if unit.kind is Kind.QUOTE:
        return "quote"
    if unit.kind is Kind.POINT:
        return unit.low if unit.low in ",;:()-—–.?!" else "point"
    if unit.kind is Kind.NUMBER:
        return "number"
    low = unit.low
    named = _CLOSED.get(low)
    if named is not None:
        return named
    if unit.capital:
        return "capital"
    if low in REPORTING and low not in NOUN_LIKE:
        return "reporting"
    if low.endswith("ing"):
        return "-ing"
    if low.endswith("ed"):
        return "-ed"
    if low.endswith("ly"):
        return "-ly"
    if low.endswith("s") and not low.endswith("ss"):
        return "-s"
    return "word"


@dataclass(frozen=True, slots=True)
class View:
    """A sentence as its traits are read off: the class of every unit, how many finite verbs stand before each, and the ends."""

    reading: Reading
    classes: Sequence[str]
    finites: Sequence[int]
    ends: frozenset[int]
    cues: Sequence[int]

    def class_at(self, at: int) -> str:
        """The class of the unit at `at`, EDGE outside the sentence."""
        return self.classes[at] if 0 <= at < len(self.classes) else EDGE


def view_of(reading: Reading, ends: Sequence[int], acts: Sequence[Act]) -> View:
    """A sentence ready to have its traits read off."""
    classes = [class_of(unit) for unit in reading.units]
    finites, cues = [0], [0]
    verbs = {act.verb for act in acts}
    for at, unit in enumerate(reading.units):
        finites.append(finites[-1] + (unit.low in FINITE or classes[at] == "reporting"))
        cues.append(cues[-1] + (at in verbs))
    return View(reading, classes, finites, frozenset(ends), cues)


def bucket(count: int) -> str:
    """A count, the larger the coarser."""
    for most in (0, 1, 2, 3, 4, 6, 9, 14, 20, 30):
        if count <= most:
            return str(most)
    return "more"


def _kind_of_cue(act: Act, reading: Reading) -> str:
    if act.according:
        return ACCORDING
    low = act.word
    if low in LEANINGS and act.verb == act.last - 1 and act.mention is not None and act.mention.possessive:
        return "noun"
    if low in NOUNS and act.mention is not None and (act.mention.possessive or reading.low(act.verb - 1) in POSSESSIVES):
        return "noun"
    if low in LEANINGS:
        return "verb"
    return "noun" if low in NOUNS else "adjective" if low in ADJECTIVES else "other"


def form_of(low: str) -> str:
    """The form of a verb as its ending shows it."""
    return "-ing" if low.endswith("ing") else "-ed" if low.endswith("ed") else "-s" if low.endswith("s") else "plain"


def traits_of_act(view: View, act: Act, report: Report | None, source: str, *, possible: bool, inside: bool, headline: bool) -> list[str]:
    """What the act itself shows, whatever it reports."""
    reading, mention = view.reading, act.mention
    base = LEANINGS.get(act.word, act.word)
    kind = _kind_of_cue(act, reading)
    frame = act.frame.value if not possible else REPORTING.get(act.word, (Frame.STANCE,))[0].value
    form = form_of(act.word)
    before = view.class_at(act.first - 1)
    ahead, second = view.class_at(act.last), view.class_at(act.last + 1)
    opener = opener_of(view, act)
    out = [
        "bias",
        f"possible={possible}",
        f"base={base}/{kind}",
        f"base+form={base}/{form}",
        f"base+ahead={base}/{_complement(ahead)}",
        f"frame+ahead={frame}/{kind}/{ahead}",
        f"kind+ahead+second={kind}/{_complement(ahead)}/{second}",
        f"kind+form={kind}/{form}/{possible}",
        f"before={before}",
        f"before verb={view.class_at(act.verb - 1)}/{form}",
        f"kind+before={kind}/{before}/{act.coordinated}",
        f"negated={act.negated}/{frame}",
        f"way={act.inverted}/{act.coordinated}/{act.participle}/{act.relative}/{possible}",
        f"inside={inside}/{possible}",
        f"source={source}/{possible}/{act.participle}/{act.coordinated}",
        f"source+before={source}/{before}",
        f"opener={opener}/{possible}",
        f"headline={headline}",
        f"first={act.first == 0}",
        f"acts={bucket(view.cues[-1])}",
        f"acts before={bucket(view.cues[act.first])}",
        f"ruled={report.type if report is not None else None}/{report.evidence if report is not None else 0}/{frame}",
        f"ruled+base={base}/{report is not None}",
    ]
    if mention is None:
        out.append("nobody")
        return out
    who = mention.head if mention.kind is MentionKind.PRONOUN else mention.kind.value
    out += [
        f"who={who}/{mention.sort.value}/{possible}",
        f"who+kind={who}/{kind}",
        f"who+source={who}/{source}/{mention.first == 0}",
        f"who+frame={who}/{frame}",
        f"holds={can_hold(mention)}/{frame}/{possible}",
        f"speaking={mention.head in SPEAKING_NOUNS}/{mention.plural}/{kind}",
        f"distance={bucket(max(0, act.verb - mention.last))}/{kind}",
        f"side={mention.first > act.verb}/{act.coordinated}",
    ]
    return out


def opener_of(view: View, act: Act) -> str:
    """The subordinating word that opens the clause of an act, or the sentence; else nothing."""
    for at in (act.first - 1, act.first - 2, 0):
        if view.class_at(at) in _SUBORDINATING:
            return view.class_at(at)
    return "none"


def _states(view: View, at: int) -> bool:
    """Whether what hangs on tells the occasion of a statement: "at a news conference"."""
    units = view.reading.units[at + 1 : at + 5]
    return any(unit.low in STATEMENTS for unit in units)


def _complement(ahead: str) -> str:
    if ahead in {"article", "a", "possessive", "determiner", "pronoun", "object pronoun"}:
        return "phrase"
    if ahead in {"that", "to", "capital", "quote", "number", "-ing", EDGE}:
        return ahead
    if ahead in QUESTION_WORDS:
        return "question"
    if ahead in PREPOSITIONS:
        return "preposition"
    return "words" if ahead in {"word", "-s", "-ed", "-ly"} else "other"


def traits_of_option(view: View, act: Act, option: Option, *, possible: bool, options: int) -> list[str]:
    """What a stretch shows that the act may report."""
    first, last = option.first, option.last
    kind = "before" if option.last <= act.first else "behind"
    opens, after = view.class_at(first), view.class_at(last)
    closing = view.class_at(last - 1)
    finite = view.finites[last] - view.finites[first]
    complement = _complement(opens)
    clause = f"{complement}/{min(finite, 2)}"
    length = bucket(last - first)
    ends = sum(1 for at in range(first + 1, min(last, first + 60)) if at in view.ends)
    ended = after in {EDGE, ".", "?", "!"}
    frame = act.frame.value if not possible else REPORTING.get(act.word, (Frame.STANCE,))[0].value
    phrase = view.reading.beginning.get(first)
    opener = opener_of(view, act)
    second = view.class_at(last + 1)
    pending = "none"
    if after == "," and opener != "none":
        pending = f"{opener}/{second}/{view.finites[-1] > view.finites[last]}"
    overrun = opener != "none" and any(view.classes[at] == "," for at in range(first + 1, min(last, len(view.classes))))
    out = [
        f"pending={pending}",
        f"overrun={opener}/{overrun}",
        f"begins={option.begins}/{complement}/{frame}",
        f"{kind}/begins+opens={option.begins}/{opens}",
        f"{kind}/clause={clause}/{frame}",
        f"{kind}/base+clause={LEANINGS.get(act.word, act.word)}/{complement if finite else 'no verb'}",
        f"{kind}/after={after}/{clause}",
        f"{kind}/after+second={after}/{second}",
        f"{kind}/after+second+clause={after}/{second}/{finite > 0}",
        f"{kind}/after+more={after}/{second}/{view.finites[-1] > view.finites[last]}",
        f"{kind}/after+statement={after}/{_states(view, last)}",
        f"{kind}/after+frame={after}/{frame}/{finite > 0}",
        f"{kind}/closing={closing}",
        f"{kind}/closing+after={closing}/{after}",
        f"{kind}/length={length}/{clause}",
        f"{kind}/length+ended={length}/{ended}/{possible}",
        f"{kind}/skipped={bucket(ends)}/{ended}/{complement}",
        f"{kind}/ruled={option.ruled}/{ended}/{frame}",
        f"{kind}/rest={option.rest is not None}",
        f"{kind}/cues={min(view.cues[last] - view.cues[first], 3)}/{complement}",
        f"{kind}/cues behind={min(view.cues[-1] - view.cues[last], 2)}/{after}",
        f"{kind}/left={bucket(len(view.classes) - last)}/{after}",
        f"{kind}/fills name={phrase is not None and phrase.last == last}/{frame}",
    ]
    skipped = {view.classes[at] for at in range(first + 1, min(last, first + 60)) if at in view.ends and at < len(view.classes)}
    out += [f"{kind}/over={name}/{complement}" for name in skipped]
    out += [f"{kind}/over+after={name}/{after}" for name in skipped if name in {",", "and", "but", "while", "as", "who", "which", "—"}]
    if "quote" in view.classes[first:last]:
        out.append(f"quoted={opens == 'quote'}/{closing == 'quote'}/{possible}")
    return out
