"""Recognises names of places, people and agencies in furniture, by capitals and word lists."""

from __future__ import annotations

import re


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


# Abbreviations and one-word names of agencies and networks, where the form alone is not certain.
AGENCIES = word_set(
    """
    AA AAP ABC AFP AGI AKI ANADOLU ANI ANP ANSA ANTARA AP APA APP BBC BELGA BERNAMA BLOOMBERG BNA BSS BTA CBC CBS CNA CNN
    CTK DPA EFE ENA FARS GNA HINA IANS INTERFAX INTERFAX-UKRAINE IPS IRIN IRNA ISNA JIJI KAZINFORM KNA KUNA KYODO LUSA MENA
    MTI NAN NBC NINA NNA NPR NTB ONA PA PAJHWOK PAP PETRA PNA PRNEWSWIRE PTI QNA REUTERS RFE/RL RIA RITZAU RUDAW SANA SAPA
    SPA STT TANJUG TASNIM TASS UKRINFORM UNB UNI UNIAN UPI VNA VOA WAFA WAM XINHUA YONHAP
    """
)
# Words in the names of news organisations and of jobs in a byline.
TRADE_WORDS = word_set(
    """
    agency bureau chronicle columnist contributor correspondent correspondents daily desk editor editors foundation gazette
    guardian herald intern journal magazine media monitor network news newspaper newspapers newsroom newswire observer
    online photographer post press radio reporter reporters review service services staff standard telegraph television
    times tribune tv weekly wire writer writers
    """
)
PARTICLES = word_set(
    "al am an and as au bei ben bin bint d da das de del della den der des di do dos du e el es ibn la las le les los of on "
    "sur ten ter the und upon van vom von y zu"
)
WORD = re.compile(r"[^\s/–-]+")


def is_agency(source: str) -> bool:
    """Whether a name is that of a known agency or has a word of the trade ("Daily", "News") in it."""
    words = source.casefold().split()
    return source.upper() in AGENCIES or words[0].upper() in AGENCIES or any(word in TRADE_WORDS for word in words)


def is_name(text: str) -> bool:
    """Whether all words except particles begin with a capital."""
    words = WORD.findall(text)
    return 0 < len(words) <= 5 and all(word[0].isupper() or word in PARTICLES for word in words)  # noqa: PLR2004
