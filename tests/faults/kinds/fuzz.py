"""Feed random input to everything that parses: it is accepted, or refused with a SearchkitError."""

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
from tests.faults import internals
from tests.faults.cases import Case
from tests.faults.index_faults import Fault
from tests.faults.kinds.fuzz_inputs import DATES, FRONT_MATTER, JSON, NEWS, QUERIES, TOML, random_text
from tests.faults.kinds.fuzz_json import change_json
from tests.faults.scenarios import FIRST_FILES, TODAY, Scenario, find_scenario, restore_index

_FAULTS_PER_BATCH = 3

Input = Any


class Target(NamedTuple):
    """Something that parses: `make` returns a random input, and `parse` takes it.

    `share` is its share of all inputs, and `batch` how many inputs one child process takes.
    """

    name: str
    share: float
    batch: int
    make: Callable[[random.Random], Input]
    parse: Callable[[Input], object]


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """Yield batches of `count` inputs in total, shuffled so that each target has some early."""
    batches = [
        Case(name := f"{target.name}/{number}", partial(feed, target, f"{seed}/{name}", size), size)
        for target in list_targets(find_scenario(scenarios, "delete"))
        for number, size in enumerate(_batch_sizes(max(1, round(count * target.share)), target.batch))
    ]
    return iter(random.Random(seed).sample(batches, len(batches)) if count else ())  # noqa: S311 - repeatable


def _batch_sizes(count: int, most: int) -> Iterator[int]:
    yield from [most] * (count // most)
    if count % most:
        yield count % most


def feed(target: Target, seed: str, size: int) -> list[Fault]:
    """Feed `size` inputs to a target, and return a fault for each exception other than SearchkitError."""
    rng = random.Random(seed)  # noqa: S311 - repeatable
    faults: list[Fault] = []
    for _ in range(size):
        value = target.make(rng)
        try:
            target.parse(value)
        except SearchkitError:
            pass
        except Exception as error:  # noqa: BLE001 - any other exception is the fault to find
            line = traceback.format_tb(error.__traceback__)[-1].strip()
            what = f"{value!r:.600} raises {type(error).__name__}: {error!s:.200}\n    {line}"
            faults.append(Fault("unnoticed", what))
            if len(faults) == _FAULTS_PER_BATCH:
                break
    return faults


def list_targets(scenario: Scenario) -> list[Target]:
    """List all targets; those that take a millisecond for an input have a small share."""
    folder = scenario.folder.parent
    return [
        Target("queries", 0.50, 20_000, _text_of(QUERIES, 8), _parse_query),
        Target("command lines", 0.10, 20_000, _make_arguments, _parse_arguments),
        Target("periods", 0.20, 20_000, _text_of(DATES, 5), lambda text: internals.parse_period(text, TODAY)),
        Target("printed dates", 0.12, 20_000, _text_of(DATES, 5), internals.parse_printed_date),
        Target("ids", 0.04, 20_000, _text_of(FRONT_MATTER, 4), internals.path_id),
        Target("settings", 0.015, 10_000, _text_of(TOML, 8), internals.parse_settings),
        Target("speakers", 0.015, 10_000, _text_of(TOML, 8), internals.parse_speakers),
        Target("front matter", 0.003, 1_000, _make_front_matter, partial(_read_file, folder / "fuzz.md")),
        Target("records", 0.003, 1_000, _make_records, partial(_read_file, folder / "fuzz.jsonl")),
        Target("bytes", 0.002, 1_000, _make_bytes, partial(_read_file, folder / "fuzz.txt")),
        Target("searches", 0.0006, 500, _text_of(QUERIES, 5), partial(_search, scenario)),
        Target("articles", 0.0004, 200, _text_of(NEWS, 60), _extract),
        Target("bookkeeping", 0.0004, 100, partial(_make_bookkeeping, scenario), partial(_use_index, scenario)),
    ]


def _text_of(pieces: Sequence[str], most: int) -> Callable[[random.Random], str]:
    return lambda rng: random_text(pieces, most, rng)


def _parse_query(text: str) -> None:
    tree = internals.parse(text, TODAY)
    internals.explain(tree)
    internals.to_query(tree)


def _make_arguments(rng: random.Random) -> list[str]:
    return [random_text(QUERIES, 3, rng) for _ in range(int(rng.random() * 4))]


def _parse_arguments(arguments: Sequence[str]) -> None:
    internals.query_text(internals.split_options(arguments, ("--count",), ("-n", "--speaker"))[1])


def _make_front_matter(rng: random.Random) -> bytes:
    text = f"---\n{random_text(FRONT_MATTER, 9, rng)}\n---\n\n{random_text(NEWS, 4, rng)}"
    return text.encode("utf-8", "surrogatepass")


def _make_records(rng: random.Random) -> bytes:
    return random_text(JSON, 9, rng).encode("utf-8", "surrogatepass")


_CODECS = ("utf-8", "utf-16", "utf-8-sig", "utf-32")
_ENCODED_TEXTS = [text.encode(codec) for text in FIRST_FILES.values() for codec in _CODECS]


def _make_bytes(rng: random.Random) -> bytes:
    """Replace up to two bytes by up to four random ones, at one to four offsets of an encoded text."""
    content = bytearray(rng.choice(_ENCODED_TEXTS))
    for _ in range(1 + int(rng.random() * 4)):
        offset = int(rng.random() * len(content))
        content[offset : offset + int(rng.random() * 3)] = rng.randbytes(int(rng.random() * 5))
    return bytes(content)


def _read_file(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    for result in internals.read_file(file, file.name):
        if result.article is not None:
            internals.text_id(result.article.path, result.article.text)


def _search(scenario: Scenario, text: str) -> None:
    Archive(scenario.folder, today=lambda: TODAY).search(text, facets=["speaker"])


def _extract(text: str) -> None:
    if text.strip():
        extraction = internals.load_extractor().extract(internals.Article("fuzz", text, "fuzz.txt"))
        wrong = [quote for quote in extraction.quotes if not 0 <= quote.start < quote.end <= len(text)]
        assert not wrong, wrong


def _make_bookkeeping(scenario: Scenario, rng: random.Random) -> tuple[str, bytes]:
    """Return the name of a bookkeeping file and its content with one value changed and a valid checksum."""
    name = rng.choice([name for name in scenario.files if name.startswith(("MANIFEST", "catalogue"))])
    kind = "manifest" if name == "MANIFEST" else "catalogue"
    content = internals.verify_checksum(kind, scenario.files[name])
    return name, internals.with_checksum(kind, change_json(content, rng))


def _use_index(scenario: Scenario, file: tuple[str, bytes]) -> None:
    """Read and update an index with one file replaced; each use but the rebuild at the end may refuse it."""
    name, content = file
    restore_index(scenario._replace(files={**scenario.files, name: content}))
    archive = Archive(scenario.folder, today=lambda: TODAY)
    uses = (archive.status, archive.check, archive.looks_stale, lambda: archive.search("cranes"), archive.update)
    for use in uses:
        with suppress(SearchkitError):
            use()
    archive.update(rebuild=True)
