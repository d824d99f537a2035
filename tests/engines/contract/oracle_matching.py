"""Whether, and how often, a document of the oracle matches a node of a query."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from searchkit.fields import BY_NAME
from searchkit.model.frozen import replace
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
)
from searchkit.text.analysis import exact_terms, fold, tokens
from tests.engines.contract.oracle_documents import Document, day_range

ON_TEXT = (Word, Phrase, Prefix, Near, Wildcard, Fuzzy)


@dataclass(frozen=True)
class Matching:
    """Matches by looking at everything. `persons` is the table of people; undated articles match dates on request."""

    persons: Mapping[str, str]
    undated_match: bool = False

    def matches(self, node: Node, document: Document) -> bool:
        return self._match(node, document)[0]

    def _match(self, node: Node, document: Document) -> tuple[bool, bool]:
        """Whether a document matches a node, and whether it matches the negated node: both can be false."""
        match node:
            case Everything():
                return True, False
            case Not(child):
                matches, negated = self._match(child, document)
                return negated, matches
            case And(children) | Or(children):
                pairs = [self._match(child, document) for child in children]
                first, second = (all, any) if isinstance(node, And) else (any, all)
                return first(matches for matches, _ in pairs), second(negated for _, negated in pairs)
            case Boost(child):
                return self._match(child, document)
            case DateRange() if document.date is None:
                return self.undated_match, self.undated_match
        found = self.frequency(node, document) > 0
        return found, not found and (bool(document.quote) or not _on_quotes_only(node))

    def frequency(self, leaf: Leaf, document: Document) -> int:
        """How often a leaf occurs in a document; 0 or 1 for leaves that do not count."""
        if document.unit == "article" and isinstance(leaf, Value) and leaf.field == "kind":
            return int(any(self.frequency(leaf, paragraph) for paragraph in document.paragraphs))
        if document.unit == "article" and isinstance(leaf, ON_TEXT) and leaf.field == "text":
            in_text = sum(self.frequency(leaf, paragraph) for paragraph in document.paragraphs)
            in_title = self.frequency(replace(leaf, field="title"), document)
            return in_text + in_title if document.has_separate_title else in_text or in_title
        match leaf:
            case Word(text, field) if len(found := tokens(text)) == 1:
                return document.terms(field, stems=True).count(found[0].stem)
            case Word(text, field) | Phrase(text, field):
                return _count_phrase(exact_terms(text), document.terms(field))
            case Near():
                return _count_windows(leaf, document.terms(leaf.field))
        return int(self._passes(leaf, document))

    def _passes(self, leaf: Leaf, document: Document) -> bool:
        match leaf:
            case Prefix() | Wildcard() | Fuzzy():
                return any(_expands_to(leaf, term) for term in self._all_terms(leaf.field, document))
            case Name(field, text):
                return any(_count_phrase(exact_terms(text), name) for name in self._names(field, document))
            case Value(field, text):
                return fold(text) in [fold(value) for value in document.values(field)]
            case NumberRange(_, low, high):
                number = document.quote.confidence if document.quote else math.nan
                return (low is None or low <= number) and (high is None or number <= high) and bool(document.quote)
            case DateRange(start, end):
                first, after = day_range(document.date or "")
                return (end is None or first < end) and (start is None or start < after)
        raise AssertionError(leaf)

    def _all_terms(self, field: str, document: Document) -> list[str]:
        if field in {"text", "title"}:
            return list(document.terms(field))
        return [term for name in self._names(field, document) for term in name]

    def _names(self, field: str, document: Document) -> list[tuple[str, ...]]:
        """The terms of each value; a speaker is found by the person's name, too."""
        names = list(document.values(field))
        if field == "speaker":
            names += [self.persons[name] for name in names if name in self.persons]
        return [exact_terms(name) for name in names]


def _on_quotes_only(leaf: Leaf) -> bool:
    return not isinstance(leaf, DateRange) and BY_NAME[leaf.field].on_quotes_only


def _count_phrase(phrase: Sequence[str], terms: Sequence[str]) -> int:
    if not phrase:
        return 0
    return sum(tuple(terms[start : start + len(phrase)]) == tuple(phrase) for start in range(len(terms)))


def _count_windows(leaf: Near, terms: Sequence[str]) -> int:
    words = exact_terms(" ".join(leaf.words))
    found = 0
    for start, first in enumerate(terms):
        window = terms[start : start + leaf.window]
        if leaf.ordered:
            rest = iter(window)
            found += first == words[0] and all(word in rest for word in words)
        else:
            found += first in words and not Counter(words) - Counter(window)
    return found


def _expands_to(leaf: Prefix | Wildcard | Fuzzy, term: str) -> bool:
    text = fold(leaf.text)
    match leaf:
        case Prefix():
            return term.startswith(text)
        case Fuzzy():
            return _edits(text, term) <= leaf.distance
    expression = "".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in text)
    return re.fullmatch(expression, term, re.DOTALL) is not None


def _edits(one: str, other: str) -> int:
    """The Levenshtein distance."""
    if not one or not other:
        return len(one) + len(other)
    if one[-1] == other[-1]:
        return _edits(one[:-1], other[:-1])
    return 1 + min(_edits(one[:-1], other), _edits(one, other[:-1]), _edits(one[:-1], other[:-1]))
