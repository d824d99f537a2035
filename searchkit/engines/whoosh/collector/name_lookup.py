"""Look up values by the terms in them, and the roles given with a speaker: what the table of persons asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from searchkit.engines.whoosh.collector.facets import live_refs
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import isin_sorted, unique_sorted
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.live_segment import LiveSegment
from searchkit.engines.whoosh.segment.segment_reader import Segment

_HALF, _LOW = 32, 0xFFFFFFFF


def values_containing(snapshot: Snapshot, field: str, term_lists: Iterable[Sequence[str]]) -> Mapping[str, int]:
    """Return the values of a name field that contain every term of one of the lists, with their counts.

    Terms are exact forms. Counts are numbers of quotes or of articles.
    """
    wanted = [tuple(dict.fromkeys(terms)) for terms in term_lists if terms]
    counts: Counter[str] = Counter()
    for segment in snapshot.live_segments if wanted else ():
        numbers = unique_sorted(np.concatenate([_containing(segment.segment, field, terms) for terms in wanted]))
        if not len(numbers):
            continue
        values = segment.segment.dictionary(f"{field}.values")
        segment_counts = np.bincount(live_refs(segment, field), minlength=len(values)).take(numbers)
        for number, count in zip(numbers.tolist(), segment_counts.tolist(), strict=True):
            if count:
                counts[values.text(number)] += count
    return counts


def roles_of(snapshot: Snapshot, speakers: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return the roles that live quotes give with exactly these speakers; speakers without a role are left out."""
    roles: dict[str, set[str]] = {}
    for segment in snapshot.live_segments:
        for speaker, role in _speakers_with_roles(segment, speakers):
            roles.setdefault(speaker, set()).add(role)
    return {speaker: frozenset(given) for speaker, given in roles.items()}


def _speakers_with_roles(segment: LiveSegment, speakers: Collection[str]) -> list[tuple[str, str]]:
    """Return the different pairs of a speaker and a role in the live quotes of a segment."""
    names, roles = segment.segment.dictionary("speaker.values"), segment.segment.dictionary("role.values")
    numbers = (names.find(speaker) for speaker in speakers)
    wanted = np.zeros(len(names), bool)
    wanted[[number for number in numbers if number is not None]] = True
    speaker_refs, role_refs = live_refs(segment, "speaker"), live_refs(segment, "role")
    indices = (wanted.take(speaker_refs) & (role_refs != 0)).nonzero()[0]
    pairs = (speaker_refs.take(indices).astype(np.uint64) << np.uint64(_HALF)) | role_refs.take(indices)
    return [(names.text(pair >> _HALF), roles.text(pair & _LOW)) for pair in unique_sorted(pairs).tolist()]


def _containing(segment: Segment, field: str, terms: Sequence[str]) -> Array:
    """Return the ascending numbers of a segment's values that contain all of one or more terms."""
    first = segment.array(f"{field}.doc_starts")
    matching, *others = [
        unique_sorted(first.searchsorted(segment.term_positions(field, term), "right") - 1) for term in terms
    ]
    for values in others:
        matching = matching.compress(isin_sorted(matching, values))
    return matching
