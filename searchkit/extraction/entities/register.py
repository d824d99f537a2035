"""The register: all named entities of an article, found by name, role or label."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from searchkit.extraction.entities.entity import Entity
from searchkit.extraction.entities.gender import gender_of_name, gender_of_title
from searchkit.extraction.entities.name_matching import are_compatible_names, normalise_name, surname
from searchkit.extraction.entities.role_matching import normalise_role, score_role, similar_role_nouns
from searchkit.extraction.lexicon.people import ROLES
from searchkit.extraction.mentions.mention import TITLES, EntityType, Mention
from searchkit.text.analysis import fold

_CERTAIN, _GUESSED, _AMBIGUOUS = 0.98, 0.85, 0.6
_ROLE_WITH_MODIFIER, _ROLE_ONLY, _ROLE_OF_SEVERAL = 0.9, 0.75, 0.5
"""Certainty of an entity, by how it was found."""
_GOOD_FIT = 2.0
_MOST = 40  # entities under one word: more cannot be distinguished, and would be slow to search
_ACRONYM = range(2, 7)  # letters
_UNLETTERED = frozenset({"of", "for", "and", "the", "&", "in", "on"})
_EVERYWHERE = 1 << 62


@dataclass(slots=True)
class Register:
    """All named entities of an article, with the offsets of their mentions."""

    entities: list[Entity] = field(default_factory=list)
    by_offset: dict[int, Entity] = field(default_factory=dict)
    _by_word: dict[str, list[Entity]] = field(default_factory=dict)
    _by_letters: dict[str, list[Entity]] = field(default_factory=dict)
    _by_role: dict[str, list[Entity]] = field(default_factory=dict)

    def find_named(self, mention: Mention) -> tuple[Entity | None, float]:
        """Find the entity of a NAME, and how certain that is. If two share a surname, the title or given name decides."""
        words = normalise_name(mention.name or "")
        candidates = self._find_candidates(words) if words else []
        if len(candidates) <= 1:
            return (candidates[0], _CERTAIN) if candidates else (None, 0.0)
        gender = gender_of_title(mention.role)
        if mention.role or not mention.article:  # "Madam Vuilleumier" is not Manufacture Vuilleumier
            candidates = [entity for entity in candidates if entity.entity_type is EntityType.PERSON] or candidates
        fitting = [entity for entity in candidates if gender is None or entity.gender == gender]
        if len(fitting) == 1:
            return fitting[0], _GUESSED
        return max(fitting or candidates, key=lambda entity: (entity.full_mentions, -entity.first_start)), _AMBIGUOUS

    def add(self, mention: Mention) -> Entity:
        """Add a mention to the entity it names, or to a new one. An entity takes the fullest form of its name."""
        words = normalise_name(mention.name or "")
        name = " ".join((mention.name or "").split())
        candidates = self._find_candidates(words)
        if not candidates:
            entity = Entity(name, words, mention.entity_type, mention.start)
            self.entities.append(entity)
            self._add_to_index(self._by_word, {*words, surname(words)}, entity)
            letters = "".join(word[0] for word in words if word not in _UNLETTERED)
            if entity.entity_type is EntityType.ORGANISATION and len(letters) in _ACRONYM:
                self._add_to_index(self._by_letters, {letters}, entity)
        else:
            entity = candidates[0] if len(candidates) == 1 else self.find_named(mention)[0] or candidates[0]
            if len(candidates) == 1 and (len(words), len(name)) > (len(entity.words), len(entity.name) + 1):
                entity.name, entity.words = name, words
                self._add_to_index(self._by_word, {*words, surname(words)}, entity)
        self._note_mention(entity, mention, full=len(words) > 1)
        return entity

    def _note_mention(self, entity: Entity, mention: Mention, *, full: bool) -> None:
        """Note what a mention shows about its entity. `full`: the name has several words."""
        entity.full_mentions += full
        self.by_offset[mention.start] = entity
        if mention.entity_type is not EntityType.UNKNOWN and (
            entity.entity_type is EntityType.UNKNOWN or (mention.role and mention.entity_type is EntityType.PERSON)
        ):
            entity.entity_type = mention.entity_type
        entity.article = entity.article or mention.article
        if mention.role:
            self.add_role(entity, mention.role)
        if entity.known_gender is None and entity.entity_type is not EntityType.ORGANISATION:
            entity.known_gender = gender_of_name(entity.words)

    def add_role(self, entity: Entity, role: str) -> None:
        """Add a role to an entity."""
        entity.add_role(role)
        self._add_to_index(self._by_role, ROLES.intersection(normalise_role(role)), entity)

    def _add_to_index(self, index: dict[str, list[Entity]], words: Collection[str], entity: Entity) -> None:
        for word in words:
            listed = index.setdefault(word, [])
            if len(listed) < _MOST and entity not in listed:
                listed.append(entity)

    def _find_candidates(self, words: Sequence[str]) -> list[Entity]:
        """Entities that a name may refer to: by surname, otherwise by given name, otherwise by any of its words."""
        candidates = self._by_word.get(surname(words), [])
        if len(words) > 1:
            return [entity for entity in candidates if are_compatible_names(entity.words, words)]
        if not candidates:
            return self._by_letters.get(words[0], [])
        by_surname = [entity for entity in candidates if surname(entity.words) == surname(words)]
        return by_surname or [entity for entity in candidates if entity.words[0] == words[0]] or candidates

    def find_by_role(
        self,
        description: Sequence[str],
        head: str,
        before: int = _EVERYWHERE,
        last_mentioned: Mapping[int, int] | None = None,
    ) -> tuple[Entity | None, float]:
        """Find the entity whose role a description repeats ("the Kremlin spokesperson"), and how certain that is.

        Among equal fits, the entity mentioned last before offset `before` is returned. `last_mentioned` has the
        offset of that mention by `id(entity)`; an entity that is not in it counts by its first mention.
        """
        listed = {
            id(entity): entity for noun in sorted(similar_role_nouns(head)) for entity in self._by_role.get(noun, [])
        }
        scored: list[tuple[float, int, Entity]] = []
        for entity in listed.values():
            fit = max(score_role(role, description, head) for role in entity.roles)
            if fit > 0 and entity.entity_type not in {EntityType.ORGANISATION, EntityType.PLACE}:
                offset = (last_mentioned or {}).get(id(entity), entity.first_start)
                nearness = offset - before if offset <= before else -_EVERYWHERE
                scored.append((fit, nearness, entity))
        if not scored:
            return None, 0.0
        best = max(scored, key=lambda candidate: candidate[:2])
        if sum(candidate[0] == best[0] for candidate in scored) > 1:
            return best[2], _ROLE_OF_SEVERAL
        return best[2], _ROLE_WITH_MODIFIER if best[0] >= _GOOD_FIT else _ROLE_ONLY

    def find_by_word(self, word: str) -> Sequence[Entity]:
        """Entities with `word` in their name."""
        return self._by_word.get(word, ())

    def find_company(self, words: Sequence[str]) -> Entity | None:
        """Find the firm first mentioned that has one of `words` in its name ("the energy company"), or None."""
        candidates = (entity for word in words for entity in self._by_word.get(word, []) if entity.is_company)
        return min(candidates, key=lambda entity: entity.first_start, default=None)

    def find_by_label(self, label: str) -> tuple[str, float, Entity | None]:
        """Find (name, certainty, entity) for the label of a transcript, which is a name or a role."""
        words = [word.strip(".,()") for word in fold(label).split()]
        name_words = tuple(word for word in words if word and word not in TITLES and f"{word}." not in TITLES)
        candidates = self._find_candidates(name_words) if name_words else []
        if candidates:
            return candidates[0].display_name, _CERTAIN if len(candidates) == 1 else _AMBIGUOUS, candidates[0]
        head = next((word for word in reversed(words) if word in ROLES), None)
        entity, certainty = self.find_by_role(words, head) if head is not None and not name_words else (None, 0.0)
        if entity is not None:
            return entity.display_name, certainty, entity
        return label.title() if label.isupper() else label, _GUESSED, None
