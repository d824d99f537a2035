"""The table with what the user says of it."""

import pytest

from searchkit.config.settings import Corrections, parse_speakers
from searchkit.people import Group
from searchkit.people.overrides import apply_overrides

PELL = Group(("Ada Pell", "Ada Q. Pell"), ("Pell",))


def said(people: str = "", apart: str = "") -> Corrections:
    return parse_speakers(f"[people]\n{people}\n[apart]\nnames = [{apart}]")


def test_without_corrections_every_name_is_the_shown_ones() -> None:
    assert apply_overrides([PELL], Corrections()) == {"Ada Q. Pell": "Ada Pell", "Pell": "Ada Pell"}
    assert apply_overrides([], Corrections()) == {}


@pytest.mark.parametrize("spelling", ["Ada Pell", "Ada Q. Pell"])
def test_another_name_for_a_full_name_holds_for_all_spellings(spelling: str) -> None:
    renamed = {"Ada Pell": "Augusta Pell", "Ada Q. Pell": "Augusta Pell", "Pell": "Augusta Pell"}
    assert apply_overrides([PELL], said(f'"Augusta Pell" = ["{spelling}"]')) == renamed


def test_a_person_of_the_users_is_shown_as_he_writes_it() -> None:
    assert apply_overrides([PELL], said('"Ada Q. Pell" = []')) == {"Ada Pell": "Ada Q. Pell", "Pell": "Ada Q. Pell"}
    assert apply_overrides([PELL], said('"Pell" = ["Ada Pell"]')) == {"Ada Pell": "Pell", "Ada Q. Pell": "Pell"}


def test_two_persons_of_one_group_keep_what_is_theirs() -> None:
    two = said('"Ada Q. Pell" = []\n"Ada Pell" = []')
    assert apply_overrides([PELL], two) == {"Pell": "Ada Pell"}
    two = said('"Ada Q. Pell" = []\n"Augusta Pell" = ["Ada Pell"]')
    assert apply_overrides([PELL], two) == {"Ada Pell": "Augusta Pell", "Pell": "Augusta Pell"}


def test_a_surname_alone_is_moved_alone() -> None:
    assert apply_overrides([PELL], said('"Tom Pell" = ["Pell"]')) == {"Ada Q. Pell": "Ada Pell", "Pell": "Tom Pell"}
    assert apply_overrides([PELL], said('"Pell" = []')) == {"Ada Q. Pell": "Ada Pell"}


def test_a_name_kept_apart_is_joined_with_nobody() -> None:
    assert apply_overrides([PELL], said(apart='"Pell"')) == {"Ada Q. Pell": "Ada Pell"}
    assert apply_overrides([PELL], said(apart='"Ada Pell"')) == {"Pell": "Ada Q. Pell"}
    assert apply_overrides([PELL], said(apart='"Ada Pell", "Pell"')) == {}
    assert apply_overrides([PELL], said(apart='"Ada Pell", "Ada Q. Pell"')) == {}
    assert apply_overrides([PELL], said(apart='"Ada Pell", "Ada Q. Pell", "Pell"')) == {}


def test_a_name_kept_apart_stays_where_it_is_listed() -> None:
    corrections = said('"Tom Pell" = ["Pell"]', '"Pell"')
    assert apply_overrides([PELL], corrections) == {"Ada Q. Pell": "Ada Pell", "Pell": "Tom Pell"}


def test_two_persons_of_the_table_are_made_one() -> None:
    groups = [PELL, Group(("Augusta Pell", "A. Pell"))]
    assert set(apply_overrides(groups, said('"Ada Pell" = ["Augusta Pell"]')).items()) == {
        ("Ada Q. Pell", "Ada Pell"),
        ("Pell", "Ada Pell"),
        ("Augusta Pell", "Ada Pell"),
        ("A. Pell", "Ada Pell"),
    }
