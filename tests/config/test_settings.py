import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.config.settings import Corrections, Settings, parse_settings, parse_speakers
from searchkit.errors import SettingsError


def test_an_empty_file_gives_the_defaults() -> None:
    assert parse_settings("") == Settings(encoding=None)
    assert parse_settings("# nothing yet\n") == Settings()


@pytest.mark.parametrize("name", ["cp1252", "latin-1", "utf-16-le", "UTF-8", "koi8_r"])
def test_encoding_is_a_codec_for_text(name: str) -> None:
    assert parse_settings(f'encoding = "{name}"') == Settings(encoding=name)


@pytest.mark.parametrize("name", ["windows-9999", "base64", "rot13", "hex", "", "a b", "x" * 10_000])
def test_an_unknown_codec_is_named_with_its_line(name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(f'# the encoding\n\nencoding = "{name}"\n')
    assert caught.value.message.startswith("searchkit.toml, line 3: encoding ")
    assert "cp1252" in str(caught.value.hint)


@pytest.mark.parametrize("value", ["1252", "true", '["cp1252"]', "{}"])
def test_an_encoding_that_is_no_string_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="encoding"):
        parse_settings(f"encoding = {value}")


def test_the_parser_is_the_name_of_a_model() -> None:
    assert parse_settings('[extraction]\nparser = "en_core_web_sm"\n') == Settings(parser="en_core_web_sm")
    assert parse_settings("[extraction]\n") == Settings()


@pytest.mark.parametrize("value", ['"./models/en"', '"/srv/en"', '""', "1", "true", '["en_core_web_sm"]'])
def test_a_parser_that_is_no_name_is_refused_with_its_line(value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(f"[extraction]\nparser = {value}\n")
    assert caught.value.message.startswith("searchkit.toml, line 2: parser ")
    assert "en_core_web_sm" in str(caught.value.hint)


def test_extraction_is_a_table_of_known_settings() -> None:
    with pytest.raises(SettingsError, match="write \\[extraction\\] above it"):
        parse_settings('extraction = "en_core_web_sm"')
    with pytest.raises(SettingsError, match="did you mean parser"):
        parse_settings('[extraction]\nparsr = "en_core_web_sm"')


def test_an_unknown_key_is_named_with_the_nearest_known_one() -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings('\nencodng = "cp1252"')
    assert caught.value.message == "searchkit.toml, line 2: unknown setting 'encodng'"
    assert caught.value.hint == "did you mean encoding?"


@pytest.mark.parametrize(
    "text", ['encoding = "cp1252', 'encoding = "a"\nencoding = "b"', "encoding", "\n\n = 1", "\x00"]
)
def test_what_is_not_toml_is_one_line_with_a_place(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text)
    assert caught.value.message.startswith("searchkit.toml")
    assert "\n" not in str(caught.value)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(SettingsError, match="nested too deeply"):
        parse_settings("encoding = " + "[" * 100_000)


def test_a_byte_order_mark_is_no_part_of_the_settings() -> None:
    assert parse_settings('\ufeffencoding = "cp1252"').encoding == "cp1252"


def test_speakers_map_every_other_name_to_the_person() -> None:
    text = """
        [people]
        "Ines  Okoro" = ["Okoro", "Mayor Okoro", "Ines\\tOkoro"]
        "J. van der Berg" = ["Van der Berg"]
        "No Others" = []
    """
    assert parse_speakers(text).persons == {
        "Ines Okoro": "Ines Okoro",
        "Okoro": "Ines Okoro",
        "Mayor Okoro": "Ines Okoro",
        "J. van der Berg": "J. van der Berg",
        "Van der Berg": "J. van der Berg",
        "No Others": "No Others",
    }


def test_accents_in_names_are_composed() -> None:
    assert parse_speakers('[people]\n"Zoe\u0308 Pell" = ["Zoe\u0308"]').persons == {
        "Zoë Pell": "Zoë Pell",
        "Zoë": "Zoë Pell",
    }


def test_names_are_kept_apart() -> None:
    corrections = parse_speakers('[apart]\nnames = ["Okoro", "Ines  Okoro"]\n[people]\n"Ines Okoro" = ["Okoro"]')
    assert corrections.apart == {"Okoro", "Ines Okoro"}
    assert corrections.persons["Okoro"] == "Ines Okoro"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("apart = 3", "line 1: apart is not a table"),
        ("[apart]\nnames = 'Okoro'", "line 2: the names to keep apart are not a list"),
        ("[apart]\nnames = ['']", "line 2: the names to keep apart are not a list"),
        ("[apart]\nname = ['Okoro']", "line 2: unknown setting 'name'"),
    ],
)
def test_what_cannot_be_kept_apart_is_named_with_its_line(text: str, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_speakers(text)
    assert caught.value.message.startswith(f"speakers.toml, {says}")


def test_a_file_without_people_maps_nothing() -> None:
    assert parse_speakers("") == Corrections()
    assert parse_speakers("[people]\n[apart]") == Corrections()


def test_a_name_may_be_listed_twice_for_one_person() -> None:
    assert parse_speakers('[people]\n"Ines Okoro" = ["Okoro", "Okoro", "Ines Okoro"]').persons == {
        "Ines Okoro": "Ines Okoro",
        "Okoro": "Ines Okoro",
    }


@pytest.mark.parametrize(
    ("table", "line", "reason"),
    [
        (
            '"Ines Okoro" = ["Okoro"]\n"Paul Okoro" = ["Okoro"]',
            2,
            "given to two persons, 'Ines Okoro' and 'Paul Okoro'",
        ),
        ('"Ines Okoro" = ["Mayor"]\n"Mayor" = ["The mayor"]', 2, "'Mayor' is a person of its own"),
        ("Okoro = 5", 2, "not a list"),
        ("Okoro = 'Ines'", 2, "not a list"),
        ("Okoro = [1]", 2, "not a list"),
        ("J.Okoro = ['Okoro']", 2, "cut at a dot"),
        ("Okoro = [' ']", 2, "empty"),
        ("'' = ['Okoro']", 1, "empty"),
    ],
)
def test_what_speakers_cannot_mean_is_named_with_its_line(table: str, line: int, reason: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_speakers(f"[people]\n{table}\n")
    assert caught.value.message.startswith(f"speakers.toml, line {line}: ")
    assert reason in caught.value.message


@pytest.mark.parametrize(
    "table",
    [
        lambda n: "".join(f'"Person {i}" = ["P. {i}", "Other {i}"]\n' for i in range(n)),
        lambda n: "".join(f'"Zoe\u0308 {i}" = ["Zoe\u0308 Pell {i}"]\n' for i in range(n)),
        lambda n: "".join(f'"Person {i}" = []\n' for i in range(n)),
        lambda n: '"Ines Okoro" = [' + ", ".join(f'"Name {i}"' for i in range(n)) + "]",
        lambda n: "[apart]\nnames = [" + ", ".join(f'"Name {i}"' for i in range(n)) + "]",
    ],
)
def test_twice_as_many_speakers_are_twice_the_work(table: Callable[[int], str]) -> None:
    once, twice = (_work_of(parse_speakers, f"[people]\n{table(number)}") for number in (100, 200))
    assert twice < 2.2 * once


def _work_of(parse: Callable[[str], object], text: str) -> int:
    """How many lines of Python it runs."""
    work = 0

    def line_run(_: FrameType, event: str, __: object) -> Any:
        nonlocal work
        work += event == "line"
        return line_run

    before = sys.gettrace()
    sys.settrace(line_run)
    try:
        parse(text)
    finally:
        sys.settrace(before)
    return work


def test_speakers_outside_the_table_are_refused() -> None:
    with pytest.raises(SettingsError) as caught:
        parse_speakers("[person]\n")
    assert caught.value.hint == "did you mean people?"
    with pytest.raises(SettingsError, match="not a table"):
        parse_speakers("people = 3")


@given(st.text(max_size=60) | st.text(alphabet="[]{}=\"'.\n#abc, ", max_size=60))
def test_any_text_is_settings_or_a_settings_error(text: str) -> None:
    for parse in (parse_settings, parse_speakers):
        try:
            parse(text)
        except SettingsError as error:
            assert "\n" not in str(error)  # noqa: PT017 - there may be no error


def test_links_and_the_longest_record() -> None:
    assert (parse_settings("").follow_links, parse_settings("").max_record) == (False, 64_000_000)
    said = parse_settings("follow-links = true\nmax-record-mb = 128")
    assert (said.follow_links, said.max_record) == (True, 128_000_000)


@pytest.mark.parametrize("value", ["1", '"yes"', "[true]", "1.0"])
def test_links_are_followed_or_not(value: str) -> None:
    with pytest.raises(SettingsError, match=r"searchkit.toml, line 2: follow-links is not true or false"):
        parse_settings(f"\nfollow-links = {value}")


@pytest.mark.parametrize("value", ["0", "-1", "64.0", "true", '"64 MB"', "5000", "[64]", "nan"])
def test_the_longest_record_is_a_number_of_megabytes(value: str) -> None:
    with pytest.raises(
        SettingsError, match=r"line 1: max-record-mb is not a whole number from 1 to 4096; write max-record-mb = 64"
    ):
        parse_settings(f"max-record-mb = {value}")


def test_a_number_of_thousands_of_digits_is_one_line() -> None:
    for parse in (parse_settings, parse_speakers):
        with pytest.raises(SettingsError, match="integer string conversion"):
            parse("a = " + "1" * 10_000)
