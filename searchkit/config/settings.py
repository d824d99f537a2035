"""Parses `searchkit.toml` and `speakers.toml` into frozen values."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from typing import Any

from searchkit.errors import SettingsError
from searchkit.model.frozen import Frozen

SETTINGS_FILE = "searchkit.toml"
SPEAKERS_FILE = "speakers.toml"
EXTRACTION = "extraction"
FOLLOW_LINKS = "follow-links"
MAX_RECORD_MB = "max-record-mb"

MEGABYTE = 1_000_000
MAX_RECORD = 64 * MEGABYTE
"""The largest record or text file in bytes, unless the settings say otherwise."""
_MAX_MB = 4096


class Settings(Frozen):
    """What `searchkit.toml` may say.

    `encoding` is the codec of corpus files that are not UTF-8, `parser` the installed spaCy model that extraction uses.
    `follow_links` lets links lead out of the archive; a record or text longer than `max_record` bytes is refused.
    """

    encoding: str | None = None
    parser: str | None = None
    follow_links: bool = False
    max_record: int = MAX_RECORD


def parse_settings(text: str) -> Settings:
    """Parse a `searchkit.toml`. Raises SettingsError for bad TOML, unknown settings and bad values."""
    table = _table(text, SETTINGS_FILE)
    _refuse_unknown(table, ["encoding", FOLLOW_LINKS, MAX_RECORD_MB, EXTRACTION], text, SETTINGS_FILE)
    encoding = table.get("encoding")
    if encoding is not None and not (isinstance(encoding, str) and _is_codec(encoding)):
        raise SettingsError(
            f"{_location(text, SETTINGS_FILE, 'encoding')}: encoding {encoding!r} is not known",
            'write a name such as encoding = "cp1252"',
        )
    return Settings(
        encoding=encoding,
        parser=_parser(table.get(EXTRACTION, {}), text),
        follow_links=_follow_links(table.get(FOLLOW_LINKS, False), text),
        max_record=_max_record(table.get(MAX_RECORD_MB, MAX_RECORD // MEGABYTE), text),
    )


def _follow_links(follow: Any, text: str) -> bool:
    if not isinstance(follow, bool):
        raise SettingsError(
            f"{_location(text, SETTINGS_FILE, FOLLOW_LINKS)}: {FOLLOW_LINKS} is not true or false",
            f"write {FOLLOW_LINKS} = true, or leave it out",
        )
    return follow


def _max_record(megabytes: Any, text: str) -> int:
    if not isinstance(megabytes, int) or isinstance(megabytes, bool) or not 1 <= megabytes <= _MAX_MB:
        raise SettingsError(
            f"{_location(text, SETTINGS_FILE, MAX_RECORD_MB)}: {MAX_RECORD_MB} is not a whole number from 1 to {_MAX_MB}",
            f"write {MAX_RECORD_MB} = {MAX_RECORD // MEGABYTE}",
        )
    return megabytes * MEGABYTE


def _parser(extraction: Any, text: str) -> str | None:
    if not isinstance(extraction, dict):
        raise SettingsError(
            f"{_location(text, SETTINGS_FILE, EXTRACTION)}: {EXTRACTION} is not a table",
            f"write [{EXTRACTION}] above it",
        )
    _refuse_unknown(extraction, ["parser"], text, SETTINGS_FILE)
    parser = extraction.get("parser")
    if parser is not None and not (isinstance(parser, str) and parser.isidentifier()):
        raise SettingsError(
            f"{_location(text, SETTINGS_FILE, 'parser')}: parser {parser!r} is not the name of a model",
            'write the name of an installed spaCy model, such as parser = "en_core_web_sm"',
        )
    return parser


_NONE: Mapping[str, str] = {}


class Corrections(Frozen):
    """The corrections in `speakers.toml`; in names, white space is collapsed and accents are composed.

    `persons` maps every name that is listed under a person to that person, and the person's own name to itself. The names in
    `apart` are merged with others only if `persons` says so.
    """

    persons: Mapping[str, str] = _NONE
    apart: frozenset[str] = frozenset()


def parse_speakers(text: str) -> Corrections:
    """Parse a `speakers.toml`: `"Person" = ["Name", "Other name"]` in `[people]`, `names = ["Name"]` in `[apart]`.

    Raises SettingsError for a name that is given to two persons, or that is one person and another's name.
    """
    table = _table(text, SPEAKERS_FILE)
    _refuse_unknown(table, ["people", "apart"], text, SPEAKERS_FILE)
    return Corrections(_people(table.get("people", {}), text), _apart(table.get("apart", {}), text))


def _people(people: Any, text: str) -> Mapping[str, str]:
    if not isinstance(people, dict):
        raise _no_table(text, "people", "write [people] above them")
    own_names = {written: _normalise(written) for written in people}
    persons = {person: person for person in own_names.values()}
    for written, person in own_names.items():
        for name in _names(written, person, people[written], text):
            if persons.setdefault(name, person) != person:
                raise _conflict(text, name, persons[name], person)
    return persons


def _apart(apart: Any, text: str) -> frozenset[str]:
    if not isinstance(apart, dict):
        raise _no_table(text, "apart", 'write [apart], and below it names = ["Name"]')
    _refuse_unknown(apart, ["names"], text, SPEAKERS_FILE)
    names = apart.get("names", [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        where = _location(text, SPEAKERS_FILE, "names")
        raise SettingsError(f"{where}: the names to keep apart are not a list of names", 'write names = ["Name"]')
    return frozenset(map(_normalise, names))


def _no_table(text: str, key: str, hint: str) -> SettingsError:
    return SettingsError(f"{_location(text, SPEAKERS_FILE, key)}: {key} is not a table", hint)


def _conflict(text: str, name: str, first: str, second: str) -> SettingsError:
    how = f"is given to two persons, {first!r} and {second!r}"
    if name == first:
        how = f"is a person of its own and a name of {second!r}"
    return SettingsError(f"{_location(text, SPEAKERS_FILE, name)}: {name!r} {how}", "list it under one of them")


def _names(written: str, person: str, names: Any, text: str) -> list[str]:
    if isinstance(names, dict):
        raise SettingsError(
            f"{_location(text, SPEAKERS_FILE, written)}: the name {written!r} is cut at a dot",
            "put the whole name into quotes",
        )
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise SettingsError(
            f"{_location(text, SPEAKERS_FILE, written)}: the names of {written!r} are not a list",
            'write "Person" = ["Name", "Other name"]',
        )
    collapsed = [_normalise(name) for name in names]
    if not person or not all(collapsed):
        raise SettingsError(f"{_location(text, SPEAKERS_FILE, written)}: a name of {written!r} is empty", "take it out")
    return collapsed


def _normalise(name: str) -> str:
    if not name.isascii():
        from searchkit.text.composition import compose  # noqa: PLC0415 - as below

        name = compose(name).text
    return " ".join(name.split())


def _table(text: str, file: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - most archives have neither file, and `search` must start fast

    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        reason = " ".join(str(error).split())
        line = re.search(r" \(at line (\d+), column \d+\)$", reason)
        where = f"{file}, line {line[1]}" if line else file
        raise SettingsError(f"{where}: {reason[: line.start()] if line else reason}") from error
    except RecursionError as error:
        raise SettingsError(f"{file}: nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits
        raise SettingsError(f"{file}: {error}") from error


def _refuse_unknown(table: Mapping[str, Any], known: Iterable[str], text: str, file: str) -> None:
    known = list(known)
    for key in table:
        if key not in known:
            import difflib  # noqa: PLC0415 - as above

            nearest = difflib.get_close_matches(key.lower(), known, 1) or known
            raise SettingsError(f"{_location(text, file, key)}: unknown setting {key!r}", f"did you mean {nearest[0]}?")


def _location(text: str, file: str, word: str) -> str:
    """The file, and the first line that holds the word outside a comment."""
    for number, line in enumerate(text.splitlines(), 1):
        if word in line and not line.lstrip().startswith("#"):
            return f"{file}, line {number}"
    return file


def _is_codec(name: str) -> bool:
    """Whether a name is that of a codec from bytes to text; base64 and the like are not."""
    try:
        b"a".decode(codecs.lookup(name).name)
    except UnicodeDecodeError:
        return True  # "a" is half a character in UTF-16
    except (LookupError, ValueError):
        return False
    return True
