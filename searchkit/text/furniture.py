"""How a printed article is laid out: bylines, datelines and captions, as a line of text shows them.

All are recognised by form, and strictly: what could as well be a sentence, a headline or a speaker's label is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from searchkit.text.countries import DEMONYM_OF


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Known abbreviations and one-word names of agencies and networks, for where the form alone would not be certain.
_AGENCIES = _words(
    """
    AA AAP ABC AFP AGI AKI ANADOLU ANI ANP ANSA ANTARA AP APA APP BBC BELGA BERNAMA BLOOMBERG BNA BSS BTA CBC CBS CNA CNN
    CTK DPA EFE ENA FARS GNA HINA IANS INTERFAX INTERFAX-UKRAINE IPS IRIN IRNA ISNA JIJI KAZINFORM KNA KUNA KYODO LUSA MENA
    MTI NAN NBC NINA NNA NPR NTB ONA PA PAJHWOK PAP PETRA PNA PRNEWSWIRE PTI QNA REUTERS RFE/RL RIA RITZAU RUDAW SANA SAPA
    SPA STT TANJUG TASNIM TASS UKRINFORM UNB UNI UNIAN UPI VNA VOA WAFA WAM XINHUA YONHAP
    """
)
# Words that make a name an organisation's of the trade, or a part of a byline a job.
_TRADE = _words(
    """
    agency bureau chronicle columnist contributor correspondent correspondents daily desk editor editors foundation gazette
    guardian herald intern journal magazine media monitor network news newspaper newspapers newsroom newswire observer
    online photographer post press radio reporter reporters review service services staff standard telegraph television
    times tribune tv weekly wire writer writers
    """
)
_ANONYMOUS = _words(
    "a an contributor correspondent desk editor foreign local newsroom our own reporter senior special staff the writer"
)
_PARTICLES = _words(
    "al am an and as au bei ben bin bint d da das de del della den der des di do dos du e el es ibn la las le les los of on "
    "sur ten ter the und upon van vom von y zu"
)
_LABELS = _words(
    """
    ADVISORY ALERT ANALYSIS ANSWER BREAKING CAPTION CHAIR CHAIRMAN CHAIRWOMAN COMMENT CONGRESSMAN CORRECTED CORRECTION DR EDITORIAL
    EXCLUSIVE EXPLAINER FACTBOX FEATURE FILE HOST IMAGE INTERVIEW INTERVIEWER JUDGE LIVE MINISTER MODERATOR MR MRS MS NOTE
    OPINION PHOTO PHOTOS PICTURES PODCAST POLL PRESIDENT PROFILE QUESTION REMARKS REPORTER SENATOR SPEAKER STATEMENT TIMELINE UPDATE UPDATED
    URGENT VIDEO WATCH WRAPUP MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY TODAY TOMORROW YESTERDAY
    """
)
_NO_NAMES = _words(
    """
    accident all any bounds chance demand design its land law leaps monday tuesday wednesday thursday friday saturday sunday
    january february april june july august september october november december night numbers order popular proxy sea their
    this time today tomorrow
    """
)
_NEVER_IN_NAMES = _words("a an and as of on the upon")
_STATES = _words(
    """
    Ala Ariz Ark Calif Colo Conn D.C Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev N.H N.J N.M N.Y N.C
    N.D Okla Ore Pa R.I S.C S.D Tenn Vt Va Wash W.Va Wis Wyo AL AK AZ AR CA CO CT DC DE FL GA HI ID IL IN IA KS KY LA ME MD
    MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY
    """
)

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?i:(?:{_WEEKDAY},?\ )?(?:{_MONTH}\ {_DAY}(?:,?\ \d{{4}})?|{_DAY}\ {_MONTH}(?:,?\ \d{{4}})?|\d{{4}}-\d\d-\d\d)"
    rf"|{_WEEKDAY}|{_MONTH}\ \d{{4}})"
)
_ANY_DATE = re.compile(_DATE)
_LONGEST_DATELINE = 200
_LONGEST_BARE_PLACE = 3  # words: "SALT LAKE CITY –"
_STOP = re.compile(r"\s*(?:--+|[–—―−])\s*|\s*-(?=\s)\s*|(?<=[)/])\s*[-:]\s*|(?<=/)\.\s*|(?<=[)/])\s+")
_BEFORE_STOP = re.compile(
    rf"""
    \s* (?P<place> [^\W\d_]++ (?: [.,'’/\ -]++ [^\W\d_]++ )*? [.]?? )??
    (?: [.,]\ (?P<date> {_DATE} ) [.,]? )?
    (?:
        (?: ,?\s* (?:--|[–—-])? \s* \( (?P<source> [^\W\d_] [^()\n]{{1,39}} ) \) | \s* / (?P<slashed> [^\W\d_] [^/\n]{{1,39}} ) / )
        (?: ,?\  (?P<late> {_DATE} ) )?
    )?
    """,
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)")
_LONG_SENTENCE = 120
_WORDS = re.compile(r"[^\s/–-]+")

_PICTURE = r"(?:photo(?:graph)?|image|picture|illustration|graphic)"
_CREDIT_WORDS = re.compile(
    rf"(?:{_PICTURE}s?|video|credit|caption|courtesy|file|handout)\b(?=\s*(?:$|[:/|]|by\b|of\b|courtesy\b|{_PICTURE}))"
    rf"|(?:[\w ]{{0,30}}\s)?{_PICTURE}s?\s*(?:$|/|by\b)|.*\bgetty images\b|(?:afp|ap|epa|reuters|anadolu|xinhua)/",
    re.IGNORECASE,
)
_BRACKETED_CREDIT = re.compile(r"[(\[]\s*([^()\[\]]*)[)\]][\s.]*$")
_BARE_CREDIT = re.compile(
    r"(?<!\S)(?:Photo(?:graph)?s?|PHOTO|Images?|IMAGE|Pictures?|PICTURE|Credit|CREDIT)(?:\s(?:[Bb]y|[Cc]redit))?\s?:\s*"
    r"[^:.\n]{2,80}$|[|/–—-]\s?Getty Images\s*$"
)
_CAPTION_LABEL = re.compile(
    rf"(?:file\s)?{_PICTURE}s?\s?(?:credit|caption)?\s?:|caption\s?:|FILE\s?[-–—]|file\s{_PICTURE}\b|{_PICTURE}s?\s(?:by|courtesy of)\s(?-i:[A-Z])",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 200
_LONGEST_CAPTION = 1000


@dataclass(frozen=True, slots=True)
class Dateline:
    """`ERBIL (Kurdistan 24) – ` at the head of a paragraph: `end` is the offset where the sentence begins.

    `place` and `source` are as written too ("PARIS/BERLIN", "SAN JOSÉ, Costa Rica").
    """

    end: int
    place: str | None
    source: str | None
    date: str | None


def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline a paragraph opens with, or None. `date` is as written ("Oct 21, 2019"), without parsing.

    Ask it of an article's first paragraphs: below them, words in capitals before a dash are more often a list's.
    """
    head = paragraph[:_LONGEST_DATELINE]
    bare = None
    for stop in _STOP.finditer(head):
        match = _BEFORE_STOP.fullmatch(head, 0, stop.start())
        if match is None or not match.group().strip():
            continue
        rest = paragraph[stop.end() : stop.end() + _LONGEST_CAPTION]
        dateline = _dateline(match, stop.end())
        if dateline.source or dateline.date:
            if _is_dateline(dateline, stop.group().strip(), rest):
                return dateline
        elif bare is None and dateline.place and _is_bare_dateline(dateline.place, stop.group().strip(), rest):
            bare = dateline
    return bare


def _dateline(match: re.Match[str], end: int) -> Dateline:
    source = match["source"] or match["slashed"]
    date = match["date"] or match["late"]
    if source and date is None and _ANY_DATE.fullmatch(source):
        source, date = None, source
    return Dateline(end, match["place"], source, date)


def _is_dateline(found: Dateline, mark: str, rest: str) -> bool:
    """Whether a place with a source or a date is a dateline; `mark` parts it from the `rest`."""
    dash = mark not in {"", ".", ":"}
    opens = _opens_sentence(rest)
    if found.source is None:
        return found.place is not None and dash and opens and (_in_capitals(found.place) or _is_place(found.place))
    if _CREDIT_WORDS.match(found.source):
        return False
    agency = _is_agency(found.source)
    if found.place is None:
        return agency and (dash or (opens and found.source.upper() in _AGENCIES))
    if not (dash or (agency and opens)):
        return False
    if _in_capitals(found.place):
        return opens or agency
    return opens and mark != "" and _is_place(found.place) and (agency or found.date is not None)


def _is_bare_dateline(place: str, mark: str, rest: str) -> bool:
    """Whether a place alone is a dateline: "GENEVA – ", "Springfield, Ill. – " for its state, "Ghent, Belgium – "."""
    if mark in {"", ".", ":"} or not _opens_sentence(rest) or rest.isupper():
        return False
    if len(rest) < _LONG_SENTENCE and not _SENTENCE_END.search(rest):
        return False
    first, _, region = place.partition(",")
    if len(first.split()) > _LONGEST_BARE_PLACE:
        return False
    region = region.strip().rstrip(".")
    if _is_place(first) and (region in _STATES or region.lower() in DEMONYM_OF):
        return True
    return len(first) > len("UN") and _in_capitals(place)


def _opens_sentence(rest: str) -> bool:
    start = rest[:2].lstrip("\"'“‘«„")[:1]
    return start.isupper() or start.isdigit()


def _is_agency(source: str) -> bool:
    words = source.casefold().split()
    return source.upper() in _AGENCIES or words[0].upper() in _AGENCIES or any(word in _TRADE for word in words)


def _in_capitals(place: str) -> bool:
    """Whether a place is printed in capitals as datelines print it; what follows a comma may be a region in any case."""
    first, *regions = place.split(",")
    words = _WORDS.findall(first)
    if not words or len(words) > 6 or not any(len(word) > 1 and word.isupper() for word in words):  # noqa: PLR2004
        return False
    if any(word.strip(".") in _LABELS for word in words) or len(regions) > 2:  # noqa: PLR2004
        return False
    return all(_is_capital(word) for word in words) and all(_is_name(region) for region in regions)


def _is_place(text: str) -> bool:
    """Whether a place may be printed so in lower case: names, none of them a weekday or a label."""
    return all(_is_name(part) for part in text.split(",")) and not any(
        word.upper() in _LABELS for word in _WORDS.findall(text)
    )


def _is_capital(word: str) -> bool:
    return word.isupper() or word in _PARTICLES or (word[:2] in {"Mc", "Al", "al"} and word[2:].isupper())


def _is_name(text: str) -> bool:
    """Whether all words begin with a capital, particles aside."""
    words = _WORDS.findall(text)
    return 0 < len(words) <= 5 and all(word[0].isupper() or word in _PARTICLES for word in words)  # noqa: PLR2004


_BYLINE = re.compile(
    r"\s*(?:(?:reported|story|text|words|written|compiled)\s)?by:?\s+(?P<names>\S.*?)\s*", re.IGNORECASE
)
_CREDITS = re.compile(r"\s*\(?\s*(?:additional\s)?(?:reporting|writing|editing)\sby\s", re.IGNORECASE)
_REPORTED_BY = re.compile(r"\(?\s*(?:additional\s)?(?:reporting|writing)\sby:?\s(?P<names>[^;()]+)", re.IGNORECASE)
_LONGEST_BYLINE = 200
_JOINTS = re.compile(r"\s*[,;]\s*(?:and\s|&\s)?|\s(?:and|&|with|AND|WITH)\s")
_AFTER_NAMES = re.compile(r"\s(?:[–—-]|in|for|of|at|from|IN|FOR)\s.*|\s*[(|/].*")
_DOTTED_ENDS = ("Jr.", "Sr.", "M.D.", "Ph.D.")


def find_byline(line: str) -> tuple[str, ...] | None:
    """The authors a byline such as "By Ada Lovelace and Alan Turing" names, or None when the line is no byline.

    A byline that names nobody ("By Our Correspondent") gives (). Credits below an article, "(Reporting by …; Editing
    by …)", are a byline of those who reported and wrote it.
    """
    if len(line) > 2 * _LONGEST_BYLINE:
        return None
    if _CREDITS.match(line):
        return tuple(name for part in _REPORTED_BY.finditer(line) for name in byline_names(part["names"]) or ())
    match = _BYLINE.fullmatch(line)
    if match is None or len(line) > _LONGEST_BYLINE:
        return None
    names = match["names"]
    if names.endswith((".", "!", "?", ":", ",")) and not names.endswith(_DOTTED_ENDS):
        return None
    return byline_names(names)


def byline_names(names: str) -> tuple[str, ...] | None:
    """The authors in what stands behind "By", jobs and agencies left out, or None when it does not begin with a name.

    An agency counts where no person is named: "Jane Roe, Reuters" is Jane Roe, "Reuters" alone is Reuters.
    """
    people: list[str] = []
    agencies: list[str] = []
    for number, part in enumerate(_JOINTS.split(names)):
        name = _without_job(_AFTER_NAMES.sub("", part).strip())
        words = name.casefold().split()
        if _is_person(name):
            people.append(name)
        elif words and (all(word in _ANONYMOUS for word in words) or (number and words[0] in _ANONYMOUS)):
            continue
        elif name and _is_agency(name) and _is_name(name.removeprefix("the ")):
            agencies.append(name)
        elif number == 0 or not (_is_name(name) or any(word in _TRADE for word in words)):
            return None
    return tuple(dict.fromkeys(people or agencies))


def _without_job(name: str) -> str:
    """ADA LOVELACE of "ADA LOVELACE Associated Press Writer": a name in capitals ends where capitals end."""
    words = name.split()
    capitals = next((n for n, word in enumerate(words) if not word.isupper()), len(words))
    return " ".join(words[:capitals]) if capitals > 1 and _is_agency(" ".join(words[capitals:]) or "-") else name


def _is_person(name: str) -> bool:
    words = name.split()
    if not 1 < len(words) <= 6 or any(ch.isdigit() for ch in name) or not _is_name(name):  # noqa: PLR2004
        return False
    folded = {word.casefold() for word in words}
    return (
        not folded & (_TRADE | _NO_NAMES)
        and folded.isdisjoint(_NEVER_IN_NAMES)
        and _WORDS.findall(name)[-1][0].isupper()
    )


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph is the text below a picture: "… (Photo: Agency/Name)"."""
    if len(paragraph) > _LONGEST_CAPTION:
        return False
    return _CAPTION_LABEL.match(paragraph.lstrip()) is not None or find_credit(paragraph) is not None


def find_credit(paragraph: str) -> int | None:
    """The offset of the picture credit that ends a paragraph, "(Photo: Agency/Name)" or "Photo: Name", or None."""
    start = max(0, len(paragraph) - _LONGEST_CREDIT)
    tail = paragraph[start:]
    opening = max(tail.rfind("("), tail.rfind("["))
    bracketed = _BRACKETED_CREDIT.match(tail, opening) if opening >= 0 else None
    if bracketed and _CREDIT_WORDS.match(bracketed[1]):
        return start + opening
    bare = _BARE_CREDIT.search(tail)
    return start + bare.start() if bare else None
