"""A report: a quote with its source as a mention, before coreference."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.extraction.mentions.mention import Mention
from searchkit.model.passage import Span

DIRECT, INDIRECT, MIXED = "direct", "indirect", "mixed"


@dataclass(frozen=True, slots=True)
class Report:
    """The content of a cue, or a quote without a cue.

    `spans` are characters of the article. `type` is DIRECT, INDIRECT or MIXED. `mention` is the source, `relay` passes the
    report on, `addressee` received it; each may be None. `probability`: that the source is right. `quotes`
    holds the indices of the QUOTE tokens in the spans.
    `uncued`: no cue shows the source. `scored`: `probability` includes that the spans are right.
    `model_only`: no rule finds it, so no later quote continues it.
    """

    spans: tuple[Span, ...]
    type: str
    mention: Mention | None
    cue: str | None
    probability: float
    quotes: frozenset[int] = frozenset()
    relay: Mention | None = None
    addressee: Mention | None = None
    uncued: bool = False
    scored: bool = False
    model_only: bool = False
