"""Candidates for the speaker of a quote: the mentions in its sentence and in the sentences around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.cues.subjects import find_main_subject
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.lexicon import words
from searchkit.extraction.mentions.mention import SPEAKING_NOUNS, Mention
from searchkit.extraction.mentions.noun_phrases import find_phrase_ending
from searchkit.extraction.mentions.sentence import TaggedSentence, pronoun_mention

_PRONOUNS = words("he she they it we i who his her its their")
_NEAREST, _FURTHEST = 6, 12  # mentions before the quote in its sentence: of any kind, and subjects
_AFTER = 3  # mentions after the quote in its sentence
_ELSEWHERE = 2  # mentions of another sentence
_SENTENCES_BEFORE = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may be the speaker, in the sentence `read` (None: an earlier sentence).

    `cue` is the cue whose subject it is; `main`: it is the main subject of its sentence; `between` is the number of
    mentions of that sentence that are nearer to the quote.
    """

    mention: Mention
    read: ReadSentence | None
    cue: Cue | None = None
    main: bool = False
    between: int = 0

    @property
    def is_subject(self) -> bool:
        """Whether it is the subject of a cue or of its sentence."""
        return self.cue is not None or self.main


def find_candidates(
    read: ReadSentence, at: int, before: Sequence[ReadSentence], after: Sequence[ReadSentence]
) -> list[Candidate]:
    """Find the candidates for the quote at token `at` of a sentence; `before` and `after` are the sentences around it."""
    candidates = sentence_candidates(read)
    leading = [candidate for candidate in candidates if candidate.mention.last <= at]
    leading = leading[: -_FURTHEST - 1 : -1]
    following = [candidate for candidate in candidates if candidate.mention.first > at][:_AFTER]
    out = [candidate for candidate in _count_between(leading) if candidate.between < _NEAREST or candidate.is_subject]
    out.extend(_count_between(following))
    for earlier in reversed(before[-_SENTENCES_BEFORE:]):
        out.extend(_count_between(_find_subjects(earlier)[::-1][:_ELSEWHERE]))
    for later in after[:1]:
        out.extend(_count_between(_find_subjects(later)[:_ELSEWHERE]))
    return out


def _find_subjects(read: ReadSentence) -> list[Candidate]:
    return [candidate for candidate in sentence_candidates(read) if candidate.is_subject]


def _count_between(nearest_first: Sequence[Candidate]) -> list[Candidate]:
    return [
        Candidate(candidate.mention, candidate.read, candidate.cue, candidate.main, between)
        for between, candidate in enumerate(nearest_first)
    ]


def sentence_candidates(read: ReadSentence) -> list[Candidate]:
    """Find the mentions of a sentence that could speak, in the order of the text, without overlaps."""
    covered_tokens: set[int] = set()
    out = []
    for mention, cue, main in _ranked_mentions(read):
        covered = range(mention.first, mention.last)
        if covered_tokens.isdisjoint(covered):
            covered_tokens.update(covered)
            out.append(Candidate(mention, read, cue, main))
    return sorted(out, key=lambda candidate: candidate.mention.first)


def _ranked_mentions(read: ReadSentence) -> Iterator[tuple[Mention, Cue | None, bool]]:
    """Mentions of a sentence, each with its cue and whether it is the main subject; among overlapping mentions the best first."""
    sentence = read.sentence
    main = find_main_subject(sentence, len(sentence.tokens))
    for cue in read.cues:
        if cue.mention is not None:
            yield cue.mention, cue, main is not None and main.first == cue.mention.first
    if main is not None:
        yield main, None, True
    for name in sentence.names:
        yield name, None, False
    for mention in _mentions_without_names(sentence):
        yield mention, None, False


def _mentions_without_names(sentence: TaggedSentence) -> Iterator[Mention]:
    for at, token in enumerate(sentence.tokens):
        if token.kind is not TokenKind.WORD:
            continue
        if token.low in _PRONOUNS:
            yield pronoun_mention(sentence, at)
        elif token.low in SPEAKING_NOUNS:
            mention = find_phrase_ending(sentence, at + 1)
            if mention is not None and mention.last == at + 1:
                yield mention
