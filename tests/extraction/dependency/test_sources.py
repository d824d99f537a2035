"""Which token the parse shows as the source of a cue."""

from __future__ import annotations

import pytest

from searchkit.extraction.dependency.sources import find_source
from searchkit.extraction.dependency.tree import Tree
from tests.extraction.dependency.parses import parse_lines

SOURCES = [
    ("The DT det 2\nmayor NN nsubj 3\nsaid VBD ROOT 0", 2, "mayor", "subject"),
    ("Pell NNP nsubj 2\npaused VBD ROOT 0\nadding VBG advcl 2", 2, "Pell", "head"),
    ("Pell NNP nsubj 2\nlaughed VBD ROOT 0\nand CC cc 2\nsaid VBD conj 2", 3, "Pell", "conj"),
    ("officials NNS ROOT 0\nsaying VBG acl 1", 1, "officials", "noun"),
    ("Pell NNP nsubj 2\nissued VBD ROOT 0\na DT det 4\nstatement NN dobj 2\nsaying VBG acl 4", 4, "Pell", "carrier"),
    ("people NNS ROOT 0\nwho WP nsubj 3\nsaid VBD relcl 1", 2, "who", "relative"),
    ("her PRP$ poss 2\nclaim NN ROOT 0", 1, "her", "owner"),
    ("praised VBN ROOT 0\nby IN agent 1\ncritics NNS pobj 2", 0, "critics", "agent"),
    ("it PRP nsubjpass 3\nwas VBD auxpass 3\nsaid VBN ROOT 0", 2, "it", "passive"),
    ("Pell NNP nsubjpass 3\nwas VBD auxpass 3\ntold VBN ROOT 0", 2, "Pell", "hearer"),
    ("said VBD ROOT 0", 0, None, "nobody"),
]


@pytest.mark.parametrize(("written", "cue", "speaker", "by"), SOURCES, ids=[row[3] for row in SOURCES])
def test_the_source_of_a_cue_and_its_relation(written: str, cue: int, speaker: str | None, by: str) -> None:
    text, tokens = parse_lines(written)
    source = find_source(Tree(text, 0, tokens), cue)
    token = None if source.token is None else tokens[source.token]
    assert (token and text[token.start : token.end], source.relation) == (speaker, by)
