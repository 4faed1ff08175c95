"""The file of what a person says of works: a table for each, under its identifier or key."""

from __future__ import annotations

import codecs
import errno
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from enrich.errors import ConfigError
from enrich.files import NoFile, plain
from enrich.identifiers import Identifier, parse_identifier
from enrich.overrides.fields import FIELDS, Field, unknown_field
from enrich.overrides.model import Correction, Override, Overrides, Value
from enrich.overrides.values import read_line, read_policy, shown
from enrich.toml import Places, decoded, told_at

__all__ = ["read_overrides"]

_LARGEST = 16 * 2**20
# A place where no file can be holds none.
_NONE_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
# What every program that reads a bibliography takes for a key.
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._/+*'-]*")
# What could be a key, and is meant as an identifier.
_MEANT_AS_IDENTIFIER = re.compile(r"(?:doi|arxiv|pii|https?):|10\.\d{4}", re.IGNORECASE)
_UNQUOTED = re.compile(r"\s*\[[^\"'\]]*[:/]")
# What a table may say beside fields.
_BESIDE = ("version", "note")


def read_overrides(path: Path | None) -> Overrides:
    """Read the file of overrides; where there is none, the sources have the last word."""
    text = _text(path) if path else None
    if path is None or text is None:
        return Overrides()
    if not text.strip():
        message = f"{path}: is empty; write what you correct, or delete it"
        raise ConfigError(message)
    places = Places(path, text)
    tables = decoded(text, path, _hint)
    return Overrides(_override(name, table, places) for name, table in tables.items())


def _text(path: Path) -> str | None:
    try:
        with plain(path).open("rb") as file:
            content = file.read(_LARGEST + 1).removeprefix(codecs.BOM_UTF8)
    except NoFile as error:
        raise ConfigError(str(error)) from error
    except OSError as error:
        if error.errno in _NONE_THERE:
            return None
        message = f"{path}: can't be read ({error.strerror}); check its permissions"
        raise ConfigError(message) from error
    if len(content) > _LARGEST:
        message = f"{path}: larger than {_LARGEST >> 20} MB, which no file of overrides is"
        raise ConfigError(message)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{path}:{line}: not in UTF-8; save it as that"
        raise ConfigError(message) from error


def _hint(line: str) -> str:
    """Tell what to do about a bare identifier."""
    return '; write an identifier in quotes: ["doi:10.1000/x"]' if _UNQUOTED.match(line) else ""


def _override(name: str, table: object, places: Places) -> Override:
    with told_at(places.of(name)):
        of = _named(name)
        if not isinstance(table, dict):
            raise _no_table(name, table)
        if table.keys() <= {"note"}:
            message = f"{shown(name)} corrects nothing; write a field, such as title, or a version"
            raise ConfigError(message)
    fields = tuple(_corrections(name, table, places))
    with told_at(places.of(name, "version")):
        version = read_policy(table["version"]) if "version" in table else None
    with told_at(places.of(name, "note")):
        note = read_line(table["note"]) if "note" in table else None
    return Override(of=of, fields=fields, version=version, note=note, place=places.of(name))


def _named(name: str) -> Identifier | str:
    if identifier := parse_identifier(name):
        return identifier
    if not _KEY.fullmatch(name) or _MEANT_AS_IDENTIFIER.match(name):
        message = f"{shown(name)} is no identifier and no citation key; write one of them"
        raise ConfigError(message)
    return name


def _no_table(name: str, value: object) -> ConfigError:
    if isinstance(value, list):
        return ConfigError(f"{shown(name)} has a list of tables; write it once, in single brackets")
    return ConfigError(f'{shown(name)} stands above all tables; write ["doi:10.1000/x"] before it')


def _corrections(name: str, table: Mapping[str, object], places: Places) -> Iterator[Correction]:
    """Read the fields of a table, in the order of the file."""
    said: dict[str, str] = {}
    for key, value in table.items():
        if key in _BESIDE:
            continue
        place = places.of(name, key)
        with told_at(place):
            field = _field(name, key, value)
            if other := said.get(field.of_record):
                message = f"{key} and {other} are one field; take one of them out"
                raise ConfigError(message)
            said[field.of_record] = key
        with told_at(f"{place}: {key}"):
            yield Correction(field.of_record, _value(field, value), place)


def _field(name: str, key: str, value: object) -> Field:
    if key in FIELDS:
        return FIELDS[key]
    if isinstance(value, dict):
        whole = f"{name}.{key}"
        message = f"a table in the table {shown(name)}; where {shown(whole)} is meant, quote it"
        raise ConfigError(message)
    raise unknown_field(key, _BESIDE)


def _value(field: Field, value: object) -> Value | None:
    """Read what is said of a field; false leaves it out, which a kind can't be."""
    return None if value is False and field.of_record != "kind" else field.read(value)
