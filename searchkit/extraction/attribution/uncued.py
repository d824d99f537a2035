"""Attributes quotes that no cue reports: to the speaker beside them, or by rules without a model."""

from __future__ import annotations

from searchkit.extraction.attribution.speech import SENTENCE_LIKE, count_words, ends_sentence, is_sentence_text
from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.cues.report import DIRECT, MIXED, Report
from searchkit.extraction.cues.subjects import find_main_subject
from searchkit.extraction.document.tokens import Token, TokenKind
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import ARTICLES, AUXILIARIES, FINITE
from searchkit.extraction.lexicon.reporting import REPORTING
from searchkit.extraction.lexicon.titles import TITLE_MARKERS
from searchkit.extraction.mentions.mention import EntityType, Mention, MentionKind
from searchkit.extraction.mentions.noun_phrases import find_phrase_beginning, find_phrase_ending
from searchkit.extraction.mentions.sentence import TaggedSentence, pronoun_mention
from searchkit.extraction.speaker_model.nobody_features import is_titled

_BESIDE, _BY_CUE, _SUBJECT, _GUESS = 0.85, 0.9, 0.55, 0.3
"""Probability of the speaker, by how it was found."""
_DASHES = frozenset({"―", "—", "–", "--"})
_SUBJECT_PRONOUNS = words("he she they who we i")


def find_adjacent_report(sentence: TaggedSentence, at: int) -> Report | None:
    """Make the report of a quote whose punctuation shows speech, by the speaker beside it; no verb list is consulted."""
    mention = _find_adjacent_speaker(sentence, at)
    if mention is None:
        return None
    return Report((sentence.tokens[at].inner_span,), DIRECT, mention, None, _BESIDE, frozenset({at}))


def _find_adjacent_speaker(sentence: TaggedSentence, at: int) -> Mention | None:
    """Find the speaker beside a quote: "Ada Pell: “…”", "Pell shot back, “…”", "“…!” beamed Pell", "“…” ― Ada Pell"."""
    text = sentence.tokens[at].inner_text
    signed = sentence.names_by_start.get(at + 2) if sentence.low(at + 1) in _DASHES else None
    if signed is not None and (sentence.is_quote(signed.last) or not sentence.is_word(signed.last)):
        return signed if ends_sentence(text) else None
    if sentence.low(at - 1) == ":":
        mention = find_phrase_ending(sentence, at - 1)
        if mention is None or mention.kind is not MentionKind.NAME:
            return None
        is_label = mention.first == 0 or sentence.tokens[mention.first - 1].kind is not TokenKind.WORD
        return mention if is_label else None  # not "… came from Marwick: “…”"
    if sentence.low(at - 1) == "," and is_sentence_text(text):
        begin = at - 1
        while begin > 0 and sentence.low(begin - 1) != "," and not sentence.is_quote(begin - 1):
            begin -= 1
        mention = find_phrase_beginning(sentence, begin) or find_main_subject(sentence, at - 1)
        return mention if mention is not None and mention.last < at - 1 and can_speak(mention) else None
    outside = sentence.low(1) == ","  # ‘…’, said Ada Pell
    if at == 0 and (outside or text[-1:] in {",", "?", "!"}):
        begin = 2 if outside else 1
        for first in (begin, begin + 1) if sentence.is_word(begin) else (begin,):
            mention = find_phrase_beginning(sentence, first)
            if mention is not None and can_speak(mention):
                return mention
    return None


def can_speak(mention: Mention) -> bool:
    """Whether a mention can be a speaker without a reporting verb."""
    if mention.kind is MentionKind.PRONOUN:
        return mention.head in _SUBJECT_PRONOUNS
    return mention.entity_type in {EntityType.PERSON, EntityType.ORGANISATION} or mention.kind is MentionKind.NAME


def report_by_rule(read: ReadSentence, at: int) -> Report | None:  # noqa: PLR0911 - a list of rules, one return each
    """Make the report of a quote that no cue reports, by the nearest subject before it.

    None for a title, a name or a term; without a mention if the sentence has no subject that can speak.
    """
    sentence = read.sentence
    if _is_name_of_work(sentence, at):
        return None
    quotes, span = frozenset({at}), sentence.tokens[at].inner_span
    cue = next((cue for cue in reversed(read.cues) if cue.mention is not None and cue.first < at), None)
    mention = _find_nearest_subject(sentence, at, cue) or find_main_subject(sentence, at)
    if mention is None or not can_speak(mention):
        if sentence.low(at - 1) in ARTICLES and sentence.is_word(at + 1):
            return None  # "the “best audience” award"
        if count_words(sentence, at) < SENTENCE_LIKE:
            return None  # a few quoted words and no speaker near: irony or a term
        named = next(
            (name for name in sentence.names if can_speak(name) and name.entity_type is EntityType.PERSON), None
        )
        if named is not None:
            return Report((span,), MIXED, named, None, _GUESS, quotes)
        return Report((span,), MIXED, None, None, _GUESS, quotes, uncued=True)
    if cue is not None and mention is cue.mention:
        return Report((span,), MIXED, mention, cue.text, _BY_CUE, quotes)
    return Report((span,), MIXED, mention, None, _SUBJECT, quotes)


def _is_name_of_work(sentence: TaggedSentence, at: int) -> bool:
    """Whether a quote is the name of a work, a word that is mentioned, or a slogan."""
    text = sentence.tokens[at].inner_text
    return sentence.low(at - 1) in TITLE_MARKERS or (is_titled(text) and text[:1].isupper())


def _find_nearest_subject(sentence: TaggedSentence, at: int, cue: Cue | None) -> Mention | None:
    """Find the last subject before token `at`: of a cue, a pronoun, or a name before a verb."""
    for n in range(at - 1, -1, -1):
        if cue is not None and n == cue.last - 1:
            return cue.mention
        if sentence.low(n) in _SUBJECT_PRONOUNS:
            return pronoun_mention(sentence, n)
        name = sentence.names_by_end.get(n)
        if name is not None and not name.possessive and _is_verb_like(sentence.tokens[n]):
            return name
    return None


def _is_verb_like(token: Token) -> bool:
    low = token.low
    verb = low in FINITE or low in AUXILIARIES or low in REPORTING or low.endswith("ed")
    return verb and token.kind is TokenKind.WORD and not token.capital
