"""A query tree over a universe: which of its documents match, and with what score."""

from __future__ import annotations

from collections.abc import Iterator

from searchkit.engines.whoosh.rank import Scores
from searchkit.engines.whoosh.universe import Universe
from searchkit.query.tree import And, Everything, Leaf, Node, Not, Or


def matching(node: Node, universe: Universe, *, negated: bool = False) -> Scores:
    """The documents that match a node, or its negation, with their scores.

    A negation is carried down to the leaves (De Morgan), where each knows what its opposite is. What is negated scores
    nothing. Scores are added in the order of the children, so that equal documents score equally to the last bit.
    """
    match node:
        case Everything():
            return {} if negated else dict.fromkeys(universe.docs, 0.0)
        case Not(child):
            return dict.fromkeys(matching(child, universe, negated=not negated), 0.0)
        case And(children) | Or(children):
            parts = (matching(child, universe, negated=negated) for child in children)
            return _in_all(parts) if isinstance(node, And) != negated else _in_any(parts)
        case _:
            return dict.fromkeys(universe.absent(node), 0.0) if negated else universe.scores(node)


def positive_leaves(node: Node, *, negated: bool = False) -> Iterator[Leaf]:
    """The leaves that a hit may match: those that are not negated, or twice."""
    match node:
        case Everything():
            return
        case Not(child):
            yield from positive_leaves(child, negated=not negated)
        case And(children) | Or(children):
            for child in children:
                yield from positive_leaves(child, negated=negated)
        case _:
            if not negated:
                yield node


def _in_all(parts: Iterator[Scores]) -> Scores:
    total = next(parts)
    for part in parts:  # one at a time: a query may have hundreds
        if not total:
            break
        total = {doc: total[doc] + part[doc] for doc in total.keys() & part.keys()}
    return total


def _in_any(parts: Iterator[Scores]) -> Scores:
    total: dict[int, float] = {}
    for part in parts:
        for doc, score in part.items():
            total[doc] = total.get(doc, 0.0) + score
    return total
