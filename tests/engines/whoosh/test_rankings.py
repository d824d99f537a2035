"""The engine scores by other rankings as the oracle does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.engines.whoosh.engine import WhooshBackend, WhooshEngine, open_engine
from searchkit.engines.whoosh.searcher.bm25 import PLAIN, Ranking
from searchkit.query.request import Request
from tests.engines.contract.oracle_check import assert_answers_as_the_oracle, index_of
from tests.engines.contract.random_archives import Change, histories, requests


class RankingBackend(WhooshBackend):
    """The Whoosh engine with a ranking of its own."""

    def __init__(self, ranking: Ranking) -> None:
        self._ranking = ranking

    def open(self, location: Path) -> WhooshEngine:
        return open_engine(location, self._ranking)


@pytest.mark.parametrize("ranking", [PLAIN, Ranking(title=2.0)], ids=["plain", "title twice"])
@settings(max_examples=30)
@given(history=histories(), queries=st.lists(requests(), min_size=1, max_size=8))
def test_a_ranking_scores_as_the_oracle(ranking: Ranking, history: list[Change], queries: list[Request]) -> None:
    with index_of(RankingBackend(ranking), history) as engine:
        assert_answers_as_the_oracle(engine, history, queries, ranking.title)
