"""Every file and folder that the documents name in backticks exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
IN_PACKAGE = [f"/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "searchkit").rglob("*")]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"]


def paths_in(text: str) -> Iterator[str]:
    """What stands in backticks and is a folder (`a/`, `a/b`) or a module (`a.py`)."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    for quoted in re.findall(r"`([^`\n]+)`", prose):
        if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", quoted) and ("/" in quoted or quoted.endswith(".py")):
            yield quoted


def exists(path: str) -> bool:
    """Whether a path is there below the root, or ends the path of something in the package."""
    return (ROOT / path).exists() or any(found.endswith(f"/{path.rstrip('/')}") for found in IN_PACKAGE)


def test_paths_are_told_from_other_code() -> None:
    text = "`corpus/`, `a/b.py`, `c.py` `search x`, `--flag`, `.txt`, `speakers.toml`, `01/02 *`\n```sh\n`d/`\n```\n"
    assert list(paths_in(text)) == ["corpus/", "a/b.py", "c.py"]
    assert all(map(exists, ("corpus/", "readers/", "builder/builder.py")))
    assert not any(map(exists, ("corpus/writers/", "eaders/", "nothing.py")))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_paths_in_a_document_exist(document: str) -> None:
    paths = list(paths_in((ROOT / document).read_text(encoding="utf-8")))
    assert paths
    assert [path for path in paths if not exists(path)] == []
