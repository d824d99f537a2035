"""After a change of some articles, the updated table equals one built from all names."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from searchkit.people.incremental import MOST_WORDS, ChangedNames, Names, update_table
from searchkit.people.name_parsing import FullName, fold_case_and_the, last_word, parse_name
from searchkit.people.table import Table, build_table
from searchkit.text.analysis import exact_terms

_PARTS = st.sampled_from(
    [
        "Ada",
        "Tom",
        "J.",
        "Q.",
        "Bashar",
        "Élodie",
        "al-Pell",
        "Pell",
        "Péll",
        "O’Quill",
        "O'Quill",
        "Quill-Pell",
        "Quill",
        "Mr",
        "Mrs",
        "President",
        "Coach",
        "the",
        "The",
        "of",
        "and",
        "for",
        "analysts",
        "Analysts",
        "officials",
        "Corp",
        "Corp.",
        "U.N.",
        "UN",
        "WHO",
        "who",
        "Jr.",
        "JR",
        "pell",
        "PELL",
        "pell's",
        "Pell’s",
        "quill,",
        "Pell,",
        "van",
        "der",
        "Thomas",
        "Street",
        "oil",
        "7",
        "—",
        "ı",
        "Straße",
        "STRASSE",
    ]
)
_NAMES = st.lists(_PARTS, min_size=1, max_size=4).map(" ".join)
_ROLES = st.sampled_from(["", "prime minister", "spokesman", "spokeswoman", "coach", "shipping firm", "Mrs"])
_FACTS = st.one_of(
    st.tuples(st.just("speaker"), _NAMES, _ROLES),
    st.tuples(st.sampled_from(["other", "thing"]), _NAMES, st.just("")),
)
Fact = tuple[str, str, str]
"""Kind of name (speaker, other or thing), the name, and the role beside it."""


@dataclass
class Archive:
    facts: Counter[Fact]

    def names(self, term_lists: Sequence[Sequence[str]] | None = None) -> Names:
        counts: Counter[str] = Counter()
        found: dict[str, set[str]] = {"other": set(), "thing": set(), "speaker": set()}
        for (kind, name, _), count in self.facts.items():
            if term_lists is None or any(set(terms) <= set(exact_terms(name)) for terms in term_lists):
                found[kind].add(name)
                if kind == "speaker":
                    counts[name] += count
        return Names(counts, found["other"], found["thing"])

    def containing(self, term_lists: Sequence[Sequence[str]]) -> Names:
        return self.names(term_lists)

    def roles(self, names: Collection[str]) -> Mapping[str, Collection[str]]:
        return {
            name: {role for kind, one, role in self.facts if (kind, one) == ("speaker", name) and role}
            for name in names
        }

    def table(self) -> Table:
        names = self.names()
        return build_table(names.counts, names.others, names.things, self.roles)


def changed(facts: Collection[Fact]) -> ChangedNames:
    return ChangedNames(
        {name for kind, name, _ in facts if kind != "thing"}, {name for kind, name, _ in facts if kind == "thing"}
    )


@given(st.lists(_FACTS, max_size=25), st.lists(_FACTS, max_size=4), st.integers(0, 3))
def test_an_updated_table_equals_one_built_from_all_names(kept: list[Fact], new: list[Fact], gone: int) -> None:
    before, after = Archive(Counter(kept)), Archive(Counter([*kept[gone:], *new]))
    table = update_table(before.table(), changed([*kept[:gone], *new]), after)
    assert table in {None, after.table()}


@given(st.lists(_NAMES, max_size=5))
def test_names_made_of_words_can_always_be_updated(names: list[str]) -> None:
    names = [name for name in names if "’" not in name and "'" not in name and "—" not in name]
    after = Archive(Counter(("speaker", f"Ada {name}", "") for name in names))
    assert update_table(Archive(Counter()).table(), changed(after.facts), after) == after.table()


def test_another_use_of_a_surname_splits_its_group_and_back() -> None:
    known: Counter[Fact] = Counter({("speaker", "Ada Pell", ""): 3, ("speaker", "Pell", ""): 3})
    for other in (
        ("speaker", "Tom Pell", ""),
        ("speaker", "a pell in London", ""),
        ("other", "Pell Street", ""),
        ("thing", "London, Pell", ""),
        ("speaker", "Pell", "shipping firm"),
    ):
        one, two = Archive(known), Archive(known + Counter([other]))
        assert len(one.table().groups) == 1
        assert two.table().groups == ()
        assert update_table(one.table(), changed([other]), two) == two.table()
        assert update_table(two.table(), changed([other]), one) == one.table()


def test_a_description_that_is_spelled_as_a_name_keeps_the_group() -> None:
    before = Archive(Counter([("speaker", "Ada Pell", ""), ("speaker", "Ada Q. Pell", "")]))
    new = ("speaker", "the Ada Pell", "")
    after = Archive(before.facts + Counter([new]))
    [group] = after.table().groups
    assert group.names == ("Ada Pell", "Ada Q. Pell")
    assert update_table(before.table(), changed([new]), after) == after.table()


def test_only_names_with_an_affected_word_are_looked_up() -> None:
    facts: Counter[Fact] = Counter(("speaker", f"Ada {'Q' + 'u' * n}", "") for n in range(1, 300))
    archive = Archive(facts + Counter([("speaker", "Ada Pell", ""), ("speaker", "Tom Quell", "")]))
    looked_up: list[Sequence[str]] = []

    class Watched(Archive):
        def containing(self, term_lists: Sequence[Sequence[str]]) -> Names:
            looked_up.extend(term_lists)
            return super().containing(term_lists)

    assert (
        update_table(Archive(facts).table(), changed([("speaker", "Ada Pell", "")]), Watched(archive.facts)) is not None
    )
    assert looked_up == [("pell",)]
    many = {("speaker", f"Ada {'Q' + 'u' * n}", "") for n in range(MOST_WORDS + 1)}
    assert update_table(Archive(facts).table(), changed(many), archive) is None


@given(_NAMES | st.text(max_size=12))
def test_names_with_the_same_folded_form_have_the_same_last_word(name: str) -> None:
    spellings = {name, name.upper(), name.lower(), name.title(), f"the {name}", f"The {name}"}
    alike = {one for one in spellings if fold_case_and_the(one) == fold_case_and_the(name)}
    assert len({last_word(one) for one in alike}) == 1
    parsed = parse_name(name)
    if parsed is not None:
        assert last_word(name) == (parsed.surname if isinstance(parsed, FullName) else parsed.words)[-1]
