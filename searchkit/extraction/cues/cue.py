"""A cue: words that show that something is reported, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.extraction.lexicon.reporting import Frame
from searchkit.extraction.mentions.mention import Mention

ACCORDING = "according"
PARENTHESIS = 40
"""The longest parenthesis between a subject and its verb, in tokens."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a sentence; all numbers are token indices.

    `[first, last)` covers the subject and the cue, or only the cue. `verb` is the reporting verb, `word` its lower-case
    form, `text` the cue as written, `frames` the complements that the verb takes. `content` is where the content after the cue
    starts, after addressee, time and place. `mention` is the source, None if the sentence names none. `relay` passes the
    report on. A `coordinated` cue shares the subject of an earlier cue.
    """

    frames: tuple[Frame, ...]
    word: str
    text: str
    first: int
    verb: int
    last: int
    content: int
    mention: Mention | None
    addressee: Mention | None = None
    relay: Mention | None = None
    inverted: bool = False
    coordinated: bool = False
    participle: bool = False
    negated: bool = False

    @property
    def frame(self) -> Frame:
        """The complement that the verb takes most often."""
        return self.frames[0]

    @property
    def according(self) -> bool:
        """Whether the cue is "according to"."""
        return self.word == ACCORDING

    @property
    def relative(self) -> bool:
        """Whether the subject is "who" or "which"."""
        return self.mention is not None and self.mention.is_relative
