"""Evaluate a query tree over a scope: which documents match, and with what scores."""

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


def evaluate(node: Node, scope: Scope, *, negated: bool = False) -> DocSet:
    """Return what matches a node, or its negation.

    Negation is pushed down to the leaves (De Morgan), because each leaf knows its opposite. A negated node scores nothing.
    Scores are added in the order of the children, so that equal documents score equally to the last bit.
    """
    match node:
        case Everything():
            return scope.nothing() if negated else scope.everything()
        case Not(child):
            matches = evaluate(child, scope, negated=not negated)
            return matches if isinstance(matches, Filter) else ConstantScore(matches.docs)
        case Boost(child, factor):
            matches = evaluate(child, scope, negated=negated)
            return matches if isinstance(matches, Filter) else Boosted(matches, factor)
        case And(children) | Or(children):
            parts = [evaluate(child, scope, negated=negated) for child in children]
            combine = intersect if isinstance(node, And) != negated else unite
            matches = combine(parts, scope.bounds[1])
            return matches if negated else _add_pairs(matches, children, scope)
        case _:
            return scope.match_negated(node) if negated else scope.match(node)


def unique_children(node: Node) -> Node:
    """Return the tree with repeated children of a node left out: they match nothing more, and must not score twice."""
    match node:
        case And(children) | Or(children):
            unique = tuple(dict.fromkeys(map(unique_children, children)))
            return unique[0] if len(unique) == 1 else type(node)(unique)
        case Not(child):
            return Not(unique_children(child))
        case Boost(child, factor):
            return Boost(unique_children(child), factor)
        case _:
            return node


def _add_pairs(matches: DocSet, children: Sequence[Node], scope: Scope) -> DocSet:
    """Add the scores of neighbouring words that stand together, as far as the ranking counts them."""
    ranking = scope.ranking
    evidence: list[ScoredDocs] = []
    for first, second in pairwise(children) if ranking.phrase or ranking.proximity else ():
        if isinstance(first, Word) and isinstance(second, Word) and first.field == second.field == "text":
            if ranking.phrase:
                phrase = scope.match_text(Phrase(f"{first.text} {second.text}"))
                evidence.append(Boosted(phrase, ranking.phrase))
            if ranking.proximity:
                near = scope.match_text(Near((first.text, second.text), WINDOW))
                evidence.append(Boosted(near, ranking.proximity))
    return matches if isinstance(matches, Filter) or not evidence else add_evidence(matches, evidence)


def positive_leaves(node: Node, *, negated: bool = False) -> Iterator[Leaf]:
    """Yield the leaves that a hit may match: those under an even number of negations."""
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
