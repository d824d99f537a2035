"""What a sentence offers as reports, each with its features: stretches of the parse and of the model of clauses, for each
speaker that either of them sees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.report import DIRECT, INDIRECT, MIXED, Report
from searchkit.extraction.dependency.candidates import Candidate, candidates_of
from searchkit.extraction.dependency.clause_spans import Claimed, Parts, claimed_of, parts_of
from searchkit.extraction.dependency.model import Context, features_of
from searchkit.extraction.dependency.sources import NOBODY, mention_of
from searchkit.extraction.dependency.tree import ParsedSpan, ParsedToken, Tree
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.mentions.mention import Mention
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.model.passage import Span

_MOST = 60  # candidates of one sentence, so that no heap of verbs is slow
_MOST_SPEAKERS = 2  # of one cue


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate with its features and the report it would make."""

    candidate: Candidate
    features: Sequence[str]
    report: Report


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who may speak by a cue: the mention, and who sees it so, the parse, a claim or both."""

    mention: Mention | None
    by: str


def offers_of(read: ReadSentence, tokens: Sequence[ParsedToken], model: ClauseModel | None) -> list[Offer]:
    """The candidates of a sentence beside its direct quotes."""
    sentence = read.sentence
    begin = sentence.tokens[0].start
    tree = Tree(sentence.text[begin : sentence.tokens[-1].end], begin, tokens)
    claimed: dict[int, list[Claimed]] = {}
    for one in claimed_of(read, tree, model):
        claimed.setdefault(one.cue, []).append(one)
    taken = [parts_of(tree, report.spans) for report in read.reports if report.type != DIRECT]
    direct = [span for report in read.reports if report.type == DIRECT for span in report.spans]
    candidates = _candidates(sentence, tree, claimed)
    ground = _Ground(
        sentence, tree, claimed, [parts for parts in taken if parts], Counter(one.cue for one in candidates)
    )
    relays = [report.relay for report in read.reports if report.relay is not None]
    offers = (offer for one in candidates for offer in ground.offers(one) if not _relays(offer.report, relays))
    return [offer for offer in offers if not overlap(offer.report.spans, direct)]


def _relays(report: Report, relays: Sequence[Mention]) -> bool:
    """Whether a report is by somebody who only passes on what another says, as in "“…,” Pell said, according to a readout"."""
    return report.mention is not None and any(_is_same(report.mention, relay) for relay in relays)


def overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether any two spans share a character."""
    return any(start < end2 and start2 < end for start, end in one for start2, end2 in other)


def _candidates(sentence: TaggedSentence, tree: Tree, claimed: dict[int, list[Claimed]]) -> list[Candidate]:
    """What the parse shows, each only once for a cue, and what is only claimed."""
    quoted = [_is_quoted(sentence, tree.offset(at)) for at in range(len(tree.tokens))]
    found: dict[tuple[Parts, int], Candidate] = {}
    for one in islice(candidates_of(tree, quoted), _MOST):
        found.setdefault((one.parts, one.cue), one)
    holders = {one.cue: one.holder for one in found.values()}
    for cue, several in claimed.items():
        for claim in several:
            label = tree.label(claim.parts[0][0])
            holder = holders.get(cue, NOBODY)
            only = Candidate(cue, claim.parts, "rule", label, "rule", "rule", holder)
            found.setdefault((claim.parts, cue), only)
    return list(found.values())


def _is_quoted(sentence: TaggedSentence, offset: int) -> bool:
    at = sentence.token_at(offset)
    return at is not None and sentence.is_quote(at)


def _is_same(one: Mention | None, other: Mention | None) -> bool:
    return one is other or (one is not None and other is not None and one.start < other.end and other.start < one.end)


@dataclass(frozen=True, slots=True)
class _Ground:
    """A sentence with its parse and what is claimed in it; the mentions of its tokens are made once."""

    sentence: TaggedSentence
    tree: Tree
    claimed: dict[int, list[Claimed]]
    taken: Sequence[Parts]
    rivals: Counter[int]
    mentions: dict[int, Mention | None] = field(default_factory=dict)

    def offers(self, one: Candidate) -> Iterator[Offer]:
        """A candidate with each of its cue's speakers."""
        for voice in self._voices(one):
            report = self._report(one, voice.mention)
            context = Context(
                voice.mention,
                voice.by,
                self._standing(one),
                *self._claim(one, voice.mention),
                bool(report.quotes),
                self.rivals[one.cue],
            )
            yield Offer(one, features_of(self.tree, one, context), report)

    def _voices(self, one: Candidate) -> list[Voice]:
        """Who may speak: the holder that the parse shows, and the speakers of the likeliest claims."""
        shown = self._mention(one.holder.token)
        out: list[Voice] = []
        claimed = self.claimed.get(one.cue, ())
        relayed = [claim for claim in claimed if claim.report.relay is not None]
        if relayed:  # "The Courier quoted Pell as saying": a parse takes the Courier for the speaker
            return [Voice(relayed[0].mention, relayed[0].source)]
        for claim in claimed:
            if not any(_is_same(claim.mention, voice.mention) for voice in out):
                both = shown is not None and _is_same(claim.mention, shown)
                out.append(Voice(claim.mention, "both" if both else claim.source))
        out = out[:_MOST_SPEAKERS]
        if not out or not (shown is None or any(_is_same(shown, voice.mention) for voice in out)):
            out.append(Voice(shown, "parse" if shown is not None else "nobody"))
        return out

    def _claim(self, one: Candidate, mention: Mention | None) -> tuple[float, float]:
        """How probable the model of clauses has this stretch by this speaker, and the likeliest of the cue."""
        several = self.claimed.get(one.cue, ())
        same = (claim.probability for claim in several if claim.parts == one.parts and _is_same(claim.mention, mention))
        return next(same, 0.0), several[0].probability if several else 0.0

    def _report(self, one: Candidate, mention: Mention | None) -> Report:
        spans = tuple(self._span(part) for part in one.parts)
        quotes = (at for at, token in enumerate(self.sentence.tokens) if token.kind is TokenKind.QUOTE)
        taken = frozenset(at for at in quotes if overlap(spans, [self.sentence.tokens[at].inner_span]))
        kind = MIXED if taken else INDIRECT
        several = self.claimed.get(one.cue, ())
        akin = next((claim for claim in several if claim.parts == one.parts), several[0] if several else None)
        if akin is not None:
            if akin.parts == one.parts:
                spans, taken = akin.report.spans, taken | akin.report.quotes
            return replace(akin.report, spans=spans, type=kind, mention=mention, quotes=taken, aside=not akin.by_rule)
        cue = self.tree.text[self.tree.tokens[one.cue].start : self.tree.tokens[one.cue].end]
        return Report(spans, kind, mention, cue, 0.0, taken, weighed=True, aside=True)

    def _span(self, part: ParsedSpan) -> Span:
        """The text of a part; quoted text at an edge is taken in whole, with its marks."""
        start, end = self.tree.offset(part[0]), self.tree.offset_behind(part[1] - 1)
        first, last = self.sentence.token_at(start), self.sentence.token_at(end - 1)
        if first is not None and self.sentence.is_quote(first):
            start = self.sentence.tokens[first].start
        if last is not None and self.sentence.is_quote(last):
            end = self.sentence.tokens[last].end
        return start, end

    def _mention(self, token: int | None) -> Mention | None:
        if token is None:
            return None
        if token not in self.mentions:
            self.mentions[token] = mention_of(self.sentence, self.tree, token)
        return self.mentions[token]

    def _standing(self, one: Candidate) -> str:
        """How a candidate stands to what is found without the parse: the same, inside or across, and which edge they share."""
        if one.parts in self.taken:
            return "same"
        first, last = one.parts[0][0], one.parts[-1][1]
        for parts in self.taken:
            if first < parts[-1][1] and parts[0][0] < last:
                where = "in" if parts[0][0] <= first and last <= parts[-1][1] else "over"
                edge = "start" if parts[0][0] == first else "end" if parts[-1][1] == last else "neither"
                return f"{where} {edge}"
        return "elsewhere" if self.taken else "none"
