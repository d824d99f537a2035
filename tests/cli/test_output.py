"""No output holds control characters of an article, a file name or an argument, which a terminal would obey."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from searchkit.cli import output
from searchkit.render.style import PAINT, Style
from searchkit.text.control_characters import one_line, replace_controls
from tests.cli.running import Command

EVIL = "e\x1b[31m\x07\x9b1m\u202e\u2066\u200f\u061c\u2028v"
"""Control characters of all kinds, as an article, a file name or an argument may contain them."""

COMMANDS = [
    ("search", "cranes"),
    ("search", "cranes", "--count"),
    ("search", "cranes", "--explain", "--facet", "speaker", "--facet", "source", "--facet", "place", "--by", "month"),
    ("search", "--speaker", EVIL),
    ("search", "speaker:ada", "pell", "--source", EVIL),
    ("search", f"cranes {EVIL} still"),
    ("search", f'"cranes {EVIL}'),
    ("search", f"colour{EVIL}:blue"),
    ("search", f"date:{EVIL}"),
    ("search", f"--colour{EVIL}"),
    ("search", "cranes", "--sort", EVIL),
    ("search", "cranes", "--facet", EVIL),
    ("search", "cranes", "-n", EVIL),
    ("search", "cranes", "--since", EVIL),
    ("search", "cranes", "--confidence", EVIL),
    ("search", "cranes", "--format", EVIL),
    ("search", "cranes", "--archive", EVIL),
    ("search", "--help"),
    ("search",),
    ("searchkit",),
    ("searchkit", "index"),
    ("searchkit", "index", "--rebuild"),
    ("searchkit", "status"),
    ("searchkit", "check"),
    ("searchkit", "sources"),
    ("searchkit", "speakers"),
    ("searchkit", "speakers", EVIL),
    ("searchkit", "show", EVIL),
    ("searchkit", "show", f"{EVIL}#q1"),
    ("searchkit", "show", "evil"),
    ("searchkit", "show", "evil#p2"),
    ("searchkit", EVIL),
    ("searchkit", "extract", EVIL),
    ("searchkit", "extract", "--parser", EVIL, EVIL),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive without an index, with EVIL in its folder's name, its file names, articles and settings."""
    folder = tmp_path / f"{EVIL} it's"
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    record = {
        **dict.fromkeys(("title", "source", "url", "place", "author", "tag"), f"Port {EVIL}"),
        "id": "evil",
        "text": f'Port.\n\n"The {EVIL} cranes stand {EVIL} still," said Ada {EVIL} Pell, who leads the union.\n',
        f"key{EVIL}": "x",
        "date": "2018-01",
    }
    (corpus / f"{EVIL}.jsonl").write_text(f'{json.dumps(record)}\n{{"{EVIL}\n', encoding="utf-8")
    (corpus / f"p{EVIL}.txt").write_text(f'Cranes\n\n"All cranes moved," said Ben {EVIL} Ito.\n', encoding="utf-8")
    (corpus / f"scan.{EVIL}").write_bytes(b"%PDF")
    (folder / "speakers.toml").write_text('[people]\n"Ada\\u001b\\u202e" = ["Pell\\u009b"]\n', encoding="utf-8")
    return folder


def vary_format(arguments: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a command as it is, and with each output format that it has."""
    yield arguments
    if not {"--format", "extract"} & {*arguments} and len(arguments) > 1:
        yield (*arguments, "--format", "json")
    if arguments[:2] == ("search", "cranes") and not {"--format", "--facet"} & {*arguments}:
        yield from ((*arguments, "--format", form) for form in ("jsonl", "csv"))
        yield (*arguments, "--format", "csv", "--raw")


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("arguments", COMMANDS, ids=ascii)
def test_no_command_prints_control_characters(
    run: Command, folder: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, *, terminal: bool
) -> None:
    monkeypatch.setenv("SEARCHKIT_ARCHIVE", str(folder))
    monkeypatch.setenv("TERM", "xterm")
    run("searchkit", "index")
    monkeypatch.setattr(sys.stdout.__class__, "isatty", lambda stream: terminal and stream is sys.stdout, raising=False)
    for program, *rest in vary_format(arguments):
        located = rest if {"--archive", "extract"} & {*rest} else [*rest, "--archive", str(folder)]
        for given in (rest, located):
            _, out, err = run(program, *given)
            assert replace_controls(err) == err
            if terminal:
                out = re.sub(PAINT, "", out)
            if "csv" in given and not terminal:
                assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", out)
            else:
                assert replace_controls(out) == out


def test_errors_in_settings_print_no_control_characters(run: Command, folder: Path) -> None:
    for file, text in (
        ("searchkit.toml", f'"{EVIL}'),
        ("searchkit.toml", 'encoding = "\\u001b\\u202e"'),
        ("searchkit.toml", '"\\u001b\\u202e" = 1'),
        ("speakers.toml", '[people]\n"\\u009b\\u202e" = 1'),
        ("speakers.toml", '[people]\n"\\u009b" = ["a\\u001b"]\nc = ["a\\u001b"]'),
    ):
        (folder / file).write_text(text, encoding="utf-8")
        for program, *arguments in (("searchkit", "index"), ("search", "cranes"), ("searchkit", "check")):
            code, out, err = run(program, *arguments, "--archive", str(folder))
            assert (code, replace_controls(out + err)) == (2, out + err)
        (folder / file).unlink()


@pytest.mark.parametrize("name", ["plain", "two words", EVIL, "it's \x1b", "a\\b\n'c'\x07"], ids=ascii)
def test_a_suggested_command_names_the_real_folder(run: Command, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "a.txt").write_text('Port\n\n"The cranes stand still," said Ada Pell.\n', encoding="utf-8")
    status = run("searchkit", "status", "--archive", str(folder))[1]
    [line] = [line for line in status.splitlines() if "run: searchkit" in line][:1]
    assert split_by_shell(line[line.index("searchkit index") :]) == ["searchkit", "index", "--archive", str(folder)]
    run("searchkit", "index", "--archive", str(folder))
    _, out, _ = run("search", "still cranes", "--source", f"x{name}", "--archive", str(folder))
    assert out.splitlines() == ["0 hits"]
    _, out, _ = run("search", "still cranes", "--since", "2018\x1b", "--archive", str(folder))
    assert "\x1b" not in out
    _, out, _ = run("search", "still cranes", "--archive", str(folder))
    suggested = out.splitlines()[-1].partition(": ")[2].removesuffix("   (1 hit)")
    assert split_by_shell(suggested) == ["search", "still", "cranes", "--archive", str(folder)]


def test_a_suggested_command_keeps_the_speaker_and_the_filters(run: Command, folder: Path) -> None:
    (folder / "corpus" / "b.jsonl").write_text(
        json.dumps({"text": '"We stay," said Ada Pell.', "source": "Port\x1b\u202eEcho"}), encoding="utf-8"
    )
    run("searchkit", "index", "--archive", str(folder))
    filters = ["--source", "port\x1b\u202eecho"]
    _, out, _ = run("search", "speaker:ada", "pell", *filters, "--archive", str(folder))
    assert out.startswith("0 hits\nas one name: ")
    suggested = out.splitlines()[-1].partition(": ")[2].removesuffix("   (1 hit)")
    assert split_by_shell(suggested) == ["search", 'speaker:"ada pell"', *filters, "--archive", str(folder)]


def split_by_shell(command: str) -> list[str]:
    """Split a command into words as a shell does."""
    done = subprocess.run(["bash", "-c", f"printf '%s\\0' {command}"], capture_output=True, text=True, check=True)
    return done.stdout.split("\0")[:-1]


def test_csv_replaces_control_characters_and_jsonl_keeps_them(run: Command, folder: Path) -> None:
    command = ("search", "stand", "--unit", "paragraph", "--archive", str(folder), "--format")
    run("searchkit", "index", "--archive", str(folder))
    [hit] = map(json.loads, run(*command, "jsonl")[1].splitlines())
    [row] = csv.DictReader(io.StringIO(run(*command, "csv")[1]))
    assert (hit["source"], hit["title"]) == (" ".join(f"Port {EVIL}".split()),) * 2
    assert row["source"] == re.sub(r"[\x00-\x1f\x7f-\x9f]", "\ufffd", hit["source"])


def test_the_caret_is_in_place_after_replaced_characters(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    _, _, err = run("search", "ab\x1b\u202e\u200f cd", "colour:blue", "--archive", str(folder))
    _, query, caret = err.splitlines()
    assert caret.index("^") == query.index("colour")


def test_raw_needs_the_format_csv(run: Command, folder: Path) -> None:
    for form in ([], ["--format", "json"], ["--format", "jsonl"], ["--format", "text"]):
        code, out, err = run("search", "cranes", "--raw", *form, "--archive", str(folder))
        assert (code, out) == (2, "")
        assert err.startswith("search: --raw is for --format csv alone")


def test_only_the_output_module_prints() -> None:
    """Every line passes the function that replaces control characters."""
    files = Path(output.__file__).parents[1].rglob("*.py")
    printing = {file.name for file in files if file.name != "output.py" and any(_find_prints(file))}
    assert printing == set()


def _find_prints(file: Path) -> Iterator[str]:
    """Yield the name of each function a module calls to print."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in {"print", "click.echo", "click.secho", "echo", "secho", "error.show"}:
                yield name
            if re.fullmatch(r"sys\.(__)?std(out|err)(__)?(\.buffer)?\.write(lines)?", name):
                yield name


@pytest.mark.parametrize("terminal", [False, True])
def test_only_our_own_colours_are_printed_and_only_to_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, terminal: bool
) -> None:
    monkeypatch.setattr(sys.stdout.__class__, "isatty", lambda _: terminal, raising=False)
    coloured = Style(colour=True).match("ours")
    output.print_output([f"{coloured}, {EVIL}", "a\x1b[8mb\x1b[2J\nc", "plain"])
    output.print_stderr(f"{coloured}, {EVIL}", "a\nb")
    out, err = capsys.readouterr()
    shown = (coloured if terminal else coloured.replace("\x1b", "\ufffd")) + f", {one_line(EVIL)}"
    assert out.split("\n") == [shown, "a\ufffd[8mb\ufffd[2J c", "plain", ""]
    assert err.split("\n") == [f"{coloured}, {EVIL}".translate(REPLACED), "a b", ""]


REPLACED = {ord(character): "\ufffd" for character in EVIL if not character.isprintable()} | {0x2028: " "}
