"""Every test of the contract runs once for each engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit.engines.protocol import Engine
from tests.engines.contract.backends import Backend, Index, backends
from tests.engines.contract.builders import QuoteSpec, make_extraction


@pytest.fixture(scope="session", params=backends(), ids=lambda backend: backend.name)
def backend(request: pytest.FixtureRequest) -> Backend:
    chosen: Backend = request.param
    return chosen


@pytest.fixture
def index(backend: Backend, tmp_path: Path) -> Index:
    """A folder for an index, empty."""
    return Index(backend, tmp_path / "index")


BRIDGE = make_extraction(
    "bridge",
    ("title", "Council to repair the old bridge"),
    (
        "body",
        "“The bridge,” said Mayor Ida Brandt, “will be repaired by June.”",
        [
            QuoteSpec(
                ("The bridge,", "will be repaired by June."),
                speaker="Ida Brandt",
                role="mayor",
                cue="said",
                confidence=0.95,
            )
        ],
    ),
    "Traffic over the bridge goes on, the council's engineer wrote.",
    title="Council to repair the old bridge",
    source="Harbour Post",
    date="2018-05-17",
    places=("Port Ellery", "Upper Ellery"),
    authors=("Jo van der Meer",),
    tags=("Roads & rail", "budget"),
)
FERRY = make_extraction(
    "ferry",
    (
        "body",
        "The ferry takes over, the mayor was quoted as saying by the Tide Agency.",
        [QuoteSpec(("The ferry takes over",), speaker="the mayor", via="Tide Agency", type="indirect", confidence=0.4)],
    ),
    title="A ferry for the bridge",
    source="HARBOUR POST",
    places=("Port Ellery",),
    tags=("roads & rail",),
)
TOLL = make_extraction("toll", "A toll of 1,750 crowns on the UN-built bridge.", date="2018", source="Evening Mail")


@pytest.fixture
def town(index: Index) -> Engine:
    """Three articles about one bridge, the second undated."""
    return index.build([BRIDGE, FERRY, TOLL])
