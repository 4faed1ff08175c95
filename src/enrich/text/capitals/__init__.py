"""Titles that came in capitals, told and repaired."""

from enrich.text.capitals.repair import is_shouted, repair_capitals

__all__ = ["is_shouted", "repair_capitals"]
