"""Ranking quality: nDCG@10 on retrieval test collections, beside Lucene's BM25.

    python -m benchmarks.ranking ../shared/data/ir/cranfield ../shared/data/ir/vaswani

Each document is an article in an ordinary archive. Each query is the OR of its words and searches for articles, once by plain
BM25 and once by the ranking that users get. A repeated word in a query counts once; in Lucene it counts each time. A document
that is collapsed into another ranks directly after it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import mean

from benchmarks.data import BESIDE, records, require_path
from benchmarks.measuring import print_line, print_progress, table
from searchkit.archive import Archive
from searchkit.engines.protocol import Engine
from searchkit.engines.whoosh.engine import open_engine
from searchkit.engines.whoosh.searcher.bm25 import PLAIN
from searchkit.query.request import Request
from searchkit.query.tree import Node, Word, disjunction
from searchkit.text.analysis import exact_terms

DEPTH = 10
LUCENE = {"cranfield": 0.359, "vaswani": 0.433}
"""nDCG@10 of Lucene 8.7, BM25, English analysis, k1 1.2, b 0.75."""

Judgements = Mapping[str, Mapping[str, int]]
"""Query id -> document id -> grade of relevance, 0 for none."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The mean nDCG@10 over the `queries` of a collection; `left_out` documents have no text."""

    name: str
    plain: float
    as_used: float
    queries: int
    documents: int
    left_out: int


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain at ten, the gain being the grade itself (as trec_eval's ndcg_cut).

    Jarvelin and Kekalainen, Cumulated gain-based evaluation of IR techniques (2002).
    """
    best = _discounted(sorted(relevant.values(), reverse=True))
    return _discounted([relevant.get(document, 0) for document in ranked]) / best if best else 0.0


def measure(folder: Path) -> Figures:
    """Index a collection in a temporary archive and run all its queries that have a relevant document."""
    judged = _judgements(require_path(folder / "qrels.tsv"))
    queries = [query for query in records(folder / "queries.jsonl") if any(judged[query["id"]].values())]
    with tempfile.TemporaryDirectory(prefix="searchkit-ranking-") as temporary:
        documents, left_out = _write_corpus(folder / "docs.jsonl", Path(temporary))
        archive = Archive(temporary)
        print_progress(f"indexing {folder.name}")
        report = archive.update()
        indexed = report.counts["article"]
        if indexed != documents:
            raise SystemExit(f"{folder.name}: {documents} documents, {indexed} indexed: {report.refused[:1]}")
        plain = open_engine(archive.index, PLAIN)
        bare = [ndcg(_ranked(plain, any_of(exact_terms(q["text"]))), judged[q["id"]]) for q in queries]
        used = [ndcg(_ranked(archive.engine, any_of(exact_terms(q["text"]))), judged[q["id"]]) for q in queries]
    return Figures(folder.name, mean(bare), mean(used), len(queries), documents, left_out)


def any_of(words: Iterable[str]) -> Node | None:
    """The OR of some words; None without words."""
    terms = tuple(map(Word, words))
    return disjunction(terms) if terms else None


def _ranked(engine: Engine, tree: Node | None) -> list[str]:
    if tree is None:
        return []
    result = engine.search(Request(tree, unit="article", limit=DEPTH), {})
    return [id for hit in result.hits for id in (hit.id, *hit.copies)][:DEPTH]


def _write_corpus(documents: Path, archive: Path) -> tuple[int, int]:
    (archive / "corpus").mkdir()
    written = left_out = 0
    with (archive / "corpus" / "documents.jsonl").open("w", encoding="utf-8") as corpus:
        for document in records(documents):
            if not document["text"].strip():
                left_out += 1
                continue
            record = {"id": document["id"], "title": document.get("title") or None, "text": document["text"]}
            corpus.write(json.dumps(record) + "\n")
            written += 1
    return written, left_out


def _judgements(file: Path) -> Judgements:
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for query, document, score in _lines(file):
        judged[query][document] = int(score)
    return judged


def _lines(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8") as lines:
        next(lines)  # the heading
        for line in lines:
            yield line.split()


def _discounted(grades: Sequence[int]) -> float:
    return sum(max(grade, 0) / log2(rank + 2) for rank, grade in enumerate(grades[:DEPTH]))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = [BESIDE / "ir" / name for name in LUCENE]
    parser.add_argument(
        "folder", type=Path, nargs="*", default=beside, help="holds docs.jsonl, queries.jsonl, qrels.tsv"
    )
    given = parser.parse_args()
    rows = []
    for folder in given.folder:
        measured = measure(folder)
        lucene = LUCENE.get(measured.name)
        bar = "" if lucene is None else f"{lucene:.3f}"
        figures = [f"{measured.plain:.3f}", f"{measured.as_used:.3f}", bar]
        rows.append([measured.name, *figures, str(measured.queries), f"{measured.documents:,}", str(measured.left_out)])
    head = [
        "collection, nDCG@10",
        "plain BM25",
        "as users get it",
        "Lucene",
        "queries",
        "documents",
        "left out (no text)",
    ]
    print_line(table(head, rows))


if __name__ == "__main__":
    main()
