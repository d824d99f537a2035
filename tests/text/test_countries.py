from __future__ import annotations

import pytest

from searchkit.text.countries import is_same_nation


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("russia", "russian", True),
        ("dutch", "netherlands", True),
        ("marrenia", "marrenian", True),
        ("oran", "oranian", True),
        ("iran", "iraq", False),
        ("austria", "australian", False),
        ("port", "pier", False),
    ],
)
def test_countries_and_their_adjectives_in_the_table_or_not(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert is_same_nation(one, other) is same
