"""Reads the data of the benchmarks, which lies beside the checkout or where an argument says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def require_path(path: Path) -> Path:
    """Return the path if it exists; otherwise end the program with one line that says what to do."""
    if path.exists():
        return path
    raise SystemExit(f"{path} is not there; name the data with an argument (--help)")


def records(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file."""
    with require_path(file).open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
