"""Builds the instance that the speaker model decides: the candidates of a quote and their features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.report import DIRECT, Report
from searchkit.extraction.entities.attributed_quote import AttributedQuote
from searchkit.extraction.entities.entity import Entity
from searchkit.extraction.entities.register import Register
from searchkit.extraction.mentions.mention import Mention
from searchkit.extraction.speaker_model.candidates import Candidate, find_candidates
from searchkit.extraction.speaker_model.features import CandidateHistory, candidate_features
from searchkit.extraction.speaker_model.model import Instance
from searchkit.extraction.speaker_model.nobody_features import nobody_features
from searchkit.extraction.speaker_model.quote_context import describe_quote

_MEMORY = 24  # earlier quotes in which a candidate may have spoken


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The sentences `before` and `after` a sentence, and the quotes before it."""

    before: Sequence[ReadSentence]
    after: Sequence[ReadSentence]
    quotes: Sequence[AttributedQuote]
    register: Register


def build_instance(read: ReadSentence, at: int, claim: Report | None, around: Surroundings) -> Instance:
    """Build the instance of the quote at token `at` of a sentence; `claim` is the report that contains the quote, if any."""
    candidates = find_candidates(read, at, around.before, around.after)
    if claim is not None and claim.relay is not None:  # a relay passes on the statement of the source
        candidates = [candidate for candidate in candidates if not mentions_overlap(candidate.mention, claim.relay)]
    claiming = claim.mention if claim is not None else None
    extra = [(claiming, read), *((quote.report.mention, None) for quote in _last_quotes(around.quotes))]
    for mention, mention_sentence in extra:
        if mention is not None and _find_index(candidates, mention) is None:
            candidates.append(Candidate(mention, mention_sentence))
    quote = describe_quote(read, at, _claim_kind(claim))
    claimed = _find_index(candidates, claiming) if claiming is not None else None
    features = [
        tuple(candidate_features(quote, candidate, _history_of(read, candidate, around), claims=index == claimed))
        for index, candidate in enumerate(candidates)
    ]
    span = read.sentence.tokens[at].inner_span
    return Instance(span, candidates, (*features, tuple(nobody_features(quote))), claimed)


def mentions_overlap(first: Mention, second: Mention | None) -> bool:
    """Whether two mentions share characters of the text."""
    return second is not None and first.start < second.end and second.start < first.end


def _claim_kind(claim: Report | None) -> str:
    if claim is None:
        return ""
    kind = "alone" if claim.uncued else "beside" if claim.cue is None else claim.type
    return kind if claim.mention is not None else f"{kind} by nobody"


def _find_index(candidates: Sequence[Candidate], mention: Mention) -> int | None:
    return next(
        (index for index, candidate in enumerate(candidates) if mentions_overlap(candidate.mention, mention)), None
    )


def _last_quotes(quotes: Sequence[AttributedQuote]) -> Iterator[AttributedQuote]:
    """Yield the last quote, and the last quote before it by another speaker."""
    if quotes:
        last = quotes[-1]
        yield last
        other = next((quote for quote in reversed(quotes) if quote.speaker.name != last.speaker.name), None)
        if other is not None:
            yield other


def _history_of(read: ReadSentence, candidate: Candidate, around: Surroundings) -> CandidateHistory:
    entity = around.register.by_offset.get(candidate.mention.start)
    spoke = entity is not None and any(quote.speaker.entity is entity for quote in around.quotes[-_MEMORY:])
    named = entity.full_mentions if entity is not None else 0
    return CandidateHistory(spoke, named, tuple(_turn_features(read, candidate.mention, entity, around)))


def _turn_features(read: ReadSentence, mention: Mention, entity: Entity | None, around: Surroundings) -> Iterator[str]:
    for name, quote in zip(("last voice", "other voice"), _last_quotes(around.quotes), strict=False):
        is_mention = mentions_overlap(mention, quote.report.mention)
        if is_mention or (entity is not None and quote.speaker.entity is entity):
            gap = min(read.paragraph - quote.paragraph, 2)
            kind = "direct" if quote.report.type == DIRECT else "other"
            yield f"{name} {'itself' if is_mention else 'again'} {gap} {kind}"
