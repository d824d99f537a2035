"""Features of a candidate: form and position of the mention, its cue and the tokens between it and the quote, never a name.

The strings are keys of weights.json and keep its older words: "act" (cue), "behind" (after), "voice" (speaker).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.document.tokens import Token, TokenKind
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import FINITE
from searchkit.extraction.lexicon.reporting import REPORTING
from searchkit.extraction.mentions.mention import SPEAKING_NOUNS, MentionKind
from searchkit.extraction.speaker_model.candidates import Candidate
from searchkit.extraction.speaker_model.quote_context import QuoteContext, count_bucket, token_class

_BREAKS = frozenset({":", ";", "—", "–", "--"})
_SAME_PRONOUN = {"she": "he", "her": "his"}  # the features are independent of gender
_POSSESSIVE_PRONOUNS = words("his her its their")


@dataclass(frozen=True, slots=True)
class CandidateHistory:
    """What the article before the quote shows about a candidate.

    `spoke`: the candidate has an earlier quote; `named`: count of the full name in the article; `turn_features`: features of
    the last quotes if they are the candidate's.
    """

    spoke: bool
    named: int
    turn_features: tuple[str, ...]


def candidate_features(
    quote: QuoteContext, candidate: Candidate, history: CandidateHistory, *, claims: bool
) -> Iterator[str]:
    """Yield the names of the features of a candidate; `claims`: it is the subject of the cue that reports the quote."""
    side = _side_of(quote, candidate)
    yield side
    yield f"{side} between {min(candidate.between, 4)}"
    yield from _mention_features(candidate, side)
    if claims:
        yield f"claims {quote.claim}"
        yield f"claims {quote.claim} {candidate.mention.kind.value}"
        yield f"claims {side}"
    elif candidate.cue is None:
        yield f"{side} no act, claim {quote.claim}"
    if candidate.main:
        yield f"{side} main"
    if candidate.cue is not None:
        yield from _cue_features(quote, candidate.cue, side)
    if candidate.read is quote.read:
        yield from _between_features(quote, candidate, side, claims=claims)
    elif candidate.read is not None:
        yield from _distance_features(quote, candidate.read, side)
    for feature in history.turn_features:
        yield feature
        yield f"{feature} {side}"
    if history.named:
        yield f"named {count_bucket(history.named)}"
    if history.spoke:
        yield "spoke"


def _side_of(quote: QuoteContext, candidate: Candidate) -> str:
    if candidate.read is None:
        return "far"
    if candidate.read is quote.read:
        return "before" if candidate.mention.last <= quote.at else "behind"
    side = "earlier" if candidate.read.number < quote.read.number else "later"
    return side if candidate.read.paragraph == quote.read.paragraph else f"{side} paragraph"


def _mention_features(candidate: Candidate, side: str) -> Iterator[str]:
    mention = candidate.mention
    kind = mention.kind.value
    if mention.kind is MentionKind.PRONOUN:
        yield f"{side} {kind} {_SAME_PRONOUN.get(mention.head, mention.head)}"
    else:
        yield f"{side} {kind}"
        yield f"{kind} {mention.entity_type.value}"
        if mention.plural:
            yield f"{kind} plural"
        if mention.role:
            yield "role"
        if mention.head in SPEAKING_NOUNS:
            yield f"{kind} speaking"
    if candidate.read is not None:
        sentence = candidate.read.sentence
        owns = mention.possessive or mention.head in _POSSESSIVE_PRONOUNS
        yield f"{side} ahead {'possessive' if owns else token_class(sentence, mention.last)}"
        yield f"{side} back {token_class(sentence, mention.first - 1)}"
        if mention.kind is MentionKind.NOMINAL:
            yield f"opens {token_class(sentence, mention.first)}"


def _cue_features(quote: QuoteContext, cue: Cue, side: str) -> Iterator[str]:
    yield f"act {side}"
    yield f"act {cue.frame.value}"
    if side == "before" and cue.last <= quote.at:
        yield from _gap_features("act to quote", count_bucket(max(0, quote.at - cue.content)), cue, quote.before)
    elif side in {"before", "behind"} and cue.first > quote.at:
        yield from _gap_features("quote to act", count_bucket(cue.first - quote.at - 1), cue, quote.after)
    for name, holds in (
        ("inverted", cue.inverted),
        ("shared", cue.coordinated or cue.participle),
        ("according", cue.according),
        ("relative", cue.relative),
    ):
        if holds:
            yield f"act {name} {side}"


def _gap_features(name: str, gap: int, cue: Cue, beside: str) -> Iterator[str]:
    """Features of the gap between a cue and the quote; `beside` is the class of the token next to the quote on that side."""
    yield f"{name} {gap}"
    yield f"{name} {gap} {cue.frame.value}"
    yield f"{name} {gap}, {beside}"


def _between_features(quote: QuoteContext, candidate: Candidate, side: str, *, claims: bool) -> Iterator[str]:
    mention = candidate.mention
    first, last = (mention.last, quote.at) if side == "before" else (quote.at + 1, mention.first)
    between = quote.read.sentence.tokens[first:last]
    yield f"{side} distance {count_bucket(len(between))}"
    yield f"{side} distance {count_bucket(len(between))} size {min(quote.size, 4)}"
    yield f"{side} commas {min(sum(token.low == ',' for token in between), 2)}"
    yield f"{side} {mention.kind.value}, quote behind {quote.before}"
    yield f"{side}, quote before {quote.after}"
    if any(token.kind is TokenKind.QUOTE for token in between):
        yield f"{side} over a quote"
    if any(token.low in _BREAKS for token in between):
        yield f"{side} over a break"
    if any(token.low in REPORTING for token in between):
        yield f"{side} over reporting"
    cues = sum(mention.last <= cue.first < quote.at or quote.at < cue.first < mention.first for cue in quote.read.cues)
    cues -= candidate.cue is not None and candidate.cue.first >= mention.last
    yield f"{side} {'act' if candidate.cue is not None else 'no act'} over acts {min(cues, 2)}"
    if claims:
        yield f"claims {quote.claim} over acts {min(cues, 2)}"
    yield f"{side} over {'a verb' if any(_is_verb(token) for token in between) else 'no verb'}"


def _is_verb(token: Token) -> bool:
    return token.low in FINITE or token.low.endswith("ed")


def _distance_features(quote: QuoteContext, read: ReadSentence, side: str) -> Iterator[str]:
    yield f"{side} {min(abs(read.number - quote.read.number), 3)}"
    yield f"{side}, quote {'alone' if quote.read.only_quotes else 'within'}"
    if read.sentence.tokens[-1].low == ":":
        yield f"{side} leads in"
    if any(cue.mention is not None for cue in quote.read.cues):
        yield f"{side} though acts"
