"""Cues with a relay, who passes on the statement of the source: "was quoted as saying", "quoted him as telling", ", citing officials,"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from searchkit.extraction.cues.adjuncts import skip_addressee
from searchkit.extraction.cues.cue import PARENTHESIS, Cue
from searchkit.extraction.cues.subjects import Subject
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import BE
from searchkit.extraction.lexicon.organisations import OUTLETS
from searchkit.extraction.lexicon.reporting import AS_PARTICIPLES, REPORTING, Frame
from searchkit.extraction.mentions.mention import SPEAKING_NOUNS, EntityType, Mention, MentionKind
from searchkit.extraction.mentions.noun_phrases import find_phrase_beginning
from searchkit.extraction.mentions.sentence import TaggedSentence

QUOTE_FORMS = words("quoted quotes quoting quote cited cites citing")
_REPORTED = words("quoted cited reported heard recorded")
_NEAR = PARENTHESIS // 2
_CITING = words("citing quoting")


def find_quoted_as(sentence: TaggedSentence, at: int, subject: Subject) -> Cue | None:
    """Find the cue in "TASS quoted him as telling …": the object is the source, the subject the relay."""
    mention = find_phrase_beginning(sentence, at + 1)
    if mention is None:
        return None
    joint = sentence.find(frozenset({"as"}), mention.last, mention.last + _NEAR)
    if joint is None or sentence.low(joint + 1) not in AS_PARTICIPLES:
        return None
    return _make_as_cue(sentence, joint + 1, joint + 1, subject.first, mention, subject.mention)


def find_passive(sentence: TaggedSentence, at: int, group_start: int, subject: Subject) -> Cue | None:
    """Find the cue of a passive at `at`, whose auxiliaries begin at `group_start`, or None.

    As in "was quoted as saying", "was quoted by the Courier as saying", "was told by officials that".
    """
    after = at + 1
    agent = find_phrase_beginning(sentence, after + 1) if sentence.low(after) == "by" else None
    if agent is not None:
        after = agent.last
    word = sentence.low(at)
    if word in _REPORTED:
        after += sentence.low(after) == "as"
        if sentence.low(after) in AS_PARTICIPLES and subject.mention is not None:
            be = sentence.find(BE, group_start, at)
            return _make_as_cue(sentence, at if be is None else be, after, subject.first, subject.mention, agent)
    if agent is not None and not {Frame.TELL, Frame.ASK}.isdisjoint(REPORTING[word]):
        text = sentence.tokens[at].text
        return Cue((Frame.SAY,), word, text, at, at, at + 1, agent.last, agent)
    return None


def _make_as_cue(
    sentence: TaggedSentence, cue_first: int, verb: int, first: int, mention: Mention, relay: Mention | None
) -> Cue:
    """Make the cue of a participle after "as"; its text begins with token `cue_first`."""
    frames = REPORTING[sentence.low(verb)]
    content, addressee = skip_addressee(sentence, verb + 1, frames)
    if relay is None and sentence.low(content) == "by":
        relay = find_phrase_beginning(sentence, content + 1)
        content = relay.last if relay is not None else content
    text = sentence.text_between(cue_first, verb + 1)
    return Cue(frames, sentence.low(verb), text, first, verb, verb + 1, content, mention, addressee, relay)


def find_relay_in_parenthesis(sentence: TaggedSentence, mention: Mention | None, verb: int) -> Mention | None:
    """Find the relay in a parenthesis between subject and verb: "Pell, quoted by the Courier, said", or None."""
    if mention is None or verb - mention.last > PARENTHESIS:
        return None
    for at in range(mention.last, verb - 2):
        if sentence.low(at) in {"quoted", "cited"} and sentence.low(at + 1) == "by":
            return find_phrase_beginning(sentence, at + 2)
    return None


def set_cited_sources(sentence: TaggedSentence, cues: Sequence[Cue]) -> list[Cue]:
    """Correct cues whose subject is ", citing officials,": the officials become the source, the subject the relay."""
    cited = [
        at for at, token in enumerate(sentence.tokens) if token.low in _CITING and sentence.low(at - 1) in {",", "and"}
    ]
    return [_set_cited_source(sentence, cue, cited) for cue in cues] if cited else list(cues)


def _set_cited_source(sentence: TaggedSentence, cue: Cue, cited: Sequence[int]) -> Cue:
    if cue.mention is None or cue.relay is not None or cue.according or not _can_relay(cue.mention):
        return cue
    for at in cited:
        source = find_phrase_beginning(sentence, at + 1) if abs(at - cue.last) <= _NEAR else None
        if source is None or not _is_source(source) or sentence.low(source.last) == "as":
            continue
        content = cue.content
        if cue.last <= at and content <= at:
            content = source.last + (sentence.low(source.last) == ",")
        return replace(cue, mention=source, relay=cue.mention, content=content)
    return cue


def _is_source(mention: Mention) -> bool:
    return mention.kind is MentionKind.NAME or (mention.kind is MentionKind.NOMINAL and mention.head in SPEAKING_NOUNS)


def _can_relay(mention: Mention) -> bool:
    """Whether a source may only pass a report on: an agency or paper, not a person."""
    if mention.kind is MentionKind.NAME:
        return mention.entity_type is EntityType.ORGANISATION or (
            mention.entity_type is EntityType.UNKNOWN and mention.role is None
        )
    return mention.head in OUTLETS
