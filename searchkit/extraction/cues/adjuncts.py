"""Skips the addressee, time, place and medium between a cue and its content: "told reporters in a statement on Friday that"."""

from __future__ import annotations

from searchkit.extraction.cues.cue import PARENTHESIS
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import ADVERBS, CALENDAR, QUESTION_WORDS, TIME_WORDS
from searchkit.extraction.lexicon.organisations import DOCUMENTS, PUBLISHING_VERBS
from searchkit.extraction.lexicon.reporting import STATEMENTS, Frame
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, Mention
from searchkit.extraction.mentions.noun_phrases import find_phrase_beginning
from searchkit.extraction.mentions.sentence import TaggedSentence

_TAKES_ADDRESSEE = frozenset({Frame.TELL, Frame.URGE})
_OBJECT_PRONOUNS = words("him her them me us it")
_DAY_PARTS = words("morning evening night afternoon")
_PERIODS = _DAY_PARTS | words("week month year")
_MANNERS = words("today yesterday earlier later recently again bluntly simply afterwards")
_PREPOSITIONS = words("in on at during via by through after before from with to over for of about")
_TOPIC_PREPOSITIONS = words("of about")
_HANDED_OUT = PUBLISHING_VERBS | words("filed unsealed sent given made")
_CONTENT_MARKS = words("that : ,")
_BEFORE_CONTENT = words("that . : ,")


def skip_addressee(sentence: TaggedSentence, at: int, frames: tuple[Frame, ...]) -> tuple[int, Mention | None]:
    """Find the index where the content starts, and the addressee or None, for a cue that ends before token `at`."""
    addressee = None
    asks = frames[0] is Frame.ASK
    if (asks or not _TAKES_ADDRESSEE.isdisjoint(frames)) and sentence.low(at) not in {"that", ":"}:
        addressee = find_phrase_beginning(sentence, at)
        if addressee is None and sentence.low(at) in _OBJECT_PRONOUNS:
            at += 1
        elif addressee is not None and (frames[0] in _TAKES_ADDRESSEE or _question_follows(sentence, addressee.last)):
            at = _skip_possessed(sentence, addressee.last)
    return skip_adjuncts(sentence, at), addressee


def _question_follows(sentence: TaggedSentence, at: int) -> bool:
    return sentence.low(at) in QUESTION_WORDS or sentence.low(at) in {"to", "about"}


def _skip_possessed(sentence: TaggedSentence, at: int) -> int:
    """Skip what the addressee possesses, as in "told the BBC's Today programme"."""
    if sentence.low(at) not in POSSESSIVE_MARKS:
        return at
    owned = find_phrase_beginning(sentence, at + 1)
    return owned.last if owned is not None else at + 1


def skip_adjuncts(sentence: TaggedSentence, at: int) -> int:
    """Find the index after all times, places and media from `at` on; never skips what could start the content."""
    while at < len(sentence.tokens):
        step = _skip_adjunct(sentence, at)
        if step == at:
            break
        at = step
    return at


def _skip_adjunct(sentence: TaggedSentence, at: int) -> int:  # noqa: PLR0911 - a list of rules, one return each
    """The index after the adjunct at `at`; `at` if there is none."""
    low = sentence.low(at)
    if low in _CONTENT_MARKS or sentence.is_quote(at):
        return at
    if low in ADVERBS and (sentence.low(at + 1) in {"that", ":"} or sentence.is_quote(at + 1)):
        return at + 1
    if low in CALENDAR or low in _MANNERS:
        return _skip_day(sentence, at + 1)
    if low in {"last", "this", "late", "early"} and sentence.low(at + 1) in TIME_WORDS:
        named = sentence.low(at + 1) in _PERIODS or sentence.low(at + 1) in CALENDAR
        return at + 2 if named else at + 1
    if low in _PREPOSITIONS:
        return _skip_phrase(sentence, at)
    if low == "(":
        close = sentence.find(frozenset({")"}), at, at + PARENTHESIS)
        return at if close is None else close + 1
    return at


def _skip_day(sentence: TaggedSentence, at: int) -> int:
    tokens = sentence.tokens
    while at < len(tokens) and (tokens[at].kind is TokenKind.NUMBER or tokens[at].low in _DAY_PARTS):
        at += 1
    return at


def _skip_phrase(sentence: TaggedSentence, at: int) -> int:
    """The index after the prepositional phrase at `at` if it gives the medium, place or time of a statement, else `at`."""
    tokens = sentence.tokens
    if at + 1 >= len(tokens):
        return at + 1
    if tokens[at + 1].low in CALENDAR:
        return _skip_day(sentence, at + 2)
    phrase = find_phrase_beginning(sentence, at + 1)
    if phrase is None:
        return at + 2 if _is_before_content(sentence, at + 2) else at
    end = _skip_participle(sentence, phrase.last)
    stating = tokens[at].low not in _TOPIC_PREPOSITIONS and any(
        token.low in STATEMENTS or token.low in DOCUMENTS for token in tokens[at + 1 : end]
    )
    return end if stating or tokens[at].low == "to" or _is_before_content(sentence, end) else at


def _skip_participle(sentence: TaggedSentence, at: int) -> int:
    """Skip how a document was published, as in "in a complaint unsealed on Wednesday"."""
    if sentence.low(at) not in _HANDED_OUT:
        return at
    stop = at
    while stop < min(len(sentence.tokens), at + PARENTHESIS):
        if sentence.low(stop) in {",", ".", "that"} or sentence.is_quote(stop):
            break
        stop += 1
    return at if sentence.has_finite_verb(at, stop) else stop


def _is_before_content(sentence: TaggedSentence, at: int) -> bool:
    return at >= len(sentence.tokens) or sentence.low(at) in _BEFORE_CONTENT or sentence.is_quote(at)
