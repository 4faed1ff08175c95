"""Several records of one work, made one, and the story of every field."""

from enrich.merge.merging import merge
from enrich.merge.model import Provenance, Reading, Records, Rule

__all__ = ["Provenance", "Reading", "Records", "Rule", "merge"]
