from __future__ import annotations

import numpy as np

from searchkit.engines.whoosh.searcher.column import Column
from tests.engines.contract.builders import make_extraction
from tests.engines.whoosh.indexes import Build


def test_few_owners_are_counted_as_many_are(build: Build) -> None:
    tags = [("sea",), (), ("sea", "coal"), ("coal",), ("tin", "sea", "coal")] * 8
    articles = [make_extraction(f"{number}", f"Text {number}.", tags=own) for number, own in enumerate(tags)]
    column = Column(build(articles[:25], articles[25:])._snapshot.reader, "tag")
    everybody = np.arange(len(tags))
    alone = [column.count(everybody[[owner]]) for owner in everybody]
    assert dict(zip(column.ordinals.texts, column.count(everybody).tolist(), strict=True)) == {
        "": 0,
        "coal": 24,
        "sea": 24,
        "tin": 8,
    }
    assert np.array_equal(sum(alone), column.count(everybody))
    assert np.array_equal(alone[4] * 2 + alone[0], column.count(np.array([0, 4, 4])))
