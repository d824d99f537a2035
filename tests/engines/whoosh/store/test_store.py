from __future__ import annotations

import random
import tracemalloc
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.engines.whoosh.directory.array_file import ArrayFile, ArrayWriter
from searchkit.engines.whoosh.store import store_reader
from searchkit.engines.whoosh.store.store_reader import BLOCK_SIZE, StoreReader, decompress_block
from searchkit.engines.whoosh.store.store_writer import StoreWriter


def write(
    path: Path, records: Sequence[bytes], stores: Sequence[tuple[StoreReader, Sequence[bool]]] = ()
) -> StoreReader:
    with ArrayWriter(path) as file:
        file.begin("store.blocks", np.dtype(np.uint8))
        writer = StoreWriter(file.append)
        for store, live in stores:
            writer.add_store(store, np.array(live, bool))
        for record in records:
            writer.add(record)
        for name, content in writer.finish().items():
            file.add(name, content)
        size = file.finish({})
    return StoreReader(ArrayFile(path, size))


def read(store: StoreReader, count: int) -> list[bytes]:
    return [store.record(article) for article in range(count)]


def rubbish(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - not for secrets


LENGTHS = st.sampled_from([0, 1, 100, BLOCK_SIZE // 3, BLOCK_SIZE - 1, BLOCK_SIZE, BLOCK_SIZE + 1, 3 * BLOCK_SIZE])


@settings(max_examples=40)
@given(lengths=st.lists(LENGTHS, max_size=12))
def test_articles_of_any_length(tmp_path_factory: pytest.TempPathFactory, lengths: list[int]) -> None:
    records = [rubbish(length, number) for number, length in enumerate(lengths)]
    store = write(tmp_path_factory.mktemp("store") / "x", records)
    assert read(store, len(records)) == records
    assert [number for block in range(store.n_blocks) for number in store.articles_in(block)] == list(
        range(len(records))
    )
    for block in range(store.n_blocks):
        assert sum(store.lengths_in(block)) <= BLOCK_SIZE or len(store.articles_in(block)) <= 2


def test_articles_share_a_block(tmp_path: Path) -> None:
    store = write(tmp_path / "x", [b"%d says the same as all others\n" % number for number in range(1_000)])
    assert store.n_blocks == 1
    assert len(store.compressed_block(0)) < BLOCK_SIZE // 4


@settings(max_examples=40)
@given(data=st.data())
def test_merged_stores_hold_what_is_live(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("stores")
    stores, expected = [], []
    for name in ("one", "other"):
        records = [rubbish(length, number) for number, length in enumerate(data.draw(st.lists(LENGTHS, max_size=8)))]
        live = data.draw(st.lists(st.booleans(), min_size=len(records), max_size=len(records)))
        stores.append((write(folder / name, records), live))
        expected += [record for record, is_live in zip(records, live, strict=True) if is_live]
    assert read(write(folder / "merged", [], stores), len(expected)) == expected


def test_whole_blocks_are_copied_and_small_ones_filled_up(tmp_path: Path) -> None:
    records = [rubbish(BLOCK_SIZE // 4, number) for number in range(9)]
    large, small = write(tmp_path / "large", records[:8]), write(tmp_path / "small", records[8:])
    merged = write(tmp_path / "merged", [], [(small, [True]), (large, [True] * 8), (small, [True]), (small, [True])])
    assert read(merged, 11) == [records[8], *records[:8], records[8], records[8]]
    assert [len(merged.articles_in(block)) for block in range(merged.n_blocks)] == [1, 4, 4, 2]
    assert merged.compressed_block(1) == large.compressed_block(0)
    assert merged.compressed_block(2) == large.compressed_block(1)


def test_a_block_is_decompressed_once_while_it_is_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_reader, "_CACHED_BYTES", 2 * BLOCK_SIZE)
    store = write(tmp_path / "x", [rubbish(BLOCK_SIZE, number) for number in range(3)])
    decompressed: list[int] = []

    def counted(block: memoryview, length: int) -> bytes:
        decompressed.append(length)
        return decompress_block(block, length)

    monkeypatch.setattr(store_reader, "decompress_block", counted)
    for article, times in ((0, 1), (1, 2), (0, 2), (2, 3), (0, 3), (1, 4), (1, 4)):
        store.record(article)
        assert len(decompressed) == times


def test_the_cache_holds_no_more_than_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_reader, "_CACHED_BYTES", 2 * BLOCK_SIZE)
    store = write(tmp_path / "x", [bytes(BLOCK_SIZE)] * 40 + [bytes(9 * BLOCK_SIZE), b"last"])
    for article in range(42):
        store.record(article)
        assert sum(map(len, store._cache._blocks.values())) <= max(2 * BLOCK_SIZE, len(store.record(article)))


def test_a_damaged_block_is_never_shown_as_if_it_were_intact(tmp_path: Path) -> None:
    content = b"A quotation is shown as it was printed, or not at all. " * 3
    block = bytes(write(tmp_path / "x", [content]).compressed_block(0))
    for bit in range(8 * len(block)):
        damaged = bytearray(block)
        damaged[bit // 8] ^= 1 << bit % 8
        try:
            decompressed = decompress_block(memoryview(damaged), len(content))
        except (ValueError, zlib.error):
            continue
        assert decompressed == content  # the last bits of compressed bytes may be unused


@pytest.mark.parametrize("length", [0, 1, 154, 156, 2**40])
def test_a_block_of_another_length_is_damaged(tmp_path: Path, length: int) -> None:
    block = write(tmp_path / "x", [b"x" * 155]).compressed_block(0)
    with pytest.raises(ValueError, match="not as it was written"):
        decompress_block(block, length)


def test_no_length_that_a_file_claims_becomes_memory() -> None:
    block = memoryview(zlib.compress(bytes(50_000_000), wbits=-zlib.MAX_WBITS) + bytes(4))
    tracemalloc.start()
    with pytest.raises(ValueError, match="not as it was written"):
        decompress_block(block, 1_000)
    with pytest.raises(ValueError, match="not as it was written"):
        decompress_block(memoryview(zlib.compress(b"x", wbits=-zlib.MAX_WBITS) + bytes(4)), 2**40)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("article", [-1, 3, 2**40])
def test_an_article_that_is_not_there(tmp_path: Path, article: int) -> None:
    with pytest.raises((ValueError, IndexError)):
        write(tmp_path / "x", [b"a", b"b", b"c"]).record(article)


def test_a_merge_copies_no_article_of_a_damaged_block(tmp_path: Path) -> None:
    store = write(tmp_path / "x", [b"a" * 50, b"b" * 50])
    content = bytearray((tmp_path / "x").read_bytes())
    content[content.index(store.compressed_block(0).tobytes()) + 3] ^= 255
    (tmp_path / "y").write_bytes(content)
    damaged = StoreReader(ArrayFile(tmp_path / "y", len(content)))
    with pytest.raises((ValueError, zlib.error)):
        write(tmp_path / "merged", [], [(damaged, [True, False])])
