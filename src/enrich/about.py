"""What this program calls itself and its formats: all that is known without an import."""

__all__ = ["FORMATS", "NAME", "STANDARD_INPUT", "VERSION"]

NAME = "enrich-bib"
VERSION = "0.1.0"
# The formats by name; how each is written stands in the table of the writers.
FORMATS = ("bibtex", "bibtex-ascii", "biblatex", "biblatex-ascii", "csl", "json")
# What stands for standard input where a file is named.
STANDARD_INPUT = "-"
