"""A query tree over a universe: which documents match, and with what score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from searchkit.engines.whoosh.matching.docsets import (
    Boosted,
    ConstantScore,
    DocSet,
    Filter,
    ScoredDocs,
    add_evidence,
    intersect,
    unite,
)
from searchkit.engines.whoosh.matching.passage_scope import Scope
from searchkit.engines.whoosh.searcher.bm25 import WINDOW
from searchkit.query.tree import And, Boost, Everything, Leaf, Near, Node, Not, Or, Phrase, Word


def evaluate(node: Node, universe: Scope, *, negated: bool = False) -> DocSet:
    """What matches a node, or its negation.

    A negation is carried down to the leaves (De Morgan), where each knows what its opposite is. What is negated scores
    nothing. Scores are added in the order of the children, so that equal documents score equally to the last bit.
    """
    match node:
        case Everything():
            return universe.nothing() if negated else universe.everything()
        case Not(child):
            found = evaluate(child, universe, negated=not negated)
            return found if isinstance(found, Filter) else ConstantScore(found.docs)
        case Boost(child, factor):
            found = evaluate(child, universe, negated=negated)
            return found if isinstance(found, Filter) else Boosted(found, factor)
        case And(children) | Or(children):
            parts = [evaluate(child, universe, negated=negated) for child in children]
            found = intersect(parts) if isinstance(node, And) != negated else unite(parts, universe.bounds[1])
            return found if negated else _with_pairs(found, children, universe)
        case _:
            return universe.absent(node) if negated else universe.found(node)


def each_once(node: Node) -> Node:
    """The same question with what is asked twice in one place asked once: it says no more, and must not count double."""
    match node:
        case And(children) | Or(children):
            left = tuple(dict.fromkeys(map(each_once, children)))
            return left[0] if len(left) == 1 else type(node)(left)
        case Not(child):
            return Not(each_once(child))
        case Boost(child, factor):
            return Boost(each_once(child), factor)
        case _:
            return node


def _with_pairs(found: DocSet, children: Sequence[Node], universe: Scope) -> DocSet:
    """What was found, with the scores of neighbouring words that stand together, as far as the ranking counts them."""
    ranking = universe.ranking
    evidence: list[ScoredDocs] = []
    for first, second in pairwise(children) if ranking.phrase or ranking.proximity else ():
        if isinstance(first, Word) and isinstance(second, Word) and first.field == second.field == "text":
            if ranking.phrase:
                phrase = universe.matches(Phrase(f"{first.text} {second.text}"))
                evidence.append(Boosted(phrase, ranking.phrase))
            if ranking.proximity:
                near = universe.matches(Near((first.text, second.text), WINDOW))
                evidence.append(Boosted(near, ranking.proximity))
    return found if isinstance(found, Filter) or not evidence else add_evidence(found, evidence)


def positive_leaves(node: Node, *, negated: bool = False) -> Iterator[Leaf]:
    """The leaves that a hit may match: those that are not negated, or twice."""
    match node:
        case Everything():
            return
        case Not(child):
            yield from positive_leaves(child, negated=not negated)
        case Boost(child):
            yield from positive_leaves(child, negated=negated)
        case And(children) | Or(children):
            for child in children:
                yield from positive_leaves(child, negated=negated)
        case _:
            if not negated:
                yield node
