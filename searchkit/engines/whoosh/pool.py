"""Postings on their way into a segment: collected in memory by term, spilled to sorted runs when they grow too many."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

Run = tuple[str, str, int, list[Any]]
"""Field, term, number of the run, and documents and payloads in turn: `[doc, payload, doc, payload, ...]`."""


class Pool:
    """Collects postings of documents that come in order; at most about `limit` of them stay in memory."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._fields: dict[str, dict[str, list[Any]]] = {}
        self._count = 0
        self._runs = 0

    def add(self, doc: int, terms: Mapping[str, Mapping[str, int | bytes]]) -> None:
        """Add a document's postings."""
        for field, payloads in terms.items():
            lists = self._fields.setdefault(field, {})
            for term, payload in payloads.items():
                posts = lists.get(term)
                if posts is None:
                    lists[term] = [doc, payload]
                else:
                    posts.append(doc)
                    posts.append(payload)
            self._count += len(payloads)
        if self._count > self._limit:
            self._spill()

    def extend(self, field: str, term: str, posts: list[Any]) -> None:
        """Add postings of one term, documents and payloads in turn."""
        self._fields.setdefault(field, {}).setdefault(term, []).extend(posts)
        self._count += len(posts) // 2
        if self._count > self._limit:
            self._spill()

    def items(self) -> Iterator[tuple[str, str, list[Any]]]:
        """All postings by field and term, in order; the pool is spent afterwards."""
        runs: list[Iterator[Run]] = [self._read(number) for number in range(self._runs)]
        runs.append(self._sorted())
        for (field, term), parts in groupby(merge(*runs, key=itemgetter(0, 1, 2)), key=itemgetter(0, 1)):
            posts: list[Any] = []
            for part in parts:
                posts += part[3]
            yield field, term, posts

    def _sorted(self) -> Iterator[Run]:
        for field in sorted(self._fields):
            lists = self._fields[field]
            for term in sorted(lists):
                yield field, term, self._runs, lists[term]

    def _spill(self) -> None:
        with self._path(self._runs).open("wb") as run:
            for item in self._sorted():
                marshal.dump(item, run)
        self._fields = {}
        self._count = 0
        self._runs += 1

    def _read(self, number: int) -> Iterator[Run]:
        with self._path(number).open("rb") as run:
            while True:
                try:
                    yield marshal.load(run)  # noqa: S302 - a run of this writer's own
                except EOFError:
                    return

    def _path(self, number: int) -> Path:
        return self._folder / f"postings.{number}.run"
