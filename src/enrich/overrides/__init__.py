"""Corrections by hand: what a person says of a work, before whatever sources say."""

from enrich.overrides.model import Correction, Override, Overrides, Value
from enrich.overrides.reading import read_overrides

__all__ = ["Correction", "Override", "Overrides", "Value", "read_overrides"]
