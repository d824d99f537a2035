"""The model of reported clauses: its file, its sums, and what it may not do."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise

import pytest

from searchkit.extraction.bundled import bundled_models
from searchkit.extraction.clause_model import word_classes
from searchkit.extraction.clause_model.model import ClauseModel, parse_weights
from searchkit.extraction.extractor import Extractor
from searchkit.extraction.lexicon.possible_cues import POSSIBLE_CUE_ADJECTIVES, POSSIBLE_CUE_NOUNS, POSSIBLE_CUE_VERBS
from searchkit.extraction.models import Models
from searchkit.model.article import Article

MOST_BYTES = 200_000
NEVER = ClauseModel({}, offset=-9.0)
ALWAYS = ClauseModel({}, offset=9.0)


def clauses() -> ClauseModel:
    model = bundled_models().clauses
    assert model is not None
    return model


def _said(text: str, model: ClauseModel | None) -> list[str]:
    return [
        text[quote.start : quote.end] for quote in Extractor(Models(model)).extract(Article("a", text, "a.txt")).quotes
    ]


def test_a_file_gives_its_weights_by_feature() -> None:
    weights = {"after": {"edge/to": 1500}, "bias": {"": -500}}
    model = parse_weights({"slope": 2, "offset": 1, "threshold": 0.3, "aside_threshold": 0.4, "weights": weights})
    assert model.score(["bias=", "after=edge/to", "after=never/seen"]) == 1.0
    assert model.probability(-0.5) == 0.5


def test_the_probability_grows_with_the_weight_and_has_ends() -> None:
    model = clauses()
    grown = [model.probability(weight) for weight in (-1e9, -3.0, 0.0, 3.0, 1e9)]
    assert grown == sorted(grown)
    assert 0 <= grown[0] < 0.01
    assert 0.99 < grown[-1] <= 1


def test_what_the_model_refuses_is_not_reported() -> None:
    text = "Ada Pell said the pier was shut."
    assert _said(text, None) == _said(text, ALWAYS) == ["the pier was shut"]
    assert _said(text, NEVER) == []


def test_words_in_marks_stay_whoever_refuses() -> None:
    text = "Ada Pell said the pier was “shut for good.” “It leaks,” said Ben Oduya."
    assert _said(text, NEVER) == ["the pier was “shut for good.”", "It leaks,"]


def test_no_two_quotes_of_a_sentence_overlap() -> None:
    text = "Ada Pell said the town wants to praise the council for its plan to seek support for the pier."
    quotes = Extractor(Models(ALWAYS)).extract(Article("a", text, "a.txt")).quotes
    assert all(one.end <= other.start for one, other in pairwise(quotes))


def test_the_confidence_is_what_the_model_says() -> None:
    extractor = Extractor(Models(ClauseModel({}, offset=0.5)))
    (quote,) = extractor.extract(Article("a", "Ada Pell said the pier was shut.", "a.txt")).quotes
    assert quote.confidence == pytest.approx(0.62)


def test_the_bundled_weights_are_small_and_of_general_features() -> None:
    held = [
        files("searchkit.extraction").joinpath(name).read_bytes()
        for name in ("clause_model/weights.json", "speaker_model/weights.json")
    ]
    assert sum(map(len, held)) < MOST_BYTES
    values = [part for feature in clauses().weights for part in feature.split("=", 1)[1].split("/")]
    known = _known_words()
    assert {part for part in values if part.isalpha() and part not in known} == set()


def _known_words() -> set[str]:
    """Closed-class words, the cues' bases, and the names of classes that features are made of."""
    closed = set(word_classes._CLOSED_CLASSES) | set(word_classes._CLOSED_CLASSES.values())
    named = (
        "edge capital number quote word reporting point none other phrase question preposition words True False None"
    )
    kinds = "verb noun adjective according name nominal pronoun person body place unknown own main near direct mixed indirect"
    more = "plain ruled particle hearer circumstance around later more say tell ask think show call urge promise stance"
    return (
        closed
        | set(POSSIBLE_CUE_VERBS.values())
        | set(POSSIBLE_CUE_VERBS)
        | POSSIBLE_CUE_NOUNS
        | POSSIBLE_CUE_ADJECTIVES
        | set(f"{named} {kinds} {more}".split())
    )
