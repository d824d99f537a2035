"""What an update has to write and to delete: the difference between two catalogues."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from searchkit.errors import MostFilesGone
from searchkit.indexing.bookkeeping.catalogue import Catalogue, Claim


@dataclass(frozen=True, slots=True)
class Plan:
    """The articles to add, change, rename and remove, by id, for the index to hold what the catalogue says.

    `held` are the ids in the index now. An article that only moved is in `rename`, under its new id if that changed.
    """

    catalogue: Catalogue
    held: Collection[str]
    add: Mapping[str, Claim]
    change: Mapping[str, Claim]
    rename: Mapping[str, Claim]
    remove: frozenset[str]
    unchanged: int

    @property
    def to_write(self) -> dict[str, Claim]:
        """The articles to write."""
        return {**self.add, **self.change, **self.rename}

    @property
    def to_delete(self) -> list[str]:
        """The ids to delete from the index: those to remove, and those that are written again."""
        return sorted(self.remove.union(id for id in self.to_write if id in self.held))


def plan(known: Catalogue, current: Catalogue) -> Plan:
    """Compare what the index holds with what it should hold."""
    held = known.claims()[0]
    wanted = current.claims()[0]
    moves = renamed(known, current)
    left = {(claim.path, claim.record.digest) for claim in held.values()} if moves else set()
    add: dict[str, Claim] = {}
    change: dict[str, Claim] = {}
    rename: dict[str, Claim] = {}
    for id, claim in wanted.items():
        before = held.get(id)
        if before == claim:
            continue
        if before is None:
            moved = (moves.get(claim.path), claim.record.digest) in left
            (rename if moved else add)[id] = claim
        elif before.record.digest != claim.record.digest:
            change[id] = claim
        elif before.path != claim.path:
            rename[id] = claim
    unchanged = len(wanted) - len(add) - len(change) - len(rename)
    return Plan(current, held.keys(), add, change, rename, frozenset(held.keys() - wanted.keys()), unchanged)


def refuse_if_most_are_gone(known: Catalogue, current: Catalogue) -> None:
    """Raise MostFilesGone if more than half of the indexed files are missing: perhaps a disk is not mounted."""
    moved_from = set(renamed(known, current).values())
    lost = (known.files.keys() - current.files.keys()) - moved_from
    gone = [path for path in lost if known.files[path].records]
    indexed = [path for path, entry in known.files.items() if entry.records] if gone else []
    if 2 * len(gone) > len(indexed):
        raise MostFilesGone(len(gone), len(indexed))


def renamed(known: Catalogue, current: Catalogue) -> dict[str, str]:
    """New path to old path of files that only moved: gone in one place, with the same bytes in another."""
    gone = {known.files[path].digest: path for path in sorted(known.files.keys() - current.files.keys())}
    moves = {}
    for path in sorted(current.files.keys() - known.files.keys()):
        entry = current.files[path]
        if entry.records and entry.digest and entry.digest in gone:
            moves[path] = gone.pop(entry.digest)
    return moves
