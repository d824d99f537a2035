"""Restores the case of names that are printed in capitals."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset("ABC AFP AP BBC CBS CNN DC HMS II III IV NBC NY UAE UK UN US USA USS".split())  # noqa: SIM905
_SMALL = frozenset(
    "al and au bei ben bin bint da das de del den der des di do dos du el ibn la las le les of on sur the upon van von y".split()  # noqa: SIM905
)
_STATE = 2  # letters: "Dover, DE"
_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?(?:[^\W\d_]\.)*")


def decapitalise(name: str) -> str:
    """Write a name in capitals in its usual case: SAN JOSÉ as San José, PORT-AU-PRINCE as Port-au-Prince.

    Parts with a small letter, initials and common abbreviations stay as they are.
    """
    return _PART.sub(_decapitalise_part, name)


def _decapitalise_part(match: re.Match[str]) -> str:
    part = match.group()
    bare = part.rstrip(".")
    if not part.isupper() or bare in _ABBREVIATIONS or len(bare) == 1 or "." in bare:
        return part
    if match.string.startswith(", ", match.start() - 2) and len(bare) == _STATE:
        return part
    if match.start() and part.lower() in _SMALL:
        return part.lower()
    if part.startswith("MC") and len(part) > len("MCN"):
        return f"Mc{part[2:].capitalize()}"
    return (
        "".join(letters.capitalize() for letters in re.split(r"(['’])", part)).replace("'S", "'s").replace("’S", "’s")
    )
