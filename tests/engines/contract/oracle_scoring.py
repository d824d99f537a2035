"""The score of a document of the oracle: BM25 by its textbook formula, unit by unit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.model.frozen import replace
from searchkit.query.tree import And, Boost, Fuzzy, Near, Node, Not, Or, Phrase, Prefix, Wildcard, Word
from searchkit.text.analysis import FUNCTION_WORDS, exact_terms
from tests.engines.contract.oracle_documents import Document, content_words
from tests.engines.contract.oracle_matching import Matching

K1, B = 1.2, 0.75


@dataclass(frozen=True)
class Scoring:
    """Scores documents of a collection; an article gets `title_weight` times the score that its title gets alone."""

    matching: Matching
    documents: Sequence[Document]
    title_weight: float

    def score(self, node: Node, document: Document) -> float:
        """The sum over the leaves that match; filters score 0."""
        match node:
            case And(children) | Or(children):
                matching = [child for child in children if self.matching.matches(child, document)]
                return sum(self.score(child, document) for child in matching)
            case Boost(child, factor):
                return factor * self.score(child, document)
            case Word(text) if len(exact_terms(text)) == 1 and exact_terms(text)[0] in FUNCTION_WORDS:
                return 0.0
            case Word() | Phrase() | Near():
                return self._bm25(node, document) + self._title_score(node, document)
            case Prefix(_, "text" | "title") | Wildcard(_, "text" | "title") | Fuzzy(_, _, "text" | "title"):
                return 1.0 if self.matching.frequency(node, document) else 0.0
        return 0.0

    def _title_score(self, leaf: Word | Phrase | Near, document: Document) -> float:
        if document.unit != "article" or leaf.field != "text" or not self.matching.frequency(leaf, document):
            return 0.0
        return self.title_weight * self._bm25(replace(leaf, field="title"), document)

    def _bm25(self, leaf: Word | Phrase | Near, document: Document) -> float:
        frequency = self.matching.frequency(leaf, document)
        if not frequency:
            return 0.0
        unit = "article" if leaf.field == "title" else document.unit
        collection = [other for other in self.documents if other.unit == unit]
        matching = sum(1 for other in collection if self.matching.frequency(leaf, other))
        idf = math.log(1 + (len(collection) - matching + 0.5) / (matching + 0.5))
        average = max(sum(_length(leaf.field, other) for other in collection), 1) / len(collection)
        norm = K1 * (1 - B + B * _length(leaf.field, document) / average)
        return idf * frequency * (K1 + 1) / (frequency + norm)


def _length(field: str, document: Document) -> int:
    return content_words(document.terms("title")) if field == "title" else document.length


def drop_repeated_children(node: Node) -> Node:
    """The same query without repeated children of AND and OR: a repeated word counts once."""
    if isinstance(node, Not | Boost):
        return replace(node, child=drop_repeated_children(node.child))
    if not isinstance(node, And | Or):
        return node
    children = tuple(dict.fromkeys(map(drop_repeated_children, node.children)))
    return children[0] if len(children) == 1 else replace(node, children=children)
