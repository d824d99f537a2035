"""Growing columns of a segment under construction: tokens, values and passages."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np

from searchkit.engines.whoosh.builder.segment_data import FieldValues
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import offsets_from_lengths
from searchkit.text.analysis import fold


class TokenBuffer:
    """Tokens of texts, text after text. In the token stream of the field one empty position follows each text."""

    def __init__(self) -> None:
        self.lengths = array("I")
        self.tokens = array("I")

    def add(self, tokens: Sequence[int]) -> int:
        """Add a text; returns the position of its first token."""
        start = len(self.tokens) + len(self.lengths)
        self.tokens.extend(tokens)
        self.lengths.append(len(tokens))
        return start


class ValueBuffer:
    """Collects the values of a field: refs by owner, as in `FieldValues`. Ref 0 is for no value."""

    def __init__(self, numbers: dict[str, int] | None = None) -> None:
        self.numbers = {"": 0} if numbers is None else numbers
        self.refs = array("I")
        self.counts = array("I")

    def add(self, value: str | None) -> None:
        """Add the one value of the next owner."""
        self.refs.append(self.numbers.setdefault(value, len(self.numbers)) if value else 0)

    def add_all(self, values: Iterable[str]) -> None:
        """Add the values of the next owner. Among spellings that differ only by case or accents, the first counts."""
        first_spellings: dict[str, str] = {}
        for value in values:
            if value:
                first_spellings.setdefault(fold(value), value)
        for value in first_spellings.values():
            self.add(value)
        self.counts.append(len(first_spellings))

    def field_values(self, *, many: bool) -> FieldValues:
        """Return all values; `many` says that `add_all` was called for each owner."""
        offsets = offsets_from_lengths(as_array(self.counts)) if many else None
        return FieldValues(list(self.numbers), as_array(self.refs), offsets)


class PassageBuffer:
    """Collects quotes, or paragraphs; `starts` and `lengths` are their positions in the token stream of the text."""

    def __init__(self, kinds: dict[str, int]) -> None:
        self.kinds = ValueBuffer(kinds)
        self.articles = array("I")
        self.ordinals = array("I")
        self.starts = array("I")
        self.lengths = array("I")
        self.n_tokens = 0

    def __len__(self) -> int:
        return len(self.articles)

    def add(self, article: int, ordinal: int, start: int, length: int, kind: str | None) -> None:
        """Add a passage."""
        self.kinds.add(kind)
        self.articles.append(article)
        self.ordinals.append(ordinal)
        self.starts.append(start)
        self.lengths.append(length)
        self.n_tokens += length


def as_array(buffer: array) -> Array:  # type: ignore[type-arg]
    """View a buffer as an array, which shares its memory."""
    return np.frombuffer(buffer, buffer.typecode) if buffer else np.zeros(0, buffer.typecode)


def concat_buffers(first: array, second: array) -> Array:  # type: ignore[type-arg]
    """Copy two buffers into one array."""
    return np.concatenate((as_array(first), as_array(second)))
