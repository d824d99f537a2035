"""Small files that the archive keeps beside the index. No commit names them: they are caches."""

from __future__ import annotations

from pathlib import Path

from searchkit.regular_files import create_regular, read_bounded


def read_attachment(folder: Path, name: str, limit: int) -> bytes:
    """Return the content of an attachment; raises OSError, of which TooLarge beyond `limit` bytes."""
    return read_bounded(folder / name, limit, follow=False)


def write_attachment(folder: Path, name: str, content: bytes) -> None:
    """Replace an attachment at once; raises OSError."""
    draft = folder / f"{name}.draft"
    with create_regular(draft) as file:
        file.write(content)
    draft.replace(folder / name)
