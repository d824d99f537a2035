"""The passages that every engine indexes: real articles, extracted once, each with a unique word."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, count
from pathlib import Path

from benchmarks.data import require_path
from benchmarks.measuring import print_progress
from searchkit import extraction as passages
from searchkit.model.article import Article
from searchkit.model.frozen import replace
from searchkit.model.passage import Extraction, Paragraph, Quote, paragraph_id

SOURCES = ("reuters21578.jsonl.gz", "senate.jsonl.gz")

_BATCH = 250  # articles
_MAIN_TEXT = frozenset({"body", "standfirst", "caption"})


@dataclass(frozen=True, slots=True)
class Shape:
    """How a set of passages is built and committed.

    `commits` are the shares of the passages in each commit. Every `copy_every`-th article is added a second time with
    another id, every `delete_every`-th is deleted at the end; 0 means never.
    """

    name: str
    quotes: bool
    commits: tuple[float, ...] = (1.0,)
    copy_every: int = 0
    delete_every: int = 0


PLAIN = Shape("plain", quotes=False)
# The shares differ so that engines do not merge segments of similar size.
AS_USED = Shape(
    "as used", quotes=True, commits=(0.23, 0.23, 0.23, 0.08, 0.08, 0.08, 0.035, 0.035), copy_every=40, delete_every=20
)
SHAPES = {shape.name: shape for shape in (PLAIN, AS_USED)}


@dataclass(frozen=True, slots=True)
class BenchArticle:
    """An article with its passages; a copy has the same `number`. Those `to_delete` are deleted at the end."""

    number: int
    extraction: Extraction
    to_delete: bool

    @property
    def article(self) -> str:
        """The id of the article, as in `Row.article`."""
        return self.extraction.article.id


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles in order; with `last` they end a commit."""

    articles: tuple[BenchArticle, ...]
    last: bool


def batches(size: int, shape: Shape, data: Path, work: Path) -> Iterator[Batch]:
    """Yield articles until there are `size` passages; a batch never reaches into the next commit."""
    ends = [round(size * share) for share in accumulate(shape.commits)]
    batch: list[BenchArticle] = []
    total = 0
    for article in _number_articles(shape, data, work):
        batch.append(article)
        total += count_passages(article.extraction)
        last = total >= ends[0] or total >= size
        if last or len(batch) >= _BATCH:
            yield Batch(tuple(batch), last)
            batch = []
        while ends and total >= ends[0]:
            del ends[0]
        if not ends:
            return


def count_passages(extraction: Extraction) -> int:
    """The number of an article's passages, without repeated lines."""
    return sum(1 for _ in number_passages(extraction))


def number_passages(extraction: Extraction) -> Iterator[tuple[int, Paragraph | Quote, str]]:
    """Paragraphs and quotes of an article: the index among its paragraphs or quotes, the passage, and the kind."""
    kinds = {paragraph.id: paragraph.kind for paragraph in extraction.paragraphs if paragraph.kind != "repeat"}
    for ordinal, paragraph in enumerate(extraction.paragraphs):
        if paragraph.id in kinds:
            yield ordinal, paragraph, paragraph.kind
    for ordinal, quote in enumerate(extraction.quotes):
        if quote.paragraph in kinds:
            yield ordinal, quote, kinds[quote.paragraph]


def _number_articles(shape: Shape, data: Path, work: Path) -> Iterator[BenchArticle]:
    given = count(1)
    for number, (turn, extraction) in enumerate(_repeat_articles(data, work)):
        unique = _add_unique_word(extraction if shape.quotes else replace(extraction, quotes=()), f"own{number}word")
        id = f"{unique.article.id}.{turn}" if turn else unique.article.id
        ids = [id, f"{id}.copy"] if shape.copy_every and number % shape.copy_every == 0 else [id]
        for each in ids:
            to_delete = bool(shape.delete_every) and next(given) % shape.delete_every == 0
            yield BenchArticle(number, _change_id(unique, each), to_delete)


def _repeat_articles(data: Path, work: Path) -> Iterator[tuple[int, Extraction]]:
    for turn in count():
        for source in SOURCES:
            for extraction in _load_extractions(data / "news" / source, work):
                yield turn, extraction


def _load_extractions(file: Path, work: Path) -> Iterator[Extraction]:
    """The extracted articles of a file, from a pickle in the working folder if there is one."""
    stored_file = work / f"{file.name}.{passages.VERSION}.extracted"
    if not stored_file.exists():
        _extract(require_path(file), stored_file)
    with stored_file.open("rb") as stored:
        while True:
            try:
                extraction: Extraction = pickle.load(stored)  # noqa: S301 - this program wrote it
            except EOFError:
                return
            yield extraction


def _extract(file: Path, stored_file: Path) -> None:
    from searchkit.corpus.read import read_file  # noqa: PLC0415 - only without stored extractions
    from searchkit.extraction.bundled import load_extractor  # noqa: PLC0415

    print_progress(f"extracting {file.name}")
    unfinished = stored_file.with_suffix(".part")
    with unfinished.open("wb") as stored:
        for reading in read_file(file, file.name):
            if reading.article is not None:
                pickle.dump(load_extractor().extract(reading.article), stored)
    unfinished.replace(stored_file)


def _add_unique_word(extraction: Extraction, word: str) -> Extraction:
    """Add a unique word to the end of the text, so that no article is a copy of another."""
    article, paragraphs = extraction.article, extraction.paragraphs
    text = f"{article.text.rstrip()} {word}"
    if paragraphs and paragraphs[-1].kind in _MAIN_TEXT:
        paragraphs = (*paragraphs[:-1], replace(paragraphs[-1], end=len(text)))
    else:
        number = len(paragraphs) + 1
        paragraphs += (Paragraph(paragraph_id(article.id, number), len(text) - len(word), len(text), "body"),)
    return Extraction(replace(article, text=text), paragraphs, extraction.quotes)


def _change_id(extraction: Extraction, id: str) -> Extraction:
    old = extraction.article.id
    if id == old:
        return extraction
    at = len(old)
    article: Article = replace(extraction.article, id=id)
    paragraphs = tuple(replace(item, id=id + item.id[at:]) for item in extraction.paragraphs)
    quotes = tuple(
        replace(
            item,
            id=id + item.id[at:],
            paragraph=id + item.paragraph[at:],
            continues=id + item.continues[at:] if item.continues else None,
        )
        for item in extraction.quotes
    )
    return Extraction(article, paragraphs, quotes)
