"""Finds the spans that a cue may report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.extraction.cues.adjuncts import skip_adjuncts
from searchkit.extraction.cues.clauses import trim_span
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.attitudes import WANTING
from searchkit.extraction.lexicon.grammar import (
    CALENDAR,
    CONJUNCTIONS,
    FINITE,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
    RELATIVES,
)
from searchkit.extraction.lexicon.reporting import Frame
from searchkit.extraction.mentions.noun_phrases import find_phrase_beginning
from searchkit.extraction.mentions.sentence import TaggedSentence

_PUNCTUATION_MARKS = frozenset({",", ";", ":", "—", "–", "--", "-", "(", ")"})
_CLAUSE_OPENERS = (CONJUNCTIONS | RELATIVES) - words("that whether where nor")
_MODIFIER_OPENERS = PREPOSITIONS - words("of like than")
_MOST_ENDS, _MOST_VERBS = 9, 3
_REACH = 60  # tokens searched for ends
_AFTER_ADDRESSEE = QUESTION_WORDS | words("to that about for of as with on against over")
_WITHOUT_ADDRESSEE = frozenset({Frame.SAY, Frame.THINK, Frame.SHOW})
_OBJECT_PRONOUNS = words("him her them me us it")


@dataclass(frozen=True, slots=True)
class SpanCandidate:
    """Tokens `[first, last)` that a cue may report; `rest` is a second range, after a cue that interrupts the content."""

    first: int
    last: int
    start_kind: str
    rest: range | None = None
    by_rule: bool = False


def find_starts(sentence: TaggedSentence, cue: Cue) -> list[tuple[int, str]]:
    """Find the indices where content after a cue may start, each with its kind: directly, or after a particle, addressee or adjunct."""
    at = cue.last
    out = [(at, "at once")]
    low = sentence.low(at)
    if low in PREPOSITIONS and not (low == "to" and cue.word in WANTING):
        out.append((at + 1, "particle"))
    addressee = find_phrase_beginning(sentence, at)
    end = addressee.last if addressee is not None else at + 1 if low in _OBJECT_PRONOUNS else at
    if end > at and sentence.low(end) in _AFTER_ADDRESSEE and not (cue.frame in _WITHOUT_ADDRESSEE or cue.according):
        out.append((end, "hearer"))
        if sentence.low(end) in PREPOSITIONS and sentence.low(end) != "to":
            out.append((end + 1, "hearer, particle"))
    if (
        low in PREPOSITIONS
        and (named := find_phrase_beginning(sentence, at + 1)) is not None
        and sentence.low(named.last) in {"to", "that"}
    ):
        out.append((named.last, "hearer"))
    after_adjuncts = skip_adjuncts(sentence, at)
    if after_adjuncts != at:
        out.append((after_adjuncts, "circumstance"))
    if cue.content not in {start for start, _ in out}:
        out.append((cue.content, "ruled"))
    seen: dict[int, str] = {}
    for start, kind in out:
        seen.setdefault(start, kind)
    return list(seen.items())


def find_ends(sentence: TaggedSentence) -> list[int]:
    """Find the exclusive ends that a span may have: before punctuation, clause openers and modifiers, and the sentence's end."""
    tokens = sentence.tokens
    out = []
    for at in range(1, len(tokens)):
        token = tokens[at]
        if token.kind is TokenKind.QUOTE:
            continue
        if (
            token.low in _PUNCTUATION_MARKS
            or token.low in _CLAUSE_OPENERS
            or token.low in _MODIFIER_OPENERS
            or token.low in CALENDAR
            or token.low == "to"
            or (token.kind is TokenKind.WORD and token.low.endswith("ing"))
        ):
            out.append(at)
    out.append(len(tokens))
    return out


def find_spans_after(
    sentence: TaggedSentence, cue: Cue, ends: Sequence[int], rule_range: range | None
) -> list[SpanCandidate]:
    """Find the spans after a cue; `rule_range` is the span by rule."""
    tokens = sentence.tokens
    out = []
    for start, start_kind in find_starts(sentence, cue):
        stops = [end for end in ends if start + 1 <= end <= start + _REACH]
        if len(stops) > _MOST_ENDS:
            stops = _select_ends(sentence, stops)
        if cue.mention is not None and (cue.mention.possessive or cue.mention.head in POSSESSIVES):
            stops += _find_verb_ends(sentence, start)
        if len(tokens) not in stops and len(tokens) - start <= 2 * _REACH:
            stops.append(len(tokens))
        if rule_range is not None and rule_range.start == start and rule_range.stop not in stops:
            stops.append(rule_range.stop)
        done = set()
        limit = _find_lead_in(sentence, start)
        for end in sorted({min(end, limit) for end in stops}):
            token_range = trim_span(tokens, start, end)
            if not token_range or token_range.start - start > 1 or token_range.stop in done:
                continue
            done.add(token_range.stop)
            if _has_words(sentence, token_range) and not _is_that_joined(sentence, token_range.stop):
                out.append(
                    SpanCandidate(token_range.start, token_range.stop, start_kind, by_rule=token_range == rule_range)
                )
    return out


def _find_verb_ends(sentence: TaggedSentence, start: int) -> list[int]:
    """Find the next finite verbs, before which the complement of a noun may end: "his support for the plan has grown"."""
    tokens = sentence.tokens
    verbs = [at for at in range(start + 1, min(len(tokens), start + _REACH)) if tokens[at].low in FINITE]
    return verbs[:_MOST_VERBS]


def _find_lead_in(sentence: TaggedSentence, start: int) -> int:
    """Find the colon after `start` that introduces a quote, else the sentence's end."""
    tokens = sentence.tokens
    last = min(len(tokens), start + 2 * _REACH)
    return next(
        (at for at in range(start + 1, last) if tokens[at].low == ":" and sentence.is_quote(at + 1)), len(tokens)
    )


def _select_ends(sentence: TaggedSentence, ends: Sequence[int]) -> list[int]:
    """Select the first four ends, then those before punctuation and clause openers."""
    near = list(ends[:4])
    heavy = [end for end in ends[4:] if sentence.low(end) in _PUNCTUATION_MARKS or sentence.low(end) in _CLAUSE_OPENERS]
    return near + heavy[: _MOST_ENDS - len(near)]


def _is_that_joined(sentence: TaggedSentence, at: int) -> bool:
    """Whether "and that" or "but that" follows, which continues the span before it."""
    at += sentence.low(at) == ","
    return sentence.low(at) in {"and", "but"} and sentence.low(at + 1) == "that"


def _has_words(sentence: TaggedSentence, token_range: range) -> bool:
    return any(sentence.tokens[at].kind is not TokenKind.PUNCTUATION for at in token_range)


def find_spans_before(
    sentence: TaggedSentence, rule_ranges: Sequence[range], ends: Sequence[int]
) -> list[SpanCandidate]:
    """Find the spans before a cue: that by rule and shorter ones, with and without the rest after an interrupting cue."""
    first, rest = rule_ranges[0], rule_ranges[1] if len(rule_ranges) > 1 else None
    out = [SpanCandidate(first.start, first.stop, "ruled", rest, by_rule=True)]
    for at in range(first.start, first.stop - 1):
        if sentence.low(at) in {",", ";", "but", "and", "that", "—", "–"} and len(out) <= _MOST_ENDS // 2:
            later = trim_span(sentence.tokens, at + (sentence.low(at) != "that"), first.stop)
            if later:
                out.append(SpanCandidate(later.start, later.stop, "later", rest))
    if rest is not None:
        out.append(SpanCandidate(first.start, first.stop, "without rest"))
        for end in [end for end in ends if rest.start < end < rest.stop][:_MOST_ENDS]:
            shorter = trim_span(sentence.tokens, rest.start, end)
            if shorter:
                out.append(SpanCandidate(first.start, first.stop, "shorter rest", shorter))
    return out


def find_spans_around(sentence: TaggedSentence, cue: Cue, spans_after: Sequence[SpanCandidate]) -> list[SpanCandidate]:
    """Find the spans around a cue, as in "the list, which the campaign says includes …": the relative and what follows the verb."""
    at = cue.first - 1
    if sentence.low(at) not in {"which", "who", "that", "what"}:
        return []
    return [
        SpanCandidate(at, at + 1, "around", range(span.first, span.last))
        for span in spans_after
        if span.first == cue.last
    ]
