from __future__ import annotations

import pytest

from searchkit.text.furniture.headlines import is_headline_paragraph, is_title


@pytest.mark.parametrize("line", ["Harbour strike ends", "“We will not sell”", "War or peace?", "Jobs at U.S. Steel"])
def test_both_rules_take_a_short_line_without_a_stop(line: str) -> None:
    assert is_title(line)
    assert is_headline_paragraph(line)


@pytest.mark.parametrize(
    "line", ["The strike ended.", "“It ended.”", "He said:", "First,", "GENEVA (Wire) – Talks ended"]
)
def test_neither_rule_takes_a_sentence_or_a_dateline(line: str) -> None:
    assert not is_title(line)
    assert not is_headline_paragraph(line)


@pytest.mark.parametrize(
    ("line", "title", "paragraph"),
    [
        ("Talks fail at Acme Inc.", True, False),
        ("Trade with the U.S.", True, False),
        ("To be continued…", False, True),
        ("6.37", False, True),
        ("The strike ended.)", False, True),
        ("strike " * 24, False, True),
        ("strike " * 30, False, False),
        ("", False, True),
    ],
)
def test_where_the_rules_differ(line: str, *, title: bool, paragraph: bool) -> None:
    assert is_title(line) is title
    assert is_headline_paragraph(line) is paragraph
