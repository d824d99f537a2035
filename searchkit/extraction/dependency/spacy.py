"""spaCy as a parser; no other module imports it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from typing import Any

from searchkit.errors import ParserMissing
from searchkit.extraction.dependency.tree import ParsedToken

_NOT_NEEDED = ("ner", "lemmatizer", "senter")
_LABELS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "ccomp", "agent", "poss"})
_INSTALL = ("pip", "install", "spacy>=3.8,<3.9")
"""What the extra `nlp` asks for: by its own name, because the index of packages may hold another searchkit."""
_DOWNLOAD = ("python", "-m", "spacy", "download")
_BATCH = 128  # sentences
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class SpacyParser:
    """A loaded spaCy pipeline that runs only what a parse needs, on one core."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    def parse(self, texts: Sequence[str]) -> Iterator[tuple[ParsedToken, ...]]:
        """The parsed tokens of each text, in order."""
        whole = (_LONE_SURROGATE.sub("\ufffd", text) for text in texts)  # spaCy takes only what UTF-8 can encode
        for parsed in self._pipeline.pipe(whole, batch_size=_BATCH):
            yield tuple(
                ParsedToken(token.idx, token.idx + len(token), token.tag_, token.head.i, token.dep_) for token in parsed
            )


def load_parser(name: str) -> SpacyParser:
    """Load an installed model by its name; raises ParserMissing.

    Folders are never loaded: an archive from somebody else could name a folder inside it.
    """
    try:
        import spacy  # noqa: PLC0415 - an extra that may be missing
    except ImportError as error:
        raise ParserMissing(name, "spaCy is not installed", command=_INSTALL) from error
    if not entry_points(group="spacy_models", name=name):
        raise ParserMissing(name, "no such model is installed", command=(*_DOWNLOAD, name))
    try:
        pipeline = spacy.load(name, exclude=_NOT_NEEDED)
    except (OSError, ValueError, ImportError) as error:
        reason = " ".join(str(error).split())
        raise ParserMissing(name, reason, command=(*_DOWNLOAD, name)) from error
    if "parser" not in pipeline.pipe_names or not _LABELS.issubset(pipeline.get_pipe("parser").labels):
        raise ParserMissing(
            name, "it does not find the syntax of English sentences", hint="name a model such as en_core_web_sm"
        )
    return SpacyParser(pipeline)
