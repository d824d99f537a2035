"""Finds what a cue may report by the parse: token spans after, before and around it. Most are wrong; the model ranks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searchkit.extraction.dependency.sources import Source, find_source
from searchkit.extraction.dependency.tree import ParsedSpan, Tree
from searchkit.extraction.lexicon.opinions import classify_cue

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "parataxis", "pcomp"})
_CONTENT = _CLAUSES | {"dobj", "prep", "acl", "relcl", "oprd", "attr", "acomp", "dep", "nsubjpass", "dative", "agent"}
_MODIFIERS = frozenset({"prep", "relcl", "acl", "advcl", "npadvmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_PASSIVE = frozenset({"auxpass", "nsubjpass"})
_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "dative", "advcl", "dobj"})
_STOPS = frozenset({",", ";", ":", "-", "--", "–", "—", "("})
_OPENERS = frozenset({"and", "but", "so", "yet", "or"})
_MOST_STARTS, _MOST_ENDS, _MOST_COMMAS, _MOST_ADJUNCTS = 4, 9, 4, 3
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class ParseCandidate:
    """One or two token spans, `parts`, that the cue at token `cue` may report.

    `side` is their position relative to the cue, `label` the relation of their head to the cue, `start` and `end` how each
    edge was found.
    """

    cue: int
    parts: tuple[ParsedSpan, ...]
    side: str
    label: str
    start: str
    end: str
    source: Source


def find_candidates(tree: Tree, quoted: Sequence[bool]) -> Iterator[ParseCandidate]:
    """Yield the candidates of all cues of a sentence; `quoted` is list[len(tokens)]: whether a token is inside a quotation."""
    for cue in range(len(tree.tokens)):
        if quoted[cue]:
            continue
        if tree.low(cue) == "according" and tree.low(cue + 1) == "to":
            yield from _find_according(tree, cue)
        elif _is_cue(tree, cue):
            source = find_source(tree, cue)
            yield from _find_after(tree, cue, source)
            if tree.tag(cue).startswith("VB"):
                yield from _find_beside(tree, cue, source, _clause_span(tree, cue))


def _is_cue(tree: Tree, at: int) -> bool:
    if classify_cue(tree.low(at), tree.tag(at)) is not None:
        return True
    verb = tree.tag(at).startswith("VB")
    return verb and tree.find_child(at, frozenset({"ccomp"})) is not None


def _find_according(tree: Tree, cue: int) -> Iterator[ParseCandidate]:
    """Yield the candidates of "according to": before, after or around the phrase."""
    noun = next((child for child in tree.children[cue + 1] if tree.label(child) == "pobj"), None)
    noun = tree.find_child(cue, frozenset({"pobj"})) if noun is None else noun
    source = Source(noun, "according" if noun is not None else "nobody")
    yield from _find_beside(tree, cue, source, tree.subtree_spans[cue])


def _find_after(tree: Tree, cue: int, source: Source) -> Iterator[ParseCandidate]:
    """Yield the children after a cue, each with several ends."""
    children = [child for child in tree.children[cue] if child > cue and tree.label(child) != "punct"]
    starts = [(n, child) for n, child in enumerate(children) if tree.label(child) in _CONTENT and child != source.token]
    for number, child in starts[:_MOST_STARTS]:
        ends = _find_ends(tree, child, children[number + 1 :])
        for start, start_kind in _find_starts(tree, child):
            for end, end_kind in ends:
                part = tree.trim(start, end)
                if part is not None:
                    yield ParseCandidate(cue, (part,), "behind", tree.label(child), start_kind, end_kind, source)
    yield from _find_with_subject(tree, cue, source)


def _find_with_subject(tree: Tree, cue: int, source: Source) -> Iterator[ParseCandidate]:
    """Yield the whole clause of a cue ("The plan is expected to fail"), and the subject of a passive."""
    if classify_cue(tree.low(cue), tree.tag(cue)) == "seem" or tree.find_child(cue, _PASSIVE) is not None:
        part = tree.trim(*tree.subtree_spans[cue])
        if part is not None:
            yield ParseCandidate(cue, (part,), "whole", tree.label(cue), "own", "own", source)
    subject = tree.find_child(cue, frozenset({"nsubjpass"}))
    part = tree.trim(*tree.subtree_spans[subject]) if subject is not None else None
    if part is not None and tree.label(cue) not in {"amod", "compound"}:
        yield ParseCandidate(cue, (part,), "subject", "nsubjpass", "own", "own", source)


def _find_starts(tree: Tree, child: int) -> Iterator[tuple[int, str]]:
    """Yield where content may start, and how: with a child, or after its preposition."""
    first = max(tree.subtree_spans[child][0], tree.tokens[child].head + 1) if child > tree.tokens[child].head else child
    yield first, "own"
    if tree.label(child) in {"prep", "agent", "dative"} and tree.children[child]:
        yield child + 1, "case:" + tree.low(child)


def _find_ends(tree: Tree, child: int, later: Sequence[int]) -> list[tuple[int, str]]:
    """Find where content may end, and how: with the child, at a comma in it, with a later child, with the sentence."""
    first, last = tree.subtree_spans[child]
    out = [(last, "own")]
    out += [(at, "stop:" + _opening_relation(tree, at + 1, last)) for at in _find_stops(tree, child, last)]
    for other in tree.children[child]:
        if other > child and tree.label(other) in _MODIFIERS:
            out.append((tree.subtree_spans[other][0], "without:" + tree.label(other)))
    for other in later:
        if tree.label(other) != "cc":
            out.append((tree.subtree_spans[other][1], "later:" + tree.label(other)))
    sentence_end = len(tree.tokens)
    out.append((sentence_end, "all"))
    seen: dict[int, str] = {}
    for end, end_kind in out:
        trimmed = tree.trim(first, end)
        if trimmed is not None:
            seen.setdefault(trimmed[1], end_kind)
    return list(seen.items())[:_MOST_ENDS]


def _find_stops(tree: Tree, first: int, last: int) -> list[int]:
    return [at for at in range(first + 1, last) if tree.low(at) in _STOPS][:_MOST_COMMAS]


def _opening_relation(tree: Tree, at: int, end: int) -> str:
    """The relation of the token that starts a span after a comma."""
    children = [child for child in range(at, min(end, at + 12)) if tree.subtree_spans[child][0] == at]
    return tree.label(max(children, key=lambda child: tree.subtree_spans[child][1])) if children else "inside"


def _clause_span(tree: Tree, cue: int) -> ParsedSpan:
    """The span of a reporting verb with its subject and auxiliaries, without its content."""
    first, last = cue, cue + 1
    for child in tree.children[cue]:
        label = tree.label(child)
        if label in _SUBJECTS or label in {"aux", "auxpass", "neg"} or (label == "advmod" and child < cue):
            first, last = min(first, tree.subtree_spans[child][0]), max(last, tree.subtree_spans[child][1])
    return first, last


def _find_beside(tree: Tree, cue: int, source: Source, clause: ParsedSpan) -> Iterator[ParseCandidate]:
    """Yield the candidates before, after and around a reporting clause."""
    before = [
        (part, start_kind)
        for start, start_kind in _find_starts_before(tree, cue, clause[0])
        if (part := tree.trim(start, clause[0]))
    ]
    parts_after = []
    for clause_end, clause_kind in _find_clause_ends(tree, cue, clause[1]):
        sentence_end = len(tree.tokens)
        for end, end_kind in [
            (sentence_end, "all"),
            *((at, "stop") for at in _find_stops(tree, clause_end, sentence_end)),
        ]:
            part = tree.trim(clause_end, end)
            if part is not None:
                parts_after.append((part, f"{clause_kind}>{end_kind}"))
    label = tree.label(cue)
    for part, start_kind in before:
        yield ParseCandidate(cue, (part,), "before", label, start_kind, "clause", source)
    set_off = tree.low(clause[1]) == "," or tree.low(cue) == "according"
    for part, end_kind in parts_after:
        if set_off:
            yield ParseCandidate(cue, (part,), "after", label, "clause", end_kind, source)
    for part, start_kind in before[:2]:
        for more, end_kind in parts_after[:2] if set_off else ():
            yield ParseCandidate(cue, (part, more), "around", label, start_kind, end_kind, source)


def _find_starts_before(tree: Tree, cue: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield where content before a reporting clause may start, and how."""
    if end < _FEWEST or not (tree.is_punctuation(end - 1) or tree.low(cue) == "according"):
        return
    first = 0
    while first < end and (tree.is_punctuation(first) or tree.low(first) in _OPENERS):
        first += 1
    yield first, "sentence"
    clause_child = next(
        (child for child in tree.children[cue] if child < end and tree.label(child) in _CLAUSES | {"dep"}), None
    )
    head = tree.tokens[cue].head
    root = clause_child if clause_child is not None else head if head < end else None
    if root is not None:
        yield (
            tree.subtree_spans[root][0] if tree.subtree_spans[root][0] < end else root,
            "own" if clause_child is not None else "head",
        )
    for at in range(end - 2, 0, -1):
        if tree.low(at) in _STOPS:
            yield at + 1, "stop"
            break
    joint = next((at for at in range(end - 2, 0, -1) if tree.low(at) in _OPENERS and tree.low(at - 1) == ","), None)
    if joint is not None:
        yield joint + 1, "joint"


def _find_clause_ends(tree: Tree, cue: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield where a reporting clause ends, and how: with the verb, or with a time, place or addressee after it."""
    yield end, "verb"
    children = [child for child in tree.children[cue] if child >= end and tree.label(child) in _ADJUNCTS]
    for child in children[:_MOST_ADJUNCTS]:
        yield tree.subtree_spans[child][1], tree.label(child)
