from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.engines.whoosh.builder.builder import SegmentBuilder
from searchkit.engines.whoosh.encoding import packed_ints
from searchkit.engines.whoosh.indexer import term_merger
from searchkit.engines.whoosh.indexer.merger import merge_segments
from searchkit.engines.whoosh.indexer.segment_writer import write_segment
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.model.passage import Extraction
from tests.engines.contract.builders import ParagraphSpec, QuoteSpec, make_extraction

SENTENCES = ("Rain fell on the mill.", "“We stay,” said Ola, “until May.”", "The new mayor’s news", "—", "rain, rain")
spoken = {
    SENTENCES[0]: ("Rain fell", "fell on the", "the mill"),
    SENTENCES[1]: ("We stay", "until May", "said Ola"),
    SENTENCES[2]: ("new mayor’s", "or"),
}


@st.composite
def articles(draw: st.DrawFn) -> list[Extraction]:
    def paragraph() -> ParagraphSpec:
        text = draw(st.sampled_from(SENTENCES))
        quotes = [
            QuoteSpec(
                (part,),
                draw(st.none() | st.sampled_from(("Ola", "Ida Moe"))),
                confidence=draw(st.sampled_from((0.5, 0.9))),
            )
            for part in draw(st.lists(st.sampled_from(spoken.get(text, ("—",))), max_size=2))
            if part in text
        ]
        if text == SENTENCES[1] and draw(st.booleans()):
            quotes.append(QuoteSpec(("We stay", "until May")))
        return (draw(st.sampled_from(("title", "body", "body", "repeat"))), text, quotes)

    return [
        make_extraction(
            f"a{number}",
            *(paragraph() for _ in range(draw(st.integers(0, 3)))),
            title=draw(st.none() | st.sampled_from(SENTENCES)),
            date=draw(st.none() | st.just("2018-05")),
            tags=draw(st.sampled_from(((), ("rain",), ("rain", "mills")))),
        )
        for number in draw(st.permutations(range(draw(st.integers(1, 5)))))
    ]


def written(path: Path, extractions: Sequence[Extraction]) -> Segment:
    builder = SegmentBuilder()
    for extraction in extractions:
        builder.add(extraction)
    return Segment(path, write_segment(path, builder.build()))


@settings(max_examples=60)
@given(st.data())
def test_a_merged_segment_is_as_if_written_at_once(data: st.DataObject) -> None:
    extractions = data.draw(articles())
    live = np.array(data.draw(st.lists(st.booleans(), min_size=len(extractions), max_size=len(extractions))), bool)
    split = data.draw(st.integers(0, len(extractions)))
    with tempfile.TemporaryDirectory() as folder:
        parts = [
            (written(Path(folder) / f"{low}-{high}.seg", extractions[low:high]), live[low:high])
            for low, high in ((0, split), (split, len(extractions)))
        ]
        path = Path(folder) / "merged"
        merged = Segment(path, merge_segments(path, parts))
        merged.file.verify()
        expected = written(
            Path(folder) / "expected",
            [extraction for extraction, is_live in zip(extractions, live, strict=True) if is_live],
        )
        assert contents(merged) == contents(expected)


def test_terms_are_merged_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extractions = [
        make_extraction(f"a{number}", f"word{number % 7} and words {'and ' * number}", "more words")
        for number in range(30)
    ]
    parts = [(written(tmp_path / f"{at}.seg", extractions[at : at + 10]), np.ones(10, bool)) for at in (0, 10, 20)]
    monkeypatch.setattr(term_merger, "BATCH", 20)
    monkeypatch.setattr(packed_ints, "BATCH", 20)
    merged = Segment(tmp_path / "merged", merge_segments(tmp_path / "merged", parts))
    assert contents(merged) == contents(written(tmp_path / "expected", extractions))


def contents(segment: Segment) -> dict[str, object]:
    """Every array of a segment, by name."""
    file = segment.file
    return {**file.counts, **{name: file.array(name).tolist() for name in file._arrays}}
