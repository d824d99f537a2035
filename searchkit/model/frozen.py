"""A base for frozen values that are cheap to define.

`@dataclass` compiles six methods for a class, which takes 0.25 ms or more, and a search imports about thirty values. Those
are of this kind; values that no search imports are dataclasses.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, dataclass_transform

if TYPE_CHECKING:
    from dataclasses import Field


class _DataclassFields:
    """Makes `dataclasses.replace`, `asdict` and `fields` work on these values; computed when first needed."""

    def __init__(self) -> None:
        self._known: dict[type[Frozen], dict[str, Field[Any]]] = {}

    def __get__(self, value: Frozen | None, kind: type[Frozen]) -> dict[str, Field[Any]]:
        if kind not in self._known:
            self._known[kind] = _fields_of_a_dataclass(kind)
        return self._known[kind]


def _fields_of_a_dataclass(kind: type[Frozen]) -> dict[str, Field[Any]]:
    from dataclasses import MISSING, field, fields, make_dataclass  # noqa: PLC0415 - slow to import, and no search needs it

    defaults, uncompared = kind._defaults, kind._uncompared  # noqa: SLF001 - of this module's own class
    given = {name: defaults.get(name, MISSING) for name in kind.__match_args__}
    # A dataclass takes no default that could be changed, but one that is made for each value.
    options = {
        name: {"default": value} if value.__hash__ else {"default_factory": lambda value=value: value}
        for name, value in given.items()
    }
    alike = [(name, Any, field(**option, compare=name not in uncompared)) for name, option in options.items()]
    return {field.name: field for field in fields(make_dataclass(kind.__name__, alike))}


@dataclass_transform(frozen_default=True)
class Frozen:
    """Base of frozen values: the annotations of a class are its fields, in order, and their values the defaults.

    The fields of a base class come first. Values behave as those of a frozen dataclass: equal to others of the same class
    with equal fields, hashed by them, matched by position. Fields in `_uncompared` do not count for equality and hash.
    Defaults are shared between values, so they must not be changed.
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()
    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    else:
        __dataclass_fields__ = _DataclassFields()
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

    def replaced(self, **changes: Any) -> Self:
        """A copy with other values in some fields."""
        return type(self)(**{**{name: getattr(self, name) for name in self.__match_args__}, **changes})

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
