"""Whose words or thoughts a cue tells of, by the parse: its subject, its agent, its owner, or those of what it hangs on."""

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
_OF_HEAD = frozenset({"xcomp", "advcl", "pcomp", "ccomp", "acomp", "prep", "oprd"})
_CARRIERS = STATEMENTS | DOCUMENTS | OPINION_NOUNS
_OBJECTS = frozenset({"dobj", "pobj", "attr", "nsubjpass"})
_NOT_OF_NAME = frozenset({"relcl", "acl", "punct", "advcl", "ccomp", "parataxis", "appos", "conj", "cc"})
_TO_HEARER = words("told asked reminded informed assured warned advised urged")
_MOST_STEPS = 6


class Holder(NamedTuple):
    """A token that speaks or thinks, None where nobody does, and by what relation it was found."""

    token: int | None
    by: str


NOBODY = Holder(None, "nobody")


def holder_of(tree: Tree, cue: int) -> Holder:
    """Who holds what a cue tells of; looks upwards a few steps, as long as a verb has no subject of its own."""
    at, way = cue, ""
    for _ in range(_MOST_STEPS):
        found = _own(tree, at, way)
        if found is not None:
            return found
        label, head = tree.label(at), tree.tokens[at].head
        if head == at:
            break
        if label in {"acl", "relcl"} and tree.low(head) not in _CARRIERS:
            return Holder(head, "noun")
        if label in {"acl", "relcl"}:
            way = "carrier"
        elif label == "conj":
            way = way or "conj"
        elif label in _OF_HEAD or (label in _OBJECTS and (way == "carrier" or tree.tag(cue).startswith("NN"))):
            way = way or "head"
        else:
            break
        at = head
    return NOBODY


def _own(tree: Tree, at: int, way: str) -> Holder | None:
    """The subject, agent or owner that hangs on a token itself."""
    agent = next((noun for case in tree.children[at] for noun in _behind_by(tree, case)), None)
    if tree.tag(at).startswith("NN") and not way:
        owner = tree.child(at, frozenset({"poss"}))
        if owner is not None:
            return Holder(owner, "owner")
        return Holder(agent, "by") if agent is not None else None
    passive = tree.child(at, frozenset({"auxpass", "nsubjpass"})) is not None
    if agent is not None and (passive or tree.tag(at) == "VBN"):
        return Holder(agent, "agent")
    subject = tree.child(at, _SUBJECTS)
    if subject is not None:
        return _as_subject(tree, at, subject, way, passive=passive)
    return Holder(None, "passive") if passive else None


def _as_subject(tree: Tree, at: int, subject: int, way: str, *, passive: bool) -> Holder:
    if passive and not way:
        return Holder(subject, "hearer" if tree.low(at) in _TO_HEARER else "passive")
    if tree.label(subject) == "expl":
        return Holder(None, "expletive")
    if tree.low(subject) in RELATIVES | {"that"} and tree.label(at) == "relcl":
        return Holder(subject, "relative")
    return Holder(subject, way or "subject")


def _behind_by(tree: Tree, case: int) -> list[int]:
    if tree.low(case) != "by" or tree.label(case) not in {"agent", "prep"}:
        return []
    return [noun for noun in tree.children[case] if tree.label(noun) == "pobj"]


def mention_of(sentence: TaggedSentence, tree: Tree, token: int) -> Mention | None:
    """The mention that a token's noun phrase makes, or None inside quoted text."""
    head = sentence.token_at(tree.offset(token))
    if head is None or sentence.tokens[head].kind is not TokenKind.WORD:
        return None
    if tree.tag(token) in {"PRP", "WP", "WDT"}:
        return pronoun_mention(sentence, head)
    first, last = _phrase(tree, token)
    begin = sentence.token_at(tree.offset(first))
    end = sentence.token_at(tree.offset(last - 1))
    if begin is None or end is None:
        return None
    behind = max(end, head) + 1
    for mention in (
        find_phrase_beginning(sentence, begin),
        find_phrase_ending(sentence, behind),
        find_phrase_ending(sentence, head + 1),
    ):
        if mention is not None and mention.first <= head < mention.last <= behind:
            return mention
    return nominal_mention(sentence, min(begin, head), behind, sentence.low(head))


def _phrase(tree: Tree, token: int) -> tuple[int, int]:
    """From the first to behind the last token of a noun phrase, clauses and appositions left out."""
    first, last = token, token + 1
    for kid in tree.children[token]:
        if tree.label(kid) not in _NOT_OF_NAME:
            first, last = min(first, tree.stretches[kid][0]), max(last, tree.stretches[kid][1])
    return first, last
