"""Countries and the words for what is theirs, and whether a word can be such a pair at all."""

from __future__ import annotations

from searchkit.passages.lexicon import words

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

DEMONYM: dict[str, str] = dict(pair.split() for pair in _TABLE.split(";"))
COUNTRIES = frozenset(DEMONYM) | words(
    "u.s u.s. us usa u.k u.k. uk uae u.n u.n. un eu moscow washington london beijing brussels paris berlin"
)
DEMONYMS = frozenset(DEMONYM.values())
PLACE_HEADS = words(
    "new north south east west san santa los las fort mount port lake cape saint st. upper lower central"
)
PLACE_TAILS = words(
    """street avenue road river island islands beach city hills valley sea park square bay county province region ocean airport
    village town coast mountains bridge lane boulevard heights springs creek peninsula desert gulf strait"""
)
_ENDINGS = ("ian", "ean", "an", "ese", "ish", "i", "ic", "er", "ite", "n", "s", "")
_SHORTEST_STEM = 3


def same_nation(one: str, other: str) -> bool:
    """Whether two lower-case words are a country and its adjective (either way round), or the same word.

    Countries outside the table are told by a shared stem: what is left of each must be an ending that demonyms have.
    """
    if one == other or DEMONYM.get(one) == other or DEMONYM.get(other) == one:
        return True
    if one in DEMONYM or other in DEMONYM or (one in DEMONYMS and other in DEMONYMS):
        return False
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    if shared < _SHORTEST_STEM + 1:
        return False
    rests = {one[shared:], other[shared:]}
    return any(rest in _ENDINGS and rest for rest in rests) and all(len(rest) <= len("ese") for rest in rests)
