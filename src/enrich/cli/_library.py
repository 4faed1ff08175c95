"""The library as the last run left it: what the cache and the lock file hold, and nobody asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enrich.config import Config
    from enrich.pipeline import Result

__all__ = ["known_library"]


def known_library(config: Config) -> Result:
    """Give what is known of the seeds of a project."""
    import msgspec

    from enrich.pipeline import resolve_seeds, scan_wanted

    offline = msgspec.structs.replace(config, offline=True)
    scan = scan_wanted(offline)
    return msgspec.structs.replace(resolve_seeds(scan.seeds, offline), scan=scan)
