"""Works: what the seeds want, each with all that was read of it."""

from enrich.works.resolved import Resolved
from enrich.works.sorting import SortedOut, sort_into_works
from enrich.works.work import Work

__all__ = ["Resolved", "SortedOut", "Work", "sort_into_works"]
