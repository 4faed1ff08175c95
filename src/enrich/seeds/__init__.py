"""Seeds: what people want resolved, from the files in which they keep it."""

from enrich.seeds.files import read_seeds, read_standard_input
from enrich.seeds.model import Claim, LinkKind, Origin, PassedOver, Remark, Scan, Seed

__all__ = [
    "Claim",
    "LinkKind",
    "Origin",
    "PassedOver",
    "Remark",
    "Scan",
    "Seed",
    "read_seeds",
    "read_standard_input",
]
