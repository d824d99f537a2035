"""Sets of documents are combined as sets are, and their scores are added."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.matching.docsets import (
    Boosted,
    ConstantScore,
    DocSet,
    Filter,
    KnownScores,
    ScoredDocs,
    add_evidence,
    intersect,
    mask_of,
    unite,
)

COUNT = 12
scores_by_doc = st.dictionaries(st.integers(0, COUNT - 1), st.sampled_from((0.5, 1.0, 3.0)))


def known(scores: dict[int, float]) -> KnownScores:
    docs = sorted(scores)
    return KnownScores(np.array(docs, np.intp), np.array([scores[doc] for doc in docs], float))


def passing(docs: set[int]) -> Filter:
    mask = mask_of(np.array(sorted(docs), np.intp), COUNT)
    return Filter(mask.take, lambda: mask.nonzero()[0])


def as_dict(matches: DocSet) -> dict[int, float]:
    if isinstance(matches, Filter):
        return dict.fromkeys(matches.every().tolist(), 0.0)
    scores = matches.scores(None)
    return dict(
        zip(matches.docs.tolist(), [0.0] * len(matches.docs) if scores is None else scores.tolist(), strict=True)
    )


children = st.lists(scores_by_doc.map(known) | st.sets(st.integers(0, COUNT - 1)).map(passing), min_size=2, max_size=4)


@given(children)
def test_an_intersection_has_what_all_children_have(drawn: list[DocSet]) -> None:
    every = [as_dict(child) for child in drawn]
    docs = set.intersection(*(set(one) for one in every))
    assert as_dict(intersect(drawn, COUNT)) == {doc: sum(one[doc] for one in every) for doc in docs}


@given(children)
def test_a_union_has_what_any_child_has(drawn: list[DocSet]) -> None:
    every = [as_dict(child) for child in drawn]
    docs = set().union(*every)
    assert as_dict(unite(drawn, COUNT)) == {doc: sum(one.get(doc, 0.0) for one in every) for doc in docs}


@given(children)
def test_combined_filters_pass_what_they_list(drawn: list[DocSet]) -> None:
    filters = [passing(set(as_dict(child))) for child in drawn]
    docs = np.arange(COUNT)
    for combined in (intersect(filters, COUNT), unite(filters, COUNT)):
        assert isinstance(combined, Filter)
        assert docs[combined.passes(docs)].tolist() == combined.every().tolist()


@given(scores_by_doc, scores_by_doc)
def test_evidence_adds_to_the_scores_of_matches_alone(scores: dict[int, float], more: dict[int, float]) -> None:
    added = as_dict(add_evidence(known(scores), [known(more)]))
    assert added == {doc: score + more.get(doc, 0.0) for doc, score in scores.items()}


@pytest.mark.parametrize("matches", [known({1: 2.0, 4: 3.0, 6: 1.0}), ConstantScore(np.array([1, 4, 6]), 2.0)])
def test_scores_at_some_indices(matches: ScoredDocs) -> None:
    every = matches.scores(None)
    some = matches.scores(np.array([0, 2]))
    boosted = Boosted(matches, 0.5).scores(np.array([2]))
    assert every is not None
    assert some is not None
    assert boosted is not None
    assert some.tolist() == [every[0], every[2]]
    assert boosted.tolist() == [every[2] / 2]
