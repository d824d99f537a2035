"""Bylines and credits: who wrote an article, by the line that says so."""

from __future__ import annotations

import re

from searchkit.text.furniture.names import TRADE_WORDS, WORD, is_agency, is_name, word_set

_ANONYMOUS = word_set(
    "a an contributor correspondent desk editor foreign local newsroom our own reporter senior special staff the writer"
)
_NO_NAMES = word_set(
    """
    accident all any bounds chance demand design its land law leaps monday tuesday wednesday thursday friday saturday sunday
    january february april june july august september october november december night numbers order popular proxy sea their
    this time today tomorrow
    """
)
_NEVER_IN_NAMES = word_set("a an and as of on the upon")
_BYLINE = re.compile(
    r"\s*(?:(?:reported|story|text|words|written|compiled)\s)?by:?\s+(?P<names>\S.*?)\s*", re.IGNORECASE
)
_CREDITS = re.compile(r"\s*\(?\s*(?:additional\s)?(?:reporting|writing|editing)\sby\s", re.IGNORECASE)
_REPORTED_BY = re.compile(r"\(?\s*(?:additional\s)?(?:reporting|writing)\sby:?\s(?P<names>[^;()]+)", re.IGNORECASE)
_LONGEST_BYLINE = 200
_SEPARATORS = re.compile(r"\s*[,;]\s*(?:and\s|&\s)?|\s(?:and|&|with|AND|WITH)\s")
_AFTER_NAMES = re.compile(r"\s(?:[–—-]|in|for|of|at|from|IN|FOR)\s.*|\s*[(|/].*")
_DOTTED_ENDS = ("Jr.", "Sr.", "M.D.", "Ph.D.")


def find_byline(line: str) -> tuple[str, ...] | None:
    """The authors in a byline such as "By Ada Lovelace and Alan Turing"; None if the line is no byline.

    A byline without a name ("By Our Correspondent") gives (). Credits below an article, "(Reporting by …; Editing by …)",
    are a byline of those who reported and wrote it.
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
    """The authors in the text behind "By", without jobs and agencies; None if it does not begin with a name.

    An agency counts if no person is named: "Jane Roe, Reuters" is Jane Roe, "Reuters" alone is Reuters.
    """
    people: list[str] = []
    agencies: list[str] = []
    for number, part in enumerate(_SEPARATORS.split(names)):
        name = _without_job(_AFTER_NAMES.sub("", part).strip())
        words = name.casefold().split()
        if _is_person(name):
            people.append(name)
        elif words and (all(word in _ANONYMOUS for word in words) or (number and words[0] in _ANONYMOUS)):
            continue
        elif name and is_agency(name) and is_name(name.removeprefix("the ")):
            agencies.append(name)
        elif number == 0 or not (is_name(name) or any(word in TRADE_WORDS for word in words)):
            return None
    return tuple(dict.fromkeys(people or agencies))


def _without_job(name: str) -> str:
    """Cut "ADA LOVELACE Associated Press Writer" to ADA LOVELACE: a name in capitals ends where the capitals end."""
    words = name.split()
    capitals = next((n for n, word in enumerate(words) if not word.isupper()), len(words))
    return " ".join(words[:capitals]) if capitals > 1 and is_agency(" ".join(words[capitals:]) or "-") else name


def _is_person(name: str) -> bool:
    words = name.split()
    if not 1 < len(words) <= 6 or any(ch.isdigit() for ch in name) or not is_name(name):  # noqa: PLR2004
        return False
    folded = {word.casefold() for word in words}
    return (
        not folded & (TRADE_WORDS | _NO_NAMES)
        and folded.isdisjoint(_NEVER_IN_NAMES)
        and WORD.findall(name)[-1][0].isupper()
    )
