"""Plain text seeds: one a line, references, or words among which identifiers stand."""

from enrich.seeds.text.reading import read_text

__all__ = ["read_text"]
