"""The register of an article: which entity a name, a title or a label means."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from searchkit.extraction.entities.entity import (
    Entity,
    are_compatible_names,
    gender_of_name,
    gender_of_title,
    normalise_name,
    normalise_role,
    score_role,
    similar_role_nouns,
    surname,
)
from searchkit.extraction.lexicon.people import ROLES
from searchkit.extraction.mentions.mention import TITLES, EntityType, Mention
from searchkit.text.analysis import fold

_CERTAIN, _GUESSED, _SHARED = 0.98, 0.85, 0.6
_ROLE_WITH_MODIFIER, _ROLE_ALONE, _ROLE_OF_SEVERAL = 0.9, 0.75, 0.5
_GOOD_FIT = 2.0
_MOST = 40  # entities listed under one word: more would not be told apart, and looking would be slow
_ACRONYM = range(2, 7)  # letters
_UNLETTERED = frozenset({"of", "for", "and", "the", "&", "in", "on"})
_EVERYWHERE = 1 << 62


@dataclass(slots=True)
class Register:
    """All entities, by the words of their names, by the nouns of their roles, and by where they are mentioned."""

    entities: list[Entity] = field(default_factory=list)
    by_offset: dict[int, Entity] = field(default_factory=dict)
    _by_word: dict[str, list[Entity]] = field(default_factory=dict)
    _by_letters: dict[str, list[Entity]] = field(default_factory=dict)
    _by_role: dict[str, list[Entity]] = field(default_factory=dict)

    def find_named(self, mention: Mention) -> tuple[Entity | None, float]:
        """The entity of a NAME and how sure that is; where two share the surname the title or given name decides."""
        words = normalise_name(mention.name or "")
        found = self._candidates(words) if words else []
        if len(found) <= 1:
            return (found[0], _CERTAIN) if found else (None, 0.0)
        gender = gender_of_title(mention.role)
        if mention.role or not mention.article:  # "Madam Vuilleumier" is no Manufacture Vuilleumier
            found = [one for one in found if one.entity_type is EntityType.PERSON] or found
        fitting = [one for one in found if gender is None or one.gender == gender]
        if len(fitting) == 1:
            return fitting[0], _GUESSED
        return max(fitting or found, key=lambda one: (one.full_mentions, -one.first_start)), _SHARED

    def add(self, mention: Mention) -> Entity:
        """A new entity, or the old one that the name belongs to, its name grown to the fullest form."""
        words = normalise_name(mention.name or "")
        name = " ".join((mention.name or "").split())
        found = self._candidates(words)
        if not found:
            entity = Entity(name, words, mention.entity_type, mention.start)
            self.entities.append(entity)
            self._list(self._by_word, {*words, surname(words)}, entity)
            letters = "".join(word[0] for word in words if word not in _UNLETTERED)
            if entity.entity_type is EntityType.BODY and len(letters) in _ACRONYM:
                self._list(self._by_letters, {letters}, entity)
        else:
            entity = found[0] if len(found) == 1 else self.find_named(mention)[0] or found[0]
            if len(found) == 1 and (len(words), len(name)) > (len(entity.words), len(entity.name) + 1):
                entity.name, entity.words = name, words
                self._list(self._by_word, {*words, surname(words)}, entity)
        self._note(entity, mention, full=len(words) > 1)
        return entity

    def _note(self, entity: Entity, mention: Mention, *, full: bool) -> None:
        entity.full_mentions += full
        self.by_offset[mention.start] = entity
        if mention.entity_type is not EntityType.UNKNOWN and (
            entity.entity_type is EntityType.UNKNOWN or (mention.role and mention.entity_type is EntityType.PERSON)
        ):
            entity.entity_type = mention.entity_type
        entity.article = entity.article or mention.article
        if mention.role:
            self.add_role(entity, mention.role)
        if entity.known_gender is None and entity.entity_type is not EntityType.BODY:
            entity.known_gender = gender_of_name(entity.words)

    def add_role(self, entity: Entity, role: str) -> None:
        """Remember what an entity is called."""
        entity.add_role(role)
        self._list(self._by_role, ROLES.intersection(normalise_role(role)), entity)

    def _list(self, index: dict[str, list[Entity]], words: Collection[str], entity: Entity) -> None:
        for word in words:
            listed = index.setdefault(word, [])
            if len(listed) < _MOST and entity not in listed:
                listed.append(entity)

    def _candidates(self, words: Sequence[str]) -> list[Entity]:
        """The entities that a name may stand for: by surname, else by given name, else by any of its words."""
        known = self._by_word.get(surname(words), [])
        if len(words) > 1:
            return [one for one in known if are_compatible_names(one.words, words)]
        if not known:
            return self._by_letters.get(words[0], [])
        by_surname = [one for one in known if surname(one.words) == surname(words)]
        return by_surname or [one for one in known if one.words[0] == words[0]] or known

    def find_by_role(
        self, described: Sequence[str], head: str, before: int = _EVERYWHERE, last_seen: Mapping[int, int] | None = None
    ) -> tuple[Entity | None, float]:
        """The entity whose role a description repeats ("the Kremlin spokesperson"), and how sure that is.

        Of several that fit as well the one mentioned last before offset `before` is taken: `last_seen` gives where, by the
        id of the entity, and where it gives nothing the place of introduction counts.
        """
        listed = {id(one): one for like in sorted(similar_role_nouns(head)) for one in self._by_role.get(like, [])}
        fits: list[tuple[float, int, Entity]] = []
        for entity in listed.values():
            fit = max(score_role(role, described, head) for role in entity.roles)
            if fit > 0 and entity.entity_type not in {EntityType.BODY, EntityType.PLACE}:
                seen = (last_seen or {}).get(id(entity), entity.first_start)
                nearness = seen - before if seen <= before else -_EVERYWHERE
                fits.append((fit, nearness, entity))
        if not fits:
            return None, 0.0
        best = max(fits, key=lambda one: one[:2])
        if sum(one[0] == best[0] for one in fits) > 1:
            return best[2], _ROLE_OF_SEVERAL
        return best[2], _ROLE_WITH_MODIFIER if best[0] >= _GOOD_FIT else _ROLE_ALONE

    def find_by_word(self, word: str) -> Sequence[Entity]:
        """The entities with a word in their name."""
        return self._by_word.get(word, ())

    def find_company(self, words: Sequence[str]) -> Entity | None:
        """The first firm with one of these words in its name ("the energy company")."""
        found = (one for word in words for one in self._by_word.get(word, []) if one.is_company)
        return min(found, key=lambda one: one.first_start, default=None)

    def find_by_label(self, label: str) -> tuple[str, float, Entity | None]:
        """(name, certainty, entity) for a transcript's label: a name, with or without its title, or a role."""
        words = [word.strip(".,()") for word in fold(label).split()]
        bare = tuple(word for word in words if word and word not in TITLES and f"{word}." not in TITLES)
        found = self._candidates(bare) if bare else []
        if found:
            return found[0].display_name, _CERTAIN if len(found) == 1 else _SHARED, found[0]
        head = next((word for word in reversed(words) if word in ROLES), None)
        entity, certainty = self.find_by_role(words, head) if head is not None and not bare else (None, 0.0)
        if entity is not None:
            return entity.display_name, certainty, entity
        return label.title() if label.isupper() else label, _GUESSED, None
