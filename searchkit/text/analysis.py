"""Splits text into tokens: one analysis for indexing, queries and highlights, for every engine.

A token has an exact form (case and accents folded), a stem, and the offsets of its text. Hyphens and other punctuation
split tokens; each part has its own position. A possessive 's is dropped; U.S. is one token, "u.s"; 1,750 is "1750". Stop
words are tokens too: phrases need "of" and "the".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

VERSION = 1
"""Goes up whenever any text gives other tokens; an index of another version must be rebuilt."""


class Token(NamedTuple):
    """One token; `text[start:end]` is its text without a possessive 's."""

    exact: str
    stem: str
    start: int
    end: int


_FUNCTION_WORDS = """
a an the this that these those each every either neither some any no all both such other another
i me my you your he him his she her hers it its we our they them their itself himself herself themselves
what which whose whom when where why how whether there then
am is are was were be been being have has had having do does did doing can could shall should will would might must
about above after against among at before between by down during for from in into of off on onto out over through to
toward towards under until up upon with within without
and but or nor if because while although though unless since as than so not only
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""English words without a topic of their own: they match, but do not affect ranking. Lucene's EnglishAnalyzer drops 33 of them; these are the pronouns, articles, auxiliaries and common prepositions and
conjunctions, but for those that news has as names: us, who, may."""

_APOSTROPHES = "'’‘ʼ＇"
# In this order: initials (U.S., J.K.), numbers with their separators, words with inner apostrophes and marks.
_TOKEN = re.compile(
    rf"""
      (?P<initials> (?<![^\W_]) [^\W\d_] (?: \. [^\W\d_] )+ (?![^\W_]) (?: \.? [{_APOSTROPHES}] [sS] \b )? )
    | (?P<number>   \d+ (?: [.,] \d+ )* (?: [^\W_] )* )
    | (?P<word>     [^\W_] [^\W_\u0300-\u036f]* (?: [\u0300-\u036f]+ [^\W_]* )*
                    (?: [{_APOSTROPHES}] [^\W\d_]+ [\u0300-\u036f]* )* )
    """,
    re.VERBOSE,
)
_THOUSANDS = r",(?=\d{3}(?:\D|$))"  # compiled when first needed: few queries hold such a number
_APOSTROPHE_FOLD = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))

# Words that the English stemmer merges with words of another meaning; each gets its own stem. The library itself keeps
# news/new, organization/organ and general/generation apart since its version 3; the tests hold it to that.
_STEM_EXCEPTIONS = {
    form: stem
    for stem, forms in {
        "authority": ("authority", "authorities"),
        "business": ("business", "businesses"),
        "capitalism": ("capitalism",),
        "customer": ("customer", "customers"),
        "designation": ("designation", "designations"),
        "executive": ("executive", "executives"),
        "experiment": ("experiment", "experiments", "experimental"),
        "humane": ("humane", "humanely"),
        "humanity": ("humanity",),
        "important": ("important", "importantly", "importance"),
        "informal": ("informal", "informally"),
        "objective": ("objective", "objectives", "objectively"),
        "paste": ("paste", "pasted", "pastes"),
        "rational": ("rational", "rationally"),
        "relative": ("relative", "relatives", "relatively"),
        "severe": ("severe", "severely", "severity"),
    }.items()
    for form in forms
}
_stemmer = Stemmer.Stemmer("english", 0)


def fold(text: str) -> str:
    """Fold case and accents and straighten apostrophes; strings are compared in this form."""
    if text.isascii():
        return text.lower()
    # Letter by letter: normalising a long run of accents takes time quadratic in its length.
    parts = (part for letter in text.casefold() for part in unicodedata.normalize("NFKD", letter))
    return "".join(part for part in parts if not unicodedata.combining(part)).translate(_APOSTROPHE_FOLD)


@lru_cache(maxsize=1 << 17)
def stem(exact: str) -> str:
    """The stem of an exact form."""
    exception = _STEM_EXCEPTIONS.get(exact)
    if exception is not None:
        return exception
    return exact if "." in exact else str(_stemmer.stemWord(exact))


@lru_cache(maxsize=1 << 17)
def _exact_form(written: str, kind: str) -> str:
    if kind == "number":
        return fold(re.sub(_THOUSANDS, "", written) if "," in written else written)
    return fold(written)


def _without_possessive(written: str) -> str:
    if written[-1] not in "sS" or len(written) == 1 or written[-2] not in _APOSTROPHES:
        return written
    return written[:-2].removesuffix(".") or written


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order; a token's index is its position."""
    out = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        written = match.group()
        kind = match.lastgroup or "word"
        if kind != "number":
            written = _without_possessive(written)
            end = start + len(written)
        exact = _exact_form(written, kind)
        if exact:
            out.append(Token(exact, stem(exact), start, end))
    return out


def exact_terms(text: str) -> tuple[str, ...]:
    """The exact forms of a text's tokens, by which phrases and names are compared."""
    return tuple(token.exact for token in tokens(text))


@lru_cache(maxsize=1 << 12)
def is_function_word(text: str) -> bool:
    """Whether a text is a single function word."""
    terms = exact_terms(text)
    return len(terms) == 1 and terms[0] in FUNCTION_WORDS
