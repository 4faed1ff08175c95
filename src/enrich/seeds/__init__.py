"""Seeds: what people want resolved, from the files in which they keep it."""

from enrich.seeds.files import read_seeds, read_standard_input
from enrich.seeds.model import Origin, Seed

__all__ = ["Origin", "Seed", "read_seeds", "read_standard_input"]
