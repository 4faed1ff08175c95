"""A check that finds the works that can't be cited by a DOI."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks import Check, Checked, Finding, Level, PluginFault

__all__ = ["CHECK"]

# By its name it is ignored, skipped, or made alone; by its level it lets `enrich check` fail.
_NO_DOI = PluginFault("no-doi", Level.NOTE, "The work has no DOI.")


def _find(checked: Checked) -> Iterator[Finding]:
    for entry in checked.library.entries:
        if entry.record.doi is None:
            yield Finding(_NO_DOI, entry.seeds[0], "no source gives it a DOI", entry)


CHECK = Check(_NO_DOI, _find)
