"""Results as a person reads them."""

from __future__ import annotations

from searchkit.model.frozen import replace
from searchkit.model.results import FacetCount, Hit, SearchResult
from searchkit.render.style import Style, columns
from searchkit.render.terminal import facets_text, hit_text, hits_text, summary_text

HIT = Hit(
    id="port#q14",
    unit="quote",
    score=1.5,
    text="The cranes stand still,",
    highlights=((4, 10),),
    context="“The cranes stand still,” she said.",
    start=14,
    end=37,
    spans=((14, 37),),
    article="port",
    paragraph="port#p2",
    path="port.txt",
    speaker="Ada Pell",
    mention="she",
    role="union leader",
    type="direct",
    confidence=0.9,
    title="Port strike",
    source="The Echo",
    date="2018-05",
)
NARROW = Style(width=60)


def text(hit: Hit, style: Style = NARROW) -> list[str]:
    return list(hit_text(hit, style))


def test_a_quote_stands_in_marks_with_its_speaker_and_what_the_text_calls_her() -> None:
    said, who, title = text(HIT)
    assert said == "“The cranes stand still,”"
    assert who == "  Ada Pell (“she”) · The Echo · May 2018"
    assert title == "  Port strike" + " " * (60 - 13 - 8) + "port#q14"


def test_matched_words_are_marked_in_colour() -> None:
    style = Style(width=60, colour=True)
    assert f"“The {style.match('cranes')} stand still,”" in text(HIT, style)


def test_a_mention_that_says_no_more_than_the_name_gives_way_to_the_role() -> None:
    assert "Ada Pell, union leader" in text(replace(HIT, mention="Pell"))[1]
    assert "Ada Pell, union leader" in text(replace(HIT, mention="union leader Ada Pell"))[1]


def test_accents_that_stand_apart_are_the_same_name() -> None:
    assert "Zoë Peña, union leader" in text(replace(HIT, speaker="Zoë Peña", mention="Zoe\u0308 Pen\u0303a"))[1]


def test_doubts_are_shown() -> None:
    assert text(replace(HIT, confidence=0.4))[1].startswith("  perhaps Ada Pell")
    assert text(replace(HIT, speaker=None, mention=None))[1].startswith("  speaker not known")
    assert text(replace(HIT, date=None))[1].endswith("undated")


def test_indirect_speech_and_relays_are_named() -> None:
    indirect = text(replace(HIT, type="indirect", via="Radio Four"))
    assert indirect[0] == "The cranes stand still,"
    assert "via Radio Four · indirect" in indirect[1]


def test_long_text_is_cut_around_the_match_and_a_long_title_to_the_width() -> None:
    words = "lead " * 100
    hit = replace(HIT, text=f"{words}needle {words}", highlights=((500, 506),), title="word " * 12, copies=("x", "y"))
    *said, _, title = text(hit)
    assert any("needle" in line for line in said)
    assert said[0].startswith("“… ")
    assert said[-1].endswith(" …”")
    assert all(len(line) <= 60 for line in said)
    assert len(title) == 60
    assert "… + 2 copies" in title


def test_an_id_as_long_as_the_line_has_its_own() -> None:
    assert text(replace(HIT, id="x" * 58))[-1] == "  " + "x" * 58


def test_no_line_is_wider_than_the_terminal() -> None:
    wide = replace(
        HIT,
        title="港口 🎉 strike",
        source="The Harbour and Coast Echo",
        role="leader of the dockers’ union",
        mention=None,
    )
    assert all(columns(line) <= 60 for line in text(wide))
    assert columns(text(wide)[-1]) == 60
    assert text(wide)[1:3] == ["  Ada Pell, leader of the dockers’ union", "  The Harbour and Coast Echo · May 2018"]


def test_a_title_found_is_not_shown_twice() -> None:
    hit = replace(HIT, unit="paragraph", kind="title", text="Port strike", highlights=((0, 4),), speaker=None)
    assert "".join(text(hit)).count("Port strike") == 1


def test_nothing_in_an_article_commands_the_terminal() -> None:
    evil = replace(HIT, text="a\x1b[2Jb", title="t\x1b]0;x\x07", speaker="s\x1b[1m", source="o\x9b1m", id="i\x1b")
    assert not {"\x1b", "\x07", "\x9b"} & set("".join(text(evil)))


def test_hits_are_parted_by_an_empty_line() -> None:
    assert list(hits_text(SearchResult(2, 0, (HIT, HIT)), NARROW)).count("") == 1


def test_facets_are_counted_in_columns() -> None:
    counts = tuple(FacetCount(f"v{number}", 2000 - number) for number in range(20))
    lines = list(facets_text(SearchResult(9, 0, (), {"speaker": counts, "via": ()}), NARROW))
    assert lines[:2] == ["speaker", "  2,000  v0"]
    assert "  and 5 more values; --format json lists them all" in lines
    assert lines[-2:] == ["via", "  none"]


def test_the_summary_says_where_one_is() -> None:
    hits = (HIT, HIT)
    assert summary_text(SearchResult(2, 0, hits), 1, 10, NARROW) == "2 hits"
    assert summary_text(SearchResult(5, 2, hits), 2, 2, NARROW) == "3–4 of 5 hits · more with --page 3"
    assert summary_text(SearchResult(4, 2, hits), 2, 2, NARROW) == "3–4 of 4 hits"
    assert summary_text(SearchResult(3, 2, (HIT,)), 3, 1, NARROW) == "hit 3 of 3"
    assert summary_text(SearchResult(5, 20, ()), 3, 10, NARROW) == "5 hits · page 3 is past the last one, 1"
    assert summary_text(SearchResult(0, 0, (), undated_left_out=1), 1, 10, NARROW) == (
        "0 hits · 1 undated article left out by the date"
    )


def test_a_quote_keeps_the_marks_it_is_printed_in() -> None:
    straight = replace(HIT, context='"The cranes stand still," she said. "Ada."')
    assert text(straight)[0] == '"The cranes stand still,"'
    broken = replace(HIT, text='Still," she said. "Very', context='"Still," she said. "Very" she added.', highlights=())
    assert text(broken)[0] == '"Still," she said. "Very"'
    single = replace(HIT, context="‘The cranes stand still,’ she said.")
    assert text(single)[0] == "‘The cranes stand still,’"
    unclosed = replace(HIT, context="“The cranes stand still,")
    assert text(unclosed)[0] == "“The cranes stand still,”"
    label = replace(HIT, context="PELL: The cranes stand still,")
    assert text(label)[0] == "“The cranes stand still,”"
