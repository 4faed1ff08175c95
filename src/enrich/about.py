"""What this program calls itself."""

__all__ = ["NAME", "VERSION"]

NAME = "enrich-bib"
VERSION = "0.1.0"
