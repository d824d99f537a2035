"""The people table with the corrections of the user."""

import pytest

from searchkit.config.settings import Corrections, parse_speakers
from searchkit.people.group import Group
from searchkit.people.overrides import apply_overrides

PELL = Group(("Ada Pell", "Ada Q. Pell"), ("Pell",))


def corrections(people: str = "", apart: str = "") -> Corrections:
    return parse_speakers(f"[people]\n{people}\n[apart]\nnames = [{apart}]")


def test_without_corrections_every_name_maps_to_the_first_of_its_group() -> None:
    assert apply_overrides([PELL], Corrections()) == {"Ada Q. Pell": "Ada Pell", "Pell": "Ada Pell"}
    assert apply_overrides([], Corrections()) == {}


@pytest.mark.parametrize("spelling", ["Ada Pell", "Ada Q. Pell"])
def test_another_name_for_a_full_name_holds_for_all_spellings(spelling: str) -> None:
    renamed = {"Ada Pell": "Augusta Pell", "Ada Q. Pell": "Augusta Pell", "Pell": "Augusta Pell"}
    assert apply_overrides([PELL], corrections(f'"Augusta Pell" = ["{spelling}"]')) == renamed


def test_a_corrected_person_is_shown_as_the_user_writes_it() -> None:
    assert apply_overrides([PELL], corrections('"Ada Q. Pell" = []')) == {
        "Ada Pell": "Ada Q. Pell",
        "Pell": "Ada Q. Pell",
    }
    assert apply_overrides([PELL], corrections('"Pell" = ["Ada Pell"]')) == {"Ada Pell": "Pell", "Ada Q. Pell": "Pell"}


def test_two_corrected_people_of_one_group_are_split() -> None:
    two = corrections('"Ada Q. Pell" = []\n"Ada Pell" = []')
    assert apply_overrides([PELL], two) == {"Pell": "Ada Pell"}
    two = corrections('"Ada Q. Pell" = []\n"Augusta Pell" = ["Ada Pell"]')
    assert apply_overrides([PELL], two) == {"Ada Pell": "Augusta Pell", "Pell": "Augusta Pell"}


def test_a_corrected_surname_moves_alone() -> None:
    assert apply_overrides([PELL], corrections('"Tom Pell" = ["Pell"]')) == {
        "Ada Q. Pell": "Ada Pell",
        "Pell": "Tom Pell",
    }
    assert apply_overrides([PELL], corrections('"Pell" = []')) == {"Ada Q. Pell": "Ada Pell"}


def test_a_name_kept_apart_is_in_no_group() -> None:
    assert apply_overrides([PELL], corrections(apart='"Pell"')) == {"Ada Q. Pell": "Ada Pell"}
    assert apply_overrides([PELL], corrections(apart='"Ada Pell"')) == {"Pell": "Ada Q. Pell"}
    assert apply_overrides([PELL], corrections(apart='"Ada Pell", "Pell"')) == {}
    assert apply_overrides([PELL], corrections(apart='"Ada Pell", "Ada Q. Pell"')) == {}
    assert apply_overrides([PELL], corrections(apart='"Ada Pell", "Ada Q. Pell", "Pell"')) == {}


def test_a_name_kept_apart_stays_where_it_is_listed() -> None:
    both = corrections('"Tom Pell" = ["Pell"]', '"Pell"')
    assert apply_overrides([PELL], both) == {"Ada Q. Pell": "Ada Pell", "Pell": "Tom Pell"}


def test_two_groups_are_merged() -> None:
    groups = [PELL, Group(("Augusta Pell", "A. Pell"))]
    assert set(apply_overrides(groups, corrections('"Ada Pell" = ["Augusta Pell"]')).items()) == {
        ("Ada Q. Pell", "Ada Pell"),
        ("Pell", "Ada Pell"),
        ("Augusta Pell", "Ada Pell"),
        ("A. Pell", "Ada Pell"),
    }
