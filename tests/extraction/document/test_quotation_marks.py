"""What stands between quotation marks."""

from __future__ import annotations

import pytest

from searchkit.extraction.document.quotation_marks import find_quoted_spans


def inside(text: str, *, runs_on: bool = False) -> list[str]:
    return [text[one.start : one.end] for one in find_quoted_spans(text, 0, len(text), runs_on=runs_on)]


@pytest.mark.parametrize(
    "text",
    [
        "“It floats,” she said.",
        '"It floats," she said.',
        "‘It floats,’ she said.",
        "'It floats,' she said.",
        "„It floats,“ she said.",
        "« It floats, » she said.",
        "»It floats,« she said.",
        "``It floats,'' she said.",
        '“It floats," she said.',
    ],
)
def test_every_kind_of_mark_counts(text: str) -> None:
    assert inside(text) == ["It floats,"]


@pytest.mark.parametrize(
    "text", ["the captain’s boat isn’t here", "the boys' boat, the girls' oars", "5' 10\" tall", "’tis the ’90s"]
)
def test_apostrophes_and_inch_marks_quote_nothing(text: str) -> None:
    assert inside(text) == []


def test_an_apostrophe_inside_single_marks_closes_nothing() -> None:
    assert inside("‘It isn’t the boys’ fault,’ he said. ‘It’s ours.’") == ["It isn’t the boys’ fault,", "It’s ours."]


def test_a_plural_can_end_single_marks() -> None:
    assert inside("The ‘reforms’ were a ‘sham’.") == ["reforms", "sham"]


def test_quotes_in_quotes_stay_inside_the_outer_one() -> None:
    assert inside("“He said, ‘Row,’ and we rowed,” she said.") == ["He said, ‘Row,’ and we rowed,"]
    assert inside("‘He said, “Row,” and we rowed,’ she said.") == ["He said, “Row,” and we rowed,"]
    assert inside("“The sign said “Keep off” in red,” she said.") == ["The sign said “Keep off” in red,"]
    assert inside('"The sign said “Keep off” in red," she said.') == ["The sign said “Keep off” in red,"]


def test_a_mark_that_is_never_closed_runs_to_the_paragraph_s_end() -> None:
    text = "She said: “We rowed. We sang."
    (span,) = find_quoted_spans(text, 0, len(text))
    assert (text[span.start : span.end], span.closed) == ("We rowed. We sang.", False)


def test_a_single_mark_runs_on_only_if_the_next_paragraph_opens_with_one() -> None:
    assert inside("‘We rowed. We sang.") == []
    assert inside("‘We rowed. We sang.", runs_on=True) == ["We rowed. We sang."]


def test_an_inch_mark_inside_a_quote_does_not_close_it() -> None:
    assert inside("“I’m 5' 10\" and I row,” she said.") == ["I’m 5' 10\" and I row,"]


def test_a_stray_closing_mark_and_empty_marks_quote_nothing() -> None:
    assert inside("It floats,” she said.") == []
    assert inside('“” and "" and “ ”') == []


def test_marks_in_a_row_are_an_ornament() -> None:
    assert inside('"""""" and “““““') == []


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u200e\u200f", "\u00ad", "*", "> ", "• "])
def test_what_is_not_seen_before_a_mark_does_not_shut_it(unseen: str) -> None:
    assert inside(f'Then {unseen}"It floats," she said.') == ["It floats,"]
