"""Words that a parser's sentences are searched by, beside the reporting verbs: what shows a mind, without an utterance."""

from __future__ import annotations

from searchkit.passages.lexicon import words
from searchkit.passages.lexicon.attitudes import ATTITUDES
from searchkit.passages.lexicon.reporting import BASES, forms_of

_OPINIONS = {
    "seem": "seem appear look sound",
    "wish": """wish seek need long yearn strive attempt struggle resolve consider contemplate ponder weigh choose elect desire
        intend like love hate prefer dislike want plan aim opt volunteer favor favour""",
    "back": """support back oppose endorse champion embrace resist fight challenge tout applaud commend congratulate thank assail
        deride disparage belittle lambast lambaste ridicule scold chide rebuke berate castigate chastise admonish rebut refute
        dispute contradict disavow renounce repudiate disown insult taunt bash trash knock salute cheer celebrate honor honour
        vilify malign skewer excoriate pan scorn shun savage heckle fault admire respect trust distrust mistrust""",
    "see": """see view regard perceive interpret treat frame cast paint portray liken compare recognize recognise identify
        remember forget notice discover conceive envision envisage foresee rate rank count picture consider""",
    "point": """highlight stress emphasize emphasise allude address discuss debate tackle broach raise invoke reference list
        enumerate outline detail chronicle document recount summarize summarise read publish release unveil present introduce
        deliver issue share post circulate email e-mail mail text retweet write pen file sign vote rule request require seek
        propose submit table recommend advocate lobby campaign petition appeal sue urge push press rally rail inveigh fume
        rant vent balk bristle react dwell focus touch elaborate expound testify weigh hint nod downplay minimize exaggerate
        overstate understate reiterate repeat rehearse""",
    "expect": """project estimate forecast predict anticipate rumor rumour mean guess suppose presume bet wager fancy figure
        care mind regret resent lament mourn fear dread enjoy relish delight""",
}
OPINIONS: dict[str, str] = {
    form: sort for sort, bases in _OPINIONS.items() for base in bases.split() for form in forms_of(base)
}
OPINIONS |= dict.fromkeys(words("sought saw seen chosen chose fought cast forgot forgotten meant bet paid"), "see")
"""Forms of verbs of opinion, with their sort."""

OPINION_NOUNS = words("""accusation accusations acknowledgment acknowledgement admission admiration advice agreement aim allegation allegations
    ambition announcement answer anger appeal approval argument arguments aspiration assertion assertions assessment
    assumption assurance assurances attack attacks attempt attitude backing belief beliefs bid boast call calls case
    caution charge charges claim claims comment comments commitment complaint complaints concern concerns
    conclusion condemnation confidence confirmation contempt contention conviction criticism criticisms critique
    decision declaration defense defence demand demands denial denials denunciation description desire
    determination disagreement disappointment disapproval disbelief disdain dislike dismissal doubt doubts effort embrace
    endorsement endorsements enthusiasm estimate expectation expectations explanation fear fears finding findings forecast
    frustration goal guess hint hope hopes idea ideas implication impression insistence intention interest
    interpretation judgment judgement message mockery notion objection objections observation opinion opinions
    opposition order perception plan plans plea pledge pledges point portrayal position praise prediction
    predictions preference projection promise promises proof proposal proposals prospect question questions reaction
    readiness recognition recommendation refusal regret rejection reluctance remark remarks reminder report reports
    repudiation request requests resolve response ruling rumor rumors rumour rumours sense sentiment
    skepticism scepticism speculation stance statement statements suggestion suggestions support surprise suspicion
    suspicions sympathy talk testimony theory thought thoughts threat threats understanding unwillingness verdict view
    views vow warning warnings willingness wish worry worries""")
OPINION_ADJECTIVES = words("""able adamant afraid alarmed angry anxious apologetic apprehensive ashamed aware certain clear comfortable concerned
    confident content convinced critical curious desperate determined disappointed dismayed dismissive doubtful dubious eager
    emphatic enthusiastic excited fearful fond frustrated furious glad grateful happy hesitant hopeful horrified impressed
    inclined indignant insistent interested keen leery mindful nervous open opposed optimistic pessimistic pleased poised
    positive proud ready reluctant resolute sad satisfied scared sceptical set skeptical sorry supportive sure surprised
    suspicious sympathetic thankful thrilled troubled uncertain unconvinced uneasy unhappy unsure unwilling upset wary
    willing worried prepared""")


def base_of(form: str) -> str:
    """The base of a reporting verb's form; any other word as it is."""
    return BASES.get(form, form)


def cue_sort(low: str, tag: str) -> str | None:
    """What kind of cue a word can be: of reporting, attitude or opinion, by the part of speech it has here; else None."""
    if tag.startswith("VB"):
        if low in BASES:
            return "report"
        if low in ATTITUDES:
            return "attitude"
        return OPINIONS.get(low)
    if tag.startswith("NN"):
        return "noun" if low in OPINION_NOUNS else None
    return "adjective" if tag.startswith("JJ") and low in OPINION_ADJECTIVES else None
