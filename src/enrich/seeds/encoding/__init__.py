"""Bytes as the text that was meant, and a word on what had to be undone."""

from enrich.seeds.encoding.controls import without_controls
from enrich.seeds.encoding.decoding import decoded

__all__ = ["decoded", "without_controls"]
