"""Reads the settings of an archive from its files."""

from __future__ import annotations

from pathlib import Path

from searchkit.config.locate import SETTINGS, SPEAKERS
from searchkit.config.settings import Corrections, Settings, parse_settings, parse_speakers
from searchkit.errors import SettingsError
from searchkit.regular_files import read_bounded

_MAX_BYTES = {SETTINGS: 2**20, SPEAKERS: 64 * 2**20}
"""The largest size of each, in bytes."""


def read_settings(archive: Path) -> Settings:
    """Read `searchkit.toml`; the defaults if there is none. Raises SettingsError."""
    text = _text_of(archive / SETTINGS)
    return Settings() if text is None else parse_settings(text)


def read_corrections(archive: Path) -> Corrections:
    """Read `speakers.toml`; no corrections if there is none. Raises SettingsError."""
    text = _text_of(archive / SPEAKERS)
    return Corrections() if text is None else parse_speakers(text)


def _text_of(file: Path) -> str | None:
    try:
        content = _bytes_of(file)
        text = None if content is None else content.decode("utf-8")
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file} is not UTF-8 (byte {error.start})", "save it as UTF-8") from error
    return text and text.replace("\r\n", "\n").replace("\r", "\n")


def _bytes_of(file: Path) -> bytes | None:
    """The content of a file, or None where there is none; raises OSError."""
    try:
        return read_bounded(file, _MAX_BYTES[file.name], follow=True)
    except FileNotFoundError as error:
        if file.is_symlink():
            raise SettingsError(f"{file} is a link that leads nowhere", "remove it or mend it") from error
        return None
