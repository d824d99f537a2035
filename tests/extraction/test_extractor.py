"""What holds for any text, and the article the project starts from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.extraction.bundled import load_extractor
from searchkit.fields import PARAGRAPH_KINDS, QUOTE_TYPES
from searchkit.model.article import Article
from searchkit.model.passage import Extraction

CORPUS = Path(__file__).parents[2] / "corpus"
PIECES = st.sampled_from(
    [
        "“", "”", '"', "'", "‘", "’", "«", "»", "„", "``", "''", "(", ")", "[", "\n", "\n\n", " ", ", ", ". ", "? ", ": ", " — ",
        "said", "told", "was quoted as saying", "according to", "that", "who", "he", "she", "it", "and", "the minister", "Ada Pell",
        "Ben Oduya", "al-Harbi", "van der", "CHAIR: ", "Q: ", "A: ", "By Ada Pell", "(Photo: MNA)", "MARWICK (MNA) – ", "Mr.", "U.S.",
        "quoted", "as", "citing", "1.5", "’s", "It leaks", "adding", "of", "Ministry", "Они сказали", "言った", "é", "e\u0301", "Zoe\u0308 Pen\u0303a", "\u0301", "\u2028", "\x00", "🙂",
    ]
)  # fmt: skip


def check(extraction: Extraction) -> None:
    text = extraction.article.text
    ends = [0]
    for paragraph in extraction.paragraphs:
        assert ends[-1] <= paragraph.start < paragraph.end <= len(text)
        assert text[paragraph.start : paragraph.end].strip() == text[paragraph.start : paragraph.end]
        assert paragraph.kind in PARAGRAPH_KINDS
        ends.append(paragraph.end)
    by_id = {paragraph.id: paragraph for paragraph in extraction.paragraphs}
    ids = [*by_id, *(quote.id for quote in extraction.quotes)]
    assert len(by_id) == len(extraction.paragraphs)
    assert len(set(ids)) == len(ids)
    assert [quote.start for quote in extraction.quotes] == sorted(quote.start for quote in extraction.quotes)
    for quote in extraction.quotes:
        paragraph = by_id[quote.paragraph]
        assert paragraph.start <= quote.start == quote.spans[0][0] < quote.end == quote.spans[-1][1] <= paragraph.end
        assert all(start < end for start, end in quote.spans)
        assert all(end <= start for (_, end), (start, _) in zip(quote.spans, quote.spans[1:], strict=False))
        assert quote.type in QUOTE_TYPES
        assert 0 <= quote.confidence <= 1
        assert quote.continues is None or quote.continues in ids
        if quote.mention is not None:
            assert text[quote.mention_start : quote.mention_end] == quote.mention


def test_accents_that_stand_apart_change_offsets_alone() -> None:
    text = """Zoë Peña, the mayor of Orléans, said the “naïve” plan was dead.

“Café after café is closing,” said Peña. “It is past belief.”

According to Ṣọlá Adé, an engineer, nothing was built. She added: “Not one stone.”
"""
    composed, apart = (
        load_extractor().extract(Article(id="a", text=written, path="a"))
        for written in (text, unicodedata.normalize("NFD", text))
    )
    check(apart)
    assert [quote.speaker for quote in apart.quotes] == ["Zoë Peña", "Zoë Peña", "Ṣọlá Adé", "Ṣọlá Adé"]
    assert [(quote.speaker, quote.role, quote.type, quote.cue) for quote in apart.quotes] == [
        (quote.speaker, quote.role, quote.type, quote.cue) for quote in composed.quotes
    ]
    for several in ("quotes", "paragraphs"):
        written = [unicodedata.normalize("NFC", apart.text_of(one)) for one in getattr(apart, several)]
        assert written == [composed.text_of(one) for one in getattr(composed, several)]


def test_a_letter_with_an_accent_that_cannot_be_part_of_it_is_no_end_of_a_name() -> None:
    text = "The well is dry, said So\u0323\u0301la\u0300 O\u0301ne\u0323\u0301, who dug it."
    [quote] = load_extractor().extract(Article(id="a", text=text, path="a")).quotes
    assert quote.speaker == unicodedata.normalize("NFC", "So\u0323\u0301la\u0300 O\u0301ne\u0323\u0301")


@given(st.text(max_size=400))
def test_any_text_comes_out_whole(text: str) -> None:
    check(load_extractor().extract(Article(id="a", text=text, path="a")))


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from([None, "Ada Pell", "It leaks"]))
def test_any_mixture_of_what_the_rules_look_for_comes_out_whole(text: str, title: str | None) -> None:
    article = Article(id="a", text=text, path="a", title=title, source="MNA")
    check(load_extractor().extract(article))
    assert load_extractor().extract(article) == load_extractor().extract(article)


@pytest.mark.parametrize(
    "piece", ["“", '"', "'", "‘a’ ", '"a" ', "a", "[(", ", said", "He said it was so. ", "Ada Pell, who ", "Q: a\n\n"]
)
def test_a_long_monotony_comes_out_whole(piece: str) -> None:
    check(load_extractor().extract(Article(id="a", text=piece * 5000, path="a")))


def test_text_that_is_not_english_gives_paragraphs_and_what_the_marks_show(
    extracted: Callable[..., Extraction],
) -> None:
    text = "Der Hafen ist zu.\n\n„Er leckt seit Jahren“, klagte Ada Pell."
    extraction = extracted(text)
    assert [paragraph.kind for paragraph in extraction.paragraphs] == ["body", "body"]
    assert [extraction.text_of(quote) for quote in extraction.quotes] == ["Er leckt seit Jahren"]


# The starting article: (its words' beginning, spans' end words, type, speaker, mention, cue, via).
SOCHI = [
    ("that foreign armed", "mixed", "{putin}", "{Putin}", "told", None, 1),
    ("{syrian}", "indirect", "the {kremlin}", "the {kremlin}", "said", None, 1),
    ("Stability is improving", "direct", "{assad}", "{Assad}", "told", "the {kremlin} website", 1),
    ("I’ve always said", "direct", "{assad}", "{he}", "added", None, 1),
    ("We know that will", "direct", "{assad}", "{Assad}", "was quoted as saying", None, 2),
    ("that foreign armed", "mixed", "{putin}", "{Putin}", "telling", "{tass}", 1),
    ("Given the victories", "direct", "{putin}", "the {russian} leader", "said", None, 1),
    ("{Assad} had informed", "indirect", "{peskov}", "{kremlin} {spokesperson} {peskov}", "According to", None, 1),
    ("The two leaders", "direct", "{peskov}", "the {kremlin} {spokesperson}", "added", None, 1),
]
AS_IT_IS = {
    "assad": "Bashar al-Assad", "Assad": "Assad", "he": "he", "syrian": "Syrian", "president": "President", "putin": "Vladimir Putin",
    "Putin": "Putin", "russian": "Russian", "kremlin": "Kremlin", "spokesperson": "spokesperson", "peskov": "Dmitry Peskov", "tass": "TASS",
}  # fmt: skip
CHANGES: list[dict[str, str]] = [
    {},
    {
        "assad": "Amina Okoro", "Assad": "Okoro", "he": "she", "putin": "Emmanuel Lavalle", "Putin": "Lavalle", "russian": "French",
        "kremlin": "Élysée", "spokesperson": "spokeswoman", "peskov": "Claire Moreau", "tass": "AFP",
    },
    {
        "assad": "Leila bin Tarek", "Assad": "bin Tarek", "he": "she", "syrian": "Oran", "president": "Prime Minister",
        "putin": "Johanna Van der Berg", "Putin": "Van der Berg", "russian": "Zandian", "kremlin": "Foreign Ministry",
        "spokesperson": "spokesman", "peskov": "Kofi Mensah", "tass": "ZNA",
    },
    {
        "assad": "Ngozi Adeyemi-Cole", "Assad": "Adeyemi-Cole", "he": "she", "syrian": "Ghanaian", "putin": "Wanjiru Kamau",
        "Putin": "Kamau", "russian": "Kenyan", "kremlin": "State House", "peskov": "J.R. Otieno", "tass": "Reuters",
    },
    {
        "assad": "Kim Sang-woo", "Assad": "Kim", "syrian": "Velan", "president": "Premier", "putin": "Tomas de la Cruz",
        "Putin": "de la Cruz", "russian": "Castillan", "kremlin": "Palace", "peskov": "Saara O’Neill", "tass": "Xinhua",
    },
]  # fmt: skip


def sochi(change: dict[str, str]) -> str:
    """The starting article, or a copy with its names, roles and countries changed."""
    text = (CORPUS / "assad-putin-sochi.txt").read_text(encoding="utf-8").split("\n---\n", 1)[1].lstrip("\n")
    new = AS_IT_IS | change
    changed = {old: new[key] for key, old in AS_IT_IS.items() if key not in {"he", "syrian", "president"}}
    changed |= {"Syrian President": f"{new['syrian']} {new['president']}", "” he added": f"” {new['he']} added"}
    longest_first = sorted(changed, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), lambda match: changed[match.group()], text)


@pytest.mark.parametrize("metadata", [{}, {"source": "Kurdistan 24", "date": "2018-05-17"}], ids=["text", "metadata"])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.get("assad", "as it is"))
def test_the_starting_article_and_copies_with_other_names(
    extracted: Callable[..., Extraction], change: dict[str, str], metadata: dict[str, str]
) -> None:
    text = sochi(change)
    new = AS_IT_IS | change
    extraction = extracted(text, **metadata)
    check(extraction)
    assert len(extraction.quotes) == len(SOCHI)
    for quote, (begins, type, speaker, mention, cue, via, spans) in zip(extraction.quotes, SOCHI, strict=True):
        assert extraction.text_of(quote).startswith(begins.format(**new))
        assert (quote.type, quote.cue, len(quote.spans)) == (type, cue, spans)
        assert (quote.speaker, quote.mention) == (speaker.format(**new), mention.format(**new))
        assert quote.via == (via.format(**new) if via else None)


def test_the_paragraphs_of_the_starting_article(extracted: Callable[..., Extraction]) -> None:
    kinds = [paragraph.kind for paragraph in extracted(sochi({})).paragraphs]
    assert kinds == ["title", "standfirst", *["body"] * 4, "caption", "repeat", *["body"] * 5, "repeat", "body"]
