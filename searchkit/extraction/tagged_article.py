"""An article split into paragraphs, turns of a transcript, and sentences with their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from searchkit.extraction.document.all_caps import is_all_caps, uncapitalize
from searchkit.extraction.document.paragraphs import find_body_start, find_paragraphs
from searchkit.extraction.document.quotation_marks import find_quoted_spans
from searchkit.extraction.document.sentences import Sentence, split_sentences
from searchkit.extraction.document.tokens import TokenKind, tokenize, tokenize_narration
from searchkit.extraction.document.transcripts import Turn, find_turns
from searchkit.extraction.mentions.names import Casing, find_names
from searchkit.extraction.mentions.sentence import TaggedSentence, tag_sentence
from searchkit.model.article import Article
from searchkit.model.passage import Paragraph

_NAMING_KINDS = frozenset({"title", "standfirst", "body", "caption"})
_QUOTED_KINDS = frozenset({"standfirst", "body"})
_LONG = 4  # letters: headlines do not capitalise shorter words


@dataclass(frozen=True, slots=True)
class TaggedArticle:
    """The paragraphs of an article, and by paragraph number its tagged `sentences` and its `turns` of a transcript.

    Only paragraphs that can contain names have sentences. `all_caps`: the article has no lower-case letters.
    """

    paragraphs: Sequence[Paragraph]
    sentences: Mapping[int, Sequence[TaggedSentence]]
    turns: Mapping[int, Turn]
    all_caps: bool

    def may_quote(self, number: int) -> bool:
        """Whether a paragraph is of a kind that may contain quotes."""
        return self.paragraphs[number].kind in _QUOTED_KINDS

    def narration(self) -> list[TaggedSentence]:
        """The sentences that may contain quotes, in order, without those of a transcript."""
        numbers = (n for n in self.sentences if self.may_quote(n) and n not in self.turns)
        return [sentence for n in numbers for sentence in self.sentences[n]]

    def naming_sentences(self) -> list[TaggedSentence]:
        """The sentences whose capitals show names, in order."""
        numbers = (n for n in self.sentences if not self.all_caps or self.paragraphs[n].kind != "title")
        return [
            sentence
            for n in numbers
            for sentence in self.sentences[n]
            if self.all_caps or _shows_names(self.paragraphs[n], sentence)
        ]


def tag_article(article: Article) -> TaggedArticle:
    """Split an article, whose accents are composed, into paragraphs and sentences, and find the names in them."""
    paragraphs = find_paragraphs(article)
    all_caps = is_all_caps(article.text)
    sentences = _tag_sentences(article.text, paragraphs, all_caps=all_caps)
    turns = {turn.paragraph: turn for turn in find_turns(article.text, paragraphs)}
    return TaggedArticle(paragraphs, sentences, turns, all_caps)


def _tag_sentences(text: str, paragraphs: Sequence[Paragraph], *, all_caps: bool) -> dict[int, list[TaggedSentence]]:
    sentences: dict[int, list[Sentence]] = {}
    lower: set[str] = set()
    capital: set[str] = set()
    for number, paragraph in enumerate(paragraphs):
        if paragraph.kind not in _NAMING_KINDS:
            continue
        start = find_body_start(text, paragraph)
        following = paragraphs[number + 1].start if number + 1 < len(paragraphs) else len(text)
        quoted = find_quoted_spans(text, start, paragraph.end, runs_on=text.startswith("‘", following))
        sentences[number] = split_sentences(tokenize_narration(text, start, paragraph.end, quoted), number)
        if all_caps:
            sentences[number] = [uncapitalize(sentence) for sentence in sentences[number]]
        for sentence in sentences[number]:
            lower.update(token.low for token in sentence.tokens if not token.capital)
            if paragraph.kind != "title":
                capital.update(token.low for token in sentence.tokens[1:] if token.capital)
        for span in quoted:
            lower.update(token.low for token in tokenize(text, span.start, span.end) if not token.capital)
    casing = Casing(lower, capital)
    return {
        number: [
            tag_sentence(text, sentence, find_names(text, sentence.tokens, casing)) for sentence in paragraph_sentences
        ]
        for number, paragraph_sentences in sentences.items()
    }


def _shows_names(paragraph: Paragraph, sentence: TaggedSentence) -> bool:
    """Whether capitals in a sentence show names: not in a line of capitals, nor in a headline that capitalises all words."""
    if all(token.text.isupper() for token in sentence.tokens if token.kind is TokenKind.WORD):
        return False
    if paragraph.kind != "title":
        return True
    long = [token for token in sentence.tokens[1:] if token.kind is TokenKind.WORD and len(token.text) >= _LONG]
    return sum(not token.capital for token in long) * 2 >= len(long)
