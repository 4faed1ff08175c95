"""Writers: a library out, in each format."""

from enrich.writers.contents import Contents
from enrich.writers.shelf import Shelf, print_of
from enrich.writers.table import FORMATS, Format, Listing, find_format

__all__ = ["FORMATS", "Contents", "Format", "Listing", "Shelf", "find_format", "print_of"]
