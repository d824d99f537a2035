from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.collector.highlight import Highlighter
from searchkit.query.tree import Leaf, Name, Phrase, Prefix, Word
from searchkit.text.analysis import tokens


def marked(text: str, *leaves: Leaf, spans: list[tuple[int, int]] | None = None) -> list[str]:
    return [text[start:end] for start, end in Highlighter(leaves).highlight(text, spans or [(0, len(text))])]


def test_words_are_marked_by_stem() -> None:
    assert marked("Bridges and a bridge; bridging.", Word("bridge")) == ["Bridges", "bridge", "bridging"]


def test_a_phrase_is_marked_from_its_first_to_its_last_word() -> None:
    assert marked("The UN-led, “new” talks", Phrase("un led new")) == ["UN-led, “new"]
    assert marked("The UN-led talks", Word("UN-led")) == ["UN-led"]


def test_a_phrase_is_parted_by_an_interruption() -> None:
    text = "we will,” she said, “leave soon"
    assert marked(text, Phrase("will leave soon"), spans=[(0, 7), (20, 31)]) == ["will", "leave soon"]
    assert marked(text, Word("said"), spans=[(0, 7), (20, 31)]) == []


def test_neighbours_stay_apart_and_overlaps_are_joined() -> None:
    assert marked("red blue green", Word("red"), Word("blue")) == ["red", "blue"]
    assert marked("red blue green", Phrase("red blue"), Phrase("blue green")) == ["red blue green"]
    assert marked("red blue green", Word("blue"), Phrase("red blue"), Word("blue")) == ["red blue"]
    assert marked("a a a a", Phrase("a a")) == ["a a a a"]


def test_beginnings() -> None:
    assert marked("Reform, reformer, form", Prefix("refor")) == ["Reform", "reformer"]
    assert marked("UN-sponsored and UN-led", Prefix("un-sp")) == ["UN-sponsored"]
    assert marked("The U.S. and the UK", Prefix("u.")) == ["U.S"]
    assert marked("anything", Prefix("")) == marked("anything", Prefix("-")) == []


def test_only_leaves_on_the_text_are_marked() -> None:
    assert marked("Sol said so", Word("Sol", "title"), Name("speaker", "Sol"), Prefix("so", "speaker")) == []


@given(st.text("ab .’'-", max_size=30), st.lists(st.text("ab -", min_size=1, max_size=5), max_size=3))
def test_marks_are_in_order_apart_and_begin_and_end_with_words(text: str, asked: list[str]) -> None:
    leaves: list[Leaf] = [kind(words) for words in asked for kind in (Word, Phrase, Prefix)]
    spans = Highlighter(leaves).highlight(text, [(0, len(text))])
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    starts, ends = {token.start for token in tokens(text)}, {token.end for token in tokens(text)}
    assert all(start in starts and end in ends and start < end for start, end in spans)


def test_long_texts_and_long_phrases_take_their_length() -> None:
    text = "a " * 100_000
    assert marked(text, Phrase("a " * 50_000), Word("a"), Prefix("a")) == [text.strip()]
    assert marked("x" * 1_000_000, Prefix("x"), Word("x" * 1_000_000)) == ["x" * 1_000_000]
    assert marked("(" * 1_000_000 + "x", Phrase('"' * 1_000_000), Word("x")) == ["x"]
