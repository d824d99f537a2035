"""What a parse adds to the rules; the parses are written by hand."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.extraction.bundled import bundled_models
from searchkit.extraction.clause_model.sentence_reports import read_sentence
from searchkit.extraction.dependency.bundled_weights import bundled_model
from searchkit.extraction.dependency.model import DependencyModel
from searchkit.extraction.dependency.proposals import find_proposals
from searchkit.extraction.dependency.second_pass import DependencyPass
from searchkit.extraction.dependency.tree import ParsedToken
from searchkit.extraction.extractor import Extractor
from searchkit.extraction.tagged_article import tag_article
from searchkit.model.article import Article
from searchkit.model.passage import Quote
from tests.extraction.dependency.parses import FakeParser, parse_lines

Extracted = Callable[..., list[tuple[str | None, str, str]]]


@pytest.fixture
def extracted() -> Extracted:
    """(speaker, what was said, type) of every quote of a parsed text."""

    def build(*parses: tuple[str, tuple[ParsedToken, ...]]) -> list[tuple[str | None, str, str]]:
        text = " ".join(text for text, _ in parses)
        quotes = (
            Extractor(bundled_models(), DependencyPass(FakeParser(*parses), bundled_model()))
            .extract(Article("a", text, "a.txt"))
            .quotes
        )
        return [(quote.speaker, text[quote.start : quote.end], quote.type) for quote in quotes]

    return build


CLAUSE = parse_lines("""
    Ada NNP compound 2
    Pell NNP nsubj 3
    said VBD ROOT 0
    that IN mark 8
    the DT det 6
    harbour NN nsubj 8
    would MD aux 8
    close VB ccomp 3
    . . punct 3
""")
FAVOURED = parse_lines("""
    Ada NNP compound 2
    Pell NNP nsubj 3
    championed VBD ROOT 0
    the DT det 6
    new JJ amod 6
    harbour NN dobj 3
    . . punct 3
""")
BUILT = parse_lines("""
    Ada NNP compound 2
    Pell NNP nsubj 3
    painted VBD ROOT 0
    the DT det 6
    new JJ amod 6
    harbour NN dobj 3
    . . punct 3
""")


def test_a_clause_that_rules_and_parse_agree_on_stays(extracted: Extracted) -> None:
    assert extracted(CLAUSE) == [("Ada Pell", "that the harbour would close", "indirect")]


def test_the_parse_shows_what_no_rule_knows(extracted: Extracted) -> None:
    assert Extractor().extract(Article("a", FAVOURED[0], "a.txt")).quotes == ()
    assert extracted(FAVOURED) == [("Ada Pell", "the new harbour", "indirect")]


def test_a_verb_that_tells_no_opinion_reports_nothing(extracted: Extracted) -> None:
    text, tokens = BUILT
    with_other_verb = text.replace("painted", "repairs"), tokens
    assert extracted(with_other_verb) == []


def test_a_sentence_without_a_parse_is_read_only_by_the_rules(extracted: Extracted) -> None:
    text, _ = CLAUSE
    assert extracted((text, ())) == [("Ada Pell", "that the harbour would close", "indirect")]


def test_a_direct_quote_is_never_given_up() -> None:
    text = "“The harbour stays open,” Ada Pell said."
    tokens = tuple(ParsedToken(at, at + 1, "XX", at, "ROOT") for at in range(len(text)))
    with_parse = Extractor(bundled_models(), DependencyPass(FakeParser((text, tokens)), bundled_model())).extract(
        Article("a", text, "a.txt")
    )
    assert with_parse == Extractor(bundled_models()).extract(Article("a", text, "a.txt"))


def test_quoted_words_keep_their_report_where_the_weights_know_nothing() -> None:
    text = "Ada Pell called the plan “a cheap trick” on Monday."
    tokens = parse_lines("\n".join(f"{word} NN dep 1" for word in text.split()))[1]
    plain = Extractor(bundled_models()).extract(Article("a", text, "a.txt")).quotes
    assert plain
    assert (
        Extractor(bundled_models(), DependencyPass(FakeParser((text, tokens)), DependencyModel({}, 1.0)))
        .extract(Article("a", text, "a.txt"))
        .quotes
        == plain
    )


QUOTED_AS = parse_lines("""
    The DT det 2
    Courier NNP nsubj 3
    quoted VBD ROOT 0
    Pell NNP dobj 3
    as IN prep 3
    telling VBG pcomp 5
    Oduya NNP dobj 6
    that IN mark 11
    boats NNS nsubj 11
    would MD aux 11
    leave VB ccomp 6
    . . punct 3
""")
READOUT = parse_lines("""
    “ `` punct 9
    We PRP nsubj 3
    close VBP ccomp 9
    the DT det 5
    harbour NN dobj 3
    , , punct 9
    ” '' punct 9
    Pell NNP nsubj 9
    told VBD ROOT 0
    Oduya NNP dobj 9
    , , punct 9
    according VBG prep 9
    to IN prep 12
    a DT det 15
    readout NN pobj 13
    . . punct 9
""")


def test_whoever_is_quoted_speaks_and_not_who_quotes(extracted: Extracted) -> None:
    assert extracted(QUOTED_AS) == [("Pell", "that boats would leave", "indirect")]


def test_a_readout_of_what_somebody_said_says_nothing_of_its_own(extracted: Extracted) -> None:
    assert extracted(READOUT) == [("Pell", "We close the harbour,", "direct")]


def test_what_only_the_model_of_clauses_sees_is_offered_with_its_probability() -> None:
    text, _ = CLAUSE
    tokens = [replace(token, head=at, label="ROOT") for at, token in enumerate(CLAUSE[1])]  # a parse that shows nothing
    sentence = tag_article(Article("a", text, "a.txt")).narration()[0]
    proposals = find_proposals(read_sentence(sentence, 0, bundled_models().clauses), tokens, bundled_models().clauses)
    said = {
        (text[start:end], proposal.candidate.side) for proposal in proposals for start, end in proposal.report.spans
    }
    assert ("that the harbour would close", "rule") in said
    assert find_proposals(read_sentence(sentence, 0, None), tokens, None) == []


def test_speech_does_not_go_on_from_what_only_the_parse_shows() -> None:
    text = f"{FAVOURED[0]} “It opens in May,” said Ben Oduya."
    quotes = (
        Extractor(bundled_models(), DependencyPass(FakeParser(FAVOURED), bundled_model()))
        .extract(Article("a", text, "a.txt"))
        .quotes
    )
    assert [(quote.speaker, quote.type, quote.continues) for quote in quotes] == [
        ("Ada Pell", "indirect", None),
        ("Ben Oduya", "direct", None),
    ]


LABELS = [
    "ROOT", "nsubj", "nsubjpass", "auxpass", "ccomp", "xcomp", "dobj", "prep", "pobj", "acl", "relcl", "advcl", "conj", "cc",
    "punct", "poss", "agent", "parataxis",
]  # fmt: skip
TAGS = ["NN", "NNP", "VBD", "VBG", "VBN", "IN", "PRP", "WDT", ",", "DT", "JJ"]


@st.composite
def parsed_texts(draw: st.DrawFn) -> tuple[str, tuple[ParsedToken, ...]]:
    """Words of cues and others in any tree."""
    words = draw(
        st.lists(
            st.sampled_from(
                ["Pell", "said", "that", "according", "to", "he", ",", "claims", "the", "harbour", "seems", "by"]
            ),
            max_size=12,
        )
    )
    text, tokens = "", []
    for number, word in enumerate(words):
        text += " " if text else ""
        head = draw(st.integers(0, number))
        label = "ROOT" if head == number else draw(st.sampled_from(LABELS))
        tokens.append(ParsedToken(len(text), len(text) + len(word), draw(st.sampled_from(TAGS)), head, label))
        text += word
    return text, tuple(tokens)


@given(parsed_texts())
def test_any_parse_gives_quotes_inside_the_text_that_do_not_overlap(
    parsed: tuple[str, tuple[ParsedToken, ...]],
) -> None:
    text, _ = parsed
    quotes = (
        Extractor(bundled_models(), DependencyPass(FakeParser(parsed), bundled_model()))
        .extract(Article("a", text, "a.txt"))
        .quotes
    )
    spans = sorted(span for quote in quotes for span in quote.spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert all(_is_inside(quote, text) for quote in quotes)


def _is_inside(quote: Quote, text: str) -> bool:
    if quote.mention is None or quote.mention_start is None or quote.mention_end is None:
        return True
    return text[quote.mention_start : quote.mention_end] == quote.mention
