"""Times the same queries on all engines, in turn in one process, compares their counts, and prints medians and ratios."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.engines.protocol import BenchQuery, BenchResult, Searcher
from benchmarks.measuring import geometric_mean, milliseconds, print_line, table

OURS = "searchkit"
ROUNDS = 31
_BUDGET = 1.5  # seconds for one query on one engine: slow queries run fewer times
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Timing:
    """A query with the median seconds and the result of each engine.

    `first` are the seconds of the first run, before the engine had cached anything of this query; words that it shares
    with earlier queries were cached. `findings` is the number of hits after collapsing, counted independently.
    """

    query: BenchQuery
    seconds: Mapping[str, float]
    first: Mapping[str, float]
    results: Mapping[str, BenchResult]
    findings: int | None


def time_queries(
    queries: Sequence[BenchQuery],
    searchers: Mapping[str, Searcher],
    count_findings: Callable[[BenchQuery], int] | None,
) -> list[Timing]:
    """Run every query on every engine, round by round, so that a disturbance of the machine hits all engines."""
    calls = {(q.name, name): searcher.prepare(q) for q in queries for name, searcher in searchers.items()}
    raw: dict[tuple[str, str], Any] = {}
    first: dict[tuple[str, str], float] = {}
    for key, call in calls.items():
        start = perf_counter()
        raw[key] = call()
        first[key] = perf_counter() - start
    times: dict[tuple[str, str], list[float]] = {key: [] for key in calls}
    gc.collect()
    gc.disable()
    try:
        for _ in range(ROUNDS):
            for key, call in calls.items():
                _time(call, times[key])
    finally:
        gc.enable()
    return [
        Timing(
            query,
            {name: median(times[query.name, name]) for name in searchers},
            {name: first[query.name, name] for name in searchers},
            {name: searcher.read(raw[query.name, name]) for name, searcher in searchers.items()},
            count_findings(query) if count_findings else None,
        )
        for query in queries
    ]


def report(title: str, timings: Sequence[Timing]) -> None:
    """Print the times of a mix, the ratios, and whether the counts agree."""
    names = list(timings[0].seconds)
    peers = [name for name in names if not name.startswith(OURS) and OURS in names]
    rows = []
    for one in timings:
        ratios = [_ratio(name, one.seconds) for name in peers]
        times = [milliseconds(one.seconds[name]) for name in names]
        rows.append([one.query.name, *times, *ratios, f"{_our_result(one.results).total:,}", verdict(one)])
    means = {name: geometric_mean([one.seconds[name] for one in timings]) for name in names}
    last = [
        "geometric mean",
        *[milliseconds(means[name]) for name in names],
        *[_ratio(n, means) for n in peers],
        "",
        "",
    ]
    once = {name: geometric_mean([one.first[name] for one in timings]) for name in names}
    before = [
        "the same, first run",
        *[milliseconds(once[name]) for name in names],
        *[_ratio(n, once) for n in peers],
        "",
        "",
    ]
    print_line(f"\n### {title}\n")
    print_line("Milliseconds, and the ratios that the goals are about.\n")
    ratios = [f"{OURS} / {name}" if _is_native(name) else f"{name} / {OURS}" for name in peers]
    print_line(table(["query", *names, *ratios, "hits", "counts"], [*rows, last, before]))
    for one in timings:
        for line in differences(one):
            print_line(f"- {one.query.name}: {line}")


def verdict(one: Timing) -> str:
    """Whether the counts of the engines agree."""
    return "agree" if not differences(one) else "agree once collapsed" if _is_explained(one) else "DIFFER"


def differences(one: Timing) -> list[str]:
    """Counts that differ from those of searchkit, with the reason if there is one."""
    found = []
    ours, peers = _our_result(one.results), {name: a for name, a in one.results.items() if name != OURS}
    others = {name: result.total for name, result in peers.items() if result.total != ours.total}
    if others and _is_explained(one):
        found.append(
            f"peers count {_list_totals(others)} passages, which collapse to {one.findings:,} findings, as searchkit says"
        )
    elif others:
        folded = f", which collapse to {one.findings:,}" if one.findings is not None else ""
        found.append(f"searchkit counts {ours.total:,}, {_list_totals(others)}{folded}: NOT EXPLAINED")
    if not others:
        found += [
            f"the {field} facet of {name} differs from searchkit's: NOT EXPLAINED"
            for name, result in peers.items()
            for field in ours.facets
            if dict(result.facets[field]) != dict(ours.facets[field])
        ]
    return found


def means(timings: Sequence[Timing]) -> dict[str, float]:
    """The geometric mean of each engine's times."""
    return {name: geometric_mean([one.seconds[name] for one in timings]) for name in timings[0].seconds}


def worst(timings: Sequence[Timing], peer: str) -> tuple[str, float]:
    """The query with the highest ratio of searchkit's time to a peer's, and that ratio."""
    ratios = [(one.seconds[OURS] / one.seconds[peer], one.query.name) for one in timings]
    ratio, name = max(ratios)
    return name, ratio


def _time(call: Callable[[], Any], times: list[float]) -> None:
    spent = sum(times)
    if spent > _BUDGET and (len(times) >= _FEWEST or spent > _FEWEST * _BUDGET):
        return
    start = perf_counter()
    call()
    times.append(perf_counter() - start)


def _is_native(peer: str) -> bool:
    return peer.startswith("tantivy")


def _ratio(peer: str, seconds: Mapping[str, float]) -> str:
    ratio = seconds[OURS] / seconds[peer] if _is_native(peer) else seconds[peer] / seconds[OURS]
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"  # noqa: PLR2004


def _our_result(results: Mapping[str, BenchResult]) -> BenchResult:
    return results[OURS] if OURS in results else next(iter(results.values()))


def _is_explained(one: Timing) -> bool:
    totals = {result.total for name, result in one.results.items() if not name.startswith(OURS)}
    return len(totals) == 1 and OURS in one.results and one.results[OURS].total == one.findings


def _list_totals(totals: Mapping[str, int]) -> str:
    if len(set(totals.values())) == 1:
        return f"{next(iter(totals.values())):,}"
    return ", ".join(f"{name} {total:,}" for name, total in totals.items())
