"""Turns articles into rows, one for each paragraph and quote, for engines without articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from benchmarks.engines.passages import BenchArticle, number_passages
from searchkit.model.passage import Quote
from searchkit.text.analysis import exact_terms, fold, tokens

NAMES = ("speaker", "role", "source", "via", "cue", "place", "author")
VALUES = ("tag", "kind", "type")
MANY = ("place", "author", "tag")


@dataclass(frozen=True, slots=True)
class Row:
    """One passage for an engine without articles.

    `home` is the number of a quote's paragraph, or of the paragraph itself; copies have the same `copy_group`; `day` is
    `date.toordinal`, -1 without a date. `stems`, `exact` and `words` go through the engine's analysis: texts, or searchkit's
    tokens joined by blanks.
    """

    number: int
    article: str
    copy_group: int
    unit: str
    ordinal: int
    home: int
    day: int
    month: str
    confidence: float
    text: str
    stems: str
    exact: str
    title_stems: str
    title_exact: str
    words: dict[str, str]
    values: dict[str, tuple[str, ...]]


class Rows:
    """Turns articles into numbered rows; with `analysed` their texts are searchkit's tokens."""

    def __init__(self, *, analysed: bool) -> None:
        self._analysed = analysed
        self._next = count(1)

    def of(self, articles: Iterable[BenchArticle]) -> list[Row]:
        """The rows of some articles, in order."""
        return [row for article in articles for row in self._article_rows(article)]

    def _article_rows(self, bench_article: BenchArticle) -> Iterator[Row]:
        article = bench_article.extraction.article
        title_stems, title_exact = self._stems_and_exact([article.title or ""])
        shared: dict[str, tuple[str, ...]] = {
            "source": (article.source,) if article.source else (),
            "place": article.places,
            "author": article.authors,
            "tag": article.tags,
        }
        shared_words = self._words(shared)
        day, month = _day(article.date), (article.date or "")[:7]
        homes: dict[str, int] = {}
        for ordinal, passage, kind in number_passages(bench_article.extraction):
            number = next(self._next)
            quote = passage if isinstance(passage, Quote) else None
            home = homes[quote.paragraph] if quote else homes.setdefault(passage.id, number)
            passage_values: dict[str, tuple[str, ...]] = _quote_values(quote, kind) if quote else {"kind": (kind,)}
            spans = quote.spans if quote else ((passage.start, passage.end),)
            stems, exact = self._stems_and_exact([article.text[start:end] for start, end in spans])
            yield Row(
                number=number,
                article=article.id,
                copy_group=bench_article.number,
                unit="quote" if quote else "paragraph",
                ordinal=ordinal,
                home=home,
                day=day,
                month=month,
                confidence=quote.confidence if quote else 0.0,
                text=article.text[passage.start : passage.end],
                stems=stems,
                exact=exact,
                title_stems=title_stems,
                title_exact=title_exact,
                words={**shared_words, **self._words(passage_values)},
                values={**shared, **passage_values},
            )

    def _stems_and_exact(self, texts: Sequence[str]) -> tuple[str, str]:
        if not self._analysed:
            joined = " ".join(texts)
            return joined, joined
        parts = [token for text in texts for token in tokens(text)]
        return " ".join([token.stem for token in parts]), " ".join([token.exact for token in parts])

    def _words(self, values: dict[str, tuple[str, ...]]) -> dict[str, str]:
        words = {}
        for field, several in values.items():
            if field in VALUES:
                words[field] = " ".join(map(slug, several))
            elif self._analysed:
                words[field] = " ".join(term for value in several for term in exact_terms(value))
            else:
                words[field] = " ".join(several)
        return words


def slug(value: str) -> str:
    """A whole value as one word, for engines that split values into words."""
    return "".join(letter if letter.isalnum() else "x" for letter in fold(value))


def _quote_values(quote: Quote, kind: str) -> dict[str, tuple[str, ...]]:
    named = {"speaker": quote.speaker, "role": quote.role, "via": quote.via, "cue": quote.cue}
    values = {**named, "type": quote.type, "kind": kind}
    return {field: (value,) for field, value in values.items() if value}


def _day(printed: str | None) -> int:
    try:
        return date.fromisoformat(printed or "").toordinal()
    except ValueError:
        return -1
