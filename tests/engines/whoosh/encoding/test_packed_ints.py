from __future__ import annotations

import tracemalloc
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.engines.whoosh.directory.array_file import ArrayFile, ArrayWriter
from searchkit.engines.whoosh.encoding.packed_ints import PackedLists, PackedListsWriter

LIMIT = 3 * 65536
numbers = st.sampled_from((*range(12), 65535, 65536, 65537, *range(131060, 131080), LIMIT - 1))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packed") / "file"


def packed(path: Path, terms: list[list[int]], limit: int, at_once: int = 100) -> PackedLists:
    with ArrayWriter(path) as writer:
        packing = PackedListsWriter(writer, "x", limit)
        for start in range(0, len(terms), at_once):
            part = terms[start : start + at_once]
            counts = np.array([len(term) for term in part], np.int64)
            packing.add(counts, np.array([number for term in part for number in term], np.uint32))
        packing.finish()
        size = writer.finish({})
    return PackedLists(ArrayFile(path, size), "x", limit)


@settings(max_examples=150)
@given(st.lists(st.sets(numbers, min_size=1).map(sorted), max_size=6), st.sampled_from((65536, LIMIT)), st.data())
def test_lists_are_read_as_written(path: Path, terms: list[list[int]], limit: int, data: st.DataObject) -> None:
    terms = [short for term in terms if (short := [number for number in term if number < limit])]
    lists = packed(path, terms, limit, data.draw(st.integers(1, 3)))
    assert [lists.list_of(term).tolist() for term in range(len(terms))] == terms
    first = data.draw(st.integers(0, len(terms)))
    last = data.draw(st.integers(first, len(terms)))
    assert lists.concat_lists(range(first, last)).tolist() == [number for term in terms[first:last] for number in term]


@pytest.mark.parametrize("limit", [1, 65536, 65537, 2**25, 2**32 - 1])
def test_limits(path: Path, limit: int) -> None:
    terms = [sorted({0, limit // 2, limit - 1}), list(range(max(0, limit - 2000), limit))]
    lists = packed(path, terms, limit)
    assert [lists.list_of(0).tolist(), lists.list_of(1).tolist()] == terms


def test_damaged_numbers_take_no_more_room(path: Path) -> None:
    terms = [[5, LIMIT - 1], list(range(0, LIMIT, 3)), [7], list(range(0, LIMIT, 7))]
    size = packed(path, terms, LIMIT)._file.size
    content = path.read_bytes()
    for name, (kind, place, count, _) in ArrayFile(path, size)._arrays.items():
        itemsize = np.dtype(kind).itemsize
        for at in range(place, place + count * itemsize, max(1, count // 20) * itemsize):
            for byte, bit in ((0, 0), (itemsize - 1, 7)):
                damaged = bytearray(content)
                damaged[at + byte] ^= 1 << bit
                path.write_bytes(damaged)
                tracemalloc.start()
                with suppress(Exception):
                    _read_all(PackedLists(ArrayFile(path, size), "x", LIMIT))
                assert tracemalloc.get_traced_memory()[1] < 20 * LIMIT, name
                tracemalloc.stop()


def _read_all(lists: PackedLists) -> None:
    for term in range(4):
        assert lists.list_of(term).max() < LIMIT
    assert lists.concat_lists(range(4)).max() < LIMIT


@pytest.mark.parametrize("missing", ["offsets", "low", "high", "long_terms", "long_offsets", "block_counts"])
def test_lists_without_one_of_their_arrays_are_not_read(path: Path, missing: str) -> None:
    size = packed(path, [[5, LIMIT - 1], list(range(0, LIMIT, 3))], LIMIT)._file.size
    source = ArrayFile(path, size)
    with ArrayWriter(path.with_name("other")) as writer:
        for name in source._arrays:
            if name != f"x.{missing}":
                writer.add(name, source.array(name))
        size = writer.finish({})
    with pytest.raises(ValueError, match=f"has no array x.{missing}"):
        PackedLists(ArrayFile(path.with_name("other"), size), "x", LIMIT).concat_lists(range(2))


def test_long_lists_take_two_bytes(path: Path) -> None:
    terms = [list(range(0, LIMIT, 50)), list(range(1, LIMIT, 77))]
    packed(path, terms, LIMIT)
    assert path.stat().st_size < 2 * sum(map(len, terms)) + 1500
