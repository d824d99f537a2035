"""Names the features of parse candidates: classes, relations, lengths, and words of grammar and reporting.

The strings are keys of weights.json and keep its older words: "sort" (kind), "voice" (source), "rivals" (other candidates),
"behind" (after).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from searchkit.extraction.dependency.candidates import ParseCandidate
from searchkit.extraction.dependency.tree import Tree
from searchkit.extraction.lexicon.attitudes import PREPOSITIONS_OF_VERB
from searchkit.extraction.lexicon.grammar import (
    ARTICLES,
    BE,
    CONJUNCTIONS,
    FINITE,
    NEGATIONS,
    PREPOSITIONS,
    QUESTION_WORDS,
    RELATIVES,
)
from searchkit.extraction.lexicon.opinions import classify_cue, find_base_form
from searchkit.extraction.lexicon.reporting import REPORTING
from searchkit.extraction.mentions.mention import SPEAKING_NOUNS, Mention, MentionKind

_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 26, 40)
_DEPTH_REACH = 5
_GRAMMAR = PREPOSITIONS | CONJUNCTIONS | RELATIVES | ARTICLES | QUESTION_WORDS | BE


@dataclass(frozen=True, slots=True)
class CandidateContext:
    """What is known of a candidate apart from the parse.

    `mention` is the source, `found_by` which method found it. `overlap` is how the candidate overlaps the reports found without the parse.
    `clause_probability` is that of its span by the clause model, `best_probability` the highest of its cue. `quoted`: it
    contains quotes. `candidate_count` is the number of candidates of its cue.
    """

    mention: Mention | None
    found_by: str
    overlap: str
    clause_probability: float
    best_probability: float
    quoted: bool
    candidate_count: int


def candidate_features(tree: Tree, candidate: ParseCandidate, context: CandidateContext) -> list[str]:
    """The features of a candidate: classes, relations, lengths, and words of grammar and reporting."""
    shape = f"{candidate.side}|{candidate.label}"
    cue = tree.low(candidate.cue)
    cue_kind = classify_cue(cue, tree.tag(candidate.cue)) or ("according" if cue == "according" else "other")
    base = find_base_form(cue) if cue_kind != "other" else "other"
    opening = _opening_class(tree, candidate.parts[0][0])
    speaker = _speaker_class(context.mention)
    form = _cue_form(tree, candidate.cue)
    size = _length_class(candidate)
    tenths = _tenths(context.clause_probability)
    pairs = {
        "shape": shape,
        "start": f"{candidate.side}|{candidate.start}",
        "end": f"{candidate.side}|{candidate.end}",
        "edges": f"{shape}|{candidate.start}|{candidate.end}",
        "cue": base,
        "cue shape": f"{base}|{shape}",
        "cue case": f"{cue_kind}|{candidate.start}",
        "listed case": f"{base}|{_is_listed(tree, candidate)}",
        "cue end": f"{base}|{candidate.end}",
        "cue form": f"{base}|{form}",
        "sort shape": f"{cue_kind}|{shape}|{opening}",
        "sort end": f"{cue_kind}|{shape}|{candidate.end}",
        "sort size": f"{cue_kind}|{candidate.side}|{size}",
        "speaker": speaker,
        "speaker sort": f"{speaker}|{cue_kind}|{candidate.side}",
        "by": f"{candidate.source.relation}|{cue_kind}",
        "opening": f"{opening}|{candidate.side}",
        "opening end": f"{opening}|{candidate.end}",
        "form": f"{form}|{cue_kind}",
        "size": f"{candidate.side}|{size}",
        "rule": context.overlap,
        "rule sort": f"{context.overlap}|{cue_kind}|{candidate.side}",
        "rule end": f"{context.overlap}|{candidate.end}",
        "rule cue": f"{context.overlap}|{base}",
        "voice": f"{context.found_by}|{cue_kind}",
        "voice by": f"{context.found_by}|{candidate.source.relation}",
        "voice speaker": f"{context.found_by}|{speaker}",
        "claimed": tenths,
        "claimed side": f"{tenths}|{candidate.side}",
        "claimed sort": f"{tenths}|{cue_kind}",
        "claimed end": f"{tenths}|{candidate.end}",
        "most": f"{tenths}|{_tenths(context.best_probability)}",
        "most shape": f"{_tenths(context.best_probability)}|{candidate.side}|{candidate.label}",
        "most cue": f"{_tenths(context.best_probability)}|{base}",
        "quoted": f"{context.quoted}|{candidate.side}|{cue_kind}",
        "where": f"{tree.label(candidate.cue)}|{tree.tag(candidate.cue)}|{cue_kind}",
        "depth": f"{_reporting_depth(tree, candidate.cue)}|{cue_kind}",
        "rivals": str(min(context.candidate_count, 6)),
        "edge": f"{_edge_class(tree, candidate.parts[-1][1])}|{candidate.side}",
        "first edge": f"{_edge_class(tree, candidate.parts[0][0] - 1)}|{candidate.side}",
        "next": f"{_following_words(tree, candidate)}|{candidate.side}|{candidate.label}",
        "next end": f"{_following_words(tree, candidate)}|{candidate.end}",
        "rest": f"{_length_left(tree, candidate)}|{candidate.end}",
        "rest sort": f"{_length_left(tree, candidate)}|{cue_kind}|{candidate.side}",
        "before": f"{_function_word(tree, candidate.parts[0][0] - 1)}|{candidate.side}|{candidate.start}",
        "first": f"{_function_word(tree, candidate.parts[0][0])}|{candidate.label}|{cue_kind}",
        "last": f"{_opening_class(tree, candidate.parts[-1][1] - 1)}",
        "finite": f"{_has_finite(tree, candidate)}|{cue_kind}|{candidate.label}",
    }
    return ["bias", *(f"{name}={value}" for name, value in pairs.items()), *_child_features(tree, candidate, cue_kind)]


def _tenths(probability: float) -> str:
    return str(int(10 * probability)) if probability else "none"


def _child_features(tree: Tree, candidate: ParseCandidate, cue_kind: str) -> Iterator[str]:
    for child in tree.children[candidate.cue]:
        label = tree.label(child)
        if label != "punct":
            yield f"kid={label}|{cue_kind}"
            if child > candidate.cue and candidate.side == "behind" and child >= candidate.parts[0][1]:
                yield f"left out={label}|{cue_kind}"


def _opening_class(tree: Tree, at: int) -> str:
    low = tree.low(at)
    for name, members in _WORD_CLASSES:
        if low in members:
            return low if name == "word" else name
    return tree.tag(at)[:2] if 0 <= at < len(tree.tokens) else "none"


_WORD_CLASSES = (
    (
        "word",
        frozenset({"that", "to", "if", "whether", "it", "he", "she", "they", "i", "we", "you", "as", "of", "not"}),
    ),
    ("question", QUESTION_WORDS),
    ("article", ARTICLES),
    ("preposition", PREPOSITIONS),
    ("finite", FINITE),
)


def _edge_class(tree: Tree, at: int) -> str:
    """The token at an edge of a span: punctuation as written, a word by its class."""
    low = tree.low(at)
    return low if low and tree.is_punctuation(at) else _opening_class(tree, at)


def _function_word(tree: Tree, at: int) -> str:
    """Punctuation or a function word as written, any other word by its part of speech."""
    low = tree.low(at)
    if low and (low in _GRAMMAR or tree.is_punctuation(at)):
        return low
    return tree.tag(at)[:2] if 0 <= at < len(tree.tokens) else "none"


def _following_words(tree: Tree, candidate: ParseCandidate) -> str:
    """The tokens after a candidate: punctuation, if any, and a word."""
    at = candidate.parts[-1][1]
    if at < len(tree.tokens) and tree.is_punctuation(at):
        return f"{tree.low(at)} {_function_word(tree, at + 1)}"
    return _function_word(tree, at)


def _length_left(tree: Tree, candidate: ParseCandidate) -> int:
    """The bucket of the number of tokens after a candidate."""
    left = len(tree.tokens) - candidate.parts[-1][1]
    return sum(left > length for length in (1, 3, 6, 10, 16, 25))


def _speaker_class(mention: Mention | None) -> str:
    if mention is None:
        return "nobody"
    if mention.kind is MentionKind.PRONOUN:
        return mention.head
    if mention.kind is MentionKind.NAME:
        return f"name {mention.entity_type.value}"
    return f"{mention.entity_type.value} {mention.head in SPEAKING_NOUNS} {mention.plural}"


def _cue_form(tree: Tree, cue: int) -> str:
    """The form of a cue: its tag, the kinds of its auxiliaries, and whether it is negated."""
    aux = [child for child in tree.children[cue] if tree.label(child) in {"aux", "auxpass"}]
    negated = any(tree.label(child) == "neg" or tree.low(child) in NEGATIONS for child in tree.children[cue])
    chain = "+".join("be" if tree.low(child) in BE else tree.tag(child)[:2] for child in aux[:2])
    return f"{tree.tag(cue)} {chain} {'not' if negated else ''}".strip()


def _is_listed(tree: Tree, candidate: ParseCandidate) -> bool:
    """Whether a candidate follows a preposition that its cue takes."""
    kind, _, case = candidate.start.partition(":")
    return kind == "case" and case in PREPOSITIONS_OF_VERB.get(tree.low(candidate.cue), ())


def _length_class(candidate: ParseCandidate) -> int:
    words = sum(last - first for first, last in candidate.parts)
    return sum(words > length for length in _LENGTHS)


def _reporting_depth(tree: Tree, cue: int) -> int:
    """How many reporting verbs dominate a cue, at most two."""
    depth, at = 0, cue
    for _ in range(_DEPTH_REACH * 2):
        head = tree.tokens[at].head
        if head == at:
            break
        depth += tree.low(head) in REPORTING and tree.label(at) not in {"conj", "parataxis"}
        at = head
    return min(depth, 2)


def _has_finite(tree: Tree, candidate: ParseCandidate) -> bool:
    return any(
        tree.tag(at) in {"VBD", "VBZ", "VBP", "MD"} for first, last in candidate.parts for at in range(first, last)
    )
