"""Our own records as JSON: everything that is known, with the source of each field."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from enrich.library import Entry

__all__ = ["write_records"]


def write_records(entries: Sequence[Entry]) -> str:
    """Write every entry whole."""
    written = [
        {
            "key": entry.key,
            "identifiers": [one.key for one in entry.record.identifiers],
            "record": entry.record,
            "provenance": {one.field: one.source for one in entry.provenance},
            "standing": entry.standing,
        }
        for entry in entries
    ]
    return msgspec.json.format(msgspec.json.encode(written), indent=2).decode() + "\n"
