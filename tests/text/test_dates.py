import warnings
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.text.dates import day_range, format_date, parse_printed_date


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2018", "2018"),
        ("2018-05", "2018-05"),
        ("2018-5", "2018-05"),
        ("2018-05-17", "2018-05-17"),
        ("2018/5/7", "2018-05-07"),
        ("2018-05-17T10:00:00Z", "2018-05-17"),
        ("2018-05-17T23:59:59.123+05:30", "2018-05-17"),
        ("2018-05-17 10:00", "2018-05-17"),
        ("2018-05-17T10:00:00.000+0000", "2018-05-17"),
        ("20180517", "2018-05-17"),
        ("20180517101112", "2018-05-17"),
        ("20180517T101112Z", "2018-05-17"),
        ("17.05.2018", "2018-05-17"),
        ("5/17/2018", "2018-05-17"),
        ("04/04/2018", "2018-04-04"),
        ("17/05/2018 10:30 pm", "2018-05-17"),
        ("May 17, 2018", "2018-05-17"),
        ("17 May 2018", "2018-05-17"),
        ("17-MAY-2018 15:01:01.01", "2018-05-17"),
        ("Thu, 17 May 2018 10:00:00 GMT", "2018-05-17"),
        ("Thu, 17 May 2018 10:00:00 +0300", "2018-05-17"),
        ("Thursday, May 17th, 2018 at 3 pm", "2018-05-17"),
        ("Sept. 3, 2018", "2018-09-03"),
        ("May 2018", "2018-05"),
        ("February 29, 2016", "2016-02-29"),
        ("  2018-05-17\n", "2018-05-17"),
    ],
)
def test_dates_are_read_as_precisely_as_they_are_written(written: str, read: str) -> None:
    assert parse_printed_date(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "may be good",
        "may be good 2018",
        "31 Febtober 2018",
        "17 May",
        "17 May 18",
        "Thursday",
        "10:30",
        "03/04/2018",
        "2018-13-01",
        "2018-02-30",
        "20181301",
        "February 29, 2018",
        "0001-01-01",
        "0000",
        "12018",
        "1526515200",
        "1512251200",
        "2018 or 2019",
        "May 2018 to May 2019",
        "May 17 1530 2018",
        "May 10 11 2018",
        "2018-05-17 to 2018-06-01",
        "2018-05/17",
        "17 mai 2018",
        "Updated May 17, 2018",
        "٢٠١٨-٠٥-١٧",
        "May 1" + "0" * 500 + " 2018",
    ],
)
def test_what_is_not_certainly_a_date_is_none(written: str) -> None:
    assert parse_printed_date(written) is None


def test_unknown_zones_give_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert parse_printed_date("17 May 2018 10:30 XYZ") == "2018-05-17"


_PIECES = st.sampled_from(
    ["May", "Thursday", "17", "2018", "10:30", "pm", "GMT", "+03", ",", " ", "-", "/", ".", "T", "st"]
)


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=12).map(" ".join), st.lists(_PIECES).map("".join)))
def test_any_string_gives_a_real_date_or_none(written: str) -> None:
    found = parse_printed_date(written)
    assert found is None or parse_printed_date(found) == found


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_several_forms(day: date) -> None:
    iso = day.isoformat()
    for written in (iso, iso.replace("-", ""), f"{day:%B} {day.day}, {iso[:4]}", f"{day.day} {day:%b} {iso[:4]}"):
        assert parse_printed_date(written) == iso


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2018-05-17", date(2018, 5, 17), date(2018, 5, 17)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2018-12", date(2018, 12, 1), date(2018, 12, 31)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_dates_as_days(printed: str, first: date, last: date) -> None:
    assert day_range(printed) == (first.toordinal(), last.toordinal() + 1)


@pytest.mark.parametrize("printed", ["", "soon", "2018-13", "2018-02-30", "0000", "2018-", "2018-01-01-01", "99999"])
def test_what_is_no_date_has_no_days(printed: str) -> None:
    assert day_range(printed) is None


@pytest.mark.parametrize(
    ("date", "printed"),
    [("2018-05-17", "17 May 2018"), ("2018-05", "May 2018"), ("2018", "2018"), (None, None)],
)
def test_dates_are_printed_as_exactly_as_they_are_known(date: str | None, printed: str | None) -> None:
    assert format_date(date) == printed
