"""Checks of what lists say, and of the works they name, against what is known of those."""

from enrich.checks.faults import Fault, Level
from enrich.checks.ignoring import judge, stale_ignores
from enrich.checks.model import Checked, Finding, Setting
from enrich.checks.table import find_all_faults, find_faults

__all__ = [
    "Checked",
    "Fault",
    "Finding",
    "Level",
    "Setting",
    "find_all_faults",
    "find_faults",
    "judge",
    "stale_ignores",
]
