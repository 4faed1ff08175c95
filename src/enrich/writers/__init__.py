"""Writers: a library out, in each format."""

from enrich.writers.contents import Contents
from enrich.writers.shelf import Shelf, print_of
from enrich.writers.table import FORMATS, Format, Listing, Sheet, every_format, find_format

__all__ = [
    "FORMATS",
    "Contents",
    "Format",
    "Listing",
    "Sheet",
    "Shelf",
    "every_format",
    "find_format",
    "print_of",
]
