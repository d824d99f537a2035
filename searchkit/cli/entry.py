"""The console scripts: they begin before the rest of the program is imported, so that Ctrl-C is answered from the start."""

from __future__ import annotations

import sys

_INTERRUPTED = 130


def search() -> None:
    """The command `search`."""
    try:
        from searchkit.cli.search import main  # noqa: PLC0415 - see above
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    main()


def searchkit() -> None:
    """The command `searchkit`."""
    try:
        from searchkit.cli.main import main  # noqa: PLC0415 - see above
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    main()
