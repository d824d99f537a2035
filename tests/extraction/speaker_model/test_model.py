"""The model that decides who said the words between marks, also on newsrooms it was not trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.extraction.bundled import bundled_models
from searchkit.extraction.extractor import Extractor
from searchkit.extraction.models import Models
from searchkit.extraction.speaker_model.model import Instance, LinearSpeakerModel, SpeakerDecision
from searchkit.model.article import Article
from searchkit.model.passage import Quote


def bundled_speakers() -> LinearSpeakerModel:
    model = bundled_models().speakers
    assert isinstance(model, LinearSpeakerModel)
    return model


SPEAKERS = bundled_speakers()
Said = Callable[..., list[tuple[str | None, str]]]
Quotes = Callable[..., tuple[Quote, ...]]

ELSEWHERE = [
    (
        (
            "Councillor Priya Ramanathan branded the scheme ‘a shambles from start to finish’. Her deputy, Owen Fairclough, "
            "was kinder: ‘Nobody died.’"
        ),
        [("Priya Ramanathan", "the scheme ‘a shambles from start to finish’"), ("Owen Fairclough", "Nobody died.")],
    ),
    (
        (
            'Asked about the delay, Union Minister Harshad Solanke quipped: "Trains also need rest." The Opposition hit back, '
            'with Meenal Joglekar of the Janhit Morcha terming the remark "an insult to every commuter".'
        ),
        [
            ("Harshad Solanke", "Trains also need rest."),
            ("Meenal Joglekar", 'the remark "an insult to every commuter"'),
        ],
    ),
    (
        (
            "The foreign ministry in Tarfah denounced the raid as “a flagrant violation of sovereignty” and summoned the "
            "ambassador. Its spokesman, Nabil al-Hourani, told state television: “Patience has limits.”"
        ),
        [
            ("the foreign ministry in Tarfah", "the raid as “a flagrant violation of sovereignty”"),
            ("Nabil al-Hourani", "Patience has limits."),
        ],
    ),
    (
        "The union stayed away. Its leader, Kwabena Osei-Tutu, was milder than his members: « We shall see. »",
        [("Kwabena Osei-Tutu", "We shall see.")],
    ),
    (
        (
            "The firm said in a statement that it was “cooperating fully” with the inquiry. “It is a storm in a teacup,” said "
            "Lars Ekdahl, an analyst at Nordbank."
        ),
        [
            ("the firm", "that it was “cooperating fully” with the inquiry"),
            ("Lars Ekdahl", "It is a storm in a teacup,"),
        ],
    ),
    (
        (
            'The president\'s office dismissed the report as "fake from the first line to the last". Reached by telephone, '
            'the author, Ines Carvalhal, stood by it: "Every word."'
        ),
        [
            ("the president's office", 'the report as "fake from the first line to the last"'),
            ("Ines Carvalhal", "Every word."),
        ],
    ),
    (
        "Mr Obuya, whose party holds the balance of power, described the budget as “a wish list”.",
        [("Obuya", "the budget as “a wish list”")],
    ),
    (
        "The minister, Dr Anneliese Brandhuber, opened the line and spoke of “a milestone for the valley”.",
        [("Anneliese Brandhuber", "“a milestone for the valley”")],
    ),
    (
        (
            '"We will go to court," Farida Mistry, an advocate, told reporters. The police commissioner, when contacted, said '
            'only that the matter was "sub judice".'
        ),
        [
            ("Farida Mistry", "We will go to court,"),
            ("the police commissioner", 'that the matter was "sub judice"'),
        ],
    ),
    ("The so-called “green corridor” opens in May, and the “night owl” buses stop.", []),
]


@pytest.mark.parametrize(("text", "wanted"), ELSEWHERE)
def test_other_newsrooms(said: Said, text: str, wanted: list[tuple[str, str]]) -> None:
    assert said(text) == wanted


def test_a_quote_by_the_subject_of_its_cue_is_not_cut_out(said: Said) -> None:
    text = "Ada Pell said she would rebuild the pier, which she called “the heart of Marwick”."
    assert len(said(text)) == 1


@dataclass(slots=True)
class Recorder:
    """Decides as the model does, and records the instances."""

    instances: list[Instance] = field(default_factory=list)

    def decide(self, instance: Instance) -> SpeakerDecision:
        self.instances.append(instance)
        return SPEAKERS.decide(instance)


@dataclass(frozen=True, slots=True)
class ChooseByHead:
    """Gives every quote to the candidate with a given head, or to nobody."""

    head: str

    def decide(self, instance: Instance) -> SpeakerDecision:
        who = next((one for one in instance.candidates if one.mention.head == self.head), None)
        return SpeakerDecision(who, 0.9, 0.05, 0.05) if who is not None else SpeakerDecision(None, 0.0, 0.0, 1.0)


def extract_with(text: str, head: str) -> list[tuple[str, str | None, str]]:
    quotes = Extractor(Models(bundled_models().clauses, ChooseByHead(head))).extract(Article("a", text, "a")).quotes
    return [(one.type, one.speaker, " / ".join(text[start:end] for start, end in one.spans)) for one in quotes]


def test_words_of_another_speaker_are_cut_out_of_the_outer_report() -> None:
    text = "Ada Pell said the vote, which a man in the gallery found “unfair”, would stand."
    assert extract_with(text, "man") == [
        ("indirect", "Ada Pell", "the vote, which a man in the gallery found / would stand"),
        ("mixed", "a man in the gallery", "unfair"),
    ]


def test_a_report_with_only_words_of_another_speaker_is_replaced() -> None:
    assert extract_with("Ada Pell wrote to Ben Oduya: “The pier is shut.”", "oduya") == [
        ("direct", "Ben Oduya", "The pier is shut.")
    ]


def test_long_speech_signed_by_a_name_is_kept(said: Said) -> None:
    text = (
        "Readers wrote in. “The pier was the only place where my father would sit with us and say nothing for an hour.” "
        "― Ines Carvalhal"
    )
    assert said(text)[0][0] == "Ines Carvalhal"


def test_what_nobody_said_is_left_out() -> None:
    text = "Ada Pell wore a “pier” badge. “The pier is shut,” she said."
    assert extract_with(text, "nobody at all") == []


def features(text: str) -> list[Sequence[Sequence[str]]]:
    recorder = Recorder()
    Extractor(Models(bundled_models().clauses, recorder)).extract(Article("a", text, "a"))
    return [instance.features for instance in recorder.instances]


def test_no_feature_holds_a_name() -> None:
    text = "Ms Orla Brennock called it “a farce”. Brennock has run the Lowmoor Trust since 2011. “We asked twice,” she said."
    renamed = text.replace("Orla", "Enya").replace("Brennock", "Quillfax").replace("Lowmoor", "Zandvoor")
    assert features(text) == features(renamed)
    assert features(text)


def test_every_type_has_a_scale_and_more_evidence_never_lowers_confidence() -> None:
    for type in ("direct", "indirect", "mixed"):
        shift, slope = bundled_models().scales[type]
        assert slope > 0
        steps = [bundled_models().confidence(type, probability / 20) for probability in range(21)]
        assert steps == sorted(steps)
        assert all(0 < step < 1 for step in steps), shift


def test_without_weights_all_answers_are_equally_likely() -> None:
    assert LinearSpeakerModel({}).probabilities([["a"], ["b"], ["no"]]) == pytest.approx([1 / 3] * 3)


def test_confidence_is_at_most_the_certainty_of_the_mention(quotes_of: Quotes) -> None:
    text = "Ada Pell and Ida Pell keep the pier.\n\n“It is shut,” Pell said.\n\n“It leaks,” Ida Pell said."
    first, second = quotes_of(text)
    assert first.confidence <= 0.6 < second.confidence


@given(st.lists(st.lists(st.sampled_from(sorted(SPEAKERS.weights)), max_size=30), min_size=1, max_size=12))
def test_probabilities_add_up_to_one(listed: list[list[str]]) -> None:
    assert sum(SPEAKERS.probabilities(listed)) == pytest.approx(1)
