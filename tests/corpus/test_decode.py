import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.corpus.decode import decode
from searchkit.errors import ReadError

TEXT = "Café – “no”, he said.\nÀ bientôt, 北京.\n"


def refusal(data: bytes, encoding: str | None = None, line: int = 1) -> ReadError:
    with pytest.raises(ReadError) as caught:
        decode(data, "a.txt", encoding, line=line)
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
)
def test_utf8_and_what_a_mark_names_are_read_whatever_the_setting(data: bytes) -> None:
    assert decode(data, "a.txt") == TEXT
    assert decode(data, "a.txt", "cp1252") == TEXT


def test_the_setting_reads_what_is_not_utf8() -> None:
    assert decode("Café".encode("cp1252"), "a.txt", "cp1252") == "Café"
    assert decode(TEXT.encode("utf-16-le"), "a.txt", "utf-16-le") == TEXT
    assert decode("plain".encode("utf-16-be"), "a.txt", "utf-16-be") == "plain"


def test_other_bytes_are_refused_with_their_place_and_the_setting_that_helps() -> None:
    error = refusal("One.\nTwo’s.".encode("cp1252"))
    assert (error.reason, error.line) == ("not UTF-8 (byte 0x92 at offset 8)", 2)
    assert error.hint == 'put encoding = "cp1252" into searchkit.toml'
    assert refusal(b"\x81\xff").hint == 'put encoding = "latin-1" into searchkit.toml'
    assert refusal(b"a\xff", line=7).line == 7


def test_a_setting_that_does_not_fit_is_named() -> None:
    error = refusal(b"a\n\x81", "cp1252")
    assert (error.reason, error.line) == ("neither UTF-8 nor cp1252 (byte 0x81 at offset 2)", 2)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(codec: str) -> None:
    for text in ("Only ASCII here.\n", "Не только латиница, но и кириллица здесь есть.\n"):
        error = refusal(text.encode(codec))
        assert error.reason == "UTF-16 without a byte-order mark"
        assert error.hint == f'put encoding = "{codec}" into searchkit.toml'


def test_broken_utf16_is_refused() -> None:
    assert refusal(codecs.BOM_UTF16_LE + b"a\0b").reason == "not UTF-16 (byte 0x62 at offset 4)"
    assert refusal(codecs.BOM_UTF16_LE + b"a\0b", "cp1252").reason.startswith("not UTF-16")


@pytest.mark.parametrize("encoding", [None, "cp1252", "utf-16-le"])
def test_binary_data_are_no_text(encoding: str | None) -> None:
    error = refusal(b"One.\nTwo\0three.", encoding)
    assert (error.reason, error.line) == ("not text (a NUL byte at offset 8)", 2)
    assert refusal(bytes(range(256)), encoding).reason.startswith(("not text", "neither"))
    assert refusal(codecs.BOM_UTF8 + b"a\0b", encoding).reason.startswith("not text")


@given(st.binary(max_size=60), st.sampled_from([None, "cp1252", "latin-1", "utf-16-le", "shift_jis", "undefined"]))
def test_any_bytes_are_text_or_a_read_error(data: bytes, encoding: str | None) -> None:
    try:
        text = decode(data, "a.txt", encoding)
    except ReadError as error:
        assert "\n" not in str(error)  # noqa: PT017 - there may be no error
    else:
        text.encode()
        assert "\0" not in text


@given(st.text(st.characters(exclude_characters="\0\ufeff", codec="utf-8")))
def test_utf8_comes_back_as_it_went(text: str) -> None:
    assert decode(text.encode(), "a.txt", "cp1252") == text
