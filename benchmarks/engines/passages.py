"""The passages that every engine is given: real articles, extracted once, each with a word of its own."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, count
from pathlib import Path

from benchmarks.data import existing
from benchmarks.measuring import progress
from searchkit import extraction as passages
from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Paragraph, Quote, paragraph_id

SOURCES = ("reuters21578.jsonl.gz", "senate.jsonl.gz")

_BATCH = 250  # articles
_OF_THE_STORY = frozenset({"body", "standfirst", "caption"})


@dataclass(frozen=True, slots=True)
class Shape:
    """How a set of passages is made and committed.

    `commits` are the shares of the passages that each commit gets. Every `copy_every`-th article is given a second time
    under another id, every `delete_every`-th is deleted at the end; 0 is never.
    """

    name: str
    quotes: bool
    commits: tuple[float, ...] = (1.0,)
    copy_every: int = 0
    delete_every: int = 0


PLAIN = Shape("plain", quotes=False)
# The shares differ so that engines which join segments of like size leave these alone.
AS_USED = Shape(
    "as used", quotes=True, commits=(0.23, 0.23, 0.23, 0.08, 0.08, 0.08, 0.035, 0.035), copy_every=40, delete_every=20
)
SHAPES = {shape.name: shape for shape in (PLAIN, AS_USED)}


@dataclass(frozen=True, slots=True)
class Story:
    """An article with its passages; copies of it have the same `number`. `doomed` ones are deleted again."""

    number: int
    extraction: Extraction
    doomed: bool

    @property
    def article(self) -> str:
        """Its id."""
        return self.extraction.article.id


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles in order; `last` says that they end a commit."""

    stories: tuple[Story, ...]
    last: bool


def batches(size: int, shape: Shape, data: Path, work: Path) -> Iterator[Batch]:
    """Whole articles until there are `size` passages, in batches that end where commits do."""
    ends = [round(size * share) for share in accumulate(shape.commits)]
    found: list[Story] = []
    total = 0
    for story in _stories(shape, data, work):
        found.append(story)
        total += passages_of(story.extraction)
        last = total >= ends[0] or total >= size
        if last or len(found) >= _BATCH:
            yield Batch(tuple(found), last)
            found = []
        while ends and total >= ends[0]:
            del ends[0]
        if not ends:
            return


def passages_of(extraction: Extraction) -> int:
    """How many documents an article's paragraphs and quotes are; repeated lines are none."""
    return sum(1 for _ in places(extraction))


def places(extraction: Extraction) -> Iterator[tuple[int, Paragraph | Quote, str]]:
    """Paragraphs and the quotes in them: their place among the article's paragraphs or quotes, and the kind."""
    kinds = {paragraph.id: paragraph.kind for paragraph in extraction.paragraphs if paragraph.kind != "repeat"}
    for ordinal, paragraph in enumerate(extraction.paragraphs):
        if paragraph.id in kinds:
            yield ordinal, paragraph, paragraph.kind
    for ordinal, quote in enumerate(extraction.quotes):
        if quote.paragraph in kinds:
            yield ordinal, quote, kinds[quote.paragraph]


def _stories(shape: Shape, data: Path, work: Path) -> Iterator[Story]:
    given = count(1)
    for number, (turn, extraction) in enumerate(_turns(data, work)):
        own = _with_own_word(extraction if shape.quotes else replace(extraction, quotes=()), f"own{number}word")
        id = f"{own.article.id}.{turn}" if turn else own.article.id
        ids = [id, f"{id}.copy"] if shape.copy_every and number % shape.copy_every == 0 else [id]
        for each in ids:
            doomed = bool(shape.delete_every) and next(given) % shape.delete_every == 0
            yield Story(number, _renamed(own, each), doomed)


def _turns(data: Path, work: Path) -> Iterator[tuple[int, Extraction]]:
    for turn in count():
        for source in SOURCES:
            for extraction in _extracted(data / "news" / source, work):
                yield turn, extraction


def _extracted(file: Path, work: Path) -> Iterator[Extraction]:
    """The articles of a file with their passages, extracted once and kept in the working folder."""
    kept = work / f"{file.name}.{passages.VERSION}.extracted"
    if not kept.exists():
        _extract(existing(file), kept)
    with kept.open("rb") as stored:
        while True:
            try:
                extraction: Extraction = pickle.load(stored)  # noqa: S301 - this program wrote it
            except EOFError:
                return
            yield extraction


def _extract(file: Path, kept: Path) -> None:
    from searchkit.corpus.registry import read_file  # noqa: PLC0415 - only where nothing is kept yet
    from searchkit.extraction.bundled import load_extractor  # noqa: PLC0415

    progress(f"extracting {file.name}")
    unfinished = kept.with_suffix(".part")
    with unfinished.open("wb") as stored:
        for reading in read_file(file, file.name):
            if reading.article is not None:
                pickle.dump(load_extractor().extract(reading.article), stored)
    unfinished.replace(kept)


def _with_own_word(extraction: Extraction, word: str) -> Extraction:
    """The article with a word of its own at the end of its text, so that it is nobody's copy."""
    article, paragraphs = extraction.article, extraction.paragraphs
    text = f"{article.text.rstrip()} {word}"
    if paragraphs and paragraphs[-1].kind in _OF_THE_STORY:
        paragraphs = (*paragraphs[:-1], replace(paragraphs[-1], end=len(text)))
    else:
        number = len(paragraphs) + 1
        paragraphs += (Paragraph(paragraph_id(article.id, number), len(text) - len(word), len(text), "body"),)
    return Extraction(replace(article, text=text), paragraphs, extraction.quotes)


def _renamed(extraction: Extraction, id: str) -> Extraction:
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
