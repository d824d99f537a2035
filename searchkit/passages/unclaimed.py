"""Quotes that no act of reporting claims: who stands beside them, and whose words they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.passages.acceptance import Acceptance
from searchkit.passages.acts import Act
from searchkit.passages.claims import chosen
from searchkit.passages.content import reports_of
from searchkit.passages.cues import find_acts
from searchkit.passages.lexicon import words
from searchkit.passages.lexicon.grammar import ARTICLES, AUXILIARIES, FINITE, PREPOSITIONS
from searchkit.passages.lexicon.reporting import REPORTING, Frame
from searchkit.passages.mentions import Mention, MentionKind, Sort
from searchkit.passages.phrases import phrase_beginning, phrase_ending
from searchkit.passages.reading import Reading, pronoun
from searchkit.passages.report import DIRECT, MIXED, Report
from searchkit.passages.scene import Speaker
from searchkit.passages.subjects import main_subject
from searchkit.passages.units import Kind, Unit, Units

_BESIDE, _BY_ACT, _SENTENCE_BEFORE, _SUBJECT, _GUESS = 0.85, 0.9, 0.7, 0.55, 0.3
SENTENCE_LIKE = 4
"""Words: from so many on what is quoted is kept though little shows whose it is."""

_REACH = 6  # sentences looked back and ahead for a speaker
_SENTENCE_POINTS = frozenset({".", "?", "!", ","})
_SUBJECT_PRONOUNS = words("he she they who we i")
_SMALL_WORDS = PREPOSITIONS | ARTICLES | words("and or but nor as is")
_NAMING = words(
    """called titled entitled named dubbed song film movie book novel album play poem show series programme program
    documentary article painting single magazine essay exhibition game podcast opera musical episode column word words
    phrase term inscription graffiti nicknamed codenamed known so-called slogan banner read reading"""
)


@dataclass(frozen=True, slots=True)
class LedIn:
    """Who is to speak after a colon at a sentence's end."""

    speaker: Speaker
    mention: Mention
    cue: str | None
    evidence: float = _BY_ACT


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence read: its acts, and the reports they make; `number` counts the article's sentences.

    `unclaimed` are the numbers of the QUOTE units that no report takes in; `only_quotes` says that nothing else than quotes
    and points stands in the sentence.
    """

    reading: Reading
    acts: Sequence[Act]
    reports: Sequence[Report]
    number: int
    unclaimed: Sequence[int]
    only_quotes: bool


def read_sentence(reading: Reading, number: int, model: Acceptance | None) -> Read:
    """Find the acts and reports of a sentence; without a model the rules alone decide."""
    acts = find_acts(reading)
    ruled = reports_of(reading, acts)
    reports = list(ruled.values()) if model is None else chosen(reading, acts, ruled, model)
    taken = {at for report in reports for at in report.quotes}
    unclaimed = [at for at, unit in enumerate(reading.units) if unit.kind is Kind.QUOTE and at not in taken]
    only_quotes = all(unit.kind in {Kind.QUOTE, Kind.POINT} for unit in reading.units)
    return Read(reading, acts, reports, number, unclaimed, only_quotes)


def speech_beside(reading: Reading, at: int) -> Report | None:
    """The report of a quote that is speech by its points, by whoever stands beside it with a verb that no list knows."""
    mention = _speaker_beside(reading, at)
    if mention is None:
        return None
    return Report((reading.units[at].inside,), DIRECT, mention, None, _BESIDE, frozenset({at}))


def _speaker_beside(reading: Reading, at: int) -> Mention | None:
    """As in "Ada Pell: “…”", "Pell shot back, “…”", "“…!” beamed Pell"."""
    said = reading.units[at].said
    if reading.low(at - 1) == ":":
        mention = phrase_ending(reading, at - 1)
        if mention is None or mention.kind is not MentionKind.NAME:
            return None
        stands = mention.first == 0 or reading.units[mention.first - 1].kind is not Kind.WORD
        return mention if stands else None  # not "… came from Marwick: “…”"
    if reading.low(at - 1) == "," and said[:1].isupper() and said[-1:] in _SENTENCE_POINTS:
        begin = at - 1
        while begin > 0 and reading.low(begin - 1) != "," and not reading.is_quote(begin - 1):
            begin -= 1
        mention = phrase_beginning(reading, begin) or main_subject(reading, at - 1)
        return mention if mention is not None and mention.last < at - 1 and can_speak(mention) else None
    outside = reading.low(1) == ","  # ‘…’, said Ada Pell
    if at == 0 and (outside or said[-1:] in {",", "?", "!"}):
        begin = 2 if outside else 1
        for first in (begin, begin + 1) if reading.is_word(begin) else (begin,):
            mention = phrase_beginning(reading, first)
            if mention is not None and can_speak(mention):
                return mention
    return None


def source_of(reads: Sequence[Read], number: int) -> tuple[Mention, float] | None:
    """Who speaks in the sentences around a quote that stands alone in its paragraph so far, and how sure that is."""
    for read in reversed(reads[max(0, number - _REACH) : number]):
        act = next((act for act in reversed(read.acts) if act.mention is not None), None)
        if act is not None and act.mention is not None:
            return act.mention, _SENTENCE_BEFORE
        subject = main_subject(read.reading, len(read.reading.units))
        if subject is not None and can_speak(subject):
            return subject, _SUBJECT
    for read in reads[number + 1 : number + 1 + _REACH]:
        for act in read.acts:
            if act.mention is not None and act.frame is not Frame.CALL:
                return act.mention, _SUBJECT
    return None


def can_speak(mention: Mention) -> bool:
    """Whether a mention can be a speaker though no reporting verb says so."""
    if mention.kind is MentionKind.PRONOUN:
        return mention.head in _SUBJECT_PRONOUNS
    return mention.sort in {Sort.PERSON, Sort.BODY} or mention.kind is MentionKind.NAME


def words_of(read: Read, at: int) -> Report | None:  # noqa: PLR0911 - a list of rules, one return each
    """Quoted words inside a sentence that reports nothing by a verb we know; the sentence's subject is who used them.

    None where they are a title or a name; without a mention where the sentence has no subject that can speak.
    """
    reading = read.reading
    if _is_title(reading.units, at):
        return None
    quotes, span = frozenset({at}), reading.units[at].inside
    act = next((act for act in reversed(read.acts) if act.mention is not None and act.first < at), None)
    mention = _nearest_subject(reading, at, act) or main_subject(reading, at)
    if mention is None or not can_speak(mention):
        if reading.low(at - 1) in ARTICLES and reading.is_word(at + 1):
            return None  # "the “best audience” award"
        if len(reading.units[at].said.split()) < SENTENCE_LIKE:
            return None  # a few marked words and nobody near: irony or a term
        named = next((name for name in reading.names if can_speak(name) and name.sort is Sort.PERSON), None)
        if named is not None:
            return Report((span,), MIXED, named, None, _GUESS, quotes)
        return Report((span,), MIXED, None, None, _GUESS, quotes, carried=True)
    if act is not None and mention is act.mention:
        return Report((span,), MIXED, mention, act.cue, _BY_ACT, quotes)
    return Report((span,), MIXED, mention, None, _SUBJECT, quotes)


def _is_title(units: Units, at: int) -> bool:
    """Whether a quoted stretch is the name of a work, a word spoken of, or a slogan."""
    if at > 0 and units[at - 1].low in _NAMING:
        return True
    said = [word.strip(",.'’‘") for word in units[at].said.split()]
    weighty = [word for word in said if word[:1].isalpha() and word.lower() not in _SMALL_WORDS]
    titled = bool(weighty) and all(word[:1].isupper() for word in weighty)
    return titled and said[0][:1].isupper()


def _nearest_subject(reading: Reading, at: int, act: Act | None) -> Mention | None:
    """The last subject before unit `at`: an act's, a pronoun, or a name with a verb behind it."""
    for n in range(at - 1, -1, -1):
        if act is not None and n == act.last - 1:
            return act.mention
        if reading.low(n) in _SUBJECT_PRONOUNS:
            return pronoun(reading, n)
        name = reading.ending.get(n)
        if name is not None and not name.possessive and _is_verb_like(reading.units[n]):
            return name
    return None


def _is_verb_like(unit: Unit) -> bool:
    low = unit.low
    verb = low in FINITE or low in AUXILIARIES or low in REPORTING or low.endswith("ed")
    return verb and unit.kind is Kind.WORD and not unit.capital
