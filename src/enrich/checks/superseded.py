"""Preprints that are shown though they became publications."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks.model import Checked, Fault, Finding
from enrich.library import Entry
from enrich.policy import Policy
from enrich.record import Kind

__all__ = ["superseded_preprints"]

_BECAME = "is-preprint-of"


def superseded_preprints(checked: Checked) -> Iterator[Finding]:
    """Find preprints of which something says that there is a publication to cite instead."""
    for entry in checked.library.entries:
        if entry.policy is not Policy.PUBLISHED or entry.record.kind is not Kind.PREPRINT:
            continue
        if told := "; ".join(_told(entry)):
            yield Finding(Fault.SUPERSEDED, entry.seeds[0], told, entry)


def _told(entry: Entry) -> Iterator[str]:
    """Tell each sign of a publication, the surest first, and each publication once."""
    record = entry.record
    known = {one.record.name for one in entry.readings} | {record.name}
    for relation in record.relations:
        if relation.kind == _BECAME and relation.identifier not in known:
            known.add(relation.identifier)
            yield f"its source says that it became {relation.identifier}"
    if record.doi and record.doi not in known:
        known.add(record.doi)
        yield f"its author says that it became {record.doi}, which could not be followed"
    for match in entry.may_have_become:
        if match.record.name not in known:
            known.add(match.record.name)
            yield f"it may have become {match.record.name}, which is in doubt"
