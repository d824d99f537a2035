"""A tree in plain words: what was understood, on one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from searchkit.fields import BY_NAME, FieldKind
from searchkit.query.tree import (
    And,
    Boost,
    DateRange,
    Everything,
    Fuzzy,
    Name,
    Near,
    Node,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Value,
    Wildcard,
    Word,
)
from searchkit.text.dates import format_date
from searchkit.text.period import Period, write_period

_JOINING = {"and", "or", "not"}
_LABELLED = (Word, Phrase, Prefix, Name, Value)


class _Said(NamedTuple):
    """A leaf in words, `label value behind`; neighbours that share label and behind share them in the sentence."""

    label: str
    labels: str
    value: str
    behind: str = ""


def explain(node: Node) -> str:
    """What a query asks for: `the phrase "foreign armed forces" and speaker Vladimir Putin, printed in 2018`."""
    match node:
        case Everything():
            return "everything"
        case And(children):
            return _all_of(children)
        case Or(children):
            return " or ".join(_run(run, "or") for run in _runs(children))
        case Not(child):
            return f"not {_run([child], 'and')}"
        case Near() | Wildcard() | Fuzzy() | Boost():
            return _built(node)
        case _:
            return _run([node], "and")


def _all_of(children: Sequence[Node]) -> str:
    dates = [child for child in children if isinstance(child, DateRange)]
    others = [child for child in children if not isinstance(child, DateRange)]
    stated = " and ".join(_run(run, "and") for run in _runs(others))
    printed = " and ".join(_printed(stretch) for stretch in dates)
    return ", ".join(part for part in (stated, printed) if part)


def _runs(children: Sequence[Node]) -> list[list[Node]]:
    """The children in order, neighbours that share their label in one list."""
    runs: list[list[Node]] = []
    for child in children:
        if runs and (shared := _shared(child)) and shared == _shared(runs[-1][0]):
            runs[-1].append(child)
        else:
            runs.append([child])
    return runs


def _shared(node: Node) -> tuple[type, str] | None:
    match node:
        case Word(_, field) | Phrase(_, field) | Prefix(_, field) | Name(field) | Value(field):
            return type(node), field
        case _:
            return None


def _run(nodes: Sequence[Node], joining: str) -> str:
    match nodes[0]:
        case Word() | Phrase() | Prefix() | Name() | Value():
            said = [_said(node) for node in nodes if isinstance(node, _LABELLED)]
        case DateRange() as stretch:
            return _printed(stretch)
        case NumberRange() as stretch:
            return _numbers(stretch)
        case And() | Or() as group:
            return f"({explain(group)})"
        case node:
            return explain(node)
    label = said[0].labels if joining == "and" and len(said) > 1 else said[0].label
    return f"{label} {_listed([each.value for each in said], joining)}{said[0].behind}"


def _listed(values: Sequence[str], joining: str) -> str:
    *most, last = values
    return f"{', '.join(most)} {joining} {last}" if most else last


def _said(leaf: Word | Phrase | Prefix | Name | Value) -> _Said:
    where = "" if leaf.field == "text" else f" in the {leaf.field}"
    match leaf:
        case Word(text):
            return _Said("the word", "the words", _set_apart(text), where)
        case Phrase(text):
            return _Said("the phrase", "the phrases", f'"{text}"', where)
        case Prefix(text) if BY_NAME[leaf.field].kind is FieldKind.TEXT:
            return _Said("a word beginning with", "words beginning with", text, where)
        case Prefix(text):
            label = f"a {leaf.field} with a word beginning with"
            return _Said(label, label, text)
        case Name(field, text) | Value(field, text):
            return _Said(field, field, _set_apart(text))


def _built(node: Near | Wildcard | Fuzzy | Boost) -> str:
    """A node that only Python can build."""
    where = "" if isinstance(node, Boost) or node.field == "text" else f" in the {node.field}"
    match node:
        case Boost(child, factor):
            return f"{_run([child], 'and')} (counting {factor:g} times)"
        case Near(words, window, ordered):
            order = "in this order" if ordered else "in any order"
            return f"the words {_listed(words, 'and')} within {window} words, {order}{where}"
        case Wildcard(text):
            return f"a word like {text}{where}"
        case Fuzzy(text, distance):
            return f"a word at most {distance} {'letter' if distance == 1 else 'letters'} from {text}{where}"


def _set_apart(text: str) -> str:
    """A text in quote marks where it would read as part of the sentence."""
    return f'"{text}"' if "," in text or not _JOINING.isdisjoint(text.lower().split()) else text


def _printed(stretch: DateRange) -> str:
    first, dots, last = write_period(Period(stretch.start, stretch.end)).partition("..")
    if not dots:
        return f"printed {'on' if first.count('-') > 1 else 'in'} {format_date(first)}"
    if first and last:
        return f"printed {format_date(first)} to {format_date(last)}"
    return f"printed since {format_date(first)}" if first else f"printed until {format_date(last)}"


def _numbers(stretch: NumberRange) -> str:
    low, high = stretch.low, stretch.high
    if low is not None and high is not None:
        return f"{stretch.field} {low:g}" if low == high else f"{stretch.field} {low:g} to {high:g}"
    return f"{stretch.field} up to {high:g}" if low is None else f"{stretch.field} from {low:g}"
