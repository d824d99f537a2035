"""What a search imports decides how fast it starts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ASK = """
import json, sys
import click, numpy
before = set(sys.modules)
from pathlib import Path
from searchkit.engines.protocol import Request
from searchkit.engines.whoosh.engine import open_engine
from searchkit.query.tree import And, Phrase, Prefix, Word
engine = open_engine(Path(sys.argv[1]))
engine.search(Request(And((Word("words"), Phrase("more words"), Prefix("mo"))), facets=("speaker", "tag")), {})
engine.article("a1")
engine.catalogue()
print(json.dumps(sorted(set(sys.modules) - before)))
"""

STANDARD = {
    *("_bisect", "bisect", "_json", "json", "json.decoder", "json.encoder", "json.scanner"),
    *("mmap", "zlib", "unicodedata", "_heapq", "heapq", "keyword", "reprlib"),
    *("fnmatch", "ntpath", "pathlib", "ipaddress", "urllib", "urllib.parse", "pathlib._abc", "pathlib._local", "glob"),
    *("shutil", "bz2", "_bz2", "lzma", "_lzma", "_compression", "grp", "pwd"),
}
OURS = {
    *("analysis", "article", "errors", "fields", "frozen", "indexed", "passage", "period", "results"),
    *("engines", "engines.protocol", "engines.whoosh.columns", "query", "query.tree"),
    *("engines.whoosh" + name for name in ("", *(f".{room}" for room in (
        "answer", "arrays", "expand", "near", "contents", "expand", "near", "copies", "days", "dictionary", "engine", "execute", "facets", "files", "fold",
        "hits", "kept", "leaves", "matches", "order", "packed", "part", "places", "rank", "rows", "runs", "segment", "sequences", "snapshot", "snippets",
        "spellings", "state", "stored", "texts", "universe", "whole", "words",
    )))),
}  # fmt: skip


@pytest.fixture
def imported(build: Any, write: Any) -> set[str]:
    folder: Path = build(
        [write(f"a{number}", "words and more words", tags=("x",)) for number in range(3)]
    )._snapshot.folder
    asked = subprocess.run([sys.executable, "-c", ASK, str(folder)], capture_output=True, text=True, check=True)
    return set(json.loads(asked.stdout))


def test_a_search_imports_only_what_it_needs(imported: set[str]) -> None:
    ours = {name.removeprefix("searchkit.") for name in imported if name.startswith("searchkit.")}
    assert ours <= OURS
    others = {name for name in imported if not name.startswith("searchkit")}
    assert {name for name in others if name.partition(".")[0] not in {"Stemmer", "cython_runtime"}} <= STANDARD | {
        name for name in others if name.startswith("_cython")
    }


def test_a_search_imports_no_whoosh_and_no_slow_part_of_numpy(imported: set[str]) -> None:
    assert not {name for name in imported if name.partition(".")[0] in {"whoosh", "pickle", "filelock", "dateutil"}}
    assert not {"numpy.ma", "numpy.typing"} & imported
