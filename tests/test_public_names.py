"""What `from searchkit import ...` offers: a promise to programs, so that a change of it is seen here."""

from __future__ import annotations

import subprocess
import sys

import pytest

import searchkit

NAMES = [
    *("Archive", "whoosh_index", "__version__"),
    *("SearchkitError", "ArchiveError", "CorpusMissing", "SettingsError", "ParserMissing", "ReadError", "UnknownId"),
    *("QueryError", "IndexProblem", "IndexMissing", "IndexDamaged", "IndexBusy", "MostFilesGone"),
    *("SearchResult", "Hit", "FacetCount", "Suggestion"),
    *("Article", "Extraction", "Paragraph", "Quote", "StoredArticle", "PassageInPlace", "IndexInfo"),
    *("UpdateReport", "CheckReport", "Problem", "Status", "Staleness", "Speaker", "SharedName"),
]


def test_the_names_are_these() -> None:
    assert sorted(searchkit.__all__) == sorted(NAMES)
    assert dir(searchkit) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_imported(name: str) -> None:
    found = getattr(searchkit, name)
    assert getattr(found, "__name__", name) == name


def test_what_is_not_there_is_an_attribute_error() -> None:
    assert not hasattr(searchkit, "nothing")


def test_an_error_is_imported_without_an_engine() -> None:
    script = "import sys; from searchkit import SearchkitError, SearchResult; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
