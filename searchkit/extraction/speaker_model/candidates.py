"""Who could have said what stands between two marks: the mentions of its sentence and of the sentences beside it."""

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
_NEAREST, _FURTHEST = 6, 12  # mentions before the quote in its own sentence: any, and those with a verb
_BEHIND = 3  # mentions behind the quote in its own sentence
_ELSEWHERE = 2  # mentions of another sentence
_LOOK = 2  # sentences looked at before the quote's


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may be the speaker's, in the sentence `read` (None: it stands far off).

    `cue` is the cue whose subject it is; `main` says that its sentence is about it; `between` counts the mentions
    of that sentence that stand nearer to the quote.
    """

    mention: Mention
    read: ReadSentence | None
    cue: Cue | None = None
    main: bool = False
    between: int = 0

    @property
    def has_part(self) -> bool:
        """Whether it is more than just mentioned."""
        return self.cue is not None or self.main


def candidates_of(
    read: ReadSentence, at: int, before: Sequence[ReadSentence], behind: Sequence[ReadSentence]
) -> list[Candidate]:
    """The candidates for the quote at token `at` of a sentence; `before` and `behind` are the sentences around it."""
    own = candidates_in(read)
    leading = [one for one in own if one.mention.last <= at]
    leading = leading[: -_FURTHEST - 1 : -1]
    following = [one for one in own if one.mention.first > at][:_BEHIND]
    out = [one for one in _numbered(leading) if one.between < _NEAREST or one.has_part]
    out.extend(_numbered(following))
    for earlier in reversed(before[-_LOOK:]):
        out.extend(_numbered([one for one in reversed(candidates_in(earlier)) if one.has_part][:_ELSEWHERE]))
    for later in behind[:1]:
        out.extend(_numbered([one for one in candidates_in(later) if one.has_part][:_ELSEWHERE]))
    return out


def _numbered(several: Sequence[Candidate]) -> list[Candidate]:
    return [Candidate(one.mention, one.read, one.cue, one.main, between) for between, one in enumerate(several)]


def candidates_in(read: ReadSentence) -> list[Candidate]:
    """The mentions of a sentence that could speak, in the order of the text; no two of them overlap."""
    taken: set[int] = set()
    out = []
    for mention, cue, main in _by_weight(read):
        covered = range(mention.first, mention.last)
        if taken.isdisjoint(covered):
            taken.update(covered)
            out.append(Candidate(mention, read, cue, main))
    return sorted(out, key=lambda one: one.mention.first)


def _by_weight(read: ReadSentence) -> Iterator[tuple[Mention, Cue | None, bool]]:
    """The mentions of a sentence with what they do there; where two overlap the first is the better one."""
    sentence = read.sentence
    main = find_main_subject(sentence, len(sentence.tokens))
    for cue in read.cues:
        if cue.mention is not None:
            yield cue.mention, cue, main is not None and main.first == cue.mention.first
    if main is not None:
        yield main, None, True
    for name in sentence.names:
        yield name, None, False
    for mention in _nameless(sentence):
        yield mention, None, False


def _nameless(sentence: TaggedSentence) -> Iterator[Mention]:
    for at, token in enumerate(sentence.tokens):
        if token.kind is not TokenKind.WORD:
            continue
        if token.low in _PRONOUNS:
            yield pronoun_mention(sentence, at)
        elif token.low in SPEAKING_NOUNS:
            mention = find_phrase_ending(sentence, at + 1)
            if mention is not None and mention.last == at + 1:
                yield mention
