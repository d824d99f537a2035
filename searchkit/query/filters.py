"""The filter flags to a tree: OR within one flag, AND between flags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from searchkit.errors import QueryError, UnknownField
from searchkit.fields import BY_NAME, FieldKind
from searchkit.query.leaf import at_least, leaf
from searchkit.query.tree import DateRange, Everything, Leaf, Node, both, either
from searchkit.text.period import Period, parse_date, spanning

SINCE, UNTIL = "since", "until"
FIELD_FILTERS = ("speaker", "source", "via", "place", "author", "tag", "type", "confidence")
FILTERS = (*FIELD_FILTERS, SINCE, UNTIL)


def filter_tree(filters: Mapping[str, Sequence[str]], today: date) -> Node:
    """The tree of the filter flags by their names without dashes; Everything when none has a value.

    `confidence` takes the least that a quote has to have; `since` takes the start of its date and `until` the end, whole
    days, months and years included; each at most once.
    Raises QueryError, BadDate, BadNumber or UnknownField with the flag in the message and no span.
    """
    for flag in filters:
        if flag not in FILTERS:
            raise UnknownField(f"there is no filter {flag!r}", suggestion=f"the filters are {', '.join(FILTERS)}")
    tree: Node = Everything()
    for flag in FIELD_FILTERS:
        if values := filters.get(flag):
            tree = both(tree, either(tuple(_filter(flag, value, today) for value in values)))
    first, last = (_date(flag, filters.get(flag, ()), today) for flag in (SINCE, UNTIL))
    if first or last:
        period = spanning(first, last)
        tree = both(tree, DateRange(period.start, period.end))
    return tree


def _filter(flag: str, value: str, today: date) -> Leaf:
    field = BY_NAME[flag]
    quoted = field.kind is not FieldKind.NAME or "*" not in value
    with _naming(flag):
        if field.kind is FieldKind.NUMBER:
            return at_least(field, value)
        return leaf(field, value, today, quoted=quoted)


def _date(flag: str, values: Sequence[str], today: date) -> Period | None:
    if len(values) > 1:
        raise QueryError(f"--{flag} is given {len(values)} times", suggestion="give it once")
    with _naming(flag):
        return parse_date(values[0], today) if values else None


@contextmanager
def _naming(flag: str) -> Iterator[None]:
    """Put the flag's name in front of what is wrong with its value."""
    try:
        yield
    except QueryError as error:
        raise type(error)(f"--{flag}: {error.message}", suggestion=error.suggestion) from None
