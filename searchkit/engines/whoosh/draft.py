"""A segment on its way to a file: plain arrays that can be written, or joined with others by concatenating and shifting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from searchkit.engines.whoosh.arrays import Array


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every occurrence of every word in some rows of words.

    `words` are sorted exact forms. A row's words have consecutive places from `rows[row]` on, and one place is left
    free behind it, so that nothing runs over the end of a row. `keys` makes `word << 32 | place` of each, in any order: a
    function, because these are the most of a segment, and not all that are joined need to be in memory at once.
    """

    words: Sequence[str]
    keys: Callable[[], Array]
    rows: Array


@dataclass(frozen=True, slots=True)
class Values:
    """The values of owners (quotes, passages or articles): numbers into `texts`, whose first is for "none".

    With `starts`, those of owner n are `refs[starts[n]:starts[n + 1]]`; without, each owner has one.
    """

    texts: Sequence[str]
    refs: Array
    starts: Array | None


@dataclass(frozen=True, slots=True)
class StoredPieces:
    """What is kept of each article: its pieces are those from `starts[n]` to `starts[n + 1]`."""

    starts: Array
    pieces: Sequence[bytes | memoryview]


@dataclass(frozen=True, slots=True)
class Draft:
    """A segment: quotes, then paragraphs, are its passages.

    `passages` has the columns article, ordinal and same; `quotes` parent (the passage, or NOWHERE) and confidence;
    `articles` digest, day and after.
    """

    ids: Sequence[str]
    quotes: Mapping[str, Array]
    passages: Mapping[str, Array]
    articles: Mapping[str, Array]
    text: Occurrences
    title: Occurrences
    values: Mapping[str, Values]
    stored: StoredPieces

    @property
    def docs(self) -> int:
        """How many documents it has, articles included."""
        return len(self.passages["article"]) + len(self.ids)
