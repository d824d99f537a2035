"""The people table: which names are grouped, which are not, and that their order does not matter."""

from collections.abc import Collection, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.people.table import Table, build_table


def shown(table: Table) -> dict[str, str]:
    return {name: group.names[0] for group in table.groups for name in (*group.names[1:], *group.surnames)}


def persons(
    names: Mapping[str, int] | Collection[str], others: Collection[str] = (), things: Collection[str] = ()
) -> dict[str, str]:
    """Name -> the name shown for its group."""
    counts = names if isinstance(names, Mapping) else dict.fromkeys(names, 1)
    return shown(build_table(counts, others, things))


def ambiguous_names(*names: str) -> dict[str, tuple[str, ...]]:
    return {one.name: one.persons for one in build_table(dict.fromkeys(names, 1)).ambiguous_names}


def test_spellings_of_one_full_name_are_one_person() -> None:
    names = {
        "Bashar al-Assad": 3,
        "Bashar Al-Assad": 2,
        "President Bashar al-Assad": 9,
        "BASHAR AL-ASSAD": 9,
        "Bashar Assad": 1,
        "Assad": 20,
        "al-Assad": 1,
    }
    assert persons(names) == dict.fromkeys(names.keys() - {"Bashar al-Assad"}, "Bashar al-Assad")


def test_a_body_is_shown_by_its_commonest_spelling() -> None:
    assert persons({"the KPTA": 2, "KPTA": 9}) == {"the KPTA": "KPTA"}
    assert persons({"the KPTA": 9, "KPTA": 2}) == {"KPTA": "the KPTA"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José Ibáñez", "Jose Ibanez"),
        ("Jean-Luc Moreau", "Jean Luc Moreau"),
        ("Ada O’Pell", "Ada O'Pell"),
        ("Ada Q. Pell", "Ada Pell"),
        ("J.K. Odhaba", "J. K. Odhaba"),
        ("Piet van der Zwaal", "Piet Van Der Zwaal"),
        ("Dr Ada Pell", "Ada Pell"),
        ("Pell", "Ada Pell"),
        ("van der Zwaal", "Piet van der Zwaal"),
        ("Pell-Thorne", "Ada Pell-Thorne"),
        ("Mr Pell", "Tom Pell"),
        ("PELLING", "Ada Pelling"),
        ("PELLING", "ADA PELLING"),
    ],
)
def test_certain_names_are_grouped(one: str, other: str) -> None:
    assert len(persons([one, other])) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Hillary Clinton", "Bill Clinton", "Clinton"),
        ("Ada Pell", "Adele Pell"),
        ("Ada Pell", "Ada Quill Pell"),
        ("Ada Pell", "Ada Pell Jr."),
        ("J. Pell", "John Pell", "Pell"),
        ("Piet van der Zwaal", "Zwaal"),
        ("Ada Pell-Thorne", "Thorne"),
        ("Ada Pell", "Pell Street", "Pell"),
        ("Tom Ford", "Ford Motor Co", "Ford"),
        ("Tom Ford", "the Ford", "Ford"),
        ("Tom Ford", "two ford keepers", "Ford"),
        ("An-Mei Wang", "Mei Wang"),
        ("Tom Ford", "Anna Ford and Lisa Marsh", "Ford"),
        ("Ada Pell", "pell"),
        ("Ada Pell", "PELL"),
        ("Ada Thomas", "Thomas"),
        ("Michael Jordan", "Jordan"),
        ("Tom Porter", "Porter"),
        ("Goldwyn Sax", "Sax"),
        ("Tom Pell", "Mrs Pell"),
        ("Tom Pell", "Mrs Pell", "Pell"),
        ("Minister Tom Pell", "Coach Pell", "Pell"),
        ("Tom Pell", "Senator Pell"),
        ("Pell Energy Corp", "Pell-Energy Corp"),
        ("WHO", "who"),
        ("a spokesman for Ada Pell", "Ada Pell"),
    ],
)
def test_uncertain_names_are_not_grouped(names: tuple[str, ...]) -> None:
    assert persons(names) == {}


@pytest.mark.parametrize(
    "beside",
    ["the Pell Administration", "Pell Spokesman Ada Quill", "Actuary Ada Pell", "an aide to Senator Ada Q. Pell"],
)
def test_a_surname_stays_certain_beside_names_that_speak_of_the_same(beside: str) -> None:
    assert persons(["Ada Pell", "Pell", beside]) == {"Pell": "Ada Pell"}


def test_two_middle_initials_are_two_persons() -> None:
    assert persons(["John B. Pell", "John C. Pell", "John Pell", "Pell"]) == {}
    ambiguous = ambiguous_names("John B. Pell", "John C. Pell", "John Pell", "Pell")
    assert ambiguous["John Pell"] == ("John B. Pell", "John C. Pell")
    assert set(ambiguous["Pell"]) == {"John B. Pell", "John C. Pell", "John Pell"}
    assert persons(["John Q. Pell", "John Quentin Pell", "John Pell"]) == {}


def test_descriptions_and_bodies_are_grouped_by_case_and_the_alone() -> None:
    assert persons({"the company": 5, "The Company": 1, "company": 1, "a company": 2, "companies": 1}) == {
        "The Company": "the company",
        "company": "the company",
    }
    assert persons({"the SEC": 2, "SEC": 1}) == {"SEC": "the SEC"}
    assert persons(["analysts", "the analyst"]) == {}


def test_a_place_a_paper_or_an_author_makes_a_surname_uncertain() -> None:
    names = ["Ada Wexlow", "Wexlow"]
    assert persons(names) == {"Wexlow": "Ada Wexlow"}
    assert persons(names, things=["Wexlow, Ohio"]) == {}
    assert persons(names, things=["wexlow"]) == {}
    assert persons(names, others=["Tom Wexlow"]) == {}
    assert persons(names, others=["Ada Q. Wexlow"]) == {"Wexlow": "Ada Wexlow"}


def test_roles_show_or_exclude_a_person() -> None:
    def grouped(**roles: Collection[str]) -> dict[str, str]:
        counts = {"Ogvald Pell": 1, "Pell": 1}
        beside = {name.replace("_", " "): given for name, given in roles.items()}
        return shown(build_table(counts, roles=lambda _: beside))

    assert grouped() == {}
    assert grouped(Ogvald_Pell=["prime minister"]) == {"Pell": "Ogvald Pell"}
    assert grouped(Ogvald_Pell=["prime minister"], Pell=["the minister"]) == {"Pell": "Ogvald Pell"}
    assert grouped(Ogvald_Pell=["prime minister"], Pell=["Mr"]) == {"Pell": "Ogvald Pell"}
    assert grouped(Ogvald_Pell=["prime minister"], Pell=["coach"]) == {}
    assert grouped(Ogvald_Pell=["spokesman"], Pell=["spokesperson"]) == {"Pell": "Ogvald Pell"}
    assert grouped(Ogvald_Pell=["spokesman"], Pell=["spokeswoman"]) == {}
    assert grouped(Ogvald_Pell=["businessman"], Pell=["Mrs"]) == {}
    assert grouped(Ogvald_Pell=["prime minister"], Pell=["shipping firm"]) == {}
    assert grouped(Ogvald_Pell=["lead manager"]) == {}


def test_the_commonest_plain_spelling_is_shown() -> None:
    assert set(persons({"Ada Pell": 1, "Ada Q. Pell": 5, "Dr Ada Pell": 9, "ADA PELL": 9}).values()) == {"Ada Q. Pell"}
    assert set(persons({"Ada Pell": 5, "Ada Q. Pell": 5}).values()) == {"Ada Pell"}


def test_ambiguous_names_are_listed_with_their_people() -> None:
    assert ambiguous_names("Bill Clinton", "Hillary Clinton", "Clinton") == {
        "Clinton": ("Bill Clinton", "Hillary Clinton")
    }
    assert ambiguous_names("Tom Ford", "Ford Motor Co", "Ford") == {"Ford": ("Tom Ford",)}
    assert ambiguous_names("Ada Pell", "Pell", "Quill", "the company") == {}


_PARTS = st.sampled_from(
    [
        "Ada",
        "Tom",
        "J.",
        "Q.",
        "Bashar",
        "al-Pell",
        "Pell",
        "Quill",
        "Mr",
        "Mrs",
        "President",
        "the",
        "The",
        "analysts",
        "Corp",
        "and",
        "Jr.",
        "pell",
        "PELL",
        "van",
        "der",
        "of",
    ]
)
_NAMES = st.lists(st.lists(_PARTS, min_size=1, max_size=4).map(" ".join), max_size=25)


@given(
    st.dictionaries(st.lists(_PARTS, min_size=1, max_size=4).map(" ".join), st.integers(1, 9), max_size=25), st.data()
)
def test_the_order_of_names_does_not_matter(counts: dict[str, int], data: st.DataObject) -> None:
    shuffled = {name: counts[name] for name in data.draw(st.permutations(list(counts)))}
    assert build_table(shuffled) == build_table(counts)


@given(_NAMES, _NAMES)
def test_every_name_is_in_one_group_at_most(names: list[str], others: list[str]) -> None:
    table = build_table(dict.fromkeys(names, 1), others)
    grouped = [name for group in table.groups for name in group.names + group.surnames]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= set(names)
    assert all(group.names and len(group.names) + len(group.surnames) > 1 for group in table.groups)
    assert {one.name for one in table.ambiguous_names} <= set(names)
    assert {one.name for one in table.ambiguous_names}.isdisjoint(
        name for group in table.groups for name in group.surnames
    )


@given(st.lists(st.text(max_size=12), max_size=20))
def test_any_names_make_a_table(names: list[str]) -> None:
    build_table(dict.fromkeys(names, 1), names, names)


def test_large_and_long_names_are_joined_in_time() -> None:
    counts = {f"{title} {'B' + 'a' * n} Pell": 1 for n in range(60) for title in ("Dr", "Prof", "President")}
    counts |= {f"Captain{'a' * n} Pell": 1 for n in range(2000)}
    particles = ("van", "der", "de", "la", "du", "zu", "ter", "bin")
    counts |= {f"{' '.join(some)} Pell": 1 for some in product(particles, repeat=4)}
    counts |= {f"Ada {' '.join(some)} Pell": 1 for some in product(particles, repeat=4)}
    counts |= dict.fromkeys(("A-" * 300000 + " Pell", "Ada " + "B-" * 300000 + "Pell", "Ada Pell " * 100000), 1)
    table = build_table(counts)
    assert sum(len(group.names) == 3 for group in table.groups) == 60


def test_a_rare_other_use_leaves_a_surname_certain() -> None:
    names = {"Ada Pell": 30, "Pell": 300, "Besides Pell": 1, "the Pell": 2, "Pell Last": 1}
    assert persons(names)["Pell"] == "Ada Pell"
    assert "Pell" not in persons({"Ada Pell": 3, "Pell": 3, "the Pell": 2})
