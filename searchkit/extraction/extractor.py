"""The extractor: turns an article into paragraphs and quotes with speakers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from searchkit.extraction import VERSION
from searchkit.extraction.attribution.attribute import Attribution
from searchkit.extraction.attribution.relays import Relays
from searchkit.extraction.clause_model.second_pass import SecondPass
from searchkit.extraction.entities.coreference import Discourse
from searchkit.extraction.entities.introductions import build_register
from searchkit.extraction.models import RULES, Models
from searchkit.extraction.quotes import build_quotes
from searchkit.extraction.tagged_article import tag_article
from searchkit.model.article import Article
from searchkit.model.frozen import replace
from searchkit.model.passage import Extraction
from searchkit.text.composition import compose


@dataclass(frozen=True, slots=True)
class Extractor:
    """Extracts quotes with its models and parser; deterministic.

    Without `models` only the rules decide. A `second_pass` over the sentences finds more indirect speech by syntax.
    """

    models: Models = RULES
    second_pass: SecondPass | None = None
    version: ClassVar[int] = VERSION

    def extract(self, article: Article) -> Extraction:
        """Find the paragraphs and the quotes of an article, each in the order of their start.

        Names in the result have composed accents; a quote's `mention` is the text as written in the article.
        """
        composed = compose(article.text)
        tagged = tag_article(replace(article, text=composed.text))
        register = build_register(tagged.naming_sentences())
        reread = self.second_pass.parse(tagged.narration()) if self.second_pass is not None else None
        attribution = Attribution(
            Discourse(composed.text, register), Relays(register, article.source), self.models, reread
        )
        for number, sentences in tagged.sentences.items():
            if number in tagged.turns:
                attribution.add_turn(tagged.turns[number])
            elif tagged.may_quote(number):
                attribution.add_paragraph(sentences)
        return Extraction(
            article,
            tuple(
                replace(paragraph, start=composed.origin(paragraph.start), end=composed.origin(paragraph.end))
                for paragraph in tagged.paragraphs
            ),
            build_quotes(article, composed, tagged.paragraphs, attribution),
        )
