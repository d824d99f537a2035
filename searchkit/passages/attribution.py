"""The quotes of an article in order, each with its speaker: what acts of reporting claim first, then the other quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from searchkit.passage import Span
from searchkit.passages.acceptance import Acceptance
from searchkit.passages.mentions import Mention, MentionKind, Sort
from searchkit.passages.reading import Reading
from searchkit.passages.relays import Relays
from searchkit.passages.report import DIRECT, MIXED, Report
from searchkit.passages.rereading import Rereading
from searchkit.passages.scene import NOBODY, Place, Scene, Speaker
from searchkit.passages.subjects import main_subject
from searchkit.passages.turns import Turn
from searchkit.passages.unclaimed import SENTENCE_LIKE, LedIn, Read, read_sentence, source_of, speech_beside, words_of
from searchkit.passages.units import Kind, Unit

_BY_LABEL, _IN_TURN, _INTERVIEWED = 0.97, 0.9, 0.85
_SAME_PARAGRAPH, _CARRIED, _ALTERNATING, _GUESS = 0.7, 0.6, 0.55, 0.3
_CONTINUED = 0.9
_SHORT_TURN = 80  # characters


@dataclass(slots=True)
class Attributed:
    """A report with its speaker; `more` are stretches that later sentences of the paragraph add to it."""

    report: Report
    speaker: Speaker
    paragraph: int
    sentence: int
    via: str | None = None
    continues: Attributed | None = None
    more: list[Span] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the quote begins."""
        return self.report.spans[0][0]

    @property
    def end(self) -> int:
        """Where the quote ends."""
        return (self.more or self.report.spans)[-1][1]

    @property
    def spans(self) -> tuple[Span, ...]:
        """All stretches that were said."""
        return (*self.report.spans, *self.more)


@dataclass(slots=True)
class Attribution:
    """What is remembered from one paragraph to the next; `out` holds the quotes found so far.

    `rereading` is a second look at its sentences, where there is one.
    """

    scene: Scene
    relays: Relays
    model: Acceptance | None = None
    rereading: Rereading | None = None
    out: list[Attributed] = field(default_factory=list)
    asides: list[Attributed] = field(default_factory=list)
    open_quote: Attributed | None = None
    led_in: LedIn | None = None
    sentence: int = 0

    def add_paragraph(self, readings: Sequence[Reading], paragraph: int) -> None:
        """Find the quotes of one paragraph of narration."""
        found: list[Attributed] = []
        reads = [self._read(reading) for reading in readings]
        for number, read in enumerate(reads):
            self.scene.see(read.reading, read.number, main_subject(read.reading, len(read.reading.units)))
            for report in read.reports:
                (self.asides if report.aside else found).append(self._attributed(report, paragraph, read))
            for at in read.unclaimed:
                self._add_unclaimed(reads, number, at, paragraph, found)
        self._join_open(found, readings)
        self.out.extend(found)
        self.led_in = self._lead_in(reads[-1], paragraph) if reads else None

    def add_turn(self, turn: Turn) -> None:
        """Add one paragraph of a transcript: all of it is said by whom the label names; a question's asker has no name."""
        if turn.asks:
            return
        self.sentence += 1
        mention = Mention(MentionKind.NAME, 0, 1, turn.label_start, turn.label_end, turn.label.lower(), name=turn.label)
        evidence = _BY_LABEL if turn.first else _IN_TURN
        report = Report(((turn.start, turn.end),), DIRECT, mention if turn.first else None, None, evidence)
        last = self.out[-1] if self.out and not turn.first else None
        self.out.append(Attributed(report, self._labelled(turn), turn.paragraph, self.sentence, continues=last))

    def _labelled(self, turn: Turn) -> Speaker:
        """Who a label is: a name or role of the register; for "A" the person whom the article names most fully."""
        if not turn.answers:
            return Speaker(*self.scene.register.labelled(turn.label))
        people = [one for one in self.scene.register.entities if one.sort is Sort.PERSON]
        if not people:
            return NOBODY
        person = max(people, key=lambda one: (one.full_mentions, -one.first_start))
        return Speaker(person.spoken, _INTERVIEWED, person)

    def _read(self, reading: Reading) -> Read:
        self.sentence += 1
        read = read_sentence(reading, self.sentence, self.model)
        return read if self.rereading is None else self.rereading.again(read, self.model)

    def _attributed(self, report: Report, paragraph: int, read: Read) -> Attributed:
        speaker = NOBODY
        if report.mention is not None:
            place = Place(paragraph, read.number, report.spans)
            speaker = self.scene.resolve(report.mention, place)
            if not report.aside:
                self.scene.spoke(speaker, place, max(report.spans[-1][1], report.mention.end))
        return Attributed(report, speaker, paragraph, read.number, self.relays.of(read.reading, report))

    def _add_unclaimed(
        self, reads: Sequence[Read], number: int, at: int, paragraph: int, found: list[Attributed]
    ) -> None:
        """A quote that no act of its own sentence reports."""
        read = reads[number]
        unit = read.reading.units[at]
        beside = speech_beside(read.reading, at)
        if beside is not None:
            found.append(self._attributed(beside, paragraph, read))
        elif read.only_quotes:
            self._add_alone(reads, number, unit, paragraph, found)
        else:
            report = words_of(read, at)
            if report is not None and report.mention is not None:
                found.append(self._attributed(report, paragraph, read))
            elif report is not None:
                previous = found[-1] if found else self.out[-1] if self.out else None
                if previous is not None and paragraph - previous.paragraph <= 1:
                    report = replace(report, mention=previous.report.mention)
                    found.append(Attributed(report, previous.speaker, paragraph, read.number))
                elif len(unit.said.split()) >= SENTENCE_LIKE:
                    found.append(Attributed(report, NOBODY, paragraph, read.number))

    def _add_alone(
        self, reads: Sequence[Read], number: int, unit: Unit, paragraph: int, found: list[Attributed]
    ) -> None:
        """A sentence that is a quote and nothing else: whose turn is it?"""
        previous = found[-1] if found else None
        sentence = reads[number].number
        if previous is not None and previous.report.type in {DIRECT, MIXED} and sentence - previous.sentence <= 1:
            previous.more.append(unit.inside)
            previous.sentence = sentence
            return
        led = self._lead_in(reads[number - 1], paragraph) if number else self.led_in
        if led is not None:
            report = Report((unit.inside,), DIRECT, led.mention, led.cue, led.evidence)
            found.append(Attributed(report, led.speaker, paragraph, sentence))
            return
        source = source_of(reads, number) if previous is None else None
        if source is not None:
            report = Report((unit.inside,), DIRECT, source[0], None, source[1], carried=True)
            speaker = self.scene.resolve(source[0], Place(paragraph, sentence))
            found.append(Attributed(report, speaker, paragraph, sentence))
            return
        carried, evidence = self._carried(paragraph, previous)
        mention = carried.report.mention if carried is not None else None
        report = Report((unit.inside,), DIRECT, mention, None, evidence, carried=True)
        found.append(Attributed(report, carried.speaker if carried else NOBODY, paragraph, sentence))

    def _carried(self, paragraph: int, previous: Attributed | None) -> tuple[Attributed | None, float]:
        """Whose speech goes on, and how sure that is: this paragraph's, a dialogue's other voice, else the last one's."""
        if previous is not None:
            return previous, _SAME_PARAGRAPH
        last = self.out[-1] if self.out else None
        if last is None:
            return None, 0.0
        other = self.out[-2] if len(self.out) > 1 else None
        if other is not None and _is_dialogue(other, last, paragraph):
            return other, _ALTERNATING
        return last, _CARRIED if paragraph - last.paragraph <= 1 else _GUESS

    def _lead_in(self, read: Read, paragraph: int) -> LedIn | None:
        """Who is to speak after a sentence that ends in a colon."""
        units = read.reading.units
        if units[-1].low != ":":
            return None
        act = next((act for act in reversed(read.acts) if act.mention is not None), None)
        mention = act.mention if act is not None else main_subject(read.reading, len(units))
        if mention is None:
            return None
        speaker = self.scene.resolve(mention, Place(paragraph, read.number))
        return LedIn(speaker, mention, act.cue if act is not None else None)

    def _join_open(self, found: list[Attributed], readings: Sequence[Reading]) -> None:
        """Join speech over several paragraphs: a quote left open goes on where the next paragraph opens with a mark."""
        first, last = (readings[0].units[0], readings[-1].units[-1]) if readings else (None, None)
        opened, self.open_quote = self.open_quote, None
        if opened is not None and first is not None and first.kind is Kind.QUOTE and found:
            opening = min(found, key=lambda one: one.start)
            if opening.report.type == DIRECT and opening.start == first.inside[0]:
                _continue(opening, opened)
        if last is not None and last.stretch is not None and not last.stretch.closed:
            self.open_quote = next((one for one in found if last.inside in one.spans), None)


def _is_dialogue(other: Attributed, last: Attributed, paragraph: int) -> bool:
    """Whether two voices spoke in the two paragraphs before, the second shortly: now it is the first one's turn."""
    beside = last.paragraph == paragraph - 1 and other.paragraph == paragraph - 2
    spoken = other.report.type == last.report.type == DIRECT
    return beside and spoken and last.end - last.start <= _SHORT_TURN and other.speaker.name != last.speaker.name


def _continue(later: Attributed, earlier: Attributed) -> None:
    later.continues = earlier
    if later.report.carried:
        later.speaker = earlier.speaker
        later.report = replace(later.report, mention=earlier.report.mention, evidence=_CONTINUED)
