"""Crossref's works: how they are asked for, and how each is read into a record."""

from enrich.sources.crossref.api import Crossref

__all__ = ["Crossref"]
