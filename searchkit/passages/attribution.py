"""The quotes of an article in order, each with its speaker: acts of reporting claim theirs, and a model weighs whose each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from searchkit.passage import Span
from searchkit.passages.asking import Surroundings, is_same, question_of
from searchkit.passages.attributed import Attributed
from searchkit.passages.candidates import Candidate, Read, read_sentence
from searchkit.passages.lexicon.works import NAMING
from searchkit.passages.mentions import Mention, MentionKind, Sort
from searchkit.passages.reading import Reading
from searchkit.passages.relays import Relays
from searchkit.passages.report import DIRECT, INDIRECT, MIXED, Report
from searchkit.passages.scene import NOBODY, Place, Scene, Speaker
from searchkit.passages.subjects import main_subject
from searchkit.passages.turns import Turn
from searchkit.passages.unclaimed import LedIn, source_of, speech_beside
from searchkit.passages.units import Kind, Unit
from searchkit.passages.weighing import Answer, Weigher

_BY_LABEL, _IN_TURN, _INTERVIEWED = 0.97, 0.9, 0.85
_CONTINUED = 0.9
_SAME_PARAGRAPH, _CARRIED, _ALTERNATING, _GUESS = 0.7, 0.6, 0.55, 0.3
_SHORT_TURN = 80  # characters
_NO_SPEECH, _NO_SPEECH_ALONE = 0.5, 0.9
_MARGIN = 0.2  # by which the model must find another speaker likelier than the one an act of reporting has
SENTENCE_LIKE = 4
"""Words: from so many on what is quoted is kept though nothing shows whose it is."""

_PAST = 2  # sentences of earlier paragraphs remembered
_QUOTES = 24  # earlier quotes that a question looks at
_SENTENCE_POINTS = frozenset({".", "?", "!", ","})


@dataclass(slots=True)
class Attribution:
    """What is remembered from one paragraph to the next; `out` holds the quotes found so far."""

    scene: Scene
    relays: Relays
    weigher: Weigher
    out: list[Attributed] = field(default_factory=list)
    open_quote: Attributed | None = None
    led_in: LedIn | None = None
    past: list[Read] = field(default_factory=list)
    sentence: int = 0

    def add_paragraph(self, readings: Sequence[Reading], paragraph: int) -> None:
        """Find the quotes of one paragraph of narration."""
        found: list[Attributed] = []
        reads = [self._read(reading) for reading in readings]
        for number, read in enumerate(reads):
            self.scene.see(read.reading, read.number, main_subject(read.reading, len(read.reading.units)))
            before = [*self.past, *reads[max(0, number - _PAST) : number]]
            for claim in _claims(read):
                quotes = [*self.out[-_QUOTES:], *found[-_QUOTES:]]
                around = Surroundings(before, reads[number + 1 : number + 2], quotes, self.scene.register)
                if isinstance(claim, Report):
                    self._add_report(claim, read, around, found)
                elif (beside := speech_beside(read.reading, claim)) is not None:
                    self._add_beside(beside, claim, read, around, found)
                elif read.only_quotes:
                    self._add_alone(reads, number, claim, around, found)
                else:
                    self._add_unclaimed(claim, read, around, found)
        self.led_in = self._lead_in(reads[-1]) if reads else None
        self.past = [*self.past, *reads[-_PAST:]][-_PAST:]
        self._join_open(found, readings)
        self.out.extend(found)

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
        return read_sentence(reading, self.sentence)

    def _add_report(self, report: Report, read: Read, around: Surroundings, found: list[Attributed]) -> None:
        """Add what an act reports; a quote in it that the model gives to somebody else is a report of its own."""
        others: list[tuple[int, Answer]] = []
        likely: list[float] = []
        dropped: set[int] = set()
        for at in sorted(report.quotes):
            question = question_of(read, at, report, around)
            answer = self.weigher.answer(question)
            if report.type == DIRECT and answer.nobody > _NO_SPEECH:
                dropped.add(at)
            elif self._is_somebody_else(answer, report, read):
                others.append((at, answer))
                dropped.add(at)
            else:
                likely.append(answer.claimed)
        kept = _without(report, read, dropped) if dropped else report
        if kept is not None:
            evidence = sum(likely) / len(likely) if likely else None
            found.append(self._attributed(kept, read, evidence))
        for at, answer in others:
            self._add_said(at, answer, read, around, found)

    def _is_somebody_else(self, answer: Answer, report: Report, read: Read) -> bool:
        """Whether the model finds another speaker than the act, and not only another mention of the same one."""
        who = answer.candidate
        if who is None or is_same(who.mention, report.mention) or answer.likely < answer.claimed + _MARGIN:
            return False
        place = Place(read.paragraph, read.number, report.spans)
        claiming = self.scene.resolve(report.mention, place).entity if report.mention is not None else None
        return claiming is None or self.scene.resolve(who.mention, place).entity is not claiming

    def _add_unclaimed(self, at: int, read: Read, around: Surroundings, found: list[Attributed]) -> None:
        """A quote inside a sentence none of whose acts reports it: some words of somebody's, or nobody's."""
        if read.reading.low(at - 1) in NAMING:
            return
        answer = self.weigher.answer(question_of(read, at, None, around))
        if answer.nobody <= _NO_SPEECH:
            self._add_said(at, answer, read, around, found)

    def _add_said(self, at: int, answer: Answer, read: Read, around: Surroundings, found: list[Attributed]) -> None:
        """A quote with the speaker whom the model found."""
        unit, who = read.reading.units[at], answer.candidate
        mention = who.mention if who is not None else None
        cue = who.act.cue if who is not None and who.read is read and who.act is not None else None
        kind = DIRECT if _is_sentence(read.reading, at) else MIXED
        quotes = frozenset({at})
        report = Report((unit.inside,), kind, mention, cue, answer.likely, quotes, carried=who is None or who.read is not read)
        voice = next((one for one in reversed(around.quotes) if mention is not None and is_same(mention, one.report.mention)), None)
        if voice is not None:
            report = replace(report, mention=voice.report.mention)
            said = Attributed(report, voice.speaker, read.paragraph, read.number, answer.likely)
        else:
            said = self._attributed(report, read, answer.likely, who)
        if said.speaker.name is not None or len(unit.said.split()) >= SENTENCE_LIKE:
            found.append(said)

    def _add_beside(self, report: Report, at: int, read: Read, around: Surroundings, found: list[Attributed]) -> None:
        """A quote that is speech by its points, beside whom it shows."""
        answer = self.weigher.answer(question_of(read, at, report, around))
        if answer.nobody <= _NO_SPEECH:
            found.append(self._attributed(report, read, answer.claimed))

    def _add_alone(self, reads: Sequence[Read], number: int, at: int, around: Surroundings, found: list[Attributed]) -> None:
        """A sentence that is a quote and nothing else: whose turn is it?"""
        read, previous = reads[number], found[-1] if found else None
        inside = read.reading.units[at].inside
        if previous is not None and previous.report.type in {DIRECT, MIXED} and read.number - previous.sentence <= 1:
            previous.more.append(inside)
            previous.sentence = read.number
            return
        report, speaker = self._whose_turn(reads, number, inside, previous)
        answer = self.weigher.answer(question_of(read, at, report, around))
        if answer.nobody <= _NO_SPEECH_ALONE:
            found.append(Attributed(report, speaker, read.paragraph, read.number, answer.claimed))

    def _whose_turn(
        self, reads: Sequence[Read], number: int, inside: Span, previous: Attributed | None
    ) -> tuple[Report, Speaker]:
        """Who speaks a quote that stands alone: whom a colon leads in, who speaks around it, whose speech goes on."""
        read = reads[number]
        led = self._lead_in(reads[number - 1]) if number else self.led_in
        if led is not None:
            return Report((inside,), DIRECT, led.mention, led.cue, led.evidence, carried=True), led.speaker
        source = source_of(reads, number) if previous is None else None
        if source is not None:
            report = Report((inside,), DIRECT, source[0], None, source[1], carried=True)
            return report, self.scene.resolve(source[0], Place(read.paragraph, read.number))
        carried, evidence = self._carried(read.paragraph, previous)
        mention = carried.report.mention if carried is not None else None
        report = Report((inside,), DIRECT, mention, None, evidence, carried=True)
        return report, carried.speaker if carried is not None else NOBODY

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

    def _lead_in(self, read: Read) -> LedIn | None:
        """Who is to speak after a sentence that ends in a colon."""
        units = read.reading.units
        if units[-1].low != ":":
            return None
        act = next((act for act in reversed(read.acts) if act.mention is not None), None)
        mention = act.mention if act is not None else main_subject(read.reading, len(units))
        if mention is None:
            return None
        speaker = self.scene.resolve(mention, Place(read.paragraph, read.number))
        return LedIn(speaker, mention, act.cue if act is not None else None)

    def _attributed(self, report: Report, read: Read, likely: float | None, who: Candidate | None = None) -> Attributed:
        speaker = NOBODY
        if report.mention is not None:
            home = who.read if who is not None and who.read is not None else read
            place = Place(home.paragraph, home.number, report.spans)
            speaker = self.scene.resolve(report.mention, place)
            self.scene.spoke(speaker, replace(place, paragraph=read.paragraph, sentence=read.number), max(report.spans[-1][1], report.mention.end))
        return Attributed(report, speaker, read.paragraph, read.number, likely, self.relays.of(read.reading, report))

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


def _claims(read: Read) -> list[Report | int]:
    """The reports of a sentence's acts and the quotes that none takes in, in the order of the text."""
    taken = {at for report in read.reports for at in report.quotes}
    units = read.reading.units
    claims: list[tuple[int, Report | int]] = [(report.spans[0][0], report) for report in read.reports]
    claims += [(unit.start, at) for at, unit in enumerate(units) if unit.kind is Kind.QUOTE and at not in taken]
    return [claim for _, claim in sorted(claims, key=lambda one: one[0])]


def _without(report: Report, read: Read, dropped: set[int]) -> Report | None:
    """A report without some of its quotes; None if nothing is left of it."""
    units = read.reading.units
    spans = list(report.spans)
    for at in sorted(dropped):
        spans = [part for span in spans for part in _cut(read.reading.text, span, units[at])]
    if not spans:
        return None
    quotes = report.quotes - dropped
    kind = report.type if report.type == DIRECT or quotes else INDIRECT
    return replace(report, spans=tuple(spans), quotes=quotes, type=kind)


def _cut(text: str, span: Span, unit: Unit) -> list[Span]:
    """What a quote leaves of a span around it."""
    start, end = span
    if unit.end <= start or end <= unit.start:
        return [span]
    parts = (_strip(text, start, unit.start), _strip(text, unit.end, end))
    return [(first, last) for first, last in parts if first < last]


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _is_sentence(reading: Reading, at: int) -> bool:
    said = reading.units[at].said
    return said[:1].isupper() and said[-1:] in _SENTENCE_POINTS


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
