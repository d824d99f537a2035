"""Which reader is taken for a file, and what readers of installed packages may do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from searchkit.config.settings import Settings
from searchkit.corpus.build import ReadResult, failure
from searchkit.corpus.discover import discover
from searchkit.corpus.read import read_file
from searchkit.corpus.readers import jsonl, text
from searchkit.corpus.registry import (
    BUNDLED,
    handled_suffix,
    handled_suffixes,
    is_handled,
    reader_for,
    reader_version,
    without_suffix,
)
from searchkit.errors import ReadError
from searchkit.model.article import Article
from tests.installed_readers import Installed, read_lines


def read_foo(folder: Path, content: str = "One.\nTwo.") -> list[ReadResult]:
    (folder / "a.foo").write_text(content, encoding="utf-8")
    return list(read_file(folder / "a.foo", "a.foo"))


def only_reason(results: list[ReadResult]) -> str:
    (result,) = results
    assert result.error is not None
    assert result.failed
    assert "\n" not in str(result.error)
    return result.error.reason


def test_every_bundled_suffix_has_its_reader() -> None:
    for suffix in BUNDLED:
        loaded = reader_for(f"a{suffix.upper()}")
        assert loaded is not None
        assert loaded.reader is (jsonl if suffix.startswith(".jsonl") else text)
        assert loaded.package is None


def test_a_version_is_that_of_the_module_at_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    before = reader_version("a.md")
    monkeypatch.setattr(text, "VERSION", text.VERSION + 1)
    assert reader_version("a.md") != before
    assert reader_version("a.jsonl") == str(jsonl.VERSION)
    assert reader_version("a.pdf") == ""


def test_an_installed_reader_reads_files_of_its_suffix(installed: Installed, tmp_path: Path) -> None:
    assert not is_handled("a.foo")
    installed.add(".Foo")
    assert handled_suffix("wire/A.FOO") == ".foo"
    results = read_foo(tmp_path)
    assert [result.article and (result.article.id, result.article.text) for result in results] == [
        ("foo-1", "One."),
        ("foo-2", "Two."),
    ]
    assert [file.path for file in discover(tmp_path).files] == ["a.foo"]
    assert reader_version("a.foo") == "foo_reader 1"


def test_the_longest_suffix_wins(installed: Installed) -> None:
    installed.add(".gz", module="gz_reader")
    installed.add(".foo.gz")
    assert [handled_suffix(name) for name in ("a.gz", "a.foo.gz", "a.jsonl.gz")] == [".gz", ".foo.gz", ".jsonl.gz"]
    assert without_suffix("wire/a.foo.gz") == "wire/a"
    assert list(handled_suffixes()) == sorted(handled_suffixes(), key=len, reverse=True)


def test_a_reader_may_be_an_object(installed: Installed, tmp_path: Path) -> None:
    class Reader:
        VERSION = 3
        read = staticmethod(read_lines)

    installed.add(".bar", module="elsewhere").reader = Reader  # type: ignore[attr-defined]
    installed.add_missing(".foo", "elsewhere:reader")
    assert len(read_foo(tmp_path)) == 2
    assert reader_version("a.foo") == "elsewhere:reader 3"


def test_bundled_suffixes_cannot_be_taken_over(installed: Installed) -> None:
    installed.add(".md")
    loaded = reader_for("a.md")
    assert loaded is not None
    assert loaded.reader is text


def test_a_reader_is_imported_when_a_file_of_its_suffix_is_met(installed: Installed) -> None:
    installed.add_missing(".foo", "nowhere_to_be_found")
    assert is_handled("a.foo")
    assert reader_for("a.txt") is not None


@pytest.mark.parametrize(
    ("read", "version", "said"),
    [
        (None, 1, "AttributeError"),
        (read_lines, None, "AttributeError"),
        ("no function", 1, "TypeError"),
    ],
)
def test_a_broken_reader_is_one_refusal(
    installed: Installed, tmp_path: Path, read: object, version: object, said: str
) -> None:
    installed.add(".foo", read, version)
    reason = only_reason(read_foo(tmp_path))
    assert reason.startswith("the reader of the package foo_reader cannot be used: ")
    assert said in reason
    assert reader_version("a.foo") == ""


def test_a_reader_that_cannot_be_imported_is_one_refusal(installed: Installed, tmp_path: Path) -> None:
    installed.add_missing(".foo", "nowhere_to_be_found")
    assert "No module named 'nowhere_to_be_found'" in only_reason(read_foo(tmp_path))


def test_two_packages_for_one_suffix_are_one_refusal(installed: Installed, tmp_path: Path) -> None:
    installed.add(".foo", module="one")
    installed.add(".foo", module="other")
    assert only_reason(read_foo(tmp_path)) == "more than one package reads .foo: one, other"


def give(*results: object) -> object:
    return lambda _file, _path, _settings: iter(results)


def article(**values: object) -> ReadResult:
    given = {"id": "a", "text": "One.", "path": "a.foo"} | values
    return ReadResult(None, Article(**given), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "result",
    [
        "no result",
        None,
        ReadResult(None, None, None),
        article(id=""),
        article(id="a\nb"),
        article(id="a#p1"),
        article(text=" "),
        article(text="half \ud83d"),
        article(tags=("half \ud83d",)),
        article(path="../b.foo"),
        article(line=3),
        ReadResult(0, None, ReadError("a.foo", "bad")),
        ReadResult(1, None, ReadError("a.foo", "bad", line=-1)),
        article(date="soon"),
        article(title=7),
    ],
)
def test_results_that_cannot_be_right_are_one_refusal(installed: Installed, tmp_path: Path, result: object) -> None:
    installed.add(".foo", give(result))
    assert only_reason(read_foo(tmp_path)).startswith("the reader of the package foo_reader failed: ")


def test_a_reader_that_fails_halfway_gives_what_it_has_read(installed: Installed, tmp_path: Path) -> None:
    def read(file: Path, path: str, settings: Settings) -> Iterator[ReadResult]:
        yield from read_lines(file, path, settings)
        raise ZeroDivisionError("over\nhere")

    installed.add(".foo", read)
    *results, failed = read_foo(tmp_path)
    assert len(results) == 2
    assert only_reason([failed]) == "the reader of the package foo_reader failed: ZeroDivisionError: over here"


class Odd(BaseException):
    """No Exception."""


@pytest.mark.parametrize("error", [SystemExit(0), SystemExit(3), GeneratorExit(), Odd("oh\x1b[31m")])
@pytest.mark.parametrize("first", [True, False])
def test_a_reader_that_ends_the_program_is_one_refusal(
    installed: Installed, tmp_path: Path, error: BaseException, *, first: bool
) -> None:
    def read(file: Path, path: str, settings: Settings) -> Iterator[ReadResult]:
        if not first:
            yield from read_lines(file, path, settings)
        raise error

    installed.add(".foo", read)
    *results, failed = read_foo(tmp_path)
    assert len(results) == (0 if first else 2)
    reason = only_reason([failed])
    assert reason.startswith("the reader of the package foo_reader failed: RuntimeError: ")
    assert type(error).__name__ in reason
    assert "\x1b" not in reason


def test_a_reader_that_says_stop_instead_of_reading_is_one_refusal(installed: Installed, tmp_path: Path) -> None:
    def read(_file: Path, _path: str, _settings: Settings) -> Iterator[ReadResult]:
        raise StopIteration

    installed.add(".foo", read)
    assert only_reason(read_foo(tmp_path)).startswith("the reader of the package foo_reader failed: RuntimeError")


def test_ctrl_c_in_a_reader_is_ctrl_c(installed: Installed, tmp_path: Path) -> None:
    def read(_file: Path, _path: str, _settings: Settings) -> Iterator[ReadResult]:
        raise KeyboardInterrupt

    installed.add(".foo", read)
    with pytest.raises(KeyboardInterrupt):
        list(read_foo(tmp_path))


def test_what_a_reader_says_is_made_printable(installed: Installed, tmp_path: Path) -> None:
    error = ReadError("elsewhere", "bad\nfile", line=3, hint="do\tthis")
    installed.add(".foo", give(failure(error, 3), ReadResult(4, None, ReadError("x", "y"), ("\x1b",), ("a\nb",))))
    first, second = read_foo(tmp_path)
    assert str(first.error) == "a.foo, line 3: bad%0Afile; do%09this"
    assert (second.unused, second.doubts) == (("%1B",), ("a%0Ab",))


def test_a_file_that_cannot_be_opened_is_told_as_for_other_readers(installed: Installed, tmp_path: Path) -> None:
    installed.add(".foo")
    assert only_reason(list(read_file(tmp_path / "a.foo", "a.foo"))) == "cannot be opened: No such file or directory"
