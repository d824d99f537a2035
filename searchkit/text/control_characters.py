"""Characters that command a terminal or turn a line around: replaced where people read, escaped where programs do.

These are the control characters but tab and line feed, the separators of lines and paragraphs, the marks, overrides and
isolates of the direction of writing, and half characters. An article in a right-to-left script may hold such marks with
good reason; but they cannot be seen, and would move what stands beside them on the same line.
"""

from __future__ import annotations

import re

# Compiled when first needed: they are not printable, and most texts are.
_COMMANDING = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]"
_CONTROL = "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
_SIGN = "\N{REPLACEMENT CHARACTER}"


def harmless(text: str) -> str:
    """The text with each such character replaced by one character, so that offsets still hold."""
    return text if text.isprintable() else re.sub(_COMMANDING, _SIGN, text)


def one_line(text: str) -> str:
    """The same with line ends, tabs and all white space as spaces."""
    return text if text.isprintable() else harmless(re.sub(r"\s", " ", text))


def without_controls(text: str) -> str:
    """The text with every control character but line feeds replaced by a space or another harmless character; marks of
    direction stay.
    """
    return text if text.isprintable() else re.sub(_CONTROL, _space_or_sign, text)


def _space_or_sign(found: re.Match[str]) -> str:
    return " " if found[0].isspace() else _SIGN


def escaped(json: str) -> str:
    """JSON with each such character by its number; the values stay."""
    return json if json.isprintable() else re.sub(_COMMANDING, lambda found: f"\\u{ord(found[0]):04x}", json)


def quoted(word: str) -> str:
    """A word of a shell command; what `one_line` would change is written as bytes between $' and ', to be pasted as it is."""
    if one_line(word) == word:
        import shlex  # noqa: PLC0415 - only for commands that are offered

        return shlex.quote(word)
    return f"$'{''.join(map(_in_dollar_quotes, word))}'"


def _in_dollar_quotes(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    if one_line(character) == character:
        return character
    errors = "surrogateescape" if "\udc80" <= character <= "\udcff" else "surrogatepass"
    return "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", errors))
