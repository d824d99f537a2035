"""A cue: the reporting words of a sentence and who is said to speak."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.extraction.lexicon.reporting import Frame
from searchkit.extraction.mentions.mention import Mention

ACCORDING = "according"
PARENTHESIS = 40
"""Tokens: no parenthesis between a subject and its verb is longer."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue in a sentence.

    Tokens `[first, last)` are the subject with the cue, or the cue alone; `verb` is the reporting verb, `word` its lower-case
    form and `frames` what it may take. `content` is where what follows (hearer, time and place left out) begins. `mention` is
    the speaker; None where the sentence names none. `coordinated` cues share the subject of an earlier one. `relay` mentions
    whose report it is.
    """

    frames: tuple[Frame, ...]
    word: str
    text: str
    first: int
    verb: int
    last: int
    content: int
    mention: Mention | None
    hearer: Mention | None = None
    relay: Mention | None = None
    inverted: bool = False
    coordinated: bool = False
    participle: bool = False
    negated: bool = False

    @property
    def frame(self) -> Frame:
        """What the verb takes first of all."""
        return self.frames[0]

    @property
    def according(self) -> bool:
        """Whether the cue is "according to"."""
        return self.word == ACCORDING

    @property
    def relative(self) -> bool:
        """Whether the subject is "who" or "which"."""
        return self.mention is not None and self.mention.is_relative
