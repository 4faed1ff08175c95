"""Our own records as JSON: everything that is known, and for each field where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from enrich.answers import Standing
from enrich.library import Entry
from enrich.merge import Provenance
from enrich.text import escaped_controls

__all__ = ["write_records"]


class _Told(msgspec.Struct, omit_defaults=True):
    """Whose a value is, and which sources say otherwise."""

    source: str
    rule: str
    over: list[str] = []


def write_records(entries: Sequence[Entry]) -> str:
    """Write every entry whole."""
    written = [
        {
            "key": entry.key,
            "aliases": entry.aliases,
            "identifiers": [one.key for one in entry.record.identifiers],
            "record": entry.record,
            "provenance": _provenance(entry),
            "lost": any(one.standing is Standing.LOST for one in entry.readings),
        }
        for entry in entries
    ]
    text = escaped_controls(msgspec.json.encode(written).decode())
    return msgspec.json.format(text, indent=2) + "\n"


def _provenance(entry: Entry) -> dict[str, list[_Told]]:
    """Give for each field those whose it is: several where what they say is added up."""
    fields: dict[str, list[_Told]] = {}
    for one in entry.provenance:
        fields.setdefault(one.field, []).append(_told(one, entry))
    return fields


def _told(one: Provenance, entry: Entry) -> _Told:
    over = [entry.readings[at].source for at in one.over if at < len(entry.readings)]
    return _Told(one.source, one.rule.name.lower().replace("_", "-"), over)
