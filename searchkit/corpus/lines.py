"""Bytes that come in blocks -> numbered lines, in memory for one line of bounded length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from searchkit.config.settings import MAX_RECORD_MB, MEGABYTE
from searchkit.corpus.ids import printable
from searchkit.errors import ReadError

_BLANK_LINES = re.compile(rb"\s*\n")


class Lines:
    """The lines that are not blank, without their line ends, each with its number from 1.

    None stands for a line of more than `most` bytes. `number` is that of the line which is read at the moment.
    """

    def __init__(self, blocks: Iterable[bytes], most: int) -> None:
        self.number = 1
        self._blocks = blocks
        self._most = most
        self._begun: list[bytes] = []
        self._size = 0

    def __iter__(self) -> Iterator[tuple[int, bytes | None]]:
        for block in self._blocks:
            yield from self._ended(block)
        yield from self._whole()

    def _ended(self, block: bytes) -> Iterator[tuple[int, bytes | None]]:
        """The lines that end in a block."""
        place = 0
        while True:
            # A gigabyte of blank lines fits into a small file: they are counted and not looked at.
            blank = None if self._size else _BLANK_LINES.match(block, place)
            if blank is not None:
                self.number += block.count(b"\n", place, blank.end())
                place = blank.end()
            end = block.find(b"\n", place)
            self._begin(block[place:] if end < 0 else block[place:end])
            if end < 0:
                return
            yield from self._whole()
            self.number += 1
            place = end + 1

    def _begin(self, piece: bytes) -> None:
        """Go on with a line; of one that is too long nothing is kept."""
        self._size += len(piece)
        if self._size > self._most:
            self._begun.clear()
        elif piece:
            self._begun.append(piece)

    def _whole(self) -> Iterator[tuple[int, bytes | None]]:
        """The line that has ended, if it is not blank."""
        size, line = self._size, b"".join(self._begun).rstrip(b"\r")
        self._size = 0
        self._begun.clear()
        if size > self._most:
            yield self.number, None
        elif line.strip():
            yield self.number, line


def too_long(path: str, what: str, most: int, line: int | None = None) -> ReadError:
    """The error for a file or line of more than `most` bytes."""
    megabytes = most // MEGABYTE
    hint = f"if it is an article, put {MAX_RECORD_MB} = {2 * megabytes} into searchkit.toml"
    return ReadError(printable(path), f"{what} is longer than {megabytes} MB", line=line, hint=hint)
