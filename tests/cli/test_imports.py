"""What a search imports decides how fast it starts: a budget of modules, and names that it never needs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from searchkit import Archive

ASK = """
import json, sys
import click, numpy
before = set(sys.modules)
from searchkit.cli.search import main
sys.argv[0] = "search"
try:
    main()
finally:
    sys.stderr.write(json.dumps(sorted(set(sys.modules) - before)))
"""

OURS_AT_MOST = 110
"""Modules and packages of searchkit that any search may import."""
OTHERS_AT_MOST = 48
"""Modules of the standard library and of the stemmer, beside those that click and numpy import."""
NEVER = {
    *("whoosh", "dateutil", "yaml", "filelock", "spacy", "rich"),
    *("dataclasses", "inspect", "hashlib", "logging", "subprocess", "tempfile", "csv", "difflib", "gettext", "secrets"),
    *(
        "searchkit.indexing.single_file",
        "searchkit.corpus",
        "searchkit.engines.whoosh.indexer",
        "searchkit.engines.whoosh.bridge",
    ),
    *(
        "searchkit.indexing.update",
        "searchkit.indexing.plan",
        "searchkit.indexing.scan",
        "searchkit.indexing.write",
        "searchkit.indexing.check",
    ),
}
"""What no search needs; a name stands for all below it."""


def imported(archive: Archive, *arguments: str) -> set[str]:
    command = [sys.executable, "-c", ASK, "--archive", str(archive.folder), *arguments]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert asked.stdout
    return set(json.loads(asked.stderr))


def prefixes(name: str) -> set[str]:
    parts = name.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts) + 1)}


@pytest.mark.parametrize(
    "arguments",
    [
        ["the"],
        ["of the", "--source", "northwire"],
        ["the", "--type", "direct"],
        ["the", "--unit", "article"],
        ["the", "--since", "2010", "--sort", "newest"],
        ["the", "--facet", "speaker", "--by", "year"],
        ["the", "--format", "json"],
        ["nowhere"],
    ],
)
def test_a_search_imports_only_what_it_needs(sample_archive: Archive, arguments: list[str]) -> None:
    names = imported(sample_archive, *arguments)
    ours = {name for name in names if name.partition(".")[0] == "searchkit"}
    assert not {name for name in names if prefixes(name) & NEVER}
    assert len(ours) <= OURS_AT_MOST
    assert len(names - ours) <= OTHERS_AT_MOST


def test_a_search_that_counts_nothing_imports_no_counting(sample_archive: Archive) -> None:
    names = imported(sample_archive, "the")
    assert not any(name.rpartition(".")[2] in {"facets", "columns", "column", "histogram", "unparse"} for name in names)
