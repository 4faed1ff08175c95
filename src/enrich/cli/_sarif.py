"""Findings as SARIF, which code scanning reads.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from enrich.about import VERSION
from enrich.checks import AnyFault, every_fault
from enrich.cli._findings import message_of, path_of, plain_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from enrich.checks import Finding

__all__ = ["as_sarif"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# What a relative address is relative to: the folder in which the command was run.
_ROOT = "%SRCROOT%"
_DIGITS = 32


class _Shape(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """An object of the format."""


class _Message(_Shape, frozen=True):
    text: str


class _Configuration(_Shape, frozen=True):
    level: str


class _Rule(_Shape, frozen=True):
    id: str
    name: str
    short_description: _Message
    full_description: _Message
    help: _Message
    default_configuration: _Configuration


class _Driver(_Shape, frozen=True):
    name: str
    version: str
    rules: tuple[_Rule, ...]


class _Tool(_Shape, frozen=True):
    driver: _Driver


class _Artifact(_Shape, frozen=True):
    uri: str
    uri_base_id: str | None = None


class _Region(_Shape, frozen=True):
    start_line: int


class _PhysicalLocation(_Shape, frozen=True):
    artifact_location: _Artifact
    region: _Region


class _Location(_Shape, frozen=True):
    physical_location: _PhysicalLocation


class _Suppression(_Shape, frozen=True):
    kind: str
    status: str
    justification: str


class _Result(_Shape, frozen=True):
    rule_id: str
    rule_index: int
    level: str
    message: _Message
    locations: tuple[_Location, ...]
    partial_fingerprints: dict[str, str]
    # Where one result tells that it is suppressed or not, all must.
    suppressions: tuple[_Suppression, ...]


class _Run(_Shape, frozen=True):
    tool: _Tool
    column_kind: str
    results: tuple[_Result, ...]


class _Log(_Shape, frozen=True):
    schema: str = msgspec.field(name="$schema")
    version: str
    runs: tuple[_Run, ...]


def as_sarif(findings: Sequence[Finding]) -> bytes:
    """Give a run with its rules and all results; what is ignored is suppressed with its reason."""
    faults = every_fault()
    driver = _Driver("enrich", VERSION, tuple(map(_rule, faults)))
    places = {fault.check: place for place, fault in enumerate(faults)}
    results = tuple(_result(one, places[one.fault.check]) for one in findings)
    return plain_json(_Log(_SCHEMA, "2.1.0", (_Run(_Tool(driver), "unicodeCodePoints", results),)))


def _rule(fault: AnyFault) -> _Rule:
    help_ = _Message(fault.help)
    name = "".join(word.capitalize() for word in str(fault).split())
    title = _Message(f"{str(fault).capitalize()}.")
    return _Rule(fault.check, name, title, help_, help_, _Configuration(fault.level))


def _result(finding: Finding, rule: int) -> _Result:
    place = _PhysicalLocation(_artifact(finding), _Region(max(finding.origin.line, 1)))
    ignored = finding.ignored
    return _Result(
        rule_id=finding.fault.check,
        rule_index=rule,
        level=finding.fault.level,
        message=_Message(message_of(finding)),
        locations=(_Location(place),),
        partial_fingerprints={"enrich/v1": _fingerprint(finding)},
        suppressions=(_Suppression("external", "accepted", ignored.reason),) if ignored else (),
    )


def _artifact(finding: Finding) -> _Artifact:
    path = path_of(finding)
    if path is None:
        return _Artifact(quote(finding.origin.file, safe=_ADDRESS))
    if path.split(os.sep, 1)[0] == os.pardir:
        return _Artifact(Path(path).resolve().as_uri())
    # A colon in the first part would make a scheme of it.
    return _Artifact(quote(os.fsencode(path)), _ROOT)


# What an address may hold that is one already.
_ADDRESS = ":/?#[]@!$&'()*+,;=%"


def _fingerprint(finding: Finding) -> str:
    """Tell it from the others wherever its line goes."""
    about = finding.identifier or finding.about.written
    told = "\n".join((finding.fault.check, path_of(finding) or finding.origin.file, str(about)))
    return sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:_DIGITS]
