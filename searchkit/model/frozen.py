"""A base for frozen values that are cheap to define.

`@dataclass` compiles six methods for a class, which takes 0.25 ms or more, and a search imports about thirty values. Those
are of this kind; values that no search imports are dataclasses.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any, ClassVar, NoReturn, Self, TypeVar, dataclass_transform

Value = TypeVar("Value", bound="Frozen")


@dataclass_transform(frozen_default=True)
class Frozen:
    """Base of frozen values: the annotations of a class are its fields, in order, and their values the defaults.

    The fields of a base class come first. Values behave as those of a frozen dataclass: equal to others of the same class
    with equal fields, hashed by them, matched by position. Fields in `_uncompared` do not count for equality and hash.
    Defaults are shared between values, so they must not be changed.
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()
    _names: ClassVar[frozenset[str]] = frozenset()
    _defaults: ClassVar[dict[str, Any]] = {}
    _uncompared: ClassVar[frozenset[str]] = frozenset()
    _compared: ClassVar[attrgetter[Any]] = attrgetter("__class__")

    def __init_subclass__(cls) -> None:
        if annotated := tuple(cls.__annotations__):
            names = tuple(dict.fromkeys((*cls.__match_args__, *annotated)))
            cls.__match_args__ = names  # type: ignore[misc]
            cls._names = frozenset(names)
            defaults = {name: cls.__dict__[name] for name in annotated if name in cls.__dict__}
            cls._defaults = {**cls._defaults, **defaults}
            for name in defaults:
                delattr(cls, name)
            cls._compared = attrgetter(*[name for name in names if name not in cls._uncompared])

    def __init__(self, *given: Any, **named: Any) -> None:
        names, values = self.__match_args__, self.__dict__
        values.update(self._defaults)
        values.update(zip(names, given, strict=False))
        values.update(named)
        twice = given and named and not named.keys().isdisjoint(names[: len(given)])
        if twice or values.keys() != self._names or len(given) > len(names):
            raise TypeError(f"{type(self).__name__} is made of {', '.join(names) or 'nothing'}")

    def __replace__(self, **changes: Any) -> Self:
        """Return a copy with other values in some fields; `copy.replace` calls it from Python 3.13 on."""
        return type(self)(**{**vars(self), **changes})

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return bool(self._compared(self) == self._compared(other))

    def __hash__(self) -> int:
        return hash(self._compared(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__match_args__)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: its {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: its {name} cannot be deleted")


def replace(value: Value, **changes: Any) -> Value:
    """Return a copy of a value with other values in some fields; raises TypeError for a field that it has not."""
    return value.__replace__(**changes)
