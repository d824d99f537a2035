"""Recognises captions and picture credits, the text below a picture, by their form."""

from __future__ import annotations

import re

_PICTURE = r"(?:photo(?:graph)?|image|picture|illustration|graphic)"
CREDIT = re.compile(
    rf"(?:{_PICTURE}s?|video|credit|caption|courtesy|file|handout)\b(?=\s*(?:$|[:/|]|by\b|of\b|courtesy\b|{_PICTURE}))"
    rf"|(?:[\w ]{{0,30}}\s)?{_PICTURE}s?\s*(?:$|/|by\b)|.*\bgetty images\b|(?:afp|ap|epa|reuters|anadolu|xinhua)/",
    re.IGNORECASE,
)
_BRACKETED_CREDIT = re.compile(r"[(\[]\s*([^()\[\]]*)[)\]][\s.]*$")
_BARE_CREDIT = re.compile(
    r"(?<!\S)(?:Photo(?:graph)?s?|PHOTO|Images?|IMAGE|Pictures?|PICTURE|Credit|CREDIT)(?:\s(?:[Bb]y|[Cc]redit))?\s?:\s*"
    r"[^:.\n]{2,80}$|[|/–—-]\s?Getty Images\s*$"
)
_CAPTION_LABEL = re.compile(
    rf"(?:file\s)?{_PICTURE}s?\s?(?:credit|caption)?\s?:|caption\s?:|FILE\s?[-–—]|file\s{_PICTURE}\b|{_PICTURE}s?\s(?:by|courtesy of)\s(?-i:[A-Z])",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 200
LONGEST_CAPTION = 1000


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph is the caption of a picture: "… (Photo: Agency/Name)"."""
    if len(paragraph) > LONGEST_CAPTION:
        return False
    return _CAPTION_LABEL.match(paragraph.lstrip()) is not None or find_credit(paragraph) is not None


def find_credit(paragraph: str) -> int | None:
    """The offset of the picture credit that ends a paragraph, "(Photo: Agency/Name)" or "Photo: Name", or None."""
    start = max(0, len(paragraph) - _LONGEST_CREDIT)
    tail = paragraph[start:]
    opening = max(tail.rfind("("), tail.rfind("["))
    bracketed = _BRACKETED_CREDIT.match(tail, opening) if opening >= 0 else None
    if bracketed and CREDIT.match(bracketed[1]):
        return start + opening
    bare = _BARE_CREDIT.search(tail)
    return start + bare.start() if bare else None
