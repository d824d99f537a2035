"""Noun phrases: the one that ends where a verb begins, and the one that begins where a verb ends. Bounded looks, no parser."""

from __future__ import annotations

from dataclasses import replace

from searchkit.extraction.document.tokens import Token, TokenKind, Tokens
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import (
    CALENDAR,
    DETERMINERS,
    FINITE,
    HE,
    NOUN_JOINERS,
    POSSESSIVES,
    PREPOSITIONS,
    SHE,
    SUBJECT_PRONOUNS,
    THEY,
)
from searchkit.extraction.lexicon.people import ROLES
from searchkit.extraction.lexicon.reporting import REPORTING
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, SPEAKING_NOUNS, EntityType, Mention, MentionKind
from searchkit.extraction.mentions.sentence import (
    JOINED_NAMES,
    TaggedSentence,
    is_noun_part,
    is_plural_noun,
    nominal_mention,
    pronoun_mention,
)

_LONGEST = 14  # tokens of one noun phrase without its "of" phrases
_DEEPEST = 3  # "of" phrases hung on it
_BRACKET = 12  # tokens of a bracket behind a name
_APPOSED_REACH = 4  # tokens between a description and the comma before its name
_PRONOUNS = HE | SHE | THEY | SUBJECT_PRONOUNS
_ALSO_NOUNS = words("both some many others one several")
_QUANTIFIERS = words("one some many most several two three both all half none each")
_LY_NOUNS = words(
    "family assembly ally reply supply bully rally anomaly monopoly butterfly weekly daily monthly elderly"
)
_PLACING = words("in at on with from to near")


def find_phrase_ending(sentence: TaggedSentence, end: int) -> Mention | None:
    """The noun phrase whose last token is `end - 1`, or None; a name in it is the mention, with the role before it."""
    end = _without_bracket(sentence.tokens, end)
    if end <= 0:
        return None
    last = sentence.tokens[end - 1]
    if last.kind is TokenKind.WORD and last.low in _PRONOUNS and not _is_noun_after_determiner(sentence.tokens, end):
        return pronoun_mention(sentence, end - 1)
    first = _base_begins(sentence, end)
    if first is None:
        return None
    begin, base_end = first, end
    for _ in range(_DEEPEST):
        wider = _hung_on(sentence, begin)
        if wider is None:
            break
        begin, base_end = wider
    return _named_ending(sentence, end, first, begin, base_end)


def _named_ending(sentence: TaggedSentence, end: int, first: int, begin: int, base_end: int) -> Mention:
    """The phrase `[begin, end)` whose last part begins at `first` and whose own noun ends at `base_end`, as a mention."""
    tokens = sentence.tokens
    name = sentence.names_by_end.get(end)
    if name is not None and name.first <= first and begin >= name.first:
        return _with_partner_before(sentence, name)
    leading = sentence.names_by_end.get(base_end)
    if base_end < end and leading is not None and leading.kind is MentionKind.NAME and leading.first <= begin:
        return leading  # "Ada Pell of the port": the name, not what hangs on it
    if name is not None and begin == first:
        if name.first == first + 1 and tokens[first].low in DETERMINERS:
            return _with_article(sentence, name, first)
        return _with_role(sentence, name, first) or nominal_mention(sentence, first, end, tokens[end - 1].low)
    return nominal_mention(sentence, begin, end, tokens[base_end - 1].low)


def _without_bracket(tokens: Tokens, end: int) -> int:
    """Before a bracket that closes right here: "Ada Pell (Labour) said"."""
    if end <= 0 or tokens[end - 1].low != ")":
        return end
    return next((at for at in range(end - 2, max(-1, end - _BRACKET), -1) if tokens[at].low == "("), 0)


def _is_noun_after_determiner(tokens: Tokens, end: int) -> bool:
    """As in "the two", "those others": a pronoun-like word that closes a longer phrase."""
    return end > 1 and tokens[end - 2].low in DETERMINERS and tokens[end - 1].low in _ALSO_NOUNS


def _base_begins(sentence: TaggedSentence, end: int) -> int | None:
    """Where the noun phrase without its "of" phrases begins, or None when no noun stands before `end`."""
    tokens = sentence.tokens
    begin = end
    while begin > 0 and end - begin < _LONGEST:
        name = sentence.names_by_end.get(begin)
        if name is not None:
            begin = _with_determiners(tokens, name.first, most=1)
            role = begin > 0 and is_noun_part(tokens[begin - 1]) and tokens[begin - 1].low in ROLES
            if tokens[begin].low in DETERMINERS or not role:
                break
        elif tokens[begin - 1].low in DETERMINERS:
            begin = _with_determiners(tokens, begin, most=2)
            break
        elif (tokens[begin - 1].low in POSSESSIVE_MARKS and begin < end) or is_noun_part(tokens[begin - 1]):
            begin -= 1
        else:
            break
    return begin if begin < end and tokens[end - 1].kind is not TokenKind.PUNCTUATION else None


def _with_determiners(tokens: Tokens, begin: int, *, most: int) -> int:
    for _ in range(most):
        if begin and tokens[begin - 1].low in DETERMINERS:
            begin -= 1
    return begin


def _hung_on(sentence: TaggedSentence, begin: int) -> tuple[int, int] | None:
    """The wider phrase that a phrase beginning at `begin` hangs on ("a spokesman for"), as (where it begins, its end)."""
    tokens = sentence.tokens
    joint = begin - 1
    if joint < 1 or tokens[joint].low not in NOUN_JOINERS:
        return None
    head = tokens[joint - 1]
    if tokens[joint].low == "of" and head.low in _QUANTIFIERS:
        return joint - 1, joint
    if head.kind is not TokenKind.WORD or not is_noun_part(head):
        return None
    wider = _base_begins(sentence, joint)
    if wider is None:
        return None
    determined = tokens[wider].low in DETERMINERS or joint in sentence.names_by_end
    return (wider, joint) if determined or head.low in SPEAKING_NOUNS else None


def _with_partner_before(sentence: TaggedSentence, name: Mention) -> Mention:
    """As in "Ada Pell and Ben Oduya said": two names joined are one mention."""
    joint = name.first - 1
    partner = sentence.names_by_end.get(joint) if sentence.low(joint) == "and" else None
    if partner is None or partner.possessive or (partner.first > 0 and sentence.low(partner.first - 1) != ","):
        return name
    return nominal_mention(sentence, partner.first, name.last, JOINED_NAMES)


def _with_partner_behind(sentence: TaggedSentence, name: Mention) -> Mention:
    """As in "said Ada Pell and Ben Oduya"."""
    partner = sentence.names_by_start.get(name.last + 1) if sentence.low(name.last) == "and" else None
    if partner is None or partner.kind is not MentionKind.NAME or name.entity_type is EntityType.BODY:
        return name
    return nominal_mention(sentence, name.first, partner.last, JOINED_NAMES)


def _with_article(sentence: TaggedSentence, name: Mention, first: int) -> Mention:
    """The same name with an article in front ("the Kremlin"); a person's bare name takes none."""
    if name.entity_type is EntityType.PERSON and name.role is None:
        return name
    return replace(name, first=first, start=sentence.tokens[first].start)


def _with_role(sentence: TaggedSentence, name: Mention, first: int) -> Mention | None:
    """The name with the words from `first` as its role, when they can only be that ("postmistress Ada Pell")."""
    tokens = sentence.tokens
    between = tokens[first : name.first]
    if name.entity_type not in {EntityType.PERSON, EntityType.UNKNOWN} or name.possessive or not between:
        return None
    if (
        any(token.kind is not TokenKind.WORD or token.low in POSSESSIVE_MARKS for token in between)
        or between[-1].capital
    ):
        return None
    start = first + (between[0].low in DETERMINERS)
    role = sentence.text_between(start, name.name_first) if start < name.name_first else None
    return replace(name, first=first, start=tokens[first].start, role=role)


def find_phrase_beginning(sentence: TaggedSentence, first: int) -> Mention | None:
    """The noun phrase whose first token is `first`, or None; a name with the role before it is taken whole."""
    tokens = sentence.tokens
    if first >= len(tokens):
        return None
    if _is_lone_pronoun(tokens, first):
        return pronoun_mention(sentence, first)
    name = _name_at(sentence, first)
    if name is not None and not _goes_on_behind(tokens, name):
        return _with_partner_behind(sentence, name)
    end = _base_ends(sentence, first)
    if end == first or (end == first + 1 and tokens[first].low in DETERMINERS - _ALSO_NOUNS):
        return None
    return _described_beginning(sentence, first, end)


def _described_beginning(sentence: TaggedSentence, first: int, base_end: int) -> Mention | None:
    """The phrase from `first` whose noun ends at `base_end`: a name it introduces, else a description."""
    tokens = sentence.tokens
    closing = sentence.names_by_end.get(base_end)
    titled = _with_role(sentence, closing, first) if closing is not None and closing.first > first else None
    if titled is not None:
        return titled
    end = base_end
    for _ in range(_DEEPEST):
        end = _extended(sentence, end)
    apposed = _apposed(sentence, end)
    if apposed is not None:
        return apposed
    if tokens[end - 1].kind not in {TokenKind.WORD, TokenKind.NUMBER}:
        return None
    return nominal_mention(sentence, first, end, tokens[base_end - 1].low)


def _is_lone_pronoun(tokens: Tokens, at: int) -> bool:
    low = tokens[at].low
    if low not in _PRONOUNS or low in _ALSO_NOUNS:
        return False
    if low in POSSESSIVES:
        return low == "her" and not (at + 1 < len(tokens) and is_noun_part(tokens[at + 1]))
    return True


def _name_at(sentence: TaggedSentence, first: int) -> Mention | None:
    name = sentence.names_by_start.get(first)
    if name is None and sentence.low(first) in DETERMINERS:
        behind = sentence.names_by_start.get(first + 1)
        if behind is not None and behind.kind is MentionKind.NAME:
            return _with_article(sentence, behind, first)
    return name


def _goes_on_behind(tokens: Tokens, name: Mention) -> bool:
    """As in "the Kremlin website", "Pell's office": a name that only belongs to the noun behind it."""
    if name.last >= len(tokens):
        return False
    if name.possessive:
        return name.last + 1 < len(tokens)
    token = tokens[name.last]
    noun = token.kind is TokenKind.WORD and token.low in SPEAKING_NOUNS and token.low not in REPORTING
    return noun and name.entity_type is not EntityType.PERSON


def _base_ends(sentence: TaggedSentence, first: int) -> int:
    """Behind the noun phrase that begins at `first`, without its "of" phrases; `first` when none does."""
    tokens = sentence.tokens
    end = first
    while end < len(tokens) and end - first < len(("all", "the")) and tokens[end].low in DETERMINERS:
        end += 1
    while end < len(tokens) and end - first < _LONGEST:
        token = tokens[end]
        if token.low not in POSSESSIVE_MARKS or end == first:
            if token.low in DETERMINERS or not is_noun_part(token):
                break
            if end > first and not token.capital and (_ends_phrase(tokens[end - 1], token) or _is_adverb(tokens, end)):
                break
        name = sentence.names_by_start.get(end)
        end = name.last if name is not None else end + 1
    return end


def _is_adverb(tokens: Tokens, at: int) -> bool:
    """As in "the institute initially held": a word in -ly behind a noun, with no noun behind it."""
    token = tokens[at]
    if (
        not token.low.endswith("ly")
        or token.low in _LY_NOUNS
        or at + 1 >= len(tokens)
        or tokens[at - 1].low in DETERMINERS
    ):
        return False
    behind = tokens[at + 1]
    return behind.low in FINITE or behind.low in REPORTING or behind.low.endswith("ed")


def _ends_phrase(noun: Token, token: Token) -> bool:
    """As in "applicants waiting outside", "Pell helped": whether a participle or past form behind a noun is no part of it."""
    if is_plural_noun(noun.low):
        return token.low.endswith(("ing", "ed"))
    return token.low.endswith("ed") and (noun.capital or noun.low in SPEAKING_NOUNS)


def _extended(sentence: TaggedSentence, end: int) -> int:
    """The end with one more "of" phrase."""
    tokens = sentence.tokens
    if end + 1 >= len(tokens) or tokens[end].low not in NOUN_JOINERS or tokens[end + 1].low in CALENDAR:
        return end
    if tokens[end].low in _PLACING and tokens[end - 1].low not in SPEAKING_NOUNS:
        return end
    further = _base_ends(sentence, end + 1)
    return further if further > end + 1 else end


def _apposed(sentence: TaggedSentence, end: int) -> Mention | None:
    """The name that follows a description after a comma: "the group's chair, Ada Pell,"."""
    tokens = sentence.tokens
    comma = end
    if sentence.low(end) in PREPOSITIONS:  # "their coach until this year, Ada Pell"
        while comma - end < _APPOSED_REACH and sentence.is_word(comma) and tokens[comma].low not in FINITE:
            comma += 1
    if sentence.low(comma) != ",":
        return None
    name = sentence.names_by_start.get(comma + 1)
    if name is None and sentence.is_word(comma + 1) and not tokens[comma + 1].capital:
        name = sentence.names_by_start.get(comma + 2)
    if name is None or name.possessive or name.entity_type not in {EntityType.PERSON, EntityType.UNKNOWN}:
        return None
    return None if sentence.is_word(name.last) else name
