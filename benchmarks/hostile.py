"""Times the extraction of texts that are made to be slow, beside news of the same size.

    python -m benchmarks.hostile ../shared/data/news/reuters21578.jsonl.gz

A megabyte of any text may take three times as long as a megabyte of news. Growth is the exponent of the seconds by the
length, from a quarter of the text and all of it: 1 is linear, 2 is quadratic.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count, islice
from math import log
from pathlib import Path
from time import process_time

from benchmarks.data import BESIDE, require_path
from benchmarks.measuring import print_line, print_progress, table
from searchkit.corpus.read import read_file
from searchkit.extraction.bundled import load_extractor
from searchkit.model.article import Article

CHARACTERS = 1_000_000
PART = 4
AT_MOST = 3.0
NEWS_RUNS = 3

REPEATED: Mapping[str, str] = {
    "one letter": "a",
    "one capital": "A",
    "spaces": " ",
    "line ends": "\n",
    "short paragraphs": "a\n\n",
    "full stops": ".",
    "commas": ", ",
    "hyphens": "-",
    "straight marks": '"',
    "straight marks, spaced": '" ',
    "single marks": "'",
    "apostrophes in words": "it's ",
    "opening marks": "“",
    "closing marks": "”",
    "marks in turn": "“a” ",
    "marks never closed": "\n\n“It goes on and on",
    "guillemets": "«a» ",
    "marks in marks": "“‘",
    "opening brackets": "(",
    "brackets of all kinds": "([{",
    "said": "said ",
    "he said": "he said ",
    "he said that": "he said that ",
    "according to": "according to ",
    "his attacks on": "his attacks on ",
    "told her that he": "told her that he ",
    "accused of": "accused of ",
    "said, comma": "said, ",
    "short quotes": "“No,” he said. ",
    "one name": "Ada Pell ",
    "one name said": "Ada Pell said. ",
    "one surname": "Pell told Pell. ",
    "role and name": "minister Ada Pell, ",
    "offices": "Minister of the ",
    "a list of names": "Ada Pell, Tom Orne and ",
    "of the": "of the ",
    "who": "who, ",
    "initials": "A. B. ",
    "other writing": "他说“是” ",
    "accents upon accents": "é́",
}
"""Pieces that are repeated; the names are made up."""


@dataclass(frozen=True, slots=True)
class Time:
    """The seconds for a text (`whole`) and for its first quarter (`part`)."""

    name: str
    whole: float
    part: float

    @property
    def growth(self) -> float:
        """Exponent of the seconds by the length."""
        return log(self.whole / self.part) / log(PART)


def make_texts() -> dict[str, str]:
    """The texts by name: repeated pieces, and texts with thousands of people."""
    texts = {name: (piece * (CHARACTERS // len(piece) + 1))[:CHARACTERS] for name, piece in REPEATED.items()}
    people = (f"{_word(number)} Pell, a {_word(number)}, said “it is {number} now.”\n\n" for number in count())
    others = (f"Minister Ada {_word(number)} said so. “We do,” she said.\n\n" for number in count())
    for name, pieces in (("thousands of one surname", people), ("thousands of surnames", others)):
        texts[name] = "".join(islice(pieces, CHARACTERS // 30))[:CHARACTERS]
    return texts


def measure(name: str, text: str) -> Time:
    """Time a text and its first quarter."""
    whole, part = (Article(id="a", text=text[:length], path="a") for length in (len(text), len(text) // PART))
    return Time(name, _seconds(whole), _seconds(part))


def _seconds(*articles: Article) -> float:
    """Processor seconds, which depend less on what else the machine does."""
    start = process_time()
    for article in articles:
        load_extractor().extract(article)
    return process_time() - start


def time_news(file: Path) -> float:
    """Seconds for a megabyte of news, from the articles of a file."""
    articles = _articles(file)
    best = min(_seconds(*articles) for _ in range(NEWS_RUNS))
    return best * CHARACTERS / sum(len(article.text) for article in articles)


def _articles(file: Path) -> list[Article]:
    """Articles from the start of a file, about a megabyte."""
    articles: list[Article] = []
    characters = 0
    for reading in read_file(require_path(file), file.name):
        if reading.article is not None:
            articles.append(reading.article)
            characters += len(reading.article.text)
        if characters >= CHARACTERS:
            break
    return articles


def _word(number: int) -> str:
    """A unique capitalised word for each number."""
    letters = "B"
    while number:
        number, letter = divmod(number, 20)
        letters += "bdfghjklmnprstvwzaio"[letter]
    return letters


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=BESIDE / "news" / "reuters21578.jsonl.gz")
    given = parser.parse_args()
    news = time_news(given.file)
    print_line(f"a megabyte of news: {news:.2f} s\n")
    times = []
    for name, text in make_texts().items():
        print_progress(name)
        times.append(measure(name, text))
    times.sort(key=lambda time: -time.whole)
    rows = [[time.name, f"{time.whole:.2f}", f"{time.whole / news:.2f}", f"{time.growth:.2f}"] for time in times]
    print_line(table(("a megabyte of", "s", "x news", "growth"), rows))
    slow = [time.name for time in times if time.whole > AT_MOST * news]
    if slow:
        raise SystemExit(f"more than {AT_MOST:g} times as slow as news: {', '.join(slow)}")


if __name__ == "__main__":
    main()
