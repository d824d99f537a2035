"""Ctrl-C from the first line of the console scripts to the last."""

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

class Interrupting:
    def find_spec(name, path=None, target=None):
        if name == point:
            interrupt()

class Twice:
    def __init__(self, stream):
        self.stream = stream
    def write(self, text):
        interrupt()
        self.stream.write(text)
    def __getattr__(self, name):
        return getattr(self.stream, name)

sys.meta_path.insert(0, Interrupting)
sys.argv = [program, *arguments]
from searchkit.cli import entry
if point == "call":
    interrupt()
if point == "said":
    point, sys.stderr = "searchkit.engines.whoosh.searcher.column", Twice(sys.stderr)
if point == "end":
    atexit.register(interrupt)
getattr(entry, program)()
"""

ASK = ("search", "oil", "--facet", "speaker")
EARLY = [
    *((ASK, point) for point in ("call", "click", "numpy", "searchkit.cli.search", "searchkit.archive")),
    *((("searchkit", "status"), point) for point in ("call", "click", "searchkit.cli.main", "searchkit.cli.check")),
]


def interrupted(archive: Archive, point: str, *command: str, before: str = "") -> tuple[int, str, str]:
    line = f'{before} exec "$0" "$@"'
    named = [*command, "--archive", str(archive.folder)]
    shell = ["bash", "-c", line, sys.executable, "-c", SCRIPT, point, *named]
    done = subprocess.run(shell, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("command", "point"), EARLY)
def test_an_interrupt_before_anything_began_is_quiet(
    sample_archive: Archive, command: tuple[str, ...], point: str
) -> None:
    assert interrupted(sample_archive, point, *command) == (130, "", "")


@pytest.mark.parametrize(
    "point", ["searchkit.engines.whoosh.searcher.column", "searchkit.engines.whoosh.collector.facets"]
)
def test_an_interrupt_of_a_search_is_one_line(sample_archive: Archive, point: str) -> None:
    code, out, err = interrupted(sample_archive, point, *ASK)
    assert (code, out, err.strip()) == (130, "", "search: interrupted")


def test_a_second_interrupt_is_quiet(sample_archive: Archive) -> None:
    code, out, err = interrupted(sample_archive, "said", *ASK)
    assert (code, out, err.strip()) in {(130, "", ""), (130, "", "search: interrupted")}


def test_an_interrupt_at_the_very_end_is_quiet(sample_archive: Archive) -> None:
    code, out, err = interrupted(sample_archive, "end", "searchkit", "sources")
    assert (code, err) == (130, "")
    assert out


@pytest.mark.parametrize("point", ["call", "click", "numpy", "searchkit.engines.whoosh.searcher.column", "end"])
def test_who_ignores_interrupts_gets_the_answer(sample_archive: Archive, point: str) -> None:
    code, out, err = interrupted(sample_archive, point, *ASK, before="trap '' INT;")
    assert (code, err) == (0, "")
    assert "hits" in out


def test_nothing_slow_is_imported_before_interrupts_are_answered() -> None:
    show = (
        "import sys; before = set(sys.modules); import searchkit.cli.entry; print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True)
    assert not {"typing", "re", "click", "numpy", "pathlib"} & {*done.stdout.split()}
