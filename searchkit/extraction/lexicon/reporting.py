"""Reporting verbs in all their forms, with what can follow them."""

from __future__ import annotations

from enum import Enum

from searchkit.extraction.lexicon import words


class Frame(Enum):
    """Kind of content that a reporting verb takes."""

    SAY = "say"  # a clause, with or without "that", or a quotation on either side
    TELL = "tell"  # an addressee, then as SAY
    ASK = "ask"  # a question, or a request with "to"
    THINK = "think"  # a clause, seldom a quotation
    SHOW = "show"  # a clause, mostly of documents and findings
    CALL = "call"  # an object and a name for it, with a quotation only
    URGE = "urge"  # an addressee and "to", or "that"
    PROMISE = "promise"  # "to", or a clause
    ATTITUDE = "stance"  # what somebody wants, judges or names: "to", or an object


_IRREGULAR = {
    "say": "say says said saying",
    "tell": "tell tells told telling",
    "write": "write writes wrote written writing",
    "think": "think thinks thought thinking",
    "feel": "feel feels felt feeling",
    "know": "know knows knew knowing",
    "read": "read reads reading",
    "find": "find finds found finding",
    "show": "show shows showed shown showing",
    "swear": "swear swears swore swearing",
    "foresee": "foresee foresees foresaw foreseeing",
    "go": "goes went",
    "begin": "begins began",
    "put": "put puts",
    "learn": "learn learns learned learnt",
    "sing": "sings sang singing",
    "quip": "quip quips quipped quipping",
    "admit": "admit admits admitted admitting",
    "hint": "hint hints hinted hinting",
    "tweet": "tweet tweets tweeted tweeting",
    "vow": "vow vows vowed vowing",
    "rule": "rule rules ruled ruling",
    "plead": "plead pleads pleaded pled pleading",
}

_VERBS: dict[Frame, str] = {
    Frame.SAY: """say add announce explain note claim argue warn insist acknowledge admit concede assert contend maintain stress
        emphasise emphasize declare state report reveal confirm deny suggest predict recall complain joke quip reply respond
        tweet write post agree conclude observe remark comment mention reiterate repeat allege testify proclaim
        underline underscore lament boast estimate caution counter affirm recount quote continue stipulate
        whisper shout exclaim mutter murmur interject volunteer intone retort bemoan muse opine opined
        clarify disclose disagree forecast calculate read specify signal swear profess rule theorise theorize
        speculate cry yell snap scream sigh laugh grumble protest relate elaborate surmise foresee attest decry gush
        confess echo interrupt begin go chuckle smile shrug nod thunder bark counsel finish conclude ponder pose advocate
        chant sing greet concur put answer chime marvel crow deadpan rejoin propose recommend hint imply guarantee stammer plead apologise apologize
        press jeer prod reason venture hiss growl beam gasp sob croak scoff sneer wail blurt drawl prompt enthuse gripe""",
    Frame.TELL: "tell inform assure remind notify advise convince persuade promise warn brief",
    Frame.ASK: "ask wonder inquire enquire question query",
    Frame.THINK: """think believe feel hope expect fear know suspect doubt understand worry assume imagine reckon realise
        realize anticipate regret decide determine learn judge""",
    Frame.SHOW: "show find indicate demonstrate prove",
    Frame.CALL: """call describe label dub brand dismiss criticise criticize praise denounce condemn blast slam hail refer
        characterise characterize cite accuse blame accept mock ridicule attack portray deem term welcome reject rebuke defend
        depict deride decry laud deplore express voice""",
    Frame.URGE: "urge order instruct encourage exhort implore beg command demand",
    Frame.PROMISE: "promise pledge vow threaten offer agree swear refuse decline",
}


def forms_of(base: str) -> tuple[str, ...]:
    """List the forms of a verb, its base form first."""
    if base in _IRREGULAR:
        return tuple(_IRREGULAR[base].split())
    if base.endswith("e"):
        return (base, base + "s", base + "d", base[:-1] + "ing")
    if base.endswith("y") and base[-2] not in "aeou":
        return (base, base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    if base.endswith(("s", "sh", "ch", "x")):
        return (base, base + "es", base + "ed", base + "ing")
    if base in {"refer", "beg", "snap", "prod", "sob"}:
        return (base, base + "s", base + base[-1] + "ed", base + base[-1] + "ing")
    return (base, base + "s", base + "ed", base + "ing")


def _list_frames() -> dict[str, tuple[Frame, ...]]:
    frames_of: dict[str, list[Frame]] = {}
    for frame, verbs in _VERBS.items():
        for base in verbs.split():
            for form in forms_of(base):
                frames = frames_of.setdefault(form, [])
                if frame not in frames:
                    frames.append(frame)
    return {form: tuple(frames) for form, frames in frames_of.items()}


REPORTING: dict[str, tuple[Frame, ...]] = _list_frames()
"""Verb form to frames, in the order of the table above."""

BASE_FORMS: dict[str, str] = {
    form: base for verbs in _VERBS.values() for base in verbs.split() for form in forms_of(base)
}
"""Verb form to base form."""

NOUN_LIKE = words("""report reports claim claims note notes state states comment comments show shows post posts forecast forecasts
    estimate estimates promise promises demand demands order orders pledge pledges vow vows call calls offer offers
    question questions feel fear fears hope hopes doubt doubts worry worries ruling rule rules finding findings warning
    meaning feeling remark remarks quote quotes mention mentions protest protests blame label labels brand brands attack
    attacks signal signals snap joke jokes tweet tweets hint hints cry thought thoughts laugh sigh counter volunteer
    reply read reading sentence find finds charge charges cite dismiss praise welcome reject accept command saying
    regret regrets judge judges query queries thinking writing reporting briefing brief term terms recommend
    understanding recall repeat smile shrug bark finish pose chant counsel echo echoes chuckle nod thunder
    plan plans support supports push call talk talks point points object speak press presses reason reasons venture ventures prompt prompts beam beams side sides aim aims
    smiles shrugs poses chants chuckles nods barks put answer answers advocate advocates""")
"""Forms that are as often nouns or other words. They report only with a subject and a clear complement."""

QUOTE_ONLY = words("""continue continues continued continuing go goes went laugh laughs laughed laughing read reads sigh sighs sighed
    counter counters countered snap snaps snapped crow crowed marvel marveled marvelled chimed rejoined muse mused
    cry cries cried begins began chuckle chuckles chuckled smile smiles smiled shrug shrugs shrugged nod nods nodded
    thunder thunders thundered bark barks barked finish finishes finished greet greets greeted put puts sing sings sang
    singing interrupt interrupts interrupted chant chants chanted pose poses posed
    press presses pressed jeer jeers jeered prod prods prodded reason reasons reasoned venture ventures ventured
    hiss hisses hissed growl growls growled beam beams beamed gasp gasps gasped sob sobs sobbed croak croaks
    croaked scoff scoffs scoffed sneer sneers sneered wail wails wailed blurt blurts blurted drawl drawls drawled
    prompt prompts prompted enthuse enthuses enthused gripe gripes griped
    """)
"""Forms that report only beside a quotation mark."""

AS_PARTICIPLES = words("saying telling stating adding warning claiming insisting describing calling")
STATEMENTS = words("""statement interview tweet post letter email e-mail speech briefing conference report memo release message
    testimony editorial column article blog book essay affidavit filing ruling video address call broadcast remarks
    comments communique communiqué note appearance website facebook twitter blog telephone phone television radio tv newspaper bulletin hearing debate rally session meeting press""")
