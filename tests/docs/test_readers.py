"""docs/readers.md shows a reader that works."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from searchkit.corpus.read import read_file
from searchkit.corpus.registry import GROUP
from tests.installed_readers import Installed

PAGE = (Path(__file__).parent.parent.parent / "docs" / "readers.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_entry_point_has_the_group_that_is_read() -> None:
    assert f'[project.entry-points."{GROUP}"]' in block("toml")


def test_the_reader_of_the_page_reads(installed: Installed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = ModuleType("foo_reader")
    exec(compile(block("python"), "docs/readers.md", "exec"), module.__dict__)  # noqa: S102 - it is our own page
    monkeypatch.setitem(sys.modules, "foo_reader", module)
    installed.add_missing(".foo", "foo_reader")
    (tmp_path / "a.foo").write_text("One.\nMore.\n\n \n\nTwo.", encoding="utf-8")
    results = list(read_file(tmp_path / "a.foo", "a.foo"))
    articles = [result.article for result in results if result.article]
    assert [(one.text, one.line, one.source) for one in articles] == [("One.\nMore.", 1, "Foo"), ("Two.", 6, "Foo")]
    assert [str(result.error) for result in results if result.error] == ["a.foo, line 4: an empty paragraph"]
