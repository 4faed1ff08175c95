"""Names of papers: any text or URL in, a canonical identifier out."""

from enrich.identifiers.model import ArxivId, Doi, Identifier, Pii, Sequel, Title, Wanted
from enrich.identifiers.parsing import parse_identifier, parse_key

__all__ = [
    "ArxivId",
    "Doi",
    "Identifier",
    "Pii",
    "Sequel",
    "Title",
    "Wanted",
    "parse_identifier",
    "parse_key",
]
