"""Which spans the parse shows as candidates."""

from __future__ import annotations

from searchkit.extraction.dependency.candidates import find_candidates
from searchkit.extraction.dependency.tree import Tree
from tests.extraction.dependency.parses import parse_lines

ACCUSED = parse_lines("""
    Ada NNP compound 2
    Pell NNP nsubj 3
    accused VBD ROOT 0
    the DT det 5
    council NN dobj 3
    of IN prep 3
    hiding VBG pcomp 6
    the DT det 9
    report NN dobj 7
    . . punct 3
""")


def test_what_follows_a_preposition_is_offered() -> None:
    text, tokens = ACCUSED
    tree = Tree(text, 0, tokens)
    offered = {tree.text[tokens[first].start : tokens[last - 1].end] for first, last in _parts(tree)}
    assert {"the council", "hiding the report", "of hiding the report", "the council of hiding the report"} <= offered


def _parts(tree: Tree) -> list[tuple[int, int]]:
    candidates = find_candidates(tree, [False] * len(tree.tokens))
    return [part for candidate in candidates for part in candidate.parts]


def test_a_sentence_says_what_its_closing_clause_reports() -> None:
    text, tokens = parse_lines("""
        The DT det 2
        bridge NN nsubj 4
        will MD aux 4
        open VB ccomp 7
        , , punct 7
        Pell NNP nsubj 7
        said VBD ROOT 0
        . . punct 7
    """)
    assert (0, 4) in _parts(Tree(text, 0, tokens))
