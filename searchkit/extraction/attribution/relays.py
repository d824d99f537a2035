"""Finds the relay of a statement, the outlet or document that passed it on: "told the Courier", "according to a readout on the ministry's website"."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.extraction.cues.report import Report
from searchkit.extraction.entities.register import Register
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.organisations import NEWS_ORGANISATIONS, OUTLETS, PUBLISHING_VERBS
from searchkit.extraction.mentions.mention import EntityType, Mention, MentionKind, relay_name
from searchkit.extraction.mentions.noun_phrases import find_phrase_beginning
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.text.analysis import fold

_REACH = 20  # tokens from a document to where it was published
_THE_OUTLET = words("station programme program channel paper newspaper agency magazine broadcaster outlet network")
_LEADING = frozenset({"to", "on", "by", "in"})


@dataclass(slots=True)
class Relays:
    """Finds relays in an article printed by `source`, which is never a relay itself.

    `latest` is the last relay found, to which "told the station" may refer.
    """

    register: Register
    source: str | None
    latest: str | None = None

    def find_relay(self, sentence: TaggedSentence, report: Report) -> str | None:
        """Find the name of the relay of a statement, or None."""
        relay = self._find(sentence, report)
        if relay is not None and relay != self.latest and not relay.startswith(("a ", "an ")):
            self.latest = relay
        return relay

    def _find(self, sentence: TaggedSentence, report: Report) -> str | None:
        if report.relay is not None:
            return self._find_publisher(sentence, report.relay)
        if report.addressee is not None and self._is_outlet(report.addressee):
            return relay_name(report.addressee, sentence.text)
        if (
            report.addressee is not None
            and report.addressee.kind is MentionKind.NOMINAL
            and report.addressee.head in _THE_OUTLET
        ):
            return self.latest
        return self._find_beside_statement(sentence, report)

    def _find_publisher(self, sentence: TaggedSentence, mention: Mention) -> str:
        """The outlet that published a document, if the sentence names it; else the document itself."""
        tokens = sentence.tokens
        for at in range(mention.first, min(len(tokens) - 2, mention.last + _REACH)):
            if tokens[at].low in PUBLISHING_VERBS and tokens[at + 1].low in _LEADING:
                place = find_phrase_beginning(sentence, at + 2)
                if place is not None:
                    return relay_name(place, sentence.text)
        return relay_name(mention, sentence.text)

    def _find_beside_statement(self, sentence: TaggedSentence, report: Report) -> str | None:
        """An outlet outside the statement, as in "in an interview with the Courier" or "in a statement carried by the agency"."""
        tokens = sentence.tokens
        for at in range(len(tokens) - 2):
            token, ahead = tokens[at], tokens[at + 1]
            interview = token.low == "interview" and ahead.low == "with"
            carried = token.low in {"carried", "published", "broadcast", "aired"} and ahead.low in {"by", "on", "in"}
            if (interview or carried) and not any(start <= token.start < end for start, end in report.spans):
                outlet = find_phrase_beginning(sentence, at + 2)
                if outlet is not None and (
                    self._is_outlet(outlet) or (token.low in {"broadcast", "aired"} and ahead.low != "in")
                ):
                    return relay_name(outlet, sentence.text)
        return None

    def _is_outlet(self, mention: Mention) -> bool:
        if mention.kind is not MentionKind.NAME or mention.entity_type is EntityType.PERSON:
            return False
        name_words = set(fold(mention.name or "").split())
        if self.source is not None and name_words - {"the"} <= set(fold(self.source).split()):
            return False
        entity, _ = self.register.find_named(mention)
        roles = [mention.role or "", *(entity.roles if entity else ())]
        return bool(name_words & OUTLETS) or any(set(fold(role).split()) & NEWS_ORGANISATIONS for role in roles)
