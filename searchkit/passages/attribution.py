"""The quotes of an article in order, each with its speaker: reports first, then the quotes no act of reporting has claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from searchkit.passages.content import Report, reports_of
from searchkit.passages.cues import Act, acts_with_relays, find_acts, main_subject
from searchkit.passages.lexicon.grammar import ARTICLES, AUXILIARIES, FINITE, PREPOSITIONS
from searchkit.passages.lexicon.reporting import REPORTING, Frame
from searchkit.passages.mentions import Mention, MentionKind, Sort
from searchkit.passages.phrases import Reading, phrase_beginning, phrase_ending, pronoun
from searchkit.passages.relays import Relays
from searchkit.passages.scene import Scene, Speaker
from searchkit.passages.turns import Turn
from searchkit.passages.units import Kind, Unit

_BY_LABEL, _BESIDE, _SAME_PARAGRAPH, _SENTENCE_BEFORE, _CARRIED, _SUBJECT, _GUESS = 0.97, 0.85, 0.9, 0.7, 0.6, 0.55, 0.3
_SMALL_WORDS = PREPOSITIONS | ARTICLES | frozenset({"and", "or", "but", "nor", "as", "is"})
_ALTERNATING = 0.55
_SHORT_TURN = 80  # characters
_PRONOUN_SUBJECTS = frozenset({"he", "she", "they", "who", "we", "i"})
_TITLED_AFTER = frozenset(
    """called titled entitled named dubbed song film movie book novel album play poem show series programme program
    documentary article painting single magazine essay exhibition game podcast opera musical episode column word phrase term
    words word inscription graffiti nicknamed codenamed known so-called slogan banner read reading""".split()
)


@dataclass(slots=True)
class Attributed:
    """A report with its speaker and place."""

    report: Report
    speaker: Speaker
    paragraph: int
    sentence: int
    continues: Attributed | None = None
    via: str | None = None

    @property
    def start(self) -> int:
        """Where the quote begins."""
        return self.report.spans[0][0]


@dataclass(slots=True)
class Paragraphs:
    """What the attribution remembers from one paragraph to the next."""

    scene: Scene
    relays: Relays
    out: list[Attributed] = field(default_factory=list)
    open_quote: Attributed | None = None
    led_in: tuple[Speaker, Mention, str | None] | None = None
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence read: its acts, and the reports they make."""

    reading: Reading
    acts: Sequence[Act]
    reports: Sequence[Report]
    number: int

    @property
    def quotes(self) -> list[int]:
        """The numbers of its QUOTE units."""
        return [n for n, unit in enumerate(self.reading.units) if unit.kind is Kind.QUOTE]

    @property
    def only_quotes(self) -> bool:
        """Whether nothing but quotes and points stands in it."""
        return all(unit.kind in {Kind.QUOTE, Kind.POINT} for unit in self.reading.units)


def attribute(state: Paragraphs, readings: Sequence[Reading], paragraph: int) -> None:
    """Find the quotes of one paragraph and add them to `state.out`."""
    reads = [_read(state, reading) for reading in readings]
    found: list[Attributed] = []
    for number, read in enumerate(reads):
        _see(state, read)
        for report in read.reports:
            found.append(_attributed(state, report, paragraph, read))
        for at in _unclaimed(read):
            _leftover(state, reads, number, at, paragraph, found)
    _carry_open(state, found, reads)
    state.out.extend(found)
    state.led_in = _lead_in(state, reads[-1], paragraph) if reads else None


def _lead_in(state: Paragraphs, read: Read, paragraph: int) -> tuple[Speaker, Mention, str | None] | None:
    """Who is to speak after a sentence that ends in a colon."""
    units = read.reading.units
    if units[-1].low != ":":
        return None
    act = next((act for act in reversed(read.acts) if act.mention is not None), None)
    mention = act.mention if act is not None else main_subject(read.reading, len(units))
    if mention is None:
        return None
    return state.scene.resolve(mention, paragraph, read.number), mention, act.cue if act else None


def attribute_turn(state: Paragraphs, turn: Turn) -> None:
    """Add one paragraph of a transcript to `state.out`: all of it is said by whom the label names."""
    if turn.asks:
        return
    state.sentence += 1
    mention = Mention(MentionKind.NAME, 0, 1, turn.label_start, turn.label_end, turn.label.lower(), name=turn.label)
    speaker = _labelled_speaker(state, turn)
    report = Report(
        ((turn.start, turn.end),),
        "direct",
        mention if turn.first else None,
        None,
        _BY_LABEL if turn.first else _SAME_PARAGRAPH,
    )
    last = state.out[-1] if state.out else None
    one = Attributed(report, speaker, turn.paragraph, state.sentence)
    if not turn.first and last is not None:
        one.continues = last
    state.out.append(one)


def _labelled_speaker(state: Paragraphs, turn: Turn) -> Speaker:
    """Who a label is: a name or role of the register; for "A" the person the introduction is about."""
    register = state.scene.register
    if turn.answers:
        person = max(
            register.entities,
            key=lambda one: (one.sort is Sort.PERSON, one.full_mentions, -one.first_start),
            default=None,
        )
        return Speaker(person.spoken, _BESIDE, person) if person is not None else Speaker(None, 0.0)
    name, certainty, entity = register.labelled(turn.label)
    return Speaker(name, certainty, entity)


def _read(state: Paragraphs, reading: Reading) -> Read:
    state.sentence += 1
    acts = acts_with_relays(reading, find_acts(reading))
    return Read(reading, acts, reports_of(reading, acts), state.sentence)


def _see(state: Paragraphs, read: Read) -> None:
    subject = main_subject(read.reading, len(read.reading.units))
    state.scene.see(read.reading, read.number, subject)


def _attributed(state: Paragraphs, report: Report, paragraph: int, read: Read) -> Attributed:
    speaker = Speaker(None, 0.0)
    if report.mention is not None:
        speaker = state.scene.resolve(report.mention, paragraph, read.number, report.spans)
        state.scene.spoke(speaker, paragraph, read.number, max(report.spans[-1][1], report.mention.end))
    via = state.relays.of(read.reading, report)
    return Attributed(report, speaker, paragraph, read.number, via=via)


def _unclaimed(read: Read) -> list[int]:
    taken = {at for report in read.reports for at in report.quotes}
    return [at for at in read.quotes if at not in taken]


def _leftover(
    state: Paragraphs, reads: Sequence[Read], number: int, at: int, paragraph: int, found: list[Attributed]
) -> None:
    """A quote that no act of its own sentence reports."""
    read = reads[number]
    unit = read.reading.units[at]
    beside = _beside(read.reading, at)
    if beside is not None:
        report = Report((_inside(unit),), "direct", beside, None, _BESIDE, frozenset({at}))
        found.append(_attributed(state, report, paragraph, read))
        return
    if read.only_quotes and _is_speech(unit):
        _standing_alone(state, reads, number, unit, paragraph, found)
    elif not _is_title(read.reading.units, at):
        _fragment(state, read, at, paragraph, found)


def _beside(reading: Reading, at: int) -> Mention | None:
    """Who stands beside a quote that is speech by its points, with a verb no list knows: "…!” beamed Ada Pell"."""
    units = reading.units
    unit = units[at]
    before = units[at - 1] if at else None
    if before is not None and before.low == ":":
        mention = phrase_ending(reading, at - 1)
        return mention if mention is not None and mention.kind is MentionKind.NAME else None
    if (
        before is not None
        and before.low == ","
        and unit.text[1:2].isupper()
        and unit.text[-2:-1] in {".", "?", "!", ","}
    ):
        comma = next((n for n in range(at - 2, -1, -1) if units[n].low == "," or units[n].kind is Kind.QUOTE), -1)
        mention = phrase_beginning(reading, comma + 1) or main_subject(reading, at - 1)
        return mention if mention is not None and mention.last < at - 1 and _can_speak(mention) else None
    if before is None and unit.text[-2:-1] in {",", "?", "!"} and at + 1 < len(units):
        for first in (at + 1, at + 2):
            mention = phrase_beginning(reading, first)
            if mention is not None and _can_speak(mention) and (first == at + 1 or units[at + 1].kind is Kind.WORD):
                return mention
    return None


def _is_speech(unit: Unit) -> bool:
    inside = unit.text.strip("\"“”'‘’«»„`").strip()
    return bool(inside)


def _is_title(units: Sequence[Unit], at: int) -> bool:
    """Whether a quoted stretch is the name of a work, a word spoken of, or a slogan."""
    words = [word for word in units[at].text.strip("\"“”'‘’«»„` ,.").split() if word[:1].isalpha()]
    before = units[at - 1].low if at else ""
    if before in _TITLED_AFTER:
        return True
    weighty = [word for word in words if word.lower() not in _SMALL_WORDS]
    return len(words) > 1 and bool(weighty) and words[0][:1].isupper() and all(word[:1].isupper() for word in weighty)


def _standing_alone(
    state: Paragraphs, reads: Sequence[Read], number: int, unit: Unit, paragraph: int, found: list[Attributed]
) -> None:
    """A sentence that is a quote and nothing else: whose turn is it?"""
    span = _inside(unit)
    previous = found[-1] if found else None
    if previous is not None and previous.report.type == "direct" and _adjoins(reads, number, previous):
        _lengthen(previous, span)
        return
    led = _lead_in(state, reads[number - 1], paragraph) if number else state.led_in
    if led is not None:
        speaker, mention, cue = led
        report = Report((span,), "direct", mention, cue, _SAME_PARAGRAPH)
        found.append(Attributed(report, speaker, paragraph, reads[number].number))
        return
    source, mention, evidence = _source(state, reads, number, paragraph, found)
    report = Report((span,), "direct", mention, None, evidence, carried=True)
    speaker = source
    if speaker is None and mention is not None:
        speaker = state.scene.resolve(mention, paragraph, reads[number].number)
    found.append(Attributed(report, speaker or Speaker(None, 0.0), paragraph, reads[number].number))


def _adjoins(reads: Sequence[Read], number: int, previous: Attributed) -> bool:
    """Whether a quote follows the sentence of the one before it directly."""
    return previous.sentence in {reads[number].number, reads[number].number - 1}


def _lengthen(previous: Attributed, span: tuple[int, int]) -> None:
    old = previous.report
    previous.report = Report(
        (*old.spans, span), old.type, old.mention, old.cue, old.evidence, old.quotes, old.relay, old.hearer, old.carried
    )
    previous.sentence += 0 if old.carried and not old.mention else 1


def _source(
    state: Paragraphs, reads: Sequence[Read], number: int, paragraph: int, found: list[Attributed]
) -> tuple[Speaker | None, Mention | None, float]:
    """(speaker, mention, certainty) for a quote without an act: this paragraph, else the one before."""
    if found:
        return found[-1].speaker, found[-1].report.mention, _SENTENCE_BEFORE
    for read in reversed(reads[:number]):
        act = next((act for act in reversed(read.acts) if act.mention is not None), None)
        if act is not None:
            return None, act.mention, _SENTENCE_BEFORE
        subject = main_subject(read.reading, len(read.reading.units))
        if subject is not None and _can_speak(subject):
            return None, subject, _SUBJECT
    for read in reads[number + 1 :]:
        act = next((act for act in read.acts if act.mention is not None and act.frame is not Frame.CALL), None)
        if act is not None:
            return None, act.mention, _SUBJECT
    other = _other_voice(state, paragraph)
    if other is not None:
        return other.speaker, other.report.mention, _ALTERNATING
    last = state.out[-1] if state.out else None
    if last is not None and paragraph - last.paragraph <= 1:
        return last.speaker, last.report.mention, _CARRIED
    if last is not None:
        return last.speaker, last.report.mention, _GUESS
    return None, None, 0.0


def _other_voice(state: Paragraphs, paragraph: int) -> Attributed | None:
    """In a dialogue, the one who spoke before the last: two voices in two short paragraphs, and now the first again."""
    if len(state.out) < 2:  # noqa: PLR2004
        return None
    before, last = state.out[-2:]
    beside = last.paragraph == paragraph - 1 and before.paragraph == paragraph - 2
    spoken = before.report.type == last.report.type == "direct"
    short = last.report.spans[-1][1] - last.start <= _SHORT_TURN
    return before if beside and spoken and short and before.speaker.name != last.speaker.name else None


def _can_speak(mention: Mention) -> bool:
    if mention.kind is MentionKind.PRONOUN:
        return mention.head in _PRONOUN_SUBJECTS
    return mention.sort in {Sort.PERSON, Sort.BODY} or mention.kind is MentionKind.NAME


def _fragment(state: Paragraphs, read: Read, at: int, paragraph: int, found: list[Attributed]) -> None:
    """Quoted words in a sentence that reports nothing by a verb we know: its subject is who used them."""
    unit = read.reading.units[at]
    act = next((act for act in reversed(read.acts) if act.mention is not None and act.first < at), None)
    mention = _nearest_subject(read.reading, at, act) or main_subject(read.reading, at)
    if act is not None and mention is not act.mention:
        act = None
    evidence = _SAME_PARAGRAPH if act is not None else _SUBJECT
    if mention is None or not _can_speak(mention):
        previous = found[-1] if found else state.out[-1] if state.out else None
        if previous is None or paragraph - previous.paragraph > 1:
            return
        report = Report((_inside(unit),), "mixed", previous.report.mention, None, _GUESS, frozenset({at}), carried=True)
        found.append(Attributed(report, previous.speaker, paragraph, read.number))
        return
    report = Report((_inside(unit),), "mixed", mention, act.cue if act else None, evidence, frozenset({at}))
    found.append(_attributed(state, report, paragraph, read))


def _nearest_subject(reading: Reading, at: int, act: Act | None) -> Mention | None:
    """The last subject before unit `at`: an act's, a pronoun, or a name with a verb behind it."""
    units = reading.units
    for n in range(at - 1, -1, -1):
        if act is not None and act.mention is not None and n == act.last - 1:
            return act.mention
        if units[n].low in _PRONOUN_SUBJECTS:
            return pronoun(reading, n)
        name = reading.ending.get(n)
        if name is not None and not name.possessive and _is_verb_like(units[n]):
            return name
    return None


def _is_verb_like(unit: Unit) -> bool:
    low = unit.low
    return (
        unit.kind is Kind.WORD
        and not unit.capital
        and (low in FINITE or low in AUXILIARIES or low in REPORTING or low.endswith("ed"))
    )


def _carry_open(state: Paragraphs, found: list[Attributed], reads: Sequence[Read]) -> None:
    """Join speech over several paragraphs: a quote left open goes on where the next paragraph opens with a mark."""
    first = reads[0].reading.units[0] if reads else None
    if state.open_quote is not None and first is not None and first.kind is Kind.QUOTE and found:
        opening = min(found, key=lambda one: one.start)
        if opening.report.type == "direct" and opening.start == _inside(first)[0]:
            opening.continues = state.open_quote
            if opening.report.carried:
                opening.speaker = state.open_quote.speaker
                opening.report = _with_mention(opening.report, state.open_quote.report.mention)
    last = reads[-1].reading.units[-1] if reads else None
    state.open_quote = None
    if last is not None and last.stretch is not None and not last.stretch.closed:
        inside = _inside(last)
        state.open_quote = next((one for one in found if inside in one.report.spans), None)


def _with_mention(report: Report, mention: Mention | None) -> Report:
    return Report(
        report.spans,
        report.type,
        mention,
        report.cue,
        _SAME_PARAGRAPH,
        report.quotes,
        report.relay,
        report.hearer,
        carried=True,
    )


def _inside(unit: Unit) -> tuple[int, int]:
    return (unit.stretch.start, unit.stretch.end) if unit.stretch else (unit.start, unit.end)
