"""All imports of these scripts from inside searchkit; everything else uses `Archive` and the two commands."""

from __future__ import annotations

from searchkit.cli.main import main as searchkit_main
from searchkit.cli.search import main as search_main
from searchkit.config.settings import parse_settings, parse_speakers
from searchkit.corpus.ids import path_id, text_id
from searchkit.corpus.read import read_file
from searchkit.engines.whoosh.directory.manifest import verify_checksum, with_checksum
from searchkit.extraction.bundled import load_extractor
from searchkit.model.article import Article
from searchkit.query.explain import explain
from searchkit.query.parser import parse
from searchkit.query.shell import query_text, split_options
from searchkit.query.unparse import to_query
from searchkit.text.dates import parse_printed_date
from searchkit.text.period import parse_period

__all__ = [
    "Article",
    "explain",
    "load_extractor",
    "parse",
    "parse_period",
    "parse_printed_date",
    "parse_settings",
    "parse_speakers",
    "path_id",
    "query_text",
    "read_file",
    "search_main",
    "searchkit_main",
    "split_options",
    "text_id",
    "to_query",
    "verify_checksum",
    "with_checksum",
]
