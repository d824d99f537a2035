"""What to do about an error, as text: a hint, and a command to paste into a shell."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.errors import SearchkitError
from searchkit.text.control_characters import shell_quote

_OURS = ("search", "searchkit")


def command_line(command: Sequence[str], archive: str | None = None) -> str:
    """Return a command to paste into a shell. A command of ours names the archive, if that was named."""
    named = () if archive is None or command[0] not in _OURS else ("--archive", archive)
    return " ".join(shell_quote(word) for word in (*command, *named))


def advice(hint: str | None, command: Sequence[str] | None, archive: str | None = None) -> str:
    """Return what to do: a hint, a command, or one after the other."""
    if command is None:
        return hint or ""
    run = f"run: {command_line(command, archive)}"
    return f"{hint}, then {run}" if hint else run


def error_text(error: SearchkitError, archive: str | None = None) -> str:
    """Return an error in one sentence: what is wrong and what to do."""
    todo = advice(error.hint, error.command, archive)
    return f"{error.message}; {todo}" if todo else error.message
