from __future__ import annotations

import copy
import pickle
import sys
from typing import Any

import pytest

from searchkit.model.frozen import Frozen, replace


class Boat(Frozen):
    """A boat."""

    name: str
    masts: int = 1
    berth: str | None = None

    _uncompared = frozenset({"berth"})

    @property
    def rigged(self) -> bool:
        return self.masts > 0


class Raft(Frozen):
    name: str
    masts: int = 1


class Tug(Boat):
    """With a field more."""

    power: int = 9


class Fleet(Frozen):
    name: str
    boats: dict[str, Boat] = {}  # noqa: RUF012 - a default that is shared


class Nothing(Frozen):
    """No fields."""


class Ferry(Boat):
    """A kind of its own, with the fields of a boat."""


def test_fields_are_given_by_place_or_name_and_have_defaults() -> None:
    assert (Boat("Ada").name, Boat("Ada").masts, Boat("Ada").berth) == ("Ada", 1, None)
    assert Boat("Ada", 2) == Boat(name="Ada", masts=2) == Boat("Ada", masts=2)
    assert Boat("Ada", 0).rigged is False
    assert Ferry("Ada", 3).masts == 3


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), (("Ada", 1, None, 4), {}), (("Ada",), {"name": "Ada"}), (("Ada",), {"sails": 2}), ((), {"masts": 2})],
)
def test_fields_that_do_not_fit_are_refused(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Boat is made of name, masts, berth"):
        Boat(*given, **named)


def test_equal_are_those_of_one_kind_with_equal_fields() -> None:
    assert Boat("Ada") != Boat("Bea")
    assert Boat("Ada") != Boat("Ada", 2)
    assert Nothing() == Nothing()
    others: list[object] = [Raft("Ada"), Ferry("Ada"), ("Ada", 1, None), Nothing()]
    assert Boat("Ada") not in others


def test_fields_aside_are_not_compared() -> None:
    assert Boat("Ada", berth="north") == Boat("Ada", berth="south")
    assert hash(Boat("Ada", berth="north")) == hash(Boat("Ada"))
    assert len({Boat("Ada"), Boat("Ada", berth="north"), Boat("Bea"), Raft("Ada")}) == 3


def test_values_cannot_be_changed() -> None:
    boat: Any = Boat("Ada")
    with pytest.raises(AttributeError, match="its name cannot be set"):
        boat.name = "Bea"
    with pytest.raises(AttributeError, match="its sails cannot be set"):
        boat.sails = 1
    with pytest.raises(AttributeError, match="its name cannot be deleted"):
        del boat.name
    assert boat == Boat("Ada")


def test_values_are_matched_by_place_and_shown_by_name() -> None:
    match Boat("Ada", 2):
        case Boat(name, masts):
            assert (name, masts) == ("Ada", 2)
    assert repr(Boat("Ada")) == "Boat(name='Ada', masts=1, berth=None)"
    assert repr(Nothing()) == "Nothing()"


@pytest.mark.parametrize("taken", [copy.copy, copy.deepcopy, lambda boat: pickle.loads(pickle.dumps(boat))])  # noqa: S301 - its own
def test_copies_are_equal(taken: Any) -> None:
    found = taken(Boat("Ada", 2, "north"))
    assert found == Boat("Ada", 2)
    assert found.berth == "north"
    with pytest.raises(AttributeError):
        found.name = "Bea"


def test_the_same_with_other_values() -> None:
    boat = Boat("Ada", 2, "north")
    assert replace(boat, name="Bea") == Boat("Bea", 2)
    assert replace(boat, name="Bea").berth == "north"
    with pytest.raises(TypeError):
        replace(boat, sails=2)


def test_a_value_gives_its_fields_in_order() -> None:
    assert vars(Boat("Ada", 2)) == {"name": "Ada", "masts": 2, "berth": None}
    assert vars(Nothing()) == {}


@pytest.mark.skipif(sys.version_info < (3, 13), reason="copy.replace is new in Python 3.13")
def test_copy_replace_takes_values() -> None:
    assert copy.replace(Boat("Ada", 2), name="Bea") == Boat("Bea", 2)  # type: ignore[attr-defined,unused-ignore]


def test_a_kind_may_have_more_fields_than_its_base() -> None:
    assert Tug("Ada", power=3) == Tug("Ada", 1, None, 3)
    assert Tug("Ada") == Tug("Ada", berth="north")
    assert Tug("Ada") != Tug("Ada", power=3)
    assert repr(Tug("Ada")) == "Tug(name='Ada', masts=1, berth=None, power=9)"
    assert repr(Boat("Ada")) == "Boat(name='Ada', masts=1, berth=None)"
    assert vars(Tug("Ada")) == {"name": "Ada", "masts": 1, "berth": None, "power": 9}
