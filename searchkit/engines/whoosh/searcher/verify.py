"""Whether an index is as it was written: every file, every checksum, every stored article. Reads all of it, writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from searchkit.engines.protocol import Damage
from searchkit.engines.whoosh.directory.array_file import ArrayFile
from searchkit.engines.whoosh.directory.cleanup import leftovers
from searchkit.engines.whoosh.directory.damage import raising_index_damaged
from searchkit.engines.whoosh.directory.files import LOCK, MANIFEST, read_catalogue, read_manifest
from searchkit.engines.whoosh.directory.lock import hold_reader_lock
from searchkit.engines.whoosh.directory.manifest import Commit, IndexFile, commit_from_bytes, verify_checksum
from searchkit.engines.whoosh.encoding.term_dict import from_term
from searchkit.engines.whoosh.searcher.snapshot import Snapshot, open_snapshot
from searchkit.engines.whoosh.segment.live_segment import LiveSegment
from searchkit.errors import IndexDamaged, IndexUnfinished
from searchkit.model.passage import Extraction
from searchkit.regular_files import NotARegularFile


def damaged_files(folder: Path) -> Iterator[Damage]:
    """Return the files of an index that are not as they were written, each with the reason.

    Raises what opening an index raises; of the kinds of IndexDamaged only IndexUnfinished.
    """
    try:
        open_snapshot(folder)
    except IndexUnfinished:
        raise
    except IndexDamaged as error:
        commit = _read_commit(folder)
        if commit is None:
            yield Damage(MANIFEST, error.reason)
            return
    else:
        commit = _read_commit(folder)
    for entry in commit.files if commit else ():
        reason = _damage(folder, entry)
        if reason is not None:
            yield Damage(entry.name, reason)


def stored_articles(snapshot: Snapshot) -> Iterator[tuple[str, Extraction | str]]:
    """Return the id of every live article, with what is stored of it or the reason why that cannot be read.

    Raises IndexDamaged and IndexUnreadable.
    """
    folder = snapshot.folder
    with raising_index_damaged(folder):
        for part in snapshot.live_segments:
            ids = part.segment.dictionary("id")
            for id, number in zip(ids, part.segment.array("id.articles").tolist(), strict=True):
                if part.live is None or part.live[number]:
                    yield from_term(id), _stored(folder, part, number)


def check_counts(folder: Path) -> Damage | None:
    """Report MANIFEST if its counts of documents are not those of the segments; raises what opening an index raises."""
    snapshot = open_snapshot(folder)
    with raising_index_damaged(folder):
        found = _counts(snapshot)
    said = snapshot.commit.info.counts
    if found == said:
        return None
    return Damage(MANIFEST, f"says {_spelled(said)}, and the segments hold {_spelled(found)}")


def left_over(folder: Path) -> list[Damage]:
    """Return what interrupted writers left beside an index, and a lock that is no file; nothing while somebody writes.

    Raises IndexUnreadable.
    """
    try:
        with hold_reader_lock(folder) as idle, raising_index_damaged(folder):
            commit = _read_commit(folder) if idle else None
            names = sorted(path.name for path in leftovers(folder, commit)) if commit else []
    except NotARegularFile as error:
        return [Damage(LOCK, str(error.strerror), by_hand=True)]
    return [Damage(name, "was left by an interrupted writer") for name in names]


def generation(folder: Path) -> bytes | None:
    """What tells one commit from another; None without an index."""
    try:
        return read_manifest(folder)
    except OSError:
        return None


def _read_commit(folder: Path) -> Commit | None:
    try:
        return commit_from_bytes(read_manifest(folder) or b"")
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _damage(folder: Path, entry: IndexFile) -> str | None:
    try:
        with raising_index_damaged(folder):
            if entry.name.startswith("catalogue."):
                _verify_catalogue(folder / entry.name, entry.size)
            else:
                ArrayFile(folder / entry.name, entry.size).verify()
    except IndexDamaged as error:
        return error.reason
    return None


def _verify_catalogue(path: Path, size: int) -> None:
    content = read_catalogue(path)
    if len(content) != size:
        raise ValueError(f"{path.name} has {len(content)} bytes instead of {size}")
    verify_checksum("catalogue", content)


def _stored(folder: Path, part: LiveSegment, number: int) -> Extraction | str:
    try:
        with raising_index_damaged(folder):
            return part.segment.stored(number).extraction()
    except IndexDamaged as error:
        return error.reason


def _counts(snapshot: Snapshot) -> dict[str, int]:
    counts = dict.fromkeys(("article", "paragraph", "quote"), 0)
    for part in snapshot.live_segments:
        segment, live, passages = part.segment, part.live, part.live_passages
        counts["article"] += segment.articles if live is None else int(live.sum())
        counts["quote"] += segment.quotes if passages is None else int(passages[: segment.quotes].sum())
        paragraphs = segment.passages - segment.quotes
        counts["paragraph"] += paragraphs if passages is None else int(passages[segment.quotes :].sum())
    return counts


def _spelled(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {unit}s" for unit, number in sorted(counts.items()))
