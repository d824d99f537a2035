import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.corpus.head import read_head

BODY = "The ministers met behind closed doors on Tuesday, and none of them would say what had been decided."
SHORT = "The ministers met."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Ministers meet\n\n{BODY}", "Ministers meet"),
        (f"\n\n  Ministers   meet \n\n\n{BODY}", "Ministers meet"),
        (f"Ministers meet\n{BODY}\n{BODY} Twice.", "Ministers meet"),
        (f"Ministers meet\r\n\r\n{BODY}", "Ministers meet"),
        (f"Will ministers meet?\n\n{BODY}", "Will ministers meet?"),
        (f"“We will meet”, say ministers\n\n{BODY}", "“We will meet”, say ministers"),
        (f"Ministers meet in the U.S.\n\n{BODY}", "Ministers meet in the U.S."),
        (f"Ministers buy Ambler Inc.\n\n{BODY}", "Ministers buy Ambler Inc."),
        (f"Minister: no meeting\n\n{BODY}", "Minister: no meeting"),
        (f"# Ministers meet\n\n{BODY}", "Ministers meet"),
        (f"Ministers meet\nBy Ada Lovelace\n\n{BODY}", "Ministers meet"),
        (f"17 May 2018\n\nMinisters meet\n\n{BODY}", "Ministers meet"),
        (f"By Ada Lovelace\n\nMinisters meet\n\n{BODY}", "Ministers meet"),
        (
            f"Ministers meet about the price of oil\nand of gas\n\n{BODY}",
            "Ministers meet about the price of oil and of gas",
        ),
        (f"Ministers meet\nARLEN (Herald) – {BODY}", "Ministers meet"),
    ],
)
def test_a_headline_is_the_title(text: str, title: str) -> None:
    assert read_head(text).title == title


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ministers meet",
        "Ministers meet\n\n",
        f"{SHORT}\n\n{BODY}",
        f"“{SHORT}”\n\n{BODY}",
        f"{BODY}\n\n{BODY}",
        f"ARLEN (Herald) – {BODY}\n\n{BODY}",
        f"By Ada Lovelace\n\n{BODY}\n\n{BODY}",
        f"(Photo: Ada Lovelace)\n\n{BODY}\n\n{BODY}",
        f"17 May 2018\n\n{BODY}\n\n{BODY}",
        f"Ministers meet and …\n\n{BODY}",
        f"They said,\n\n{BODY}",
        f"They said:\n\n{BODY}",
        f"* * *\n\n{BODY}",
        f"{'Ministers meet ' * 12}\n\n{BODY}",
    ],
)
def test_other_openings_are_no_title(text: str) -> None:
    assert read_head(text).title is None


def test_lines_that_are_wrapped_are_no_titles() -> None:
    lines = [
        "The ministers met behind closed doors on Tuesday, and none of them",
        "would say what had been decided. At noon the mayor of Arlen, Ines",
        "Okoro, came out alone. She said that the talks would go on until",
        "all of them had agreed, and that nobody would go home before",
        "Friday.",
    ]
    assert read_head("\n".join(lines)).title is None
    assert read_head("\n".join(["Ministers meet", *lines])).title == "Ministers meet"
    assert read_head("\n".join(["Ministers meet behind closed doors about", "Arlen", "", *lines])).title == (
        "Ministers meet behind closed doors about"
    )


def test_a_dateline_gives_place_source_and_a_date_with_its_year() -> None:
    head = read_head(f"Ministers meet\n\n{SHORT}\n\nARLEN, Oct. 21, 2019 (Coast Herald) — {BODY}")
    assert (head.places, head.source, head.date) == (("Arlen",), "Coast Herald", "2019-10-21")
    assert read_head(f"ARLEN, Oct 21 (Coast Herald) — {BODY}").date is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("17 May 2018", "2018-05-17"),
        ("May 2018", "2018-05"),
        ("Thursday, May 17, 2018", "2018-05-17"),
        ("2018-05-17T10:30Z", "2018-05-17"),
        ("2018", None),
        ("May 17", None),
        ("Updated 17 May 2018", None),
    ],
)
def test_a_date_with_a_line_for_itself_is_the_articles(line: str, date: str | None) -> None:
    assert read_head(f"Ministers meet\n\n{line}\n\n{BODY}").date == date
    assert read_head(f"{line}\nMinisters meet\n\n{BODY}").date == date
    assert read_head(f"{BODY} {BODY} {BODY}\n\n{line}\n\n{BODY}").date is None
    dated = read_head(f"Ministers meet\n\n{line}\n\nARLEN, Oct. 21, 2019 (Coast Herald) — {BODY}")
    assert dated.date == "2019-10-21"


def test_a_dateline_of_two_places_gives_two() -> None:
    assert read_head(f"ARLEN/PORT-AU-PRINCE (Herald) - {BODY}").places == ("Arlen", "Port-au-Prince")
    assert read_head(f"SAN JOSÉ, Costa Rica – {BODY}").places == ("San José, Costa Rica",)


def test_a_dateline_may_follow_a_byline_on_the_next_line() -> None:
    head = read_head(f"Ministers meet\nBy ADA LOVELACE\nARLEN (Herald) – {BODY}")
    assert (head.title, head.authors, head.places) == ("Ministers meet", ("Ada Lovelace",), ("Arlen",))


def test_datelines_below_the_body_do_not_count() -> None:
    assert read_head(f"{BODY} {BODY} {BODY}\n\nARLEN (Herald) – {BODY}").places == ()
    wrapped = "The talks were led by the alliance that was founded there, the great old\nOPEC – The ministers met in its hall and did not go home.\n"
    assert read_head(wrapped).places == ()


def test_credits_below_the_article_name_its_authors() -> None:
    head = read_head(f"Ministers meet\n\n{BODY}\n\n(Reporting by Ada Lovelace; Editing by Max Poe)\n")
    assert head.authors == ("Ada Lovelace",)
    assert read_head(f"By Bo Li\n\n{BODY}\n\n(Reporting by Ada Lovelace)").authors == ("Bo Li",)


_PIECES = st.sampled_from(
    ["Ministers meet", "\n", "\n\n", " ", "\r\n", BODY, "By Ada Lovelace", "ARLEN (AP) – ", "# ", "17 May 2018"]
)


@given(st.text(max_size=200) | st.lists(_PIECES, max_size=15).map("".join))
def test_any_text_has_a_head(text: str) -> None:
    title = read_head(text).title
    assert title is None or (title in " ".join(text.split()) and title == " ".join(title.split()))
