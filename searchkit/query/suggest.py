"""Another query if there are few hits: with a longer name, without phrases, or for whole articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from searchkit.model.results import Suggestion
from searchkit.query.tree import And, Name, Node, Phrase, Prefix, Value, Word, leaves
from searchkit.query.unparse import all_words, to_arguments, to_query

_MAX_NAME_WORDS = 3

Total = Callable[[Node, str | None], int]
"""Counts the hits of a query in a unit, with the filters of the search."""


def suggest(tree: Node, unit: str | None, hits: int, total: Total, *, quotes_only: bool) -> Suggestion | None:
    """Return a query that has more hits than `tree`, which has `hits`, or None.

    `quotes_only` says that a filter is on quotes, which articles do not match.
    """
    for named in () if hits else _longer_names(tree):
        if more := total(named, unit):
            return _suggestion(named, unit, more, whole_name=True)
    words = all_words(tree)
    if words is not None and not hits and (more := total(words, unit)):
        return _suggestion(words, unit, more)
    wider = words or tree
    if unit is None and not quotes_only and isinstance(wider, And) and _of_text(wider):
        articles = total(wider, "article")
        return _suggestion(wider, "article", articles) if articles > hits else None
    return None


def _suggestion(tree: Node, unit: str | None, total: int, *, whole_name: bool = False) -> Suggestion:
    return Suggestion(to_query(tree), to_arguments(tree), unit, total, whole_name)


def _longer_names(tree: Node) -> Iterator[Node]:
    """Yield trees whose first name takes in the words after it, because a shell removes the marks of `speaker:"ada pell"`."""
    children = tree.children if isinstance(tree, And) else ()
    for index, name in enumerate(children):
        if isinstance(name, Name | Value):
            words = _leading_words(children[index + 1 : index + 1 + _MAX_NAME_WORDS])
            for count in range(len(words), 0, -1):
                longer = type(name)(name.field, " ".join([name.text, *words[:count]]))
                rest = (*children[:index], longer, *children[index + 1 + count :])
                yield And(rest) if len(rest) > 1 else longer
            return


def _leading_words(nodes: Sequence[Node]) -> list[str]:
    """Return the words that nodes begin with."""
    words = takewhile(lambda node: isinstance(node, Word) and node.field == "text", nodes)
    return [word.text for word in words if isinstance(word, Word)]


def _of_text(tree: Node) -> bool:
    return all(isinstance(leaf, Word | Phrase | Prefix) and leaf.field == "text" for leaf in leaves(tree))
