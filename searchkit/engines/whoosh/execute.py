"""A query tree over a universe: which documents of a segment match, and with what score."""

from __future__ import annotations

from collections.abc import Iterator

from searchkit.engines.whoosh.matches import Found, Plain, Sieve, Times, in_all, in_any
from searchkit.engines.whoosh.universe import Universe
from searchkit.query.tree import And, Boost, Everything, Leaf, Node, Not, Or


def matching(node: Node, universe: Universe, part: int, *, negated: bool = False) -> Found:
    """What matches a node, or its negation, in a segment.

    A negation is carried down to the leaves (De Morgan), where each knows what its opposite is. What is negated scores
    nothing. Scores are added in the order of the children, so that equal documents score equally to the last bit.
    """
    match node:
        case Everything():
            return universe.nothing() if negated else universe.everything(part)
        case Not(child):
            found = matching(child, universe, part, negated=not negated)
            return found if isinstance(found, Sieve) else Plain(found.docs)
        case Boost(child, factor):
            found = matching(child, universe, part, negated=negated)
            return found if isinstance(found, Sieve) else Times(found, factor)
        case And(children) | Or(children):
            parts = [matching(child, universe, part, negated=negated) for child in children]
            if isinstance(node, And) != negated:
                return in_all(parts)
            return in_any(parts, universe.bounds(part)[1])
        case _:
            return universe.absent(node, part) if negated else universe.found(node, part)


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
