"""How many hits have each value of a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from searchkit.analysis import fold
from searchkit.engines.whoosh.schema import QUOTE
from searchkit.engines.whoosh.snapshot import Snapshot
from searchkit.fields import BY_NAME
from searchkit.results import FacetCount


def facet(snapshot: Snapshot, field: str, docs: Iterable[int], persons: Mapping[str, str]) -> tuple[FacetCount, ...]:
    """The values that some documents have, most frequent first.

    Speakers are the persons of the archive's table, as hits name them. Other spellings that differ by case or accents
    count as one value, shown as it is printed most often.
    """
    column = snapshot.values(field)
    by_ref = Counter(map(column.refs.__getitem__, docs))
    if field == "speaker":
        said: Counter[str] = Counter()
        for ref, count in by_ref.items():
            said.update({persons.get(name, name): count for name in column.table[ref]})
        return _ordered(said)
    spellings: dict[str, Counter[str]] = {}
    for ref, count in by_ref.items():
        for folded, value in {fold(value): value for value in reversed(column.table[ref])}.items():
            spellings.setdefault(folded, Counter())[value] += count
    return _ordered(
        {min(found, key=lambda value: (-found[value], value)): found.total() for found in spellings.values()}
    )


def all_values(snapshot: Snapshot, field: str) -> tuple[FacetCount, ...]:
    """Every value as it is written, with its number of quotes (fields that only quotes have) or of articles."""
    column, units, back = snapshot.values(field), snapshot.numbers("unit"), snapshot.numbers("back")
    if BY_NAME[field].on_quotes_only:
        counted = Counter(column.refs[doc] for doc in snapshot.live() if units[doc] == QUOTE)
    else:
        counted = Counter(ref for _, ref in {(doc - back[doc], column.refs[doc]) for doc in snapshot.live()})
    values: Counter[str] = Counter()
    for ref, count in counted.items():
        for value in dict.fromkeys(column.table[ref]):
            values[value] += count
    return _ordered(values)


def _ordered(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    pairs = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetCount(value, count) for value, count in pairs if value)
