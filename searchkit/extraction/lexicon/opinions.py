"""More possible cues, which only a parse can recognise as cues."""

from __future__ import annotations

from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.attitudes import ATTITUDE_VERBS
from searchkit.extraction.lexicon.possible_cues import POSSIBLE_CUE_ADJECTIVES, POSSIBLE_CUE_NOUNS, POSSIBLE_CUE_VERBS
from searchkit.extraction.lexicon.reporting import BASE_FORMS, forms_of

_SEEMING = "seem appear look sound"
_VERBS = """strive fight lambast disown trash knock skewer pan scorn savage heckle discover conceive envisage rate rank allude
    tackle broach invoke enumerate summarize summarise deliver share circulate e-mail mail retweet pen table petition sue rally
    inveigh fume rant vent balk bristle touch expound minimize exaggerate overstate understate rehearse rumor rumour guess
    suppose presume wager fancy figure dread delight"""
OPINION_VERBS = {form: base for base in (_SEEMING + " " + _VERBS).split() for form in forms_of(base)} | {
    "fought": "fight"
}
"""Verb form to base form."""

_SEEM = frozenset(form for base in _SEEMING.split() for form in forms_of(base))

OPINION_NOUNS = POSSIBLE_CUE_NOUNS | words("""agreement aim answer aspiration assumption attempt attitude beliefs boast case caution confirmation
    critique declaration denial denials determination disagreement disappointment disbelief dislike effort embrace
    endorsements estimate frustration goal guess hint ideas implication interpretation judgement judgment message mockery
    observation perception plea point projection proof prospect reaction readiness recognition regret reminder report
    reports repudiation resolve response rumor rumors rumour rumours sense sentiment surprise suspicion suspicions talk
    testimony theory thought thoughts understanding verdict wish""")
OPINION_ADJECTIVES = POSSIBLE_CUE_ADJECTIVES | words("""able apologetic apprehensive ashamed clear comfortable content curious dismayed dubious
    emphatic hesitant impressed inclined indignant insistent leery poised positive resolute sad scared set troubled
    unconvinced uneasy""")


def find_base_form(form: str) -> str:
    """Look up the base form of a verb of any list; other words are returned as they are."""
    return BASE_FORMS.get(form) or POSSIBLE_CUE_VERBS.get(form) or OPINION_VERBS.get(form, form)


def classify_cue(low: str, tag: str) -> str | None:
    """Look up the kind of cue that a word with a part-of-speech tag can be ("report", "opinion" …), or None."""
    if tag.startswith("VB"):
        if low in BASE_FORMS:
            return "report"
        if low in ATTITUDE_VERBS:
            return "attitude"
        if low in _SEEM:
            return "seem"
        return "opinion" if low in POSSIBLE_CUE_VERBS or low in OPINION_VERBS else None
    if tag.startswith("NN"):
        return "noun" if low in OPINION_NOUNS else None
    return "adjective" if tag.startswith("JJ") and low in OPINION_ADJECTIVES else None
