"""A tree back to query text or to shell words, for commands to paste; and a tree with phrases split into words."""

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
from searchkit.text.control_characters import shell_quote
from searchkit.text.period import Period, write_period

_BETWEEN_WORDS = re.compile(rf"[{GAP}{MARKS}()*]+")
_UNQUOTED_VALUE = re.compile(rf"(?!-|//)[^{GAP}{MARKS}()*]+")


def to_query(node: Node) -> str:
    """Return query text that parses to an equal tree.

    Raises ValueError for a value with a double quote mark, which only a filter can hold, and for nodes without syntax.
    """
    match node:
        case Everything():
            return ""
        case And(children):
            return " ".join(_operand_text(child) for child in children)
        case Or(children):
            return " OR ".join(_operand_text(child) for child in children)
        case Not(child):
            query = _operand_text(child)
            return f"-{query}" if query[0].isalnum() or query[0] in '"(' else f"NOT {query}"
        case Boost():
            raise ValueError(f"no query text can hold this: {explain(node)}")
        case _:
            return _leaf_text(node)


def to_arguments(node: Node) -> str:
    """Return the words to type in a shell after `search`, with shell quotes where needed.

    `searchkit.query.shell` reads them back to an equal tree. Raises ValueError as `to_query` does.
    """
    return " ".join(map(shell_quote, _shell_words(node)))


def all_words(node: Node) -> Node | None:
    """Return the tree with each phrase as the And of its distinct words, which finds more.

    None if nothing changes or there would be too many words. Phrases below a Not stay: their words would exclude more.
    """
    split = _split_phrases(node)
    return None if split == node or len(leaves(split)) > MAX_TERMS else split


def _operand_text(node: Node) -> str:
    return f"({to_query(node)})" if isinstance(node, And | Or) else to_query(node)


def _leaf_text(node: Leaf) -> str:
    match node:
        case Word(text, field):
            # `Moscow:` before a parenthesis would be a field.
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
    """Return a number without an exponent, with all digits that can be typed."""
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
            # Not `-word`, because `-n5` would be an option.
            return ["NOT", *_operand_words(child)]
        case Phrase(text, "text") if " " in text and not has_syntax(text) and text[0] != "-":
            return [text]
        case Word(text, "text") if text[0] == "-":
            return [f"text:{text}"]
        case And() | Or():
            query = to_query(node)
            return [query if alone and query[0] != "-" else f"({query})"]
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
