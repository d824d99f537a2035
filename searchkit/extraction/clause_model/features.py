"""Names the features of a cue and of a span that it may report, for the clause model.

A feature contains only closed-class words and the base forms of cues in the lexicon. The strings are keys of weights.json and
keep its older words: "acts" (cues), "behind" (after), "hearer" (addressee).
"""

from __future__ import annotations

from searchkit.extraction.clause_model.span_candidates import SpanCandidate
from searchkit.extraction.clause_model.word_classes import EDGE, SentenceView
from searchkit.extraction.cues.attitudes import can_have_attitude
from searchkit.extraction.cues.cue import ACCORDING, Cue
from searchkit.extraction.cues.report import Report
from searchkit.extraction.lexicon.grammar import (
    CONJUNCTIONS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
)
from searchkit.extraction.lexicon.possible_cues import POSSIBLE_CUE_ADJECTIVES, POSSIBLE_CUE_NOUNS, POSSIBLE_CUE_VERBS
from searchkit.extraction.lexicon.reporting import REPORTING, STATEMENTS
from searchkit.extraction.mentions.mention import SPEAKING_NOUNS, Mention, MentionKind
from searchkit.extraction.mentions.sentence import TaggedSentence

_SUBORDINATING = CONJUNCTIONS | {"after", "before", "which", "who"}
_SENTENCE_ENDS = frozenset({EDGE, ".", "?", "!"})
_WEIGHTY = frozenset({",", "and", "but", "while", "as", "who", "which", "—"})
_NONE = "none"
_REACH = 60  # tokens of a span whose ends are looked at


def bucket(count: int) -> str:
    """The bucket of a count; larger counts have wider buckets."""
    for most in (0, 1, 2, 3, 4, 6, 9, 14, 20, 30):
        if count <= most:
            return str(most)
    return "more"


def _cue_kind(cue: Cue, sentence: TaggedSentence) -> str:
    if cue.according:
        return ACCORDING
    low = cue.word
    if low in POSSIBLE_CUE_VERBS and cue.verb == cue.last - 1 and cue.mention is not None and cue.mention.possessive:
        return "noun"
    if (
        low in POSSIBLE_CUE_NOUNS
        and cue.mention is not None
        and (cue.mention.possessive or sentence.low(cue.verb - 1) in POSSESSIVES)
    ):
        return "noun"
    if low in POSSIBLE_CUE_VERBS:
        return "verb"
    return "noun" if low in POSSIBLE_CUE_NOUNS else "adjective" if low in POSSIBLE_CUE_ADJECTIVES else "other"


def verb_form(low: str) -> str:
    """The form of a verb by its ending."""
    return "-ing" if low.endswith("ing") else "-ed" if low.endswith("ed") else "-s" if low.endswith("s") else "plain"


def cue_features(
    view: SentenceView,
    cue: Cue,
    report: Report | None,
    origin: str,
    *,
    is_candidate: bool,
    inside: bool,
    headline: bool,
) -> list[str]:
    """The features of a cue and its source, whatever the cue reports."""
    sentence, mention = view.sentence, cue.mention
    base = POSSIBLE_CUE_VERBS.get(cue.word, cue.word)
    kind = _cue_kind(cue, sentence)
    frame = _frame_name(cue, is_candidate=is_candidate)
    form = verb_form(cue.word)
    before = view.class_at(cue.first - 1)
    ahead, second = view.class_at(cue.last), view.class_at(cue.last + 1)
    opener = clause_opener(view, cue)
    out = [
        "bias=",
        f"possible={is_candidate}",
        f"base={base}/{kind}",
        f"base+form={base}/{form}",
        f"base+ahead={base}/{_complement_class(ahead)}",
        f"frame+ahead={frame}/{kind}/{ahead}",
        f"kind+ahead+second={kind}/{_complement_class(ahead)}/{second}",
        f"kind+form={kind}/{form}/{is_candidate}",
        f"before={before}",
        f"before verb={view.class_at(cue.verb - 1)}/{form}",
        f"kind+before={kind}/{before}/{cue.coordinated}",
        f"negated={cue.negated}/{frame}",
        f"way={cue.inverted}/{cue.coordinated}/{cue.participle}/{cue.relative}/{is_candidate}",
        f"inside={inside}/{is_candidate}",
        f"source={origin}/{is_candidate}/{cue.participle}/{cue.coordinated}",
        f"source+before={origin}/{before}",
        f"opener={opener}/{is_candidate}",
        f"headline={headline}",
        f"first={cue.first == 0}",
        f"acts={bucket(view.cue_counts[-1])}",
        f"acts before={bucket(view.cue_counts[cue.first])}",
        f"ruled={report.type if report is not None else None}/{report.probability if report is not None else 0}/{frame}",
        f"ruled+base={base}/{report is not None}",
    ]
    if mention is None:
        return [*out, "nobody="]
    return out + _source_features(cue, mention, origin, kind, frame, is_candidate=is_candidate)


def _source_features(
    cue: Cue, mention: Mention, origin: str, kind: str, frame: str, *, is_candidate: bool
) -> list[str]:
    who = mention.head if mention.kind is MentionKind.PRONOUN else mention.kind.value
    return [
        f"who={who}/{mention.entity_type.value}/{is_candidate}",
        f"who+kind={who}/{kind}",
        f"who+source={who}/{origin}/{mention.first == 0}",
        f"who+frame={who}/{frame}",
        f"holds={can_have_attitude(mention)}/{frame}/{is_candidate}",
        f"speaking={mention.head in SPEAKING_NOUNS}/{mention.plural}/{kind}",
        f"distance={bucket(max(0, cue.verb - mention.last))}/{kind}",
        f"side={mention.first > cue.verb}/{cue.coordinated}",
    ]


def clause_opener(view: SentenceView, cue: Cue) -> str:
    """The subordinating word that opens the clause of a cue, or the sentence; else "none"."""
    for at in (cue.first - 1, cue.first - 2, 0):
        if view.class_at(at) in _SUBORDINATING:
            return view.class_at(at)
    return _NONE


def _frame_name(cue: Cue, *, is_candidate: bool) -> str:
    """The name of the frame of a cue; for a candidate, the frame in the lexicon."""
    return (REPORTING.get(cue.word, cue.frames)[0] if is_candidate else cue.frame).value


def _has_statement_noun(view: SentenceView, at: int) -> bool:
    """Whether the tokens after `at` name the medium of a statement: "at a news conference"."""
    return any(token.low in STATEMENTS for token in view.sentence.tokens[at + 1 : at + 5])


def _complement_class(ahead: str) -> str:
    if ahead in {"article", "a", "possessive", "determiner", "pronoun", "object pronoun"}:
        return "phrase"
    if ahead in {"that", "to", "capital", "quote", "number", "-ing", EDGE}:
        return ahead
    if ahead in QUESTION_WORDS:
        return "question"
    if ahead in PREPOSITIONS:
        return "preposition"
    return "words" if ahead in {"word", "-s", "-ed", "-ly"} else "other"


def span_features(view: SentenceView, cue: Cue, span: SpanCandidate, *, is_candidate: bool) -> list[str]:
    """The features of a span that a cue may report."""
    first, last = span.first, span.last
    side = "before" if last <= cue.first else "behind"
    opens, after, second = view.class_at(first), view.class_at(last), view.class_at(last + 1)
    closing = view.class_at(last - 1)
    verbs = view.finite_counts[last] - view.finite_counts[first]
    has_verb = verbs > 0
    goes_on = view.finite_counts[-1] > view.finite_counts[last]
    complement = _complement_class(opens)
    clause = f"{complement}/{min(verbs, 2)}"
    length = bucket(last - first)
    ended = after in _SENTENCE_ENDS
    frame = _frame_name(cue, is_candidate=is_candidate)
    base = POSSIBLE_CUE_VERBS.get(cue.word, cue.word)
    opener = clause_opener(view, cue)
    overrun = opener != _NONE and view.comma_counts[last] > view.comma_counts[first]
    pending = f"{opener}/{second}/{goes_on}" if after == "," and opener != _NONE else _NONE
    names = view.sentence.names_by_start
    named = names.get(first)
    previous = max(view.previous_ends[last], first)
    out = [
        f"pending={pending}",
        f"overrun={opener}/{overrun}",
        f"begins={span.start_kind}/{complement}/{frame}",
        f"{side}/begins+opens={span.start_kind}/{opens}",
        f"{side}/base+begins={base}/{span.start_kind}",
        f"{side}/opens+second={opens}/{view.class_at(first + 1)}/{has_verb}",
        f"{side}/clause={clause}/{frame}",
        f"{side}/base+clause={base}/{complement if has_verb else 'no verb'}",
        f"{side}/after={after}/{clause}",
        f"{side}/after+second={after}/{second}",
        f"{side}/after+goes on={after}/{second}/{goes_on}",
        f"{side}/after+statement={after}/{_has_statement_noun(view, last)}",
        f"{side}/after+frame={after}/{frame}/{has_verb}",
        f"{side}/after+length={after}/{length}/{has_verb}",
        f"{side}/closing={closing}",
        f"{side}/closing+after={closing}/{after}",
        f"{side}/length={length}/{clause}",
        f"{side}/length+ended={length}/{ended}/{is_candidate}",
        f"{side}/skipped={bucket(view.end_counts[last] - view.end_counts[first + 1])}/{ended}/{complement}",
        f"{side}/commas={min(view.comma_counts[last] - view.comma_counts[first], 4)}/{after}/{has_verb}",
        f"{side}/last over={view.class_at(previous)}/{after}/{bucket(last - previous)}",
        f"{side}/base+ended={base}/{ended}",
        f"{side}/ruled={span.by_rule}/{ended}/{frame}",
        f"{side}/rest={span.rest is not None}",
        f"{side}/cues={min(view.cue_counts[last] - view.cue_counts[first], 3)}/{complement}",
        f"{side}/cues behind={min(view.cue_counts[-1] - view.cue_counts[last], 2)}/{after}",
        f"{side}/left={bucket(len(view.classes) - last)}/{after}",
        f"{side}/fills name={named is not None and named.last == last}/{frame}",
        f"{side}/name behind={last in names}/{last + 1 in names}/{after}",
    ]
    # In the order of the text: a set's order depends on the hash seed, and with it the rounding of the sum.
    over = dict.fromkeys(view.classes[at] for at in range(first + 1, min(last, first + _REACH)) if at in view.ends)
    out += [f"{side}/over={name}/{complement}" for name in over]
    out += [f"{side}/over+after={name}/{after}" for name in over if name in _WEIGHTY]
    if "quote" in view.classes[first:last]:
        out.append(f"quoted={opens == 'quote'}/{closing == 'quote'}/{is_candidate}")
    return out
