"""Checks of what lists say, and of the works they name, against what is known of those."""

from enrich.checks.faults import AnyFault, Fault, Level, PluginFault
from enrich.checks.ignoring import judge, stale_ignores
from enrich.checks.model import Checked, Finding, Setting
from enrich.checks.table import Check, every_fault, find_all_faults, find_faults

__all__ = [
    "AnyFault",
    "Check",
    "Checked",
    "Fault",
    "Finding",
    "Level",
    "PluginFault",
    "Setting",
    "every_fault",
    "find_all_faults",
    "find_faults",
    "judge",
    "stale_ignores",
]
