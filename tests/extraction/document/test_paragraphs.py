"""Where paragraphs end, and what they are."""

from __future__ import annotations

import pytest

from searchkit.extraction.document.paragraphs import find_paragraphs, split_paragraphs
from searchkit.model.article import Article

LONG = "The ferry that runs between the two islands was laid up on Monday after its only engine failed at the pier."


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in split_paragraphs(text)]


def kinds(text: str, title: str | None = None) -> list[str]:
    return [paragraph.kind for paragraph in find_paragraphs(Article(id="a", text=text, path="a.txt", title=title))]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert texts("One two.\n\nThree four.\n \t\nFive.") == ["One two.", "Three four.", "Five."]


def test_the_white_space_around_a_paragraph_is_not_part_of_it() -> None:
    assert texts("\n\n   One two.  \n\n\n Three.\n") == ["One two.", "Three."]


def test_lines_that_are_paragraphs_stay_apart_without_blank_lines() -> None:
    assert texts(f"{LONG}\n{LONG}\n“Short,” she said.") == [LONG, LONG, "“Short,” she said."]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The ferry that runs between the two islands was laid up\n"
        "on Monday after its only engine failed at the pier. It\n"
        "will be towed to the yard on Friday, the harbour said.\n"
        "\n"
        "Nobody was on board."
    )
    assert len(texts(text)) == 2


def test_a_wrapped_text_without_blank_lines_parts_where_a_line_is_short_and_ends_a_sentence() -> None:
    text = (
        "The ferry that runs between the two islands was laid up\n"
        "on Monday after its engine failed.\n"
        "Passengers will be taken by bus to the northern crossing\n"
        "until a new engine has been found, the harbour office in\n"
        "the main town said."
    )
    assert [one.split()[0] for one in texts(text)] == ["The", "Passengers"]


def test_a_line_that_breaks_inside_a_sentence_goes_on() -> None:
    assert texts(f"{LONG[:-1]}\nand nobody was hurt.\n{LONG}")[0].endswith("nobody was hurt.")


def test_an_empty_text_has_no_paragraphs() -> None:
    assert split_paragraphs("") == split_paragraphs(" \n\n ") == ()


def test_paragraphs_are_numbered_from_one_over_all_kinds() -> None:
    ids = [
        one.id
        for one in find_paragraphs(
            Article(id="isles/ferry", text="Ferry stops\n\nBy Ada Pell\n\nIt stopped.", path="f")
        )
    ]
    assert ids == ["isles/ferry#p1", "isles/ferry#p2", "isles/ferry#p3"]


def test_a_headline_is_a_title_and_what_follows_before_the_dateline_a_standfirst() -> None:
    text = f"Ferry laid up after engine fails\n\nIslanders face weeks of buses.\n\nMARWICK (Island News) – {LONG}\n\n{LONG[:50]}."
    assert kinds(text) == ["title", "standfirst", "body", "body"]


def test_a_first_paragraph_that_is_the_record_s_title_is_a_title_whatever_its_punctuation() -> None:
    assert kinds(f"Ferry laid up.\n\n{LONG}", title="Ferry laid up") == ["title", "body"]


def test_without_dateline_or_byline_the_second_paragraph_is_body() -> None:
    assert kinds(f"Ferry laid up\n\n{LONG}\n\nIt will be back.")[1] == "body"


def test_a_sentence_first_is_no_title() -> None:
    assert kinds(f"{LONG}\n\nIt will be back.") == ["body", "body"]


def test_bylines_and_captions_are_told_by_their_form() -> None:
    text = f"Ferry laid up\n\nBy Ada Pell\n\n{LONG}\n\nThe ferry at its pier. (Photo: Island News/Ben Oduya)"
    assert kinds(text) == ["title", "byline", "body", "caption"]


@pytest.mark.parametrize("credit", ["", " (Photo: Island News/Ben Oduya)"])
def test_the_second_of_two_identical_paragraphs_is_a_repeat_credit_aside(credit: str) -> None:
    text = f"Ferry laid up\n\n{LONG} (Photo: Island News/Ben Oduya)\n\n{LONG}{credit}\n\nIt will be back."
    assert kinds(text) == ["title", "caption", "repeat", "body"]


def test_short_paragraphs_may_come_twice() -> None:
    assert kinds("Ferry laid up\n\nIt stopped.\n\nIt stopped.") == ["title", "body", "body"]
