"""Writers: a library out, in each format."""

from enrich.writers.table import FORMATS, Format, find_format

__all__ = ["FORMATS", "Format", "find_format"]
