"""An archive to update."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit import Archive
from tests.indexing.corpora import TEXTS


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An indexed archive of TEXTS."""
    folder = tmp_path / "archive"
    for name, text in TEXTS.items():
        path = folder / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    archive = Archive(folder)
    archive.update()
    return archive
