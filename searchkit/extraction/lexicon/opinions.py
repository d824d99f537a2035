"""Words that a parser's sentences are searched by, beside those of reporting: more of `leanings`, which only a parse can tell
from their other uses.
"""

from __future__ import annotations

from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.attitudes import ATTITUDES
from searchkit.extraction.lexicon.possible_cues import ADJECTIVES, LEANINGS, NOUNS
from searchkit.extraction.lexicon.reporting import BASES, forms_of

_SEEMING = "seem appear look sound"
_VERBS = """strive fight lambast disown trash knock skewer pan scorn savage heckle discover conceive envisage rate rank allude
    tackle broach invoke enumerate summarize summarise deliver share circulate e-mail mail retweet pen table petition sue rally
    inveigh fume rant vent balk bristle touch expound minimize exaggerate overstate understate rehearse rumor rumour guess
    suppose presume wager fancy figure dread delight"""
VERBS = {form: base for base in (_SEEMING + " " + _VERBS).split() for form in forms_of(base)} | {"fought": "fight"}
"""Forms of more verbs of opinion, with their base."""

_SEEM = frozenset(form for base in _SEEMING.split() for form in forms_of(base))

OPINION_NOUNS = NOUNS | words("""agreement aim answer aspiration assumption attempt attitude beliefs boast case caution confirmation
    critique declaration denial denials determination disagreement disappointment disbelief dislike effort embrace
    endorsements estimate frustration goal guess hint ideas implication interpretation judgement judgment message mockery
    observation perception plea point projection proof prospect reaction readiness recognition regret reminder report
    reports repudiation resolve response rumor rumors rumour rumours sense sentiment surprise suspicion suspicions talk
    testimony theory thought thoughts understanding verdict wish""")
OPINION_ADJECTIVES = ADJECTIVES | words("""able apologetic apprehensive ashamed clear comfortable content curious dismayed dubious
    emphatic hesitant impressed inclined indignant insistent leery poised positive resolute sad scared set troubled
    unconvinced uneasy""")


def base_of(form: str) -> str:
    """The base of a form of any verb listed here; any other word as it is."""
    return BASES.get(form) or LEANINGS.get(form) or VERBS.get(form, form)


def cue_sort(low: str, tag: str) -> str | None:
    """What kind of cue a word can be: of reporting, attitude or opinion, by the part of speech it has here; else None."""
    if tag.startswith("VB"):
        if low in BASES:
            return "report"
        if low in ATTITUDES:
            return "attitude"
        if low in _SEEM:
            return "seem"
        return "opinion" if low in LEANINGS or low in VERBS else None
    if tag.startswith("NN"):
        return "noun" if low in OPINION_NOUNS else None
    return "adjective" if tag.startswith("JJ") and low in OPINION_ADJECTIVES else None
