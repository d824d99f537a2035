"""What can be seen of a cue and of a stretch that it may report, as names of traits that a linear model weighs.

No trait holds a word but closed-class words and the bases of the cues that the lexicon lists.
"""

from __future__ import annotations

from searchkit.extraction.clause_model.span_candidates import SpanCandidate
from searchkit.extraction.clause_model.word_classes import EDGE, View
from searchkit.extraction.cues.attitudes import can_have_attitude
from searchkit.extraction.cues.cue import ACCORDING, Cue
from searchkit.extraction.cues.report import Report
from searchkit.extraction.lexicon.grammar import (
    CONJUNCTIONS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
)
from searchkit.extraction.lexicon.possible_cues import ADJECTIVES, LEANINGS, NOUNS
from searchkit.extraction.lexicon.reporting import REPORTING, STATEMENTS
from searchkit.extraction.mentions.mention import SPEAKING_NOUNS, MentionKind
from searchkit.extraction.mentions.sentence import TaggedSentence

_SUBORDINATING = CONJUNCTIONS | {"after", "before", "which", "who"}
_SENTENCE_ENDS = frozenset({EDGE, ".", "?", "!"})
_WEIGHTY = frozenset({",", "and", "but", "while", "as", "who", "which", "—"})
_NONE = "none"
_FAR = 60  # tokens of a stretch looked at one by one


def bucket(count: int) -> str:
    """A count, the larger the coarser."""
    for most in (0, 1, 2, 3, 4, 6, 9, 14, 20, 30):
        if count <= most:
            return str(most)
    return "more"


def _kind_of_cue(cue: Cue, sentence: TaggedSentence) -> str:
    if cue.according:
        return ACCORDING
    low = cue.word
    if low in LEANINGS and cue.verb == cue.last - 1 and cue.mention is not None and cue.mention.possessive:
        return "noun"
    if (
        low in NOUNS
        and cue.mention is not None
        and (cue.mention.possessive or sentence.low(cue.verb - 1) in POSSESSIVES)
    ):
        return "noun"
    if low in LEANINGS:
        return "verb"
    return "noun" if low in NOUNS else "adjective" if low in ADJECTIVES else "other"


def form_of(low: str) -> str:
    """The form of a verb as its ending shows it."""
    return "-ing" if low.endswith("ing") else "-ed" if low.endswith("ed") else "-s" if low.endswith("s") else "plain"


def traits_of_act(
    view: View, cue: Cue, report: Report | None, source: str, *, possible: bool, inside: bool, headline: bool
) -> list[str]:
    """What the cue itself shows, whatever it reports."""
    sentence, mention = view.sentence, cue.mention
    base = LEANINGS.get(cue.word, cue.word)
    kind = _kind_of_cue(cue, sentence)
    frame = _frame_of(cue, possible=possible)
    form = form_of(cue.word)
    before = view.class_at(cue.first - 1)
    ahead, second = view.class_at(cue.last), view.class_at(cue.last + 1)
    opener = opener_of(view, cue)
    out = [
        "bias=",
        f"possible={possible}",
        f"base={base}/{kind}",
        f"base+form={base}/{form}",
        f"base+ahead={base}/{_complement(ahead)}",
        f"frame+ahead={frame}/{kind}/{ahead}",
        f"kind+ahead+second={kind}/{_complement(ahead)}/{second}",
        f"kind+form={kind}/{form}/{possible}",
        f"before={before}",
        f"before verb={view.class_at(cue.verb - 1)}/{form}",
        f"kind+before={kind}/{before}/{cue.coordinated}",
        f"negated={cue.negated}/{frame}",
        f"way={cue.inverted}/{cue.coordinated}/{cue.participle}/{cue.relative}/{possible}",
        f"inside={inside}/{possible}",
        f"source={source}/{possible}/{cue.participle}/{cue.coordinated}",
        f"source+before={source}/{before}",
        f"opener={opener}/{possible}",
        f"headline={headline}",
        f"first={cue.first == 0}",
        f"acts={bucket(view.cues[-1])}",
        f"acts before={bucket(view.cues[cue.first])}",
        f"ruled={report.type if report is not None else None}/{report.evidence if report is not None else 0}/{frame}",
        f"ruled+base={base}/{report is not None}",
    ]
    if mention is None:
        out.append("nobody=")
        return out
    who = mention.head if mention.kind is MentionKind.PRONOUN else mention.kind.value
    out += [
        f"who={who}/{mention.entity_type.value}/{possible}",
        f"who+kind={who}/{kind}",
        f"who+source={who}/{source}/{mention.first == 0}",
        f"who+frame={who}/{frame}",
        f"holds={can_have_attitude(mention)}/{frame}/{possible}",
        f"speaking={mention.head in SPEAKING_NOUNS}/{mention.plural}/{kind}",
        f"distance={bucket(max(0, cue.verb - mention.last))}/{kind}",
        f"side={mention.first > cue.verb}/{cue.coordinated}",
    ]
    return out


def opener_of(view: View, cue: Cue) -> str:
    """The subordinating word that opens the clause of a cue, or the sentence; else nothing."""
    for at in (cue.first - 1, cue.first - 2, 0):
        if view.class_at(at) in _SUBORDINATING:
            return view.class_at(at)
    return _NONE


def _frame_of(cue: Cue, *, possible: bool) -> str:
    """What the cue takes; of a possible cue, which has no frame of its own, what the lexicon says."""
    return (REPORTING.get(cue.word, cue.frames)[0] if possible else cue.frame).value


def _states(view: View, at: int) -> bool:
    """Whether what hangs on tells the occasion of a statement: "at a news conference"."""
    return any(token.low in STATEMENTS for token in view.sentence.tokens[at + 1 : at + 5])


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


def traits_of_option(view: View, cue: Cue, option: SpanCandidate, *, possible: bool) -> list[str]:
    """What a stretch shows that the cue may report."""
    first, last = option.first, option.last
    side = "before" if last <= cue.first else "behind"
    opens, after, second = view.class_at(first), view.class_at(last), view.class_at(last + 1)
    closing = view.class_at(last - 1)
    verbs = view.finites[last] - view.finites[first]
    has_verb = verbs > 0
    goes_on = view.finites[-1] > view.finites[last]
    complement = _complement(opens)
    clause = f"{complement}/{min(verbs, 2)}"
    length = bucket(last - first)
    ended = after in _SENTENCE_ENDS
    frame = _frame_of(cue, possible=possible)
    base = LEANINGS.get(cue.word, cue.word)
    opener = opener_of(view, cue)
    overrun = opener != _NONE and view.commas[last] > view.commas[first]
    pending = f"{opener}/{second}/{goes_on}" if after == "," and opener != _NONE else _NONE
    names = view.sentence.names_by_start
    named = names.get(first)
    previous = max(view.previous[last], first)
    out = [
        f"pending={pending}",
        f"overrun={opener}/{overrun}",
        f"begins={option.begins}/{complement}/{frame}",
        f"{side}/begins+opens={option.begins}/{opens}",
        f"{side}/base+begins={base}/{option.begins}",
        f"{side}/opens+second={opens}/{view.class_at(first + 1)}/{has_verb}",
        f"{side}/clause={clause}/{frame}",
        f"{side}/base+clause={base}/{complement if has_verb else 'no verb'}",
        f"{side}/after={after}/{clause}",
        f"{side}/after+second={after}/{second}",
        f"{side}/after+goes on={after}/{second}/{goes_on}",
        f"{side}/after+statement={after}/{_states(view, last)}",
        f"{side}/after+frame={after}/{frame}/{has_verb}",
        f"{side}/after+length={after}/{length}/{has_verb}",
        f"{side}/closing={closing}",
        f"{side}/closing+after={closing}/{after}",
        f"{side}/length={length}/{clause}",
        f"{side}/length+ended={length}/{ended}/{possible}",
        f"{side}/skipped={bucket(view.endings[last] - view.endings[first + 1])}/{ended}/{complement}",
        f"{side}/commas={min(view.commas[last] - view.commas[first], 4)}/{after}/{has_verb}",
        f"{side}/last over={view.class_at(previous)}/{after}/{bucket(last - previous)}",
        f"{side}/base+ended={base}/{ended}",
        f"{side}/ruled={option.ruled}/{ended}/{frame}",
        f"{side}/rest={option.rest is not None}",
        f"{side}/cues={min(view.cues[last] - view.cues[first], 3)}/{complement}",
        f"{side}/cues behind={min(view.cues[-1] - view.cues[last], 2)}/{after}",
        f"{side}/left={bucket(len(view.classes) - last)}/{after}",
        f"{side}/fills name={named is not None and named.last == last}/{frame}",
        f"{side}/name behind={last in names}/{last + 1 in names}/{after}",
    ]
    # In the order of the text: a set's would depend on the hash seed, and with it the rounding of their sum.
    over = dict.fromkeys(view.classes[at] for at in range(first + 1, min(last, first + _FAR)) if at in view.ends)
    out += [f"{side}/over={name}/{complement}" for name in over]
    out += [f"{side}/over+after={name}/{after}" for name in over if name in _WEIGHTY]
    if "quote" in view.classes[first:last]:
        out.append(f"quoted={opens == 'quote'}/{closing == 'quote'}/{possible}")
    return out
