"""Checks of the options of a search: unit, sort, page, facets and histogram."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from searchkit.errors import QueryError, UnitConflict, UnknownFacet
from searchkit.fields import BY_NAME, FACETS, UNITS
from searchkit.query.request import HISTOGRAMS, SORTS, Request
from searchkit.query.tree import DateRange, Leaf, Node, leaves

_ALIKE = 0.6
"""How similar a name must be to be suggested, from 0 to 1."""


def make_request(
    tree: Node,
    unit: str | None,
    sort: str,
    offset: int,
    limit: int,
    facets: Sequence[str],
    histogram: str | None,
) -> Request:
    """Return the request for a query with its options; raises QueryError, UnknownFacet or UnitConflict."""
    _check_choice("unit", unit, UNITS)
    _check_choice("sort", sort, SORTS)
    _check_number("offset", offset)
    _check_number("limit", limit)
    _check_unit(tree, unit)
    fields = tuple(_facet_field(name) for name in as_values("facets", facets))
    _check_choice("histogram", histogram, HISTOGRAMS)
    return Request(tree, unit, sort, offset, limit, fields, histogram)


def filter_values(filters: Mapping[str, Sequence[str]] | None) -> dict[str, tuple[str, ...]]:
    """Return the values of each filter; raises QueryError."""
    return {name: as_values(name, values) for name, values in (filters or {}).items()}


def as_values(name: str, values: Sequence[str]) -> tuple[str, ...]:
    """Return the values of an option that takes several; raises QueryError for a bare str."""
    if isinstance(values, str):
        raise QueryError(f"{name} is one text", suggestion=f'write a list: ["{values}"]')
    return tuple(values)


def is_on_quotes(leaf: Leaf) -> bool:
    """Return whether only quotes can match a leaf."""
    return not isinstance(leaf, DateRange) and BY_NAME[leaf.field].on_quotes_only


def _check_choice(name: str, value: str | None, choices: Sequence[str]) -> None:
    if value is not None and value not in choices:
        raise QueryError(f"there is no {name} {value!r}", suggestion=f"write {_either(choices)}")


def _either(choices: Sequence[str]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def _check_number(name: str, number: int) -> None:
    if not isinstance(number, int) or number < 0:
        raise QueryError(f"{name} is {number!r}", suggestion="write a whole number from 0 on")


def _facet_field(name: str) -> str:
    field = BY_NAME.get(name)
    if field is not None and field.facet:
        return field.name
    message = f"{name} cannot be counted" if field else f"there is no such field: {name}"
    raise UnknownFacet(message, suggestion=_nearest_facet(name), option="facets")


def _nearest_facet(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    nearest = get_close_matches(name, FACETS, 1, _ALIKE)
    return f"did you mean {nearest[0]}?" if nearest else f"facets are {', '.join(FACETS)}"


def _check_unit(tree: Node, unit: str | None) -> None:
    """Raises UnitConflict where a filter is on quotes and the unit is another."""
    if unit in {None, "quote"}:
        return
    for leaf in leaves(tree):
        if not isinstance(leaf, DateRange) and is_on_quotes(leaf):
            message = f"only quotes have a {leaf.field}, and the unit is {unit}"
            raise UnitConflict(message, suggestion="leave it out, or make it quote", option="unit")
