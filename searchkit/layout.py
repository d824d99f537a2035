"""How a printed article is laid out: bylines, datelines and captions, as a line of text shows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dateline:
    """`ERBIL (Kurdistan 24) – ` at the head of a paragraph: `end` is the offset where the sentence begins."""

    end: int
    place: str | None
    source: str | None
    date: str | None


def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline a paragraph opens with, or None. `date` is as written ("Oct 21, 2019"), without parsing."""
    raise NotImplementedError


def find_byline(line: str) -> tuple[str, ...] | None:
    """The authors a byline such as "By Ada Lovelace and Alan Turing" names, or None when the line is no byline."""
    raise NotImplementedError


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph is the text below a picture: "… (Photo: Agency/Name)"."""
    raise NotImplementedError
