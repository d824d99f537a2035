"""Decodes bytes as UTF-8, as the byte-order mark says, or by the codec in the settings; guesses nothing."""

from __future__ import annotations

import codecs
import contextlib

from searchkit.errors import ReadError

# UTF-32 first: its little-endian mark begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096  # bytes


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """The byte-order mark at the start of the data, and its codec."""
    return next(((mark, codec) for mark, codec in _BYTE_ORDER_MARKS if data.startswith(mark)), None)


def is_wide(codec: str) -> bool:
    """Whether a codec has two or four bytes for a character, so that NUL bytes are normal."""
    return codecs.lookup(codec).name.startswith(("utf-16", "utf-32"))


def decode(data: bytes, path: str, encoding: str | None = None, *, line: int = 1) -> str:
    """Decode a file, or a line of it (`line` counts from 1), without its byte-order mark.

    `encoding` is tried if the data is not UTF-8. Raises ReadError with the line, the byte, its offset in `data`, and the
    setting that would help.
    """
    bom = byte_order_mark(data)
    codec = bom[1] if bom else "utf-8"
    body = data[len(bom[0]) :] if bom else data
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as error:
        if encoding is None or bom:
            raise _undecodable(data, len(data) - len(body) + error.start, codec, path, line) from error
        text = _decode_as(encoding, data, error.start, path, line)
    if "\0" not in text:
        return text
    if encoding is not None and not bom and is_wide(encoding):
        with contextlib.suppress(UnicodeDecodeError):
            wide = data.decode(encoding)
            if "\0" not in wide:
                return wide
    raise not_text(data, path, line=line + text.count("\n", 0, text.find("\0")))


def not_text(data: bytes, path: str, *, line: int | None = None) -> ReadError:
    """The error for data with NUL bytes: UTF-16 without a byte-order mark if every other byte is NUL, else no text."""
    sample = data[:_SAMPLE]
    for codec, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        if sample.count(0) > max(1, len(sample) // 20) and not sample[1 - high :: 2].count(0):
            return ReadError(path, "UTF-16 without a byte-order mark", line=line, hint=_hint(codec))
    return ReadError(path, f"not text (a NUL byte at offset {data.find(0)})", line=line)


def _decode_as(encoding: str, data: bytes, offset: int, path: str, line: int) -> str:
    try:
        return data.decode(encoding)
    except ValueError as error:
        if isinstance(error, UnicodeDecodeError):
            offset = error.start
        at = f"byte 0x{data[offset]:02x} at offset {offset}"
        raise ReadError(
            path,
            f"neither UTF-8 nor {encoding} ({at})",
            line=line + data.count(b"\n", 0, offset),
            hint="save it as UTF-8",
        ) from error


def _undecodable(data: bytes, offset: int, codec: str, path: str, line: int) -> ReadError:
    name = codec.upper() if codec == "utf-8" else codec.upper().removesuffix("-LE").removesuffix("-BE")
    if b"\0" in data and codec == "utf-8":
        return not_text(data, path, line=line + data.count(b"\n", 0, data.find(0)))
    return ReadError(
        path,
        f"not {name} (byte 0x{data[offset]:02x} at offset {offset})",
        line=line + data.count(b"\n", 0, offset),
        hint=_hint(_likely_codec(data)) if codec == "utf-8" else "save it as UTF-8",
    )


def _likely_codec(data: bytes) -> str:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def _hint(codec: str) -> str:
    return f'put encoding = "{codec}" into searchkit.toml'
