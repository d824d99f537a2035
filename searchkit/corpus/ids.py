"""Makes the ids of articles: a record's own id, else the path, else the path and a hash of the text."""

from __future__ import annotations

import hashlib
import re

from searchkit.corpus.registry import without_suffix

# Control characters, line ends and surrogates (also those for undecodable bytes of a file name).
_UNPRINTABLE = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_NOT_PRINTABLE = re.compile(f"[{_UNPRINTABLE}]")
_NOT_IN_IDS = re.compile(f"[%#{_UNPRINTABLE}]")


def encoded_id(id: str) -> str:
    """Percent-encode `%`, `#` and control characters of an id, as bytes of UTF-8."""
    return _NOT_IN_IDS.sub(_percent_encoded, id)


def printable(path: str) -> str:
    """Percent-encode what cannot be shown on one line, or written as UTF-8, in a path or name."""
    return _NOT_PRINTABLE.sub(_percent_encoded, path)


def is_printable(text: str) -> bool:
    """Whether `printable` leaves a text as it is."""
    return _NOT_PRINTABLE.search(text) is None


def path_id(path: str) -> str:
    """The id of the article in a file: its path below `corpus/` without suffix."""
    return encoded_id(without_suffix(path))


def text_id(path: str, text: str) -> str:
    """The id of a record that gives none: its file's id, a colon, and 12 hex digits of its text's hash."""
    return f"{path_id(path)}:{hashlib.blake2b(text.encode(), digest_size=6).hexdigest()}"


def _percent_encoded(match: re.Match[str]) -> str:
    character = match.group()
    errors = "surrogateescape" if "\udc80" <= character <= "\udcff" else "surrogatepass"
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", errors))
