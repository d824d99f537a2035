"""What several rooms' tests share: archives to ask, built once from the sample corpus, and small ones to change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from searchkit import Archive
from tests.archives import Build
from tests.installed_readers import Installed

SAMPLES = Path(__file__).parent.parent / "corpus"
TODAY = date(2021, 6, 1)

settings.register_profile("no deadlines", deadline=None)  # a deadline measures the machine, not the program
settings.load_profile("no deadlines")


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The sample corpus, indexed; only to be asked."""
    folder = tmp_path_factory.mktemp("samples")
    shutil.copytree(SAMPLES, folder / "corpus")
    archive = Archive(folder, today=lambda: TODAY)
    archive.update()
    return archive


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Builds an archive from files, given as texts by their path below corpus/, and indexes it."""

    def build(files: dict[str, str]) -> Archive:
        for name, text in files.items():
            file = tmp_path / "corpus" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        archive = Archive(tmp_path, today=lambda: TODAY)
        archive.update()
        return archive

    return build


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    """The readers of installed packages: none but those that the test adds."""
    yield Installed(monkeypatch)
    monkeypatch.undo()
    Installed.forget()
