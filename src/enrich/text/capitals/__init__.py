"""Titles that came in capitals, repaired."""

from enrich.text.capitals.repair import repair_capitals

__all__ = ["repair_capitals"]
