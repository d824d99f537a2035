"""A paragraph's narration to sentences; what ends inside quotation marks ends the sentence only if nothing goes on behind."""

from __future__ import annotations

from searchkit.extraction.document.tokens import Kind, Sentence, Token, Tokens
from searchkit.extraction.lexicon.grammar import AUXILIARIES, DETERMINERS, OPENERS, SUBJECT_PRONOUNS
from searchkit.extraction.lexicon.reporting import REPORTING

_ENDS = frozenset({".", "!", "?", "…", "...", "...."})
_ENDS_ANYWAY = frozenset({"inc.", "co.", "corp.", "jr.", "etc."})
_CONTINUES = frozenset({"that", "the", "he", "she", "it", "they"})
_LOOK = 9  # units behind a quote in which its reporting verb must come
_LONGEST = 300  # units: what runs on longer is cut, so that looking around inside a sentence stays cheap


def sentences_of(units: Tokens, paragraph: int) -> list[Sentence]:
    """The sentences of a paragraph, in order; together they hold all its units."""
    out = []
    begin = 0
    for at, unit in enumerate(units):
        if _ends_at(units, at, unit) or at - begin >= _LONGEST:
            out.append(Sentence(units[begin : at + 1], paragraph))
            begin = at + 1
    return out


def _ends_at(units: Tokens, at: int, unit: Token) -> bool:
    if at + 1 >= len(units):
        return True
    ahead = units[at + 1]
    if unit.kind is Kind.QUOTE:
        return _quote_ends(units, at, unit)
    if unit.low in _ENDS:
        goes_on = (ahead.kind is Kind.WORD and not ahead.capital and at + 2 < len(units)) or ahead.low in {
            ")",
            "]",
            ",",
            ";",
        }
        return not goes_on and ahead.low not in _ENDS
    if unit.kind is Kind.WORD and unit.text.endswith(".") and ahead.capital:
        # "in the U.S. He said": an abbreviation that also ends its sentence.
        may_end = unit.text.count(".") > 1 or unit.low in _ENDS_ANYWAY
        return ahead.low in OPENERS and may_end and not _predicate_ahead(units, at + 1)
    return False


def _predicate_ahead(units: Tokens, at: int) -> bool:
    """As in "the U.S. Has not asked": a capital that wires put behind an abbreviation, and no question."""
    behind = units[at + 1] if at + 1 < len(units) else None
    if units[at].low not in AUXILIARIES or behind is None or behind.kind is not Kind.WORD or behind.capital:
        return False
    return behind.low not in SUBJECT_PRONOUNS | DETERMINERS


def _quote_ends(units: Tokens, at: int, unit: Token) -> bool:
    if unit.stretch is None or not unit.stretch.closed:
        return True
    last = unit.said.rstrip("\"'”’»")[-1:]
    ahead = units[at + 1]
    if last not in _ENDS or ahead.kind is Kind.POINT:
        return False
    if ahead.kind is Kind.QUOTE or (last == "." and ahead.capital):
        return True
    if ahead.kind is Kind.WORD and not ahead.capital:
        return False
    return not _reported_behind(units, at + 1)


def _reported_behind(units: Tokens, first: int) -> bool:
    """As in "“Why?” Ada Pell asked": whether a reporting verb closes the words behind a quote."""
    for at in range(first, min(len(units), first + _LOOK)):
        unit = units[at]
        if unit.kind is not Kind.WORD:
            return False
        if unit.low in REPORTING:
            ahead = units[at + 1] if at + 1 < len(units) else None
            return ahead is None or ahead.kind is not Kind.WORD or ahead.low not in _CONTINUES
    return False
