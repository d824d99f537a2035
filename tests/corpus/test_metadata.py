from datetime import date
from typing import Any

import pytest

from searchkit.corpus.metadata import Metadata, read_metadata


def read(**values: Any) -> Metadata:
    return read_metadata(values, frozenset({"text"}))


def test_every_key_has_its_field() -> None:
    found = read(
        id=" a1 ",
        title="A\n title",
        date="2018-05-17T10:00",
        source="Herald",
        url="https://example.org/a",
        text="Text.",
    )
    assert (found.id, found.title, found.date, found.source) == ("a1", "A title", "2018-05-17", "Herald")
    assert found.url == "https://example.org/a"
    assert (found.places, found.authors, found.tags, found.unused, found.doubts) == ((), (), (), (), ())


@pytest.mark.parametrize(
    ("field", "keys"),
    [
        ("authors", ["author", "authors", "byline", "Author"]),
        ("places", ["place", "places", "PLACES "]),
        ("tags", ["topic", "topics", "tag", "tags", "keyword", "keywords"]),
    ],
)
def test_lists_have_several_keys(field: str, keys: list[str]) -> None:
    for key in keys:
        assert getattr(read(**{key: "Ada Lovelace"}), field) == ("Ada Lovelace",)
        assert getattr(read(**{key: ["Ada Lovelace"]}), field) == ("Ada Lovelace",)
    assert getattr(read(**{keys[0]: "Ada Lovelace", keys[1]: ["Ada Lovelace", "Bo Li"]}), field) == (
        "Ada Lovelace",
        "Bo Li",
    )


def test_null_and_empty_values_are_absent() -> None:
    found = read(id=None, title=" ", date="", authors=[], tags=["", None, " "], places=None)
    assert found == read()


def test_unknown_keys_are_named_in_order() -> None:
    found = read(zebra=1, text="Text.", dateline="ARLEN –", notes="x")
    assert found.unused == ("zebra", "dateline", "notes")


def test_a_key_of_any_length_is_shown_short_and_on_one_line() -> None:
    (key,) = read(**{"a\nb" + "c" * 1000: 1}).unused
    assert key.startswith("a bccc")
    assert len(key) == 41


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("By Ada Lovelace and Alan Turing", ("Ada Lovelace", "Alan Turing")),
        ("Ada Lovelace, Alan Turing", ("Ada Lovelace", "Alan Turing")),
        ("Ada Lovelace & Alan Turing", ("Ada Lovelace", "Alan Turing")),
        ("Ada Lovelace; Alan Turing", ("Ada Lovelace", "Alan Turing")),
        ("Lovelace, Ada; Turing, Alan", ("Lovelace, Ada", "Turing, Alan")),
        ("Lovelace, Ada", ("Lovelace, Ada",)),
        ("van der Berg, Jan", ("van der Berg, Jan",)),
        ("By Ada Lovelace, Reuters", ("Ada Lovelace",)),
        ("Ada Lovelace, Staff Writer", ("Ada Lovelace",)),
        ("BY ADA LOVELACE", ("Ada Lovelace",)),
        ("Lovelace", ("Lovelace",)),
        ("AFP", ("AFP",)),
        ("Staff Reporter", ("Staff Reporter",)),
        ("By our correspondent", ("our correspondent",)),
        ("Department of Trade and Industry", ("Department of Trade and Industry",)),
        (["Lovelace, Ada", "Ada Lovelace and Sons"], ("Lovelace, Ada", "Ada Lovelace and Sons")),
        (["By Ada Lovelace and Alan Turing", "Ada Lovelace"], ("Ada Lovelace", "Alan Turing")),
    ],
)
def test_authors_are_parted_like_a_byline(written: Any, authors: tuple[str, ...]) -> None:
    assert read(author=written).authors == authors


def test_tags_and_places_are_parted_at_semicolons_else_commas() -> None:
    assert read(tags="oil, gas , ,oil").tags == ("oil", "gas")
    assert read(tags="oil, crude; gas").tags == ("oil, crude", "gas")
    assert read(tags=["oil, crude", "gas"]).tags == ("oil, crude", "gas")
    assert read(places="Paris, Berlin").places == ("Paris", "Berlin")
    assert read(place="San José, Costa Rica").places == ("San José, Costa Rica",)
    assert read(place="Paris; Berlin").places == ("Paris", "Berlin")


def test_accents_are_composed_but_in_ids_and_addresses() -> None:
    apart = "Cafe\u0301"
    found = read(id=apart, url=apart, title=apart, source=apart, place=apart, author=apart, tag=apart)
    assert (found.id, found.url) == (apart, apart)
    assert (found.title, found.source, found.places, found.authors, found.tags) == ("Café", "Café", *[("Café",)] * 3)


def test_whole_numbers_are_text_and_years() -> None:
    found = read(id=17, title=1984, date=2018, tags=[1, "b"])
    assert (found.id, found.title, found.date, found.tags) == ("17", "1984", "2018", ("1", "b"))
    assert read(date=20180517).date == "2018-05-17"


@pytest.mark.parametrize(
    ("value", "called"),
    [
        (True, "yes or no"),
        (1.5, "a number"),
        (float("nan"), "a number"),
        ({"name": "Ada"}, "a table"),
        ([["Ada"]], "a list"),
        ([date(2018, 5, 17)], "a value"),
    ],
)
def test_other_values_are_left_out_with_a_doubt(value: Any, called: str) -> None:
    found = read(author=value, title=value, id=value)
    assert (found.authors, found.title, found.id) == ((), None, None)
    assert found.doubts == tuple(f"{key}: {called} is not text, left out" for key in ("author", "title", "id"))


def test_of_several_single_values_the_first_is_taken() -> None:
    found = read(source=["Herald", "Post"])
    assert found.source == "Herald"
    assert found.doubts == ("source: 2 values, the first is taken",)


@pytest.mark.parametrize("written", ["31 Febtober", "03/04/2018", 1526515200, "x" * 1000])
def test_a_date_that_is_not_understood_is_a_doubt(written: Any) -> None:
    found = read(date=written)
    assert found.date is None
    (doubt,) = found.doubts
    assert doubt.startswith("date '")
    assert doubt.endswith("' is not understood, left undated")
    assert len(doubt) < 100
