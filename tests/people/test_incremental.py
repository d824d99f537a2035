"""After a change of some articles the table is that of all names, although only some were looked at."""

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
"""Where a name stands, the name, and the role beside it."""


@dataclass
class Archive:
    facts: Counter[Fact]

    def names(self, rows: Sequence[Sequence[str]] | None = None) -> Names:
        counts: Counter[str] = Counter()
        found: dict[str, set[str]] = {"other": set(), "thing": set(), "speaker": set()}
        for (kind, name, _), count in self.facts.items():
            if rows is None or any(set(row) <= set(exact_terms(name)) for row in rows):
                found[kind].add(name)
                if kind == "speaker":
                    counts[name] += count
        return Names(counts, found["other"], found["thing"])

    def containing(self, rows: Sequence[Sequence[str]]) -> Names:
        return self.names(rows)

    def roles(self, names: Collection[str]) -> Mapping[str, Collection[str]]:
        return {
            name: {role for kind, one, role in self.facts if (kind, one) == ("speaker", name) and role}
            for name in names
        }

    def table(self) -> Table:
        names = self.names()
        return build_table(names.counts, names.others, names.things, self.roles)


def mentioned(facts: Collection[Fact]) -> ChangedNames:
    return ChangedNames(
        {name for kind, name, _ in facts if kind != "thing"}, {name for kind, name, _ in facts if kind == "thing"}
    )


@given(st.lists(_FACTS, max_size=25), st.lists(_FACTS, max_size=4), st.integers(0, 3))
def test_the_names_that_changed_give_the_table_of_all(kept: list[Fact], new: list[Fact], gone: int) -> None:
    before, after = Archive(Counter(kept)), Archive(Counter([*kept[gone:], *new]))
    table = update_table(before.table(), mentioned([*kept[:gone], *new]), after)
    assert table in {None, after.table()}


@given(st.lists(_NAMES, max_size=5))
def test_every_change_of_names_with_words_is_followed(names: list[str]) -> None:
    names = [name for name in names if "’" not in name and "'" not in name and "—" not in name]
    after = Archive(Counter(("speaker", f"Ada {name}", "") for name in names))
    assert update_table(Archive(Counter()).table(), mentioned(after.facts), after) == after.table()


def test_a_surname_is_whose_it_was_or_is_not_any_more() -> None:
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
        assert update_table(one.table(), mentioned([other]), two) == two.table()
        assert update_table(two.table(), mentioned([other]), one) == one.table()


def test_a_description_that_is_spelled_as_a_name_leaves_the_person_whole() -> None:
    before = Archive(Counter([("speaker", "Ada Pell", ""), ("speaker", "Ada Q. Pell", "")]))
    new = ("speaker", "the Ada Pell", "")
    after = Archive(before.facts + Counter([new]))
    [group] = after.table().groups
    assert group.names == ("Ada Pell", "Ada Q. Pell")
    assert update_table(before.table(), mentioned([new]), after) == after.table()


def test_what_a_change_does_not_concern_is_not_looked_at() -> None:
    facts: Counter[Fact] = Counter(("speaker", f"Ada {'Q' + 'u' * n}", "") for n in range(1, 300))
    archive = Archive(facts + Counter([("speaker", "Ada Pell", ""), ("speaker", "Tom Quell", "")]))
    asked: list[Sequence[str]] = []

    class Watched(Archive):
        def containing(self, rows: Sequence[Sequence[str]]) -> Names:
            asked.extend(rows)
            return super().containing(rows)

    assert (
        update_table(Archive(facts).table(), mentioned([("speaker", "Ada Pell", "")]), Watched(archive.facts))
        is not None
    )
    assert asked == [("pell",)]
    many = {("speaker", f"Ada {'Q' + 'u' * n}", "") for n in range(MOST_WORDS + 1)}
    assert update_table(Archive(facts).table(), mentioned(many), archive) is None


@given(_NAMES | st.text(max_size=12))
def test_names_that_may_be_one_have_one_last_word(name: str) -> None:
    spellings = {name, name.upper(), name.lower(), name.title(), f"the {name}", f"The {name}"}
    alike = {one for one in spellings if fold_case_and_the(one) == fold_case_and_the(name)}
    assert len({last_word(one) for one in alike}) == 1
    read = parse_name(name)
    if read is not None:
        assert last_word(name) == (read.surname if isinstance(read, FullName) else read.words)[-1]
