"""What a query is asked of, passages or whole articles: which of them match a leaf or its negation, and their scores."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property

from searchkit.engines.whoosh.days import days_of
from searchkit.engines.whoosh.leaves import Frequencies, Leaves
from searchkit.engines.whoosh.rank import CONSTANT, Scores, bm25
from searchkit.engines.whoosh.schema import ARTICLE, PARAGRAPH, QUOTE, UNIT_NAMES
from searchkit.engines.whoosh.snapshot import Snapshot
from searchkit.fields import BY_NAME, FieldKind
from searchkit.query.tree import DateRange, Leaf, Phrase, Prefix, Word


class Universe:
    """The live documents of some units.

    With `undated_pass`, undated ones pass every date filter, whichever way round: to count what such filters leave out.
    """

    def __init__(self, leaves: Leaves, units: frozenset[int], *, undated_pass: bool = False) -> None:
        self._leaves = leaves
        self._snapshot = leaves.snapshot
        self._wanted = units
        self._units = self._snapshot.numbers("unit")
        self._undated_pass = undated_pass

    @cached_property
    def docs(self) -> set[int]:
        """All of them."""
        return self._of_units(self._wanted)

    def scores(self, leaf: Leaf) -> Scores:
        """Those that match a leaf, with its score; filters score 0."""
        if self._undated_pass and isinstance(leaf, DateRange):
            return dict.fromkeys(undated(self._snapshot, self.docs), 0.0)
        found = self._frequencies(leaf)
        scores: dict[int, float] = {}
        for unit in sorted(self._wanted):
            scores |= self._scores(leaf, unit, {doc: often for doc, often in found.items() if self._units[doc] == unit})
        return scores

    def absent(self, leaf: Leaf) -> Collection[int]:
        """Those that match a leaf's negation: of the documents that have such a field at all, the others."""
        if isinstance(leaf, DateRange):
            left = undated(self._snapshot, self.docs)
            return left if self._undated_pass else self.docs - left - self._frequencies(leaf).keys()
        candidates = self._of_units(self._wanted & {QUOTE}) if BY_NAME[leaf.field].on_quotes_only else self.docs
        return candidates - self._frequencies(leaf).keys()

    def _frequencies(self, leaf: Leaf) -> Frequencies:
        return self._leaves.frequencies(leaf)

    def _of_units(self, units: Collection[int]) -> set[int]:
        return {doc for doc in self._snapshot.live() if self._units[doc] in units}

    def _scores(self, leaf: Leaf, unit: int, found: Frequencies) -> Mapping[int, float]:
        if isinstance(leaf, Prefix) and BY_NAME[leaf.field].kind is FieldKind.TEXT:
            return dict.fromkeys(found, CONSTANT)
        if not isinstance(leaf, Word | Phrase):
            return dict.fromkeys(found, 0.0)
        state, having, name, lengths = self._snapshot.state, len(found), UNIT_NAMES[unit], "length"
        if leaf.field == "title":
            # A title is the article's, so its statistics are those of articles, whatever unit is listed.
            having = sum(self._units[doc] == ARTICLE for doc in self._leaves.frequencies(leaf))
            name, lengths = "title", "title_length"
        count = state.manifest.counts["article" if name == "title" else name]
        return bm25(found, self._snapshot.numbers(lengths), having, count, state.lengths[name])


class Articles(Universe):
    """The live articles, by the article's own document.

    An article matches a leaf when one of its paragraphs does, its title (for a leaf on the text) or its own fields.
    """

    def __init__(self, leaves: Leaves, *, undated_pass: bool = False) -> None:
        super().__init__(leaves, frozenset({ARTICLE}), undated_pass=undated_pass)
        self._by_article: dict[Leaf, Frequencies] = {}

    def _frequencies(self, leaf: Leaf) -> Frequencies:
        if leaf not in self._by_article:
            self._by_article[leaf] = self._gathered(leaf)
        return self._by_article[leaf]

    def _gathered(self, leaf: Leaf) -> Frequencies:
        back = self._snapshot.numbers("back")
        if not isinstance(leaf, Word | Phrase | Prefix) or leaf.field != "text":
            found = self._leaves.frequencies(leaf)
            return {doc - back[doc]: often for doc, often in found.items() if self._units[doc] != QUOTE}
        # A title is often printed as a paragraph too, so it counts only where no paragraph has the word.
        titled = self._leaves.frequencies(replace(leaf, field="title"))
        articles = {doc: often for doc, often in titled.items() if self._units[doc] == ARTICLE}
        in_text: dict[int, float] = {}
        for doc, often in self._leaves.frequencies(leaf).items():
            if self._units[doc] == PARAGRAPH:
                in_text[doc - back[doc]] = in_text.get(doc - back[doc], 0.0) + often
        return articles | in_text


def undated(snapshot: Snapshot, docs: Collection[int]) -> set[int]:
    """Those of some documents whose article has no date."""
    column = snapshot.values("date")
    blank = {ref for ref, values in enumerate(column.table) if not values or days_of(values[0]) is None}
    return {doc for doc in docs if column.refs[doc] in blank}
