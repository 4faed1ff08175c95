"""BibTeX and biblatex seeds: entries, with what their owner keeps with them."""

from enrich.seeds.bibtex.reading import looks_like_bibtex, read_bibtex

__all__ = ["looks_like_bibtex", "read_bibtex"]
