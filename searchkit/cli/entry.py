"""The console scripts: they begin before the rest of the program is imported, so that Ctrl-C is answered from the start."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

_INTERRUPTED = 130


def search() -> None:
    """The command `search`. It ends before anything it leaves behind adds up, so nothing is collected."""
    gc.disable()
    try:
        from searchkit.cli.search import main  # noqa: PLC0415 - see above
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    try:
        main()
    except SystemExit as ended:
        _leave(ended.code)
        raise


def _leave(code: object) -> None:
    """End the process at once: what was said is written, and unloading numpy takes longer than the search took."""
    if isinstance(code, int):
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(code)


def searchkit() -> None:
    """The command `searchkit`."""
    try:
        from searchkit.cli.main import main  # noqa: PLC0415 - see above
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    main()
