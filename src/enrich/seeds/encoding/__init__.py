"""Bytes as the text that was meant, and a word on what had to be undone."""

from enrich.seeds.encoding.decoding import decoded

__all__ = ["decoded"]
