"""Our tree as a Whoosh query, for the nodes that Whoosh answers rightly: a second opinion from another evaluator."""

from __future__ import annotations

from whoosh.query import And as AllOf
from whoosh.query import Every, Query, SpanNear2, Term
from whoosh.query import Or as AnyOf
from whoosh.query import Phrase as InRow

from searchkit.engines.whoosh.segment.segment_schema import EXACT, STEMS
from searchkit.errors import QueryError
from searchkit.query.explain import explain
from searchkit.query.tree import And, Everything, Name, Near, Node, Or, Phrase, Value, Word, leaves
from searchkit.text.analysis import exact_terms, fold, is_function_word, tokens

ASK_THE_OTHER = "ask without the reference engine"

_PAIR = 2


def to_whoosh(node: Node) -> Query:
    """The query that finds what a node matches among passages; raises QueryError for a node Whoosh gets wrong.

    Right in all trees tried are words, phrases, whole values, names without a table of persons, both, either, and two
    words near each other in any order.
    """
    match node:
        case Everything():
            return Every()
        case And(children):
            return AllOf([to_whoosh(child) for child in children])
        case Or(children):
            return AnyOf([to_whoosh(child) for child in children])
        case Word(text, field):
            row = tokens(text)
            return Term(STEMS[field], row[0].stem) if len(row) == 1 else _in_row(EXACT[field], exact_terms(text))
        case _:
            return _without_stems(node)


def silent_stems(node: Node) -> frozenset[str]:
    """The stems of the function words in a tree, which score nothing; raises QueryError where others have the same stem."""
    stems: dict[bool, set[str]] = {True: set(), False: set()}
    for leaf in leaves(node):
        if isinstance(leaf, Word):
            stems[is_function_word(leaf.text)].update(token.stem for token in tokens(leaf.text))
    if stems[True] & stems[False]:
        raise _not_asked("a function word beside another word of its stem")
    return frozenset(stems[True])


def _without_stems(node: Node) -> Query:
    match node:
        case Phrase(text, field):
            return _in_row(EXACT[field], exact_terms(text))
        case Name(field, text):
            return _in_row(field, exact_terms(text))
        case Value(field, text):
            return Term(field, fold(text))
        case Near(words, window, False, field):
            return _near(exact_terms(" ".join(words)), window, EXACT[field])
    raise _not_asked(explain(node))


def _in_row(field: str, words: tuple[str, ...]) -> Query:
    if not words:
        raise _not_asked("a text without words")
    return Term(field, words[0]) if len(words) == 1 else InRow(field, list(words))


def _near(words: tuple[str, ...], window: int, field: str) -> Query:
    if len(set(words)) != _PAIR or len(words) != _PAIR:
        raise _not_asked("words near each other, unless they are two different ones")
    return SpanNear2([Term(field, word) for word in words], slop=window - 1, ordered=False)


def _not_asked(what: str) -> QueryError:
    return QueryError(f"Whoosh does not get this right: {what}", suggestion=ASK_THE_OTHER)
