"""Whatever is typed or lies in a file: what parses it takes it or refuses it with a declared error, and nothing else."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from searchkit import Archive
from searchkit.errors import SearchkitError
from tests.faults import inside
from tests.faults.archives import FIRST, INDEX, TODAY, Scenario, restore
from tests.faults.tally import Case
from tests.faults.verdict import Fault
from tests.faults.words import DATES, JSON, MATTER, NEWS, QUERIES, TOML, made

_TOLD = 3
"""Faults that one batch tells of."""

Input = Any


class Target(NamedTuple):
    """Something that parses: its share of all inputs, how many one child takes, how one is made and what takes it."""

    name: str
    share: float
    batch: int
    make: Callable[[random.Random], Input]
    take: Callable[[Input], object]


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """So many inputs for all targets, each its share, a batch a case; in any order, so that some of each come early."""
    scenario = next(one for one in scenarios if one.name == "delete")
    batches = [
        Case(name := f"{target.name}/{number}", partial(fed, target, f"{seed}/{name}", size), size)
        for target in targets(scenario)
        for number, size in enumerate(_batches(max(1, round(count * target.share)), target.batch))
    ]
    return iter(random.Random(seed).sample(batches, len(batches)) if count else ())  # noqa: S311 - to be repeated


def _batches(count: int, most: int) -> Iterator[int]:
    yield from [most] * (count // most)
    if count % most:
        yield count % most


def fed(target: Target, seed: str, size: int) -> list[Fault]:
    """What a target raises that is not declared, of so many inputs."""
    rng = random.Random(seed)  # noqa: S311 - to be repeated
    faults: list[Fault] = []
    for _ in range(size):
        given = target.make(rng)
        try:
            target.take(given)
        except SearchkitError:
            pass
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            where = traceback.format_tb(error.__traceback__)[-1].strip()
            faults.append(Fault("unseen", f"{given!r:.600} raises {type(error).__name__}: {error!s:.200}\n    {where}"))
            if len(faults) == _TOLD:
                break
    return faults


def targets(scenario: Scenario) -> list[Target]:
    """All of them: the shares of those that take a millisecond are small."""
    place = scenario.folder.parent
    return [
        Target("queries", 0.50, 20_000, lambda rng: made(QUERIES, 8, rng), _query),
        Target("command lines", 0.10, 20_000, _arguments, _words),
        Target("periods", 0.20, 20_000, lambda rng: made(DATES, 5, rng), lambda text: inside.parse_period(text, TODAY)),
        Target("printed dates", 0.12, 20_000, lambda rng: made(DATES, 5, rng), inside.parse_printed_date),
        Target("ids", 0.04, 20_000, lambda rng: made(MATTER, 4, rng), inside.path_id),
        Target("settings", 0.015, 10_000, lambda rng: made(TOML, 8, rng), inside.parse_settings),
        Target("speakers", 0.015, 10_000, lambda rng: made(TOML, 8, rng), inside.parse_speakers),
        Target("front matter", 0.003, 1_000, _front_matter, partial(_read, place / "fuzz.md")),
        Target("records", 0.003, 1_000, _records, partial(_read, place / "fuzz.jsonl")),
        Target("bytes", 0.002, 1_000, _bytes, partial(_read, place / "fuzz.txt")),
        Target("searches", 0.0006, 500, lambda rng: made(QUERIES, 5, rng), partial(_searched, scenario)),
        Target("articles", 0.0004, 200, lambda rng: made(NEWS, 60, rng), _extracted),
        Target("bookkeeping", 0.0004, 100, partial(_forgery, scenario), partial(_forged, scenario)),
    ]


def _query(text: str) -> None:
    tree = inside.parse(text, TODAY)
    inside.explain(tree)
    inside.to_query(tree)


def _arguments(rng: random.Random) -> list[str]:
    return [made(QUERIES, 3, rng) for _ in range(int(rng.random() * 4))]


def _words(arguments: Sequence[str]) -> None:
    inside.query_text(inside.split_options(arguments, ("--count",), ("-n", "--speaker"))[1])


def _front_matter(rng: random.Random) -> bytes:
    return f"---\n{made(MATTER, 9, rng)}\n---\n\n{made(NEWS, 4, rng)}".encode("utf-8", "surrogatepass")


def _records(rng: random.Random) -> bytes:
    return made(JSON, 9, rng).encode("utf-8", "surrogatepass")


def _bytes(rng: random.Random) -> bytes:
    content = bytearray(rng.choice(_TEXTS))
    for _ in range(1 + int(rng.random() * 4)):
        at = int(rng.random() * len(content))
        content[at : at + int(rng.random() * 3)] = rng.randbytes(int(rng.random() * 5))
    return bytes(content)


_TEXTS = [text.encode(codec) for text in FIRST.values() for codec in ("utf-8", "utf-16", "utf-8-sig", "utf-32")]


def _read(file: Path, content: bytes) -> None:
    """Read a file; what is wrong with it comes as a value."""
    file.write_bytes(content)
    for reading in inside.read_file(file, file.name):
        if reading.article is not None:
            inside.text_id(reading.article.path, reading.article.text)


def _searched(scenario: Scenario, text: str) -> None:
    Archive(scenario.folder, today=lambda: TODAY).search(text, facets=["speaker"])


def _extracted(text: str) -> None:
    if text.strip():
        found = inside.load_extractor().extract(inside.Article("fuzz", text, "fuzz.txt"))
        wrong = [quote for quote in found.quotes if not 0 <= quote.start < quote.end <= len(text)]
        assert not wrong, wrong


def _forgery(scenario: Scenario, rng: random.Random) -> tuple[str, bytes]:
    """A file of the bookkeeping with another value somewhere, and the checksum of that."""
    name = rng.choice([name for name in scenario.before if name.startswith(("MANIFEST", "catalogue"))])
    kind = "manifest" if name == "MANIFEST" else "catalogue"
    return name, inside.with_checksum(kind, _changed(inside.verify_checksum(kind, scenario.before[name]), rng))


def _changed(value: Any, rng: random.Random) -> Any:
    """JSON of which one value, at any depth, is another, is gone or is there twice."""
    if not isinstance(value, dict | list) or not value or rng.random() < _STOPS:
        return rng.choice((*_VALUES, [value], [value, value], {"a": value}))
    copy = value.copy()
    at = rng.choice(list(copy)) if isinstance(copy, dict) else rng.randrange(len(copy))
    if rng.random() < _STOPS:
        del copy[at]
    else:
        copy[at] = _changed(copy[at], rng)
    return copy


_STOPS = 0.1
_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    7,
    1 << 70,
    1.5,
    "",
    "a",
    "../../corpus/port.txt",
    "\0",
    "\ud800",
    [],
    {},
    [[]],
    float("inf"),
)


def _forged(scenario: Scenario, forgery: tuple[str, bytes]) -> None:
    """Ask and mend an index with a forged file; each of it may be refused."""
    name, content = forgery
    restore(scenario.folder / INDEX, {**scenario.before, name: content})
    archive = Archive(scenario.folder, today=lambda: TODAY)
    asked = (archive.status, archive.check, archive.looks_stale, lambda: archive.search("cranes"), archive.update)
    for ask in asked:
        with suppress(SearchkitError):
            ask()
    archive.update(rebuild=True)
