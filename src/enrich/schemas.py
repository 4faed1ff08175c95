"""JSON Schemas of enrich.toml and of the lock file, for editors and for other programs.

https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import get_args

import msgspec

from enrich.about import CHECKS, FORMATS
from enrich.config.model import Settings, SourceConfig, WrittenIgnore
from enrich.plugins import Group, names

__all__ = ["config_schema", "lock_schema"]

_Schema = dict[str, object]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SOURCES = ("arxiv", "crossref", "datacite")
_DAYS: _Schema = {"minimum": 0, "maximum": 36500}


class _Said(msgspec.Struct, frozen=True):
    """What a setting is for, and what its type does not tell of it."""

    description: str
    more: _Schema = {}


_SETTINGS: Mapping[str, _Said] = {
    "mailto": _Said(
        "Your mail address, told to the sources; Crossref may then be asked three times as often."
        " ENRICH_MAILTO and --mailto win over it.",
        {"pattern": r"^[^@\s]+@[^@\s]+\.[^@\s]+$"},
    ),
    "seeds": _Said("Files and folders of seeds, and addresses of lists."),
    "output": _Said("The folder to write to."),
    "formats": _Said("The formats in which the library is written.", {"minItems": 1}),
    "cache": _Said('Where answers are kept; without it, "cache/answers.sqlite".'),
    "snapshot": _Said("Answers of no known age to fall back on, if the file is there."),
    "decisions": _Said(
        "What you decided about matches in doubt; without it, decisions.jsonl in the output."
    ),
    "overrides": _Said("What you correct by hand; without it, overrides.toml in the output."),
    "key": _Said(
        "How citation keys are made: of {family}, {year} and {word}, cut short as in {word:.8},"
        " and other characters.",
        {"pattern": r"\{(family|year|word)(:(\.[0-9]{1,2})?)?\}"},
    ),
    "version": _Said("Which version of a work is shown."),
    "look_for_published": _Said(
        "Whether Crossref is asked what preprints became that do not say it themselves."
    ),
    "title": _Said("What the library is called on its page."),
    "own_fields": _Said("Fields of your own .bib that --in-place and --diff never touch."),
    "absence_lifetime": _Said(
        "Days until a source is asked again for what it did not know.", _DAYS
    ),
    "timeout": _Said(
        "Seconds in which a source has to begin its answer, and to go on with it.",
        {"exclusiveMinimum": 0, "maximum": 600},
    ),
    "sources": _Said("A table for each source, such as [sources.arxiv]."),
    "ignore": _Said("What `enrich check` is to leave alone: a table [[ignore]] for each."),
}
_SOURCE: Mapping[str, _Said] = {
    "url": _Said(
        "Another address than the source's own, such as a mirror's.",
        {"pattern": "^https?://"},
    ),
    "lifetime": _Said(
        "Days until an answer is asked for again at the latest; half of it at the earliest.",
        _DAYS,
    ),
}
_IGNORE: Mapping[str, _Said] = {
    "check": _Said("The name of one check."),
    "of": _Said(
        "A citation key, an identifier in any form, a file, or a line of one such as list.md:12.",
        {"minLength": 1},
    ),
    "reason": _Said("Why, for who comes after you.", {"minLength": 1}),
    "until": _Said("The last day on which it counts; without it, it always does."),
}

_KEY = r"[A-Za-z0-9][A-Za-z0-9:._/+*'-]*"
_WORK, _DAY = r"(arxiv|doi|pii):\S+", r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
# What each line of the lock file says behind its key.
_FACTS: Mapping[str, str] = {
    rf"first-seen {_DAY}( as {_WORK})?": (
        "When somebody first wanted the work, and what the key was given for."
    ),
    rf"is {_WORK}": "A name that the work goes by.",
    r"shows \S+ " + _WORK: "Which version was shown last, published or preprint.",
    rf"became {_WORK} \S+": "What its preprints became, and the rung that shows it.",
    r"notice \S.*": "A retraction, a correction or the like.",
    rf"rests on \S+ {_WORK} \S+( lost)?": (
        "An answer, and what tells it from another; lost where the source no longer knows it."
    ),
    rf"with {_KEY}": "Another key of the work that stands under that one.",
    rf"left {_DAY}": "When nobody wanted it any more; the key stays reserved.",
}


def config_schema() -> bytes:
    """Give the schema of enrich.toml; it knows what the plugins add that are installed here."""
    settings = _properties(Settings, _SETTINGS)
    settings["formats"] |= {"items": {"enum": names(Group.WRITERS, FORMATS)}}
    source = _table(SourceConfig, _SOURCE)
    known = names(Group.SOURCES, _SOURCES)
    settings["sources"] = {
        "description": _SETTINGS["sources"].description,
        "type": "object",
        "properties": {name: {"$ref": "#/$defs/source"} for name in known},
        "additionalProperties": False,
    }
    ignore = _table(WrittenIgnore, _IGNORE)
    ignore["properties"] = _properties(WrittenIgnore, _IGNORE) | {
        "check": {
            "description": _IGNORE["check"].description,
            "enum": names(Group.CHECKS, CHECKS),
        }
    }
    settings["ignore"] = {
        "description": _SETTINGS["ignore"].description,
        "type": "array",
        "items": {"$ref": "#/$defs/ignore"},
    }
    return _written(
        {
            "$schema": _DIALECT,
            "title": "enrich.toml",
            "description": "The settings of enrich; every one may be left out.",
            "type": "object",
            "properties": settings,
            "additionalProperties": False,
            "$defs": {"source": source, "ignore": ignore},
        }
    )


def lock_schema() -> bytes:
    """Give the schema of one line of the lock file, as a text: the file itself is no JSON."""
    facts = [{"description": said, "pattern": rf"^{_KEY} {fact}$"} for fact, said in _FACTS.items()]
    comment = {"description": "A comment, or an empty line.", "pattern": r"^\s*(#.*)?$"}
    return _written(
        {
            "$schema": _DIALECT,
            "title": "a line of enrich.lock",
            "description": (
                "The lock file is no JSON: it has one fact a line, each line whole by itself."
                " This is the schema of one of its lines, as a text."
            ),
            "type": "string",
            "anyOf": [*facts, comment],
        }
    )


def _table(shape: type[msgspec.Struct], told: Mapping[str, _Said]) -> _Schema:
    fields = msgspec.structs.fields(shape)
    table: _Schema = {
        "type": "object",
        "properties": _properties(shape, told),
        "additionalProperties": False,
    }
    required = [field.name for field in fields if field.required]
    return table | ({"required": required} if required else {})


def _properties(shape: type[msgspec.Struct], told: Mapping[str, _Said]) -> dict[str, _Schema]:
    """Give the schema of each field: its type and default by the struct, the rest by our table."""
    found: dict[str, _Schema] = {}
    for field in msgspec.structs.fields(shape):
        said = told[field.name]
        default = {} if field.default in {None, msgspec.NODEFAULT} else {"default": field.default}
        found[field.name] = {
            "description": said.description,
            **_type(field.type),
            **said.more,
            **default,
        }
    return found


def _type(written: object) -> _Schema:
    """Give the schema of a type; TOML has no null, so what may be left out is just that."""
    sorts = [sort for sort in get_args(written) if sort is not NoneType]
    sort = sorts[0] if NoneType in get_args(written) else written
    if get_args(sort) and dict in (sort, *map(_origin, get_args(sort)), _origin(sort)):
        # The tables in tables are told one by one.
        return {}
    schema: _Schema = msgspec.json.schema(sort)
    definitions = schema.pop("$defs", None)
    if isinstance(definitions, dict):
        (only,) = definitions.values()
        return {name: value for name, value in only.items() if name not in {"title", "description"}}
    return schema


def _origin(sort: object) -> object:
    return getattr(sort, "__origin__", None)


def _written(schema: _Schema) -> bytes:
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
