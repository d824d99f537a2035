"""Reads an article's metadata from the keys of a record or front matter: one table of keys for all formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from searchkit.corpus.casing import decapitalise
from searchkit.corpus.ids import printable
from searchkit.text.composition import compose
from searchkit.text.dates import parse_printed_date
from searchkit.text.furniture.bylines import byline_names, find_byline

_FIELD_OF = {
    "id": "id",
    "title": "title",
    "date": "date",
    "source": "source",
    "url": "url",
    "author": "authors",
    "authors": "authors",
    "byline": "authors",
    "place": "places",
    "places": "places",
    "topic": "tags",
    "topics": "tags",
    "tag": "tags",
    "tags": "tags",
    "keyword": "tags",
    "keywords": "tags",
}
_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_KINDS = {str: "a text", dict: "a table", list: "a list", bool: "yes or no", int: "a number", float: "a number"}
_SHOWN = 40  # characters of a value in a remark


@dataclass(frozen=True, slots=True)
class Metadata:
    """The cleaned values. `unused` are keys without a meaning, `doubts` remarks on values that could not be used."""

    id: str | None
    title: str | None
    source: str | None
    date: str | None
    places: tuple[str, ...]
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    url: str | None
    unused: tuple[str, ...]
    doubts: tuple[str, ...]


def read_metadata(values: Mapping[str, Any], ignored: frozenset[str]) -> Metadata:
    """Read the values of all known keys in any case; the keys in `ignored` are neither used nor counted.

    A value may be a string, a whole number, a list of these, or null. White space is collapsed; empty values count as
    missing, repeated ones once.
    """
    fields = _Fields()
    for key, value in values.items():
        name = key.strip().casefold()
        field = _FIELD_OF.get(name)
        if field:
            fields.take(field, name, value)
        elif name not in ignored:
            fields.unused.append(abbreviate(key))
    return Metadata(
        id=fields.single("id"),
        title=fields.single("title"),
        source=fields.single("source"),
        date=fields.date(),
        places=fields.many("places", _places),
        authors=fields.many("authors", _authors),
        tags=fields.many("tags", _tags),
        url=fields.single("url"),
        unused=tuple(fields.unused),
        doubts=tuple(fields.doubts),
    )


def abbreviate(value: Any) -> str:
    """A value as shown in a remark: on one line, and a few words long."""
    text = printable(" ".join(value.split())) if isinstance(value, str) else kind_of(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def kind_of(value: Any) -> str:
    """What to call the type of a value of JSON or YAML that is no string."""
    if value is None:
        return "null"
    return next((name for kind, name in _KINDS.items() if isinstance(value, kind)), "a value")


class _Fields:
    """Collects the strings of each field, each with its key and whether it was in a list."""

    def __init__(self) -> None:
        self.unused: list[str] = []
        self.doubts: list[str] = []
        self._given: dict[str, list[tuple[str, str, bool]]] = {}

    def take(self, field: str, key: str, value: Any) -> None:
        in_list = isinstance(value, list)
        for item in value if in_list else [value]:
            if isinstance(item, bool) or not isinstance(item, str | int | None):
                self.doubts.append(f"{key}: {abbreviate(item)} is not text, left out")
            elif item is not None and (text := _tidy(field, str(item))):
                self._given.setdefault(field, []).append((key, text, in_list))

    def single(self, field: str) -> str | None:
        given = self._given.get(field, [])
        if len(given) > 1:
            self.doubts.append(f"{field}: {len(given)} values, the first is taken")
        return given[0][1] if given else None

    def many(self, field: str, parts: Callable[[str, str], Iterable[str]]) -> tuple[str, ...]:
        values: dict[str, None] = {}
        for key, text, in_list in self._given.get(field, []):
            is_one = in_list and not _BY.match(text)
            values.update(dict.fromkeys([text] if is_one else parts(key, text)))
        return tuple(values)

    def date(self) -> str | None:
        written = self.single("date")
        date = parse_printed_date(written) if written else None
        if written and date is None:
            self.doubts.append(f"date '{abbreviate(written)}' is not understood, left undated")
        return date


def _tidy(field: str, text: str) -> str:
    """Collapse white space and compose accents; not in ids and addresses, where any difference counts."""
    return text.strip() if field in {"id", "url"} else " ".join(compose(text).text.split())


def _split(text: str, *, at_commas: bool) -> list[str]:
    mark = ";" if ";" in text else ","
    if mark == "," and not at_commas:
        return [text]
    return [part for part in map(str.strip, text.split(mark)) if part]


def _tags(_key: str, text: str) -> list[str]:
    return _split(text, at_commas=True)


def _places(key: str, text: str) -> list[str]:
    """Split places: `places: Paris, Berlin` are two, `place: San José, Costa Rica` is one."""
    return _split(text, at_commas=key == "places")


def _authors(_key: str, text: str) -> list[str]:
    if ";" in text:
        return [author for part in _split(text, at_commas=False) for author in _authors(_key, part)]
    names = find_byline(text)
    bare = _BY.sub("", text, count=1)
    if names is None and not _is_surname_first(bare):
        names = byline_names(bare)
    return [decapitalise(name) if " " in name else name for name in names] if names else [bare]


def _is_surname_first(text: str) -> bool:
    """Whether a name has its surname first: "Lovelace, Ada"."""
    return text.count(",") == 1 and byline_names(text.partition(",")[2].strip()) is None
