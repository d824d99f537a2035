"""What an archive says of itself and of what was done to it. Plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from searchkit.errors import INDEX, REBUILD, IndexProblem, ReadError
from searchkit.model.passage import Paragraph, Quote
from searchkit.model.results import FacetCount
from searchkit.model.stored import IndexInfo, StoredArticle


@dataclass(frozen=True, slots=True)
class PassageInPlace:
    """A passage with its article and surroundings: the paragraph it stands in and its neighbours, None at the ends."""

    stored: StoredArticle
    passage: Paragraph | Quote
    paragraph: Paragraph
    before: Paragraph | None
    after: Paragraph | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person by the archive's table, the number of quotes, and the names articles give with theirs."""

    name: str
    quotes: int
    names: tuple[FacetCount, ...]


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name that was given to nobody, the number of its quotes, and the persons that it may stand for."""

    name: str
    quotes: int
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staleness:
    """Corpus files against what was indexed, by size and time alone."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Status:
    """What an archive holds: `manifest` is None without an index that can be used, and `problem` says why.

    `extraction` is the version this searchkit would extract with, `parser` the one that `searchkit.toml` asks for,
    `refused` how many files and records of the corpus are not in the index because they cannot be.
    """

    folder: Path
    manifest: IndexInfo | None
    problem: IndexProblem | None
    extraction: int
    index_bytes: int
    corpus_bytes: int
    files: int
    not_read: Mapping[str, int]
    stale: Staleness
    parser: str | None = None
    refused: int = 0

    @property
    def indexed_parser(self) -> str | None:
        """The parser that the index was made with."""
        parser = self.manifest.notes.get("parser") if self.manifest else None
        return parser if isinstance(parser, str) else None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong: where, and what. With `damage` the index is to be made anew, else brought up to date.

    `to_mend` is what no index can put right: a file that the archive's owner has to look at.
    """

    where: str
    what: str
    damage: bool
    to_mend: bool = False


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found, with the number of articles of the index and of corpus files that were looked at."""

    problems: tuple[Problem, ...]
    articles: int
    files: int

    @property
    def hint(self) -> str | None:
        """What to do first, where no command is enough."""
        only_by_hand = self.problems and all(problem.to_mend for problem in self.problems)
        return "mend what is named" if only_by_hand else None

    @property
    def command(self) -> tuple[str, ...] | None:
        """The command to run, if there is a problem."""
        if not self.problems:
            return None
        return REBUILD if any(problem.damage for problem in self.problems) else INDEX


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What bringing the index up to date did, in articles; the refused are named, the rest is counted.

    `counts` are the articles, paragraphs and quotes that the index holds now; `older_extraction` says that passages
    were made by an older extraction than this searchkit has; `started_over` that a first build had been interrupted.
    """

    added: int
    changed: int
    renamed: int
    removed: int
    unchanged: int
    refused: tuple[ReadError, ...]
    not_read: Mapping[str, int]
    unused: Mapping[str, int]
    doubts: tuple[str, ...]
    counts: Mapping[str, int]
    older_extraction: bool = False
    started_over: bool = False
