"""The interface of a second pass, which uses a parser to find more reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.mentions.sentence import TaggedSentence


class ArticleSecondPass(Protocol):
    """The sentences of one article with their parses."""

    def reread(self, read: ReadSentence, model: ClauseModel | None) -> ReadSentence:
        """Return the sentence with the reports by its parse; `read` has those by rule and by the clause model."""
        ...


class SecondPass(Protocol):
    """A second pass over sentences; the same sentences always give the same reports."""

    def parse(self, sentences: Sequence[TaggedSentence]) -> ArticleSecondPass:
        """Parse the sentences of one article, all at once."""
        ...
