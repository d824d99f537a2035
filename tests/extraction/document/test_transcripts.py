"""Transcripts and interviews in questions and answers."""

from __future__ import annotations

from collections.abc import Callable

from searchkit.model.passage import Quote

Said = Callable[..., list[tuple[str | None, str]]]
Quotes = Callable[..., tuple[Quote, ...]]

HEARING = """Present: Councillor Ada Pell (chair), Dr Ben Oduya (engineer).

CHAIR: We come to the pier. Dr Oduya, is it shut?

DR ODUYA: It is. It has “leaked”, as you say, for years.

We asked for a pump in May.

(Laughter.)

CHAIR: Thank you."""

INTERVIEW = """Ada Pell has kept the pier for thirty years.

Q: Is it shut?

A: It is. It has leaked for years.

I asked for a pump in May.

Q: And did you get one?

A: No."""


def test_labels_are_the_speakers_and_the_turns_what_they_said(said: Said) -> None:
    assert said(HEARING) == [
        ("Ada Pell", "We come to the pier. Dr Oduya, is it shut?"),
        ("Ben Oduya", "It is. It has “leaked”, as you say, for years."),
        ("Ben Oduya", "We asked for a pump in May."),
        ("Ada Pell", "Thank you."),
    ]


def test_the_label_is_the_mention_and_a_turn_s_later_paragraphs_continue_it(quotes_of: Quotes) -> None:
    _, first, second, _ = quotes_of(HEARING)
    assert (first.mention, first.cue, first.continues) == ("DR ODUYA", None, None)
    assert (second.mention, second.continues) == (None, first.id)


def test_answers_are_the_interviewed_person_s_and_questions_nobody_s(said: Said) -> None:
    assert [(speaker, what.split()[0]) for speaker, what in said(INTERVIEW)] == [
        ("Ada Pell", "It"),
        ("Ada Pell", "I"),
        ("Ada Pell", "No."),
    ]


def test_two_colons_make_no_transcript(said: Said) -> None:
    assert said("Note: The pier is shut.\n\nAda Pell left.\n\nWarning: It leaks.") == []
