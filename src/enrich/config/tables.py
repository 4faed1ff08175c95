"""Tables of enrich.toml, as values of their shape; what is wrong is told with its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType, NoneType
from typing import TypeVar, get_args

import msgspec

from enrich.config.model import Settings
from enrich.errors import ConfigError
from enrich.nearest import nearest
from enrich.policy import Policy
from enrich.toml import Places, told_at

__all__ = ["read_table"]

_Shape = TypeVar("_Shape", bound=msgspec.Struct)
# Nobody reads a longer name, or a longer value, to its end.
_LONGEST, _LONGEST_VALUE = 30, 60
# What is said of a value that is of another sort than its setting.
_WANTED: Mapping[object, str] = {
    str: "is no text; write it in quotes",
    bool: "is neither true nor false",
    float: "is no number",
    dt.date: "is no date; write 2027-06-30",
    Policy: f"is none; there are {', '.join(Policy)}",
    tuple[str, ...]: 'is no list of texts; write it as in ["a", "b"]',
    tuple[dict[str, object], ...]: "is no list of tables; write [[ignore]] above each",
    dict[str, dict[str, object]]: "is no table of tables; write [sources.crossref]",
}


def read_table(
    table: Mapping[str, object],
    shape: type[_Shape],
    places: Places,
    *at: str,
    called: str = "",
    hints: Mapping[str, str] = MappingProxyType({}),
) -> _Shape:
    """Read a table, setting by setting; hints say of those that it must have what they are for."""
    settings = {field.name: field for field in msgspec.structs.fields(shape)}
    read: dict[str, object] = {}
    for name, value in table.items():
        with told_at(places.of(*at, name)):
            if name not in settings:
                raise _unknown(name, tuple(settings), called)
            read[name] = _value(name, value, settings[name].type)
    lacking = (name for name, one in settings.items() if one.required and name not in read)
    if missing := next(lacking, None):
        message = f"{places.of(*at)}: {called} lacks {missing}: {hints[missing]}"
        raise ConfigError(message)
    return shape(**read)


def _value(name: str, value: object, sort: object) -> object:
    try:
        return msgspec.convert(value, sort)
    except msgspec.ValidationError as error:
        sorts = get_args(sort)
        wanted = sorts[0] if NoneType in sorts else sort
        message = f"{name}: {_shown(value)} {_WANTED[wanted]}"
        raise ConfigError(message) from error


def _unknown(name: str, settings: tuple[str, ...], called: str) -> ConfigError:
    """Tell that there is no such setting, and which may be meant."""
    near = nearest(name, settings)
    how = f"did you mean {near[0]}?" if near else f"there are {', '.join(settings)}"
    if name in Settings.__struct_fields__:
        # What stands behind the heading of a table belongs to it.
        how = "write it above all tables"
    of = f" of {called}" if called else ""
    return ConfigError(f"{name[:_LONGEST]!r} is no setting{of}; {how}")


def _shown(value: object) -> str:
    written = str(value) if isinstance(value, dt.date) else repr(value)
    more = "\u2026" if len(written) > _LONGEST_VALUE else ""
    return f"{written[:_LONGEST_VALUE]}{more}"
