"""Writes the doc store of a segment: collects articles into blocks, and copies whole blocks when segments merge."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array, narrow
from searchkit.engines.whoosh.store.store_reader import BLOCK_SIZE, StoreReader, checksum

_LEVEL = 6


class StoreWriter:
    """Writes stored articles in order; calls `write` with each finished block."""

    def __init__(self, write: Callable[[bytes | memoryview], object]) -> None:
        self._write = write
        self._records: list[bytes] = []
        self._bytes = 0
        self._lengths = array("I")
        self._block_counts = array("I")
        self._block_sizes = array("I")

    def add(self, record: bytes) -> None:
        """Add an article, encoded."""
        if self._bytes + len(record) > BLOCK_SIZE:
            self._finish_block()
        self._records.append(record)
        self._bytes += len(record)
        self._lengths.append(len(record))

    def add_store(self, store: StoreReader, live: Array) -> None:
        """Add the articles of another store that are live (bool[n_articles]).

        A block whose articles are all live is copied as it is, if it is at least half full. Articles of other blocks are added
        one by one.
        """
        for block in range(store.n_blocks):
            articles, lengths = store.articles_in(block), store.lengths_in(block)
            if live[articles.start : articles.stop].all() and sum(lengths) >= BLOCK_SIZE // 2:
                self._copy_block(store.compressed_block(block), lengths)
                continue
            for article in articles:
                if live[article]:
                    self.add(store.record(article))

    def finish(self) -> Mapping[str, Array]:
        """Write the last block; returns the arrays that locate articles, by name."""
        self._finish_block()
        return {
            "store.block_offsets": _offsets(self._block_sizes),
            "store.block_articles": _offsets(self._block_counts),
            "store.lengths": narrow(np.array(self._lengths, np.uint32)),
        }

    def _finish_block(self) -> None:
        if self._records:
            content = b"".join(self._records)
            compressed = zlib.compress(content, _LEVEL, -zlib.MAX_WBITS) + checksum(content)
            self._write_block(compressed, len(self._records))
            self._records, self._bytes = [], 0

    def _copy_block(self, compressed: memoryview, lengths: Sequence[int]) -> None:
        self._finish_block()
        self._lengths.extend(lengths)
        self._write_block(compressed, len(lengths))

    def _write_block(self, compressed: bytes | memoryview, count: int) -> None:
        self._write(compressed)
        self._block_sizes.append(len(compressed))
        self._block_counts.append(count)


def _offsets(lengths: Sequence[int]) -> Array:
    """Return the start of each of several adjacent ranges, and the end: uint[len(lengths) + 1]."""
    return narrow(np.concatenate((np.zeros(1, np.uint64), np.array(lengths, np.uint64).cumsum(dtype=np.uint64))))
