"""Reports about an archive, its people and its updates. Frozen values."""

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
    """A passage with its article, its paragraph, and the paragraphs before and after it (None at the ends)."""

    stored: StoredArticle
    passage: Paragraph | Quote
    paragraph: Paragraph
    before: Paragraph | None
    after: Paragraph | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, the number of quotes, and the person's names with their own numbers of quotes."""

    name: str
    quotes: int
    names: tuple[FacetCount, ...]


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name that was assigned to nobody, the number of its quotes, and the persons it may stand for."""

    name: str
    quotes: int
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staleness:
    """How the corpus files differ from what was indexed, by size, time and reader."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Status:
    """What an archive holds. `manifest` is None if there is no index that can be used; `problem` says why.

    `extraction` is the version of extraction in this searchkit, `parser` the one in `searchkit.toml`, `refused` the number
    of files and records that cannot be indexed.
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
    """Something that is wrong: where, and what. With `damage` the index must be rebuilt, else updated.

    `to_mend` means that no command can repair it: the archive's owner must look at the file.
    """

    where: str
    what: str
    damage: bool
    to_mend: bool = False


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The problems that a check found, and the numbers of articles and corpus files that it checked."""

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
    """What an update did, in numbers of articles; what it refused is listed.

    `counts` are the articles, paragraphs and quotes in the index now. `older_extraction` means that passages were extracted
    by an older version than this searchkit's, `started_over` that a first build had been interrupted.
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
