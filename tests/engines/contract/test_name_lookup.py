"""Values by their terms, and roles by speaker, in the live articles of all commits."""

from __future__ import annotations

from typing import Unpack

import pytest

from searchkit.engines.protocol import Engine
from searchkit.model.passage import Extraction
from tests.engines.contract.backends import Index
from tests.engines.contract.builders import Metadata, QuoteSpec, make_extraction


def speakers(
    id: str, *quoted: tuple[str, str | None], via: str | None = None, **metadata: Unpack[Metadata]
) -> Extraction:
    """An article with a quote of each (speaker, role)."""
    words = [f"w{number}" for number in range(len(quoted))]
    quotes = [QuoteSpec((word,), speaker, role, via=via) for word, (speaker, role) in zip(words, quoted, strict=True)]
    return make_extraction(id, ("body", " ".join(words), quotes), **metadata)


@pytest.fixture
def engine(index: Index) -> Engine:
    """Two commits; the second deletes the article "gone"."""
    one = [("Ada Pell", "minister"), ("Ada Pell", "MP"), ("Pell", None)]
    two = [("the mayor of Pell-Quay", None), ("Ada Pell", "minister"), ("ada Péll", "mayor")]
    index.build(
        [
            speakers("one", *one, via="the Pell Gazette"),
            speakers("gone", ("Ada Pell", "coach"), ("Tom Quill", "poet"), places=("Pell",)),
        ]
    )
    index.change(speakers("two", *two, places=("Quay, Pell", "Ostra"), authors=("Tom Pell",)), deleted=["gone"])
    return index.open()


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
    engine: Engine, field: str, term_lists: list[tuple[str, ...]], counts: dict[str, int]
) -> None:
    assert engine.values_containing(field, term_lists) == counts
    every = {value.value: value.count for value in engine.values(field)}
    assert counts.items() <= every.items()


def test_the_roles_of_speakers(engine: Engine) -> None:
    names = ["Ada Pell", "Pell", "Tom Quill", "the mayor of Pell-Quay", "nobody"]
    assert engine.roles_of(names) == {"Ada Pell": {"minister", "MP"}}
    assert engine.roles_of([]) == {}
