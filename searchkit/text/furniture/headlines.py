"""Headlines: a short line that is no sentence. The rule for titles is stricter than the one for paragraphs."""

from __future__ import annotations

import re

from searchkit.text.furniture.datelines import find_dateline

_LONGEST_TITLE = 160  # characters
_LONGEST_PARAGRAPH = 200
_CLOSING_MARKS = "\"'”’»)]*_ "
_QUOTATION_MARKS = "\"”’'»"
_STOPS = (".", ":", ",", ";")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2}$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|Bros|No|etc)\.$")


def is_title(line: str) -> bool:
    """Whether a line may be an article's title: has letters, no dateline, and no stop at its end but an abbreviation's."""
    if not 0 < len(line) <= _LONGEST_TITLE or not any(letter.isalpha() for letter in line) or find_dateline(line):
        return False
    bare = line.rstrip(_CLOSING_MARKS)
    return not bare.endswith((*_STOPS, "…")) or _ABBREVIATION.search(bare) is not None


def is_headline_paragraph(paragraph: str) -> bool:
    """Whether a paragraph may be a headline or standfirst: short, without a dateline, and without any stop at its end.

    An abbreviation's full stop counts here: a first paragraph that ends in "Inc." is more often a sentence.
    """
    if len(paragraph) > _LONGEST_PARAGRAPH or paragraph.rstrip(_QUOTATION_MARKS).endswith(_STOPS):
        return False
    return not find_dateline(paragraph)
