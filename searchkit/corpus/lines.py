"""Splits blocks of bytes into numbered lines; holds one line of bounded length in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from searchkit.config.settings import MAX_RECORD_MB, MEGABYTE
from searchkit.corpus.ids import printable
from searchkit.errors import ReadError

_BLANK_LINES = re.compile(rb"\s*\n")


class Lines:
    """Iterates over (number from 1, line without its line end); blank lines are left out.

    The line is None if it has more than `limit` bytes. `number` is that of the line being read.
    """

    def __init__(self, blocks: Iterable[bytes], limit: int) -> None:
        self.number = 1
        self._blocks = blocks
        self._limit = limit
        self._pieces: list[bytes] = []
        self._size = 0

    def __iter__(self) -> Iterator[tuple[int, bytes | None]]:
        for block in self._blocks:
            yield from self._lines_in(block)
        yield from self._end_line()

    def _lines_in(self, block: bytes) -> Iterator[tuple[int, bytes | None]]:
        """The lines that end in a block; what is behind the last one begins the next line."""
        start = 0
        while True:
            # A small file can hold a gigabyte of blank lines: count them without making lines.
            blank = None if self._size else _BLANK_LINES.match(block, start)
            if blank is not None:
                self.number += block.count(b"\n", start, blank.end())
                start = blank.end()
            end = block.find(b"\n", start)
            self._extend_line(block[start:] if end < 0 else block[start:end])
            if end < 0:
                return
            yield from self._end_line()
            self.number += 1
            start = end + 1

    def _extend_line(self, piece: bytes) -> None:
        """Add to the line; a line that is too long is dropped."""
        self._size += len(piece)
        if self._size > self._limit:
            self._pieces.clear()
        elif piece:
            self._pieces.append(piece)

    def _end_line(self) -> Iterator[tuple[int, bytes | None]]:
        """End the line; yields it if it is not blank."""
        size, line = self._size, b"".join(self._pieces).rstrip(b"\r")
        self._size = 0
        self._pieces.clear()
        if size > self._limit:
            yield self.number, None
        elif line.strip():
            yield self.number, line


def too_long(path: str, what: str, limit: int, line: int | None = None) -> ReadError:
    """The error for a file or line of more than `limit` bytes."""
    megabytes = limit // MEGABYTE
    hint = f"if it is an article, put {MAX_RECORD_MB} = {2 * megabytes} into searchkit.toml"
    return ReadError(printable(path), f"{what} is longer than {megabytes} MB", line=line, hint=hint)
