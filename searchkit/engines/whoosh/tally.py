"""The statistics of an index, kept exact through every change: ranking needs counts and lengths of live documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from searchkit.engines.whoosh.documents import Group
from searchkit.engines.whoosh.schema import PARAGRAPH, QUOTE
from searchkit.engines.whoosh.snapshot import Snapshot
from searchkit.engines.whoosh.state import State


class Tally(NamedTuple):
    """What documents add to the statistics: how many there are, and their lengths in tokens."""

    articles: int = 0
    paragraphs: int = 0
    quotes: int = 0
    paragraph_length: int = 0
    quote_length: int = 0
    title_length: int = 0

    def plus(self, other: Tally, sign: int = 1) -> Tally:
        """The sum, or with a sign of -1 the difference."""
        return Tally(*(mine + sign * others for mine, others in zip(self, other, strict=True)))


def tally_of_group(group: Group) -> Tally:
    """The documents of an article that is added."""
    tally = Tally(articles=1, title_length=int(group.numbers["title_length"]))
    for document in group.documents:
        tally = tally.plus(_tally_of_passage(document.unit, int(document.numbers["length"])))
    return tally


def tally_of_docs(snapshot: Snapshot, docs: range) -> Tally:
    """The documents of an article that is there, its own first."""
    units, lengths = snapshot.numbers("unit"), snapshot.numbers("length")
    tally = Tally(articles=1, title_length=snapshot.numbers("title_length")[docs[0]])
    for doc in docs:
        tally = tally.plus(_tally_of_passage(units[doc], lengths[doc]))
    return tally


def _tally_of_passage(unit: int, length: int) -> Tally:
    if unit == PARAGRAPH:
        return Tally(paragraphs=1, paragraph_length=length)
    return Tally(quotes=1, quote_length=length) if unit == QUOTE else Tally()


def tally_of_state(state: State) -> Tally:
    """All documents of an index."""
    counts, lengths = state.manifest.counts, state.lengths
    return Tally(
        counts["article"],
        counts["paragraph"],
        counts["quote"],
        lengths["paragraph"],
        lengths["quote"],
        lengths["title"],
    )


def state_with(base: State, tally: Tally, notes: Mapping[str, Any], files: Mapping[str, int]) -> State:
    """The state of a new generation, of the versions of the one before."""
    counts = {"article": tally.articles, "paragraph": tally.paragraphs, "quote": tally.quotes}
    lengths = {
        "article": tally.paragraph_length,  # an article is as long as its paragraphs together
        "paragraph": tally.paragraph_length,
        "quote": tally.quote_length,
        "title": tally.title_length,
    }
    return State(replace(base.manifest, counts=counts, notes=dict(notes)), lengths, files)
