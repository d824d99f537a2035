"""Article in, passages out: the one way into this room."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.article import Article
from searchkit.passage import Extraction, Paragraph, Quote, quote_id
from searchkit.passages.attribution import Attributed, Paragraphs, attribute, attribute_turn
from searchkit.passages.marks import stretches_of
from searchkit.passages.mentions import Casing, names_in
from searchkit.passages.paragraphs import body_start, paragraphs_of
from searchkit.passages.people import build
from searchkit.passages.phrases import Reading, read
from searchkit.passages.relays import Relays
from searchkit.passages.scene import Scene
from searchkit.passages.sentences import sentences_of
from searchkit.passages.turns import turns_of
from searchkit.passages.units import Kind, narration, units_of

_NAMING_KINDS = frozenset({"title", "standfirst", "body", "caption"})
_QUOTED_KINDS = frozenset({"standfirst", "body"})


def extract(article: Article) -> Extraction:
    """The paragraphs and quotes of an article, both in order. The same article always gives the same passages."""
    paragraphs = paragraphs_of(article)
    readings = _read_all(article.text, paragraphs)
    register = build(
        [
            reading
            for number, several in readings.items()
            for reading in several
            if _names_people(paragraphs[number], reading)
        ]
    )
    state = Paragraphs(Scene(article.text, register), Relays(register, article.source))
    turns = {turn.paragraph: turn for turn in turns_of(article.text, paragraphs)}
    for number, several in readings.items():
        if paragraphs[number].kind not in _QUOTED_KINDS:
            continue
        if number in turns:
            attribute_turn(state, turns[number])
        elif several:
            attribute(state, several, number)
    return Extraction(article, paragraphs, _quotes(article, paragraphs, state.out))


def _read_all(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, list[Reading]]:
    """The sentences of each paragraph that may quote, with their names; keyed by the paragraph's place."""
    split = {}
    lower: set[str] = set()
    capital: set[str] = set()
    for number, paragraph in enumerate(paragraphs):
        if paragraph.kind not in _NAMING_KINDS:
            continue
        start = body_start(text, paragraph)
        following = text[paragraphs[number + 1].start] if number + 1 < len(paragraphs) else ""
        stretches = stretches_of(text, start, paragraph.end, runs_on=following == "‘")
        split[number] = sentences_of(narration(text, start, paragraph.end, stretches), number)
        for sentence in split[number]:
            lower.update(unit.low for unit in sentence.units if not unit.capital)
            if paragraph.kind != "title":
                capital.update(unit.low for unit in sentence.units[1:] if unit.capital)
        for stretch in stretches:
            lower.update(unit.low for unit in units_of(text, stretch.start, stretch.end) if not unit.capital)
    casing = Casing(lower, capital)
    return {
        number: [read(text, sentence, names_in(text, sentence.units, casing)) for sentence in sentences]
        for number, sentences in split.items()
    }


def _names_people(paragraph: Paragraph, reading: Reading) -> bool:
    """Whether capitals in a sentence show names: not in a headline that capitalises every word."""
    if paragraph.kind != "title":
        return True
    long = [unit for unit in reading.units[1:] if unit.kind is Kind.WORD and len(unit.text) > 3]  # noqa: PLR2004
    return sum(not unit.capital for unit in long) * 2 >= len(long)


def _quotes(article: Article, paragraphs: Sequence[Paragraph], found: Sequence[Attributed]) -> tuple[Quote, ...]:
    """The quotes with their ids, in the order of their start."""
    ids: dict[int, str] = {}
    taken: set[str] = set()
    out = []
    for one in sorted(found, key=lambda one: (one.start, one.report.spans[-1][1])):
        start, end = one.report.spans[0][0], one.report.spans[-1][1]
        id = quote_id(article.id, start, end, taken)
        if id in taken:
            continue
        taken.add(id)
        ids[id_of(one)] = id
        out.append(_quote(article.text, one, id, start, end, paragraphs, ids))
    return tuple(out)


def id_of(found: Attributed) -> int:
    """What identifies a found quote while ids are given out."""
    return id(found)


def _quote(
    text: str, one: Attributed, id: str, start: int, end: int, paragraphs: Sequence[Paragraph], ids: dict[int, str]
) -> Quote:
    report, mention = one.report, one.report.mention
    return Quote(
        id=id,
        start=start,
        end=end,
        spans=report.spans,
        type=report.type,
        paragraph=paragraphs[one.paragraph].id,
        confidence=round(report.evidence * one.speaker.certainty, 2),
        speaker=one.speaker.name,
        mention=text[mention.start : mention.end] if mention else None,
        mention_start=mention.start if mention else None,
        mention_end=mention.end if mention else None,
        role=_role(one),
        cue=report.cue,
        via=" ".join(one.via.split()) if one.via else None,
        continues=ids.get(id_of(one.continues)) if one.continues else None,
    )


def _role(one: Attributed) -> str | None:
    mention = one.report.mention
    if mention is not None and mention.role:
        return mention.role
    entity = one.speaker.entity
    return entity.roles[0] if entity is not None and entity.roles else None


QUOTE = Kind.QUOTE
