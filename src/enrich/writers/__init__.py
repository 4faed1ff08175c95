"""Writers: a library out, in each format."""

from enrich.writers.shelf import Shelf, print_of
from enrich.writers.table import FORMATS, Format, find_format

__all__ = ["FORMATS", "Format", "Shelf", "find_format", "print_of"]
