"""A paragraph's narration to sentences; what ends inside quotation marks ends the sentence only if nothing goes on behind."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.passages.lexicon.grammar import OPENERS
from searchkit.passages.lexicon.reporting import REPORTING
from searchkit.passages.units import Kind, Sentence, Unit

_ENDS = frozenset({".", "!", "?", "…", "...", "...."})
_LOOK = 9  # units behind a quote in which its reporting verb must come


def sentences_of(units: Sequence[Unit], paragraph: int) -> list[Sentence]:
    """The sentences of a paragraph, in order; together they hold all its units."""
    out = []
    begin = 0
    for at, unit in enumerate(units):
        if _ends_at(units, at, unit):
            out.append(Sentence(units[begin : at + 1], paragraph))
            begin = at + 1
    if begin < len(units):
        out.append(Sentence(units[begin:], paragraph))
    return [one for one in out if one.units]


def _ends_at(units: Sequence[Unit], at: int, unit: Unit) -> bool:
    if at + 1 >= len(units):
        return True
    ahead = units[at + 1]
    if unit.kind is Kind.QUOTE:
        return _quote_ends(units, at, unit)
    if unit.low in _ENDS:
        return (
            not (ahead.kind is Kind.WORD and not ahead.capital)
            and ahead.low not in {")", "]", ",", ";"}
            and ahead.low not in _ENDS
        )
    if unit.text.endswith(".") and unit.kind is Kind.WORD and ahead.capital:
        # "in the U.S. He said": an abbreviation that also ends its sentence.
        return ahead.low in OPENERS and (
            unit.text.count(".") > 1 or unit.low in {"inc.", "co.", "corp.", "jr.", "etc."}
        )
    return False


def _quote_ends(units: Sequence[Unit], at: int, unit: Unit) -> bool:
    stretch = unit.stretch
    if stretch is None or not stretch.closed:
        return True
    last = unit.text[:-1].rstrip("\"'”’»")[-1:]
    ahead = units[at + 1]
    if last not in {".", "!", "?", "…"} or ahead.kind is Kind.POINT:
        return False
    if ahead.kind is Kind.QUOTE:
        return True
    if not ahead.capital and ahead.kind is Kind.WORD:
        return False
    if last == ".":
        return True
    return not _reported_behind(units, at + 1)


def _reported_behind(units: Sequence[Unit], first: int) -> bool:
    """ "“Why?” Ada Pell asked": whether a reporting verb closes the words behind a quote."""
    for at in range(first, min(len(units), first + _LOOK)):
        unit = units[at]
        if unit.kind is not Kind.WORD:
            return False
        if unit.low in REPORTING:
            ahead = units[at + 1] if at + 1 < len(units) else None
            return (
                ahead is None
                or ahead.kind is not Kind.WORD
                or ahead.low not in {"that", "the", "he", "she", "it", "they"}
            )
    return False
