"""Countries, and the words for what is theirs."""

from __future__ import annotations

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
"""A country in lower case, to its adjective; those of two words by their last."""
