"""Attitudes: what somebody wants, refuses, judges, calls for or is sure of, one test a shape."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[..., list[tuple[str | None, str]]]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Pell wants to close the pier.", "to close the pier"),
        ("Ada Pell refused to close the pier, saying nothing.", "to close the pier"),
        ("Ada Pell vowed to close the pier, while the tide was low.", "to close the pier"),
        ("Ada Pell declined to name the diver.", "to name the diver"),
        ("Ada Pell called for a new pier.", "a new pier"),
        ("Ada Pell is calling for a new pier.", "a new pier"),
        ("Ada Pell urged the council to act.", "the council to act"),
        ("Ada Pell called on the council to act.", "the council to act"),
        ("Ada Pell accused the council of neglect.", "the council of neglect"),
        ("Ada Pell criticised the council for its neglect in a speech.", "the council for its neglect"),
        ("Ada Pell endorsed the plan on Monday.", "the plan"),
        ("Ada Pell opposed the plan and walked out.", "the plan"),
        ("Ada Pell condemned the rules on late speech in the town.", "the rules on late speech in the town"),
        ("Ada Pell condemned the rules in a speech.", "the rules"),
        ("Ada Pell warned of high water.", "high water"),
        ("Ada Pell warned against a second pier.", "a second pier"),
        ("Ada Pell pointed out that the pier was shut.", "that the pier was shut"),
        ("Ada Pell is confident that the pier will open.", "that the pier will open"),
        ("Ada Pell made it clear that the pier was shut.", "that the pier was shut"),
        ("Ada Pell voiced concern that the pier was shut.", "that the pier was shut"),
        ("Ada Pell's claim that the pier was shut is old.", "that the pier was shut is old"),
    ],
)
def test_what_an_attitude_is_about(said: Said, text: str, content: str) -> None:
    assert said(text) == [("Ada Pell", content)]


def test_a_possessor_has_the_attitude_that_a_noun_names(said: Said) -> None:
    text = "Ada Pell spoke in Marwick. Her opposition to the pier is old."
    assert said(text) == [("Ada Pell", "the pier")]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Pell declined to comment.",
        "Ada Pell might want to think twice.",
        "Ada Pell was tasked with talking about the pier.",
        "The wind praised the pier.",
        "The plan was endorsed by two towns.",
        "A pier like this wants to be mended.",
    ],
)
def test_no_attitude_is_told(said: Said, text: str) -> None:
    assert said(text) == []


def test_a_closing_act_reports_the_attitude_too(said: Said) -> None:
    text = "The divers want to stay away from the pier, Ada Pell said."
    assert said(text) == [("Ada Pell", "The divers want to stay away from the pier")]


def test_two_attitudes_of_one_speaker_are_two_quotes(said: Said) -> None:
    text = "Ada Pell praised the divers and called for a new pier."
    assert said(text) == [("Ada Pell", "the divers"), ("Ada Pell", "a new pier")]
