"""Reads YAML front matter: the lines between `---` and `---` at the top of a .txt or .md file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from searchkit.errors import ReadError

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"\s*(?:#[^\n]*\n\s*)*[\"']?[A-Za-z][\w -]{0,30}[\"']?:(?:\s|\Z)")
_LONGEST = 64_000  # characters: YAML is slow to read


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values (strings, or lists and mappings of strings) and the offset where the text begins."""

    values: dict[str, object]
    text_start: int


def read_front_matter(text: str, path: str) -> FrontMatter | None:
    """The front matter at the top of a text, or None; the blank lines below its closing line belong to it.

    Lines of three hyphens may also be printed rules, so front matter needs a closing line, and a YAML mapping or nothing
    before it. Raises ReadError if the first line is a key and the rest is no front matter.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None
    meant = _KEY.match(text, opening.end()) is not None
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        if meant:
            raise ReadError(path, "the front matter has no closing line ---", line=1)
        return None
    values = _mapping(text[opening.end() : closing.start()], path, meant=meant)
    if values is None:
        return None
    end = closing.end()
    return FrontMatter(values, len(text) - len(text[end:].lstrip("\n")))


def _mapping(block: str, path: str, *, meant: bool) -> dict[str, object] | None:
    """Parse a block as a YAML mapping; for anything else raise ReadError if it was `meant` as one, or return None."""
    import yaml  # noqa: PLC0415 - slow to import, and not every corpus has front matter

    if len(block) > _LONGEST:
        if meant:
            raise ReadError(path, f"the front matter is longer than {_LONGEST} characters", line=1)
        return None
    try:
        values = yaml.load(block, yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings, lists and mappings only
    except yaml.YAMLError as error:
        if not meant:
            return None
        mark = getattr(error, "problem_mark", None)
        problem = " ".join(str(getattr(error, "problem", None) or getattr(error, "reason", None) or "no YAML").split())
        line = mark.line + 2 if mark else 1
        raise ReadError(path, f"bad front matter: {problem}", line=line) from error
    except RecursionError as error:
        raise ReadError(path, "bad front matter: nested too deeply", line=1) from error
    if values is None or values == "":
        return {}
    return values if isinstance(values, dict) else None
