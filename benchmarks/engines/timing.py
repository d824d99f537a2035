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

    `first` are the seconds of the first run, before the engine has cached anything for the query; words of
    earlier queries are cached. `collapsed_total` is the number of hits after collapsing, counted independently.
    """

    query: BenchQuery
    seconds: Mapping[str, float]
    first: Mapping[str, float]
    results: Mapping[str, BenchResult]
    collapsed_total: int | None


def time_queries(
    queries: Sequence[BenchQuery],
    searchers: Mapping[str, Searcher],
    count_collapsed: Callable[[BenchQuery], int] | None,
) -> list[Timing]:
    """Run every query on every engine, round by round, so that other load on the machine slows all engines alike."""
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
            count_collapsed(query) if count_collapsed else None,
        )
        for query in queries
    ]


def report(title: str, timings: Sequence[Timing]) -> None:
    """Print the times of a mix, the ratios, and whether the counts agree."""
    names = list(timings[0].seconds)
    peers = [name for name in names if not name.startswith(OURS) and OURS in names]
    rows = []
    for timing in timings:
        ratios = [_ratio(name, timing.seconds) for name in peers]
        times = [milliseconds(timing.seconds[name]) for name in names]
        rows.append([timing.query.name, *times, *ratios, f"{_our_result(timing.results).total:,}", verdict(timing)])
    means = {name: geometric_mean([timing.seconds[name] for timing in timings]) for name in names}
    last = [
        "geometric mean",
        *[milliseconds(means[name]) for name in names],
        *[_ratio(n, means) for n in peers],
        "",
        "",
    ]
    once = {name: geometric_mean([timing.first[name] for timing in timings]) for name in names}
    before = [
        "the same, first run",
        *[milliseconds(once[name]) for name in names],
        *[_ratio(n, once) for n in peers],
        "",
        "",
    ]
    print_line(f"\n### {title}\n")
    print_line("Milliseconds, and the ratios that have goals.\n")
    ratios = [f"{OURS} / {name}" if _is_native(name) else f"{name} / {OURS}" for name in peers]
    print_line(table(["query", *names, *ratios, "hits", "counts"], [*rows, last, before]))
    for timing in timings:
        for line in differences(timing):
            print_line(f"- {timing.query.name}: {line}")


def verdict(timing: Timing) -> str:
    """Whether the counts of the engines agree."""
    return "agree" if not differences(timing) else "agree once collapsed" if _is_explained(timing) else "DIFFER"


def differences(timing: Timing) -> list[str]:
    """Counts that differ from those of searchkit, with the reason if there is one."""
    lines = []
    ours, peers = _our_result(timing.results), {name: a for name, a in timing.results.items() if name != OURS}
    others = {name: result.total for name, result in peers.items() if result.total != ours.total}
    if others and _is_explained(timing):
        lines.append(
            f"peers count {_list_totals(others)} passages, which collapse to {timing.collapsed_total:,} hits, as searchkit says"
        )
    elif others:
        folded = f", which collapse to {timing.collapsed_total:,}" if timing.collapsed_total is not None else ""
        lines.append(f"searchkit counts {ours.total:,}, {_list_totals(others)}{folded}: NOT EXPLAINED")
    if not others:
        lines += [
            f"the {field} facet of {name} differs from searchkit's: NOT EXPLAINED"
            for name, result in peers.items()
            for field in ours.facets
            if dict(result.facets[field]) != dict(ours.facets[field])
        ]
    return lines


def means(timings: Sequence[Timing]) -> dict[str, float]:
    """The geometric mean of each engine's times."""
    return {name: geometric_mean([timing.seconds[name] for timing in timings]) for name in timings[0].seconds}


def worst(timings: Sequence[Timing], peer: str) -> tuple[str, float]:
    """The query with the highest ratio of searchkit's time to a peer's, and that ratio."""
    ratios = [(timing.seconds[OURS] / timing.seconds[peer], timing.query.name) for timing in timings]
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


def _is_explained(timing: Timing) -> bool:
    totals = {result.total for name, result in timing.results.items() if not name.startswith(OURS)}
    return len(totals) == 1 and OURS in timing.results and timing.results[OURS].total == timing.collapsed_total


def _list_totals(totals: Mapping[str, int]) -> str:
    if len(set(totals.values())) == 1:
        return f"{next(iter(totals.values())):,}"
    return ", ".join(f"{name} {total:,}" for name, total in totals.items())
