"""docs/output.md names every key that programs read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from searchkit import Archive
from searchkit.render.json_output import HIT_KEYS, VERSION
from tests.cli.running import Command

PAGE = (Path(__file__).parent.parent.parent / "docs" / "output.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z_]+)`", PAGE))
BY_VALUE = {"filters", "facets", "counts", "indexed", "not_read", "unused"}
"""Objects whose keys are data: names of fields, units, suffixes."""


@pytest.fixture
def sampled(run: Command, sample_archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command on the sample archive."""
    monkeypatch.setenv("SEARCHKIT_ARCHIVE", str(sample_archive.folder))
    return run


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key not in BY_VALUE:
                yield from keys(inner)
            else:
                yield from keys(list(inner.values()) if isinstance(inner, dict) else inner)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item)


def test_every_key_of_a_hit_is_named() -> None:
    assert set(HIT_KEYS) - NAMED == set()


@pytest.mark.parametrize(
    "command",
    [
        ("search", "speaker:putin", "--facet", "source", "--by", "year"),
        ("search", "speaker:vladimir", "putin", "nowhere"),
        ("searchkit", "index"),
        ("searchkit", "check"),
        ("searchkit", "status"),
        ("searchkit", "speakers"),
        ("searchkit", "sources"),
        ("searchkit", "show", "assad-putin-sochi"),
        ("searchkit", "show", "assad-putin-sochi#q98"),
        ("searchkit", "show", "assad-putin-sochi#p2"),
    ],
    ids=" ".join,
)
def test_every_key_that_a_command_prints_is_named(sampled: Command, command: tuple[str, ...]) -> None:
    printed = json.loads(sampled(*command, "--format", "json").out)
    assert printed["version"] == VERSION
    assert set(keys(printed)) - NAMED == set()


def test_extracted_keys_are_named(run: Command, sample_archive: Archive) -> None:
    file = next(sample_archive.corpus.rglob("assad-putin-sochi*"))
    printed = json.loads(run("searchkit", "extract", str(file)).out)
    assert printed["quotes"]
    assert set(keys(printed)) - NAMED == set()


def test_the_version_is_the_one_on_the_page() -> None:
    assert f"now {VERSION}." in PAGE
