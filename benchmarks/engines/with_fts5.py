"""SQLite FTS5: a full-text table without contents, a plain table with them, and a table of fields with several values."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.engines.passages import BenchArticle
from benchmarks.engines.protocol import SHOWN, BenchQuery, BenchResult, Searcher
from benchmarks.engines.rows import MANY, NAMES, VALUES, Row, Rows, slug
from searchkit.query.request import NEWEST
from searchkit.query.tree import And, DateRange, Name, Node, Not, Or, Phrase, Prefix, Value, Word
from searchkit.text.analysis import exact_terms, fold, tokens

FILE = "fts5.db"

_TEXTS = ("stems", "title_stems", "exact", "title_exact")
_WORDS = (*NAMES, *VALUES)
_SINGLE = ("speaker", "role", "source", "via", "cue", "kind", "type")
_DOCS = ("article", "copy_group", "unit", "ordinal", "home", "day", "month", "confidence", "text")
_TOKENS = "unicode61 remove_diacritics 0 tokenchars '.'''''"  # tokens hold full stops and apostrophes
_STEM_TABLE_OWN = "porter unicode61 remove_diacritics 2"
_EXACT_TABLE_OWN = "unicode61 remove_diacritics 2"

Raw = tuple[list[tuple[Any, ...]], int, dict[str, list[tuple[str, int]]]]


class Fts5Builder:
    """Builds the tables; FTS5's own analysis needs two full-text tables, because a tokenizer belongs to a table."""

    def __init__(self, folder: Path, *, analysed: bool) -> None:
        folder.mkdir(parents=True)
        self._rows = Rows(analysed=analysed)
        self._tables: dict[str, tuple[str, tuple[str, ...]]]
        if analysed:
            self._tables = {"words": (_TOKENS, (*_TEXTS, *_WORDS))}
        else:
            self._tables = {
                "words": (_STEM_TABLE_OWN, _TEXTS[:2]),
                "exactly": (_EXACT_TABLE_OWN, (*_TEXTS[2:], *_WORDS)),
            }
        self._db = sqlite3.connect(folder / FILE)
        for name, (tokenizer, columns) in self._tables.items():
            self._db.execute(
                f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, content='', tokenize=\"{tokenizer}\")"
            )
        self._db.execute(f"CREATE TABLE docs(number INTEGER PRIMARY KEY, {', '.join((*_DOCS, *_SINGLE))})")
        self._db.execute("CREATE TABLE many(number, field, value, PRIMARY KEY(number, field, value)) WITHOUT ROWID")

    def prepare(self, articles: Sequence[BenchArticle]) -> list[Row]:
        """The rows of the articles."""
        return self._rows.of(articles)

    def add(self, prepared: Sequence[Row]) -> None:
        """Add rows to all tables."""
        for name, (_, columns) in self._tables.items():
            self._into(name, ("rowid", *columns), [(row.number, *_texts(row, columns)) for row in prepared])
        self._into("docs", ("number", *_DOCS, *_SINGLE), [_plain(row) for row in prepared])
        self._into("many", ("number", "field", "value"), [item for row in prepared for item in _many(row)])

    def delete(self, prepared: Sequence[Row]) -> None:
        """Delete rows; a table without contents needs the deleted texts."""
        numbers = [(row.number,) for row in prepared]
        for name, (_, columns) in self._tables.items():
            deleted = [("delete", row.number, *_texts(row, columns)) for row in prepared]
            self._into(name, (name, "rowid", *columns), deleted)
        self._db.executemany("DELETE FROM docs WHERE number = ?", numbers)
        self._db.executemany("DELETE FROM many WHERE number = ?", numbers)
        self.commit()

    def commit(self) -> None:
        """End the transaction."""
        self._db.commit()

    def finish(self) -> None:
        """Close the file."""
        self._db.close()

    def _into(self, name: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * len(columns))
        self._db.executemany(f"INSERT INTO {name}({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608


class Fts5Searcher:
    """Fetches the best rows, then the count; facets are counted over a temporary table of all matches."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / FILE)
        self._db.execute("CREATE TEMP TABLE hit(number INTEGER PRIMARY KEY)")
        self.segments = len(self._db.execute("SELECT DISTINCT segid FROM words_idx").fetchall())

    def prepare(self, bench_query: BenchQuery) -> Callable[[], Raw]:
        """The SQL statements of a query."""
        from_clause, values = _from(bench_query)
        order = "d.day DESC" if bench_query.sort == NEWEST else "words.rank"
        best = f"SELECT words.rowid {from_clause} ORDER BY {order} LIMIT {SHOWN}"
        shown = ", ".join(f"docs.{name}" for name in ("article", "speaker", "source", "day", "text"))
        show = f"SELECT {shown} FROM docs WHERE number = ?"  # noqa: S608

        def ask() -> Raw:
            numbers = self._db.execute(best, values).fetchall()
            hits = [self._db.execute(show, number).fetchone() for number in numbers]
            if not bench_query.facets:
                total = self._db.execute(f"SELECT count(*) {from_clause}", values).fetchone()[0]
                return hits, total, {}
            self._db.execute("DELETE FROM hit")
            total = self._db.execute(f"INSERT INTO hit SELECT words.rowid {from_clause}", values).rowcount
            return hits, total, {field: self._db.execute(_facet(field)).fetchall() for field in bench_query.facets}

        return ask

    def read(self, raw: Raw) -> BenchResult:
        """Facet values are folded here."""
        hits, total, facets = raw
        return BenchResult(total, len(hits), {field: _fold_values(counted) for field, counted in facets.items()})

    def collapsed_total(self, bench_query: BenchQuery) -> int:
        """The number of hits after collapsing paragraphs into their quotes, and copies into one."""
        from_clause, values = _from(bench_query)
        columns = "number, home, unit, copy_group, ordinal"
        within = f"number IN (SELECT words.rowid {from_clause})"
        rows = self._db.execute(f"SELECT {columns} FROM docs WHERE {within}", values).fetchall()  # noqa: S608
        homes = {home for _, home, unit, _, _ in rows if unit == "quote"}
        collapsed = {row[2:] for row in rows if row[2] == "quote" or row[0] not in homes}
        return len(collapsed)


def create_builder(folder: Path, *, analysed: bool) -> Fts5Builder:
    """Start an index."""
    return Fts5Builder(folder, analysed=analysed)


def open_searchers(folder: Path) -> dict[str, Searcher]:
    """Open an index."""
    return {"fts5": Fts5Searcher(folder)}


def cold_command(folder: Path, word: str) -> list[str]:
    """A Python process that imports only SQLite."""
    program = (
        "import sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1])\n"
        "matches = 'FROM words JOIN docs ON docs.number = words.rowid WHERE words MATCH ?'\n"
        "for row in db.execute(f'SELECT article, text {matches} ORDER BY words.rank LIMIT 10', [sys.argv[2]]): print(row)\n"
        "print(db.execute(f'SELECT count(*) {matches}', [sys.argv[2]]).fetchone())\n"
    )
    return [sys.executable, "-c", program, str(folder / FILE), f'stems:"{tokens(word)[0].stem}"']


def _from(bench_query: BenchQuery) -> tuple[str, list[Any]]:
    match, conditions, values = _compile(bench_query.tree)
    if bench_query.unit:
        conditions.append("d.unit = ?")
        values.append(bench_query.unit)
    joined = "JOIN docs d ON d.number = words.rowid" if conditions or bench_query.sort == NEWEST else ""
    return f"FROM words {joined} WHERE {' AND '.join(['words MATCH ?', *conditions])}", [match, *values]


def _compile(tree: Node) -> tuple[str, list[str], list[Any]]:
    """A full-text expression, and conditions on the plain table with their values."""
    parts = tree.children if isinstance(tree, And) else (tree,)
    texts, conditions, values = [], [], []
    for part in parts:
        if isinstance(part, DateRange):
            if part.start:
                conditions.append("d.day >= ?")
                values.append(part.start.toordinal())
            if part.end:
                conditions.append("d.day < ?")
                values.append(part.end.toordinal())
        else:
            texts.append(_expression(part))
    positive = [text for text in texts if not text.startswith("NOT")]
    negative = [text for text in texts if text.startswith("NOT")]
    return " ".join([" AND ".join(positive), *negative]), conditions, values


def _expression(node: Node) -> str:  # noqa: PLR0911 - one for each node
    match node:
        case Word(text, field):
            column = "stems" if field == "text" else "title_stems"
            return f'{column}:"{tokens(text)[0].stem}"'
        case Phrase(text, field):
            return f'{"exact" if field == "text" else "title_exact"}:"{" ".join(exact_terms(text))}"'
        case Prefix(text):
            return f'exact:"{fold(text)}"*'
        case Name(field, text):
            return f'{field}:"{" ".join(exact_terms(text))}"'
        case Value(field, text):
            return f'{field}:"{slug(text)}"'
        case Or(children):
            return "(" + " OR ".join(map(_expression, children)) + ")"
        case And(children):
            return "(" + " AND ".join(map(_expression, children)) + ")"
        case Not(child):
            return f"NOT {_expression(child)}"
    raise ValueError(node)


def _facet(field: str) -> str:
    if field in MANY:
        return (
            "SELECT many.value, count(*) FROM hit JOIN many ON many.number = hit.number "  # noqa: S608
            f"WHERE many.field = '{field}' GROUP BY many.value ORDER BY 2 DESC, 1"
        )
    column = "month" if field == "date" else field
    return (
        f"SELECT d.{column}, count(*) FROM hit JOIN docs d ON d.number = hit.number "  # noqa: S608
        f"WHERE d.{column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    )


def _fold_values(counted: Sequence[tuple[str, int]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value, freq in counted:
        if value:
            counts[fold(value)] = counts.get(fold(value), 0) + freq
    return counts


def _texts(row: Row, columns: Sequence[str]) -> list[str]:
    return [row.words.get(name, "") if name in _WORDS else getattr(row, name) for name in columns]


def _plain(row: Row) -> tuple[Any, ...]:
    single = [row.values[name][0] if row.values.get(name) else None for name in _SINGLE]
    return (row.number, *[getattr(row, name) for name in _DOCS], *single)


def _many(row: Row) -> list[tuple[int, str, str]]:
    return [(row.number, field, value) for field in MANY for value in dict.fromkeys(map(fold, row.values[field]))]
