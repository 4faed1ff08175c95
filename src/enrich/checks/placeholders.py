"""Links that were put there until somebody finds the right one."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks.model import Checked, Fault, Finding
from enrich.seeds import LinkKind

__all__ = ["placeholders"]


def placeholders(checked: Checked) -> Iterator[Finding]:
    """Find links that lead nowhere on purpose."""
    for link in checked.scan.passed_over:
        if link.kind is LinkKind.PLACEHOLDER:
            yield Finding(Fault.PLACEHOLDER, link, "no paper yet")
