"""Everything these scripts take from inside searchkit, in one place: the rest asks `Archive` and the two commands."""

from __future__ import annotations

from searchkit.cli.main import main as keep
from searchkit.cli.search import main as ask
from searchkit.config.settings import parse_settings, parse_speakers
from searchkit.corpus.ids import path_id, text_id
from searchkit.corpus.registry import read_file
from searchkit.extraction.bundled import shipped
from searchkit.extraction.pipeline import extract
from searchkit.indexing.catalogue import catalogue_from_json
from searchkit.model.article import Article
from searchkit.query.explain import explain
from searchkit.query.parser import parse
from searchkit.query.shell import query_text, split_options
from searchkit.query.unparse import to_arguments, to_query
from searchkit.text.period import parse_period

__all__ = [
    "Article",
    "ask",
    "catalogue_from_json",
    "checksummed",
    "explain",
    "extract",
    "keep",
    "parse",
    "parse_period",
    "parse_settings",
    "parse_speakers",
    "path_id",
    "printed_date",
    "query_text",
    "read_file",
    "shipped",
    "split_options",
    "state_from_bytes",
    "text_id",
    "to_arguments",
    "to_query",
    "unchecked",
]
