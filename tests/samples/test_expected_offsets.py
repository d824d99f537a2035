"""The answers in `expected.jsonl` agree with the sample articles in `corpus/`, article by article.

A line holds `id` and the `quotes` a careful annotator marks, in the form of the extract contract (`continues` is the index
of the earlier quote). `debatable` lists attributions that annotators disagree on, such as quoting headlines, the
questions of an interview and "promised to …": an extractor may give them or leave them out.

Speakers that are not names are written as in the middle of a sentence ("residents", "the ministry"). The cue is the
verb without auxiliaries, except in the passive ("was quoted as saying"); a label ("CHAIR:", "A:") and speech that is
merely carried on have none. A mention goes from the role or title to the end of the name, without what follows it.

The articles are read here by a few lines of our own, so that a fault of a reader cannot hide in the answers.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import pathlib
import re
from itertools import chain, pairwise
from typing import Any

import pytest
import yaml

ROOT = pathlib.Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
QUOTE_KEYS = {"text", "start", "end", "spans", "type", "speaker", "mention", "mention_start", "cue", "via", "continues"}
OPENERS = "“\"‘'«"
QUOTED_WORDS = re.compile(r"[“\"«‘]|(?<!\w)'")
SHA256_OF_THE_STARTING_ARTICLE = "35c58acb4ce353c947a1e7ae7dad2ec02e595587286d69aa7e99ae0d5bd5bd18"


def plain_article(file: pathlib.Path) -> tuple[dict[str, Any], str]:
    """The front matter and the text of a plain file."""
    head, text = file.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", maxsplit=1)
    meta = yaml.safe_load(head)
    assert isinstance(meta, dict)
    return meta, text.lstrip("\n")


def records(file: pathlib.Path) -> list[dict[str, Any]]:
    """The records of a .jsonl or .jsonl.gz file."""
    raw = file.read_bytes()
    lines = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def article_texts() -> dict[str, str]:
    """The text of every sample article by its id."""
    texts: dict[str, str] = {}
    for file in sorted(path for path in CORPUS.rglob("*") if path.is_file()):
        if file.suffix in {".txt", ".md"}:
            texts[file.relative_to(CORPUS).with_suffix("").as_posix()] = plain_article(file)[1]
        else:
            texts.update((record["id"], record["text"]) for record in records(file))
    return texts


TEXTS = article_texts()
EXPECTED = [
    json.loads(line)
    for line in (ROOT / "tests/samples/expected.jsonl").read_text(encoding="utf-8").split("\n")
    if line.strip()
]
each_article = pytest.mark.parametrize("answer", EXPECTED, ids=[answer["id"] for answer in EXPECTED])


def every_quote(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return sorted(answer["quotes"] + answer.get("debatable", []), key=lambda quote: quote["start"])


def test_every_article_has_one_answer() -> None:
    assert sorted(answer["id"] for answer in EXPECTED) == sorted(TEXTS)


def test_the_starting_article_is_byte_for_byte_the_printed_one() -> None:
    body = (CORPUS / "assad-putin-sochi.txt").read_bytes().split(b"\n---\n\n", maxsplit=1)[1]
    assert hashlib.sha256(body).hexdigest() == SHA256_OF_THE_STARTING_ARTICLE


def test_wire_copy_stands_in_two_files_with_one_body() -> None:
    assert TEXTS["wire/umm-tarfah-fire"] == TEXTS["gulf/flames-put-out"]
    assert TEXTS["gulf/tarfah-fire-reprint"].endswith(TEXTS["wire/umm-tarfah-fire"])


@each_article
def test_quotes_are_what_stands_between_their_offsets(answer: dict[str, Any]) -> None:
    text = TEXTS[answer["id"]]
    for quote in every_quote(answer):
        spans = quote["spans"]
        assert set(quote) == QUOTE_KEYS
        assert quote["text"] == text[quote["start"] : quote["end"]] == quote["text"].strip()
        assert [spans[0][0], spans[-1][1]] == [quote["start"], quote["end"]]
        assert list(chain(*spans)) == sorted(set(chain(*spans)))
        assert "\n\n" not in quote["text"]


@each_article
def test_quotes_come_in_order_and_share_no_character(answer: dict[str, Any]) -> None:
    assert answer["quotes"] == sorted(answer["quotes"], key=lambda quote: quote["start"])
    spans = sorted(span for quote in every_quote(answer) for span in quote["spans"])
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@each_article
def test_mentions_stand_where_they_are_said_to_and_outside_the_quote(answer: dict[str, Any]) -> None:
    text = TEXTS[answer["id"]]
    for quote in every_quote(answer):
        if quote["mention"] is None:
            assert quote["mention_start"] is None
            assert quote["cue"] is None
            continue
        start, end = quote["mention_start"], quote["mention_start"] + len(quote["mention"])
        assert text[start:end] == quote["mention"]
        assert all(end <= first or last <= start for first, last in quote["spans"])


@each_article
def test_cue_and_via_stand_in_the_paragraph_of_the_quote(answer: dict[str, Any]) -> None:
    text = TEXTS[answer["id"]]
    for quote in every_quote(answer):
        first = text.rfind("\n\n", 0, quote["start"]) + 1
        last = text.find("\n\n", quote["end"])
        paragraph = " ".join(text[first : last if last >= 0 else len(text)].split())
        assert quote["cue"] is None or quote["cue"] in paragraph
        if quote["via"] is not None and quote["via"] not in {"Radio Dalmor", "Ostrel One"}:  # "the station"
            assert quote["via"].removeprefix("the ") in paragraph


@each_article
def test_names_of_speakers_stand_in_the_article(answer: dict[str, Any]) -> None:
    folded = " ".join(TEXTS[answer["id"]].casefold().split())
    for quote in every_quote(answer):
        assert quote["speaker"] is None or quote["speaker"].casefold() in folded


@each_article
def test_direct_speech_begins_after_a_mark_a_label_or_the_paragraph_before(answer: dict[str, Any]) -> None:
    text = TEXTS[answer["id"]]
    starts = [start for quote in answer["quotes"] if quote["type"] == "direct" for start, _ in quote["spans"]]
    assert all(text[:start].rstrip(" ").endswith((*OPENERS, ":", "\n\n")) for start in starts)


@each_article
def test_reported_speech_is_mixed_exactly_when_it_holds_quoted_words(answer: dict[str, Any]) -> None:
    for quote in answer["quotes"]:
        if quote["type"] != "direct":
            assert quote["type"] in {"indirect", "mixed"}
            assert bool(QUOTED_WORDS.search(quote["text"])) == (quote["type"] == "mixed")


@each_article
def test_speech_goes_on_by_the_same_speaker(answer: dict[str, Any]) -> None:
    for index, quote in enumerate(answer["quotes"]):
        if quote["continues"] is not None:
            assert quote["continues"] == index - 1
            assert answer["quotes"][index - 1]["speaker"] == quote["speaker"]
            assert quote["mention"] is None
