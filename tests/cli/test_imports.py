"""What a search imports decides how fast it starts."""

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

STANDARD = {
    *("_bisect", "bisect", "_json", "json", "json.decoder", "json.encoder", "json.scanner", "gc", "mmap", "zlib"),
    *("unicodedata", "_heapq", "heapq", "keyword", "reprlib"),
    *("fnmatch", "ntpath", "pathlib", "ipaddress", "urllib", "urllib.parse", "pathlib._abc", "pathlib._local", "glob"),
    *("shutil", "bz2", "_bz2", "lzma", "_lzma", "_compression", "grp", "pwd"),
}
STEMMER = {"Stemmer", "cython_runtime"}
OURS = {
    *("analysis", "archive", "article", "errors", "fields", "frozen", "indexed", "passage", "period", "results", "settings"),
    *("cli", "cli.search", "cli.shared", "cli.wall", "render", "render.style", "render.terminal"),
    *("query", *(f"query.{room}" for room in ("argv", "explain", "filters", "leaf", "lex", "parse", "tree"))),
    *("persons", "persons.corrected", "upkeep", "upkeep.configured", "upkeep.locate", "upkeep.persons"),
    *("engines", "engines.protocol", "engines.whoosh"),
    *(f"engines.whoosh.{room}" for room in (
        "answer", "arrays", "contents", "copies", "dictionary", "engine", "execute", "expand", "files", "fold", "hits",
        "kept", "leaves", "matches", "near", "order", "packed", "part", "places", "rank", "rows", "runs", "scoring", "segment",
        "sequences", "snapshot", "snippets", "state", "stored", "texts", "universe", "whole", "words",
    )),
}  # fmt: skip
"""What any search imports."""
COUNTING = {"engines.whoosh.columns", "engines.whoosh.facets", "engines.whoosh.spellings"}


def imported(archive: Archive, *arguments: str) -> set[str]:
    command = [sys.executable, "-c", ASK, "--archive", str(archive.folder), *arguments]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert asked.stdout
    return set(json.loads(asked.stderr))


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        (["the"], set()),
        (["of the", "--source", "northwire"], set()),
        (["the", "--type", "direct"], set()),
        (["the", "--unit", "article"], {"engines.whoosh.article_universe"}),
        (["the", "--since", "2010", "--sort", "newest"], set()),
        (["the", "--facet", "speaker", "--by", "year"], {*COUNTING, "render.histogram"}),
        (["the", "--format", "json"], {"render.machine"}),
        (["nowhere"], {"suggestion", "query.render"}),
    ],
)
def test_a_search_imports_only_what_it_needs(sample_archive: Archive, arguments: list[str], more: set[str]) -> None:
    names = imported(sample_archive, *arguments)
    assert {name.removeprefix("searchkit.") for name in names if name.startswith("searchkit.")} == OURS | more
    others = {name for name in names if name.partition(".")[0] not in {"searchkit", *STEMMER}}
    allowed = STANDARD | ({"shlex"} if "query.render" in more else set())
    assert {name for name in others if not name.startswith("_cython")} <= allowed
