"""What is to be left alone, held against what was found."""

from __future__ import annotations

import os.path
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec

from enrich.checks.faults import AnyFault
from enrich.checks.model import Fault, Finding, Setting
from enrich.config import Ignore
from enrich.dates import PartialDate
from enrich.identifiers import parse_identifier
from enrich.seeds import Origin, Seed

__all__ = ["judge", "stale_ignores"]


def judge(
    findings: Sequence[Finding], ignores: Sequence[Ignore], today: PartialDate
) -> tuple[Finding, ...]:
    """Mark what somebody wants left alone, and tell what was left alone until lately."""
    return tuple(_judged(finding, ignores, today) for finding in findings)


def stale_ignores(
    findings: Sequence[Finding], ignores: Sequence[Ignore], faults: Collection[AnyFault]
) -> Iterator[Finding]:
    """Find the ignores that meet nothing, of the faults that were looked for."""
    looked_for = {fault.check for fault in faults}
    for ignore in ignores:
        if ignore.check in looked_for and not any(_meets(ignore, one) for one in findings):
            about = Setting(f"{ignore.check} of {ignore.of}", Origin(ignore.file, ignore.line))
            told = "was not found; take the [[ignore]] out, or check what it is of"
            yield Finding(Fault.STALE_IGNORE, about, told)


def _judged(finding: Finding, ignores: Sequence[Ignore], today: PartialDate) -> Finding:
    met = [ignore for ignore in ignores if _meets(ignore, finding)]
    holding = [ignore for ignore in met if _holds(ignore, today)]
    if holding:
        return msgspec.structs.replace(finding, ignored=holding[0])
    expired = "; ".join(f"was ignored until {one.until}: {one.reason}" for one in met)
    return msgspec.structs.replace(finding, told=f"{finding.told} ({expired})") if met else finding


def _holds(ignore: Ignore, today: PartialDate) -> bool:
    """Whether it still counts, its last day included."""
    until = ignore.until
    return until is None or today.parts <= (until.year, until.month, until.day)


def _meets(ignore: Ignore, finding: Finding) -> bool:
    """Whether a finding is what somebody wants left alone."""
    if ignore.check != finding.fault.check:
        return False
    is_named = ignore.of.casefold() in _names(finding)
    return is_named or _identifies(ignore.of, finding) or _places(ignore, finding)


def _names(finding: Finding) -> frozenset[str]:
    """Give the citation keys of what was found, and what was written."""
    aliases = finding.entry.aliases if finding.entry else ()
    names = (finding.key, *aliases, finding.about.written, finding.written)
    return frozenset(name.casefold() for name in names if name)


def _identifies(written: str, finding: Finding) -> bool:
    """Whether it names the work, by any identifier of it or of what its lists ask for."""
    meant = parse_identifier(written)
    if meant is None:
        return False
    seeds = finding.entry.seeds if finding.entry else (finding.about,)
    wanted = (seed.wanted for seed in seeds if isinstance(seed, Seed) and seed.wanted)
    shown = finding.entry.record.identifiers if finding.entry else ()
    return meant.paper in {one.paper for one in (*shown, *wanted)}


def _places(ignore: Ignore, finding: Finding) -> bool:
    """Whether it is the file, or the line in it; a path counts from where enrich.toml lies."""
    origin = finding.origin
    if ignore.of in {origin.file, str(origin)}:
        return True
    named = os.path.abspath(Path(ignore.file).parent / ignore.of)  # noqa: PTH100 - without links
    file = os.path.abspath(origin.file)  # noqa: PTH100
    return named in {file, f"{file}:{origin.line}"}
