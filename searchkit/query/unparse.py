"""A tree back to query text, or to words of a shell command line: for commands to paste. Also its all-words form."""

from __future__ import annotations

import re

from searchkit.query.explain import explain
from searchkit.query.lexer import GAP, MARKS, has_letter_or_digit, has_syntax
from searchkit.query.parser import MAX_TERMS
from searchkit.query.tree import (
    And,
    Boost,
    DateRange,
    Everything,
    Fuzzy,
    Leaf,
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
    flatten,
    leaves,
)
from searchkit.text.control_characters import quoted
from searchkit.text.period import Period, write_period

_BETWEEN_WORDS = re.compile(rf"[{GAP}{MARKS}()*]+")
_UNQUOTED_VALUE = re.compile(rf"(?!-|//)[^{GAP}{MARKS}()*]+")


def to_query(node: Node) -> str:
    """Query text that parses to an equal tree, for every tree that `parse` gives.

    Raises ValueError for a text with a double quote mark in it, which a filter flag can hold but a query cannot, and for
    nodes that have no syntax.
    """
    match node:
        case Everything():
            return ""
        case And(children):
            return " ".join(_operand_text(child) for child in children)
        case Or(children):
            return " OR ".join(_operand_text(child) for child in children)
        case Not(child):
            written = _operand_text(child)
            return f"-{written}" if written[0].isalnum() or written[0] in '"(' else f"NOT {written}"
        case Boost():
            raise ValueError(f"no query text can hold this: {explain(node)}")
        case _:
            return _leaf_text(node)


def to_arguments(node: Node) -> str:
    """What to type in a shell behind `search` for the tree: words apart, phrases and the rest in shell quotes.

    Read back by the rules for command lines (`searchkit.query.shell`) it gives an equal tree. Raises as `to_query` does.
    """
    return " ".join(map(quoted, _shell_words(node)))


def all_words(node: Node) -> Node | None:
    """The tree with every phrase as the And of its words, each once, which finds more; None when nothing changes, or
    when there are too many for a query.

    Phrases below a Not stay: their words would leave out more.
    """
    loose = _split_phrases(node)
    return None if loose == node or len(leaves(loose)) > MAX_TERMS else loose


def _operand_text(node: Node) -> str:
    return f"({to_query(node)})" if isinstance(node, And | Or) else to_query(node)


def _leaf_text(node: Leaf) -> str:
    match node:
        case Word(text, field):
            # A parenthesis behind `Moscow:` would make it a field.
            bare = field == "text" and text[-1] != ":" and not has_syntax(text)
            return text if bare else f"{field}:{text}"
        case Prefix(text, field):
            return f"{text}*" if field == "text" and not has_syntax(text) else f"{field}:{text}*"
        case Phrase(text, field):
            return _in_marks(text) if field == "text" else f"{field}:{_in_marks(text)}"
        case Name(field, text) | Value(field, text):
            return f"{field}:{text if _UNQUOTED_VALUE.fullmatch(text) else _in_marks(text)}"
        case Near() | Wildcard() | Fuzzy():
            raise ValueError(f"no query text can hold this: {explain(node)}")
        case DateRange(start, end):
            return f"date:{write_period(Period(start, end))}"
        case NumberRange(field, low, high):
            return (
                f"{field}:{_decimal_text(low)}"
                if low == high
                else f"{field}:{_decimal_text(low)}..{_decimal_text(high)}"
            )


def _in_marks(text: str) -> str:
    if any(mark in text for mark in MARKS):
        raise ValueError(f"no query text can hold a double quote mark inside a value: {text}")
    return f'"{text}"'


def _decimal_text(number: float | None) -> str:
    """A number without an exponent, as exact as one can be typed."""
    return "" if number is None else f"{number:.12f}".rstrip("0").rstrip(".")


def _shell_words(node: Node) -> list[str]:
    match node:
        case Everything():
            return []
        case And(children):
            return [argument for child in children for argument in _operand_words(child)]
        case _:
            return _operand_words(node, alone=True)


def _operand_words(node: Node, *, alone: bool = False) -> list[str]:
    match node:
        case Not(child):
            # Not -word: `-n5` would be an option.
            return ["NOT", *_operand_words(child)]
        case Phrase(text, "text") if " " in text and not has_syntax(text) and text[0] != "-":
            return [text]
        case Word(text, "text") if text[0] == "-":
            return [f"text:{text}"]
        case And() | Or():
            written = to_query(node)
            return [written if alone and written[0] != "-" else f"({written})"]
        case _:
            return [to_query(node)]


def _split_phrases(node: Node) -> Node:
    match node:
        case And(children):
            return flatten(And, map(_split_phrases, children))
        case Or(children):
            return flatten(Or, map(_split_phrases, children))
        case Phrase(text, field, span):
            parts = (part.lstrip("-/").rstrip(":") for part in _BETWEEN_WORDS.split(text))
            words = tuple(dict.fromkeys(Word(part, field, span) for part in parts if has_letter_or_digit(part)))
            return words[0] if len(words) == 1 else And(words)
        case _:
            return node
