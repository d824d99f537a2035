"""What to ask instead when little was found: a phrase's words apart, or whole articles."""

from __future__ import annotations

from collections.abc import Callable

from searchkit.query.render import all_words, to_arguments, to_query
from searchkit.query.tree import And, Node, Phrase, Prefix, Word, leaves
from searchkit.results import Suggestion

Total = Callable[[Node, str | None], int]
"""How many hits a query has in a unit, under the filters that were given."""


def suggest(asked: Node, unit: str | None, found: int, total: Total, *, quotes_only: bool) -> Suggestion | None:
    """A question that finds more than the `found` hits of `asked`, or None.

    `quotes_only` says that a filter keeps to quotes, so that articles cannot be asked for.
    """
    words = all_words(asked)
    if words is not None and not found and (more := total(words, unit)):
        return _suggestion(words, unit, more)
    wider = words or asked
    if unit is None and not quotes_only and isinstance(wider, And) and _of_text(wider):
        articles = total(wider, "article")
        return _suggestion(wider, "article", articles) if articles > found else None
    return None


def _suggestion(tree: Node, unit: str | None, total: int) -> Suggestion:
    return Suggestion(to_query(tree), to_arguments(tree), unit, total)


def _of_text(tree: Node) -> bool:
    return all(isinstance(leaf, Word | Phrase | Prefix) and leaf.field == "text" for leaf in leaves(tree))
