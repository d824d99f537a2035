"""What stands between a cue and its content: the hearer, "on Friday", "in a statement", "to reporters"."""

from __future__ import annotations

from searchkit.extraction.cues.cue import PARENTHESIS
from searchkit.extraction.document.tokens import Kind
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import ADVERBS, CALENDAR, QUESTION_WORDS, TIME_WORDS
from searchkit.extraction.lexicon.organisations import DOCUMENTS, PUBLISHED
from searchkit.extraction.lexicon.reporting import STATEMENTS, Frame
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, Mention
from searchkit.extraction.mentions.noun_phrases import phrase_beginning
from searchkit.extraction.mentions.sentence import TaggedSentence

_TAKES_HEARER = frozenset({Frame.TELL, Frame.URGE})
_OBJECT_PRONOUNS = words("him her them me us it")
_DAY_PARTS = words("morning evening night afternoon")
_SPANS_OF_TIME = _DAY_PARTS | words("week month year")
_MANNERS = words("today yesterday earlier later recently again bluntly simply afterwards")
_PREPOSITIONS = words("in on at during via by through after before from with to over for of about")
_TOPICAL = words("of about")
_MADE = PUBLISHED | words("filed unsealed sent given made")
_CONTENT_MARKS = words("that : ,")
_CLOSING = words("that . : ,")


def behind_hearer(reading: TaggedSentence, at: int, frames: tuple[Frame, ...]) -> tuple[int, Mention | None]:
    """(where the content begins, the hearer) behind the cue that ends at `at`."""
    hearer = None
    asks = frames[0] is Frame.ASK
    if (asks or not _TAKES_HEARER.isdisjoint(frames)) and reading.low(at) not in {"that", ":"}:
        hearer = phrase_beginning(reading, at)
        if hearer is None and reading.low(at) in _OBJECT_PRONOUNS:
            at += 1
        elif hearer is not None and (frames[0] in _TAKES_HEARER or _asks_behind(reading, hearer.last)):
            at = _behind_possessed(reading, hearer.last)
    return behind_circumstances(reading, at), hearer


def _asks_behind(reading: TaggedSentence, at: int) -> bool:
    return reading.low(at) in QUESTION_WORDS or reading.low(at) in {"to", "about"}


def _behind_possessed(reading: TaggedSentence, at: int) -> int:
    """As in "told the BBC's Today programme": behind what the hearer owns."""
    if reading.low(at) not in POSSESSIVE_MARKS:
        return at
    owned = phrase_beginning(reading, at + 1)
    return owned.last if owned is not None else at + 1


def behind_circumstances(reading: TaggedSentence, at: int) -> int:
    """Behind times, places and occasions at `at`: nothing that could itself be the content's beginning."""
    while at < len(reading.tokens):
        step = _behind_one(reading, at)
        if step == at:
            break
        at = step
    return at


def _behind_one(reading: TaggedSentence, at: int) -> int:  # noqa: PLR0911 - a list of rules, one return each
    """Behind the one circumstance at `at`, or `at` where none stands."""
    low = reading.low(at)
    if low in _CONTENT_MARKS or reading.is_quote(at):
        return at
    if low in ADVERBS and (reading.low(at + 1) in {"that", ":"} or reading.is_quote(at + 1)):
        return at + 1
    if low in CALENDAR or low in _MANNERS:
        return _behind_day(reading, at + 1)
    if low in {"last", "this", "late", "early"} and reading.low(at + 1) in TIME_WORDS:
        named = reading.low(at + 1) in _SPANS_OF_TIME or reading.low(at + 1) in CALENDAR
        return at + 2 if named else at + 1
    if low in _PREPOSITIONS:
        return _behind_phrase(reading, at)
    if low == "(":
        close = reading.find(frozenset({")"}), at, at + PARENTHESIS)
        return at if close is None else close + 1
    return at


def _behind_day(reading: TaggedSentence, at: int) -> int:
    tokens = reading.tokens
    while at < len(tokens) and (tokens[at].kind is Kind.NUMBER or tokens[at].low in _DAY_PARTS):
        at += 1
    return at


def _behind_phrase(reading: TaggedSentence, at: int) -> int:
    """Behind the prepositional phrase at `at` when it tells how, where or when something was said, else `at`."""
    tokens = reading.tokens
    if at + 1 >= len(tokens):
        return at + 1
    if tokens[at + 1].low in CALENDAR:
        return _behind_day(reading, at + 2)
    phrase = phrase_beginning(reading, at + 1)
    if phrase is None:
        return at + 2 if _is_closed(reading, at + 2) else at
    end = _behind_made(reading, phrase.last)
    stating = tokens[at].low not in _TOPICAL and any(
        token.low in STATEMENTS or token.low in DOCUMENTS for token in tokens[at + 1 : end]
    )
    return end if stating or tokens[at].low == "to" or _is_closed(reading, end) else at


def _behind_made(reading: TaggedSentence, at: int) -> int:
    """As in "in a complaint unsealed on Wednesday": behind what was done with the document."""
    if reading.low(at) not in _MADE:
        return at
    stop = at
    while stop < min(len(reading.tokens), at + PARENTHESIS):
        if reading.low(stop) in {",", ".", "that"} or reading.is_quote(stop):
            break
        stop += 1
    return at if reading.has_finite(at, stop) else stop


def _is_closed(reading: TaggedSentence, at: int) -> bool:
    return at >= len(reading.tokens) or reading.low(at) in _CLOSING or reading.is_quote(at)
