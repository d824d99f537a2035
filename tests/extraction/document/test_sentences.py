"""Sentences: where the narration of a paragraph ends one."""

from __future__ import annotations

import pytest

from searchkit.extraction.document.all_caps import is_all_caps, uncapitalize
from searchkit.extraction.document.quotation_marks import find_quoted_spans
from searchkit.extraction.document.sentences import Sentence, split_sentences
from searchkit.extraction.document.tokens import tokenize_narration


def sentences(text: str) -> list[Sentence]:
    spans = find_quoted_spans(text, 0, len(text))
    return split_sentences(tokenize_narration(text, 0, len(text), spans), 0)


def texts(text: str) -> list[str]:
    return [text[one.tokens[0].start : one.tokens[-1].end] for one in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["It is shut.", "It leaks!", "Why?"],
        ["Mr. Pell left at 5.30 p.m. on Monday."],
        ["She left the U.S.", "He stayed."],
        ["The U.S. Has not asked."],
        ["Marsh Inc.", "It leaks."],
        ["(It is shut.), she said."],
        ["It is shut. and it leaks."],
        ["It leaks...", "It is shut."],
    ],
)
def test_punctuation_ends_a_sentence_but_in_abbreviations(expected: list[str]) -> None:
    assert texts(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["“It is shut,” Pell said.", "He left."],
        ["“Is it shut?” Pell asked.", "He left."],
        ["Pell said: “It is shut.”", "He left."],
        ["“Is it shut?”", "The door was open."],
        ["“It is shut.”", "“It leaks.”"],
        ["“It leaks!” he said."],
    ],
)
def test_a_quotation_ends_a_sentence_unless_the_narration_continues(expected: list[str]) -> None:
    assert texts(" ".join(expected)) == expected


def test_a_sentence_without_end_is_cut() -> None:
    parts = sentences("word " * 1000)
    assert sum(len(one.tokens) for one in parts) == 1000
    assert len(parts) > 1


def test_capitals_of_common_words_do_not_count_in_a_text_of_capitals() -> None:
    text = "MAYOR PELL SAID THE PIER WAS SHUT"
    assert is_all_caps(text)
    assert not is_all_caps("Mayor Pell said the PIER was shut")
    (sentence,) = sentences(text)
    assert [token.text for token in uncapitalize(sentence).tokens if token.capital] == ["PELL", "PIER", "SHUT"]
