"""Replaces or escapes characters that control a terminal or reorder a line: replaced for people, escaped for programs.

These are control characters except tab and line feed, line and paragraph separators, marks, overrides and isolates of the
writing direction, and surrogates. An article in a right-to-left script may hold direction marks with good reason, but they
are invisible and would move what is beside them on the same line.
"""

from __future__ import annotations

import re

# Compiled when first needed: they are not printable, and most texts are.
_COMMANDING = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]"
_CONTROL = "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
_SIGN = "\N{REPLACEMENT CHARACTER}"


def replace_controls(text: str) -> str:
    """Replace each such character by one character, so that offsets stay valid."""
    return text if text.isprintable() else re.sub(_COMMANDING, _SIGN, text)


def one_line(text: str) -> str:
    """Do the same, and turn line ends, tabs and all other white space into spaces."""
    return text if text.isprintable() else replace_controls(re.sub(r"\s", " ", text))


def replace_cell_controls(text: str) -> str:
    """Replace every control character except line feeds by a space or `�`; direction marks stay."""
    return text if text.isprintable() else re.sub(_CONTROL, _space_or_sign, text)


def _space_or_sign(found: re.Match[str]) -> str:
    return " " if found[0].isspace() else _SIGN


def escape_controls(json: str) -> str:
    """Escape each such character in JSON by its number; the values stay the same."""
    return json if json.isprintable() else re.sub(_COMMANDING, lambda found: f"\\u{ord(found[0]):04x}", json)


def shell_quote(word: str) -> str:
    """Quote a word for a shell; if `one_line` would change it, write it in $'…' with escapes, so that it can be pasted."""
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
