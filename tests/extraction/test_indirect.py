"""Indirect and mixed speech: the reported clause, one test per pattern."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from searchkit.model.passage import Quote

Said = Callable[..., list[tuple[str | None, str]]]
Quotes = Callable[..., tuple[Quote, ...]]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Pell said that the pier was shut.", "that the pier was shut"),
        ("Ada Pell said the pier was shut.", "the pier was shut"),
        ("Ada Pell said on Monday the pier was shut.", "the pier was shut"),
        ("Ada Pell said in a statement that the pier was shut.", "that the pier was shut"),
        ("Ada Pell said only that the pier was shut.", "that the pier was shut"),
        ("Ada Pell told reporters that the pier was shut.", "that the pier was shut"),
        ("Ada Pell told Ben Oduya the pier was shut.", "the pier was shut"),
        ("Ada Pell warned that the pier was shut.", "that the pier was shut"),
        ("Ada Pell denied that the pier was shut.", "that the pier was shut"),
        ("Ada Pell asked whether the pier was shut.", "whether the pier was shut"),
        ("Ada Pell, who runs the port, believes that the pier was shut.", "that the pier was shut"),
        ("Ada Pell, the harbour master, announced that the pier was shut.", "that the pier was shut"),
        ("The pier was shut, Ada Pell said.", "The pier was shut"),
        ("Ada Pell said Ben Oduya (R-N.C.) was shut out.", "Ben Oduya (R-N.C.) was shut out"),
        ("The pier was shut, said Ada Pell.", "The pier was shut"),
        ("The pier was shut, Ada Pell told reporters on Monday.", "The pier was shut"),
        ("The pier was shut, according to Ada Pell.", "The pier was shut"),
        ("According to Ada Pell, the pier was shut.", "the pier was shut"),
        ("According to Ada Pell, who spoke on Monday, the pier was shut.", "the pier was shut"),
        ("In Marwick on Monday, Ada Pell said the pier was shut.", "the pier was shut"),
        ("The pier, Ada Pell said, was shut.", "The pier / was shut"),
        ("Ada Pell said the old pier was shut and leaking, adding nothing.", "the old pier was shut and leaking"),
    ],
)
def test_the_reported_clause(quotes_of: Quotes, text: str, content: str) -> None:
    (quote,) = quotes_of(text)
    assert (quote.type, quote.speaker) == ("indirect", "Ada Pell")
    assert " / ".join(text[start:end] for start, end in quote.spans) == content


def test_quoted_words_make_a_clause_mixed_and_are_no_quote_of_their_own(quotes_of: Quotes) -> None:
    text = "Ada Pell said that the pier was “shut for good.”"
    (quote,) = quotes_of(text)
    assert (quote.type, text[quote.start : quote.end]) == ("mixed", "that the pier was “shut for good.”")


def test_two_verbs_with_one_subject_report_two_clauses(said: Said) -> None:
    text = "Ada Pell said the pier was shut, adding that it leaked."
    assert said(text) == [("Ada Pell", "the pier was shut"), ("Ada Pell", "that it leaked")]
    text = "Ada Pell said the pier was shut and Ben Oduya said it leaked."
    assert said(text) == [("Ada Pell", "the pier was shut"), ("Ben Oduya", "it leaked")]


def test_a_clause_before_a_colon_and_its_quote_are_two(said: Said) -> None:
    text = "Ada Pell said the pier was shut: “It leaks.”"
    assert said(text) == [("Ada Pell", "the pier was shut"), ("Ada Pell", "It leaks.")]


def test_calling_something_by_quoted_words_is_mixed(quotes_of: Quotes) -> None:
    text = "Ada Pell called the pier “a disgrace to the islands”."
    (quote,) = quotes_of(text)
    assert (quote.type, quote.cue, text[quote.start : quote.end]) == (
        "mixed",
        "called",
        "the pier “a disgrace to the islands”",
    )


def test_a_passive_does_not_turn_the_hearer_into_the_speaker(said: Said) -> None:
    assert said("Ada Pell was told that the pier was shut.") == []
    assert said("Ada Pell was told by Ben Oduya that the pier was shut.") == [("Ben Oduya", "that the pier was shut")]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Pell did not say whether the pier was shut.",
        "The report on the pier was thick.",
        "Ada Pell read the report claims form.",
        "The United States has many piers.",
        "Ada Pell said nothing.",
    ],
)
def test_what_is_not_said_is_not_reported(said: Said, text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The harbour ministry said the pier was shut.", "the harbour ministry"),
        ("Residents said the pier was shut.", "residents"),
        ("Two officials said the pier was shut.", "two officials"),
        ("A spokesman for the ministry said the pier was shut.", "a spokesman for the ministry"),
        ("Applicants waiting outside the office said the pier was shut.", "applicants"),
        ("A notice on the door said the pier was shut.", "a notice on the door"),
        ("The Citadel said the pier was shut.", "the Citadel"),
        ("Police said on Monday that the pier was shut.", "police"),
        ("The survey found that the pier was shut.", "the survey"),
        ("Marsh and Sons said the pier was shut.", "Marsh and Sons"),
    ],
)
def test_bodies_groups_and_documents_speak(said: Said, text: str, speaker: str) -> None:
    assert [one for one, _ in said(text)] == [speaker]
