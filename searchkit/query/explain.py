"""A tree as a sentence: how the query was understood."""

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

_CONJUNCTIONS = {"and", "or", "not"}
_LABELLED = (Word, Phrase, Prefix, Name, Value)


class _LabelledValue(NamedTuple):
    """A leaf as `label value suffix`; neighbours with the same label and suffix share them, with `labels` as the plural."""

    label: str
    labels: str
    value: str
    suffix: str = ""


def explain(node: Node) -> str:
    """Return a query in words: `the phrase "foreign armed forces" and speaker Vladimir Putin, printed in 2018`."""
    match node:
        case Everything():
            return "everything"
        case And(children):
            return _and_text(children)
        case Or(children):
            return " or ".join(_group_text(run, "or") for run in _group_by_label(children))
        case Not(child):
            return f"not {_group_text([child], 'and')}"
        case Near() | Wildcard() | Fuzzy() | Boost():
            return _built_text(node)
        case _:
            return _group_text([node], "and")


def _and_text(children: Sequence[Node]) -> str:
    dates = [child for child in children if isinstance(child, DateRange)]
    others = [child for child in children if not isinstance(child, DateRange)]
    stated = " and ".join(_group_text(run, "and") for run in _group_by_label(others))
    printed = " and ".join(_date_text(child) for child in dates)
    return ", ".join(part for part in (stated, printed) if part)


def _group_by_label(children: Sequence[Node]) -> list[list[Node]]:
    """Return the children in lists of neighbours that share their label."""
    runs: list[list[Node]] = []
    for child in children:
        if runs and (shared := _label_key(child)) and shared == _label_key(runs[-1][0]):
            runs[-1].append(child)
        else:
            runs.append([child])
    return runs


def _label_key(node: Node) -> tuple[type, str] | None:
    match node:
        case Word(_, field) | Phrase(_, field) | Prefix(_, field) | Name(field) | Value(field):
            return type(node), field
        case _:
            return None


def _group_text(nodes: Sequence[Node], conjunction: str) -> str:
    match nodes[0]:
        case Word() | Phrase() | Prefix() | Name() | Value():
            parts = [_labelled_value(node) for node in nodes if isinstance(node, _LABELLED)]
        case DateRange() as leaf:
            return _date_text(leaf)
        case NumberRange() as leaf:
            return _number_text(leaf)
        case And() | Or() as group:
            return f"({explain(group)})"
        case node:
            return explain(node)
    label = parts[0].labels if conjunction == "and" and len(parts) > 1 else parts[0].label
    return f"{label} {_list_text([each.value for each in parts], conjunction)}{parts[0].suffix}"


def _list_text(values: Sequence[str], conjunction: str) -> str:
    *most, last = values
    return f"{', '.join(most)} {conjunction} {last}" if most else last


def _labelled_value(leaf: Word | Phrase | Prefix | Name | Value) -> _LabelledValue:
    where = "" if leaf.field == "text" else f" in the {leaf.field}"
    match leaf:
        case Word(text):
            return _LabelledValue("the word", "the words", _quote_if_ambiguous(text), where)
        case Phrase(text):
            return _LabelledValue("the phrase", "the phrases", f'"{text}"', where)
        case Prefix(text) if BY_NAME[leaf.field].kind is FieldKind.TEXT:
            return _LabelledValue("a word beginning with", "words beginning with", text, where)
        case Prefix(text):
            label = f"a {leaf.field} with a word beginning with"
            return _LabelledValue(label, label, text)
        case Name(field, text) | Value(field, text):
            return _LabelledValue(field, field, _quote_if_ambiguous(text))


def _built_text(node: Near | Wildcard | Fuzzy | Boost) -> str:
    """Return a node that has no query syntax in words."""
    where = "" if isinstance(node, Boost) or node.field == "text" else f" in the {node.field}"
    match node:
        case Boost(child, factor):
            return f"{_group_text([child], 'and')} (counting {factor:g} times)"
        case Near(words, window, ordered):
            order = "in this order" if ordered else "in any order"
            return f"the words {_list_text(words, 'and')} within {window} words, {order}{where}"
        case Wildcard(text):
            return f"a word like {text}{where}"
        case Fuzzy(text, distance):
            return f"a word at most {distance} {'letter' if distance == 1 else 'letters'} from {text}{where}"


def _quote_if_ambiguous(text: str) -> str:
    """Return a text, in quote marks if it would read as part of the sentence."""
    return f'"{text}"' if "," in text or not _CONJUNCTIONS.isdisjoint(text.lower().split()) else text


def _date_text(dates: DateRange) -> str:
    first, dots, last = write_period(Period(dates.start, dates.end)).partition("..")
    if not dots:
        return f"printed {'on' if first.count('-') > 1 else 'in'} {format_date(first)}"
    if first and last:
        return f"printed {format_date(first)} to {format_date(last)}"
    return f"printed since {format_date(first)}" if first else f"printed until {format_date(last)}"


def _number_text(leaf: NumberRange) -> str:
    low, high = leaf.low, leaf.high
    if low is not None and high is not None:
        return f"{leaf.field} {low:g}" if low == high else f"{leaf.field} {low:g} to {high:g}"
    return f"{leaf.field} up to {high:g}" if low is None else f"{leaf.field} from {low:g}"
