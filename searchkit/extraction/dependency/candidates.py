"""What a cue may tell of, by the parse: stretches behind it, before it and around it, more than will turn out to be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searchkit.extraction.dependency.sources import Holder, holder_of
from searchkit.extraction.dependency.tree import ParsedSpan, Tree
from searchkit.extraction.lexicon.opinions import cue_sort

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "parataxis", "pcomp"})
_CONTENT = _CLAUSES | {"dobj", "prep", "acl", "relcl", "oprd", "attr", "acomp", "dep", "nsubjpass", "dative", "agent"}
_HANGING = frozenset({"prep", "relcl", "acl", "advcl", "npadvmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_PASSIVE = frozenset({"auxpass", "nsubjpass"})
_ASIDE = frozenset({"prep", "npadvmod", "advmod", "dative", "advcl", "dobj"})
_STOPS = frozenset({",", ";", ":", "-", "--", "–", "—", "("})
_OPENERS = frozenset({"and", "but", "so", "yet", "or"})
_MOST_STARTS, _MOST_ENDS, _MOST_COMMAS, _MOST_ASIDES = 4, 9, 4, 3
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens that a cue may tell of: `parts`, one or two stretches of them.

    `side` is where they stand, `label` the relation of their head to the cue, `start` and `end` how each edge was found.
    """

    cue: int
    parts: tuple[ParsedSpan, ...]
    side: str
    label: str
    start: str
    end: str
    holder: Holder


def candidates_of(tree: Tree, quoted: Sequence[bool]) -> Iterator[Candidate]:
    """All that the cues of a sentence may tell of; `quoted` says of each token whether it stands in quoted text."""
    for cue in range(len(tree.tokens)):
        if quoted[cue]:
            continue
        if tree.low(cue) == "according" and tree.low(cue + 1) == "to":
            yield from _by_source(tree, cue)
        elif _is_cue(tree, cue):
            holder = holder_of(tree, cue)
            yield from _behind(tree, cue, holder)
            if tree.tag(cue).startswith("VB"):
                yield from _beside(tree, cue, holder, _clause(tree, cue))


def _is_cue(tree: Tree, at: int) -> bool:
    if cue_sort(tree.low(at), tree.tag(at)) is not None:
        return True
    verb = tree.tag(at).startswith("VB")
    return verb and tree.child(at, frozenset({"ccomp"})) is not None


def _by_source(tree: Tree, cue: int) -> Iterator[Candidate]:
    """According to somebody: what stands behind the phrase, before it or around it."""
    noun = next((kid for kid in tree.children[cue + 1] if tree.label(kid) == "pobj"), None)
    noun = tree.child(cue, frozenset({"pobj"})) if noun is None else noun
    holder = Holder(noun, "according" if noun is not None else "nobody")
    yield from _beside(tree, cue, holder, tree.stretches[cue])


def _behind(tree: Tree, cue: int, holder: Holder) -> Iterator[Candidate]:
    """Each child behind a cue with what follows it, up to several ends."""
    kids = [kid for kid in tree.children[cue] if kid > cue and tree.label(kid) != "punct"]
    starts = [(n, kid) for n, kid in enumerate(kids) if tree.label(kid) in _CONTENT and kid != holder.token]
    for number, kid in starts[:_MOST_STARTS]:
        ends = _ends(tree, kid, kids[number + 1 :])
        for start, how in _starts(tree, kid):
            for end, ending in ends:
                part = tree.trimmed(start, end)
                if part is not None:
                    yield Candidate(cue, (part,), "behind", tree.label(kid), how, ending, holder)
    yield from _with_subject(tree, cue, holder)


def _with_subject(tree: Tree, cue: int, holder: Holder) -> Iterator[Candidate]:
    """The clause of a cue as a whole ("The plan is expected to fail"), and the subject of a passive alone."""
    if cue_sort(tree.low(cue), tree.tag(cue)) == "seem" or tree.child(cue, _PASSIVE) is not None:
        part = tree.trimmed(*tree.stretches[cue])
        if part is not None:
            yield Candidate(cue, (part,), "whole", tree.label(cue), "own", "own", holder)
    subject = tree.child(cue, frozenset({"nsubjpass"}))
    part = tree.trimmed(*tree.stretches[subject]) if subject is not None else None
    if part is not None and tree.label(cue) not in {"amod", "compound"}:
        yield Candidate(cue, (part,), "subject", "nsubjpass", "own", "own", holder)


def _starts(tree: Tree, kid: int) -> Iterator[tuple[int, str]]:
    """Where content may begin: with a child, or behind its preposition."""
    first = max(tree.stretches[kid][0], tree.tokens[kid].head + 1) if kid > tree.tokens[kid].head else kid
    yield first, "own"
    if tree.label(kid) in {"prep", "agent", "dative"} and tree.children[kid]:
        yield kid + 1, "case:" + tree.low(kid)


def _ends(tree: Tree, kid: int, later: Sequence[int]) -> list[tuple[int, str]]:
    """Where content may end: with its own child, at a comma inside it, with a later child, with the sentence."""
    first, own = tree.stretches[kid]
    out = [(own, "own")]
    out += [(at, "stop:" + _opening(tree, at + 1, own)) for at in _stops(tree, kid, own)]
    for other in tree.children[kid]:
        if other > kid and tree.label(other) in _HANGING:
            out.append((tree.stretches[other][0], "without:" + tree.label(other)))
    for other in later:
        if tree.label(other) != "cc":
            out.append((tree.stretches[other][1], "later:" + tree.label(other)))
    whole = len(tree.tokens)
    out.append((whole, "all"))
    seen: dict[int, str] = {}
    for end, how in out:
        trimmed = tree.trimmed(first, end)
        if trimmed is not None:
            seen.setdefault(trimmed[1], how)
    return list(seen.items())[:_MOST_ENDS]


def _stops(tree: Tree, first: int, last: int) -> list[int]:
    return [at for at in range(first + 1, last) if tree.low(at) in _STOPS][:_MOST_COMMAS]


def _opening(tree: Tree, at: int, end: int) -> str:
    """The relation of what begins behind a comma."""
    kids = [kid for kid in range(at, min(end, at + 12)) if tree.stretches[kid][0] == at]
    return tree.label(max(kids, key=lambda kid: tree.stretches[kid][1])) if kids else "inside"


def _clause(tree: Tree, cue: int) -> ParsedSpan:
    """A reporting verb with its subject and auxiliaries, without what it reports."""
    first, last = cue, cue + 1
    for kid in tree.children[cue]:
        label = tree.label(kid)
        if label in _SUBJECTS or label in {"aux", "auxpass", "neg"} or (label == "advmod" and kid < cue):
            first, last = min(first, tree.stretches[kid][0]), max(last, tree.stretches[kid][1])
    return first, last


def _beside(tree: Tree, cue: int, holder: Holder, clause: ParsedSpan) -> Iterator[Candidate]:
    """What stands before a clause of reporting, behind it, or on both sides of it."""
    before = [(part, how) for start, how in _before(tree, cue, clause[0]) if (part := tree.trimmed(start, clause[0]))]
    behind = []
    for end_of_clause, how in _asides(tree, cue, clause[1]):
        whole = len(tree.tokens)
        for end, ending in [(whole, "all"), *((at, "stop") for at in _stops(tree, end_of_clause, whole))]:
            part = tree.trimmed(end_of_clause, end)
            if part is not None:
                behind.append((part, f"{how}>{ending}"))
    label = tree.label(cue)
    for part, how in before:
        yield Candidate(cue, (part,), "before", label, how, "clause", holder)
    parted = tree.low(clause[1]) == "," or tree.low(cue) == "according"
    for part, how in behind:
        if parted:
            yield Candidate(cue, (part,), "after", label, "clause", how, holder)
    for part, how in before[:2]:
        for more, ending in behind[:2] if parted else ():
            yield Candidate(cue, (part, more), "around", label, how, ending, holder)


def _before(tree: Tree, cue: int, end: int) -> Iterator[tuple[int, str]]:
    """Where content before a clause of reporting may begin."""
    if end < _SHORTEST or not (tree.is_point(end - 1) or tree.low(cue) == "according"):
        return
    first = 0
    while first < end and (tree.is_point(first) or tree.low(first) in _OPENERS):
        first += 1
    yield first, "sentence"
    own = next((kid for kid in tree.children[cue] if kid < end and tree.label(kid) in _CLAUSES | {"dep"}), None)
    head = tree.tokens[cue].head
    root = own if own is not None else head if head < end else None
    if root is not None:
        yield tree.stretches[root][0] if tree.stretches[root][0] < end else root, "own" if own is not None else "head"
    for at in range(end - 2, 0, -1):
        if tree.low(at) in _STOPS:
            yield at + 1, "stop"
            break
    joint = next((at for at in range(end - 2, 0, -1) if tree.low(at) in _OPENERS and tree.low(at - 1) == ","), None)
    if joint is not None:
        yield joint + 1, "joint"


def _asides(tree: Tree, cue: int, end: int) -> Iterator[tuple[int, str]]:
    """Where a clause of reporting ends: with the verb, or with a time, place or hearer behind it."""
    yield end, "verb"
    kids = [kid for kid in tree.children[cue] if kid >= end and tree.label(kid) in _ASIDE]
    for kid in kids[:_MOST_ASIDES]:
        yield tree.stretches[kid][1], tree.label(kid)
