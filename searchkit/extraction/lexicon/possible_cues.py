"""Possible cues: words that often report what somebody says, wants or thinks. The clause model decides each use."""

from __future__ import annotations

from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.attitudes import ATTITUDE_NOUNS, ATTITUDE_VERBS, CLAUSE_ADJECTIVES, CLAUSE_NOUNS
from searchkit.extraction.lexicon.reporting import BASE_FORMS, forms_of

_VERBS = """
    support back endorse favor favour champion promote embrace approve espouse tout trumpet herald commend applaud salute
    oppose resist attack assail bash challenge dispute disavow repudiate renounce rebuff target insult pillory lampoon
    shun snub boycott rebut refute contradict discredit downplay excoriate berate scold chastise admonish castigate
    malign vilify fault lambaste chide taunt disparage belittle dispel debunk deflect dodge ignore resent
    like love hate dislike prefer enjoy admire adore respect detest loathe despise relish cherish appreciate trust
    distrust mistrust value envy mourn celebrate thank congratulate honour honor credit
    want wish desire intend mean plan aim try attempt crave eye contemplate explore consider weigh mull debate discuss
    seek pursue request await need
    see view regard perceive treat recognise recognize notice remember forget misunderstand interpret envision picture
    hear sense
    choose opt resolve elect select pick name nominate appoint designate vote approve
    allow permit ban forbid prohibit mandate require authorise authorize bar
    address highlight outline detail list present unveil release publish issue sign file submit publicise publicize introduce
    pitch float air broadcast email phone text blog chronicle document paint frame cast liken compare equate attribute
    ascribe link identify nickname discuss
    commit care mind focus dwell concentrate hesitate struggle
    react lash rail speak talk apologise apologize appeal lobby campaign testify object push press raise
    urge call refer point draw mention hint gloat joke quarrel argue disagree side vouch sympathise sympathize
    interpret assess project dream long yearn bet count rely believe warn cheer boo greet welcome"""
_IRREGULAR = {
    "see": "see sees saw seen seeing",
    "choose": "choose chooses chose chosen choosing",
    "mean": "mean means meant meaning",
    "seek": "seek seeks sought seeking",
    "forget": "forget forgets forgot forgotten forgetting",
    "hear": "hear hears heard hearing",
    "forbid": "forbid forbids forbade forbidden forbidding",
    "ban": "ban bans banned banning",
    "bar": "bar bars barred barring",
    "permit": "permit permits permitted permitting",
    "commit": "commit commits committed committing",
    "submit": "submit submits submitted submitting",
    "rebut": "rebut rebuts rebutted rebutting",
    "opt": "opt opts opted opting",
    "plan": "plan plans planned planning",
    "shun": "shun shuns shunned shunning",
    "snub": "snub snubs snubbed snubbing",
    "cast": "cast casts casting",
    "dwell": "dwell dwells dwelt dwelled dwelling",
    "speak": "speak speaks spoke spoken speaking",
    "bet": "bet bets betting",
    "draw": "draw draws drew drawn drawing",
    "blog": "blog blogs blogged blogging",
    "prefer": "prefer prefers preferred preferring",
    "refer": "refer refers referred referring",
    "try": "try tries tried trying",
    "deny": "deny denies denied denying",
}

_NOUNS = """
    support backing endorsement decision plan plans proposal proposals bid refusal request requests desire threat threats promise
    promises pledge pledges vow call calls opposition hope hopes view views position stance skepticism scepticism enthusiasm fear
    fears anger concern concerns criticism criticisms attack attacks praise statement speech comments remarks comment remark
    question questions belief commitment willingness unwillingness reluctance intention intentions ambition demand demands
    warning warnings accusation accusations allegation allegations claim claims assertion suggestion argument arguments
    admission acknowledgment acknowledgement description portrayal assessment prediction predictions forecast expectation
    expectations insistence dismissal rejection rebuke condemnation denunciation defence defense announcement
    recommendation recommendations advice order ruling finding findings conclusion conviction interest preference love
    hatred distrust disdain contempt respect admiration sympathy advocacy objection objections complaint complaints worry
    worries doubt doubts disapproval approval opinion opinions opinion vision agenda appeal explanation characterization
    supporters supporter critics critic opponents opponent advocates advocate fans proponents proponent"""
_ADJECTIVES = """
    eager ready willing unwilling reluctant critical skeptical sceptical supportive opposed committed interested happy
    unhappy proud angry worried concerned afraid hopeful confident convinced sure certain aware unaware glad pleased
    sorry wary nervous enthusiastic excited optimistic pessimistic disappointed frustrated furious grateful thankful
    hostile suspicious tired fond adamant determined prepared keen anxious desperate surprised shocked outraged alarmed
    dismissive mindful doubtful fearful uncertain unsure open resigned dissatisfied satisfied upset sympathetic
    appalled horrified delighted thrilled saddened disturbed bullish bearish coy silent"""


def _list_forms() -> dict[str, str]:
    """Verb form to base form, for the verbs listed above."""
    return {
        form: base
        for base in _VERBS.split()
        for form in (_IRREGULAR[base].split() if base in _IRREGULAR else forms_of(base))
    }


POSSIBLE_CUE_VERBS: dict[str, str] = {form: form for form in ATTITUDE_VERBS} | _list_forms() | BASE_FORMS
"""Verb form to base form, for the verbs that can be cues."""

POSSIBLE_CUE_NOUNS = words(_NOUNS) | CLAUSE_NOUNS | ATTITUDE_NOUNS.keys()
"""Nouns that can be cues ("support for")."""

POSSIBLE_CUE_ADJECTIVES = words(_ADJECTIVES) | CLAUSE_ADJECTIVES
"""Adjectives that can be cues after a form of "be"."""
