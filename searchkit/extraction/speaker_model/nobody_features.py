"""Features of "nobody": the quote has no speaker, because it is a title, a term or in scare quotes."""

from __future__ import annotations

from collections.abc import Iterator

from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import ARTICLES, FINITE, PREPOSITIONS
from searchkit.extraction.speaker_model.quote_context import QuoteContext

_WORDS_OF_SPEECH = words(
    "i we you my our your us me i'm i’m we're we’re you're you’re don't don’t it's it’s let's let’s"
)
_SMALL_WORDS = PREPOSITIONS | ARTICLES | words("and or but nor as is")
_ENDINGS = frozenset(",.?!")


def nobody_features(quote: QuoteContext) -> Iterator[str]:
    """Yield the names of the features of "nobody" for a quote."""
    text = quote.read.sentence.tokens[quote.at].inner_text
    size = min(quote.size, 4)
    yield "no"
    yield f"no size {quote.size}"
    yield f"no claim {quote.claim}"
    for name, value in (("before", quote.before), ("behind", quote.after), ("ends", _ending(text))):
        yield f"no {name} {value}"
        yield f"no {name} {value} size {size}"
    if is_titled(text):
        yield "no titled"
        yield f"no titled size {size}"
    if text[:1].isupper():
        yield f"no capital before {quote.before}"
    lowered = [word.strip(".,!?").lower() for word in text.split()]
    if not _WORDS_OF_SPEECH.isdisjoint(lowered):
        yield "no speech"
    if not FINITE.isdisjoint(lowered):
        yield "no finite"
    yield from _sentence_features(quote)


def is_titled(text: str) -> bool:
    """Whether all words of a text are capitalised, except prepositions, articles and the like."""
    stripped = (word.strip(".,!?'’‘") for word in text.split())
    weighty = [word for word in stripped if word[:1].isalpha() and word.lower() not in _SMALL_WORDS]
    return bool(weighty) and all(word[:1].isupper() for word in weighty)


def _sentence_features(quote: QuoteContext) -> Iterator[str]:
    if any(cue.last <= quote.at for cue in quote.read.cues):
        yield "no act before"
    if any(cue.first > quote.at for cue in quote.read.cues):
        yield "no act behind"
    yield f"no quotes {min(quote.read.quotes, 3)}"
    if quote.read.only_quotes:
        yield "no alone"


def _ending(text: str) -> str:
    return text[-1:] if text[-1:] in _ENDINGS else "letter"
