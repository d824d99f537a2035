"""Ctrl-C at any point of the console scripts ends them without a traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from searchkit import Archive

SCRIPT = """
import atexit, os, signal, sys

point, program, *arguments = sys.argv[1:]

def interrupt(*_):
    os.kill(os.getpid(), signal.SIGINT)

class InterruptingFinder:
    def find_spec(name, path=None, target=None):
        if name == point:
            interrupt()

class InterruptingStream:
    def __init__(self, stream):
        self.stream = stream
    def write(self, text):
        interrupt()
        self.stream.write(text)
    def __getattr__(self, name):
        return getattr(self.stream, name)

sys.meta_path.insert(0, InterruptingFinder)
sys.argv = [program, *arguments]
from searchkit.cli import entry
if point == "call":
    interrupt()
if point == "message":
    point, sys.stderr = "searchkit.engines.whoosh.searcher.column", InterruptingStream(sys.stderr)
if point == "end":
    atexit.register(interrupt)
getattr(entry, program)()
"""

SEARCH = ("search", "oil", "--facet", "speaker")
EARLY = [
    *((SEARCH, point) for point in ("call", "click", "numpy", "searchkit.cli.search", "searchkit.archive")),
    *(
        (("searchkit", "status"), point)
        for point in ("call", "click", "searchkit.cli.main", "searchkit.cli.commands.check")
    ),
]


def run_interrupted(archive: Archive, point: str, *command: str, before: str = "") -> tuple[int, str, str]:
    """Run a command that interrupts itself at a point, after a shell command; returns exit code, stdout and stderr.

    A point is the import of a module, or "call", "message" (a second interrupt, at the first message) or "end".
    """
    line = f'{before} exec "$0" "$@"'
    options = [*command, "--archive", str(archive.folder)]
    shell = ["bash", "-c", line, sys.executable, "-c", SCRIPT, point, *options]
    done = subprocess.run(shell, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("command", "point"), EARLY)
def test_an_interrupt_at_the_start_prints_nothing(
    sample_archive: Archive, command: tuple[str, ...], point: str
) -> None:
    assert run_interrupted(sample_archive, point, *command) == (130, "", "")


@pytest.mark.parametrize(
    "point", ["searchkit.engines.whoosh.searcher.column", "searchkit.engines.whoosh.collector.facets"]
)
def test_an_interrupt_of_a_search_prints_one_line(sample_archive: Archive, point: str) -> None:
    code, out, err = run_interrupted(sample_archive, point, *SEARCH)
    assert (code, out, err.strip()) == (130, "", "search: interrupted")


def test_a_second_interrupt_prints_no_more(sample_archive: Archive) -> None:
    code, out, err = run_interrupted(sample_archive, "message", *SEARCH)
    assert (code, out, err.strip()) in {(130, "", ""), (130, "", "search: interrupted")}


def test_an_interrupt_at_the_end_prints_no_error(sample_archive: Archive) -> None:
    code, out, err = run_interrupted(sample_archive, "end", "searchkit", "sources")
    assert (code, err) == (130, "")
    assert out


@pytest.mark.parametrize("point", ["call", "click", "numpy", "searchkit.engines.whoosh.searcher.column", "end"])
def test_ignored_interrupts_do_not_disturb_a_search(sample_archive: Archive, point: str) -> None:
    code, out, err = run_interrupted(sample_archive, point, *SEARCH, before="trap '' INT;")
    assert (code, err) == (0, "")
    assert "hits" in out


def test_no_slow_module_is_imported_before_interrupts_are_handled() -> None:
    show = (
        "import sys; before = set(sys.modules); import searchkit.cli.entry; print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True)
    assert not {"typing", "re", "click", "numpy", "pathlib"} & {*done.stdout.split()}
