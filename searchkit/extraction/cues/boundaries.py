"""Finds where the content of a cue ends because another cue of the sentence starts."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.extraction.cues.clauses import trim_span
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.reporting import QUOTE_ONLY, Frame
from searchkit.extraction.mentions.mention import MentionKind
from searchkit.extraction.mentions.sentence import TaggedSentence

_STATING = frozenset({Frame.SAY, Frame.TELL, Frame.ASK})
_UTTERING = _STATING | {Frame.THINK}
_COORDINATORS = words("and but while though although") | {";"}
_BREAKS = frozenset({",", "—", "–", "--"})
_REACH = 12  # later cues looked at
_PAST = words("said told wrote thought felt knew found swore began went read")


def find_closing_cues(sentence: TaggedSentence, cues: Sequence[Cue]) -> tuple[int, ...]:
    """Find the indices of cues that only name the source of another report: a closing "according to Y" or ", Y reported"."""
    return tuple(n for n in range(1, len(cues)) if _is_closing(sentence, cues, n))


def _is_closing(sentence: TaggedSentence, cues: Sequence[Cue], number: int) -> bool:
    cue, earlier = cues[number], cues[number - 1]
    if cue.mention is None or earlier.mention is None or earlier.according or earlier.frame not in _UTTERING:
        return False
    if cue.according:
        return True
    if cue.coordinated or cue.participle or cue.frame is not Frame.SAY or cue.mention.kind is MentionKind.PRONOUN:
        return False
    closes_sentence = number == len(cues) - 1 and not trim_span(sentence.tokens, cue.content, len(sentence.tokens))
    return closes_sentence and sentence.low(cue.first - 1) == "," and not sentence.is_quote(0)


def is_inside_report(sentence: TaggedSentence, cues: Sequence[Cue], number: int) -> bool:
    """Whether a cue of thought or attitude is part of what a later cue reports: "found" in "They found nothing, Pell said"."""
    cue = cues[number]
    if cue.frame in _UTTERING or cue.according:
        return False
    for later in cues[number + 1 : number + 1 + _REACH]:
        if (
            later.frame is not Frame.SAY
            or later.mention is None
            or later.coordinated
            or later.participle
            or later.relative
        ):
            continue
        adjoins = _is_break(sentence, later.first - 1) and not sentence.is_quote(cue.last)
        closes = (
            later.according or later.inverted or not trim_span(sentence.tokens, later.content, len(sentence.tokens))
        )
        if adjoins and closes and later.word not in QUOTE_ONLY:
            return True
    return False


def find_content_limit(sentence: TaggedSentence, cues: Sequence[Cue], number: int, closing: Sequence[int]) -> int:
    """Find the exclusive end of the content after a cue: the start of the next coordinated cue, else the sentence's end."""
    cue = cues[number]
    for later in range(number + 1, min(len(cues), number + 1 + _REACH)):
        end = _find_content_end(sentence, cue, cues[later], is_closing=later in closing)
        if end is not None:
            return end
    return len(sentence.tokens)


def _find_content_end(sentence: TaggedSentence, cue: Cue, later: Cue, *, is_closing: bool) -> int | None:
    """The index at which `later` ends the content of `cue`, or None if it is part of that content."""
    if cue.relative and later.verb > cue.content and sentence.low(later.verb - 1) == ",":
        return later.verb - 1  # "Pell, who said so before, said": the subject is before the first verb
    if later.first < cue.content or later.first == 0:
        return None
    set_off = _is_break(sentence, later.first - 1)
    if later.participle:
        return later.first if set_off and later.coordinated else None
    if set_off and (later.according or is_closing or cue.relative):
        return later.first
    coordinated = sentence.low(later.first - 1) in _COORDINATORS and not later.according
    is_attitude = cue.frame is Frame.ATTITUDE
    reports = (is_attitude or later.frame in _STATING) and later.word not in QUOTE_ONLY
    return later.first if coordinated and reports and _can_be_coordinated(cue, later) else None


def _is_break(sentence: TaggedSentence, at: int) -> bool:
    return sentence.low(at) in _BREAKS or (sentence.is_quote(at) and sentence.tokens[at].inner_text.endswith(","))


def _can_be_coordinated(cue: Cue, later: Cue) -> bool:
    """Whether "and" can join two cues: the later one has a subject, or both verbs have the same form."""
    if later.mention is not None and not later.coordinated:
        return True
    return cue.participle or cue.according or _form(cue.word) == _form(later.word)


def _form(word: str) -> str:
    if word.endswith("s"):
        return "third person"
    return "past" if word.endswith("ed") or word in _PAST else "base"
