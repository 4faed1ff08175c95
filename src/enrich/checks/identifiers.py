"""Identifiers that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.answers import Reason
from enrich.checks.model import Checked, Fault, Finding

__all__ = ["dead_identifiers"]


def dead_identifiers(checked: Checked) -> Iterator[Finding]:
    """Find identifiers that no source knows, whether or not the title told what is meant."""
    for miss in checked.library.misses:
        if miss.seed.wanted and miss.reason in {Reason.NOT_FOUND, Reason.DOUBTFUL}:
            yield Finding(Fault.DEAD_IDENTIFIER, miss.seed, "no source knows it")
    for entry in checked.library.entries:
        for seed in entry.by_title:
            if seed.wanted:
                told = f"no source knows it; by its title it is {entry.record.url}"
                yield Finding(Fault.DEAD_IDENTIFIER, seed, told)
