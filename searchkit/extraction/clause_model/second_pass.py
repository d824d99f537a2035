"""What extraction knows of parsers: something handed in that reads an article's sentences a second time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.mentions.sentence import TaggedSentence


class ArticleSecondPass(Protocol):
    """One article's sentences, ready to be read again."""

    def reread(self, read: ReadSentence, model: ClauseModel | None) -> ReadSentence:
        """A sentence as read without syntax, by rules and the model of clauses, with the reports it then has."""
        ...


class SecondPass(Protocol):
    """What reads sentences again; the same sentences always give the same reports."""

    def parse(self, sentences: Sequence[TaggedSentence]) -> ArticleSecondPass:
        """Look at the sentences of one article, all at once."""
        ...
