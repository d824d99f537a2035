"""Query text to a tree, by recursive descent. OR binds loosest, then AND and plain adjacency, then NOT and -.

or      = and (OR and)*
and     = not (AND? not)*
not     = (NOT | -)* operand
operand = word | phrase | prefix* | field:value | field:(or) | (or)
"""

from __future__ import annotations

from datetime import date

from searchkit.errors import BadDate, QueryError, UnknownField
from searchkit.fields import BY_NAME, FIELDS, Field
from searchkit.query.leaf import leaf
from searchkit.query.lexer import QueryToken, TokenKind, collapse_gaps, lex
from searchkit.query.tree import And, Everything, Leaf, Node, Not, Or, flatten
from searchkit.text.period import parse_period, write_period

MAX_DEPTH = 50
"""The deepest nesting of parentheses: a limit well below that of Python's recursion."""

MAX_TERMS = 500
"""The most words and phrases of a query; each costs an engine time and memory."""

_DATE_WORDS = 3  # after the first one, in the longest date with forgotten quote marks
_LONGEST_SHOWN = 60


def parse(text: str, today: date) -> Node:
    """Return the tree of a query; Everything for an empty text. Nested AND and OR are flattened, double NOT is undone.

    Raises QueryError (UnknownField, BadDate, BadNumber) with the query and the span of the error.
    """
    tokens = lex(text)
    _check_size(text, tokens)
    if tokens:
        return _Parser(text, tokens, today).parse()
    if collapse_gaps(text):
        raise QueryError("there is no word to search for", query=text, span=(0, len(text)))
    return Everything()


def nearest_field(name: str) -> str | None:
    """Return the field name or alias most similar to a mistyped one, or None."""
    if len(name) > max(map(len, BY_NAME)) * 2:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    return next(iter(get_close_matches(name.lower(), BY_NAME, n=1)), None)


def _check_size(text: str, tokens: list[QueryToken]) -> None:
    terms = [token for token in tokens if token.kind in (TokenKind.WORD, TokenKind.PHRASE)]
    if len(terms) > MAX_TERMS:
        raise QueryError(
            f"there are {len(terms):,} words and phrases here, and a query holds at most {MAX_TERMS}",
            query=text,
            span=(terms[MAX_TERMS].start, terms[MAX_TERMS].end),
            suggestion="put a passage in double quotes to search for it as it stands",
        )


class _Parser:
    """Reads the tokens of one query once. `_index` is that of the next token, `_field` that of a `field:( … )` around it."""

    def __init__(self, text: str, tokens: list[QueryToken], today: date) -> None:
        self._text = text
        self._tokens = tokens
        self._today = today
        self._index = 0
        self._depth = 0
        self._field: Field | None = None

    def parse(self) -> Node:
        node = self._or(None)
        if left := self._peek():
            raise self._unopened_error(left)
        return node

    def _peek(self) -> QueryToken | None:
        return self._tokens[self._index] if self._index < len(self._tokens) else None

    def _take(self, *kinds: TokenKind) -> QueryToken | None:
        token = self._peek()
        if token is None or token.kind not in kinds:
            return None
        self._index += 1
        return token

    def _or(self, before: QueryToken | None) -> Node:
        nodes = [self._and(before)]
        while operator := self._take(TokenKind.OR):
            nodes.append(self._and(operator))
        return flatten(Or, nodes)

    def _and(self, before: QueryToken | None) -> Node:
        nodes = [self._not(before)]
        while (token := self._peek()) and token.kind not in (TokenKind.OR, TokenKind.CLOSE):
            nodes.append(self._not(self._take(TokenKind.AND)))
        return flatten(And, nodes)

    def _not(self, before: QueryToken | None) -> Node:
        negated = False
        while sign := self._take(TokenKind.NOT, TokenKind.MINUS):
            before, negated = sign, not negated
        node = self._operand(before)
        if not negated:
            return node
        return node.child if isinstance(node, Not) else Not(node)

    def _operand(self, before: QueryToken | None) -> Node:
        """Return the next operand; `before` is the operator or parenthesis that needs it."""
        if field := self._take(TokenKind.FIELD):
            return self._field_value(field)
        if opening := self._take(TokenKind.OPEN):
            return self._group(opening)
        if value := self._take(TokenKind.WORD, TokenKind.PHRASE):
            self._check_lone_colon(value)
            return self._leaf(self._field or BY_NAME["text"], value)
        raise self._missing_operand_error(before)

    def _check_lone_colon(self, word: QueryToken) -> None:
        """Raises QueryError for `speaker: putin`, which would be two words of text and is hardly ever meant so."""
        name = word.text[:-1]
        if word.kind is TokenKind.PHRASE or not word.text.endswith(":") or name.lower() not in BY_NAME:
            return
        value = self._peek()
        has_value = value.kind in (TokenKind.WORD, TokenKind.PHRASE) if value else False
        typed = _abbreviate(collapse_gaps(self._text[value.start : value.end])) if value and has_value else "…"
        hint = f'write {name}:{typed}, or "{name}" for the word itself'
        raise self._error(f"{word.text} needs its value right behind the colon", word, hint)

    def _group(self, opening: QueryToken) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"parentheses are nested more than {MAX_DEPTH} deep", opening, None)
        node = self._or(opening)
        if not self._take(TokenKind.CLOSE):
            raise self._unclosed_error(opening)
        self._depth -= 1
        return node

    def _field_value(self, name: QueryToken) -> Node:
        if self._field:
            hint = "write each field with its own value: speaker:putin title:oil"
            raise self._error(f"a field inside the parentheses of {self._field.name}", name, hint)
        field = BY_NAME.get(name.text.lower())
        if field is None:
            raise self._unknown_field_error(name)
        if opening := self._take(TokenKind.OPEN):
            self._field = field
            node = self._group(opening)
            self._field = None
            return node
        value = self._tokens[self._index]  # the lexer lets no field through without one
        self._index += 1
        if value.kind is TokenKind.WORD and _is_negative(value.text):
            hint = (
                f"write -{name.text}:{_abbreviate(value.text[1:])}, or put it in double quotes if the - is part of it"
            )
            raise self._error("the - goes before the field", value, hint)
        return self._leaf(field, value, name)

    def _leaf(self, field: Field, value: QueryToken, name: QueryToken | None = None) -> Leaf:
        quoted = value.kind is TokenKind.PHRASE
        span = (name or value).start, value.end
        try:
            return leaf(field, value.text, self._today, quoted=quoted, span=span)
        except QueryError as error:
            hint = self._forgotten_quotes(value, name) if isinstance(error, BadDate) and not quoted else None
            inside = value.start + quoted
            first, last = error.span or (0, len(value.text))
            raise type(error)(
                error.message,
                query=self._text,
                span=(inside + first, inside + last),
                suggestion=hint or error.suggestion,
            ) from None

    def _forgotten_quotes(self, value: QueryToken, name: QueryToken | None) -> str | None:
        """Return a suggestion for `date:last week`, which is a field with one word, and another word."""
        for follower in self._tokens[self._index : self._index + _DATE_WORDS]:
            if follower.kind is not TokenKind.WORD:
                return None
            period = collapse_gaps(self._text[value.start : follower.end])
            try:
                dates = parse_period(period, self._today)
            except BadDate:
                continue
            field = self._text[name.start : name.end] if name else ""
            return f'did you mean {field}"{period}", that is {field}{write_period(dates)}?'
        return None

    def _missing_operand_error(self, before: QueryToken | None) -> QueryError:
        """Return the error for a missing operand."""
        token = self._peek()
        if before and before.kind is not TokenKind.OPEN:
            return self._dangling_error(before, "after")
        if token and token.kind is not TokenKind.CLOSE:
            return self._dangling_error(token, "before")
        if before is None:
            return self._unopened_error(self._tokens[self._index])
        if token is None:
            return self._unclosed_error(before)
        return QueryError("there is no word between the parentheses", query=self._text, span=(before.start, token.end))

    def _dangling_error(self, operator: QueryToken, side: str) -> QueryError:
        hint = f'leave it out, or write "{operator.text.lower()}" to search for the word itself'
        return self._error(f"{operator.text} needs a word {side} it", operator, hint)

    def _unopened_error(self, closing: QueryToken) -> QueryError:
        return self._error("this parenthesis was never opened", closing, "leave it out, or open it where it belongs")

    def _unclosed_error(self, opening: QueryToken) -> QueryError:
        return self._error("this parenthesis is never closed", opening, "put ) where it ends, or leave it out")

    def _unknown_field_error(self, name: QueryToken) -> UnknownField:
        value = self._take(TokenKind.WORD, TokenKind.PHRASE)
        typed = _abbreviate(collapse_gaps(self._text[value.start : value.end])) if value else ""
        if near := nearest_field(name.text):
            hint = f"did you mean {near}:{typed}?"
        else:
            hint = f"the fields are {', '.join(field.name for field in FIELDS)}"
        if value and value.kind is TokenKind.WORD:
            # With a space it is text, even if a shell removes the quote marks.
            hint += f' (for the words themselves write "{_abbreviate(name.text)}: {typed}")'
        return UnknownField(
            f"there is no field {_abbreviate(name.text)}",
            query=self._text,
            span=(name.start, name.end - 1),
            suggestion=hint,
        )

    def _error(self, message: str, token: QueryToken, suggestion: str | None) -> QueryError:
        return QueryError(message, query=self._text, span=token.span, suggestion=suggestion)


def _is_negative(value: str) -> bool:
    return value == "-" or (value.startswith("-") and value[1].isalnum())


def _abbreviate(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
