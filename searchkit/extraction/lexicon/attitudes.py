"""Words of attitude, not of utterance: wanting, refusing, judging, demanding, being certain."""

from __future__ import annotations

from searchkit.extraction.lexicon import words

WANTING = words("""want wants wanted wanting plan plans planned planning refuse refuses refused refusing decline
    declines declined declining agree agrees agreed agreeing hope hopes hoped hoping threaten threatens threatened threatening vow
    vows vowed vowing pledge pledges pledged pledging promise promises promised promising offer offers offered offering intend
    intends intended intending expect expects expected swear swears swore resolve resolved
    aim aims aimed aiming volunteer volunteered opt opted propose proposed proposes urge urged prefer prefers preferred """)
"""Verb forms that "to" and an action can follow ("wants to act")."""

WANTING_OF = words("want wants wanted urge urges urged urging beg begged implore implored")
"""Verb forms that another person and an action can follow ("wants the council to act")."""

JUDGING = words("""accuse accuses accused accusing criticise criticises criticised criticising criticize criticizes criticized
    criticizing praise praises praised praising condemn condemns condemned condemning denounce denounces denounced denouncing
    blast blasted blasting slam slammed slamming endorses endorsed endorsing oppose opposes opposed opposing blame blames
    blamed blaming reject rejects rejected rejecting tout touts touted touting mock mocks mocked mocking favour favours favoured
    favor favors favored discuss discusses discussed mention mentions mentioned mentioning cite cites cited dismiss dismisses dismissed dismissing propose proposes proposed proposing lambaste lambasted deplore deplores deplored
    welcome welcomes welcomed welcoming question questioned questioning hail hails hailed hailing applaud applauds
    applauded commend commended congratulate congratulated chide chided rebuke rebuked
    ridicule ridiculed defend defended defending deny denies denied denying supports supported
    reference referenced underscore decry decried describe describes described""")
"""Verb forms whose object is what somebody judges, names or favours."""

_VERBS_OF_PREPOSITION = {
    "for": "call calls called calling push pushed pushes pushing advocate advocates advocated advocating apologise apologised "
    "apologize apologized press pressed plead pleaded argue argued",
    "on": "call calls called calling insist insists insisted insisting",
    "to": "refer refers referred referring point points pointed pointing object objects objected objecting",
    "about": "talk talks talked talking speak speaks spoke joke jokes joked joking complain complains complained complaining worry "
    "worries worried boast boasted brag bragged ask asked warn warned",
    "of": "warn warns warned warning speak spoke complain complained boast boasted approve approves approved "
    "disapprove disapproved",
    "with": "agree agrees agreed disagree disagrees disagreed side sided sides",
    "against": "warn warns warned warning argue argued argues protest protested",
}
PREPOSITIONS_OF_VERB: dict[str, frozenset[str]] = {
    form: frozenset(particle for particle, forms in _VERBS_OF_PREPOSITION.items() if form in forms.split())
    for forms in _VERBS_OF_PREPOSITION.values()
    for form in forms.split()
}
"""Verb forms with the prepositions before what they are about."""

ATTITUDE_VERBS = WANTING | WANTING_OF | JUDGING | PREPOSITIONS_OF_VERB.keys()
POINTING_OUT = words("point points pointed pointing")
CLAUSE_ADJECTIVES = words("""certain convinced confident sure hopeful optimistic worried concerned adamant aware afraid doubtful skeptical sceptical
    fearful alarmed angry disappointed glad pleased proud""")
"""Adjectives that a clause with "that" can follow ("certain that")."""

CLAUSE_NOUNS = words("""suggestion suggestions concern concerns claim claims assertion assertions belief view fear fears hope hopes notion idea
    argument allegation allegations accusation accusations statement contention conviction promise warning warnings admission
    acknowledgment acknowledgement insistence speculation impression doubt doubts opinion complaint complaints prediction pledge
    remark remarks comment comments statements assurance assurances charge charges confidence""")
"""Nouns that a clause with "that" can follow ("the claim that")."""

UTTERING = words("""make makes made making express expresses expressed expressing voice voiced voicing raise raised raising issue issued
    issuing repeat repeats repeated repeating offer offered has have had share shared reject rejected dismiss dismissed deny denied""")
"""Verbs whose object one of CLAUSE_NOUNS can be."""

ATTITUDE_NOUNS: dict[str, str] = {
    "attack": "on",
    "attacks": "on",
    "criticism": "of",
    "criticisms": "of",
    "condemnation": "of",
    "denunciation": "of",
    "endorsement": "of",
    "rejection": "of",
    "praise": "for",
    "call": "for",
    "calls": "for",
    "demand": "for",
    "demands": "for",
    "opposition": "to",
    "objection": "to",
    "objections": "to",
    "concern": "about",
    "concerns": "about",
    "comments": "about",
    "remarks": "about",
    "doubts": "about",
    "questions": "about",
    "worries": "about",
}
"""Nouns of attitude with the preposition before what they are about."""
