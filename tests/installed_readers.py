"""Readers as installed packages offer them, made for a test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from searchkit.config.settings import Settings
from searchkit.corpus import registry
from searchkit.corpus.build import ReadResult, build_article


def read_lines(file: Path, path: str, settings: Settings) -> Iterator[ReadResult]:
    """One article for each line of a file."""
    for number, line in enumerate(file.read_text(encoding=settings.encoding or "utf-8").splitlines(), 1):
        yield build_article(line, {"id": f"foo-{number}"}, path, line=number, ignored=frozenset())


class Installed:
    """The readers that are installed during a test; each `add` is one more."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._entries: list[EntryPoint] = []
        monkeypatch.setattr(registry, "entry_points", lambda group: [e for e in self._entries if e.group == group])
        self.forget()

    def add(
        self, suffix: str, read: object = read_lines, version: object = 1, module: str = "foo_reader"
    ) -> ModuleType:
        """Install a reader as a module that holds `read` and VERSION; those that are None are missing."""
        reader = ModuleType(module)
        for name, value in (("read", read), ("VERSION", version)):
            if value is not None:
                setattr(reader, name, value)
        self._monkeypatch.setitem(sys.modules, module, reader)
        self.add_missing(suffix, module)
        return reader

    def add_missing(self, suffix: str, module: str) -> None:
        """Install an entry point alone."""
        self._entries.append(EntryPoint(name=suffix, value=module, group=registry.GROUP))
        self.forget()

    def remove_all(self) -> None:
        """Uninstall them."""
        self._entries.clear()
        self.forget()

    @staticmethod
    def forget() -> None:
        """Ask anew what is installed, as the next command does."""
        for cached in (registry.handled_suffixes, registry._installed, registry._load_installed):
            cached.cache_clear()
