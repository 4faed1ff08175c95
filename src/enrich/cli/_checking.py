"""What is wrong with a library, as far as it is looked for and nobody wants it left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from enrich.checks import AnyFault, Checked, Finding
    from enrich.config import Ignore

__all__ = ["failing", "findings_of"]


def findings_of(
    checked: Checked,
    ignores: Sequence[Ignore],
    *,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    is_whole: bool = True,
) -> tuple[Finding, ...]:
    """Make the checks, mark what is to be ignored, and tell of what is ignored in vain.

    Of a part of the lists, or where a source was silent, nobody knows what is not there.
    """
    from enrich.checks import Fault, every_fault, find_all_faults, judge

    faults = frozenset(
        one for one in every_fault() if (not only or one.check in only) and one.check not in skip
    )
    found = find_all_faults(checked)
    if not is_whole or any(one.fault is Fault.UNCHECKED for one in found):
        faults -= {Fault.STALE_IGNORE}
    wanted = tuple(one for one in found if one.fault in faults)
    judged = judge(wanted, ignores, checked.today)
    return (*judged, *_stale(wanted, ignores, faults))


def _stale(
    wanted: Sequence[Finding], ignores: Sequence[Ignore], faults: frozenset[AnyFault]
) -> tuple[Finding, ...]:
    from enrich.checks import Fault, stale_ignores

    is_looked_for = Fault.STALE_IGNORE in faults
    return tuple(stale_ignores(wanted, ignores, faults)) if is_looked_for else ()


def failing(findings: Sequence[Finding], at_least: str = "warning") -> tuple[Finding, ...]:
    """Give what holds a bibliography back: what is at least so bad, and not to be ignored."""
    from enrich.checks import Level

    worst_first = list(Level)
    bad = worst_first[: worst_first.index(Level(at_least)) + 1]
    return tuple(one for one in findings if one.fault.level in bad and not one.ignored)
