"""Papers that may be one work or another."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks._misses import is_doubtful
from enrich.checks.model import Checked, Fault, Finding
from enrich.match import Match
from enrich.text import to_unicode

__all__ = ["doubtful_matches"]


def doubtful_matches(checked: Checked) -> Iterator[Finding]:
    """Find papers that have no entry because it is in doubt which work is meant."""
    for miss in checked.library.misses:
        if is_doubtful(miss):
            likeliest = f"it may be {_named(miss.matches[0])}; " if miss.matches else ""
            yield Finding(Fault.DOUBTFUL_MATCH, miss.seed, likeliest + miss.hint)


def _named(match: Match) -> str:
    title = to_unicode(match.record.title) if match.record.title else "(no title)"
    return f"{match.record.name}, {title!r}"
