"""Finds cue candidates: words with a source that are no cue by rule. Most report nothing; the clause model scores each."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.extraction.cues.attitudes import WITHOUT_STATEMENT, can_have_attitude, find_possessor
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.cues.subjects import Subject, find_main_subject, find_shared_subject, find_subject
from searchkit.extraction.cues.verb_groups import VerbGroup, find_verb_group
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import DETERMINERS, PREPOSITIONS
from searchkit.extraction.lexicon.possible_cues import POSSIBLE_CUE_ADJECTIVES, POSSIBLE_CUE_NOUNS, POSSIBLE_CUE_VERBS
from searchkit.extraction.lexicon.reporting import QUOTE_ONLY, Frame
from searchkit.extraction.mentions.mention import SPEAKING_NOUNS, Mention, MentionKind
from searchkit.extraction.mentions.noun_phrases import find_phrase_beginning, find_phrase_ending
from searchkit.extraction.mentions.sentence import TaggedSentence, nominal_mention, pronoun_mention

_PARTICIPLES = words(
    "said told known shown found thought felt seen heard chosen forgotten drawn spoken written meant forbidden"
)
_COMPLEMENT_OF_NOUN = words("of for to on about that over against in with at toward towards")
_COMPLEMENT_OF_ADJECTIVE = words("of for to on about that over in with at by")
_FOLLOWERS = words(
    "supporters supporter critics critic opponents opponent advocates advocate fans proponents proponent"
)
_NOBODY = words("nobody none nothing neither")
_NOTHING = words("nothing little")
_SHARES = words("stock stocks share shares shareholders dividend dividends divs outstanding")
_SPEECH_BASES = words("say tell know comment respond reply answer")
_CITING = words("citing quoting")  # as in "citing officials", who are a source
_PREVENTING = words("with from")  # as in "was tasked with talking", "kept from talking"
_AGENT_REACH = 6
_REACH = 25
_SUBJECTS = words("he she they who we i")
_WEAK_SUBJECTS = words("both themselves himself herself itself")
_FRAMES = (Frame.ATTITUDE,)


def find_cue_candidates(sentence: TaggedSentence, cues: Sequence[Cue]) -> list[Cue]:
    """Find the cue candidates of a sentence that are not in `cues`, in the order of its tokens; each has a mention."""
    known = {cue.verb for cue in cues}
    out: list[Cue] = []
    for at, token in enumerate(sentence.tokens):
        if (token.kind is not TokenKind.WORD and token.low != ":") or at in known or at + 1 >= len(sentence.tokens):
            continue
        cue = _find_candidate(sentence, at, (*cues, *out))
        if cue is not None and cue.mention is not None:
            out.append(cue)
    return out


def find_sources(sentence: TaggedSentence, cue: Cue) -> list[tuple[str, Mention]]:
    """Find the mentions that may be the source of a cue, each with its origin.

    Origins: "own", the subject by rule; "main" and "near", other mentions if no subject adjoins the verb.
    """
    if cue.mention is None:
        return []
    out = [("own", cue.mention)]
    adjoins = cue.mention.last >= cue.verb or find_verb_group(sentence, cue.verb).start <= cue.mention.last
    if cue.according or cue.inverted or (adjoins and cue.mention.head not in _WEAK_SUBJECTS):
        return out
    end = find_verb_group(sentence, cue.verb).start
    for origin, mention in (("main", find_main_subject(sentence, end)), ("near", _find_nearest(sentence, end))):
        if mention is not None and all(mention.start != other.start for _, other in out):
            out.append((origin, mention))
    return out


def _find_nearest(sentence: TaggedSentence, end: int) -> Mention | None:
    """Find the last name or pronoun before token `end` that can be a subject."""
    for at in range(end - 1, max(-1, end - _REACH), -1):
        if sentence.low(at) in _SUBJECTS:
            return pronoun_mention(sentence, at)
        name = sentence.names_by_end.get(at + 1)
        if name is not None and not name.possessive and sentence.low(name.first - 1) not in PREPOSITIONS:
            return name
    return None


def may_report(sentence: TaggedSentence, cue: Cue) -> bool:
    """Whether a cue without a report by rule can report something: not "declined to comment", "nobody said"."""
    if cue.mention is None or cue.mention.head in _NOBODY or sentence.low(cue.last) in _NOTHING:
        return False
    if cue.word in QUOTE_ONLY or not _can_speak(cue.mention):
        return False
    if sentence.low(cue.last) == "to" and sentence.low(cue.last + 1) in WITHOUT_STATEMENT:
        return False
    if cue.participle and sentence.low(cue.verb - 1) in _PREVENTING:
        return False
    base = POSSIBLE_CUE_VERBS.get(cue.word, cue.word)
    if cue.according and cue.first > 0:
        return False  # "…, he said, according to a readout": a relay
    return not ((cue.negated and base in _SPEECH_BASES) or cue.word in _CITING)


def _can_speak(mention: Mention) -> bool:
    return mention.kind is not MentionKind.NOMINAL or can_have_attitude(mention) or mention.head in SPEAKING_NOUNS


def _find_candidate(sentence: TaggedSentence, at: int, cues: Sequence[Cue]) -> Cue | None:
    low, ahead = sentence.low(at), sentence.low(at + 1)
    if low == ":":
        label = find_phrase_ending(sentence, at)
        return _make_candidate(sentence, 0, at, label) if label is not None and label.first == 0 else None
    if low in POSSIBLE_CUE_NOUNS and ahead in _COMPLEMENT_OF_NOUN:
        cue = _find_noun(sentence, at)
        if cue is not None:
            return cue
    if low in POSSIBLE_CUE_ADJECTIVES and ahead in _COMPLEMENT_OF_ADJECTIVE:
        return _find_adjective(sentence, at, cues)
    if low == "preferred" and ahead in _SHARES:
        return None  # "preferred dividends": a kind of share
    if low in POSSIBLE_CUE_VERBS and not (sentence.tokens[at].capital and at > 0):
        return _find_verb(sentence, at, cues)
    return None


def _find_noun(sentence: TaggedSentence, at: int) -> Cue | None:
    """Find a noun with a possessor or followers, as in "his support for", "supporters of"."""
    if sentence.low(at) in _FOLLOWERS and sentence.low(at + 1) == "of":
        return _make_candidate(
            sentence,
            at,
            at,
            find_phrase_ending(sentence, at + 1) or nominal_mention(sentence, at, at + 1, sentence.low(at)),
        )
    holder = find_possessor(sentence, at)
    return _make_candidate(sentence, holder.first, at, holder) if holder is not None else None


def _find_adjective(sentence: TaggedSentence, at: int, cues: Sequence[Cue]) -> Cue | None:
    group = find_verb_group(sentence, at)
    if not group.has_be:
        return None
    subject = _find_subject_of(sentence, group, cues)
    return _make_candidate(sentence, subject.first, at, subject.mention, group)


def _find_verb(sentence: TaggedSentence, at: int, cues: Sequence[Cue]) -> Cue | None:
    group = find_verb_group(sentence, at)
    low = sentence.low(at)
    if sentence.low(group.start - 1) in DETERMINERS:
        return None
    if group.has_be and (low.endswith(("ed", "en")) or low in _PARTICIPLES):
        return _find_passive(sentence, at)
    subject = _find_subject_of(sentence, group, cues)
    return _make_candidate(sentence, subject.first, at, subject.mention, group, shared=subject.shared)


def _find_passive(sentence: TaggedSentence, at: int) -> Cue | None:
    """Find a passive with its agent, as in "was praised by Pell for"."""
    by = sentence.find(frozenset({"by"}), at + 1, at + _AGENT_REACH)
    agent = find_phrase_beginning(sentence, by + 1) if by is not None else None
    if agent is None:
        return None
    return Cue(
        _FRAMES, sentence.low(at), sentence.tokens[at].text, at, at, agent.last, agent.last, agent, inverted=True
    )


def _find_subject_of(sentence: TaggedSentence, group: VerbGroup, cues: Sequence[Cue]) -> Subject:
    begin = group.start
    if group.infinitive or sentence.low(begin - 1) in PREPOSITIONS:
        return Subject(find_shared_subject(sentence, max(begin - 1, 0), cues), begin, shared=True)
    subject = find_subject(sentence, begin, cues)
    if subject.mention is not None:
        return subject
    return Subject(find_main_subject(sentence, begin), begin, shared=True)


def _make_candidate(
    sentence: TaggedSentence,
    first: int,
    at: int,
    mention: Mention | None,
    group: VerbGroup | None = None,
    *,
    shared: bool = False,
) -> Cue:
    return Cue(
        _FRAMES,
        sentence.low(at),
        sentence.tokens[at].text,
        first,
        at,
        at + 1,
        at + 1,
        mention,
        coordinated=shared,
        participle=sentence.low(at).endswith("ing") and not (group is not None and group.has_be),
        negated=group is not None and group.negated,
    )
