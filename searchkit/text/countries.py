"""Knows countries and their demonyms ("france", "french"), and whether two words mean the same nation."""

from __future__ import annotations

from itertools import takewhile

_TABLE = """afghanistan afghan; albania albanian; algeria algerian; america american; argentina argentine; armenia armenian; australia
australian; austria austrian; azerbaijan azerbaijani; bahrain bahraini; bangladesh bangladeshi; belarus belarusian; belgium
belgian; bolivia bolivian; bosnia bosnian; brazil brazilian; britain british; bulgaria bulgarian; cambodia cambodian; cameroon
cameroonian; canada canadian; chile chilean; china chinese; colombia colombian; congo congolese; croatia croatian; cuba cuban;
cyprus cypriot; denmark danish; ecuador ecuadorian; egypt egyptian; england english; eritrea eritrean; estonia estonian;
ethiopia ethiopian; europe european; finland finnish; france french; georgia georgian; germany german; ghana ghanaian; greece
greek; hungary hungarian; iceland icelandic; india indian; indonesia indonesian; iran iranian; iraq iraqi; ireland irish; israel
israeli; italy italian; japan japanese; jordan jordanian; kazakhstan kazakh; kenya kenyan; kosovo kosovar; kuwait kuwaiti;
kyrgyzstan kyrgyz; laos laotian; latvia latvian; lebanon lebanese; libya libyan; lithuania lithuanian; malaysia malaysian; mali
malian; malta maltese; mexico mexican; moldova moldovan; mongolia mongolian; morocco moroccan; mozambique mozambican; myanmar
burmese; nepal nepalese; netherlands dutch; nigeria nigerian; norway norwegian; oman omani; pakistan pakistani; palestine
palestinian; panama panamanian; peru peruvian; philippines philippine; poland polish; portugal portuguese; qatar qatari; romania
romanian; russia russian; rwanda rwandan; scotland scottish; senegal senegalese; serbia serbian; singapore singaporean; slovakia
slovak; slovenia slovenian; somalia somali; spain spanish; sudan sudanese; sweden swedish; switzerland swiss; syria syrian;
taiwan taiwanese; tajikistan tajik; tanzania tanzanian; thailand thai; tunisia tunisian; turkey turkish; turkmenistan turkmen;
uganda ugandan; ukraine ukrainian; uruguay uruguayan; uzbekistan uzbek; venezuela venezuelan; vietnam vietnamese; wales welsh;
yemen yemeni; zambia zambian; zimbabwe zimbabwean; korea korean; africa african; asia asian"""

DEMONYM_OF: dict[str, str] = dict(pair.split() for pair in _TABLE.split(";"))
"""Country to demonym, both in lower case; a country of two words is listed by its last."""
DEMONYMS = frozenset(DEMONYM_OF.values())
_ENDINGS = frozenset({"ian", "ean", "an", "ese", "ish", "i", "ic", "er", "ite", "n", "s"})
_LONGEST_ENDING = len("ese")
_SHORTEST_STEM = 4


def is_same_nation(word: str, other: str) -> bool:
    """Whether two lower-case words are equal, or a country and its demonym in either order.

    For a country that is not in the table, both need a common stem of at least four letters and the ending of a demonym.
    """
    if word == other or DEMONYM_OF.get(word) == other or DEMONYM_OF.get(other) == word:
        return True
    if word in DEMONYM_OF or other in DEMONYM_OF or (word in DEMONYMS and other in DEMONYMS):
        return False
    stem = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(word, other, strict=False)))
    if stem < _SHORTEST_STEM:
        return False
    endings = (word[stem:], other[stem:])
    return not _ENDINGS.isdisjoint(endings) and max(map(len, endings)) <= _LONGEST_ENDING
