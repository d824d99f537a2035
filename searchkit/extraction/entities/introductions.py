"""How an article introduces its people: builds the register from all names, appositions and pronouns beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.entities.entity import FEMALE, MALE, THING, Entity, normalise_name
from searchkit.extraction.entities.register import Register
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.given_names import GIVEN_NAMES
from searchkit.extraction.lexicon.grammar import ARTICLES, DETERMINERS
from searchkit.extraction.lexicon.offices import OF
from searchkit.extraction.lexicon.organisations import ANY_BODIES, COMPANIES, NEWS_BODIES, TRADES
from searchkit.extraction.lexicon.people import ROLES
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, EntityType, Mention, MentionKind
from searchkit.extraction.mentions.sentence import TaggedSentence, is_noun_part

_REACH = 16  # tokens looked at behind a name for what its bearer is
_REACH_BEFORE = 8
_ENDING = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "--", "who"})
_NOUN_ENDS = words("of for at in with who to")
_BEFORE_IT = words("said says that statement because while when and but")
_WHERE = words("in near outside")
_WHERE_FROM = words("in near outside of from at")
_WITHIN_ROLES = DETERMINERS | POSSESSIVE_MARKS | words("and of or the then now once also")
_AND = frozenset({"and"})
_KINDS = (
    ANY_BODIES
    | COMPANIES
    | NEWS_BODIES
    | words("watchdog charity union federation association think-tank organisation")
)
_VOTES = {"he": MALE, "she": FEMALE}


def build_register(sentences: Sequence[TaggedSentence]) -> Register:
    """The register of an article: full names first, so that a surname finds its bearer wherever he is introduced."""
    register = Register()
    named = [(sentence, name) for sentence in sentences for name in (*sentence.names, *_couples(sentence))]
    by_length: dict[bool, list[tuple[TaggedSentence, Mention]]] = {True: [], False: []}
    for sentence, name in named:
        name_words = normalise_name(name.name or "") if name.kind is MentionKind.NAME else ()
        if name_words:
            by_length[len(name_words) > 1].append((sentence, name))
    for sentence, name in by_length[True] + by_length[False]:
        _introduce(register, sentence, name)
    for sentence in sentences:
        _vote(register, sentence)
    for entity in register.entities:
        if entity.pronoun_counts.get(THING) and entity.gender is None and all(map(_is_trade, entity.roles)):
            entity.entity_type = EntityType.BODY
    return register


def _is_trade(role: str) -> bool:
    """Whether a role can be a firm's ("the largest producer")."""
    return not TRADES.isdisjoint(role.lower().split())


def _introduce(register: Register, sentence: TaggedSentence, name: Mention) -> None:
    entity = register.add(name)
    if _is_where(sentence, name, entity):
        entity.entity_type = EntityType.PLACE
    placed = name.entity_type is EntityType.PLACE and sentence.low(name.first - 1) in _WHERE_FROM
    role = None if placed else find_apposition(sentence, name)
    if role is None and entity.entity_type is not EntityType.PLACE:
        body = _body_behind(sentence, name)
        if body is not None and entity.gender is None and not entity.roles:
            register.add_role(entity, body)
            entity.entity_type = EntityType.BODY
    of = sentence.names_by_start.get(name.last + 1) if sentence.low(name.last) == "of" else None
    if name.role and of is not None and of.name:
        register.add_role(entity, f"{name.role} of {of.name}")
    if role is not None:
        register.add_role(entity, role)
        if entity.entity_type in {EntityType.UNKNOWN, EntityType.PLACE}:
            entity.entity_type = EntityType.PERSON


def _is_where(sentence: TaggedSentence, name: Mention, entity: Entity) -> bool:
    """As in "in Deir Ostra": whether a name stands where places do, and nothing shows a person."""
    whole = entity.words == normalise_name(name.name or "") and not name.possessive and name.role is None
    unknown = whole and entity.entity_type in {EntityType.UNKNOWN, EntityType.PERSON}
    return unknown and sentence.low(name.first - 1) in _WHERE and entity.gender is None and not entity.roles


def _couples(sentence: TaggedSentence) -> list[Mention]:
    """As in "Ada and Ben Pell": the given name before a full one has its surname too."""
    out = []
    for one, other in pairwise(sentence.names):
        surname_words = (other.name or "").split()[1:]
        lone = one.name is not None and one.name.lower() in GIVEN_NAMES
        if lone and surname_words and other.first == one.last + 1 and sentence.low(one.last) == "and":
            out.append(replace(one, name=" ".join([one.name or "", *surname_words]), entity_type=EntityType.PERSON))
    return out


def find_apposition(sentence: TaggedSentence, name: Mention) -> str | None:
    """What the words beside a name say its bearer is: "Ada Pell (chair)", "Ada Pell, a nurse," or "the mayor, Ada Pell,"."""
    if sentence.low(name.last) == "(" and sentence.low(name.last + 1) in ROLES:
        close = sentence.find(frozenset({")"}), name.last, name.last + _REACH)
        return sentence.text_between(name.last + 1, close) if close is not None else None
    return _behind(sentence, name) or _before(sentence, name)


def _behind(sentence: TaggedSentence, name: Mention) -> str | None:
    if sentence.low(name.last) != ",":
        return None
    tokens = sentence.tokens
    at = name.last + 1
    if at + 1 < len(tokens) and tokens[at].kind is TokenKind.NUMBER and tokens[at + 1].low == ",":
        at += 2  # an age
    end = at
    while end < len(tokens) and end - at < _REACH and _goes_on(sentence, end):
        end += 1
    first = at + (sentence.low(at) in DETERMINERS)
    head = sentence.find(ROLES, first, end)
    noun_end = sentence.find(_NOUN_ENDS, first, end)
    if head is None or (noun_end is not None and noun_end < head) or head + 1 in sentence.names_by_start:
        return None
    if not all(is_noun_part(sentence.tokens[n]) or sentence.low(n) in _WITHIN_ROLES for n in range(first, head)):
        return None
    return sentence.text_between(first, end)


def _body_behind(sentence: TaggedSentence, name: Mention) -> str | None:
    """As in "Ostra, a watchdog,": what the words behind a name say a body is."""
    if sentence.low(name.last) != "," or sentence.low(name.last + 1) not in ARTICLES:
        return None
    first = name.last + 2
    end = first
    while end - first < _REACH_BEFORE and sentence.is_word(end) and sentence.low(end) not in _NOUN_ENDS:
        end += 1
    closed = end > first and sentence.low(end) in _ENDING | _NOUN_ENDS
    return sentence.text_between(first, end) if closed and sentence.low(end - 1) in _KINDS else None


def _before(sentence: TaggedSentence, name: Mention) -> str | None:
    comma = name.first - 1
    head = comma - 1
    if sentence.low(comma) != "," or not sentence.is_word(head) or sentence.is_word(name.last):
        return None
    begin = comma
    while begin > 0 and comma - begin < _REACH_BEFORE and _goes_on(sentence, begin - 1):
        begin -= 1
        if sentence.low(begin) in DETERMINERS:
            if _is_role(sentence, begin + 1, comma):
                return sentence.text_between(begin + 1, comma)
            if sentence.low(begin - 1) not in OF:
                return None
    return sentence.text_between(begin, comma) if begin == 0 and _is_role(sentence, begin, comma) else None


def _is_role(sentence: TaggedSentence, first: int, end: int) -> bool:
    """Whether tokens `[first, end)` are a role: its noun closes it, or "of" and an office do ("minister for health")."""
    if first >= end or sentence.low(end - 1) in ROLES:
        return first < end
    of = sentence.find(OF, first, end)
    if of is None or sentence.low(of - 1) not in ROLES:
        return False
    office = (at for at in range(first, end) if sentence.low(at) not in OF | ARTICLES | _AND)
    return all(is_noun_part(sentence.tokens[at]) for at in office)


def _goes_on(sentence: TaggedSentence, at: int) -> bool:
    return not sentence.is_quote(at) and sentence.low(at) not in _ENDING


def _vote(register: Register, sentence: TaggedSentence) -> None:
    """Let "he", "she" or "it" right after the only name of a sentence say what its bearer is."""
    person: Entity | None = None
    by_token = {name.first: register.by_offset.get(name.start) for name in sentence.names}
    for number, token in enumerate(sentence.tokens):
        entity = by_token.get(number)
        if entity is not None and entity.entity_type not in {EntityType.BODY, EntityType.PLACE}:
            if person not in {None, entity}:
                return
            person = entity
        elif person is not None and token.low in _VOTES:
            person.count_pronoun(_VOTES[token.low])
            return
        elif person is not None and token.low == "it" and sentence.low(number - 1) in _BEFORE_IT:
            person.count_pronoun(THING)
            return
