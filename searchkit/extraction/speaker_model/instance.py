"""The question whose words a quote is: its candidates, and what the sentence and the quotes before it say of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.report import DIRECT, Report
from searchkit.extraction.entities.attributed_quote import AttributedQuote
from searchkit.extraction.entities.entity import Entity
from searchkit.extraction.entities.register import Register
from searchkit.extraction.mentions.mention import Mention
from searchkit.extraction.speaker_model.candidates import Candidate, candidates_of
from searchkit.extraction.speaker_model.features import Known, asked, of_candidate, of_nobody
from searchkit.extraction.speaker_model.model import Instance

_MEMORY = 24  # quotes looked back for a candidate's own


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a sentence: the sentences `before` and `behind` it, and the quotes before it."""

    before: Sequence[ReadSentence]
    behind: Sequence[ReadSentence]
    quotes: Sequence[AttributedQuote]
    register: Register


def instance_of(read: ReadSentence, at: int, claim: Report | None, around: Surroundings) -> Instance:
    """The question about the quote at token `at` of a sentence, which the report `claim` takes in, if any does."""
    candidates = candidates_of(read, at, around.before, around.behind)
    if claim is not None and claim.relay is not None:  # who passes it on did not say it
        candidates = [one for one in candidates if not is_same(one.mention, claim.relay)]
    claiming = claim.mention if claim is not None else None
    for mention, home in ((claiming, read), *((one.report.mention, None) for one in _voices(around.quotes))):
        if mention is not None and _number(candidates, mention) is None:
            candidates.append(Candidate(mention, home))
    one = asked(read, at, _claim(claim))
    claimed = _number(candidates, claiming) if claiming is not None else None
    features = [
        tuple(of_candidate(one, who, _known(read, who, around), claims=number == claimed))
        for number, who in enumerate(candidates)
    ]
    return Instance(read.sentence.tokens[at].inner_span, candidates, (*features, tuple(of_nobody(one))), claimed)


def is_same(one: Mention, other: Mention | None) -> bool:
    """Whether two mentions stand in the same place."""
    return other is not None and one.start < other.end and other.start < one.end


def _claim(claim: Report | None) -> str:
    if claim is None:
        return ""
    form = "alone" if claim.carried else "beside" if claim.cue is None else claim.type
    return form if claim.mention is not None else f"{form} by nobody"


def _number(candidates: Sequence[Candidate], mention: Mention) -> int | None:
    return next((number for number, one in enumerate(candidates) if is_same(one.mention, mention)), None)


def _voices(quotes: Sequence[AttributedQuote]) -> Iterator[AttributedQuote]:
    """The last quote and the last one before it that somebody else said."""
    if quotes:
        last = quotes[-1]
        yield last
        other = next((one for one in reversed(quotes) if one.speaker.name != last.speaker.name), None)
        if other is not None:
            yield other


def _known(read: ReadSentence, who: Candidate, around: Surroundings) -> Known:
    entity = around.register.by_offset.get(who.mention.start)
    spoke = entity is not None and any(one.speaker.entity is entity for one in around.quotes[-_MEMORY:])
    named = entity.full_mentions if entity is not None else 0
    return Known(spoke, named, tuple(_part_in_quotes(read, who.mention, entity, around)))


def _part_in_quotes(read: ReadSentence, mention: Mention, entity: Entity | None, around: Surroundings) -> Iterator[str]:
    for name, one in zip(("last voice", "other voice"), _voices(around.quotes), strict=False):
        as_mention = is_same(mention, one.report.mention)
        if as_mention or (entity is not None and one.speaker.entity is entity):
            gap = min(read.paragraph - one.paragraph, 2)
            kind = "direct" if one.report.type == DIRECT else "other"
            yield f"{name} {'itself' if as_mention else 'again'} {gap} {kind}"
