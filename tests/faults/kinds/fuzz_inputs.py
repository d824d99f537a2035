"""Random text to fuzz parsers with: pieces that each parser knows, joined and sometimes damaged."""

from __future__ import annotations

import random
from collections.abc import Sequence


def _split(pieces: str) -> tuple[str, ...]:
    return tuple(pieces.split("¦"))


QUERIES = _split(
    "oil¦gas¦U.S.¦Al-Assad's¦withdr*¦*¦\"¦'¦“¦”¦(¦)¦-¦NOT ¦AND ¦OR ¦NEAR/3¦speaker:¦date:¦title:¦confidence:¦"
    'kind:¦type:¦place:¦nosuch:¦:¦2018¦2017..2018-05¦"foreign armed forces"¦speaker:"Vladimir Putin"¦'
    "last week¦0.8¦0.2..0.9¦^2¦~¦?¦\\¦/¦+¦ ¦  ¦\t¦\n¦\xa0¦\u200b¦é¦e\u0301¦ß¦İ¦日本¦🙂¦\x00¦\ud800¦&&¦||¦!¦[¦{"
)
DATES = _split(
    "2018¦05¦17¦-¦/¦.¦..¦ ¦May¦17 May 2018¦yesterday¦last ¦this ¦week¦month¦3 days ago¦Q2¦winter¦0000¦9999¦"
    "99999999999¦Feb 30¦1st¦AD¦T10:00:00Z¦+25:00¦٢٠١٨¦today¦tomorrow¦quarter¦year¦ago¦since¦,¦the ¦½¦²¦\x00¦"
    "\ud800¦1e9¦-1¦noon¦Sept."
)
FRONT_MATTER = _split(
    "---\n¦id: ¦title: ¦date: ¦source: ¦authors:\n  - ¦tags: [a, b]\n¦place: ¦url: ¦...\n¦\n¦mill¦2019-03-02¦"
    "Ada Pell¦*a¦&a [*a]¦!!python/object:os.system¦{a: {b: ¦}¦[¦]¦? ¦|¦>¦'¦\"¦\t¦# ¦: ¦- ¦%YAML 9¦\x00¦\ufeff¦"
    "\x85¦\u2028¦é¦🙂¦~¦null¦<<: ¦@¦`"
)
JSON = _split(
    '{"id": "mill", "text": "The mill."}¦{"text": "¦"}¦{¦}¦[¦]¦,¦:¦"id"¦"text"¦"date"¦\n¦'
    '"title"¦"authors"¦["a", "b"]¦null¦true¦1e999¦NaN¦-0¦9999999999999999999999999999999999999999¦'
    '"\\ud800"¦"\\u0000"¦\\¦"¦{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{¦[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[¦\x00¦\x1f¦é¦🙂¦'
    '2018-05-17¦\ufeff¦""¦{}¦\r¦\x85¦//¦ '
)
TOML = _split(
    '[people]\n¦[apart]\n¦[extraction]\n¦encoding = "cp1252"\n¦parser = "en"\n¦names = ["Assad"]\n¦"¦'
    '"Bill Clinton" = ["Clinton"]\n¦=¦[¦]¦{¦}¦,¦\n¦ ¦\'¦\'\'\'¦"""¦#¦\\u0000¦1¦true¦2018-05-17¦nan¦'
    'a.b.c = 1\n¦[[people]]\n¦\x00¦é¦🙂¦[people¦"" = [""]\n¦"utf-7"¦encoding¦names'
)
NEWS = _split(
    '"The cranes stand still," ¦said Ada Pell¦, who leads the union¦. ¦\n\n¦“We sail at noon,” ¦he said¦She ¦'
    "told Reuters¦according to ¦Mayor Nell Orr¦the minister¦‘never’¦'¦\"¦“¦”¦«¦»¦(¦)¦—¦- ¦"
    "LONDON, Oct 21 (Agency) - ¦By Tom Reed\n¦17 May 2018\n¦U.S.¦Mr. ¦PORT STRIKE\n¦claimed that ¦denied ¦:¦Q: ¦"
    "A: ¦MR. ORR: ¦\t¦\r¦\u2028¦é¦e\u0301e\u0301e\u0301¦🙂¦日本¦...¦?¦!¦,¦\x00¦[¦]¦ and ¦its "
)


def random_text(pieces: Sequence[str], most: int, rng: random.Random) -> str:
    """Join 1 to `most` random pieces; in 30% of the texts one piece is cut, repeated, reversed, upper-cased or replaced."""
    parts = rng.choices(pieces, k=1 + int(rng.random() * most))
    if rng.random() < 0.3:
        index = int(rng.random() * len(parts))
        part = parts[index]
        parts[index] = rng.choice(
            (part[: len(part) // 2], part * 3, part[::-1], part.upper(), chr(int(rng.random() * 0x3000)))
        )
    return "".join(parts)
