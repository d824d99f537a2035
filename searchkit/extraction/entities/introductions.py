"""How an article introduces its people: builds the register from all names, appositions and pronouns beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from searchkit.extraction.document.tokens import Kind
from searchkit.extraction.entities.entity import FEMALE, MALE, THING, Entity, bare_words
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


def build(readings: Sequence[TaggedSentence]) -> Register:
    """The register of an article: full names first, so that a surname finds its bearer wherever he is introduced."""
    register = Register()
    named = [(reading, name) for reading in readings for name in (*reading.names, *_couples(reading))]
    by_length: dict[bool, list[tuple[TaggedSentence, Mention]]] = {True: [], False: []}
    for reading, name in named:
        name_words = bare_words(name.name or "") if name.kind is MentionKind.NAME else ()
        if name_words:
            by_length[len(name_words) > 1].append((reading, name))
    for reading, name in by_length[True] + by_length[False]:
        _introduce(register, reading, name)
    for reading in readings:
        _vote(register, reading)
    for entity in register.entities:
        if entity.votes.get(THING) and entity.gender is None and all(map(_is_trade, entity.roles)):
            entity.sort = EntityType.BODY
    return register


def _is_trade(role: str) -> bool:
    """Whether a role can be a firm's ("the largest producer")."""
    return not TRADES.isdisjoint(role.lower().split())


def _introduce(register: Register, reading: TaggedSentence, name: Mention) -> None:
    entity = register.add(name)
    if _is_where(reading, name, entity):
        entity.sort = EntityType.PLACE
    placed = name.sort is EntityType.PLACE and reading.low(name.first - 1) in _WHERE_FROM
    role = None if placed else apposition(reading, name)
    if role is None and entity.sort is not EntityType.PLACE:
        body = _body_behind(reading, name)
        if body is not None and entity.gender is None and not entity.roles:
            register.note_role(entity, body)
            entity.sort = EntityType.BODY
    of = reading.beginning.get(name.last + 1) if reading.low(name.last) == "of" else None
    if name.role and of is not None and of.name:
        register.note_role(entity, f"{name.role} of {of.name}")
    if role is not None:
        register.note_role(entity, role)
        if entity.sort in {EntityType.UNKNOWN, EntityType.PLACE}:
            entity.sort = EntityType.PERSON


def _is_where(reading: TaggedSentence, name: Mention, entity: Entity) -> bool:
    """As in "in Deir Ostra": whether a name stands where places do, and nothing shows a person."""
    whole = entity.words == bare_words(name.name or "") and not name.possessive and name.role is None
    unknown = whole and entity.sort in {EntityType.UNKNOWN, EntityType.PERSON}
    return unknown and reading.low(name.first - 1) in _WHERE and entity.gender is None and not entity.roles


def _couples(reading: TaggedSentence) -> list[Mention]:
    """As in "Ada and Ben Pell": the given name before a full one has its surname too."""
    out = []
    for one, other in pairwise(reading.names):
        surname_words = (other.name or "").split()[1:]
        lone = one.name is not None and one.name.lower() in GIVEN_NAMES
        if lone and surname_words and other.first == one.last + 1 and reading.low(one.last) == "and":
            out.append(replace(one, name=" ".join([one.name or "", *surname_words]), sort=EntityType.PERSON))
    return out


def apposition(reading: TaggedSentence, name: Mention) -> str | None:
    """What the words beside a name say its bearer is: "Ada Pell (chair)", "Ada Pell, a nurse," or "the mayor, Ada Pell,"."""
    if reading.low(name.last) == "(" and reading.low(name.last + 1) in ROLES:
        close = reading.find(frozenset({")"}), name.last, name.last + _REACH)
        return reading.written(name.last + 1, close) if close is not None else None
    return _behind(reading, name) or _before(reading, name)


def _behind(reading: TaggedSentence, name: Mention) -> str | None:
    if reading.low(name.last) != ",":
        return None
    tokens = reading.tokens
    at = name.last + 1
    if at + 1 < len(tokens) and tokens[at].kind is Kind.NUMBER and tokens[at + 1].low == ",":
        at += 2  # an age
    end = at
    while end < len(tokens) and end - at < _REACH and _goes_on(reading, end):
        end += 1
    first = at + (reading.low(at) in DETERMINERS)
    head = reading.find(ROLES, first, end)
    noun_end = reading.find(_NOUN_ENDS, first, end)
    if head is None or (noun_end is not None and noun_end < head) or head + 1 in reading.beginning:
        return None
    if not all(is_noun_part(reading.tokens[n]) or reading.low(n) in _WITHIN_ROLES for n in range(first, head)):
        return None
    return reading.written(first, end)


def _body_behind(reading: TaggedSentence, name: Mention) -> str | None:
    """As in "Ostra, a watchdog,": what the words behind a name say a body is."""
    if reading.low(name.last) != "," or reading.low(name.last + 1) not in ARTICLES:
        return None
    first = name.last + 2
    end = first
    while end - first < _REACH_BEFORE and reading.is_word(end) and reading.low(end) not in _NOUN_ENDS:
        end += 1
    closed = end > first and reading.low(end) in _ENDING | _NOUN_ENDS
    return reading.written(first, end) if closed and reading.low(end - 1) in _KINDS else None


def _before(reading: TaggedSentence, name: Mention) -> str | None:
    comma = name.first - 1
    head = comma - 1
    if reading.low(comma) != "," or not reading.is_word(head) or reading.is_word(name.last):
        return None
    begin = comma
    while begin > 0 and comma - begin < _REACH_BEFORE and _goes_on(reading, begin - 1):
        begin -= 1
        if reading.low(begin) in DETERMINERS:
            if _is_role(reading, begin + 1, comma):
                return reading.written(begin + 1, comma)
            if reading.low(begin - 1) not in OF:
                return None
    return reading.written(begin, comma) if begin == 0 and _is_role(reading, begin, comma) else None


def _is_role(reading: TaggedSentence, first: int, end: int) -> bool:
    """Whether tokens `[first, end)` are a role: its noun closes it, or "of" and an office do ("minister for health")."""
    if first >= end or reading.low(end - 1) in ROLES:
        return first < end
    of = reading.find(OF, first, end)
    if of is None or reading.low(of - 1) not in ROLES:
        return False
    office = (at for at in range(first, end) if reading.low(at) not in OF | ARTICLES | _AND)
    return all(is_noun_part(reading.tokens[at]) for at in office)


def _goes_on(reading: TaggedSentence, at: int) -> bool:
    return not reading.is_quote(at) and reading.low(at) not in _ENDING


def _vote(register: Register, reading: TaggedSentence) -> None:
    """Let "he", "she" or "it" right after the only name of a sentence say what its bearer is."""
    person: Entity | None = None
    by_token = {name.first: register.at.get(name.start) for name in reading.names}
    for number, token in enumerate(reading.tokens):
        entity = by_token.get(number)
        if entity is not None and entity.sort not in {EntityType.BODY, EntityType.PLACE}:
            if person not in {None, entity}:
                return
            person = entity
        elif person is not None and token.low in _VOTES:
            person.vote(_VOTES[token.low])
            return
        elif person is not None and token.low == "it" and reading.low(number - 1) in _BEFORE_IT:
            person.vote(THING)
            return
