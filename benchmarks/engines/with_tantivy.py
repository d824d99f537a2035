"""tantivy through tantivy-py: hits with stored texts, and hits as numbers only."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from benchmarks.engines.passages import BenchArticle
from benchmarks.engines.protocol import SHOWN, BenchQuery, BenchResult, Searcher
from benchmarks.engines.rows import NAMES, VALUES, Row, Rows, slug
from searchkit.fields import FACETS
from searchkit.query.request import NEWEST
from searchkit.query.tree import And, DateRange, Name, Node, Not, Or, Phrase, Prefix, Value, Word
from searchkit.text.analysis import exact_terms, fold, tokens

_HEAP = 256_000_000  # bytes; the index of a commit is one segment while it fits
_MOST_VALUES = 60_000
_FACETED = tuple(name for name in FACETS if name != "date")


def _schema(*, analysed: bool) -> Any:
    build = tantivy.SchemaBuilder()
    stemming, exact = ("whitespace", "whitespace") if analysed else ("en_stem", "default")
    for name in ("article", "unit"):
        build.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("stems", "title_stems"):
        build.add_text_field(name, tokenizer_name=stemming, index_option="freq")
    for name in ("exact", "title_exact", *NAMES):
        build.add_text_field(name, tokenizer_name=exact, index_option="position")
    for name in VALUES:
        build.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in (*_FACETED, "month"):
        # A column for counting; the words above are indexed.
        build.add_text_field(f"{name}_value", fast=True, tokenizer_name="raw", index_option="basic")
    build.add_integer_field("day", stored=True, indexed=True, fast=True)
    build.add_float_field("confidence", indexed=True, fast=True)
    build.add_text_field("text", stored=True, tokenizer_name="raw", index_option="basic")
    return build.build()


class TantivyBuilder:
    """Builds with one thread."""

    def __init__(self, folder: Path, *, analysed: bool) -> None:
        folder.mkdir(parents=True)
        self._rows = Rows(analysed=analysed)
        self._index = tantivy.Index(_schema(analysed=analysed), path=str(folder))
        self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)

    def prepare(self, articles: Sequence[BenchArticle]) -> list[Row]:
        """The rows of the articles."""
        return self._rows.of(articles)

    def add(self, prepared: Sequence[Row]) -> None:
        """Add rows."""
        for row in prepared:
            self._writer.add_document(_document(row))

    def delete(self, prepared: Sequence[Row]) -> None:
        """Delete the rows' articles and commit that."""
        for article in dict.fromkeys(row.article for row in prepared):
            self._writer.delete_documents_by_term("article", article)
        self._writer.commit()

    def commit(self) -> None:
        """Commit."""
        self._writer.commit()

    def finish(self) -> None:
        """Wait for merges."""
        self._writer.wait_merging_threads()


class TantivySearcher:
    """Fetches ten hits and the count in one search; facets by aggregations."""

    def __init__(self, folder: Path, *, texts: bool = True) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()
        self._texts = texts
        self.segments = self._searcher.num_segments

    def prepare(self, bench_query: BenchQuery) -> Callable[[], Any]:
        """The query, built once."""
        query = self._compile(bench_query)
        order = {"order_by_field": "day"} if bench_query.sort == NEWEST else {}
        facets = {field: _aggregation(field) for field in bench_query.facets}
        searcher, texts = self._searcher, self._texts

        def ask() -> tuple[Any, list[Any], dict[str, Any]]:
            results = searcher.search(query, SHOWN, **order)
            hits = [searcher.doc(address).to_dict() for _, address in results.hits] if texts else results.hits
            return results, hits, searcher.aggregate(query, facets) if facets else {}

        return ask

    def read(self, raw: Any) -> BenchResult:
        """Facet values are already folded."""
        results, hits, facets = raw
        return BenchResult(
            results.count, len(hits), {field: _fold_values(counts["buckets"]) for field, counts in facets.items()}
        )

    def _compile(self, bench_query: BenchQuery) -> Any:
        query = _query(self._index.schema, bench_query.tree)
        if bench_query.unit is None:
            return query
        unit = Query.const_score_query(Query.term_query(self._index.schema, "unit", bench_query.unit), 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, unit)])


def create_builder(folder: Path, *, analysed: bool) -> TantivyBuilder:
    """Start an index."""
    return TantivyBuilder(folder, analysed=analysed)


def open_searchers(folder: Path) -> dict[str, Searcher]:
    """Open an index twice: hits with stored fields, and hits as scores and addresses."""
    return {"tantivy": TantivySearcher(folder), "tantivy, numbers": TantivySearcher(folder, texts=False)}


def cold_command(folder: Path, word: str) -> list[str]:
    """A Python process that imports only tantivy."""
    program = (
        "import sys, tantivy\n"
        "index = tantivy.Index.open(sys.argv[1])\n"
        "searcher = index.searcher()\n"
        "results = searcher.search(tantivy.Query.term_query(index.schema, 'stems', sys.argv[2]), 10)\n"
        "for _, address in results.hits: print(searcher.doc(address)['text'])\n"
        "print(results.count)\n"
    )
    return [sys.executable, "-c", program, str(folder), tokens(word)[0].stem]


def _document(row: Row) -> Any:
    document = tantivy.Document()
    for name in ("article", "unit", "stems", "exact", "title_stems", "title_exact", "text"):
        document.add_text(name, getattr(row, name))
    for name, words in row.words.items():
        document.add_text(name, words)
    for name, values in row.values.items():
        for value in dict.fromkeys(map(fold, values)):
            document.add_text(f"{name}_value", value)
    if row.month:
        document.add_text("month_value", row.month)
    document.add_integer("day", row.day)
    document.add_float("confidence", row.confidence)
    return document


def _query(schema: Any, node: Node) -> Any:  # noqa: PLR0911 - one for each node
    match node:
        case Word(text, field):
            column = "stems" if field == "text" else "title_stems"
            return Query.term_query(schema, column, tokens(text)[0].stem, "freq")
        case Phrase(text, field):
            return Query.phrase_query(schema, "exact" if field == "text" else "title_exact", list(exact_terms(text)))
        case Prefix(text):
            # Not phrase_prefix_query, which stops at 50 words.
            return Query.regex_query(schema, "exact", f"{re.escape(fold(text))}.*")
        case Name(field, text):
            terms = list(exact_terms(text))
            row = Query.phrase_query if len(terms) > 1 else Query.term_query
            return Query.const_score_query(row(schema, field, terms if len(terms) > 1 else terms[0]), 0.0)
        case Value(field, text):
            return Query.const_score_query(Query.term_query(schema, field, slug(text), "basic"), 0.0)
        case DateRange(start, end):
            first = start.toordinal() if start else 0
            last = end.toordinal() - 1 if end else 10**7
            return Query.const_score_query(Query.range_query(schema, "day", FieldType.Integer, first, last), 0.0)
        case And(children) | Or(children):
            parts = [
                (Occur.MustNot, _query(schema, child.child))
                if isinstance(child, Not)
                else (Occur.Must if isinstance(node, And) else Occur.Should, _query(schema, child))
                for child in children
            ]
            return Query.boolean_query(parts)
    raise ValueError(node)


def _aggregation(field: str) -> dict[str, Any]:
    name = "month" if field == "date" else field
    return {"terms": {"field": f"{name}_value", "size": _MOST_VALUES}}


def _fold_values(buckets: Sequence[dict[str, Any]]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
