"""Only regular files are opened: links, pipes, folders, sockets and devices are refused at once."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from searchkit import regular_files
from searchkit.regular_files import NotARegularFile, TooLarge, create_regular, open_regular, read_bounded

KINDS = [
    "folder",
    pytest.param("pipe", marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")),
    pytest.param("socket", marks=pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")),
    pytest.param("device", marks=pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")),
]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain"
    path.write_bytes(b"said\r\n\x1a\x00")
    return path


@pytest.mark.parametrize("follow", [True, False])
def test_a_file_is_read_byte_for_byte(plain: Path, *, follow: bool) -> None:
    with open_regular(plain, follow=follow) as file:
        assert file.read() == b"said\r\n\x1a\x00"
    assert read_bounded(str(plain), 8, follow=follow) == b"said\r\n\x1a\x00"


def test_a_link_is_followed_only_on_request(plain: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(plain)
    assert read_bounded(link, 100, follow=True) == plain.read_bytes()
    with pytest.raises(NotARegularFile, match="is a link, not a file"):
        open_regular(link, follow=False)


def test_a_link_is_refused_on_a_system_without_o_nofollow(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link"
    link.symlink_to(plain)
    monkeypatch.setattr(regular_files, "_NO_LINK", 0)
    with pytest.raises(NotARegularFile, match="is a link"):
        open_regular(link, follow=False)
    assert read_bounded(link, 100, follow=True) == plain.read_bytes()


@pytest.mark.parametrize("follow", [True, False])
def test_a_dangling_or_circular_link_is_an_error(tmp_path: Path, *, follow: bool) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("missing")
    for name in ("loop", "nowhere"):
        with pytest.raises(OSError):  # noqa: PT011 - the class depends on the system
            open_regular(tmp_path / name, follow=follow)


@pytest.mark.parametrize("behind_a_link", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_anything_but_a_file_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, *, behind_a_link: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("special")  # relative, because the path of a socket must be short
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(str(path))
    else:
        path = Path("/dev/zero")
    if behind_a_link:
        Path("link").symlink_to(path)
        path = Path("link")
    with pytest.raises(NotARegularFile, match=f"is a {kind}, not a file") as caught:
        read_bounded(path, 100, follow=True)
    assert caught.value.filename == str(path)


@pytest.mark.parametrize("target", ["plain", "folder", "missing", "link"])
def test_a_file_is_created_in_place_of_a_link(plain: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / target)
    with create_regular(tmp_path / "link") as file:
        file.write(b"new")
    assert (tmp_path / "link").read_bytes() == b"new"
    assert not (tmp_path / "link").is_symlink()
    assert plain.read_bytes() == b"said\r\n\x1a\x00"
    assert {path.name for path in tmp_path.iterdir()} == {"plain", "folder", "link"}


def test_a_file_is_created_in_place_of_a_file_but_not_of_a_folder(plain: Path, tmp_path: Path) -> None:
    with plain.open("rb") as before:
        create_regular(str(plain)).close()
        assert before.read() == b"said\r\n\x1a\x00"  # a reader of the old file is not disturbed
    assert plain.read_bytes() == b""
    with pytest.raises(OSError):  # noqa: PT011 - the class depends on the system
        create_regular(tmp_path)


def test_no_more_is_read_than_the_limit(plain: Path) -> None:
    assert len(read_bounded(plain, 8, follow=False)) == 8
    for limit in (7, 1, 0):
        with pytest.raises(TooLarge, match=f"has more than {limit} bytes"):
            read_bounded(plain, limit, follow=False)


def test_a_file_of_unknown_size_is_read_up_to_the_limit() -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("needs /proc, whose files say that they have 0 bytes")
    assert b"Name:" in read_bounded("/proc/self/status", 100_000, follow=False)
    with pytest.raises(TooLarge):
        read_bounded("/proc/self/status", 20, follow=False)


def test_a_refused_file_is_closed(tmp_path: Path) -> None:
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("needs /proc, which lists the open files of a process")
    before = len(list(folder.iterdir()))
    for _ in range(10):
        with pytest.raises(NotARegularFile):
            open_regular(tmp_path, follow=False)
    assert len(list(folder.iterdir())) == before


def test_other_errors_are_raised_unchanged(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "missing", follow=False)
