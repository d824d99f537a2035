"""How likely it is that a candidate of the parse is a report: a linear model over general features."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

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
_LARGEST_SCORE = 30.0
_SMALLEST = 1e-6
_GRAMMAR = PREPOSITIONS | CONJUNCTIONS | RELATIVES | ARTICLES | QUESTION_WORDS | BE


@dataclass(frozen=True, slots=True)
class DependencyModel:
    """The model: a weight for each feature that matters, and from which share on a candidate is taken.

    `slope` and `offset` turn the log odds of a share into those of the probability that the candidate is right.
    """

    features: Mapping[str, float]
    threshold: float
    slope: float = 1.0
    offset: float = 0.0

    def confidence(self, probability: float) -> float:
        """How often a candidate with this share is right, stretch and speaker."""
        within = max(_SMALLEST, min(1 - _SMALLEST, probability))
        return 1 / (1 + exp(-self.slope * log(within / (1 - within)) - self.offset))

    def probabilities(self, candidates: Sequence[Sequence[str]]) -> list[float]:
        """How likely each of one cue's candidates is, by their features; what is missing to 1 is that none of them is right."""
        odds = [exp(max(-_LARGEST_SCORE, min(_LARGEST_SCORE, self._total(features)))) for features in candidates]
        whole = 1 + sum(odds)
        return [one / whole for one in odds]

    def _total(self, features: Sequence[str]) -> float:
        return sum(self.features.get(feature, 0.0) for feature in features)


@dataclass(frozen=True, slots=True)
class CandidateContext:
    """What is known of a candidate beside the parse.

    Who would speak and who says so; how it stands to what is found without the parse, how probable that has it and the
    likeliest of its cue; whether it takes in quotes, and how many its cue has to choose from.
    """

    mention: Mention | None
    found_by: str
    rule: str
    claimed: float
    claimed_most: float
    quoted: bool
    rivals: int


def candidate_features(tree: Tree, one: ParseCandidate, context: CandidateContext) -> list[str]:
    """The features of a candidate; all are classes, relations, lengths and words of grammar and reporting."""
    shape = f"{one.side}|{one.label}"
    cue = tree.low(one.cue)
    sort = classify_cue(cue, tree.tag(one.cue)) or ("according" if cue == "according" else "other")
    base = find_base_form(cue) if sort != "other" else "other"
    opening = _opening_class(tree, one.parts[0][0])
    speaker = _speaker_class(context.mention)
    form = _cue_form(tree, one.cue)
    size = _length_class(one)
    claimed = _tenths(context.claimed)
    pairs = {
        "shape": shape,
        "start": f"{one.side}|{one.start}",
        "end": f"{one.side}|{one.end}",
        "edges": f"{shape}|{one.start}|{one.end}",
        "cue": base,
        "cue shape": f"{base}|{shape}",
        "cue case": f"{sort}|{one.start}",
        "listed case": f"{base}|{_is_listed(tree, one)}",
        "cue end": f"{base}|{one.end}",
        "cue form": f"{base}|{form}",
        "sort shape": f"{sort}|{shape}|{opening}",
        "sort end": f"{sort}|{shape}|{one.end}",
        "sort size": f"{sort}|{one.side}|{size}",
        "speaker": speaker,
        "speaker sort": f"{speaker}|{sort}|{one.side}",
        "by": f"{one.source.by}|{sort}",
        "opening": f"{opening}|{one.side}",
        "opening end": f"{opening}|{one.end}",
        "form": f"{form}|{sort}",
        "size": f"{one.side}|{size}",
        "rule": context.rule,
        "rule sort": f"{context.rule}|{sort}|{one.side}",
        "rule end": f"{context.rule}|{one.end}",
        "rule cue": f"{context.rule}|{base}",
        "voice": f"{context.found_by}|{sort}",
        "voice by": f"{context.found_by}|{one.source.by}",
        "voice speaker": f"{context.found_by}|{speaker}",
        "claimed": claimed,
        "claimed side": f"{claimed}|{one.side}",
        "claimed sort": f"{claimed}|{sort}",
        "claimed end": f"{claimed}|{one.end}",
        "most": f"{claimed}|{_tenths(context.claimed_most)}",
        "most shape": f"{_tenths(context.claimed_most)}|{one.side}|{one.label}",
        "most cue": f"{_tenths(context.claimed_most)}|{base}",
        "quoted": f"{context.quoted}|{one.side}|{sort}",
        "where": f"{tree.label(one.cue)}|{tree.tag(one.cue)}|{sort}",
        "depth": f"{_reporting_depth(tree, one.cue)}|{sort}",
        "rivals": str(min(context.rivals, 6)),
        "edge": f"{_edge_class(tree, one.parts[-1][1])}|{one.side}",
        "first edge": f"{_edge_class(tree, one.parts[0][0] - 1)}|{one.side}",
        "next": f"{_following_words(tree, one)}|{one.side}|{one.label}",
        "next end": f"{_following_words(tree, one)}|{one.end}",
        "rest": f"{_length_left(tree, one)}|{one.end}",
        "rest sort": f"{_length_left(tree, one)}|{sort}|{one.side}",
        "before": f"{_function_word(tree, one.parts[0][0] - 1)}|{one.side}|{one.start}",
        "first": f"{_function_word(tree, one.parts[0][0])}|{one.label}|{sort}",
        "last": f"{_opening_class(tree, one.parts[-1][1] - 1)}",
        "finite": f"{_has_finite(tree, one)}|{sort}|{one.label}",
    }
    return ["bias", *(f"{name}={value}" for name, value in pairs.items()), *_child_features(tree, one, sort)]


def _tenths(probability: float) -> str:
    return str(int(10 * probability)) if probability else "none"


def _child_features(tree: Tree, one: ParseCandidate, sort: str) -> Iterator[str]:
    for child in tree.children[one.cue]:
        label = tree.label(child)
        if label != "punct":
            yield f"kid={label}|{sort}"
            if child > one.cue and one.side == "behind" and child >= one.parts[0][1]:
                yield f"left out={label}|{sort}"


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
    """What stands at the edge of a stretch: a point by itself, a word by its class."""
    low = tree.low(at)
    return low if low and tree.is_point(at) else _opening_class(tree, at)


def _function_word(tree: Tree, at: int) -> str:
    """A point or a word of grammar by itself, any other word by its part of speech."""
    low = tree.low(at)
    if low and (low in _GRAMMAR or tree.is_point(at)):
        return low
    return tree.tag(at)[:2] if 0 <= at < len(tree.tokens) else "none"


def _following_words(tree: Tree, one: ParseCandidate) -> str:
    """What stands behind a candidate: the point, if there is one, and the word."""
    at = one.parts[-1][1]
    if at < len(tree.tokens) and tree.is_point(at):
        return f"{tree.low(at)} {_function_word(tree, at + 1)}"
    return _function_word(tree, at)


def _length_left(tree: Tree, one: ParseCandidate) -> int:
    """How much of the sentence is left behind a candidate."""
    left = len(tree.tokens) - one.parts[-1][1]
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
    """The tense and chain of a cue: its tag, the kinds of its auxiliaries and whether it is negated."""
    aux = [child for child in tree.children[cue] if tree.label(child) in {"aux", "auxpass"}]
    negated = any(tree.label(child) == "neg" or tree.low(child) in NEGATIONS for child in tree.children[cue])
    chain = "+".join("be" if tree.low(child) in BE else tree.tag(child)[:2] for child in aux[:2])
    return f"{tree.tag(cue)} {chain} {'not' if negated else ''}".strip()


def _is_listed(tree: Tree, one: ParseCandidate) -> bool:
    """Whether a candidate stands behind a preposition that the cue is known to take."""
    kind, _, case = one.start.partition(":")
    return kind == "case" and case in PREPOSITIONS_OF_VERB.get(tree.low(one.cue), ())


def _length_class(one: ParseCandidate) -> int:
    words = sum(last - first for first, last in one.parts)
    return sum(words > length for length in _LENGTHS)


def _reporting_depth(tree: Tree, cue: int) -> int:
    """How many reporting verbs stand above a cue."""
    depth, at = 0, cue
    for _ in range(_DEPTH_REACH * 2):
        head = tree.tokens[at].head
        if head == at:
            break
        depth += tree.low(head) in REPORTING and tree.label(at) not in {"conj", "parataxis"}
        at = head
    return min(depth, 2)


def _has_finite(tree: Tree, one: ParseCandidate) -> bool:
    return any(tree.tag(at) in {"VBD", "VBZ", "VBP", "MD"} for first, last in one.parts for at in range(first, last))
