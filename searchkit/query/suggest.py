"""What to ask instead when little was found: a name in full, a phrase's words apart, or whole articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from searchkit.model.results import Suggestion
from searchkit.query.tree import And, Name, Node, Phrase, Prefix, Value, Word, leaves
from searchkit.query.unparse import all_words, to_arguments, to_query

_MOST_NAME_WORDS = 3

Total = Callable[[Node, str | None], int]
"""How many hits a query has in a unit, under the filters that were given."""


def suggest(asked: Node, unit: str | None, found: int, total: Total, *, quotes_only: bool) -> Suggestion | None:
    """A question that finds more than the `found` hits of `asked`, or None.

    `quotes_only` says that a filter keeps to quotes, so that articles cannot be asked for.
    """
    for named in () if found else _longer_names(asked):
        if more := total(named, unit):
            return _suggestion(named, unit, more, whole_name=True)
    words = all_words(asked)
    if words is not None and not found and (more := total(words, unit)):
        return _suggestion(words, unit, more)
    wider = words or asked
    if unit is None and not quotes_only and isinstance(wider, And) and _of_text(wider):
        articles = total(wider, "article")
        return _suggestion(wider, "article", articles) if articles > found else None
    return None


def _suggestion(tree: Node, unit: str | None, total: int, *, whole_name: bool = False) -> Suggestion:
    return Suggestion(to_query(tree), to_arguments(tree), unit, total, whole_name)


def _longer_names(asked: Node) -> Iterator[Node]:
    """`speaker:ada pell`, as a shell hands on `speaker:"ada pell"`: with the words behind the first name as part of it."""
    children = asked.children if isinstance(asked, And) else ()
    for at, name in enumerate(children):
        if isinstance(name, Name | Value):
            words = _leading_words(children[at + 1 : at + 1 + _MOST_NAME_WORDS])
            for count in range(len(words), 0, -1):
                longer = type(name)(name.field, " ".join([name.text, *words[:count]]))
                rest = (*children[:at], longer, *children[at + 1 + count :])
                yield And(rest) if len(rest) > 1 else longer
            return


def _leading_words(nodes: Sequence[Node]) -> list[str]:
    """The bare words that nodes begin with."""
    words = takewhile(lambda node: isinstance(node, Word) and node.field == "text", nodes)
    return [word.text for word in words if isinstance(word, Word)]


def _of_text(tree: Node) -> bool:
    return all(isinstance(leaf, Word | Phrase | Prefix) and leaf.field == "text" for leaf in leaves(tree))
