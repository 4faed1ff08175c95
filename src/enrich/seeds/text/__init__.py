"""Plain text seeds: one a line, references, or words among which identifiers stand."""

from enrich.seeds.text.reading import looks_like_text, read_text

__all__ = ["looks_like_text", "read_text"]
