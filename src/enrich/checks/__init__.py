"""Checks of what lists say against what is known of the works they name."""

from enrich.checks.model import Checked, Fault, Finding
from enrich.checks.table import find_faults

__all__ = ["Checked", "Fault", "Finding", "find_faults"]
