"""Compiles a query tree to a Whoosh query, if Whoosh answers all its nodes correctly."""

from __future__ import annotations

from whoosh import query as whoosh_query
from whoosh.query import Every, Query, SpanNear2, Term

from searchkit.engines.whoosh.segment.segment_schema import EXACT, STEMS
from searchkit.errors import QueryError
from searchkit.query.explain import explain
from searchkit.query.tree import And, Everything, Name, Near, Node, Or, Phrase, Value, Word, leaves
from searchkit.text.analysis import exact_terms, fold, is_function_word, tokens

USE_EMBEDDED = "ask without the reference engine"

_PAIR = 2


def to_whoosh(node: Node) -> Query:
    """Compile a tree; raises QueryError for a node that Whoosh answers wrongly.

    In passages Whoosh is right about words, phrases, whole values, names as articles spell them, And, Or, and two
    different words near each other in any order.
    """
    match node:
        case Everything():
            return Every()
        case And(children):
            return whoosh_query.And([to_whoosh(child) for child in children])
        case Or(children):
            return whoosh_query.Or([to_whoosh(child) for child in children])
        case Word(text, field):
            parts = tokens(text)
            return Term(STEMS[field], parts[0].stem) if len(parts) == 1 else _phrase(EXACT[field], exact_terms(text))
        case _:
            return _exact_query(node)


def silent_stems(node: Node) -> frozenset[str]:
    """Return the stems of function words in a tree, which score nothing; raises QueryError if another word has such a stem."""
    stems: dict[bool, set[str]] = {True: set(), False: set()}
    for leaf in leaves(node):
        if isinstance(leaf, Word):
            stems[is_function_word(leaf.text)].update(token.stem for token in tokens(leaf.text))
    if stems[True] & stems[False]:
        raise _refusal("a function word beside another word of its stem")
    return frozenset(stems[True])


def _exact_query(node: Node) -> Query:
    match node:
        case Phrase(text, field):
            return _phrase(EXACT[field], exact_terms(text))
        case Name(field, text):
            return _phrase(field, exact_terms(text))
        case Value(field, text):
            return Term(field, fold(text))
        case Near(words, window, False, field):
            return _near(exact_terms(" ".join(words)), window, EXACT[field])
    raise _refusal(explain(node))


def _phrase(field: str, words: tuple[str, ...]) -> Query:
    if not words:
        raise _refusal("a text without words")
    return Term(field, words[0]) if len(words) == 1 else whoosh_query.Phrase(field, list(words))


def _near(words: tuple[str, ...], window: int, field: str) -> Query:
    if len(set(words)) != _PAIR or len(words) != _PAIR:
        raise _refusal("words near each other, unless they are two different ones")
    return SpanNear2([Term(field, word) for word in words], slop=window - 1, ordered=False)


def _refusal(node: str) -> QueryError:
    return QueryError(f"Whoosh does not get this right: {node}", suggestion=USE_EMBEDDED)
