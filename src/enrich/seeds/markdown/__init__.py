"""Markdown seeds: every link of a list, and what the list says of the paper behind it."""

from enrich.seeds.markdown.looks import looks_like_markdown
from enrich.seeds.markdown.reading import linked_seeds, read_markdown

__all__ = ["linked_seeds", "looks_like_markdown", "read_markdown"]
