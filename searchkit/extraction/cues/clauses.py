"""Trims token ranges that can be content, and tests whether they are clauses and whether a cue can report them."""

from __future__ import annotations

from searchkit.extraction.cues.cue import ACCORDING, Cue
from searchkit.extraction.document.tokens import TokenKind, Tokens
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import (
    ADVERBS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    QUESTION_WORDS,
    SUBJECT_PRONOUNS,
)
from searchkit.extraction.lexicon.reporting import Frame
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS
from searchkit.model.passage import Span

PUNCTUATION_MARKS = frozenset({",", ":", ";", "-", "—", "–", "--", ".", "!", "?", "…", "...", "(", ")"})
DASHES = frozenset({"—", "–", "--"})
FEWEST_WORDS = 2
_LEADING_JOINTS = words("and")
_TRAILING_JOINTS = words("and but so yet while as")
_SHORTEST_PAST = len("used")
_WITH_QUESTION = frozenset({Frame.SAY, Frame.ASK, Frame.TELL, Frame.THINK, Frame.SHOW})
_WITH_TO = frozenset({Frame.PROMISE, Frame.ASK, Frame.TELL})
_PLAIN = words("said says say saying") | {ACCORDING}


def trim_span(tokens: Tokens, first: int, last: int) -> range:
    """The token range `[first, last)` without punctuation and joining words at its ends."""
    while first < last and (
        tokens[first].low in PUNCTUATION_MARKS - {"("} or (tokens[first].low in _LEADING_JOINTS and first + 1 < last)
    ):
        first += 1
    while last > first and (
        tokens[last - 1].low in PUNCTUATION_MARKS - {")"} or tokens[last - 1].low in _TRAILING_JOINTS
    ):
        last -= 1
    return range(first, last)


def outer_span(tokens: Tokens, span: range) -> Span:
    """The characters of a token range; a quote at either end keeps its mark."""
    return tokens[span[0]].start, tokens[span[-1]].end


def quotes_in(tokens: Tokens, span: range) -> list[int]:
    """The indices of the QUOTE tokens in a range."""
    return [at for at in span if tokens[at].kind is TokenKind.QUOTE]


def drop_introduction(tokens: Tokens, before: range) -> range:
    """Keep only the quote after a colon or dash: "Pell opened the door: “Come in,”"."""
    quotes = quotes_in(tokens, before)
    colon = next((at for at in before if tokens[at].low == ":" and at + 1 in quotes), None)
    if colon is not None:
        return range(colon + 1, before.stop)
    dashed = len(before) > 1 and quotes == [before[-1]] and tokens[before[-1] - 1].low in DASHES
    return range(before[-1], before.stop) if dashed else before


def leading_quotes(tokens: Tokens, span: range) -> list[int]:
    """The indices of the QUOTE tokens before the first word of a range."""
    out = []
    for at in span:
        if tokens[at].kind is TokenKind.QUOTE:
            out.append(at)
        elif tokens[at].low not in PUNCTUATION_MARKS:
            break
    return out


def start_at_first_quote(tokens: Tokens, after: range) -> range:
    """The range from its first QUOTE token on; all of it where it has none."""
    first = next(iter(quotes_in(tokens, after)), after.start)
    return range(first, after.stop)


def is_clause(tokens: Tokens, span: range) -> bool:
    """Whether a range can be a clause: a quote or something like a finite verb follows its first token."""
    return len(span) >= FEWEST_WORDS and any(_is_verb_like(tokens, at) for at in span[1:])


def _is_verb_like(tokens: Tokens, at: int) -> bool:
    low = tokens[at].low
    if tokens[at].kind is TokenKind.QUOTE or low in FINITE or low in {"be", "not"}:
        return True
    if low.endswith("ed"):
        return len(low) >= _SHORTEST_PAST
    if not low.endswith("s") or low.endswith("ss") or low in POSSESSIVE_MARKS:
        return False
    before = tokens[at - 1]
    return before.kind is TokenKind.WORD and before.low not in DETERMINERS | PREPOSITIONS


def can_report(tokens: Tokens, after: range, cue: Cue, *, quoted: bool) -> bool:  # noqa: PLR0911 - a list of rules, one return each
    """Whether a cue can report the token range after it."""
    first = tokens[after[0]]
    enough = sum(tokens[at].kind is not TokenKind.PUNCTUATION for at in after) > FEWEST_WORDS
    frames = frozenset(cue.frames)
    if first.low == "that":
        return enough or quoted
    if first.low in QUESTION_WORDS:
        return enough and bool(frames & _WITH_QUESTION)
    if first.low == "to":
        return quoted or (enough and bool(frames & _WITH_TO))
    if quoted:
        return True
    if Frame.ASK in frames or frames <= {Frame.CALL, Frame.URGE, Frame.PROMISE}:
        return False
    if first.low in PREPOSITIONS or first.low in PUNCTUATION_MARKS or first.low in ADVERBS:
        return cue.word in _PLAIN and is_clause(tokens, after)
    if cue.word in _PLAIN:
        return len(after) >= FEWEST_WORDS
    if first.low in {"a", "an"}:
        return False  # "announced a recall": a thing, seldom a clause
    opens = first.low in SUBJECT_PRONOUNS or first.low in DETERMINERS or first.capital
    return is_clause(tokens, after) and (opens or bool(frames & {Frame.SAY, Frame.TELL}))
