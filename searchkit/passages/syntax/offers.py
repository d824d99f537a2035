"""What a sentence's parse offers as reports, each with its features, and what the rules say to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from searchkit.passage import Span
from searchkit.passages.mentions import Mention
from searchkit.passages.reading import Reading
from searchkit.passages.report import DIRECT, INDIRECT, MIXED, Report
from searchkit.passages.syntax.clausal import Candidate, candidates_of
from searchkit.passages.syntax.holders import NOBODY, mention_of
from searchkit.passages.syntax.tree import Stretch, Token, Tree
from searchkit.passages.syntax.weighing import Context, features_of
from searchkit.passages.unclaimed import Read
from searchkit.passages.units import Kind

_EVIDENCE = 0.85
_MOST = 60  # candidates of one sentence, so that no heap of verbs is slow

Parts = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate with its features and the report it would make; `by_rule` says that the rules report the same."""

    candidate: Candidate
    features: Sequence[str]
    report: Report
    by_rule: bool


def offers_of(read: Read, tokens: Sequence[Token]) -> list[Offer]:
    """The candidates of a sentence beside its direct quotes; what the rules report otherwise is among them."""
    reading = read.reading
    begin = reading.units[0].start
    tree = Tree(reading.text[begin : reading.units[-1].end], begin, tokens)
    rules = {_parts_of(tree, report.spans): report for report in read.reports if report.type != DIRECT}
    direct = [span for report in read.reports if report.type == DIRECT for span in report.spans]
    candidates = _candidates(reading, tree, rules)
    rivals = Counter(one.cue for one in candidates)
    by_cue = {_cue_of(tree, report, parts): report for parts, report in rules.items() if parts}
    ground = _Ground(reading, tree, rules, by_cue)
    offers = (ground.offer(one, rivals[one.cue]) for one in candidates)
    return [offer for offer in offers if not overlap(offer.report.spans, direct)]


def overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether any two spans share a character."""
    return any(start < end2 and start2 < end for start, end in one for start2, end2 in other)


def _candidates(reading: Reading, tree: Tree, rules: Mapping[Parts, Report]) -> list[Candidate]:
    """What the parse shows, each only once for a cue, and what only the rules find."""
    quoted = [_is_quoted(reading, tree.offset(at)) for at in range(len(tree.tokens))]
    found: dict[tuple[Parts, int], Candidate] = {}
    for one in islice(candidates_of(tree, quoted), _MOST):
        found.setdefault((one.parts, one.cue), one)
    shown = {parts for parts, _ in found}
    only = [(parts, report) for parts, report in rules.items() if parts and parts not in shown]
    by_rules = [
        Candidate(_cue_of(tree, report, parts), parts, "rule", tree.label(parts[0][0]), "rule", "rule", NOBODY)
        for parts, report in only
    ]
    return [*found.values(), *by_rules]


def _is_quoted(reading: Reading, offset: int) -> bool:
    at = reading.unit_at(offset)
    return at is not None and reading.is_quote(at)


def _parts_of(tree: Tree, spans: Sequence[Span]) -> Parts:
    """The tokens that spans of text take in, without points at their ends."""
    parts = (tree.trimmed(tree.from_offset(start), tree.from_offset(end)) for start, end in spans)
    return tuple(part for part in parts if part is not None)


def _cue_of(tree: Tree, report: Report, parts: Parts) -> int:
    """The token of a rule's cue that stands nearest to what it reports."""
    written = (report.cue or "").split()[-1:]
    places = [at for at, low in enumerate(tree.lows) if written and low == written[0].lower().replace("’", "'")]
    return min(places, key=lambda at: abs(at - parts[0][0]), default=max(0, parts[0][0] - 1))


@dataclass(frozen=True, slots=True)
class _Ground:
    """A sentence with its parse and what the rules report in it; the mentions of its tokens are made once."""

    reading: Reading
    tree: Tree
    rules: Mapping[Parts, Report]
    by_cue: Mapping[int, Report]
    mentions: dict[int, Mention | None] = field(default_factory=dict)

    def offer(self, one: Candidate, rivals: int) -> Offer:
        """A candidate as an offer; `rivals` is how many its cue has."""
        report = self._report(one)
        rule = self.rules.get(one.parts)
        if rule is not None:
            report = replace(rule, quotes=rule.quotes | report.quotes)
        context = Context(report.mention, self._standing(one), bool(report.quotes), rivals)
        return Offer(one, features_of(self.tree, one, context), report, rule is not None)

    def _report(self, one: Candidate) -> Report:
        spans = tuple(self._span(part) for part in one.parts)
        quotes = (at for at, unit in enumerate(self.reading.units) if unit.kind is Kind.QUOTE)
        taken = frozenset(at for at in quotes if overlap(spans, [self.reading.units[at].inside]))
        type = MIXED if taken else INDIRECT
        akin = self.by_cue.get(one.cue)
        if akin is not None:
            mention = akin.mention or self._mention(one.holder.token)
            return replace(akin, spans=spans, type=type, mention=mention, quotes=taken)
        cue = self.tree.text[self.tree.tokens[one.cue].start : self.tree.tokens[one.cue].end]
        return Report(spans, MIXED if taken else INDIRECT, self._mention(one.holder.token), cue, _EVIDENCE, taken)

    def _span(self, part: Stretch) -> Span:
        """The text of a part; quoted text at an edge is taken in whole, with its marks."""
        start, end = self.tree.offset(part[0]), self.tree.offset_behind(part[1] - 1)
        first, last = self.reading.unit_at(start), self.reading.unit_at(end - 1)
        if first is not None and self.reading.is_quote(first):
            start = self.reading.units[first].start
        if last is not None and self.reading.is_quote(last):
            end = self.reading.units[last].end
        return start, end

    def _mention(self, token: int | None) -> Mention | None:
        if token is None:
            return None
        if token not in self.mentions:
            self.mentions[token] = mention_of(self.reading, self.tree, token)
        return self.mentions[token]

    def _standing(self, one: Candidate) -> str:
        """How a candidate stands to what the rules report: the same, inside it or across it, and which edge they share."""
        if one.parts in self.rules:
            return "same"
        first, last = one.parts[0][0], one.parts[-1][1]
        for parts in self.rules:
            if parts and first < parts[-1][1] and parts[0][0] < last:
                where = "in" if parts[0][0] <= first and last <= parts[-1][1] else "over"
                edge = "start" if parts[0][0] == first else "end" if parts[-1][1] == last else "neither"
                return f"{where} {edge}"
        return "elsewhere" if self.rules else "none"
