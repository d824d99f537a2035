import codecs
from pathlib import Path

import pytest

from searchkit.config.settings import Settings
from searchkit.corpus.read import ReadResult, read_file
from searchkit.model.article import Article

BODY = "ARLEN (Coast Herald) – The ministers met behind closed doors."


def read(folder: Path, data: bytes | str, name: str = "a.txt", encoding: str | None = None) -> ReadResult:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    (reading,) = read_file(file, f"wire/{name}", Settings(encoding=encoding))
    return reading


def article(folder: Path, data: bytes | str, name: str = "a.txt") -> Article:
    reading = read(folder, data, name)
    assert reading.error is None
    assert reading.article is not None
    return reading.article


def test_a_plain_file_is_one_article(tmp_path: Path) -> None:
    text = f"Ministers meet\n\n{BODY}\n"
    assert article(tmp_path, text) == Article(
        id="wire/a",
        text=text,
        path="wire/a.txt",
        title="Ministers meet",
        source="Coast Herald",
        places=("Arlen",),
    )


def test_accents_that_stand_apart_stay_in_the_text_and_nowhere_else(tmp_path: Path) -> None:
    text = "Fe\u0302te in O\u0301rn\n\nBy Zoe\u0308 Pen\u0303a\n\nO\u0301RN (Cafe\u0301 Herald) – The ministers met behind doors.\n"
    assert article(tmp_path, text) == Article(
        id="wire/a",
        text=text,
        path="wire/a.txt",
        title="Fête in Órn",
        source="Café Herald",
        places=("Órn",),
        authors=("Zoë Peña",),
    )


def test_front_matter_comes_before_what_the_text_says(tmp_path: Path) -> None:
    front = "title: Another title\nsource: The Post\ndate: May 2018\nauthor: Ada Lovelace and Bo Li\nplace: Orn\ntags: [oil, gas]"
    reading = read(
        tmp_path, f"---\n{front}\nnote: mine\nNotes: too\ntext: no\nmood: b\n---\n\n\nMinisters meet\n\n{BODY}", "a.md"
    )
    assert reading.article == Article(
        id="wire/a",
        text=f"Ministers meet\n\n{BODY}",
        path="wire/a.md",
        title="Another title",
        source="The Post",
        date="2018-05",
        places=("Orn",),
        authors=("Ada Lovelace", "Bo Li"),
        tags=("oil", "gas"),
    )
    assert (reading.line, reading.unused, reading.doubts) == (None, ("text", "mood"), ())


def test_front_matter_may_give_an_id_and_leave_a_doubt(tmp_path: Path) -> None:
    reading = read(tmp_path, f"---\nid: 'a #1'\ndate: soon\n---\n{BODY}")
    assert reading.article is not None
    assert reading.article.id == "a %231"
    assert reading.doubts == ("date 'soon' is not understood, left undated",)


def test_newlines_are_normalised_and_nothing_else(tmp_path: Path) -> None:
    kept = "\n  A\u00a0b\x0cc\u2028d\x85e\tf  \n\n"
    assert article(tmp_path, codecs.BOM_UTF8 + kept.replace("\n", "\r\n").encode()).text == kept
    assert article(tmp_path, kept.replace("\n", "\r")).text == kept
    assert article(tmp_path, codecs.BOM_UTF16_LE + kept.encode("utf-16-le")).text == kept


def test_front_matter_is_found_whatever_ends_its_lines(tmp_path: Path) -> None:
    data = codecs.BOM_UTF8 + f"---\r\ntitle: A\r\n---\r\n\r\n{BODY}\r\n".encode()
    found = article(tmp_path, data)
    assert (found.title, found.text) == ("A", BODY + "\n")


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"", None, "the file is empty"),
        (b" \n\n", None, "no text"),
        (b"\xef\xbb\xbf", None, "no text"),
        (b"---\ntitle: A\n---\n\n", None, "no text"),
        (b"One.\nCaf\xe9.", 2, "not UTF-8 (byte 0xe9 at offset 8)"),
        (b"PK\x03\x04\0\0\x08\0", 1, "not text (a NUL byte at offset 4)"),
        (b"---\ntitle: [\n---\nText.", 3, "bad front matter: "),
        (b'---\ntitle: "\\uD83D"\n---\nText.', None, "title holds half a character (\\ud83d at character 0)"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, data: bytes, line: int | None, reason: str) -> None:
    reading = read(tmp_path, data)
    assert reading.article is None
    assert reading.error is not None
    assert reading.error.path == "wire/a.txt"
    assert reading.error.line == line
    assert reading.error.reason.startswith(reason)


def test_the_setting_reads_other_encodings(tmp_path: Path) -> None:
    reading = read(tmp_path, b"Caf\xe9.", encoding="cp1252")
    assert reading.article is not None
    assert reading.article.text == "Café."
