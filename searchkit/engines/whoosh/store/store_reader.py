"""Reads the doc store of a segment: article number to stored article.

Articles are stored one after the other in blocks of at most BLOCK_SIZE bytes; a longer article has a block to itself. A
block is compressed with deflate. The CRC-32 of its uncompressed bytes follows it, and is checked whenever a block is read.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections import OrderedDict
from threading import Lock

import numpy as np

from searchkit.engines.whoosh.directory.array_file import ArrayFile
from searchkit.engines.whoosh.store.lazy_article import LazyArticle

BLOCK_SIZE = 32_768
"""Uncompressed bytes: the window of deflate."""
_CACHED_BYTES = 128 * BLOCK_SIZE
"""Uncompressed bytes cached for a segment. Half as many do not hold the hits of fifteen queries asked in turn: a page of ten
hits among 100,000 passages then takes 1.3 instead of 0.6 ms.
"""
CHECKSUM_SIZE = 4


class StoreReader:
    """The stored articles of a segment. Methods raise ValueError, zlib.error or IndexError if the file is damaged."""

    def __init__(self, file: ArrayFile) -> None:
        self._blocks = file.array("store.blocks").data
        self._offsets = file.array("store.block_offsets")
        self._first_articles = file.array("store.block_articles")
        self._lengths = file.array("store.lengths")
        self._cache = _BlockCache(_CACHED_BYTES)

    @property
    def n_blocks(self) -> int:
        """The number of blocks."""
        return len(self._offsets) - 1

    def article(self, article: int) -> LazyArticle:
        """A stored article."""
        return LazyArticle(lambda: self.record(article))

    def record(self, article: int) -> bytes:
        """The bytes of a stored article, as `encode_article` wrote them."""
        block = bisect_right(self._first_articles.data, article) - 1
        articles = self.articles_in(block)
        if article not in articles:
            raise ValueError(f"no block of the doc store holds article {article}")
        start = int(self._lengths[articles.start : article].sum(dtype=np.uint64))
        return self._block(block)[start : start + self._lengths.item(article)]

    def articles_in(self, block: int) -> range:
        """The articles of a block."""
        if not 0 <= block < self.n_blocks:
            raise ValueError(f"the doc store has no block {block}")
        return range(self._first_articles.item(block), self._first_articles.item(block + 1))

    def lengths_in(self, block: int) -> list[int]:
        """The uncompressed bytes of each article of a block."""
        articles = self.articles_in(block)
        lengths: list[int] = self._lengths[articles.start : articles.stop].tolist()
        return lengths

    def compressed_block(self, block: int) -> memoryview:
        """The compressed bytes of a block with its checksum, not verified."""
        return self._blocks[self._offsets.item(block) : self._offsets.item(block + 1)]

    def _block(self, block: int) -> bytes:
        content = self._cache.get(block)
        if content is None:
            content = decompress_block(self.compressed_block(block), sum(self.lengths_in(block)))
            self._cache.put(block, content)
        return content


class _BlockCache:
    """The uncompressed blocks used last: at most `size` bytes, or one larger block. Threads may share it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._bytes = 0
        self._blocks: OrderedDict[int, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, block: int) -> bytes | None:
        with self._lock:
            content = self._blocks.get(block)
            if content is not None:
                self._blocks.move_to_end(block)
            return content

    def put(self, block: int, content: bytes) -> None:
        with self._lock:
            if block not in self._blocks:
                self._blocks[block] = content
                self._bytes += len(content)
            while self._bytes > self._size and len(self._blocks) > 1:
                self._bytes -= len(self._blocks.popitem(last=False)[1])


def decompress_block(block: memoryview, length: int) -> bytes:
    """Decompress a block of `length` bytes; raises ValueError or zlib.error if it has another length or CRC-32."""
    decompressor = zlib.decompressobj(-zlib.MAX_WBITS)
    # A limit of length + 1 is never 0, which would mean no limit.
    content = decompressor.decompress(block[:-CHECKSUM_SIZE], length + 1)
    if not decompressor.eof or len(content) != length or checksum(content) != block[-CHECKSUM_SIZE:]:
        raise ValueError("a block of stored articles is not as it was written")
    return content


def checksum(content: bytes) -> bytes:
    """The CRC-32 of some bytes, little-endian."""
    return zlib.crc32(content).to_bytes(CHECKSUM_SIZE, "little")
