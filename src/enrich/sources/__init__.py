"""Sources: the APIs that know papers, and what they share in being asked."""

from enrich.sources.gathering import Gatherer, Lifetimes
from enrich.sources.horizon import Horizon
from enrich.sources.lanes import run_lanes
from enrich.sources.model import Source
from enrich.sources.table import is_known, make_sources

__all__ = [
    "Gatherer",
    "Horizon",
    "Lifetimes",
    "Source",
    "is_known",
    "make_sources",
    "run_lanes",
]
