"""The rows of the reader and of the writer, whose modules are imported when they are needed."""

from enrich.seeds.formats import Format
from enrich.writers import Listing

__all__ = ["ORG", "PLAIN"]

# Files named *.org; what looks like one has one of these signs.
ORG = Format("Org", (".org",), "org", ("[[", "#+"), package="enrich_example")
# `enrich refresh --to plain` writes library.txt.
PLAIN = Listing("plain", "library.txt", "plain.write_plain", package="enrich_example")
