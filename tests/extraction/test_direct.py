"""Direct speech: the speakers of quotations, one test per pattern."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from searchkit.model.passage import Quote

Said = Callable[..., list[tuple[str | None, str]]]
Quotes = Callable[..., tuple[Quote, ...]]


@pytest.mark.parametrize(
    ("text", "mention", "cue"),
    [
        ("“The pier is shut,” Ada Pell said.", "Ada Pell", "said"),
        ("“The pier is shut,” said Ada Pell.", "Ada Pell", "said"),
        ("“The pier is shut,” said Ada Pell, a spokeswoman for the port of Marwick.", "Ada Pell", "said"),
        ("“The pier is shut,” said port spokeswoman Ada Pell.", "port spokeswoman Ada Pell", "said"),
        ("“The pier is shut,” Ada Pell, who runs the port, told reporters.", "Ada Pell", "told"),
        ("“The pier is shut,” Ada Pell (Labour) said on Monday.", "Ada Pell", "said"),
        ("“Is the pier shut?” Ada Pell asked.", "Ada Pell", "asked"),
        ("Ada Pell said: “The pier is shut.”", "Ada Pell", "said"),
        ("Ada Pell said, “The pier is shut.”", "Ada Pell", "said"),
        ("Ada Pell told the harbour board on Monday: “The pier is shut.”", "Ada Pell", "told"),
        ("“The pier is shut,” Ada Pell was quoted as saying.", "Ada Pell", "was quoted as saying"),
        ("“The pier is shut,” according to Ada Pell.", "Ada Pell", "according to"),
        ("The harbour master, Ada Pell, went on to say: “The pier is shut.”", "Ada Pell", "say"),
        ("‘The pier is shut and won’t open,’ said Ada Pell.", "Ada Pell", "said"),
        ("« The pier is shut, » said Ada Pell.", "Ada Pell", "said"),
        ("Asked about the pier, Ada Pell said: “It is shut.”", "Ada Pell", "said"),
    ],
)
def test_verb_and_mention_beside_a_quote(quotes_of: Quotes, text: str, mention: str, cue: str) -> None:
    (quote,) = quotes_of(text)
    assert (quote.type, quote.speaker, quote.mention, quote.cue) == ("direct", "Ada Pell", mention, cue)
    assert text[quote.mention_start : quote.mention_end] == mention
    assert "shut" in text[quote.start : quote.end]
    assert quote.confidence >= 0.85


def test_a_quote_that_the_cue_interrupts_is_one_with_two_spans(said: Said) -> None:
    assert said("“The pier,” Ada Pell said, “is shut.”") == [("Ada Pell", "The pier, / is shut.")]


def test_a_new_sentence_after_the_cue_belongs_to_the_same_quote(said: Said) -> None:
    assert said("“The pier is shut,” Ada Pell said. “It leaks.”") == [("Ada Pell", "The pier is shut, / It leaks.")]


def test_two_cues_make_two_quotes(said: Said) -> None:
    text = "“The pier is shut,” Ada Pell said. “It leaks,” Ben Oduya added."
    assert said(text) == [("Ada Pell", "The pier is shut,"), ("Ben Oduya", "It leaks,")]


def test_a_verb_that_no_list_knows_still_shows_who_speaks(said: Said) -> None:
    assert said("“The pier is shut!” beamed Ada Pell.") == [("Ada Pell", "The pier is shut!")]
    assert said("When asked, Ada Pell shot back, “The pier is shut.”") == [("Ada Pell", "The pier is shut.")]


def test_a_colon_at_a_paragraph_s_end_leads_into_the_next(said: Said) -> None:
    assert said("Ada Pell left a note for the crews:\n\n“The pier is shut.”") == [("Ada Pell", "The pier is shut.")]


def test_a_quote_alone_in_its_paragraph_is_the_last_speaker_s(quotes_of: Quotes) -> None:
    first, second = quotes_of("“The pier is shut,” said Ada Pell.\n\n“It has leaked for years, and nobody cared.”")
    assert second.speaker == first.speaker == "Ada Pell"
    assert second.cue is None
    assert second.confidence < first.confidence


def test_a_quote_after_a_sentence_about_somebody_is_that_person_s(said: Said) -> None:
    assert said("Ada Pell was furious. “The pier is shut.”") == [("Ada Pell", "The pier is shut.")]


def test_a_dialogue_takes_turns(said: Said) -> None:
    text = "“You shut it,” said Ada Pell.\n\n“I did not,” said Ben Oduya.\n\n“Then who did it?”"
    assert said(text)[2] == ("Ada Pell", "Then who did it?")


def test_speech_over_several_paragraphs_continues(quotes_of: Quotes) -> None:
    text = "“The pier is shut,” said Ada Pell. “It leaks.\n\n“It has leaked for years.\n\n“We shall mend it.”"
    first, second, third = quotes_of(text)
    assert [first.continues, second.continues, third.continues] == [None, first.id, second.id]
    assert {first.speaker, second.speaker, third.speaker} == {"Ada Pell"}
    assert [quote.paragraph for quote in (first, second, third)] == ["a#p1", "a#p2", "a#p3"]


@pytest.mark.parametrize(
    "text",
    [
        "The band played “Harbour Lights at Dawn” on the quay.",
        "They marched behind a banner reading “Save the pier”.",
        "The “best pier” award went to the islands.",
        "He is 5' 10\" tall and she is 5' 4\".",
    ],
)
def test_titles_slogans_and_inches_are_not_speech(said: Said, text: str) -> None:
    assert said(text) == []


def test_captions_and_repeats_give_no_quotes(said: Said) -> None:
    line = "“The pier is shut,” said Ada Pell at the harbour on Monday. (Photo: Island News/Ben Oduya)"
    assert said(f"Pier shut\n\n{line}\n\n{line}\n\nIt leaks.") == []


def test_quotes_in_quotes_stay_inside(said: Said) -> None:
    assert said("“He told me, ‘The pier is shut,’ and left,” said Ada Pell.") == [
        ("Ada Pell", "He told me, ‘The pier is shut,’ and left,")
    ]


def test_quoted_words_continue_a_mixed_quote(quotes_of: Quotes) -> None:
    text = "The pier was “gone for good,” Ada Pell said. “Nobody will mend it.”"
    (quote,) = quotes_of(text)
    assert (quote.type, quote.speaker) == ("mixed", "Ada Pell")
    assert [text[start:end] for start, end in quote.spans] == ["The pier was “gone for good,”", "Nobody will mend it."]


@pytest.mark.parametrize(
    "text",
    [
        "“The pier is shut and will stay so,” said Will Pell, a diver.",
        "“The pier is shut and will stay so,” April Pell reasoned.",
        "“The pier is shut and will stay so,” Pell last week said.",
        "“Will the pier be shut for good?“ Pell pressed.",
        "”The pier is shut and will stay so,” Pell said.",
        '“The pier is shut and will stay so," Pell said. “It is old.”',
        "Ada Pell two weeks ago said: “The pier is shut and will stay so.”",
        "Pell later on Monday told the divers: “The pier is shut and will stay so.”",
    ],
)
def test_broken_marks_short_names_and_times_do_not_hide_who_speaks(said: Said, text: str) -> None:
    speakers = [speaker for speaker, _ in said(text)]
    assert len(speakers) == 1
    assert speakers[0] in {"Pell", "Ada Pell", "Will Pell", "April Pell"}


def test_a_quote_in_a_quote_closed_together(said: Said) -> None:
    text = "''I shall never agree to 'a pier of sand,''' said Ada Pell."
    assert said(text) == [("Ada Pell", "I shall never agree to 'a pier of sand,'")]


def test_a_few_quoted_words_with_nobody_near_are_no_speech(said: Said) -> None:
    assert said("The sand was soft with a “sunny” shine.") == []


def test_a_thing_before_the_verb_is_no_speaker(said: Said) -> None:
    text = "A spokesman who came to discuss the plan said that the pier was shut."
    assert said(text) == [("a spokesman", "that the pier was shut")]
