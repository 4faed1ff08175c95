"""DataCite's DOIs: how they are asked for, and how each is read into a record."""

from enrich.sources.datacite.api import Datacite

__all__ = ["Datacite"]
