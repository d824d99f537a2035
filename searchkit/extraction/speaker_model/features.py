"""What speaks for a candidate, and what for nobody having said a marked stretch: marks of form and place, never a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.document.tokens import Token, TokenKind
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import (
    ARTICLES,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    FINITE,
    HE,
    POSSESSIVES,
    PREPOSITIONS,
    SHE,
    THEY,
)
from searchkit.extraction.lexicon.reporting import REPORTING
from searchkit.extraction.lexicon.titles import NAMING
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, SPEAKING_NOUNS, MentionKind
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.extraction.speaker_model.candidates import Candidate

_STEPS = (0, 1, 2, 3, 5, 9, 15, 30)
_OWN_SHAPE = words("as that of for to and or with , : . ( ) ;")
_SHAPES = (
    ("article", ARTICLES),
    ("possessive", POSSESSIVES | POSSESSIVE_MARKS),
    ("pronoun", HE | SHE | THEY),
    ("be", BE),
    ("reporting", frozenset(REPORTING)),
    ("naming", NAMING),
    ("auxiliary", AUXILIARIES),
    ("preposition", PREPOSITIONS),
    ("conjunction", CONJUNCTIONS),
    ("finite", FINITE),
    ("speaking", SPEAKING_NOUNS),
)
_SHAPE_OF = {word: name for name, listed in reversed(_SHAPES) for word in listed} | {word: word for word in _OWN_SHAPE}
_SHAPE_OF_KIND = {TokenKind.QUOTE: "quote", TokenKind.NUMBER: "number", TokenKind.PUNCTUATION: "point"}
_SPEECH = words("i we you my our your us me i'm i’m we're we’re you're you’re don't don’t it's it’s let's let’s")
_SMALL = PREPOSITIONS | ARTICLES | words("and or but nor as is")
_BREAKS = frozenset({":", ";", "—", "–", "--"})
_ENDINGS = frozenset(",.?!")
_LIKE = {"she": "he", "her": "his"}
_POSSESSIVE_PRONOUNS = words("his her its their")


@dataclass(frozen=True, slots=True)
class Asked:
    """The quote asked about: token `at` of a sentence; `claim` says how a cue takes it in, "" if none does."""

    read: ReadSentence
    at: int
    claim: str
    size: int
    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the article so far says of a candidate: whether it `spoke`, how often it is `named`, its part in the `quotes` before."""

    spoke: bool
    named: int
    quotes: tuple[str, ...]


def asked(read: ReadSentence, at: int, claim: str) -> Asked:
    """The quote at token `at` as the features see it."""
    sentence = read.sentence
    size = step(len(sentence.tokens[at].inner_text.split()))
    return Asked(read, at, claim, size, shape(sentence, at - 1), shape(sentence, at + 1))


def step(count: int) -> int:
    """A count, the coarser the larger it is."""
    return next((number for number, most in enumerate(_STEPS) if count <= most), len(_STEPS))


def shape(sentence: TaggedSentence, at: int) -> str:
    """What stands at token `at`, as far as it matters beside a quote or a mention."""
    if not 0 <= at < len(sentence.tokens):
        return "edge"
    token = sentence.tokens[at]
    known = _SHAPE_OF.get(token.low)
    if known is not None:
        return known
    if token.kind is not TokenKind.WORD:
        return _SHAPE_OF_KIND[token.kind]
    if token.capital:
        return "capital"
    return "ing" if token.low.endswith("ing") else "ed" if token.low.endswith("ed") else "word"


def of_nobody(one: Asked) -> Iterator[str]:
    """What speaks for a stretch that nobody says: a title, a term, a word held at arm's length."""
    sentence = one.read.sentence
    said = sentence.tokens[one.at].inner_text
    length = min(one.size, 4)
    yield "no"
    yield f"no size {one.size}"
    yield f"no claim {one.claim}"
    for name, found in (("before", one.before), ("behind", one.behind), ("ends", _ending(said))):
        yield f"no {name} {found}"
        yield f"no {name} {found} size {length}"
    if is_titled(said):
        yield "no titled"
        yield f"no titled size {length}"
    if said[:1].isupper():
        yield f"no capital before {one.before}"
    lows = [word.strip(".,!?").lower() for word in said.split()]
    if not _SPEECH.isdisjoint(lows):
        yield "no speech"
    if not FINITE.isdisjoint(lows):
        yield "no finite"
    if any(cue.last <= one.at for cue in one.read.cues):
        yield "no act before"
    if any(cue.first > one.at for cue in one.read.cues):
        yield "no act behind"
    yield f"no quotes {min(one.read.quotes, 3)}"
    if one.read.only_quotes:
        yield "no alone"


def _ending(said: str) -> str:
    return said[-1:] if said[-1:] in _ENDINGS else "letter"


def is_titled(said: str) -> bool:
    """Whether all weighty words of a stretch have capitals."""
    bare = (word.strip(".,!?'’‘") for word in said.split())
    weighty = [word for word in bare if word[:1].isalpha() and word.lower() not in _SMALL]
    return bool(weighty) and all(word[:1].isupper() for word in weighty)


def of_candidate(one: Asked, who: Candidate, known: Known, *, claims: bool) -> Iterator[str]:
    """What speaks for a candidate; `claims` if it is the subject of the cue that takes the quote in."""
    side = _side(one, who)
    yield side
    yield f"{side} between {min(who.between, 4)}"
    yield from _of_mention(who, side)
    if claims:
        yield f"claims {one.claim}"
        yield f"claims {one.claim} {who.mention.kind.value}"
        yield f"claims {side}"
    elif who.cue is None:
        yield f"{side} no act, claim {one.claim}"
    if who.main:
        yield f"{side} main"
    if who.cue is not None:
        yield from _of_cue(one, who.cue, side)
    if who.read is one.read:
        yield from _of_stretch_between(one, who, side, claims=claims)
    elif who.read is not None:
        yield from _of_distance(one, who.read, side)
    for part in known.quotes:
        yield part
        yield f"{part} {side}"
    if known.named:
        yield f"named {step(known.named)}"
    if known.spoke:
        yield "spoke"


def _side(one: Asked, who: Candidate) -> str:
    if who.read is None:
        return "far"
    if who.read is one.read:
        return "before" if who.mention.last <= one.at else "behind"
    side = "earlier" if who.read.number < one.read.number else "later"
    return side if who.read.paragraph == one.read.paragraph else f"{side} paragraph"


def _of_mention(who: Candidate, side: str) -> Iterator[str]:
    mention = who.mention
    kind = mention.kind.value
    if mention.kind is MentionKind.PRONOUN:
        yield f"{side} {kind} {_LIKE.get(mention.head, mention.head)}"
    else:
        yield f"{side} {kind}"
        yield f"{kind} {mention.entity_type.value}"
        if mention.plural:
            yield f"{kind} plural"
        if mention.role:
            yield "role"
        if mention.head in SPEAKING_NOUNS:
            yield f"{kind} speaking"
    if who.read is not None:
        sentence = who.read.sentence
        owns = mention.possessive or mention.head in _POSSESSIVE_PRONOUNS
        yield f"{side} ahead {'possessive' if owns else shape(sentence, mention.last)}"
        yield f"{side} back {shape(sentence, mention.first - 1)}"
        if mention.kind is MentionKind.NOMINAL:
            yield f"opens {shape(sentence, mention.first)}"


def _of_cue(one: Asked, cue: Cue, side: str) -> Iterator[str]:
    yield f"act {side}"
    yield f"act {cue.frame.value}"
    if side == "before" and cue.last <= one.at:
        yield from _of_gap("act to quote", step(max(0, one.at - cue.content)), cue, one.before)
    elif side in {"before", "behind"} and cue.first > one.at:
        yield from _of_gap("quote to act", step(cue.first - one.at - 1), cue, one.behind)
    for name, holds in (
        ("inverted", cue.inverted),
        ("shared", cue.coordinated or cue.participle),
        ("according", cue.according),
        ("relative", cue.relative),
    ):
        if holds:
            yield f"act {name} {side}"


def _of_gap(name: str, gap: int, cue: Cue, beside: str) -> Iterator[str]:
    """How far a cue stands from the quote, and what touches the quote on that side."""
    yield f"{name} {gap}"
    yield f"{name} {gap} {cue.frame.value}"
    yield f"{name} {gap}, {beside}"


def _of_stretch_between(one: Asked, who: Candidate, side: str, *, claims: bool) -> Iterator[str]:
    mention = who.mention
    first, last = (mention.last, one.at) if side == "before" else (one.at + 1, mention.first)
    between = one.read.sentence.tokens[first:last]
    yield f"{side} distance {step(len(between))}"
    yield f"{side} distance {step(len(between))} size {min(one.size, 4)}"
    yield f"{side} commas {min(sum(token.low == ',' for token in between), 2)}"
    yield f"{side} {mention.kind.value}, quote behind {one.before}"
    yield f"{side}, quote before {one.behind}"
    if any(token.kind is TokenKind.QUOTE for token in between):
        yield f"{side} over a quote"
    if any(token.low in _BREAKS for token in between):
        yield f"{side} over a break"
    if any(token.low in REPORTING for token in between):
        yield f"{side} over reporting"
    cues = sum(mention.last <= cue.first < one.at or one.at < cue.first < mention.first for cue in one.read.cues)
    cues -= who.cue is not None and who.cue.first >= mention.last
    yield f"{side} {'act' if who.cue is not None else 'no act'} over acts {min(cues, 2)}"
    if claims:
        yield f"claims {one.claim} over acts {min(cues, 2)}"
    yield f"{side} over {'a verb' if any(_is_verb(token) for token in between) else 'no verb'}"


def _is_verb(token: Token) -> bool:
    return token.low in FINITE or token.low.endswith("ed")


def _of_distance(one: Asked, home: ReadSentence, side: str) -> Iterator[str]:
    yield f"{side} {min(abs(home.number - one.read.number), 3)}"
    yield f"{side}, quote {'alone' if one.read.only_quotes else 'within'}"
    if home.sentence.tokens[-1].low == ":":
        yield f"{side} leads in"
    if any(cue.mention is not None for cue in one.read.cues):
        yield f"{side} though acts"
