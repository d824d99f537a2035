"""Words for attitudes rather than utterances: wanting and refusing, judging and demanding, being sure and having a view."""

from __future__ import annotations

from searchkit.extraction.lexicon import words

WANTING = words("""want wants wanted wanting plan plans planned planning refuse refuses refused refusing decline
    declines declined declining agree agrees agreed agreeing hope hopes hoped hoping threaten threatens threatened threatening vow
    vows vowed vowing pledge pledges pledged pledging promise promises promised promising offer offers offered offering intend
    intends intended intending expect expects expected swear swears swore resolve resolved
    aim aims aimed aiming volunteer volunteered opt opted propose proposed proposes urge urged prefer prefers preferred """)
"""Forms that "to" and what somebody means to do may follow."""

WANTING_OF = words("want wants wanted urge urges urged urging beg begged implore implored")
"""Forms that another and what that one is to do may follow ("wants the council to act")."""

JUDGING = words("""accuse accuses accused accusing criticise criticises criticised criticising criticize criticizes criticized
    criticizing praise praises praised praising condemn condemns condemned condemning denounce denounces denounced denouncing
    blast blasted blasting slam slammed slamming endorses endorsed endorsing oppose opposes opposed opposing blame blames
    blamed blaming reject rejects rejected rejecting tout touts touted touting mock mocks mocked mocking favour favours favoured
    favor favors favored discuss discusses discussed mention mentions mentioned mentioning cite cites cited dismiss dismisses dismissed dismissing propose proposes proposed proposing lambaste lambasted deplore deplores deplored
    welcome welcomes welcomed welcoming question questioned questioning hail hails hailed hailing applaud applauds
    applauded commend commended congratulate congratulated chide chided rebuke rebuked
    ridicule ridiculed defend defended defending deny denies denied denying supports supported
    reference referenced underscore decry decried describe describes described""")
"""Forms that what somebody judges, names or favours follows as an object."""

_PARTICLES = {
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
PARTICLES: dict[str, frozenset[str]] = {
    form: frozenset(particle for particle, forms in _PARTICLES.items() if form in forms.split())
    for forms in _PARTICLES.values()
    for form in forms.split()
}
"""Forms with the prepositions behind which stands what they are about."""

ATTITUDES = WANTING | WANTING_OF | JUDGING | PARTICLES.keys()
POINTING_OUT = words("point points pointed pointing")
CONVICTIONS = words("""certain convinced confident sure hopeful optimistic worried concerned adamant aware afraid doubtful skeptical sceptical
    fearful alarmed angry disappointed glad pleased proud""")
"""Adjectives that say what somebody is sure of, or feels, with a clause in "that"."""

VIEWS = words("""suggestion suggestions concern concerns claim claims assertion assertions belief view fear fears hope hopes notion idea
    argument allegation allegations accusation accusations statement contention conviction promise warning warnings admission
    acknowledgment acknowledgement insistence speculation impression doubt doubts opinion complaint complaints prediction pledge
    remark remarks comment comments statements assurance assurances charge charges confidence""")
"""Nouns that a clause in "that" may spell out."""

UTTERING = words("""make makes made making express expresses expressed expressing voice voiced voicing raise raised raising issue issued
    issuing repeat repeats repeated repeating offer offered has have had share shared reject rejected dismiss dismissed deny denied""")
"""Verbs whose object such a noun may be."""

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
"""Nouns of attitude with the preposition behind which stands what they are about."""
