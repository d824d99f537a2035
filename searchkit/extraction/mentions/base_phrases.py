"""Base noun phrases: noun phrases without the "of" phrases that follow their noun. Finds where they start and end."""

from __future__ import annotations

from searchkit.extraction.document.tokens import Token, TokenKind, Tokens
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import CALENDAR, DETERMINERS, FINITE, NOUN_JOINERS
from searchkit.extraction.lexicon.people import ROLES
from searchkit.extraction.lexicon.reporting import REPORTING
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, SPEAKING_NOUNS
from searchkit.extraction.mentions.sentence import TaggedSentence, is_noun_part, is_plural_noun

_MOST_TOKENS = 14
_QUANTIFIERS = words("one some many most several two three both all half none each")
_LY_NOUNS = words(
    "family assembly ally reply supply bully rally anomaly monopoly butterfly weekly daily monthly elderly"
)
_PLACE_PREPOSITIONS = words("in at on with from to near")


def find_base_start(sentence: TaggedSentence, end: int) -> int | None:
    """Index at which the base phrase before `end` starts, or None if no noun is before `end`."""
    tokens = sentence.tokens
    start = end
    while start > 0 and end - start < _MOST_TOKENS:
        name = sentence.names_by_end.get(start)
        if name is not None:
            start = _include_determiners(tokens, name.first, most=1)
            role = start > 0 and is_noun_part(tokens[start - 1]) and tokens[start - 1].low in ROLES
            if tokens[start].low in DETERMINERS or not role:
                break
        elif tokens[start - 1].low in DETERMINERS:
            start = _include_determiners(tokens, start, most=2)
            break
        elif (tokens[start - 1].low in POSSESSIVE_MARKS and start < end) or is_noun_part(tokens[start - 1]):
            start -= 1
        else:
            break
    return start if start < end and tokens[end - 1].kind is not TokenKind.PUNCTUATION else None


def _include_determiners(tokens: Tokens, start: int, *, most: int) -> int:
    for _ in range(most):
        if start and tokens[start - 1].low in DETERMINERS:
            start -= 1
    return start


def find_base_end(sentence: TaggedSentence, first: int) -> int:
    """Exclusive end of the base phrase that starts at `first`; `first` if there is none."""
    tokens = sentence.tokens
    end = first
    while end < len(tokens) and end - first < len(("all", "the")) and tokens[end].low in DETERMINERS:
        end += 1
    while end < len(tokens) and end - first < _MOST_TOKENS:
        token = tokens[end]
        if token.low not in POSSESSIVE_MARKS or end == first:
            if token.low in DETERMINERS or not is_noun_part(token):
                break
            if end > first and not token.capital and (_is_verb_form(tokens[end - 1], token) or _is_adverb(tokens, end)):
                break
        name = sentence.names_by_start.get(end)
        end = name.last if name is not None else end + 1
    return end


def _is_adverb(tokens: Tokens, at: int) -> bool:
    """Whether a word in -ly after a noun is an adverb ("the institute initially held")."""
    token = tokens[at]
    if (
        not token.low.endswith("ly")
        or token.low in _LY_NOUNS
        or at + 1 >= len(tokens)
        or tokens[at - 1].low in DETERMINERS
    ):
        return False
    ahead = tokens[at + 1]
    return ahead.low in FINITE or ahead.low in REPORTING or ahead.low.endswith("ed")


def _is_verb_form(noun: Token, token: Token) -> bool:
    """Whether a word after a noun is a verb form outside the phrase ("applicants waiting outside", "Pell helped")."""
    if is_plural_noun(noun.low):
        return token.low.endswith(("ing", "ed"))
    return token.low.endswith("ed") and (noun.capital or noun.low in SPEAKING_NOUNS)


def widen_left(sentence: TaggedSentence, start: int) -> tuple[int, int] | None:
    """Base phrase `(start, end)` that the "of" phrase starting at `start` depends on ("a spokesman for"), or None."""
    tokens = sentence.tokens
    joiner = start - 1
    if joiner < 1 or tokens[joiner].low not in NOUN_JOINERS:
        return None
    head = tokens[joiner - 1]
    if tokens[joiner].low == "of" and head.low in _QUANTIFIERS:
        return joiner - 1, joiner
    if head.kind is not TokenKind.WORD or not is_noun_part(head):
        return None
    wider = find_base_start(sentence, joiner)
    if wider is None:
        return None
    determined = tokens[wider].low in DETERMINERS or joiner in sentence.names_by_end
    return (wider, joiner) if determined or head.low in SPEAKING_NOUNS else None


def widen_right(sentence: TaggedSentence, end: int) -> int:
    """Exclusive end of a phrase with the "of" phrase at `end`; `end` if there is none."""
    tokens = sentence.tokens
    if end + 1 >= len(tokens) or tokens[end].low not in NOUN_JOINERS or tokens[end + 1].low in CALENDAR:
        return end
    if tokens[end].low in _PLACE_PREPOSITIONS and tokens[end - 1].low not in SPEAKING_NOUNS:
        return end
    further = find_base_end(sentence, end + 1)
    return further if further > end + 1 else end
