"""Finds the source of a cue by the parse: the subject, agent or possessor of the cue or of a word above it."""

from __future__ import annotations

from typing import NamedTuple

from searchkit.extraction.dependency.tree import Tree
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import RELATIVES
from searchkit.extraction.lexicon.opinions import OPINION_NOUNS
from searchkit.extraction.lexicon.organisations import DOCUMENTS
from searchkit.extraction.lexicon.reporting import STATEMENTS
from searchkit.extraction.mentions.mention import Mention
from searchkit.extraction.mentions.noun_phrases import find_phrase_beginning, find_phrase_ending
from searchkit.extraction.mentions.sentence import TaggedSentence, nominal_mention, pronoun_mention

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_HEAD_RELATIONS = frozenset({"xcomp", "advcl", "pcomp", "ccomp", "acomp", "prep", "oprd"})
_REPORT_NOUNS = STATEMENTS | DOCUMENTS | OPINION_NOUNS
_OBJECTS = frozenset({"dobj", "pobj", "attr", "nsubjpass"})
_NOT_IN_PHRASE = frozenset({"relcl", "acl", "punct", "advcl", "ccomp", "parataxis", "appos", "conj", "cc"})
_ADDRESSEE_VERBS = words("told asked reminded informed assured warned advised urged")
_MOST_STEPS = 6
_REPORT_NOUN = "carrier"  # a relation in weights.json: the source of a clause about a noun such as "report"


class Source(NamedTuple):
    """The token of a source, None if there is none, and the relation by which it was found."""

    token: int | None
    relation: str


NO_SOURCE = Source(None, "nobody")


def find_source(tree: Tree, cue: int) -> Source:
    """Find the source of a cue; climbs to the heads of verbs without subject, a few tokens at most."""
    at, relation = cue, ""
    for _ in range(_MOST_STEPS):
        source = _find_direct_source(tree, at, relation)
        if source is not None:
            return source
        label, head = tree.label(at), tree.tokens[at].head
        if head == at:
            break
        if label in {"acl", "relcl"} and tree.low(head) not in _REPORT_NOUNS:
            return Source(head, "noun")
        if label in {"acl", "relcl"}:
            relation = _REPORT_NOUN
        elif label == "conj":
            relation = relation or "conj"
        elif label in _HEAD_RELATIONS or (
            label in _OBJECTS and (relation == _REPORT_NOUN or tree.tag(cue).startswith("NN"))
        ):
            relation = relation or "head"
        else:
            break
        at = head
    return NO_SOURCE


def _find_direct_source(tree: Tree, at: int, relation: str) -> Source | None:
    """Find the subject, agent or possessor among the children of a token."""
    agent = next((noun for case in tree.children[at] for noun in _agents_after(tree, case)), None)
    if tree.tag(at).startswith("NN") and not relation:
        possessor = tree.find_child(at, frozenset({"poss"}))
        if possessor is not None:
            return Source(possessor, "owner")
        return Source(agent, "by") if agent is not None else None
    passive = tree.find_child(at, frozenset({"auxpass", "nsubjpass"})) is not None
    if agent is not None and (passive or tree.tag(at) == "VBN"):
        return Source(agent, "agent")
    subject = tree.find_child(at, _SUBJECTS)
    if subject is not None:
        return _source_from_subject(tree, at, subject, relation, passive=passive)
    return Source(None, "passive") if passive else None


def _source_from_subject(tree: Tree, at: int, subject: int, relation: str, *, passive: bool) -> Source:
    if passive and not relation:
        return Source(subject, "hearer" if tree.low(at) in _ADDRESSEE_VERBS else "passive")
    if tree.label(subject) == "expl":
        return Source(None, "expletive")
    if tree.low(subject) in RELATIVES | {"that"} and tree.label(at) == "relcl":
        return Source(subject, "relative")
    return Source(subject, relation or "subject")


def _agents_after(tree: Tree, case: int) -> list[int]:
    if tree.low(case) != "by" or tree.label(case) not in {"agent", "prep"}:
        return []
    return [noun for noun in tree.children[case] if tree.label(noun) == "pobj"]


def find_mention(sentence: TaggedSentence, tree: Tree, token: int) -> Mention | None:
    """Find the mention of a token's noun phrase, or None inside a quotation."""
    head = sentence.token_at(tree.start_of(token))
    if head is None or sentence.tokens[head].kind is not TokenKind.WORD:
        return None
    if tree.tag(token) in {"PRP", "WP", "WDT"}:
        return pronoun_mention(sentence, head)
    first, last = _phrase_span(tree, token)
    begin = sentence.token_at(tree.start_of(first))
    end = sentence.token_at(tree.start_of(last - 1))
    if begin is None or end is None:
        return None
    phrase_end = max(end, head) + 1
    for mention in (
        find_phrase_beginning(sentence, begin),
        find_phrase_ending(sentence, phrase_end),
        find_phrase_ending(sentence, head + 1),
    ):
        if mention is not None and mention.first <= head < mention.last <= phrase_end:
            return mention
    return nominal_mention(sentence, min(begin, head), phrase_end, sentence.low(head))


def _phrase_span(tree: Tree, token: int) -> tuple[int, int]:
    """The token span of a noun phrase, without clauses and appositions."""
    first, last = token, token + 1
    for child in tree.children[token]:
        if tree.label(child) not in _NOT_IN_PHRASE:
            first, last = min(first, tree.subtree_spans[child][0]), max(last, tree.subtree_spans[child][1])
    return first, last
