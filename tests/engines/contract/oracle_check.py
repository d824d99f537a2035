"""Compares an engine with the oracle, and builds the index of a random archive for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import pytest

from searchkit.engines.protocol import Backend, Engine
from searchkit.query.request import RELEVANCE, Request
from tests.engines.contract.backends import Index, commit
from tests.engines.contract.oracle import TITLE_WEIGHT, Oracle
from tests.engines.contract.random_archives import PERSONS, Change, in_every_unit, last_state


@contextmanager
def index_of(backend: Backend, history: Sequence[Change]) -> Iterator[Engine]:
    """An index with a commit for each change, in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        index = Index(backend, Path(folder))
        engine = index.create()
        for change in history:
            replaced = [id for id in change if engine.article(id)]
            commit(engine, *filter(None, change.values()), deleted=replaced)
            engine = index.open()
        yield engine


def assert_answers_as_the_oracle(
    engine: Engine, history: Sequence[Change], requests: Sequence[Request], title_weight: float = TITLE_WEIGHT
) -> None:
    """Each query gives in every unit the same page, total and counts, and the same scores to six decimal places."""
    extractions = list(filter(None, last_state(history).values()))
    oracle = Oracle(extractions, PERSONS, title_weight)
    for request in chain.from_iterable(map(in_every_unit, requests)):
        result, expected = engine.search(request, PERSONS), oracle.search(request)
        assert [hit.id for hit in result.hits] == expected.ids
        assert (result.total, result.undated_left_out) == (expected.total, expected.undated_left_out)
        assert (result.facets, result.histogram) == (expected.facets, expected.histogram)
        assert [hit.copies for hit in result.hits] == expected.copies
        if request.sort == RELEVANCE:
            assert [hit.score for hit in result.hits] == pytest.approx(expected.scores, abs=1e-6)
        else:
            assert all(hit.score is None for hit in result.hits)
