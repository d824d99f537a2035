"""Stock Whoosh: its own codec, its own searcher."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, sorting
from whoosh.analysis import RegexTokenizer, SpaceSeparatedTokenizer, StandardAnalyzer, StemmingAnalyzer

from benchmarks.engines.passages import BenchArticle
from benchmarks.engines.protocol import SHOWN, BenchQuery, BenchResult, Searcher
from benchmarks.engines.rows import NAMES, VALUES, Row, Rows, slug
from searchkit.fields import FACETS
from searchkit.query.request import NEWEST
from searchkit.query.tree import And, DateRange, Name, Node, Not, Or, Phrase, Prefix, Value, Word
from searchkit.text.analysis import exact_terms, fold, tokens

_MEMORY = 256  # megabytes for the sorting pool
_FACETED = tuple(name for name in FACETS if name != "date")
_BETWEEN = "\n"  # separates the values of a field; no value contains it


def _schema(*, analysed: bool) -> fields.Schema:
    stemming = SpaceSeparatedTokenizer() if analysed else StemmingAnalyzer(stoplist=None, minsize=1)
    exact = SpaceSeparatedTokenizer() if analysed else StandardAnalyzer(stoplist=None, minsize=1)
    schema = fields.Schema(
        article=fields.ID(stored=True),
        unit=fields.ID(stored=True),
        stems=fields.TEXT(analyzer=stemming, phrase=False),
        title_stems=fields.TEXT(analyzer=stemming, phrase=False),
        exact=fields.TEXT(analyzer=exact),
        title_exact=fields.TEXT(analyzer=exact),
        day=fields.NUMERIC(signed=True, sortable=True, stored=True),
        confidence=fields.NUMERIC(float, sortable=True),
        month_value=fields.ID(sortable=True),
        text=fields.STORED(),
    )
    for name in NAMES:
        schema.add(name, fields.TEXT(analyzer=exact))
    for name in VALUES:
        schema.add(name, fields.KEYWORD())
    for name in _FACETED:
        schema.add(f"{name}_value", fields.TEXT(analyzer=_whole_values(), phrase=False))
    return schema


class WhooshBuilder:
    """Builds in one process."""

    def __init__(self, folder: Path, *, analysed: bool) -> None:
        folder.mkdir(parents=True)
        self._rows = Rows(analysed=analysed)
        self._index = index.create_in(folder, _schema(analysed=analysed))
        self._start()

    def prepare(self, articles: Sequence[BenchArticle]) -> list[Row]:
        """The rows of the articles."""
        return self._rows.of(articles)

    def add(self, prepared: Sequence[Row]) -> None:
        """Add rows."""
        for row in prepared:
            self._writer.add_document(**_document(row))

    def delete(self, prepared: Sequence[Row]) -> None:
        """Delete the rows' articles and commit that."""
        for article in dict.fromkeys(row.article for row in prepared):
            self._writer.delete_by_term("article", article)
        self.commit()

    def commit(self) -> None:
        """Commit a segment and leave the others as they are."""
        self._writer.commit(merge=False)
        self._start()

    def finish(self) -> None:
        """Close the writer."""
        self._writer.cancel()
        self._index.close()

    def _start(self) -> None:
        self._writer = self._index.writer(limitmb=_MEMORY, procs=1)


class WhooshSearcher:
    """Fetches ten hits, then the exact count; facets are grouped during the search."""

    def __init__(self, folder: Path) -> None:
        opened = index.open_dir(folder)
        self._searcher = opened.searcher()
        self.segments = len(opened.reader().leaf_readers())

    def prepare(self, bench_query: BenchQuery) -> Callable[[], Any]:
        """The query, built once."""
        query_ = _query(bench_query.tree)
        unit = query.Term("unit", bench_query.unit) if bench_query.unit else None
        options: dict[str, Any] = {"filter": unit} if unit else {}
        if bench_query.sort == NEWEST:
            options["sortedby"] = sorting.FieldFacet("day", reverse=True)
        if bench_query.facets:
            options["groupedby"] = {field: _facet(field) for field in bench_query.facets}
            options["maptype"] = sorting.Count

        def ask() -> tuple[int, list[Any], Any]:
            results = self._searcher.search(query_, limit=SHOWN, **options)
            return len(results), [hit.fields() for hit in results], results

        return ask

    def read(self, raw: Any) -> BenchResult:
        """Facets leave out the empty value."""
        total, hits, results = raw
        facets = {
            field: {value: freq for value, freq in results.groups(field).items() if value}
            for field in results.facet_names()
        }
        return BenchResult(total, len(hits), facets)


def create_builder(folder: Path, *, analysed: bool) -> WhooshBuilder:
    """Start an index."""
    return WhooshBuilder(folder, analysed=analysed)


def open_searchers(folder: Path) -> dict[str, Searcher]:
    """Open an index."""
    return {"whoosh": WhooshSearcher(folder)}


def cold_command(folder: Path, word: str) -> list[str]:
    """A Python process that imports only Whoosh."""
    program = (
        "import sys\n"
        "from whoosh import index, query\n"
        "results = index.open_dir(sys.argv[1]).searcher().search(query.Term('stems', sys.argv[2]), limit=10)\n"
        "for hit in results: print(hit['text'])\n"
        "print(len(results))\n"
    )
    return [sys.executable, "-c", program, str(folder), tokens(word)[0].stem]


def _whole_values() -> Any:
    return RegexTokenizer(rf"[^{_BETWEEN}]+")


def _document(row: Row) -> dict[str, Any]:
    texts = ("article", "unit", "stems", "exact", "title_stems", "title_exact", "text", "day", "confidence")
    document = {name: getattr(row, name) for name in texts} | row.words
    if row.month:
        document["month_value"] = row.month
    for name, values in row.values.items():
        if values:
            document[f"{name}_value"] = _BETWEEN.join(dict.fromkeys(map(fold, values)))
    return document


def _query(node: Node) -> Any:  # noqa: PLR0911 - one for each node
    match node:
        case Word(text, field):
            return query.Term("stems" if field == "text" else "title_stems", tokens(text)[0].stem)
        case Phrase(text, field):
            return query.Phrase("exact" if field == "text" else "title_exact", list(exact_terms(text)))
        case Prefix(text):
            return query.Prefix("exact", fold(text))
        case Name(field, text):
            terms = list(exact_terms(text))
            phrase = query.Phrase(field, terms) if len(terms) > 1 else query.Term(field, terms[0])
            return query.ConstantScoreQuery(phrase, 0.0)
        case Value(field, text):
            return query.ConstantScoreQuery(query.Term(field, slug(text)), 0.0)
        case DateRange(start, end):
            first = start.toordinal() if start else 0
            last = end.toordinal() - 1 if end else 10**7
            return query.NumericRange("day", first, last)
        case And(children):
            return query.And([_query(child) for child in children])
        case Or(children):
            return query.Or([_query(child) for child in children])
        case Not(child):
            return query.Not(_query(child))
    raise ValueError(node)


def _facet(field: str) -> Any:
    name = "month" if field == "date" else field
    return sorting.FieldFacet(f"{name}_value", allow_overlap=name != "month")
