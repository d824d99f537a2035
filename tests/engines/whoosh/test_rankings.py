"""Rankings other than the usual one are scored as the oracle scores them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.engines.protocol import Request
from searchkit.engines.whoosh.engine import create_engine, open_engine
from searchkit.engines.whoosh.searcher.bm25 import PLAIN, Ranking
from tests.engines.contract.backends import Backend
from tests.engines.contract.oracle_check import assert_answers_as_the_oracle, index_of
from tests.engines.contract.random_archives import Change, histories, requests


@pytest.mark.parametrize("ranking", [PLAIN, Ranking(title=2.0)], ids=["plain", "title twice"])
@settings(max_examples=30)
@given(history=histories(), asked=st.lists(requests(), min_size=1, max_size=8))
def test_a_ranking_scores_as_the_oracle(ranking: Ranking, history: list[Change], asked: list[Request]) -> None:
    backend = Backend("whoosh", lambda folder: open_engine(folder, ranking), create_engine)
    with index_of(backend, history) as engine:
        assert_answers_as_the_oracle(engine, history, asked, ranking.title)
