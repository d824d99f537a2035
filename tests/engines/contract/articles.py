"""Three articles about one bridge, the second undated."""

from __future__ import annotations

from tests.engines.contract.builders import QuoteSpec, make_extraction

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
