"""What the weights may hold: words of searchkit's own lists, one at a time, and the names of relations."""

from __future__ import annotations

import re

from searchkit.extraction.dependency.bundled_weights import bundled_model
from searchkit.extraction.lexicon import grammar, opinions, possible_cues, reporting, words

CUES = (
    frozenset(reporting.BASE_FORMS)
    | frozenset(map(opinions.find_base_form, reporting.BASE_FORMS))
    | possible_cues.POSSIBLE_CUE_VERBS.keys()
    | frozenset(map(opinions.find_base_form, possible_cues.POSSIBLE_CUE_VERBS))
    | opinions.OPINION_VERBS.keys()
    | frozenset(opinions.OPINION_VERBS.values())
    | opinions.OPINION_NOUNS
    | opinions.OPINION_ADJECTIVES
)
GRAMMAR = frozenset[str]().union(*(value for value in vars(grammar).values() if isinstance(value, frozenset)))
RELATIONS = words("""acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass
    dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis
    pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp""")
KINDS = words("""adjective article body carrier clause end expletive finite head hearer joint name neither nobody
    none noun other own owner passive person place preposition question relative rule same sentence
    start stop subject unknown verb whole all both main near opinion parse seem report attitude over
    elsewhere link""")


def test_features_are_made_of_listed_words_relations_and_kinds() -> None:
    for feature in bundled_model().weights:
        held = set(re.findall(r"\b[a-z]+(?:['-][a-z]+)*", feature.partition("=")[2]))
        assert held <= CUES | GRAMMAR | RELATIONS | KINDS, feature
        assert len(held & (CUES - GRAMMAR - RELATIONS - KINDS)) <= 1, feature


def test_the_threshold_is_a_probability() -> None:
    assert 0 < bundled_model().threshold < 1


def test_the_weights_are_few_and_bounded() -> None:
    weights = bundled_model().weights
    assert len(weights) < 5000
    assert max(abs(weight) for weight in weights.values()) < 10
