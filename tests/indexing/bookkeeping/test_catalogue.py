"""What the index should hold: claims on ids, and the plan that follows from two catalogues."""

from itertools import permutations

import pytest

from searchkit.errors import MostFilesGone
from searchkit.indexing.bookkeeping.catalogue import (
    Catalogue,
    FileEntry,
    Record,
    Refusal,
    catalogue_to_json,
    content_digest,
)
from searchkit.indexing.bookkeeping.catalogue_decoding import catalogue_from_json
from searchkit.indexing.plan import plan, refuse_if_most_are_gone
from searchkit.indexing.report import refusals
from searchkit.model.article import Article


def entry(path: str, *records: Record, digest: str | None = None) -> FileEntry:
    return FileEntry(path, 1, 1, digest or f"bytes of {path}", young=False, records=records)


def catalogue(*entries: FileEntry) -> Catalogue:
    return Catalogue({file.path: file for file in entries})


def test_the_catalogue_survives_json() -> None:
    whole = Catalogue(
        {
            "a.jsonl": FileEntry(
                "a.jsonl",
                10,
                20,
                "d",
                young=True,
                records=(Record("x", 1, "1"), Record("y", 3, "2")),
                refusals=(Refusal(2, "bad JSON", None),),
                unused=(("dateline", 2),),
                doubts=((3, "a date"), (None, "else")),
            )
        },
        "cp1252",
    )
    assert catalogue_from_json(catalogue_to_json(whole)) == whole
    assert catalogue_from_json({}) == Catalogue()


def test_the_earlier_path_then_line_holds_an_id_in_whatever_order_files_came() -> None:
    files = [
        entry("b.jsonl", Record("x", 1, "1")),
        entry("a.jsonl", Record("x", 5, "2"), Record("x", 9, "3")),
        entry("c.txt", Record("c", None, "4")),
    ]
    for order in permutations(files):
        holding, refused = catalogue(*order).claims()
        assert {id: (claim.path, claim.record.line) for id, claim in holding.items()} == {
            "x": ("a.jsonl", 5),
            "c": ("c.txt", None),
        }
        assert [(claim.path, claim.record.line) for claim, _ in refused] == [("a.jsonl", 9), ("b.jsonl", 1)]
    [first, second] = refusals(catalogue(*files))
    assert "corpus/a.jsonl, line 9: the id 'x' is taken by corpus/a.jsonl, line 5" in str(first)
    assert "corpus/b.jsonl, line 1" in str(second)


def test_a_digest_covers_everything_but_the_place() -> None:
    base = Article("a", "text", "a.txt", title="t", tags=("x", "y"))
    assert content_digest(base) == content_digest(Article("b", "text", "b.txt", line=3, title="t", tags=("x", "y")))
    others = [
        Article("a", "text.", "a.txt", title="t", tags=("x", "y")),
        Article("a", "text", "a.txt", title="u", tags=("x", "y")),
        Article("a", "text", "a.txt", title="t", tags=("xy",)),
        Article("a", "text", "a.txt", title="t", places=("x", "y")),
    ]
    assert len({content_digest(article) for article in [base, *others]}) == 5


def test_a_plan_adds_changes_removes_and_leaves_alone() -> None:
    before = catalogue(
        entry("a", Record("a", None, "1")), entry("b", Record("b", None, "1")), entry("c", Record("c", None, "1"))
    )
    after = catalogue(
        entry("a", Record("a", None, "1")),
        entry("b", Record("b", None, "2"), digest="n"),
        entry("d", Record("d", None, "9")),
    )
    change = plan(before, after)
    assert (set(change.add), set(change.change), set(change.rename)) == ({"d"}, {"b"}, set())
    assert (change.remove, change.unchanged, change.to_delete) == (frozenset({"c"}), 1, ["b", "c"])


def test_a_renamed_file_is_told_from_a_new_one() -> None:
    before = catalogue(entry("old.txt", Record("old", None, "1"), digest="same"), entry("k", Record("k", None, "2")))
    after = catalogue(entry("new.txt", Record("new", None, "1"), digest="same"), entry("k", Record("k", None, "2")))
    change = plan(before, after)
    assert (set(change.rename), set(change.add), change.to_delete) == ({"new"}, set(), ["old"])


def test_a_renamed_file_of_records_keeps_its_ids_and_replaces_its_articles() -> None:
    before = catalogue(entry("old.jsonl", Record("r1", 1, "1"), Record("r2", 2, "2"), digest="same"))
    after = catalogue(entry("new.jsonl", Record("r1", 1, "1"), Record("r2", 2, "2"), digest="same"))
    change = plan(before, after)
    assert (set(change.rename), change.to_delete, change.remove) == ({"r1", "r2"}, ["r1", "r2"], frozenset())


def test_when_the_holder_of_an_id_goes_the_next_claim_gets_in() -> None:
    first, second = entry("a", Record("x", 1, "1")), entry("b", Record("x", 1, "2"))
    change = plan(catalogue(first, second), catalogue(second))
    assert change.change["x"].path == "b"
    assert change.to_delete == ["x"]


def test_more_than_half_gone_is_refused_and_half_is_not() -> None:
    files = [entry(name, Record(name, None, "1")) for name in "abcd"]
    refuse_if_most_are_gone(catalogue(*files), catalogue(*files[:2]))
    with pytest.raises(MostFilesGone, match="3 of the 4 indexed files are gone"):
        refuse_if_most_are_gone(catalogue(*files), catalogue(files[0]))


def test_renamed_files_are_not_gone() -> None:
    before = [entry(name, Record(name, None, "1"), digest=name) for name in "ab"]
    after = [entry(name * 2, Record(name * 2, None, "1"), digest=name) for name in "ab"]
    refuse_if_most_are_gone(catalogue(*before), catalogue(*after))


def test_articles_left_out_at_the_last_moment_leave_every_claim() -> None:
    files = [entry("a", Record("x", 1, "1"), Record("y", 2, "2")), entry("b", Record("x", 1, "3"))]
    left = catalogue(*files).postpone({"x"}, set())
    assert left.claims()[0].keys() == {"y"}
    kept = catalogue(*files).postpone(set(), {"y"})
    assert kept.files["a"].records == (Record("x", 1, "1"), Record("y", 2, ""))
    assert str(next(refusals(kept))).startswith("corpus/a: changed while it was indexed")
    assert all(file.young and not file.digest for file in left.files.values())
