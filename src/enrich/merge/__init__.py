"""Several records of one work, made one, and the story of every field."""

from enrich.merge.merging import merge
from enrich.merge.model import Provenance, Reading, Rule

__all__ = ["Provenance", "Reading", "Rule", "merge"]
