"""One file a parser."""
