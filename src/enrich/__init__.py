"""Bibliographic metadata for the papers people name: right or silent, nothing lost.

>>> import enrich
>>> enrich.parse_identifier("https://arxiv.org/abs/2006.11239v2")
ArxivId(value='2006.11239', version=2)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from enrich.about import VERSION

if TYPE_CHECKING:
    from enrich.api import refresh, resolve, scan
    from enrich.dates import PartialDate
    from enrich.errors import EnrichError
    from enrich.identifiers import ArxivId, Doi, Identifier, Pii, parse_identifier
    from enrich.library import Entry, Library
    from enrich.misses import Miss
    from enrich.pipeline import Result
    from enrich.record import Kind, Name, Record
    from enrich.seeds import Claim, Scan, Seed
    from enrich.text import Text

__version__ = VERSION

__all__ = [
    "ArxivId",
    "Claim",
    "Doi",
    "EnrichError",
    "Entry",
    "Identifier",
    "Kind",
    "Library",
    "Miss",
    "Name",
    "PartialDate",
    "Pii",
    "Record",
    "Result",
    "Scan",
    "Seed",
    "Text",
    "__version__",
    "parse_identifier",
    "refresh",
    "resolve",
    "scan",
]

_HOMES = {
    "ArxivId": "identifiers",
    "Claim": "seeds",
    "Doi": "identifiers",
    "EnrichError": "errors",
    "Entry": "library",
    "Identifier": "identifiers",
    "Kind": "record",
    "Library": "library",
    "Miss": "misses",
    "Name": "record",
    "PartialDate": "dates",
    "Pii": "identifiers",
    "Record": "record",
    "Result": "pipeline",
    "Scan": "seeds",
    "Seed": "seeds",
    "Text": "text",
    "parse_identifier": "identifiers",
    "refresh": "api",
    "resolve": "api",
    "scan": "api",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: `import enrich` alone costs nothing."""
    home = _HOMES.get(name)
    if home is None:
        message = f"module 'enrich' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"enrich.{home}"), name)
