"""Fixtures that extract an article and show the quotes in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from searchkit.extraction.bundled import load_extractor
from searchkit.model.article import Article
from searchkit.model.frozen import replace
from searchkit.model.passage import Extraction, Quote


@pytest.fixture
def extracted() -> Callable[..., Extraction]:
    """Extract an article from only its text, or also from metadata."""

    def build(text: str, **metadata: object) -> Extraction:
        article = replace(Article(id="a", text=text, path="a.txt"), **metadata)
        return load_extractor().extract(article)

    return build


@pytest.fixture
def quotes_of(extracted: Callable[..., Extraction]) -> Callable[..., tuple[Quote, ...]]:
    """The quotes of a text."""
    return lambda text, **metadata: extracted(text, **metadata).quotes


@pytest.fixture
def said(extracted: Callable[..., Extraction]) -> Callable[..., list[tuple[str | None, str]]]:
    """(speaker, what was said) of every quote of a text, its spans joined by " / "."""

    def build(text: str, **metadata: object) -> list[tuple[str | None, str]]:
        return [
            (quote.speaker, " / ".join(text[start:end] for start, end in quote.spans))
            for quote in extracted(text, **metadata).quotes
        ]

    return build
