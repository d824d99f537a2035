"""Cues that are verbs: a reporting verb whose subject is before it, after it or shared with an earlier verb."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.extraction.cues.adjuncts import skip_addressee, skip_adjuncts
from searchkit.extraction.cues.attitudes import (
    can_have_attitude,
    find_attitude_content,
    is_pointing_out,
)
from searchkit.extraction.cues.cue import PARENTHESIS, Cue
from searchkit.extraction.cues.relayed import (
    QUOTE_FORMS,
    find_passive,
    find_quoted_as,
    find_relay_in_parenthesis,
)
from searchkit.extraction.cues.subjects import (
    Subject,
    find_before_parenthesis,
    find_main_subject,
    find_shared_subject,
    find_subject,
)
from searchkit.extraction.cues.verb_groups import VerbGroup, find_verb_group
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    QUESTION_WORDS,
    RELATIVES,
    SUBJECT_PRONOUNS,
)
from searchkit.extraction.lexicon.organisations import DOCUMENTS
from searchkit.extraction.lexicon.people import GROUPS
from searchkit.extraction.lexicon.reporting import NOUN_LIKE, REPORTING, STATEMENTS, Frame
from searchkit.extraction.mentions.mention import SPEAKING_NOUNS, Mention, MentionKind
from searchkit.extraction.mentions.noun_phrases import find_phrase_beginning, find_phrase_ending
from searchkit.extraction.mentions.sentence import TaggedSentence, is_plural_noun

_PUT_FORMS = words("put puts")  # as in "as she puts it"
_GO_FORMS = words("go goes went")
_PARTICIPLES = words("said told quoted cited asked known shown found thought felt")
_ALWAYS_VERBS = words("thought felt found read forecast cast")
_BESIDE_INVERSION = frozenset({",", "—", "–", "--", "-", "?", "!"})
_INVERTED_PRONOUNS = words("he she they i one")
_NOT_INVERTED = frozenset({Frame.ATTITUDE, Frame.TELL, Frame.CALL, Frame.URGE})
_PLURAL_PRONOUNS = words("they we i you both many some others several")
_MODALS = words("may might could should would can")
_BEFORE_PARTICIPLE = words(", by while in before after and")


def find_verb_cue(sentence: TaggedSentence, at: int, cues: Sequence[Cue]) -> Cue | None:  # noqa: PLR0911 - a list of rules, one return each
    """Find the cue of a reporting verb at `at`, or None if the form is no verb or has no subject."""
    low = sentence.low(at)
    group = find_verb_group(sentence, at)
    if low in _PUT_FORMS and sentence.low(at + 1) != "it":
        return None
    if low in _GO_FORMS and sentence.low(at + 1) != "on":
        return None
    if low in QUOTE_FORMS and not group.has_be:
        cue = find_quoted_as(sentence, at, find_subject(sentence, group.start, cues))
        if cue is not None:
            return cue
    if group.infinitive:
        return _find_infinitive(sentence, at, group, cues)
    if sentence.low(at - 1) in DETERMINERS and not (sentence.low(at - 1) in _PLURAL_PRONOUNS and low not in NOUN_LIKE):
        return None
    participle = low.endswith(("ed", "en", "n")) or low in _PARTICIPLES
    if group.has_be and participle:
        return find_passive(sentence, at, group.start, find_subject(sentence, group.start, ()))
    if low.endswith("ed") and sentence.low(at + 1) == "by":
        return None
    if low.endswith("ing") and not group.has_be:
        return _find_participle(sentence, at, group, cues)
    return _find_inverted(sentence, at, group) or _find_finite(sentence, at, group, cues)


def _find_finite(sentence: TaggedSentence, at: int, group: VerbGroup, cues: Sequence[Cue]) -> Cue | None:
    subject = find_subject(sentence, group.start, cues)
    subject = _find_speaking_subject(sentence, subject)
    if sentence.low(at) in NOUN_LIKE and not _is_verb_here(sentence, at, subject.mention, shared=subject.shared):
        return None
    if subject.mention is None and not subject.shared:
        return None
    return _make_cue(sentence, at, group, subject.mention, first=subject.first, coordinated=subject.shared)


def _find_speaking_subject(sentence: TaggedSentence, subject: Subject) -> Subject:
    """Replace a subject that cannot speak by the main subject of the sentence: "Officials who met to discuss the plan said"."""
    mention = subject.mention
    if mention is None or mention.kind is not MentionKind.NOMINAL or mention.first == 0:
        return subject
    if can_have_attitude(mention) or mention.head in SPEAKING_NOUNS:
        return subject
    main = find_main_subject(sentence, mention.first)
    if main is None or not can_have_attitude(main) or sentence.is_quote(mention.first - 1):
        return subject
    return Subject(main, main.first) if _is_phrase_between(sentence, main.last, mention.first) else subject


def _is_phrase_between(sentence: TaggedSentence, first: int, last: int) -> bool:
    """Whether the tokens between a subject and a noun open a clause or phrase that contains the noun."""
    opens = sentence.low(first) in RELATIVES or sentence.low(first) in PREPOSITIONS or sentence.low(first) == ","
    return opens and sentence.low(last - 1) not in {",", "—", "–", "that"}


def _make_cue(
    sentence: TaggedSentence,
    at: int,
    group: VerbGroup,
    mention: Mention | None,
    *,
    first: int,
    coordinated: bool = False,
    participle: bool = False,
) -> Cue | None:
    """Make the cue of the verb at `at`; None if the verb neither reports nor shows an attitude."""
    low, addressee = sentence.low(at), None
    frames = REPORTING.get(low, (Frame.SAY,))
    attitude_content = find_attitude_content(sentence, at) if can_have_attitude(mention) else None
    unconnected = participle and coordinated and sentence.low(first - 1) not in _BEFORE_PARTICIPLE
    if attitude_content is not None and not unconnected and not _has_modal(sentence, group, at):
        frames, content = (Frame.ATTITUDE,), attitude_content
    elif low in REPORTING or is_pointing_out(sentence, at):
        content, addressee = skip_addressee(sentence, at + 1 + is_pointing_out(sentence, at), frames)
    else:
        return None
    if low in _PUT_FORMS:
        content = skip_adjuncts(sentence, at + 2)
    return Cue(
        frames,
        low,
        sentence.tokens[at].text,
        first,
        at,
        at + 1,
        content,
        mention,
        addressee,
        find_relay_in_parenthesis(sentence, mention, at),
        coordinated=coordinated,
        participle=participle,
        negated=group.negated,
    )


def _has_modal(sentence: TaggedSentence, group: VerbGroup, verb: int) -> bool:
    return any(sentence.low(at) in _MODALS for at in range(group.start, verb))


def _find_infinitive(sentence: TaggedSentence, at: int, group: VerbGroup, cues: Sequence[Cue]) -> Cue | None:
    """Find the cue of an infinitive before a quote: "paused to say, “…”"; no other infinitive reports."""
    if not (sentence.is_quote(at + 1) or sentence.is_quote(at + 2)):
        return None
    subject = find_phrase_ending(sentence, group.start - 1) or find_shared_subject(sentence, group.start - 1, cues)
    main = find_main_subject(sentence, group.start - 1)
    mention = main if subject is None or (main is not None and main.kind is not MentionKind.NOMINAL) else subject
    return _make_cue(sentence, at, group, mention, first=group.start, participle=True) if mention is not None else None


def _find_inverted(sentence: TaggedSentence, at: int, group: VerbGroup) -> Cue | None:  # noqa: PLR0911 - a list of rules, one return each
    """Find the cue of a verb before its subject, after a quote or comma: "…," said Ada Pell."""
    frames = REPORTING.get(sentence.low(at), (Frame.ATTITUDE,))
    if group.start != at or frames[0] in _NOT_INVERTED or sentence.low(at).endswith("ing"):
        return None
    if at > 0 and not (sentence.is_quote(at - 1) or sentence.low(at - 1) in _BESIDE_INVERSION):
        return None
    if sentence.low(at - 1) == "," and not sentence.is_quote(at - 2) and find_before_parenthesis(sentence, at - 1):
        return None
    mention = find_phrase_beginning(sentence, at + 1)
    if mention is None or (mention.kind is MentionKind.PRONOUN and mention.head not in _INVERTED_PRONOUNS):
        return None
    after = sentence.low(mention.last)
    if after in FINITE or after in AUXILIARIES or after in {"that", "to"}:
        return None
    if at == 0 and after not in {":", ","} and not sentence.is_quote(mention.last):
        return None
    content = skip_adjuncts(sentence, mention.last)
    word = sentence.low(at)
    return Cue(frames, word, sentence.tokens[at].text, at, at, mention.last, content, mention, inverted=True)


def _find_participle(sentence: TaggedSentence, at: int, group: VerbGroup, cues: Sequence[Cue]) -> Cue | None:
    """Find the cue of a participle: ", adding that …", "by saying …"."""
    before = group.start - 1
    if sentence.is_word(before) and sentence.low(before) not in CONJUNCTIONS | PREPOSITIONS:
        mention = find_phrase_ending(sentence, group.start)
        if mention is None or sentence.low(at) in NOUN_LIKE:
            return None
        if not _is_speaker(sentence, mention):
            mention = find_shared_subject(sentence, mention.first, cues) or mention
        return _make_cue(sentence, at, group, mention, first=group.start, participle=True)
    mention = find_shared_subject(sentence, group.start, cues)
    if mention is None and group.start == 0:
        comma = sentence.find(frozenset({","}), at, at + PARENTHESIS)
        mention = find_phrase_beginning(sentence, comma + 1) if comma is not None else None
    return _make_cue(sentence, at, group, mention, first=group.start, coordinated=True, participle=True)


def _is_speaker(sentence: TaggedSentence, mention: Mention) -> bool:
    """Whether the noun before a participle speaks ("with critics saying") and is no document ("a letter saying")."""
    if mention.head in DOCUMENTS or mention.head in STATEMENTS:
        return False
    return mention.first == 0 or sentence.low(mention.first - 1) in {"with", ",", "—", "–", "and"}


def _is_verb_here(sentence: TaggedSentence, at: int, mention: Mention | None, *, shared: bool) -> bool:  # noqa: PLR0911
    """Whether a form that may be a noun is a verb here: a complement follows, and the subject agrees."""
    if at + 1 >= len(sentence.tokens):
        return False
    low, ahead = sentence.low(at), sentence.low(at + 1)
    if find_attitude_content(sentence, at) == at + 2 and mention is not None and not low.endswith("s"):
        return True
    clear = sentence.is_quote(at + 1) or ahead in {"that", ":"} or ahead in DETERMINERS or ahead in SUBJECT_PRONOUNS
    if shared or mention is None:
        return clear and not low.endswith("s")
    if not (clear or ahead == "to" or ahead in QUESTION_WORDS or sentence.tokens[at + 1].capital):
        return False
    if low == "states" and mention.kind is MentionKind.NOMINAL and mention.head not in SPEAKING_NOUNS:
        return False  # as in "in swing states that"
    if low in _ALWAYS_VERBS or low.endswith("ed"):
        return True
    plural = _is_plural(mention)
    return plural is None or plural != is_plural_noun(low)


def _is_plural(mention: Mention) -> bool | None:
    """Whether a subject takes a verb without -s; None if its form does not show it."""
    if mention.is_relative or (mention.kind is MentionKind.NAME and mention.head.endswith("s")):
        return None
    if mention.kind is MentionKind.NAME:
        return False
    if mention.kind is MentionKind.PRONOUN:
        return mention.head in _PLURAL_PRONOUNS
    return mention.head in GROUPS or is_plural_noun(mention.head)
