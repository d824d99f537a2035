"""Filters to a tree: OR between the values of one filter, AND between filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from searchkit.errors import QueryError, UnknownField
from searchkit.fields import BY_NAME, FIELDS, FieldKind
from searchkit.query.leaf import leaf, minimum_leaf
from searchkit.query.tree import DateRange, Everything, Leaf, Node, conjunction, disjunction
from searchkit.text.period import Period, parse_date, spanning

SINCE, UNTIL = "since", "until"
FIELD_FILTERS = tuple(field.name for field in FIELDS if field.filter_help)
FILTERS = (*FIELD_FILTERS, SINCE, UNTIL)


def filter_tree(filters: Mapping[str, Sequence[str]], today: date) -> Node:
    """Return the tree of filters, by their names; Everything if none has a value.

    `confidence` is the least of a quote. A match lies between the first day of `since` and the last of `until`, each of
    which has at most one value. Raises QueryError, BadDate, BadNumber or UnknownField, whose `option` is the filter.
    """
    for name in filters:
        if name not in FILTERS:
            raise UnknownField(f"there is no filter {name!r}", suggestion=f"the filters are {', '.join(FILTERS)}")
    tree: Node = Everything()
    for name in FIELD_FILTERS:
        if values := filters.get(name):
            tree = conjunction(tree, disjunction(tuple(_filter(name, value, today) for value in values)))
    first, last = (_date(name, filters.get(name, ()), today) for name in (SINCE, UNTIL))
    if first or last:
        period = spanning(first, last)
        tree = conjunction(tree, DateRange(period.start, period.end))
    return tree


def _filter(name: str, value: str, today: date) -> Leaf:
    field = BY_NAME[name]
    quoted = field.kind is not FieldKind.NAME or "*" not in value
    with _raising_with_option(name):
        if field.kind is FieldKind.NUMBER:
            return minimum_leaf(field, value)
        return leaf(field, value, today, quoted=quoted)


def _date(name: str, values: Sequence[str], today: date) -> Period | None:
    if len(values) > 1:
        raise QueryError(f"given {len(values)} times", suggestion="give it once", option=name)
    with _raising_with_option(name):
        return parse_date(values[0], today) if values else None


@contextmanager
def _raising_with_option(name: str) -> Iterator[None]:
    """Add the filter's name to a QueryError of the body, and leave out its span."""
    try:
        yield
    except QueryError as error:
        raise type(error)(error.message, suggestion=error.suggestion, option=name) from None
