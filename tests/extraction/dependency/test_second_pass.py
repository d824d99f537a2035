"""What a parse adds to the rules; the parses are written by hand."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.extraction.bundled import bundled_models
from searchkit.extraction.clause_model.sentence_reports import read_sentence
from searchkit.extraction.dependency.bundled_weights import bundled_model
from searchkit.extraction.dependency.candidates import find_candidates
from searchkit.extraction.dependency.model import DependencyModel
from searchkit.extraction.dependency.proposals import find_proposals
from searchkit.extraction.dependency.second_pass import DependencyPass
from searchkit.extraction.dependency.sources import find_source
from searchkit.extraction.dependency.tree import ParsedToken, Tree
from searchkit.extraction.extractor import Extractor
from searchkit.extraction.tagged_article import tag_article
from searchkit.model.article import Article
from searchkit.model.passage import Quote

LABELS = [
    "ROOT", "nsubj", "nsubjpass", "auxpass", "ccomp", "xcomp", "dobj", "prep", "pobj", "acl", "relcl", "advcl", "conj", "cc",
    "punct", "poss", "agent", "parataxis",
]  # fmt: skip
TAGS = ["NN", "NNP", "VBD", "VBG", "VBN", "IN", "PRP", "WDT", ",", "DT", "JJ"]


def parse(written: str) -> tuple[str, tuple[ParsedToken, ...]]:
    """A text and its tokens from lines `word TAG label head`, the head given as its word's number from 1, a root as 0."""
    rows = [line.split() for line in written.strip().splitlines()]
    tokens, text = [], ""
    for number, (word, tag, label, head) in enumerate(rows):
        text += " " if text and word not in {",", ".", "’s", "”"} and not text.endswith("“") else ""
        at = int(head) - 1 if int(head) else number
        tokens.append(ParsedToken(len(text), len(text) + len(word), tag, at, label))
        text += word
    return text, tuple(tokens)


class Known:
    """A parser that knows some texts, and gives no tokens for any other."""

    def __init__(self, *parses: tuple[str, tuple[ParsedToken, ...]]) -> None:
        self._known = dict(parses)

    def parse(self, texts: Sequence[str]) -> Iterator[Sequence[ParsedToken]]:
        return (self._known.get(text, ()) for text in texts)


Found = Callable[..., list[tuple[str | None, str, str]]]


@pytest.fixture
def found() -> Found:
    """(speaker, what was said, type) of every quote of a parsed text."""

    def build(*parses: tuple[str, tuple[ParsedToken, ...]]) -> list[tuple[str | None, str, str]]:
        text = " ".join(text for text, _ in parses)
        quotes = (
            Extractor(bundled_models(), DependencyPass(Known(*parses), bundled_model()))
            .extract(Article("a", text, "a.txt"))
            .quotes
        )
        return [(quote.speaker, text[quote.start : quote.end], quote.type) for quote in quotes]

    return build


CLAUSE = parse("""
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
FAVOURED = parse("""
    Ada NNP compound 2
    Pell NNP nsubj 3
    championed VBD ROOT 0
    the DT det 6
    new JJ amod 6
    harbour NN dobj 3
    . . punct 3
""")
ACCUSED = parse("""
    Ada NNP compound 2
    Pell NNP nsubj 3
    accused VBD ROOT 0
    the DT det 5
    council NN dobj 3
    of IN prep 3
    hiding VBG pcomp 6
    the DT det 9
    report NN dobj 7
    . . punct 3
""")
BUILT = parse("""
    Ada NNP compound 2
    Pell NNP nsubj 3
    painted VBD ROOT 0
    the DT det 6
    new JJ amod 6
    harbour NN dobj 3
    . . punct 3
""")


def test_a_clause_that_rules_and_parse_agree_on_stays(found: Found) -> None:
    assert found(CLAUSE) == [("Ada Pell", "that the harbour would close", "indirect")]


def test_the_parse_shows_what_no_rule_knows(found: Found) -> None:
    assert Extractor().extract(Article("a", FAVOURED[0], "a.txt")).quotes == ()
    assert found(FAVOURED) == [("Ada Pell", "the new harbour", "indirect")]


def test_a_verb_that_tells_no_opinion_reports_nothing(found: Found) -> None:
    text, tokens = BUILT
    with_other_verb = text.replace("painted", "repairs"), tokens
    assert found(with_other_verb) == []


def test_a_sentence_without_a_parse_is_read_by_the_rules_alone(found: Found) -> None:
    text, _ = CLAUSE
    assert found((text, ())) == [("Ada Pell", "that the harbour would close", "indirect")]


def test_a_direct_quote_is_never_given_up() -> None:
    text = "“The harbour stays open,” Ada Pell said."
    tokens = tuple(ParsedToken(at, at + 1, "XX", at, "ROOT") for at in range(len(text)))
    with_parse = Extractor(bundled_models(), DependencyPass(Known((text, tokens)), bundled_model())).extract(
        Article("a", text, "a.txt")
    )
    assert with_parse == Extractor(bundled_models()).extract(Article("a", text, "a.txt"))


def test_quoted_words_keep_their_report_where_the_weights_know_nothing() -> None:
    text = "Ada Pell called the plan “a cheap trick” on Monday."
    tokens = parse("\n".join(f"{word} NN dep 1" for word in text.split()))[1]
    plain = Extractor(bundled_models()).extract(Article("a", text, "a.txt")).quotes
    assert plain
    assert (
        Extractor(bundled_models(), DependencyPass(Known((text, tokens)), DependencyModel({}, 1.0)))
        .extract(Article("a", text, "a.txt"))
        .quotes
        == plain
    )


QUOTED_AS = parse("""
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
READOUT = parse("""
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


def test_whoever_is_quoted_speaks_and_not_who_quotes(found: Found) -> None:
    assert found(QUOTED_AS) == [("Pell", "that boats would leave", "indirect")]


def test_a_readout_of_what_somebody_said_says_nothing_of_its_own(found: Found) -> None:
    assert found(READOUT) == [("Pell", "We close the harbour,", "direct")]


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


def test_a_confidence_grows_with_the_share_and_is_a_probability() -> None:
    weights = DependencyModel({}, 0.5, slope=0.9, offset=0.4)
    confidences = [weights.confidence(share) for share in (0.0, 0.3, 0.5, 0.9, 1.0)]
    assert confidences == sorted(confidences)
    assert all(0 < confidence < 1 for confidence in confidences)


def test_speech_does_not_go_on_from_what_only_the_parse_shows() -> None:
    text = f"{FAVOURED[0]} “It opens in May,” said Ben Oduya."
    quotes = (
        Extractor(bundled_models(), DependencyPass(Known(FAVOURED), bundled_model()))
        .extract(Article("a", text, "a.txt"))
        .quotes
    )
    assert [(quote.speaker, quote.type, quote.continues) for quote in quotes] == [
        ("Ada Pell", "indirect", None),
        ("Ben Oduya", "direct", None),
    ]


def test_what_follows_a_preposition_is_offered() -> None:
    text, tokens = ACCUSED
    tree = Tree(text, 0, tokens)
    offered = {tree.text[tokens[first].start : tokens[last - 1].end] for first, last in _parts(tree)}
    assert {"the council", "hiding the report", "of hiding the report", "the council of hiding the report"} <= offered


def _parts(tree: Tree) -> list[tuple[int, int]]:
    candidates = find_candidates(tree, [False] * len(tree.tokens))
    return [part for candidate in candidates for part in candidate.parts]


def test_a_sentence_says_what_its_closing_clause_reports() -> None:
    text, tokens = parse("""
        The DT det 2
        bridge NN nsubj 4
        will MD aux 4
        open VB ccomp 7
        , , punct 7
        Pell NNP nsubj 7
        said VBD ROOT 0
        . . punct 7
    """)
    assert (0, 4) in _parts(Tree(text, 0, tokens))


SPEAKERS = [
    ("The DT det 2\nmayor NN nsubj 3\nsaid VBD ROOT 0", 2, "mayor", "subject"),
    ("Pell NNP nsubj 2\npaused VBD ROOT 0\nadding VBG advcl 2", 2, "Pell", "head"),
    ("Pell NNP nsubj 2\nlaughed VBD ROOT 0\nand CC cc 2\nsaid VBD conj 2", 3, "Pell", "conj"),
    ("officials NNS ROOT 0\nsaying VBG acl 1", 1, "officials", "noun"),
    ("Pell NNP nsubj 2\nissued VBD ROOT 0\na DT det 4\nstatement NN dobj 2\nsaying VBG acl 4", 4, "Pell", "carrier"),
    ("people NNS ROOT 0\nwho WP nsubj 3\nsaid VBD relcl 1", 2, "who", "relative"),
    ("her PRP$ poss 2\nclaim NN ROOT 0", 1, "her", "owner"),
    ("praised VBN ROOT 0\nby IN agent 1\ncritics NNS pobj 2", 0, "critics", "agent"),
    ("it PRP nsubjpass 3\nwas VBD auxpass 3\nsaid VBN ROOT 0", 2, "it", "passive"),
    ("Pell NNP nsubjpass 3\nwas VBD auxpass 3\ntold VBN ROOT 0", 2, "Pell", "hearer"),
    ("said VBD ROOT 0", 0, None, "nobody"),
]


@pytest.mark.parametrize(("written", "cue", "speaker", "by"), SPEAKERS, ids=[row[3] for row in SPEAKERS])
def test_who_holds_what_a_cue_tells_of(written: str, cue: int, speaker: str | None, by: str) -> None:
    text, tokens = parse(written)
    holder = find_source(Tree(text, 0, tokens), cue)
    token = None if holder.token is None else tokens[holder.token]
    assert (token and text[token.start : token.end], holder.by) == (speaker, by)


def test_one_cue_s_candidates_share_the_probability() -> None:
    shares = DependencyModel({"good": 2.0, "bad": -2.0}, 0.5).probabilities([["good"], ["bad"], ["unknown"]])
    assert shares[0] > shares[2] > shares[1]
    assert sum(shares) < 1


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


@settings(deadline=None)
@given(parsed_texts())
def test_any_parse_gives_quotes_inside_the_text_that_do_not_overlap(
    parsed: tuple[str, tuple[ParsedToken, ...]],
) -> None:
    text, _ = parsed
    quotes = (
        Extractor(bundled_models(), DependencyPass(Known(parsed), bundled_model()))
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
