"""Random archives, changed and searched at random: an engine answers as the oracle, whatever the history of its index."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.engines.protocol import Backend
from searchkit.fields import FACETS
from searchkit.query.request import Request
from tests.engines.contract.oracle_check import assert_answers_as_the_oracle, index_of
from tests.engines.contract.random_archives import PERSONS, Change, histories, last_state, requests


@settings(max_examples=120)
@given(history=histories(), queries=st.lists(requests(), min_size=1, max_size=8))
def test_an_engine_answers_as_the_oracle(backend: Backend, history: list[Change], queries: list[Request]) -> None:
    with index_of(backend, history) as engine:
        assert_answers_as_the_oracle(engine, history, queries)


@settings(max_examples=40)
@given(history=histories(), queries=st.lists(requests(), min_size=1, max_size=5))
def test_an_updated_index_answers_as_a_rebuilt_one(
    backend: Backend, history: list[Change], queries: list[Request]
) -> None:
    state = last_state(history)
    with index_of(backend, history) as updated, index_of(backend, [state]) as rebuilt:
        assert updated.manifest == rebuilt.manifest
        assert list(updated.article_ids()) == list(rebuilt.article_ids())
        assert all(updated.values(field) == rebuilt.values(field) for field in FACETS)
        for id in state:
            assert updated.article(id) == rebuilt.article(id)
        for request in queries:
            assert updated.search(request, PERSONS) == rebuilt.search(request, PERSONS)
