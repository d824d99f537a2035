"""Errors hold what is wrong, what to do and which command helps, each apart; only the terminal names flags."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import searchkit
from searchkit import errors
from searchkit.errors import (
    INDEX,
    PRUNE,
    REBUILD,
    IndexDamaged,
    IndexIsALink,
    IndexMissing,
    IndexUncertain,
    IndexUnfinished,
    IndexVersionMismatch,
    MostFilesGone,
    QueryError,
    SearchkitError,
)
from searchkit.render.advice import error_text

PACKAGE = Path(searchkit.__file__).parent
COMMANDS = [
    (IndexMissing("index"), INDEX),
    (IndexIsALink("index"), INDEX),
    (IndexVersionMismatch("format", 1, 2), REBUILD),
    (IndexDamaged("index", "it is short"), REBUILD),
    (IndexUnfinished("index"), INDEX),
    (IndexUncertain("index", "no space"), INDEX),
    (MostFilesGone(3, 4), PRUNE),
]


def classes(base: type[SearchkitError] = SearchkitError) -> Iterator[type[SearchkitError]]:
    yield base
    for kind in base.__subclasses__():
        yield from classes(kind)


def test_every_class_is_public_and_has_a_kind_of_its_own() -> None:
    own = [one for one in classes() if one.__module__.startswith(errors.__name__)]
    assert len(own) == len({one.kind for one in own})
    assert {one.__name__ for one in own} | {"INDEX", "REBUILD", "PRUNE"} == set(errors.__all__)


@pytest.mark.parametrize(("error", "command"), COMMANDS, ids=lambda value: getattr(value, "kind", ""))
def test_a_command_that_helps_is_data(error: SearchkitError, command: tuple[str, ...]) -> None:
    assert error.command == command
    assert "searchkit index" not in str(error)
    assert error_text(error).endswith(f"run: {' '.join(command)}")
    assert error_text(error, "my news").endswith(f"run: {' '.join(command)} --archive 'my news'")


def test_an_error_in_a_sentence() -> None:
    assert error_text(SearchkitError("it rains")) == "it rains"
    assert error_text(SearchkitError("it rains", "stay in")) == "it rains; stay in"
    assert error_text(SearchkitError("it rains", command=("close", "roof"))) == "it rains; run: close roof"
    assert error_text(SearchkitError("it rains", "stay in", ("close", "roof"))) == (
        "it rains; stay in, then run: close roof"
    )


def test_a_wrong_option_is_named_without_dashes() -> None:
    error = QueryError("given 2 times", suggestion="give it once", option="since")
    assert str(error) == "since: given 2 times; give it once"
    assert error_text(error) == "given 2 times; give it once"


def test_no_sentence_below_the_terminal_names_a_flag() -> None:
    named = [
        (str(path.relative_to(PACKAGE)), node.value)
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] not in {"cli", "render"}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"(?<!\S)--[a-z]", node.value)
    ]
    expected = [("errors/base.py", "--rebuild"), ("errors/base.py", "--prune")]
    assert sorted(named) == sorted([*expected, *((path, text) for path, text in named if path == "query/shell.py")])
