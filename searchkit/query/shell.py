"""Command-line arguments to options and query text.

`search "foreign armed forces"` reaches the program as one argument without its quote marks, so an argument with spaces
and no query syntax is a phrase; separate arguments are words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from searchkit.errors import QueryError
from searchkit.query.lexer import QueryToken, TokenKind, collapse_gaps, has_gap, has_syntax, lex

# Compiled on first use: most words are no options.
_VALUE_ATTACHED = r"(-[A-Za-z])[0-9]+"
_LONG_OPTION = r"--[A-Za-z]"
_JOINS_LEFT = (TokenKind.AND, TokenKind.OR)
_JOINS_RIGHT = (TokenKind.AND, TokenKind.OR, TokenKind.NOT)


def query_text(arguments: Sequence[str]) -> str:
    """Return the query text of arguments: what is parsed and shown, and what the spans of errors point into."""
    words = [argument for argument in arguments if collapse_gaps(argument)]
    return " ".join(_as_query(argument.strip(), alone=len(words) == 1) for argument in words)


def split_options(argv: Sequence[str], flags: Collection[str], valued: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the options with their values, and the words of the query, both in the order typed.

    `flags` are the options without a value, `valued` those with one, all with their dashes. A word with one dash that is
    no option is a query word, but `-n5` is `-n` with its value. An unknown `--option` stays with the options, so that
    click reports it. After `--`, all are words.
    """
    options: list[str] = []
    words: list[str] = []
    rest = iter(argv)
    for argument in rest:
        if argument == "--":
            words.extend(rest)
        elif argument in valued:
            options += [argument, *_next_value(rest)]
        elif argument in flags or _is_option(argument, valued):
            options.append(argument)
        else:
            words.append(argument)
    return options, words


def _next_value(rest: Iterator[str]) -> list[str]:
    value = next(rest, None)
    return [] if value is None else [value]


def _is_option(argument: str, valued: Collection[str]) -> bool:
    if not argument.startswith("-"):
        return False
    if match := re.fullmatch(_VALUE_ATTACHED, argument):
        return match[1] in valued
    return re.match(_LONG_OPTION, argument) is not None


def _as_query(argument: str, *, alone: bool) -> str:
    if not has_gap(argument):
        return argument
    if not has_syntax(argument):
        return f'"{argument}"'
    return argument if alone or not _needs_parentheses(argument) else f"({argument})"


def _needs_parentheses(argument: str) -> bool:
    """Return whether an argument is a query of several parts, and not a fragment such as `OR "b c"`."""
    try:
        tokens = lex(argument)
    except QueryError:
        return False
    if not tokens or tokens[0].kind in _JOINS_LEFT or tokens[-1].kind in _JOINS_RIGHT:
        return False
    return _count_outer_parts(tokens) > 1


def _count_outer_parts(tokens: Sequence[QueryToken]) -> int:
    """Return the number of words, phrases and groups outside all parentheses; 0 if those are not balanced."""
    parts = depth = 0
    for token in tokens:
        if token.kind is TokenKind.CLOSE:
            depth -= 1
            if depth < 0:
                return 0
        elif depth == 0 and token.kind in (TokenKind.WORD, TokenKind.PHRASE, TokenKind.OPEN):
            parts += 1
        depth += token.kind is TokenKind.OPEN
    return parts if depth == 0 else 0
