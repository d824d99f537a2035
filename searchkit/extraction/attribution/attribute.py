"""The quotes of an article in order, each with its speaker: cues claim theirs, and a model weighs whose each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from searchkit.extraction.attribution.pending import waiting_in, without
from searchkit.extraction.attribution.relays import Relays
from searchkit.extraction.attribution.standalone import LedIn, lead_in, whose_turn
from searchkit.extraction.attribution.uncued import SENTENCE_LIKE, speech_beside, words_of
from searchkit.extraction.clause_model.second_pass import ArticleSecondPass
from searchkit.extraction.clause_model.sentence_reports import ReadSentence, read_sentence
from searchkit.extraction.cues.report import DIRECT, MIXED, Report
from searchkit.extraction.cues.subjects import find_main_subject
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.document.transcripts import Turn
from searchkit.extraction.entities.attributed_quote import AttributedQuote
from searchkit.extraction.entities.coreference import NO_SPEAKER, Discourse, ResolvedSpeaker
from searchkit.extraction.entities.salience import MentionPosition
from searchkit.extraction.lexicon.titles import NAMING
from searchkit.extraction.mentions.mention import EntityType, Mention, MentionKind
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.extraction.models import RULES, Models
from searchkit.extraction.speaker_model.candidates import Candidate
from searchkit.extraction.speaker_model.instance import Surroundings, instance_of, is_same
from searchkit.extraction.speaker_model.model import SpeakerDecision

_BY_LABEL, _IN_TURN, _INTERVIEWED = 0.97, 0.9, 0.85
_CONTINUED = 0.9
_NO_SPEECH, _NO_SPEECH_REPORTED, _NO_SPEECH_ALONE = 0.5, 0.8, 0.9
"""How likely nobody must be: for words inside a sentence, for what a cue reports, for a quote that stands alone."""
_MARGIN, _MARGIN_INSIDE = 0.2, 0.5
"""By how much somebody else must be likelier than a cue's subject: for a quote of its own, for words inside its clause."""
_LONG = 15  # words: no title or term is so long
_PAST = 2  # sentences of earlier paragraphs remembered
_MOST_ASKED = 16  # quotes of one sentence: the rest stay with their cues, so that a sentence of quotes stays cheap
_QUOTES = 24  # earlier quotes that a question looks at
_SENTENCE_POINTS = frozenset({".", "?", "!", ","})


@dataclass(slots=True)
class Attribution:
    """What is remembered from one paragraph to the next; `out` holds the quotes found so far, `asides` those nobody goes on from.

    `second_pass` is a second look at its sentences, where there is one.
    """

    discourse: Discourse
    relays: Relays
    models: Models = RULES
    second_pass: ArticleSecondPass | None = None
    out: list[AttributedQuote] = field(default_factory=list)
    asides: list[AttributedQuote] = field(default_factory=list)
    open_quote: AttributedQuote | None = None
    led_in: LedIn | None = None
    past: list[ReadSentence] = field(default_factory=list)
    sentence_number: int = 0

    def add_paragraph(self, sentences: Sequence[TaggedSentence]) -> None:
        """Find the quotes of one paragraph of narration."""
        found: list[AttributedQuote] = []
        reads = [self._read(sentence) for sentence in sentences]
        for number, read in enumerate(reads):
            self.discourse.note_sentence(
                read.sentence, read.number, find_main_subject(read.sentence, len(read.sentence.tokens))
            )
            before = [*self.past, *reads[max(0, number - _PAST) : number]]
            for waiting in waiting_in(read):
                quotes = [*self.out[-_QUOTES:], *found[-_QUOTES:]]
                around = Surroundings(before, reads[number + 1 : number + 2], quotes, self.discourse.register)
                if isinstance(waiting, Report):
                    self._add_report(waiting, read, around, found)
                elif (beside := speech_beside(read.sentence, waiting)) is not None:
                    self._add_beside(beside, waiting, read, around, found)
                elif read.only_quotes:
                    self._add_alone(reads, number, waiting, around, found)
                else:
                    self._add_unclaimed(waiting, read, around, found)
        self.led_in = lead_in(reads[-1], self.discourse) if reads else None
        self.past = [*self.past, *reads[-_PAST:]][-_PAST:]
        self._join_open(found, sentences)
        self.out.extend(found)

    def add_turn(self, turn: Turn) -> None:
        """Add one paragraph of a transcript: all of it is said by whom the label names; a question's asker has no name."""
        if turn.asks:
            return
        self.sentence_number += 1
        mention = Mention(MentionKind.NAME, 0, 1, turn.label_start, turn.label_end, turn.label.lower(), name=turn.label)
        evidence = _BY_LABEL if turn.first else _IN_TURN
        report = Report(((turn.start, turn.end),), DIRECT, mention if turn.first else None, None, evidence)
        last = self.out[-1] if self.out and not turn.first else None
        self.out.append(
            AttributedQuote(report, self._labelled(turn), turn.paragraph, self.sentence_number, continues=last)
        )

    def _labelled(self, turn: Turn) -> ResolvedSpeaker:
        """Who a label is: a name or role of the register; for "A" the person whom the article names most fully."""
        if not turn.answers:
            return ResolvedSpeaker(*self.discourse.register.find_by_label(turn.label))
        people = [one for one in self.discourse.register.entities if one.entity_type is EntityType.PERSON]
        if not people:
            return NO_SPEAKER
        person = max(people, key=lambda one: (one.full_mentions, -one.first_start))
        return ResolvedSpeaker(person.display_name, _INTERVIEWED, person)

    def _read(self, sentence: TaggedSentence) -> ReadSentence:
        self.sentence_number += 1
        read = read_sentence(sentence, self.sentence_number, self.models.clauses)
        return read if self.second_pass is None else self.second_pass.reread(read, self.models.clauses)

    def _answer(self, read: ReadSentence, at: int, report: Report | None, around: Surroundings) -> SpeakerDecision:
        """Whose words the quote at token `at` is; in a sentence of too many quotes, and without a model, the rules decide."""
        if self.models.speakers is None or read.asked == _MOST_ASKED:
            return SpeakerDecision(None, 0.0, report.evidence if report is not None else 0.0, 0.0)
        read.asked += 1
        return self.models.speakers.answer(instance_of(read, at, report, around))

    def _add_report(
        self, report: Report, read: ReadSentence, around: Surroundings, found: list[AttributedQuote]
    ) -> None:
        """Add what a cue reports; a quote in it that the model gives to somebody else is a report of its own."""
        others: list[tuple[int, SpeakerDecision]] = []
        likely: list[float] = []
        dropped: set[int] = set()
        for at in sorted(report.quotes):
            answer = self._answer(read, at, report, around)
            if report.type == DIRECT and answer.nobody > _NO_SPEECH_REPORTED:
                dropped.add(at)
            elif self._is_somebody_else(answer, report, read):
                others.append((at, answer))
                dropped.add(at)
            else:
                likely.append(answer.claimed)
        kept = without(report, read, dropped) if dropped else report
        if kept is not None:
            evidence = sum(likely) / len(likely) if likely else None
            (self.asides if report.aside else found).append(self._attributed(kept, read, evidence))
        for at, answer in others:
            self._add_said(at, answer, read, around, found)

    def _is_somebody_else(self, answer: SpeakerDecision, report: Report, read: ReadSentence) -> bool:
        """Whether the model finds another speaker than the cue, and not only another mention of the same one."""
        who, margin = answer.candidate, _MARGIN if report.type == DIRECT else _MARGIN_INSIDE
        if who is None or is_same(who.mention, report.mention) or answer.likely < answer.claimed + margin:
            return False
        place = MentionPosition(read.paragraph, read.number, report.spans)
        claiming = self.discourse.resolve(report.mention, place).entity if report.mention is not None else None
        return claiming is None or self.discourse.resolve(who.mention, place).entity is not claiming

    def _add_unclaimed(self, at: int, read: ReadSentence, around: Surroundings, found: list[AttributedQuote]) -> None:
        """A quote inside a sentence none of whose cues reports it: some words of somebody's, or nobody's."""
        if self.models.speakers is None:
            self._add_by_rule(at, read, around, found)
        elif read.sentence.low(at - 1) not in NAMING:
            answer = self._answer(read, at, None, around)
            if answer.candidate is not None and (answer.nobody <= _NO_SPEECH or _is_long(read.sentence, at)):
                self._add_said(at, answer, read, around, found)

    def _add_by_rule(self, at: int, read: ReadSentence, around: Surroundings, found: list[AttributedQuote]) -> None:
        """Marked words of whom a rule finds, else of the voice before them."""
        report, previous = words_of(read, at), around.quotes[-1] if around.quotes else None
        if report is None:
            return
        if report.mention is not None:
            found.append(self._attributed(report, read, None))
        elif previous is not None and read.paragraph - previous.paragraph <= 1:
            report = replace(report, mention=previous.report.mention)
            found.append(AttributedQuote(report, previous.speaker, read.paragraph, read.number))
        elif len(read.sentence.tokens[at].inner_text.split()) >= SENTENCE_LIKE:
            found.append(AttributedQuote(report, NO_SPEAKER, read.paragraph, read.number))

    def _add_said(
        self, at: int, answer: SpeakerDecision, read: ReadSentence, around: Surroundings, found: list[AttributedQuote]
    ) -> None:
        """A quote with the speaker whom the model found."""
        token, who = read.sentence.tokens[at], answer.candidate
        mention = who.mention if who is not None else None
        cue = who.cue.text if who is not None and who.read is read and who.cue is not None else None
        kind = DIRECT if _is_speech(read.sentence, at) else MIXED
        quotes = frozenset({at})
        report = Report(
            (token.inner_span,), kind, mention, cue, answer.likely, quotes, carried=who is None or who.read is not read
        )
        voice = next(
            (one for one in reversed(around.quotes) if mention is not None and is_same(mention, one.report.mention)),
            None,
        )
        if voice is not None:
            report = replace(report, mention=voice.report.mention)
            said = AttributedQuote(report, voice.speaker, read.paragraph, read.number, answer.likely)
        else:
            said = self._attributed(report, read, answer.likely, who)
        if said.speaker.name is not None or len(token.inner_text.split()) >= SENTENCE_LIKE:
            found.append(said)

    def _add_beside(
        self, report: Report, at: int, read: ReadSentence, around: Surroundings, found: list[AttributedQuote]
    ) -> None:
        """A quote that is speech by its points, beside whom it shows."""
        answer = self._answer(read, at, report, around)
        if answer.nobody <= _NO_SPEECH or _is_long(read.sentence, at):
            found.append(self._attributed(report, read, answer.claimed))

    def _add_alone(
        self, reads: Sequence[ReadSentence], number: int, at: int, around: Surroundings, found: list[AttributedQuote]
    ) -> None:
        """A sentence that is a quote and nothing else: whose turn is it?"""
        read, previous = reads[number], found[-1] if found else None
        inside = read.sentence.tokens[at].inner_span
        if (
            previous is not None
            and previous.report.type in {DIRECT, MIXED}
            and read.number - previous.sentence_number <= 1
        ):
            previous.added_spans.append(inside)
            previous.sentence_number = read.number
            return
        led = lead_in(reads[number - 1], self.discourse) if number else self.led_in
        report, speaker = whose_turn(reads, number, inside, self.discourse, led, (previous, self.out))
        answer = self._answer(read, at, report, around)
        if answer.nobody <= _NO_SPEECH_ALONE or _is_sentence(read.sentence, at):
            found.append(AttributedQuote(report, speaker, read.paragraph, read.number, answer.claimed))

    def _attributed(
        self, report: Report, read: ReadSentence, likely: float | None, who: Candidate | None = None
    ) -> AttributedQuote:
        speaker = NO_SPEAKER
        if report.mention is not None:
            home = who.read if who is not None and who.read is not None else read
            place = MentionPosition(home.paragraph, home.number, report.spans)
            speaker = self.discourse.resolve(report.mention, place)
            if not report.aside:
                here = replace(place, paragraph=read.paragraph, sentence_number=read.number)
                self.discourse.note_speaker(speaker, here, max(report.spans[-1][1], report.mention.end))
        return AttributedQuote(
            report, speaker, read.paragraph, read.number, likely, self.relays.of(read.sentence, report)
        )

    def _join_open(self, found: list[AttributedQuote], sentences: Sequence[TaggedSentence]) -> None:
        """Join speech over several paragraphs: a quote left open goes on where the next paragraph opens with a mark."""
        first, last = (sentences[0].tokens[0], sentences[-1].tokens[-1]) if sentences else (None, None)
        opened, self.open_quote = self.open_quote, None
        if opened is not None and first is not None and first.kind is TokenKind.QUOTE and found:
            opening = min(found, key=lambda one: one.start)
            if opening.report.type == DIRECT and opening.start == first.inner_span[0]:
                _continue(opening, opened)
        if last is not None and last.quoted_span is not None and not last.quoted_span.closed:
            self.open_quote = next((one for one in found if last.inner_span in one.spans), None)


def _is_sentence(sentence: TaggedSentence, at: int) -> bool:
    said = sentence.tokens[at].inner_text
    return said[:1].isupper() and said[-1:] in _SENTENCE_POINTS


def _is_long(sentence: TaggedSentence, at: int) -> bool:
    return len(sentence.tokens[at].inner_text.split()) >= _LONG


def _is_speech(sentence: TaggedSentence, at: int) -> bool:
    """Whether marked words of no cue are a speech of their own: a sentence, at the start or behind a comma or a colon."""
    led_in = at == 0 or sentence.low(at - 1) in {",", ":"}
    return led_in and _is_sentence(sentence, at) and len(sentence.tokens[at].inner_text.split()) >= SENTENCE_LIKE


def _continue(later: AttributedQuote, earlier: AttributedQuote) -> None:
    later.continues = earlier
    if later.report.carried:
        later.speaker, later.probability = earlier.speaker, None
        later.report = replace(later.report, mention=earlier.report.mention, evidence=_CONTINUED)
