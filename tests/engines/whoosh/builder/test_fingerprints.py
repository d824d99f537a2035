from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.builder.fingerprints import fingerprints
from searchkit.engines.whoosh.builder.vocabulary import Vocabulary


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=8))
def test_fingerprints_are_equal_for_equal_texts_alone(texts: list[list[str]]) -> None:
    vocabulary = Vocabulary()
    token_lists = [vocabulary.tokens(" ".join(text)) for text in texts]
    tokens = np.array([number for text in token_lists for number in text], np.int64)
    prints = fingerprints(vocabulary.term_hashes(), tokens, np.array([len(text) for text in texts], np.int64)).tolist()
    for text, number in zip(texts, prints, strict=True):
        assert [other == text for other in texts] == [other == number for other in prints]
