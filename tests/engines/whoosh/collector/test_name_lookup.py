"""Values by their terms, and roles by speaker, in the live articles of all segments."""

from __future__ import annotations

from typing import Any

import pytest

from searchkit.engines.whoosh.engine import open_engine


@pytest.fixture
def engine(build: Any, write: Any, said: Any) -> Any:
    """Two segments; the article "gone" is deleted from the first."""

    def article(id: str, *quoted: tuple[str, str | None], via: str | None = None, **about: object) -> Any:
        text = " ".join(f"w{number}" for number in range(len(quoted)))
        quotes = [said((f"w{number}",), speaker, role, via=via) for number, (speaker, role) in enumerate(quoted)]
        return write(id, ("body", text, quotes), **about)

    first = [
        article("one", ("Ada Pell", "minister"), ("Ada Pell", "MP"), ("Pell", None), via="the Pell Gazette"),
        article("gone", ("Ada Pell", "coach"), ("Tom Quill", "poet"), places=("Pell",)),
    ]
    folder = build(first)._snapshot.folder
    with open_engine(folder).writer() as writer:
        writer.delete("gone")
        second = [("the mayor of Pell-Quay", None), ("Ada Pell", "minister"), ("ada Péll", "mayor")]
        writer.add(article("two", *second, places=("Quay, Pell", "Ostra"), authors=("Tom Pell",)))
        writer.commit(notes={}, catalogue={})
    return open_engine(folder)


@pytest.mark.parametrize(
    ("field", "term_lists", "counts"),
    [
        ("speaker", [("pell",)], {"Ada Pell": 3, "Pell": 1, "the mayor of Pell-Quay": 1, "ada Péll": 1}),
        ("speaker", [("pell", "ada")], {"Ada Pell": 3, "ada Péll": 1}),
        ("speaker", [("ada", "tom"), ("mayor",), ("quay", "the")], {"the mayor of Pell-Quay": 1}),
        ("speaker", [("tom",)], {}),
        ("speaker", [], {}),
        ("speaker", [()], {}),
        ("via", [("pell",)], {"the Pell Gazette": 3}),
        ("author", [("pell",)], {"Tom Pell": 1}),
        ("place", [("pell",), ("ostra",)], {"Quay, Pell": 1, "Ostra": 1}),
        ("source", [("pell",)], {}),
    ],
)
def test_values_that_contain_terms(
    engine: Any, field: str, term_lists: list[tuple[str, ...]], counts: dict[str, int]
) -> None:
    assert engine.values_containing(field, term_lists) == counts
    every = {value.value: value.count for value in engine.values(field)}
    assert counts.items() <= every.items()


def test_the_roles_of_speakers(engine: Any) -> None:
    speakers = ["Ada Pell", "Pell", "Tom Quill", "the mayor of Pell-Quay", "nobody"]
    assert engine.roles_of(speakers) == {"Ada Pell": {"minister", "MP"}}
    assert engine.roles_of([]) == {}
