"""Running the two commands as a shell does, without the shell."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.cli.main import main as keep
from searchkit.cli.search import main as ask
from tests.cli.running import PORT, Command, Run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs `search …` or `searchkit …`."""

    def run(program: str, *arguments: str) -> Run:
        monkeypatch.setattr(sys, "argv", [program, *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            {"search": ask, "searchkit": keep}[program]()
        printed = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Run(ended.value.code, printed.out, printed.err)

    return run


@pytest.fixture
def search(run: Command, sample_archive: Archive) -> Command:
    """Runs `search` on the sample archive."""
    return lambda *arguments: run("search", "--archive", str(sample_archive.folder), *arguments)


@pytest.fixture
def searchkit(run: Command, sample_archive: Archive) -> Command:
    """Runs `searchkit` on the sample archive."""
    return lambda *arguments: run("searchkit", "--archive", str(sample_archive.folder), *arguments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of one article, not indexed."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "port.txt").write_text(PORT, encoding="utf-8")
    return tmp_path
