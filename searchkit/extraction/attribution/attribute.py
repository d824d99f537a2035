"""Attributes the quotes of an article, in order: rules and cues propose a speaker, and a model decides who it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from searchkit.extraction.attribution.continuation import continue_quote, find_open_quote
from searchkit.extraction.attribution.pending import find_pending, remove_quotes
from searchkit.extraction.attribution.relays import Relays
from searchkit.extraction.attribution.speech import SENTENCE_LIKE, count_words, is_long, is_sentence, is_utterance
from searchkit.extraction.attribution.standalone import LeadIn, attribute_standalone, find_lead_in
from searchkit.extraction.attribution.transcript_turns import attribute_turn
from searchkit.extraction.attribution.uncued import find_adjacent_report, report_by_rule
from searchkit.extraction.clause_model.second_pass import ArticleSecondPass
from searchkit.extraction.clause_model.sentence_reports import ReadSentence, read_sentence
from searchkit.extraction.cues.report import DIRECT, MIXED, Report
from searchkit.extraction.cues.subjects import find_main_subject
from searchkit.extraction.document.transcripts import Turn
from searchkit.extraction.entities.attributed_quote import AttributedQuote
from searchkit.extraction.entities.coreference import NO_SPEAKER, Discourse
from searchkit.extraction.entities.salience import MentionPosition
from searchkit.extraction.lexicon.titles import TITLE_MARKERS
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.extraction.models import RULES, Models
from searchkit.extraction.speaker_model.candidates import Candidate
from searchkit.extraction.speaker_model.instance import Surroundings, build_instance, mentions_overlap
from searchkit.extraction.speaker_model.model import SpeakerDecision

_NOBODY, _NOBODY_REPORTED, _NOBODY_STANDALONE = 0.5, 0.8, 0.9
"""A quote is dropped when P(no speaker) exceeds this; one value per kind of quote: without a cue, with a cue,
standalone."""
_MARGIN, _MARGIN_INSIDE = 0.2, 0.5
"""Margin by which another candidate must beat the cue's subject: for direct speech, for a quoted fragment."""
_EARLIER_SENTENCES = 2  # of this paragraph and the paragraphs before it
_EARLIER_QUOTES = 24  # from which the model takes features
_MOST_DECISIONS = 16  # in one sentence, which bounds the cost of a sentence full of quotes


@dataclass(slots=True)
class Attribution:
    """Attributes the quotes of one article, paragraph by paragraph.

    `quotes` are those attributed so far; `asides` are quotes that later quotes never continue. A `second_pass` adds
    reports to the sentences.
    """

    discourse: Discourse
    relays: Relays
    models: Models = RULES
    second_pass: ArticleSecondPass | None = None
    quotes: list[AttributedQuote] = field(default_factory=list)
    asides: list[AttributedQuote] = field(default_factory=list)
    _open_quote: AttributedQuote | None = None
    _lead_in: LeadIn | None = None
    _earlier: list[ReadSentence] = field(default_factory=list)
    _sentence_number: int = 0

    def add_paragraph(self, sentences: Sequence[TaggedSentence]) -> None:
        """Attribute the quotes of a paragraph of narration."""
        quotes: list[AttributedQuote] = []
        reads = [self._read(sentence) for sentence in sentences]
        for index, read in enumerate(reads):
            subject = find_main_subject(read.sentence, len(read.sentence.tokens))
            self.discourse.note_sentence(read.sentence, read.number, subject)
            before = [*self._earlier, *reads[max(0, index - _EARLIER_SENTENCES) : index]]
            for pending in find_pending(read):
                earlier_quotes = [*self.quotes[-_EARLIER_QUOTES:], *quotes[-_EARLIER_QUOTES:]]
                around = Surroundings(before, reads[index + 1 : index + 2], earlier_quotes, self.discourse.register)
                if isinstance(pending, Report):
                    self._add_report(pending, read, around, quotes)
                elif (adjacent := find_adjacent_report(read.sentence, pending)) is not None:
                    self._add_adjacent(adjacent, pending, read, around, quotes)
                elif read.only_quotes:
                    self._add_standalone(reads, index, pending, around, quotes)
                else:
                    self._add_uncued(pending, read, around, quotes)
        self._lead_in = find_lead_in(reads[-1], self.discourse) if reads else None
        self._earlier = [*self._earlier, *reads[-_EARLIER_SENTENCES:]][-_EARLIER_SENTENCES:]
        if self._open_quote is not None:
            continue_quote(self._open_quote, quotes, sentences)
        self._open_quote = find_open_quote(quotes, sentences)
        self.quotes.extend(quotes)

    def add_turn(self, turn: Turn) -> None:
        """Attribute a paragraph of a transcript; questions are left out, because the questioner is not named."""
        if turn.asks:
            return
        self._sentence_number += 1
        previous = self.quotes[-1] if self.quotes else None
        self.quotes.append(attribute_turn(turn, self.discourse.register, self._sentence_number, previous))

    def _read(self, sentence: TaggedSentence) -> ReadSentence:
        self._sentence_number += 1
        read = read_sentence(sentence, self._sentence_number, self.models.clauses)
        return read if self.second_pass is None else self.second_pass.reread(read, self.models.clauses)

    def _decide(self, read: ReadSentence, at: int, report: Report | None, around: Surroundings) -> SpeakerDecision:
        """Decide the speaker of the quote at token `at`; without a model, the source of the `report`."""
        if self.models.speakers is None or read.decision_count == _MOST_DECISIONS:
            return SpeakerDecision(None, 0.0, report.probability if report is not None else 0.0, 0.0)
        read.decision_count += 1
        return self.models.speakers.decide(build_instance(read, at, report, around))

    def _add_report(
        self, report: Report, read: ReadSentence, around: Surroundings, quotes: list[AttributedQuote]
    ) -> None:
        """Add the report of a cue; a quote in it that the model gives to another speaker becomes a separate quote."""
        others: list[tuple[int, SpeakerDecision]] = []
        probabilities: list[float] = []
        removed: set[int] = set()
        for at in sorted(report.quotes):
            decision = self._decide(read, at, report, around)
            if report.type == DIRECT and decision.nobody_probability > _NOBODY_REPORTED:
                removed.add(at)
            elif self._is_other_speaker(decision, report, read):
                others.append((at, decision))
                removed.add(at)
            else:
                probabilities.append(decision.claimed_probability)
        rest = remove_quotes(report, read, removed) if removed else report
        if rest is not None:
            probability = sum(probabilities) / len(probabilities) if probabilities else None
            (self.asides if report.model_only else quotes).append(self._attribute(rest, read, probability))
        for at, decision in others:
            self._add_decided(at, decision, read, around, quotes)

    def _is_other_speaker(self, decision: SpeakerDecision, report: Report, read: ReadSentence) -> bool:
        """Whether the model's speaker is another entity than the cue's source."""
        candidate, margin = decision.candidate, _MARGIN if report.type == DIRECT else _MARGIN_INSIDE
        if candidate is None or mentions_overlap(candidate.mention, report.mention):
            return False
        if decision.probability < decision.claimed_probability + margin:
            return False
        position = MentionPosition(read.paragraph, read.number, report.spans)
        claiming = self.discourse.resolve(report.mention, position).entity if report.mention is not None else None
        return claiming is None or self.discourse.resolve(candidate.mention, position).entity is not claiming

    def _add_adjacent(
        self, report: Report, at: int, read: ReadSentence, around: Surroundings, quotes: list[AttributedQuote]
    ) -> None:
        """Add a quote whose speaker is named beside it."""
        decision = self._decide(read, at, report, around)
        if decision.nobody_probability <= _NOBODY or is_long(read.sentence, at):
            quotes.append(self._attribute(report, read, decision.claimed_probability))

    def _add_standalone(
        self, reads: Sequence[ReadSentence], index: int, at: int, around: Surroundings, quotes: list[AttributedQuote]
    ) -> None:
        """Add a sentence that consists only of a quote: it extends the quote before it, or is a new one."""
        read, previous = reads[index], quotes[-1] if quotes else None
        span = read.sentence.tokens[at].inner_span
        quoted = previous is not None and previous.report.type in {DIRECT, MIXED}
        if previous is not None and quoted and read.number - previous.sentence_number <= 1:
            previous.added_spans.append(span)
            previous.sentence_number = read.number
            return
        lead_in = find_lead_in(reads[index - 1], self.discourse) if index else self._lead_in
        report, speaker = attribute_standalone(reads, index, span, self.discourse, lead_in, (previous, self.quotes))
        decision = self._decide(read, at, report, around)
        if decision.nobody_probability <= _NOBODY_STANDALONE or is_sentence(read.sentence, at):
            probability = decision.claimed_probability
            quotes.append(AttributedQuote(report, speaker, read.paragraph, read.number, probability))

    def _add_uncued(self, at: int, read: ReadSentence, around: Surroundings, quotes: list[AttributedQuote]) -> None:
        """Add a quote inside a sentence that no cue reports, unless the model decides that it has no speaker."""
        if self.models.speakers is None:
            self._add_by_rule(at, read, around, quotes)
        elif read.sentence.low(at - 1) not in TITLE_MARKERS:
            decision = self._decide(read, at, None, around)
            has_speaker = decision.nobody_probability <= _NOBODY or is_long(read.sentence, at)
            if decision.candidate is not None and has_speaker:
                self._add_decided(at, decision, read, around, quotes)

    def _add_by_rule(self, at: int, read: ReadSentence, around: Surroundings, quotes: list[AttributedQuote]) -> None:
        """Add a quote with the speaker that a rule finds, else with the speaker of the quote before it."""
        report, previous = report_by_rule(read, at), around.quotes[-1] if around.quotes else None
        if report is None:
            return
        if report.mention is not None:
            quotes.append(self._attribute(report, read, None))
        elif previous is not None and read.paragraph - previous.paragraph <= 1:
            report = replace(report, mention=previous.report.mention)
            quotes.append(AttributedQuote(report, previous.speaker, read.paragraph, read.number))
        elif count_words(read.sentence, at) >= SENTENCE_LIKE:
            quotes.append(AttributedQuote(report, NO_SPEAKER, read.paragraph, read.number))

    def _add_decided(
        self,
        at: int,
        decision: SpeakerDecision,
        read: ReadSentence,
        around: Surroundings,
        quotes: list[AttributedQuote],
    ) -> None:
        """Add a quote with the speaker that the model decided on."""
        candidate = decision.candidate
        report = _make_report(at, decision, read)
        earlier = next(
            (
                quote
                for quote in reversed(around.quotes)
                if candidate is not None and mentions_overlap(candidate.mention, quote.report.mention)
            ),
            None,
        )
        if earlier is not None:
            report = replace(report, mention=earlier.report.mention)
            quote = AttributedQuote(report, earlier.speaker, read.paragraph, read.number, decision.probability)
        else:
            quote = self._attribute(report, read, decision.probability, candidate)
        if quote.speaker.name is not None or count_words(read.sentence, at) >= SENTENCE_LIKE:
            quotes.append(quote)

    def _attribute(
        self, report: Report, read: ReadSentence, probability: float | None, candidate: Candidate | None = None
    ) -> AttributedQuote:
        """Make the quote of a report; its speaker is resolved at the position of the `candidate`."""
        speaker = NO_SPEAKER
        if report.mention is not None:
            mention_sentence = candidate.read if candidate is not None and candidate.read is not None else read
            position = MentionPosition(mention_sentence.paragraph, mention_sentence.number, report.spans)
            speaker = self.discourse.resolve(report.mention, position)
            if not report.model_only:
                here = replace(position, paragraph=read.paragraph, sentence_number=read.number)
                self.discourse.note_speaker(speaker, here, max(report.spans[-1][1], report.mention.end))
        via = self.relays.find_relay(read.sentence, report)
        return AttributedQuote(report, speaker, read.paragraph, read.number, probability, via)


def _make_report(at: int, decision: SpeakerDecision, read: ReadSentence) -> Report:
    """Make the report of a quote whose speaker the model decided on."""
    candidate = decision.candidate
    here = candidate is not None and candidate.read is read
    cue = candidate.cue.text if candidate is not None and here and candidate.cue is not None else None
    return Report(
        (read.sentence.tokens[at].inner_span,),
        DIRECT if is_utterance(read.sentence, at) else MIXED,
        candidate.mention if candidate is not None else None,
        cue,
        decision.probability,
        frozenset({at}),
        uncued=not here,
    )
