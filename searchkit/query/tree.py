"""The query as a tree of frozen nodes, which engines evaluate.

Nodes hold text as typed, without quote marks; an engine turns it into terms with `searchkit.text.analysis`. `span` is the
position [start, end) in the query's text, None in nodes of filters. Equal nodes may have different spans.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from searchkit.model.frozen import Frozen

Span = tuple[int, int]


class _Spanned(Frozen):
    """A node with its position in the query."""

    _uncompared = frozenset({"span"})


class Everything(Frozen):
    """All passages: the empty query."""


class Word(_Spanned):
    """A bare word in a TEXT field, by stem. A word that is several tokens (`UN-sponsored`) matches as a phrase."""

    text: str
    field: str = "text"
    span: Span | None = None


class Phrase(_Spanned):
    """Adjacent words of a TEXT field by exact form; case and accents do not matter."""

    text: str
    field: str = "text"
    span: Span | None = None


class Prefix(_Spanned):
    """Words of a TEXT or NAME field whose exact form begins with `text`."""

    text: str
    field: str = "text"
    span: Span | None = None


class Near(_Spanned):
    """Words of a TEXT field by exact form, within `window` words of one passage; in any order unless `ordered`.

    A repeated word must occur as often. Only Python can build this node, the next two and Boost: they have no syntax.
    """

    words: tuple[str, ...]
    window: int
    ordered: bool = False
    field: str = "text"
    span: Span | None = None


class Wildcard(_Spanned):
    """Words of a TEXT or NAME field whose exact form matches a pattern: `*` is any number of letters, `?` is one."""

    text: str
    field: str = "text"
    span: Span | None = None


class Fuzzy(_Spanned):
    """Words of a TEXT or NAME field at an edit distance of at most `distance` letters from a word."""

    text: str
    distance: int = 1
    field: str = "text"
    span: Span | None = None


class Name(_Spanned):
    """Adjacent whole words of a NAME field in order; accents, case and hyphens do not matter."""

    field: str
    text: str
    span: Span | None = None


class Value(_Spanned):
    """The whole value of a VALUE field; accents and case do not matter."""

    field: str
    text: str
    span: Span | None = None


class DateRange(_Spanned):
    """Articles printed in [start, end); None is open. An article of a month or year matches if any day of it does."""

    start: date | None
    end: date | None
    span: Span | None = None


class NumberRange(_Spanned):
    """Values of a NUMBER field in [low, high]; None is open."""

    field: str
    low: float | None
    high: float | None
    span: Span | None = None


class And(Frozen):
    """Passages that match every child; at least two."""

    children: tuple[Node, ...]


class Or(Frozen):
    """Passages that match any child; at least two."""

    children: tuple[Node, ...]


class Not(Frozen):
    """Passages of the unit that do not match the child, among those that have the child's field at all.

    A quote-only or date node negated keeps to quotes or to dated articles: what has no speaker is not "not by Putin".
    """

    child: Node


class Boost(Frozen):
    """Matches of the child, with its score times `factor`."""

    child: Node
    factor: float


Leaf = Word | Phrase | Prefix | Near | Wildcard | Fuzzy | Name | Value | DateRange | NumberRange
Node = Everything | Leaf | And | Or | Not | Boost


def leaves(node: Node) -> tuple[Leaf, ...]:
    """Return every leaf of a tree, in order."""
    match node:
        case Everything():
            return ()
        case And(children) | Or(children):
            return tuple(leaf for child in children for leaf in leaves(child))
        case Not(child) | Boost(child):
            return leaves(child)
        case _:
            return (node,)


def conjunction(first: Node, second: Node) -> Node:
    """Return the And of two nodes, flattened; Everything is left out."""
    parts: list[Node] = []
    for node in (first, second):
        if isinstance(node, And):
            parts.extend(node.children)
        elif not isinstance(node, Everything):
            parts.append(node)
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def disjunction(nodes: tuple[Node, ...]) -> Node:
    """Return the Or of one or more nodes."""
    return nodes[0] if len(nodes) == 1 else Or(nodes)


def flatten(kind: type[And | Or], nodes: Iterable[Node]) -> Node:
    """Return the And or Or of one or more nodes, with the children of nodes of the same kind in their place."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.children if isinstance(node, And | Or) and isinstance(node, kind) else (node,))
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
