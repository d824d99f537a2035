"""Finds the content of each cue: the quote or clause before, after or around it in the same sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from searchkit.extraction.cues.attitudes import trim_attitude_content
from searchkit.extraction.cues.boundaries import find_closing_cues, find_content_limit, is_inside_report
from searchkit.extraction.cues.clauses import (
    DASHES,
    FEWEST_WORDS,
    PUNCTUATION_MARKS,
    can_report,
    drop_introduction,
    is_clause,
    leading_quotes,
    outer_span,
    quotes_in,
    start_at_first_quote,
    trim_span,
)
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.cues.report import DIRECT, INDIRECT, MIXED, Report
from searchkit.extraction.document.tokens import TokenKind, Tokens
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.attitudes import ATTITUDE_NOUNS
from searchkit.extraction.lexicon.grammar import ADVERBS, CALENDAR, FINITE, OPENERS, PREPOSITIONS
from searchkit.extraction.lexicon.reporting import QUOTE_ONLY, Frame
from searchkit.extraction.mentions.noun_phrases import find_phrase_beginning
from searchkit.extraction.mentions.sentence import TaggedSentence

_PARENTHESIS_REACH = 12  # tokens between a cue and its "that"
_RESUMPTION_MARKS = DASHES | {","}
_ADJOINING_MARKS = _RESUMPTION_MARKS | {"-", "?", "!"}
_HEDGES = words("and but so yet")
_NEW_STATEMENT = words("according when while as after before during in at on")
_PARENTHESIS_OPENERS = words("who which whose according a an")
_CONTENT_ONLY_AFTER = frozenset({Frame.ATTITUDE, Frame.CALL, Frame.URGE, Frame.PROMISE})
_QUOTE_PROBABILITY, _LED_IN_PROBABILITY, _THAT_PROBABILITY = 0.97, 0.95, 0.95
_BARE_PROBABILITY, _ATTITUDE_PROBABILITY, _DENIED_PROBABILITY = 0.9, 0.8, 0.8
"""Probability that the source is right, by the kind of content; DENIED: the cue is negated."""


def find_reports(sentence: TaggedSentence, cues: Sequence[Cue]) -> dict[int, Report]:
    """Find the report of each cue that has content, by the index of the cue; contents do not overlap."""
    out: dict[int, Report] = {}
    covered_until = 0
    closing = find_closing_cues(sentence, cues)
    for number, cue in enumerate(cues):
        if number in closing or (cue.first < covered_until and not cue.participle):
            continue
        if is_inside_report(sentence, cues, number):
            continue
        context = _make_context(sentence, cues, number, covered_until, closing)
        report = context.find_report()
        if report is None:
            continue
        relay = next((cues[n] for n in closing if n > number), None)
        if relay is not None and report.relay is None:
            report = replace(report, relay=relay.mention)
        out[number] = report
        covered_until = max(covered_until, _find_content_end(sentence, cue, report))
    return out


def _find_content_end(sentence: TaggedSentence, cue: Cue, report: Report) -> int:
    """The index of the first token that the content of a later cue may include."""
    end = report.spans[-1][1]
    next_token = next(
        (n for n in range(cue.last, len(sentence.tokens)) if sentence.tokens[n].start >= end), len(sentence.tokens)
    )
    return max(cue.last, next_token)


@dataclass(frozen=True, slots=True)
class _CueContext:
    """A cue with the token ranges before and after it.

    `adjoins`: a quotation mark or punctuation is between the range before and the cue. `resumes`: content before the cue
    may continue after it.
    """

    sentence: TaggedSentence
    cue: Cue
    before: range
    after: range
    adjoins: bool
    resumes: bool

    @property
    def tokens(self) -> Tokens:
        return self.sentence.tokens

    def find_report(self) -> Report | None:
        """Make the report of the cue, or None if it reports nothing."""
        cue = self.cue
        if self.adjoins and self.before and self._is_content_before():
            return self._report_before()
        if not self.after:
            return None
        if cue.inverted:
            return self._report_after(start_at_first_quote(self.tokens, self.after)) if cue.first == 0 else None
        return self._report_after(self.after)

    def _is_content_before(self) -> bool:  # noqa: PLR0911 - a list of rules, one return each
        """Whether the range before the cue is content, not an introduction."""
        tokens, cue = self.tokens, self.cue
        if cue.coordinated or cue.relative:
            return False
        first, last = tokens[self.before[0]], tokens[self.before[-1]]
        follows = cue.inverted or cue.according
        if first.kind is not TokenKind.QUOTE and self.after and not follows:
            following = tokens[self.after[0]]
            if not self.resumes or (following.kind is TokenKind.QUOTE and following.inner_text[:1].isupper()):
                return False
        if last.kind is TokenKind.QUOTE:
            return True
        interrupted = self.resumes and bool(self.after)
        introduces = first.low in PREPOSITIONS or first.low in CALENDAR
        if introduces and not interrupted and not any(tokens[at].low in FINITE for at in self.before):
            return False
        if cue.word in QUOTE_ONLY or cue.frame in _CONTENT_ONLY_AFTER:
            return False
        if self.after:
            return self.resumes and (len(self.before) >= FEWEST_WORDS or first.low not in OPENERS | ADVERBS)
        return is_clause(tokens, self.before) or (cue.according and len(self.before) > FEWEST_WORDS)

    def _report_before(self) -> Report:
        tokens, cue = self.tokens, self.cue
        before = drop_introduction(tokens, self.before)
        quotes = quotes_in(tokens, before)
        direct = all(
            tokens[at].kind is TokenKind.QUOTE or tokens[at].low in PUNCTUATION_MARKS | _HEDGES for at in before
        )
        spans = [tokens[at].inner_span for at in quotes] if direct else [outer_span(tokens, before)]
        if self.resumes and self.after and not _is_new_statement(tokens, self.after):
            if direct:
                more = leading_quotes(tokens, self.after)
                spans += [tokens[at].inner_span for at in more]
                quotes += more
            elif self._clause_resumes():
                spans.append(outer_span(tokens, self.after))
                quotes += quotes_in(tokens, self.after)
        kind = DIRECT if direct else MIXED if quotes else INDIRECT
        probability = _DENIED_PROBABILITY if cue.negated else _QUOTE_PROBABILITY
        return self._make_report(spans, kind, probability, quotes)

    def _clause_resumes(self) -> bool:
        """Whether the clause before a cue continues after it."""
        is_parenthesis = self.tokens[self.after[0]].low in _PARENTHESIS_OPENERS
        return not (is_parenthesis or self.cue.inverted or self.cue.according)

    def _report_after(self, after: range) -> Report | None:
        tokens, cue = self.tokens, self.cue
        quotes = quotes_in(tokens, after)
        if quotes and quotes[0] == after[0] and _is_whole_quote(tokens, after, cue):
            quotes = leading_quotes(tokens, after)
            return self._make_report([tokens[at].inner_span for at in quotes], DIRECT, _LED_IN_PROBABILITY, quotes)
        if cue.frame is Frame.ATTITUDE:
            return self._report_attitude(after)
        if cue.word in QUOTE_ONLY or cue.negated or cue.mention is None:
            return None
        after = _drop_parenthesis(tokens, after, cue)
        # A quote after a colon is not part of the clause before the colon.
        colon = next((at for at in after if tokens[at].low == ":" and at + 1 in quotes), None)
        if colon is not None:
            after = trim_span(tokens, after.start, colon)
        if not after or tokens[after[0]].low == "so":
            return None
        quotes = quotes_in(tokens, after)
        if not can_report(tokens, after, cue, quoted=bool(quotes)):
            return None
        probability = _THAT_PROBABILITY if tokens[after[0]].low == "that" else _BARE_PROBABILITY
        return self._make_report([outer_span(tokens, after)], MIXED if quotes else INDIRECT, probability, quotes)

    def _report_attitude(self, after: range) -> Report | None:
        """Make the report of an attitude: what somebody wants, judges or names."""
        if self.cue.word in ATTITUDE_NOUNS and self.cue.verb == self.cue.last - 1:
            phrase = find_phrase_beginning(self.sentence, after[0])
            after = range(after.start, min(after.stop, phrase.last if phrase is not None else after.start))
            if not after:
                return None
        after = trim_attitude_content(self.tokens, after)
        after = trim_span(self.tokens, after.start, after.stop)
        if not after:
            return None
        quotes = quotes_in(self.tokens, after)
        return self._make_report(
            [outer_span(self.tokens, after)], MIXED if quotes else INDIRECT, _ATTITUDE_PROBABILITY, quotes
        )

    def _make_report(
        self, spans: list[tuple[int, int]], kind: str, probability: float, quotes: Sequence[int]
    ) -> Report:
        cue = self.cue
        return Report(
            tuple(spans),
            kind,
            cue.mention,
            cue.text,
            probability,
            frozenset(quotes),
            relay=cue.relay,
            addressee=cue.addressee,
        )


def _make_context(
    sentence: TaggedSentence, cues: Sequence[Cue], number: int, covered_until: int, closing: Sequence[int]
) -> _CueContext:
    tokens, cue = sentence.tokens, cues[number]
    first = cue.first
    if sentence.low(first - 1) == "as" and first > 1 and not sentence.is_word(first - 2):
        first -= 1  # "…, as she puts it"
    before = trim_span(tokens, covered_until, first) if first > covered_until else range(0)
    after = trim_span(tokens, cue.content, find_content_limit(sentence, cues, number, closing))
    adjoins = first < cue.first or sentence.is_quote(first - 1) or sentence.low(first - 1) in _ADJOINING_MARKS
    return _CueContext(
        sentence, cue, before, after, adjoins, sentence.low(cue.content) in _RESUMPTION_MARKS or not after
    )


def _is_new_statement(tokens: Tokens, after: range) -> bool:
    first = tokens[after[0]]
    return first.low.endswith("ing") or first.low in _NEW_STATEMENT


def _drop_parenthesis(tokens: Tokens, after: range, cue: Cue) -> range:
    """Drop a parenthesis before the "that" of the content: "said, with the benefit of hindsight, that"."""
    if tokens[cue.content].low != "," or tokens[after[0]].low == "that":
        return after
    for at in range(after.start, min(after.stop - 1, after.start + _PARENTHESIS_REACH)):
        if tokens[at].low == "," and tokens[at + 1].low == "that":
            return range(at + 1, after.stop)
    return after


def _is_whole_quote(tokens: Tokens, after: range, cue: Cue) -> bool:
    """Whether the quote after a cue is the whole content, not the start of a clause."""
    if cue.frame in {Frame.CALL, Frame.ATTITUDE}:
        return False
    if all(tokens[at].kind is TokenKind.QUOTE or tokens[at].low in PUNCTUATION_MARKS for at in after):
        return True
    text = tokens[after[0]].inner_text
    return text[-1:] in {".", "?", "!", ","} and text[:1].isupper()
