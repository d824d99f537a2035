"""The adapter, with a model where one is installed, and what is said where none is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import pytest

from searchkit.errors import ParserMissing
from searchkit.extraction.bundled import load_extractor
from searchkit.extraction.dependency.spacy import SpacyParser, load_parser
from searchkit.model.article import Article
from searchkit.render.advice import error_text

MODEL = next(
    (point.name for point in entry_points(group="spacy_models") if point.name.startswith("en_core_web_sm")), None
)
with_model = pytest.mark.skipif(MODEL is None, reason="no English model of spaCy is installed")
without_spacy = pytest.mark.skipif(find_spec("spacy") is not None, reason="spaCy is installed")
TEXT = "Ada Pell accused the council of hiding the report. “We will publish it,” said Ben Oduya, who chairs it."


def test_no_parser_is_asked_for_by_default() -> None:
    assert load_extractor().second_pass is None


@without_spacy
def test_without_spacy_the_hint_says_how_to_install_it() -> None:
    with pytest.raises(ParserMissing) as caught:
        load_extractor("en_core_web_sm")
    assert error_text(caught.value, "my-archive") == (
        "the parser en_core_web_sm cannot be used: spaCy is not installed; run: pip install 'spacy>=3.8,<3.9'"
    )
    assert caught.value.exit_code == 2


@pytest.mark.skipif(find_spec("spacy") is None, reason="spaCy is not installed")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["en_core_web_nowhere", ".", "/", "json", "pip"])
def test_only_an_installed_model_is_loaded(name: str) -> None:
    with pytest.raises(ParserMissing, match="no such model is installed") as caught:
        load_extractor(name)
    assert caught.value.command == ("python", "-m", "spacy", "download", name)


def test_a_parser_is_given_what_utf_8_can_write() -> None:
    given: list[str] = []

    class Pipeline:
        def pipe(self, texts: Iterable[str], batch_size: int) -> Iterator[list[object]]:
            assert batch_size > 1
            for text in texts:
                given.append(text)
                yield []

    assert list(SpacyParser(Pipeline()).parse(["It\ud800 leaks.", "It leaks."])) == [(), ()]
    assert given == ["It\ufffd leaks.", "It leaks."]


@with_model
@pytest.mark.filterwarnings("ignore")
def test_tokens_stand_where_they_say() -> None:
    first, second = load_parser(str(MODEL)).parse([TEXT, ""])
    assert [TEXT[token.start : token.end] for token in first][:3] == ["Ada", "Pell", "accused"]
    assert (first[1].label, first[1].head, second) == ("nsubj", 2, ())


@with_model
@pytest.mark.filterwarnings("ignore")
def test_a_real_parse_finds_more_and_the_same_twice() -> None:
    article = Article("a", TEXT, "a.txt")
    once, twice = (load_extractor(MODEL).extract(article) for _ in range(2))
    assert once == twice
    assert [(quote.speaker, quote.type) for quote in once.quotes] == [("Ada Pell", "indirect"), ("Ben Oduya", "direct")]


def test_extraction_and_indexing_never_import_spacy_unasked(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")
    script = "import sys; from searchkit import Archive; Archive('.').update(); print([n for n in sys.modules if n.endswith(('spacy', 'dependency.second_pass'))])"
    ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
