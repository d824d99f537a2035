"""The queries: a mix of common and rare words, and a mix of typical searches of an archive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from benchmarks.engines.passages import Shape
from benchmarks.engines.protocol import BenchQuery
from searchkit.query.request import NEWEST
from searchkit.query.tree import And, DateRange, Name, Node, Not, Or, Phrase, Prefix, Value, Word

THREE_FACETS = ("speaker", "place", "tag")
HISTOGRAM = "date"
FACETS = (*THREE_FACETS, HISTOGRAM)
_SPRING = DateRange(date(1987, 3, 1), date(1987, 4, 1))


def _all(*words: str) -> Node:
    return And(tuple(map(Word, words)))


def _any(*words: str) -> Node:
    return Or(tuple(map(Word, words)))


def _plain(name: str, tree: Node, facets: tuple[str, ...] = ()) -> BenchQuery:
    return BenchQuery(name, tree, facets=facets)


PLAIN_MIX: tuple[BenchQuery, ...] = (
    _plain("said", Word("said")),
    _plain("dollar", Word("dollar")),
    _plain("submarine", Word("submarine")),
    _plain("oil AND prices", _all("oil", "prices")),
    _plain("said AND submarine", _all("said", "submarine")),
    _plain("bank AND rate AND week", _all("bank", "rate", "week")),
    _plain("wheat OR corn", _any("wheat", "corn")),
    _plain("six words, OR", _any("oil", "gas", "prices", "market", "trade", "bank")),
    _plain("said AND NOT company", And((Word("said"), Not(Word("company"))))),
    _plain('"last year"', Phrase("last year")),
    _plain('"the company said"', Phrase("the company said")),
    _plain('"of the"', Phrase("of the")),
    _plain('"freedom of the press"', Phrase("freedom of the press")),
    _plain("econom*", Prefix("econom")),
    _plain("in*", Prefix("in")),
    _plain("oil, place usa", And((Word("oil"), Name("place", "usa")))),
    _plain("prices, tag crude, one month", And((Word("prices"), Value("tag", "crude"), _SPRING))),
)
"""Ten hits and the exact total."""

PLAIN_FACETED: tuple[BenchQuery, ...] = (
    _plain("dollar, one facet", Word("dollar"), ("place",)),
    _plain("said, one facet", Word("said"), ("place",)),
    _plain("oil AND prices, two facets", _all("oil", "prices"), ("place", "tag")),
    _plain("oil, place usa, one facet", And((Word("oil"), Name("place", "usa"))), ("tag",)),
)

USED_MIX: tuple[BenchQuery, ...] = (
    BenchQuery("dollar", Word("dollar"), facets=FACETS),
    BenchQuery("oil AND prices", _all("oil", "prices"), facets=FACETS),
    BenchQuery('"last year"', Phrase("last year"), facets=FACETS),
    BenchQuery("submarine", Word("submarine"), facets=FACETS),
    BenchQuery("said", Word("said"), facets=FACETS),
    BenchQuery("six words, OR", _any("oil", "gas", "prices", "market", "trade", "bank"), facets=FACETS),
    BenchQuery("econom*", Prefix("econom"), facets=FACETS),
    BenchQuery("trade, newest first", Word("trade"), sort=NEWEST, facets=FACETS),
    BenchQuery("oil, quotes", Word("oil"), "quote", facets=FACETS),
    BenchQuery("prices, speaker minister", And((Word("prices"), Name("role", "minister"))), "quote", facets=FACETS),
    BenchQuery("oil, place usa, one month", And((Word("oil"), Name("place", "usa"), _SPRING)), facets=FACETS),
)
"""Ten hits, the exact total, three facets and the months, over paragraphs and quotes."""


@dataclass(frozen=True, slots=True)
class Mix:
    """Queries timed together. The goals are ratios with `against_peers`, else `goal_ms`."""

    title: str
    queries: tuple[BenchQuery, ...]
    against_peers: bool = False
    goal_ms: float | None = None


def mixes(shape: Shape) -> tuple[Mix, ...]:
    """The mixes for a shape of the archive."""
    if shape.quotes:
        without_facets = tuple(replace(query, facets=()) for query in USED_MIX)
        return (
            Mix("ten hits + total, as used", without_facets, against_peers=True),
            Mix("ten hits + total + three facets + months, as used", USED_MIX, goal_ms=1.0),
        )
    return (
        Mix("ten hits + total", PLAIN_MIX, against_peers=True),
        Mix("ten hits + total + facets", PLAIN_FACETED),
    )
