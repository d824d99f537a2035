"""Finding the archive: named, from the environment, or the nearest."""

from pathlib import Path

import pytest

from searchkit.config.locate import corpus_around, locate
from searchkit.errors import ArchiveNotFound, FolderUnreadable, NotAnArchive


def folder(path: Path, *inside: str) -> Path:
    for name in inside:
        if name.endswith(".toml"):
            path.mkdir(parents=True, exist_ok=True)
            (path / name).touch()
        else:
            (path / name).mkdir(parents=True)
    return path


def test_the_option_wins_over_the_environment_and_the_current_folder(tmp_path: Path) -> None:
    said = folder(tmp_path / "said", "corpus")
    other = folder(tmp_path / "other", "corpus", "index")
    assert locate(str(said), str(other), other) == said
    assert locate(None, str(said), other) == said


def test_a_relative_option_counts_from_the_current_folder(tmp_path: Path) -> None:
    folder(tmp_path / "said", "index")
    assert locate("said", None, tmp_path) == tmp_path / "said"


@pytest.mark.parametrize("inside", [("corpus",), ("index",), ("searchkit.toml",)])
def test_a_named_folder_needs_one_sign_of_an_archive(tmp_path: Path, inside: tuple[str, ...]) -> None:
    said = folder(tmp_path / "said", *inside)
    assert locate(str(said), None, tmp_path) == said


def test_a_named_folder_that_is_no_archive_is_never_skipped(tmp_path: Path) -> None:
    good = folder(tmp_path / "good", "corpus", "index")
    (tmp_path / "bare").mkdir()
    with pytest.raises(NotAnArchive, match=r"^bare: holds no corpus"):
        locate("bare", str(good), tmp_path)
    with pytest.raises(NotAnArchive, match="SEARCHKIT_ARCHIVE nowhere: there is no such folder"):
        locate(None, "nowhere", good)
    with pytest.raises(NotAnArchive):
        locate("", None, good)


def test_an_empty_environment_variable_says_nothing(tmp_path: Path) -> None:
    here = folder(tmp_path / "here", "corpus", "index")
    assert locate(None, "", here) == here


def test_the_nearest_folder_upwards_with_settings_or_both_folders(tmp_path: Path) -> None:
    archive = folder(tmp_path / "archive", "corpus/2018", "index")
    assert locate(None, None, archive / "corpus" / "2018") == archive
    inner = folder(archive / "corpus" / "2018" / "inner", "searchkit.toml")
    assert locate(None, None, inner) == inner


def test_corpus_alone_counts_only_in_the_current_folder(tmp_path: Path) -> None:
    half = folder(tmp_path / "half", "corpus/deep")
    assert locate(None, None, half) == half
    with pytest.raises(ArchiveNotFound):
        locate(None, None, half / "corpus" / "deep")


def test_the_corpus_around_a_file() -> None:
    assert corpus_around(Path("/a/corpus/b/c.txt")) == Path("/a/corpus")
    assert corpus_around(Path("/a/b/c.txt")) is None


def test_a_folder_that_may_not_be_looked_into_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(FolderUnreadable, match="Permission denied"):
        locate("closed", None, tmp_path)
