import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.text.furniture.bylines import byline_names, find_byline
from searchkit.text.furniture.captions import find_credit, is_caption
from searchkit.text.furniture.datelines import Dateline, find_dateline

REST = "The ministers met behind closed doors."


@pytest.mark.parametrize(
    ("head", "place", "source", "date"),
    [
        ("ERBIL (Kurdistan 24) – ", "ERBIL", "Kurdistan 24", None),
        ("LONDON, Oct 21 (Reuters) - ", "LONDON", "Reuters", "Oct 21"),
        ("LONDON, Oct. 21, 2019 (Reuters) — ", "LONDON", "Reuters", "Oct. 21, 2019"),
        ("LONDON, OCT 21 (Reuters) - ", "LONDON", "Reuters", "OCT 21"),
        ("WASHINGTON (AP) — ", "WASHINGTON", "AP", None),
        ("PARIS/BERLIN (Reuters) - ", "PARIS/BERLIN", "Reuters", None),
        ("SAN JOSÉ, Costa Rica – ", "SAN JOSÉ, Costa Rica", None, None),
        ("ST. LOUIS, Mo. (AP) -- ", "ST. LOUIS, Mo.", "AP", None),
        ("BOSTON, Mass., Oct. 21, 2019 – ", "BOSTON, Mass.", None, "Oct. 21, 2019"),
        ("DUBAI, 3 March (WAM) –", "DUBAI", "WAM", "3 March"),
        ("RIO DE JANEIRO, Thursday (AFP) - ", "RIO DE JANEIRO", "AFP", "Thursday"),
        ("LAGOS, 2019-03-03 (NAN) - ", "LAGOS", "NAN", "2019-03-03"),
        ("ARLEN (Coast Herald), 3 March – ", "ARLEN", "Coast Herald", "3 March"),
        ("ARLEN (May 25, 2016) – ", "ARLEN", None, "May 25, 2016"),
        ("HOUSTON, Feb 26 - ", "HOUSTON", None, "Feb 26"),
        ("GENEVA – ", "GENEVA", None, None),
        ("GENEVA—", "GENEVA", None, None),
        ("N'DJAMENA (Reuters) - ", "N'DJAMENA", "Reuters", None),
        ("PORT-AU-PRINCE, Haiti (AP) — ", "PORT-AU-PRINCE, Haiti", "AP", None),
        ("al-HASAKAH, Syria (Kurdistan 24) – ", "al-HASAKAH, Syria", "Kurdistan 24", None),
        ("MOSCOW, May 17. /TASS/. ", "MOSCOW", "TASS", "May 17"),
        ("MOSCOW. May 17 (Interfax) - ", "MOSCOW", "Interfax", "May 17"),
        ("BEIJING, Feb. 3, 2019 /PRNewswire/ -- ", "BEIJING", "PRNewswire", "Feb. 3, 2019"),
        ("SAN FRANCISCO--(BUSINESS WIRE)--", "SAN FRANCISCO", "BUSINESS WIRE", None),
        ("ISLAMABAD, March 3 (APP): ", "ISLAMABAD", "APP", "March 3"),
        ("TEHRAN, Mar. 3 (ISNA)-", "TEHRAN", "ISNA", "Mar. 3"),
        ("LONDON (AFP) ", "LONDON", "AFP", None),
        ("Beijing, March 3 (Xinhua) -- ", "Beijing", "Xinhua", "March 3"),
        ("Mexico City (AFP) – ", "Mexico City", "AFP", None),
        ("Dover, Del. – ", "Dover, Del.", None, None),
        ("Ghent, Belgium – ", "Ghent, Belgium", None, None),
        ("(Reuters) - ", None, "Reuters", None),
        ("(CNN) ", None, "CNN", None),
        ("  \nGENEVA\u00a0–\u00a0", "GENEVA", None, None),
    ],
)
def test_datelines_in_the_forms_that_news_takes(head: str, place: str, source: str, date: str) -> None:
    for opening in (REST, f"“{REST}” they said."):
        assert find_dateline(head + opening) == Dateline(len(head), place, source, date)


def test_a_dateline_may_stand_alone_or_above_its_sentence() -> None:
    assert find_dateline("NEW YORK (AP) -") == Dateline(15, "NEW YORK", "AP", None)
    assert find_dateline(f"NEW YORK (AP) -\n{REST}") == Dateline(16, "NEW YORK", "AP", None)


def test_an_agency_may_be_followed_by_a_small_letter() -> None:
    assert find_dateline("(Reuters) - al-Masri resigned.") == Dateline(12, None, "Reuters", None)


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "The ministers met. They left - without a word.",
        "Peace – that is what they want.",
        "Geneva – the city of peace – was calm.",
        "SMITH: Good morning.",
        "SMITH (smiling): Good morning.",
        "THE PRESIDENT – Thank you all for coming.",
        "Q – What happened? A – Nothing.",
        "OIL PRICES FALL – TRADERS SAY",
        "OIL PRICES FALL – Traders say",
        "MINISTERS MEET ABOUT OIL PRICES – They met behind closed doors.",
        "BREAKING – The ministers met.",
        "MONDAY – The ministers met.",
        "UN – The organisation met.",
        "NATO – the alliance – met.",
        "COVID-19 – The virus spread.",
        "Ines Okoro (Labour) - Elected in 2010.",
        "(Applause) — Thank you.",
        "GENEVA (Photo: Agency) – The ministers met.",
        "From March 3 – The ministers met.",
        "The U.S. – The land of the free.",
        "Friday, Oct 21 – The ministers meet.",
        "VIENNA (1815) – The ministers met.",
    ],
)
def test_sentences_labels_and_headlines_are_no_datelines(paragraph: str) -> None:
    assert find_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ada Lovelace", ("Ada Lovelace",)),
        ("by Ada Lovelace", ("Ada Lovelace",)),
        ("BY ADA LOVELACE", ("ADA LOVELACE",)),
        ("By: Ada Lovelace", ("Ada Lovelace",)),
        ("By ADA LOVELACE and Alan Turing, Staff Writer", ("ADA LOVELACE", "Alan Turing")),
        ("By Ada Lovelace, Alan Turing & Grace Hopper", ("Ada Lovelace", "Alan Turing", "Grace Hopper")),
        ("By Ada Lovelace with Alan Turing", ("Ada Lovelace", "Alan Turing")),
        ("By Ada Lovelace | Coast Herald", ("Ada Lovelace",)),
        ("By Ada Lovelace/Reuters", ("Ada Lovelace",)),
        ("By Ada Lovelace (Reuters)", ("Ada Lovelace",)),
        ("By Ada Lovelace, Reuters", ("Ada Lovelace",)),
        ("By ADA LOVELACE Associated Press Writer", ("ADA LOVELACE",)),
        ("By Ada Lovelace, a staff writer at The Herald", ("Ada Lovelace",)),
        ("By Ada Lovelace, Special to The Star", ("Ada Lovelace",)),
        ("By Ada Lovelace in London and Alan Turing in Paris", ("Ada Lovelace", "Alan Turing")),
        ("By Karim bin Rashid al-Saleh", ("Karim bin Rashid al-Saleh",)),
        ("By J.R.R. Ambler Jr.", ("J.R.R. Ambler Jr.",)),
        ("By José Núñez-Vega", ("José Núñez-Vega",)),
        ("Words by Ada Lovelace", ("Ada Lovelace",)),
        ("By Reuters", ("Reuters",)),
        ("By The Associated Press", ("The Associated Press",)),
        ("By Our Correspondent", ()),
        ("By a Staff Reporter", ()),
        (
            "(Reporting by Ada Lovelace in Cairo and Alan Turing; Additional reporting by Bo Li; Editing by Max Poe)",
            ("Ada Lovelace", "Alan Turing", "Bo Li"),
        ),
        ("Editing by Max Poe", ()),
    ],
)
def test_bylines_give_their_authors(line: str, authors: tuple[str, ...]) -> None:
    assert find_byline(line) == authors


@pytest.mark.parametrize(
    "line",
    [
        "",
        "By",
        "By Friday the troops had left",
        "By Friday",
        "By the time he came",
        "By midnight the fire was out.",
        "By Ada Lovelace.",
        "By Popular Demand",
        "By Winning, Team Shows Heart",
        "By 2030 Emissions Will Fall",
        "By Law",
        "By Ada Lovelace the bridge was called a wonder",
        "Ada Lovelace, Reuters",
        "Bypass Opens Today",
        "Stand by Ada Lovelace",
        "By Department of Health",
        "By " + "Ada Lovelace and " * 100 + "Alan Turing",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert find_byline(line) is None


def test_byline_names_are_names_without_by() -> None:
    assert byline_names("Ada Lovelace, Reuters") == ("Ada Lovelace",)
    assert byline_names("Department of Trade and Industry") is None
    assert byline_names("Lovelace") is None


_PIECES = st.sampled_from(
    [
        "LONDON",
        "Oct",
        "21",
        ", ",
        " ",
        "(",
        ")",
        "Reuters",
        "AP",
        " - ",
        "–",
        "--",
        ":",
        ".",
        "/",
        "By ",
        "and ",
        "Photo",
        "\n",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=40).map("".join)))
def test_any_text_gives_offsets_within_it(text: str) -> None:
    dateline = find_dateline(text)
    if dateline:
        assert 0 < dateline.end <= len(text)
        for part in (dateline.place, dateline.source, dateline.date):
            assert part is None or part in text[: dateline.end]
    credit = find_credit(text)
    assert credit is None or 0 <= credit < len(text)
    for name in find_byline(text) or ():
        assert name in text
    is_caption(text)


@pytest.mark.parametrize(
    "piece", ["A", "-", "- ", "(", "A, ", "A - ", "By ", "May 1, ", "(Photo ", "“", " ", "\n", "A/"]
)
def test_a_megabyte_of_one_thing_is_looked_at_in_no_time(piece: str) -> None:
    # Nothing is timed: anything but linear would not end within the test run.
    text = piece * (1_000_000 // len(piece))
    find_dateline(text)
    find_byline(text)
    is_caption(text)
