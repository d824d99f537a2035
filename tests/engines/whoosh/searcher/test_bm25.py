from __future__ import annotations

from typing import Protocol

import pytest

from searchkit.engines.whoosh.engine import open_engine
from searchkit.engines.whoosh.searcher.bm25 import PLAIN, Ranking
from searchkit.model.passage import Extraction
from searchkit.query.request import Request
from searchkit.query.tree import And, Near, Node, Not, Or, Phrase, Word
from searchkit.text.analysis import is_function_word
from tests.engines.contract.builders import make_extraction
from tests.engines.whoosh.indexes import Build, folder_of

OLD, MILL = Word("old"), Word("mill")


class Scores(Protocol):
    """Gives the score of every hit, by id."""

    def __call__(self, tree: Node, ranking: Ranking = PLAIN, unit: str | None = None) -> dict[str, float]: ...


@pytest.fixture
def scores(build: Build) -> Scores:
    """The scores of hits in an index of four articles."""
    texts = ["An old mill.", "A mill as old as the hills.", "The mill.", "Old boats and an oil mill, old mill and all."]
    engine = build(
        [
            make_extraction(f"a{number}", text, "Other words.", title="Old mill" * number)
            for number, text in enumerate(texts)
        ]
    )
    folder = folder_of(engine)

    def ask(tree: Node, ranking: Ranking = PLAIN, unit: str | None = None) -> dict[str, float]:
        found = open_engine(folder, ranking).search(Request(tree, unit), {})
        return {hit.id: hit.score or 0.0 for hit in found.hits}

    return ask


@pytest.mark.parametrize("kind", [And, Or])
@pytest.mark.parametrize(
    ("ranking", "evidence"),
    [(Ranking(0, phrase=0.5), Phrase("old mill")), (Ranking(0, proximity=0.5), Near(("old", "mill"), 8))],
)
def test_words_together_count_more(scores: Scores, kind: type[And | Or], ranking: Ranking, evidence: Node) -> None:
    tree = kind((OLD, MILL))
    plain, more, counted = scores(tree), scores(evidence), scores(tree, ranking)
    assert more.keys() < plain.keys() | {""}
    assert counted == pytest.approx({id: score + 0.5 * more.get(id, 0.0) for id, score in plain.items()})


def test_an_articles_title_counts_more(scores: Scores) -> None:
    plain, titled = scores(OLD, PLAIN, "article"), scores(Word("old", "title"), PLAIN, "article")
    counted = scores(OLD, Ranking(0.5), "article")
    assert counted == pytest.approx({id: score + 0.5 * titled.get(id, 0.0) for id, score in plain.items()})
    assert scores(OLD, Ranking(0.5)) == scores(OLD)


def test_what_is_negated_gives_no_evidence(scores: Scores) -> None:
    tree = Not(And((OLD, MILL)))
    assert set(scores(tree, Ranking(phrase=1.0)).values()) == {0.0}


def test_function_words_are_found_and_count_nothing(scores: Scores) -> None:
    assert scores(Word("the")) == {"a1#p1": 0.0, "a2#p1": 0.0}
    assert scores(And((Word("The"), MILL))) == {id: scores(MILL)[id] for id in ("a1#p1", "a2#p1")}
    assert scores(Word("the"), Ranking(0.5), "article") == {"a1": 0.0, "a2": 0.0}
    assert scores(Phrase("the mill"))["a2#p1"] > 0


@pytest.mark.parametrize("names", ["US", "May", "WHO"])
def test_names_are_no_function_words(names: str) -> None:
    assert not is_function_word(names)
    assert is_function_word("Their")


def scores_of_articles(build: Build, *written: Extraction) -> dict[str, float]:
    """The score of each article for one word."""
    hits = open_engine(folder_of(build(written)), PLAIN).search(Request(MILL, "article"), {}).hits
    return {hit.id: hit.score or 0.0 for hit in hits}


def test_length_counts_no_function_words(build: Build) -> None:
    found = scores_of_articles(
        build,
        make_extraction("a", "Mill owners gather."),
        make_extraction("b", "To the mill and its owners: gather there."),
    )
    assert found["a"] == found["b"]


def test_a_title_is_part_of_its_article(build: Build) -> None:
    found = scores_of_articles(
        build,
        make_extraction("apart", "Owners gather.", title="Mill"),
        make_extraction("inside", ("title", "Mill"), "Owners meet.", title="The Mill"),
        make_extraction("both", ("title", "Mill"), "Owners argue.", title="Mill."),
        make_extraction("twice", "Mill owners arrive.", title="Mill"),
        make_extraction("none", "Owners leave."),
    )
    assert found["apart"] == found["both"] < found["twice"] < 2 * found["apart"]
    assert found["inside"] > found["apart"]  # another title than the one above the text: it is counted, too
