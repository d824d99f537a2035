"""Article in, passages out: the one way into this room."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from searchkit.extraction.attribution.attribute import Attribution
from searchkit.extraction.attribution.relays import Relays
from searchkit.extraction.clause_model.second_pass import SecondPass
from searchkit.extraction.document.all_caps import is_all_caps, uncapitalize
from searchkit.extraction.document.paragraphs import find_body_start, find_paragraphs
from searchkit.extraction.document.quotation_marks import find_quoted_spans
from searchkit.extraction.document.sentences import split_sentences
from searchkit.extraction.document.tokens import Sentence, TokenKind, tokenize, tokenize_narration
from searchkit.extraction.document.transcripts import find_turns
from searchkit.extraction.entities.attributed_quote import AttributedQuote
from searchkit.extraction.entities.coreference import Discourse
from searchkit.extraction.entities.introductions import build_register
from searchkit.extraction.mentions.names import Casing, find_names
from searchkit.extraction.mentions.sentence import TaggedSentence, tag_sentence
from searchkit.extraction.models import RULES, Models
from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Paragraph, Quote, quote_id
from searchkit.text.composition import Composed, compose

_NAMING_KINDS = frozenset({"title", "standfirst", "body", "caption"})
_QUOTED_KINDS = frozenset({"standfirst", "body"})
_LONG = 4  # letters: shorter words have no capital in any headline


def extract(article: Article, models: Models = RULES, rereader: SecondPass | None = None) -> Extraction:
    """The paragraphs and quotes of an article, both in order: the same article and models always give the same passages.

    A `rereader` that knows syntax finds more of what is reported in other words. Names come with their accents composed,
    however the article writes them; a mention is what stands in the text.
    """
    letters = compose(article.text)
    paragraphs = find_paragraphs(replace(article, text=letters.text))
    all_caps = is_all_caps(letters.text)
    sentences = _tagged_sentences(letters.text, paragraphs, all_caps=all_caps)
    naming = (n for n in sentences if not all_caps or paragraphs[n].kind != "title")
    register = build_register(
        [sentence for n in naming for sentence in sentences[n] if all_caps or _names_people(paragraphs[n], sentence)]
    )
    turns = {turn.paragraph: turn for turn in find_turns(letters.text, paragraphs)}
    rereading = rereader.of(_narrated(paragraphs, sentences, turns)) if rereader is not None else None
    attribution = Attribution(Discourse(letters.text, register), Relays(register, article.source), models, rereading)
    for number, several in sentences.items():
        if number in turns:
            attribution.add_turn(turns[number])
        elif paragraphs[number].kind in _QUOTED_KINDS:
            attribution.add_paragraph(several)
    return Extraction(
        article,
        tuple(replace(one, start=letters.origin(one.start), end=letters.origin(one.end)) for one in paragraphs),
        _quotes(article, letters, paragraphs, attribution),
    )


def narrated(article: Article) -> list[TaggedSentence]:
    """The sentences of an article in which somebody may be quoted, in order."""
    paragraphs = find_paragraphs(article)
    turns = frozenset(turn.paragraph for turn in find_turns(article.text, paragraphs))
    sentences = _tagged_sentences(article.text, paragraphs, all_caps=is_all_caps(article.text))
    return _narrated(paragraphs, sentences, turns)


def _narrated(
    paragraphs: Sequence[Paragraph], sentences: Mapping[int, Sequence[TaggedSentence]], turns: Container[int]
) -> list[TaggedSentence]:
    quoted = (n for n in sentences if paragraphs[n].kind in _QUOTED_KINDS and n not in turns)
    return [sentence for n in quoted for sentence in sentences[n]]


def _tagged_sentences(text: str, paragraphs: Sequence[Paragraph], *, all_caps: bool) -> dict[int, list[TaggedSentence]]:
    """The sentences of each paragraph that can name anybody, by the paragraph's place."""
    sentences: dict[int, list[Sentence]] = {}
    lower: set[str] = set()
    capital: set[str] = set()
    for number, paragraph in enumerate(paragraphs):
        if paragraph.kind not in _NAMING_KINDS:
            continue
        start = find_body_start(text, paragraph)
        following = paragraphs[number + 1].start if number + 1 < len(paragraphs) else len(text)
        stretches = find_quoted_spans(text, start, paragraph.end, runs_on=text.startswith("‘", following))
        sentences[number] = split_sentences(tokenize_narration(text, start, paragraph.end, stretches), number)
        if all_caps:
            sentences[number] = [uncapitalize(sentence) for sentence in sentences[number]]
        for sentence in sentences[number]:
            lower.update(token.low for token in sentence.tokens if not token.capital)
            if paragraph.kind != "title":
                capital.update(token.low for token in sentence.tokens[1:] if token.capital)
        for stretch in stretches:
            lower.update(token.low for token in tokenize(text, stretch.start, stretch.end) if not token.capital)
    casing = Casing(lower, capital)
    return {
        number: [tag_sentence(text, sentence, find_names(text, sentence.tokens, casing)) for sentence in several]
        for number, several in sentences.items()
    }


def _names_people(paragraph: Paragraph, sentence: TaggedSentence) -> bool:
    """Whether capitals in a sentence show names: not in a headline that capitalises every word, nor in a line of capitals."""
    if all(token.text.isupper() for token in sentence.tokens if token.kind is TokenKind.WORD):
        return False
    if paragraph.kind != "title":
        return True
    long = [token for token in sentence.tokens[1:] if token.kind is TokenKind.WORD and len(token.text) >= _LONG]
    return sum(not token.capital for token in long) * 2 >= len(long)


def _quotes(
    article: Article, letters: Composed, paragraphs: Sequence[Paragraph], attribution: Attribution
) -> tuple[Quote, ...]:
    """The quotes with their ids, in the order of their start."""
    ids: dict[int, str] = {}
    taken: set[str] = set()
    out: list[Quote] = []
    for one in sorted([*attribution.out, *attribution.asides], key=lambda one: (one.start, one.end)):
        own_id = quote_id(article.id, letters.origin(one.start), letters.origin(one.end), taken)
        if own_id in taken:
            continue
        taken.add(own_id)
        ids[id(one)] = own_id
        continues = ids.get(id(one.continues)) if one.continues is not None else None
        weighed = attribution.models.confidence(one.report.type, one.evidence)
        confidence = min(weighed, one.speaker.certainty)
        out.append(_quote(article.text, letters, one, own_id, paragraphs[one.paragraph].id, continues, confidence))
    return tuple(out)


def _quote(
    text: str,
    letters: Composed,
    one: AttributedQuote,
    id: str,
    paragraph: str,
    continues: str | None,
    confidence: float,
) -> Quote:
    report, mention, entity = one.report, one.report.mention, one.speaker.entity
    mentioned = (letters.origin(mention.start), letters.origin(mention.end)) if mention is not None else None
    role = mention.role if mention is not None and mention.role else None
    if role is None and entity is not None:
        role = entity.own_role
    return Quote(
        id=id,
        start=letters.origin(one.start),
        end=letters.origin(one.end),
        spans=tuple((letters.origin(start), letters.origin(end)) for start, end in one.spans),
        type=report.type,
        paragraph=paragraph,
        confidence=round(confidence, 2),
        speaker=one.speaker.name,
        mention=text[slice(*mentioned)] if mentioned else None,
        mention_start=mentioned[0] if mentioned else None,
        mention_end=mentioned[1] if mentioned else None,
        role=_in_one_line(role),
        cue=_in_one_line(report.cue),
        via=_in_one_line(one.via),
        continues=continues,
    )


def _in_one_line(written: str | None) -> str | None:
    """Words of a wrapped text as they would stand in one line."""
    return " ".join(written.split()) if written else None
