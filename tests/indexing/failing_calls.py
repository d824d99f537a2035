"""Make system calls fail with a given error, as they do on a failing disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_NAME_THEIR_PATH = {"open", "replace", "mkdir"}


@contextmanager
def fail_calls(call: str, error: int, applies: Callable[[Any], bool] = lambda _: True) -> Iterator[list[Any]]:
    """Make `os.<call>` raise OSError(error) if its first argument applies; yields the list of those arguments."""
    real, failed = getattr(os, call), []

    def fail(*arguments: Any, **options: Any) -> Any:
        if applies(arguments[0]):
            failed.append(arguments[0])
            path = (str(arguments[0]),) if call in _NAME_THEIR_PATH else ()
            raise OSError(error, os.strerror(error), *path)
        return real(*arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, fail)
        yield failed


def has_name(name: str) -> Callable[[Any], bool]:
    """Return a predicate: whether the last part of a path is `name`."""
    return lambda path: Path(str(path)).name == name
