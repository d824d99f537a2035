"""The console scripts. Ctrl-C is answered from before the rest of the program is imported until the process has ended."""

from __future__ import annotations

import os
import sys

_INTERRUPTED = 130

try:
    import gc
    import signal
    from collections.abc import Callable
    from contextlib import suppress
except KeyboardInterrupt:
    os._exit(_INTERRUPTED)


def _stop(*_: object) -> None:
    """End the process without a word: nothing has begun yet, or all is done."""
    os._exit(_INTERRUPTED)


# Whoever starts a command in the background may have interrupts ignored: so they stay.
_ANSWERED = signal.getsignal(signal.SIGINT) is signal.default_int_handler
if _ANSWERED:
    # An exception is printed where nobody catches it, and some imports take it for a failure of their own.
    signal.signal(signal.SIGINT, _stop)


def search() -> None:
    """The command `search`. It ends before anything it leaves behind adds up, so nothing is collected."""
    gc.disable()
    from searchkit.cli.search import main  # noqa: PLC0415 - see above

    _import_engine()
    try:
        _interruptible(main)
    except SystemExit as ended:
        _leave(ended.code)
        raise


def searchkit() -> None:
    """The command `searchkit`."""
    from searchkit.cli.main import main  # noqa: PLC0415 - see above

    _import_engine()
    _interruptible(main)


def _import_engine() -> None:
    """Import the engine while an interrupt just ends the process: numpy takes one for a failure of its own."""
    from searchkit.engines.registry import EMBEDDED, load_backend  # noqa: PLC0415 - see above

    load_backend(EMBEDDED)


def _interruptible(main: Callable[[], None]) -> None:
    """Run a command, which says that it was interrupted; one that is interrupted again while it says so just ends."""
    try:
        if _ANSWERED:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        main()
    except KeyboardInterrupt:
        _stop()
    finally:
        if _ANSWERED:
            signal.signal(signal.SIGINT, _stop)


def _leave(code: object) -> None:
    """End the process at once: what was said is written, and unloading numpy takes longer than the search took."""
    if isinstance(code, int):
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(code)
