"""Errors of a query: its text, its filters and its options."""

from __future__ import annotations

from searchkit.errors.base import SearchkitError


class QueryError(SearchkitError):
    """A query or an option of a search is not understood.

    `span` [start, end) points into `query`; `suggestion` is what to write instead, or None. `option` is the name of the
    filter or argument that is wrong, None for the query's text.
    """

    kind = "query"

    def __init__(
        self,
        message: str,
        *,
        query: str | None = None,
        span: tuple[int, int] | None = None,
        suggestion: str | None = None,
        option: str | None = None,
    ) -> None:
        super().__init__(message, suggestion)
        self.query = query
        self.span = span
        self.suggestion = suggestion
        self.option = option

    def __str__(self) -> str:
        return f"{self.option}: {super().__str__()}" if self.option else super().__str__()


class UnknownField(QueryError):
    """A name that is no field and no filter."""

    kind = "unknown-field"


class UnknownFacet(QueryError):
    """A facet that is no field or cannot be counted."""

    kind = "unknown-facet"


class BadDate(QueryError):
    """A date or period that is not understood."""

    kind = "bad-date"


class BadNumber(QueryError):
    """A number that is not understood or out of its range."""

    kind = "bad-number"


class UnitConflict(QueryError):
    """A filter on quotes together with a unit that is not a quote."""

    kind = "unit-conflict"
