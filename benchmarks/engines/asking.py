"""Asks the same questions of all engines in one process in turn, compares their counts, and prints medians and ratios."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.engines.contest import Answer, Asker, Question
from benchmarks.measuring import geometric_mean, milliseconds, say, table

OURS = "searchkit"
ROUNDS = 31
_BUDGET = 1.5  # seconds an engine may spend on one question; slow ones are asked less often
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the median seconds and the answer of each engine; `findings` is what is left after folding.

    `first` are the seconds of its first time, when what an engine keeps of a question was not there yet; words that
    questions before had were.
    """

    question: Question
    seconds: Mapping[str, float]
    first: Mapping[str, float]
    answers: Mapping[str, Answer]
    findings: int | None


def ask_all(
    questions: Sequence[Question], askers: Mapping[str, Asker], folding: Callable[[Question], int] | None
) -> list[Asked]:
    """Ask every question of every engine, round by round, so that what disturbs the machine disturbs all."""
    calls = {(q.name, name): asker.prepare(q) for q in questions for name, asker in askers.items()}
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
        Asked(
            question,
            {name: median(times[question.name, name]) for name in askers},
            {name: first[question.name, name] for name in askers},
            {name: asker.read(raw[question.name, name]) for name, asker in askers.items()},
            folding(question) if folding else None,
        )
        for question in questions
    ]


def report(title: str, asked: Sequence[Asked]) -> None:
    """Print the times of a mix, its ratios, and whether the counts agree."""
    names = list(asked[0].seconds)
    peers = [name for name in names if not name.startswith(OURS) and OURS in names]
    rows = []
    for one in asked:
        ratios = [_ratio(name, one.seconds) for name in peers]
        times = [milliseconds(one.seconds[name]) for name in names]
        rows.append([one.question.name, *times, *ratios, f"{_ours(one.answers).total:,}", verdict(one)])
    means = {name: geometric_mean([one.seconds[name] for one in asked]) for name in names}
    last = [
        "geometric mean",
        *[milliseconds(means[name]) for name in names],
        *[_ratio(n, means) for n in peers],
        "",
        "",
    ]
    once = {name: geometric_mean([one.first[name] for one in asked]) for name in names}
    before = [
        "the same, asked for the first time",
        *[milliseconds(once[name]) for name in names],
        *[_ratio(n, once) for n in peers],
        "",
        "",
    ]
    say(f"\n### {title}\n")
    say("Milliseconds, and the ratios that the goals speak of.\n")
    ratios = [f"{OURS} / {name}" if _native(name) else f"{name} / {OURS}" for name in peers]
    say(table(["question", *names, *ratios, "hits", "counts"], [*rows, last, before]))
    for one in asked:
        for line in differences(one):
            say(f"- {one.question.name}: {line}")


def verdict(one: Asked) -> str:
    """Whether the engines counted the same."""
    return "agree" if not differences(one) else "agree once folded" if _explained(one) else "DIFFER"


def differences(one: Asked) -> list[str]:
    """What engines count otherwise than searchkit, and the reason where there is one."""
    found = []
    ours, peers = _ours(one.answers), {name: a for name, a in one.answers.items() if name != OURS}
    others = {name: answer.total for name, answer in peers.items() if answer.total != ours.total}
    if others and _explained(one):
        found.append(
            f"peers count {_said(others)} passages, which fold to {one.findings:,} findings, as searchkit says"
        )
    elif others:
        folded = f", which fold to {one.findings:,}" if one.findings is not None else ""
        found.append(f"searchkit counts {ours.total:,}, {_said(others)}{folded}: NOT EXPLAINED")
    if not others:
        found += [
            f"the {field} facet of {name} differs from searchkit's: NOT EXPLAINED"
            for name, answer in peers.items()
            for field in ours.facets
            if dict(answer.facets[field]) != dict(ours.facets[field])
        ]
    return found


def means(asked: Sequence[Asked]) -> dict[str, float]:
    """The geometric mean of each engine's times."""
    return {name: geometric_mean([one.seconds[name] for one in asked]) for name in asked[0].seconds}


def worst(asked: Sequence[Asked], peer: str) -> tuple[str, float]:
    """The question at which searchkit does worst against a peer, and its time over the peer's."""
    ratios = [(one.seconds[OURS] / one.seconds[peer], one.question.name) for one in asked]
    ratio, name = max(ratios)
    return name, ratio


def _time(call: Callable[[], Any], times: list[float]) -> None:
    spent = sum(times)
    if spent > _BUDGET and (len(times) >= _FEWEST or spent > _FEWEST * _BUDGET):
        return
    start = perf_counter()
    call()
    times.append(perf_counter() - start)


def _native(peer: str) -> bool:
    return peer.startswith("tantivy")


def _ratio(peer: str, seconds: Mapping[str, float]) -> str:
    ratio = seconds[OURS] / seconds[peer] if _native(peer) else seconds[peer] / seconds[OURS]
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"  # noqa: PLR2004


def _ours(answers: Mapping[str, Answer]) -> Answer:
    return answers[OURS] if OURS in answers else next(iter(answers.values()))


def _explained(one: Asked) -> bool:
    totals = {answer.total for name, answer in one.answers.items() if not name.startswith(OURS)}
    return len(totals) == 1 and OURS in one.answers and one.answers[OURS].total == one.findings


def _said(totals: Mapping[str, int]) -> str:
    if len(set(totals.values())) == 1:
        return f"{next(iter(totals.values())):,}"
    return ", ".join(f"{name} {total:,}" for name, total in totals.items())
