"""Builds the register of an article from its names, the appositions beside them and the pronouns after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.entities.entity import Entity
from searchkit.extraction.entities.gender import FEMALE, MALE, THING
from searchkit.extraction.entities.name_matching import normalise_name
from searchkit.extraction.entities.register import Register
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.given_names import GIVEN_NAMES
from searchkit.extraction.lexicon.grammar import ARTICLES, DETERMINERS
from searchkit.extraction.lexicon.offices import OF
from searchkit.extraction.lexicon.organisations import COMPANIES, FIRM_ROLES, GENERAL_ORGANISATIONS, NEWS_ORGANISATIONS
from searchkit.extraction.lexicon.people import ROLES
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, EntityType, Mention, MentionKind
from searchkit.extraction.mentions.sentence import TaggedSentence, is_noun_part

_REACH_AFTER = 16  # tokens of an apposition after a name
_REACH_BEFORE = 8
_APPOSITION_ENDS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "--", "who"})
_HEAD_ENDS = words("of for at in with who to")
_WORDS_BEFORE_IT = words("said says that statement because while when and but")
_IN_PLACE = words("in near outside")
_IN_OR_FROM_PLACE = words("in near outside of from at")
_WITHIN_ROLES = DETERMINERS | POSSESSIVE_MARKS | words("and of or the then now once also")
_AND = frozenset({"and"})
_ORGANISATION_NOUNS = (
    GENERAL_ORGANISATIONS
    | COMPANIES
    | NEWS_ORGANISATIONS
    | words("watchdog charity union federation association think-tank organisation")
)
_GENDER_OF_PRONOUN = {"he": MALE, "she": FEMALE}


def build_register(sentences: Sequence[TaggedSentence]) -> Register:
    """Build the register. Full names are added first, so that a surname finds an entity introduced later."""
    register = Register()
    mentions = [(sentence, name) for sentence in sentences for name in (*sentence.names, *_find_couples(sentence))]
    by_length: dict[bool, list[tuple[TaggedSentence, Mention]]] = {True: [], False: []}
    for sentence, name in mentions:
        name_words = normalise_name(name.name or "") if name.kind is MentionKind.NAME else ()
        if name_words:
            by_length[len(name_words) > 1].append((sentence, name))
    for sentence, name in by_length[True] + by_length[False]:
        _add_name(register, sentence, name)
    for sentence in sentences:
        _count_pronouns(register, sentence)
    for entity in register.entities:
        if entity.pronoun_counts.get(THING) and entity.gender is None and all(map(_is_company_role, entity.roles)):
            entity.entity_type = EntityType.ORGANISATION
    return register


def _is_company_role(role: str) -> bool:
    """Whether a role can be that of a firm ("the largest producer")."""
    return not FIRM_ROLES.isdisjoint(role.lower().split())


def _add_name(register: Register, sentence: TaggedSentence, name: Mention) -> None:
    """Add a name to the register, with the roles and the entity type that its sentence shows."""
    entity = register.add(name)
    if _is_place_context(sentence, name, entity):
        entity.entity_type = EntityType.PLACE
    place_name = name.entity_type is EntityType.PLACE and sentence.low(name.first - 1) in _IN_OR_FROM_PLACE
    role = None if place_name else find_apposition(sentence, name)
    if role is None and entity.entity_type is not EntityType.PLACE:
        organisation_noun = _find_organisation_after(sentence, name)
        if organisation_noun is not None and entity.gender is None and not entity.roles:
            register.add_role(entity, organisation_noun)
            entity.entity_type = EntityType.ORGANISATION
    of = sentence.names_by_start.get(name.last + 1) if sentence.low(name.last) == "of" else None
    if name.role and of is not None and of.name:
        register.add_role(entity, f"{name.role} of {of.name}")
    if role is not None:
        register.add_role(entity, role)
        if entity.entity_type in {EntityType.UNKNOWN, EntityType.PLACE}:
            entity.entity_type = EntityType.PERSON


def _is_place_context(sentence: TaggedSentence, name: Mention, entity: Entity) -> bool:
    """Whether a name follows a preposition of place ("in Deir Ostra") and nothing shows a person."""
    is_whole_name = entity.words == normalise_name(name.name or "") and not name.possessive and name.role is None
    may_be_place = is_whole_name and entity.entity_type in {EntityType.UNKNOWN, EntityType.PERSON}
    return may_be_place and sentence.low(name.first - 1) in _IN_PLACE and entity.gender is None and not entity.roles


def _find_couples(sentence: TaggedSentence) -> list[Mention]:
    """Find given names that share the surname of the full name after them ("Ada and Ben Pell")."""
    out = []
    for name, following in pairwise(sentence.names):
        surname_words = (following.name or "").split()[1:]
        is_given_name = name.name is not None and name.name.lower() in GIVEN_NAMES
        if is_given_name and surname_words and following.first == name.last + 1 and sentence.low(name.last) == "and":
            out.append(replace(name, name=" ".join([name.name or "", *surname_words]), entity_type=EntityType.PERSON))
    return out


def find_apposition(sentence: TaggedSentence, name: Mention) -> str | None:
    """Find the role beside a name: "Ada Pell (chair)", "Ada Pell, a nurse," or "the mayor, Ada Pell,"."""
    if sentence.low(name.last) == "(" and sentence.low(name.last + 1) in ROLES:
        bracket_end = sentence.find(frozenset({")"}), name.last, name.last + _REACH_AFTER)
        return sentence.text_between(name.last + 1, bracket_end) if bracket_end is not None else None
    return _find_apposition_after(sentence, name) or _find_apposition_before(sentence, name)


def _find_apposition_after(sentence: TaggedSentence, name: Mention) -> str | None:
    """Find the role after a name and a comma ("Ada Pell, 41, a nurse,")."""
    if sentence.low(name.last) != ",":
        return None
    tokens = sentence.tokens
    at = name.last + 1
    if at + 1 < len(tokens) and tokens[at].kind is TokenKind.NUMBER and tokens[at + 1].low == ",":
        at += 2  # an age
    end = at
    while end < len(tokens) and end - at < _REACH_AFTER and _continues(sentence, end):
        end += 1
    first = at + (sentence.low(at) in DETERMINERS)
    head = sentence.find(ROLES, first, end)
    noun_end = sentence.find(_HEAD_ENDS, first, end)
    if head is None or (noun_end is not None and noun_end < head) or head + 1 in sentence.names_by_start:
        return None
    if not all(is_noun_part(sentence.tokens[n]) or sentence.low(n) in _WITHIN_ROLES for n in range(first, head)):
        return None
    return sentence.text_between(first, end)


def _find_organisation_after(sentence: TaggedSentence, name: Mention) -> str | None:
    """Find the description of an organisation after its name ("Ostra, a watchdog,")."""
    if sentence.low(name.last) != "," or sentence.low(name.last + 1) not in ARTICLES:
        return None
    first = name.last + 2
    end = first
    while end - first < _REACH_BEFORE and sentence.is_word(end) and sentence.low(end) not in _HEAD_ENDS:
        end += 1
    closed = end > first and sentence.low(end) in _APPOSITION_ENDS | _HEAD_ENDS
    return sentence.text_between(first, end) if closed and sentence.low(end - 1) in _ORGANISATION_NOUNS else None


def _find_apposition_before(sentence: TaggedSentence, name: Mention) -> str | None:
    """Find the role before a comma and a name ("the mayor, Ada Pell,")."""
    comma = name.first - 1
    head = comma - 1
    if sentence.low(comma) != "," or not sentence.is_word(head) or sentence.is_word(name.last):
        return None
    start = comma
    while start > 0 and comma - start < _REACH_BEFORE and _continues(sentence, start - 1):
        start -= 1
        if sentence.low(start) in DETERMINERS:
            if _is_role(sentence, start + 1, comma):
                return sentence.text_between(start + 1, comma)
            if sentence.low(start - 1) not in OF:
                return None
    return sentence.text_between(start, comma) if start == 0 and _is_role(sentence, start, comma) else None


def _is_role(sentence: TaggedSentence, first: int, end: int) -> bool:
    """Whether tokens `[first, end)` are a role: they end in its noun, or in an office ("minister for health")."""
    if first >= end or sentence.low(end - 1) in ROLES:
        return first < end
    of = sentence.find(OF, first, end)
    if of is None or sentence.low(of - 1) not in ROLES:
        return False
    office = (at for at in range(first, end) if sentence.low(at) not in OF | ARTICLES | _AND)
    return all(is_noun_part(sentence.tokens[at]) for at in office)


def _continues(sentence: TaggedSentence, at: int) -> bool:
    return not sentence.is_quote(at) and sentence.low(at) not in _APPOSITION_ENDS


def _count_pronouns(register: Register, sentence: TaggedSentence) -> None:
    """Count the first "he", "she" or "it" after the only name of a sentence for the entity of that name."""
    person: Entity | None = None
    by_token = {name.first: register.by_offset.get(name.start) for name in sentence.names}
    for index, token in enumerate(sentence.tokens):
        entity = by_token.get(index)
        if entity is not None and entity.entity_type not in {EntityType.ORGANISATION, EntityType.PLACE}:
            if person not in {None, entity}:
                return
            person = entity
        elif person is not None and token.low in _GENDER_OF_PRONOUN:
            person.count_pronoun(_GENDER_OF_PRONOUN[token.low])
            return
        elif person is not None and token.low == "it" and sentence.low(index - 1) in _WORDS_BEFORE_IT:
            person.count_pronoun(THING)
            return
