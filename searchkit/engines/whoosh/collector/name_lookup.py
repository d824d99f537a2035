"""Values by the words that they are made of, and what stands beside them: what the table of persons asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from searchkit.engines.whoosh.collector.facets import live_refs
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import isin_sorted, unique_sorted
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.segment_reader import Segment

_HALF, _LOW = 32, 0xFFFFFFFF


def values_having(snapshot: Snapshot, field: str, rows: Iterable[Sequence[str]]) -> Mapping[str, int]:
    """The values of a field of names that have all words of one of some rows, with their number of quotes or articles."""
    wanted = [tuple(dict.fromkeys(row)) for row in rows if row]
    counts: Counter[str] = Counter()
    for part in snapshot.live_segments if wanted else ():
        found = [_having(part.segment, field, row) for row in wanted]
        numbers = unique_sorted(np.concatenate(found))
        if not len(numbers):
            continue
        values = part.segment.dictionary(f"{field}.values")
        freqs = np.bincount(live_refs(part, field), minlength=len(values)).take(numbers)
        for number, count in zip(numbers.tolist(), freqs.tolist(), strict=True):
            if count:
                counts[values.text(number)] += count
    return counts


def roles_of(snapshot: Snapshot, speakers: Collection[str]) -> Mapping[str, frozenset[str]]:
    """The roles that live quotes give with exactly these speakers, of those that are given any."""
    roles: dict[str, set[str]] = {}
    for part in snapshot.live_segments:
        names, own = part.segment.dictionary("speaker.values"), part.segment.dictionary("role.values")
        spoken, given = live_refs(part, "speaker"), live_refs(part, "role")
        found = (names.find(name) for name in speakers)
        wanted = np.zeros(len(names), bool)
        wanted[[number for number in found if number is not None]] = True
        at = (wanted.take(spoken) & (given != 0)).nonzero()[0]
        for pair in unique_sorted((spoken.take(at).astype(np.uint64) << np.uint64(_HALF)) | given.take(at)).tolist():
            roles.setdefault(names.text(pair >> _HALF), set()).add(own.text(pair & _LOW))
    return {name: frozenset(beside) for name, beside in roles.items()}


def _having(segment: Segment, field: str, row: Sequence[str]) -> Array:
    """The numbers of a segment's values that have some words, in order."""
    first = segment.array(f"{field}.first")
    found: Array | None = None
    for word in row:
        own = unique_sorted(first.searchsorted(segment.places_of(field, word), "right") - 1)
        found = own if found is None else found.compress(isin_sorted(found, own))
        if not len(found):
            break
    assert found is not None  # noqa: S101 - a row has words
    return found
