"""Which files are read, by the end of their name."""

from __future__ import annotations

import os.path

HANDLED = (".jsonl.gz", ".jsonl", ".txt", ".md")


def handled_suffix(name: str) -> str | None:
    """The suffix of a name or path that a reader exists for, in lower case, or None; `.jsonl.gz` is one suffix."""
    lowered = name.lower()
    return next((suffix for suffix in HANDLED if lowered.endswith(suffix)), None)


def is_handled(name: str) -> bool:
    """Whether a reader exists for a file of that name."""
    return name.lower().endswith(HANDLED)


def is_one_article(name: str) -> bool:
    """Whether a file of that name is one article, and not many records."""
    return name.lower().endswith((".txt", ".md"))


def counted_suffix(name: str) -> str:
    """The suffix that a file which is not read is counted under: what stands from the last dot on, "" for none."""
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - pathlib is slow, and takes "x." for a suffix


def without_suffix(path: str) -> str:
    """A path without its suffix; a name that would be empty without it stays whole."""
    folder, slash, name = path.rpartition("/")
    suffix = handled_suffix(name) or counted_suffix(name)
    return f"{folder}{slash}{name[: len(name) - len(suffix)] or name}"
