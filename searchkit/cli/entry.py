"""The console scripts. Ctrl-C works from before the rest of the program is imported until the process has ended."""

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
    """End the process without a message: nothing has begun yet, or all is done."""
    os._exit(_INTERRUPTED)


# A shell may start a command with interrupts ignored; they stay ignored.
_ANSWERED = signal.getsignal(signal.SIGINT) is signal.default_int_handler
if _ANSWERED:
    # A KeyboardInterrupt would print a traceback, and some imports take it for a failure of their own.
    signal.signal(signal.SIGINT, _stop)


def search() -> None:
    """Run `search`, without garbage collection: it ends before garbage adds up."""
    gc.disable()
    from searchkit.cli.search import main  # noqa: PLC0415 - see above

    _import_engine()
    try:
        _interruptible(main)
    except SystemExit as ended:
        _leave(ended.code)
        raise


def searchkit() -> None:
    """Run `searchkit`."""
    from searchkit.cli.main import main  # noqa: PLC0415 - see above

    _import_engine()
    _interruptible(main)


def _import_engine() -> None:
    """Import the engine while an interrupt just ends the process: numpy takes one for a failure of its own."""
    from searchkit.engines.registry import EMBEDDED, load_backend  # noqa: PLC0415 - see above

    load_backend(EMBEDDED)


def _interruptible(main: Callable[[], None]) -> None:
    """Run a command. It prints that it was interrupted; if interrupted again meanwhile, it just ends."""
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
    """End the process at once: all output is written, and unloading numpy takes longer than the search took."""
    if isinstance(code, int):
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(code)
