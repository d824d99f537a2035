"""Lets calls of the system fail, as they do on a failing disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def refusing(call: str, number: int, is_meant: Callable[[Any], bool] = lambda _: True) -> Iterator[list[Any]]:
    """Within it `os.open` or another call fails where its first argument is meant; gives the arguments that failed."""
    real, failed = getattr(os, call), []

    def refuse(*arguments: Any, **more: Any) -> Any:
        if is_meant(arguments[0]):
            failed.append(arguments[0])
            named = (arguments[0],) if call in {"open", "replace", "mkdir"} else ()
            raise OSError(number, os.strerror(number), *map(str, named))
        return real(*arguments, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, refuse)
        yield failed


def named(name: str) -> Callable[[Any], bool]:
    return lambda path: Path(str(path)).name == name
