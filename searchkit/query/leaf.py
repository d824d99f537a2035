"""A field and a value to a leaf of the tree, or an error that says what the field accepts."""

from __future__ import annotations

import re
import reprlib
from datetime import date

from searchkit.errors import BadDate, BadNumber, QueryError
from searchkit.fields import Field, FieldKind
from searchkit.query.lexer import collapse_gaps, has_letter_or_digit
from searchkit.query.tree import DateRange, Leaf, Name, NumberRange, Phrase, Prefix, Span, Value, Word
from searchkit.text.period import GOOD_PERIODS, parse_period

# Compiled on first use: most values are words.
_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,12})?"
_APOSTROPHES_AND_ACCENTS = "'’‘ʼ＇\u0300-\u036f"
# What a token can begin with: `UN-spons*` would find nothing, because hyphens split words.
_BEGINNING = rf"(?:[^\W\d_]\.)+[^\W\d_]?|[0-9]+\.[0-9]*|[^\W_](?:[^\W_]|[{_APOSTROPHES_AND_ACCENTS}])*+"
_OUTER = r"^[\W_]+"
_LEAST, _MOST = 0.0, 1.0  # the only number field is a probability


def leaf(field: Field, text: str, today: date, *, quoted: bool, span: Span | None = None) -> Leaf:
    """Return the leaf for a value as typed. A `*` at the end makes a Prefix, unless the value is `quoted`.

    Raises QueryError, BadDate or BadNumber, whose span points into `text`.
    """
    match field.kind:
        case FieldKind.TEXT:
            return _text_leaf(field.name, text, quoted=quoted, span=span)
        case FieldKind.NAME:
            return _name_leaf(field.name, text, quoted=quoted, span=span)
        case FieldKind.VALUE:
            return _value_leaf(field, text, quoted=quoted, span=span)
        case FieldKind.DATE:
            return _date_leaf(text, today, span)
        case FieldKind.NUMBER:
            return _number_leaf(field.name, text, span)


def minimum_leaf(field: Field, text: str) -> NumberRange:
    """Return the range of a NUMBER field from a number on; raises BadNumber."""
    try:
        return NumberRange(field.name, _number(field.name, text, 0), None)
    except BadNumber as error:
        good = f"write a number from {_LEAST:g} to {_MOST:g}, such as 0.8"
        raise BadNumber(error.message, span=error.span, suggestion=good) from None


def _text_leaf(name: str, text: str, *, quoted: bool, span: Span | None) -> Leaf:
    _check_has_word(text)
    if quoted:
        return Phrase(collapse_gaps(text), name, span)
    return _prefix_leaf(name, text, span) if "*" in text else Word(text, name, span)


def _name_leaf(name: str, text: str, *, quoted: bool, span: Span | None) -> Leaf:
    _check_has_word(text)
    return _prefix_leaf(name, text, span) if "*" in text and not quoted else Name(name, collapse_gaps(text), span)


def _check_has_word(text: str) -> None:
    if not has_letter_or_digit(text):
        raise QueryError(
            "* needs letters or digits before it" if "*" in text else "there is no letter or digit to search for",
            span=(0, len(text)),
            suggestion="write the beginning of a word: sanction*" if "*" in text else None,
        )


def _prefix_leaf(name: str, text: str, span: Span | None) -> Prefix:
    beginning, _, behind = text.partition("*")
    star = len(beginning)
    if behind or not has_letter_or_digit(beginning):
        raise QueryError(
            "* stands only at the end of a word",
            span=(star, star + 1),
            suggestion="write the beginning of a word, sanction*, or put it all in double quotes to search for it as it is",
        )
    beginning = re.sub(_OUTER, "", beginning)
    if not re.fullmatch(_BEGINNING, beginning):
        raise QueryError(
            "a word with * is one word, without punctuation in it",
            span=(0, len(text)),
            suggestion="write its parts as words of their own, with the * behind the last",
        )
    return Prefix(beginning, name, span)


def _value_leaf(field: Field, text: str, *, quoted: bool, span: Span | None) -> Value:
    value = collapse_gaps(text)
    if not value:
        raise QueryError(f"{field.name} needs a value", span=(0, len(text)))
    if field.choices:
        return Value(field.name, _choice(field, text), span)
    if "*" in text and not quoted:
        raise QueryError(
            f"{field.name} is compared whole, so * has no meaning in it",
            span=(text.index("*"), text.index("*") + 1),
            suggestion="write the whole value, or put it in double quotes if the * is part of it",
        )
    return Value(field.name, value, span)


def _choice(field: Field, text: str) -> str:
    value = collapse_gaps(text)
    if value.lower() in field.choices:
        return value.lower()
    raise QueryError(
        f"{field.name} cannot be {reprlib.repr(value)}",
        span=(0, len(text)),
        suggestion=f"it is one of {', '.join(field.choices)}",
    )


def _date_leaf(text: str, today: date, span: Span | None) -> DateRange:
    if "*" in text:
        raise BadDate("a date has no *", span=(text.index("*"), text.index("*") + 1), suggestion=GOOD_PERIODS)
    period = parse_period(text, today)
    return DateRange(period.start, period.end, span)


def _number_leaf(name: str, text: str, span: Span | None) -> NumberRange:
    low, dots, high = text.partition("..")
    if not dots:
        number = _number(name, text, 0)
        return NumberRange(name, number, number, span)
    if not low.strip() and not high.strip():
        raise BadNumber("a range needs a number at one end", span=(0, len(text)), suggestion=_good_numbers(name))
    ends = (
        _number(name, low, 0) if low.strip() else None,
        _number(name, high, len(low) + len(dots)) if high.strip() else None,
    )
    if ends[0] is not None and ends[1] is not None:
        ends = min(ends[0], ends[1]), max(ends[0], ends[1])
    return NumberRange(name, *ends, span)


def _number(name: str, text: str, offset: int) -> float:
    written = text.strip()
    number = float(written) if re.fullmatch(_NUMBER, written) else None
    if number is None or not _LEAST <= number <= _MOST:
        what = "is not a number" if number is None else f"is more than {_MOST:g}"
        raise BadNumber(
            f"{reprlib.repr(written)} {what}", span=(offset, offset + len(text)), suggestion=_good_numbers(name)
        )
    return number


def _good_numbers(name: str) -> str:
    return f"{name} goes from {_LEAST:g} to {_MOST:g}: {name}:0.8, {name}:0.8.. or {name}:0.5..0.8"
