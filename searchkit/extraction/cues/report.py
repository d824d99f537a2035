"""A quote as one sentence shows it, before anybody knows who "he" is."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.extraction.mentions.mention import Mention
from searchkit.model.passage import Span

DIRECT, INDIRECT, MIXED = "direct", "indirect", "mixed"


@dataclass(frozen=True, slots=True)
class Report:
    """What was said in `spans`, as `type` says, by whom `mention` means (None: the sentence does not say).

    `evidence` is the certainty that the mention speaks. `quotes` are the numbers of the QUOTE tokens taken in. `relay` mentions
    whose report it is, `hearer` who was told. `carried` says that no cue of its own shows the speaker,
    `weighed` that `evidence` is the probability that all of it is right, the stretch too, `aside` that
    only a model took it for a report: speech does not go on from it.
    """

    spans: tuple[Span, ...]
    type: str
    mention: Mention | None
    cue: str | None
    evidence: float
    quotes: frozenset[int] = frozenset()
    relay: Mention | None = None
    hearer: Mention | None = None
    carried: bool = False
    weighed: bool = False
    aside: bool = False
