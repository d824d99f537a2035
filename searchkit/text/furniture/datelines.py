"""Recognises datelines, `ERBIL (Kurdistan 24) – ` at the head of a paragraph, by their form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from searchkit.text.countries import DEMONYM_OF
from searchkit.text.furniture.captions import CREDIT, LONGEST_CAPTION
from searchkit.text.furniture.names import AGENCIES, PARTICLES, WORD, is_agency, is_name, word_set

_LABELS = word_set(
    """
    ADVISORY ALERT ANALYSIS ANSWER BREAKING CAPTION CHAIR CHAIRMAN CHAIRWOMAN COMMENT CONGRESSMAN CORRECTED CORRECTION DR EDITORIAL
    EXCLUSIVE EXPLAINER FACTBOX FEATURE FILE HOST IMAGE INTERVIEW INTERVIEWER JUDGE LIVE MINISTER MODERATOR MR MRS MS NOTE
    OPINION PHOTO PHOTOS PICTURES PODCAST POLL PRESIDENT PROFILE QUESTION REMARKS REPORTER SENATOR SPEAKER STATEMENT TIMELINE UPDATE UPDATED
    URGENT VIDEO WATCH WRAPUP MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY TODAY TOMORROW YESTERDAY
    """
)
_STATES = word_set(
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


@dataclass(frozen=True, slots=True)
class Dateline:
    """`ERBIL (Kurdistan 24) – ` at the head of a paragraph: `end` is the offset where the sentence begins.

    All values are as written ("PARIS/BERLIN", "Oct 21, 2019").
    """

    end: int
    place: str | None
    source: str | None
    date: str | None


def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline at the head of a paragraph, or None.

    Use it on the first paragraphs of an article: further down, words in capitals before a dash are more often a list.
    """
    head = paragraph[:_LONGEST_DATELINE]
    bare = None
    for stop in _STOP.finditer(head):
        match = _BEFORE_STOP.fullmatch(head, 0, stop.start())
        if match is None or not match.group().strip():
            continue
        rest = paragraph[stop.end() : stop.end() + LONGEST_CAPTION]
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


def _is_dateline(candidate: Dateline, mark: str, rest: str) -> bool:
    """Whether a place with a source or a date is a dateline; `mark` is between it and the `rest`."""
    dash = mark not in {"", ".", ":"}
    opens = _opens_sentence(rest)
    if candidate.source is None:
        return (
            candidate.place is not None
            and dash
            and opens
            and (_in_capitals(candidate.place) or _is_place(candidate.place))
        )
    if CREDIT.match(candidate.source):
        return False
    agency = is_agency(candidate.source)
    if candidate.place is None:
        return agency and (dash or (opens and candidate.source.upper() in AGENCIES))
    if not (dash or (agency and opens)):
        return False
    if _in_capitals(candidate.place):
        return opens or agency
    return opens and mark != "" and _is_place(candidate.place) and (agency or candidate.date is not None)


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


def _in_capitals(place: str) -> bool:
    """Whether a place is in capitals as in a dateline; a region behind a comma may be in any case."""
    first, *regions = place.split(",")
    words = WORD.findall(first)
    if not words or len(words) > 6 or not any(len(word) > 1 and word.isupper() for word in words):  # noqa: PLR2004
        return False
    if any(word.strip(".") in _LABELS for word in words) or len(regions) > 2:  # noqa: PLR2004
        return False
    return all(_is_capital(word) for word in words) and all(is_name(region) for region in regions)


def _is_place(text: str) -> bool:
    """Whether a text in lower case may be a place: names, none of them a weekday or a label."""
    return all(is_name(part) for part in text.split(",")) and not any(
        word.upper() in _LABELS for word in WORD.findall(text)
    )


def _is_capital(word: str) -> bool:
    return word.isupper() or word in PARTICLES or (word[:2] in {"Mc", "Al", "al"} and word[2:].isupper())
