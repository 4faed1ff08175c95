"""Seeds: what people want resolved, from the files in which they keep it."""

from enrich.seeds.files import read_file, scan_bytes, scan_files
from enrich.seeds.model import Claim, Kept, LinkKind, Origin, PassedOver, Remark, Scan, Seed

__all__ = [
    "Claim",
    "Kept",
    "LinkKind",
    "Origin",
    "PassedOver",
    "Remark",
    "Scan",
    "Seed",
    "read_file",
    "scan_bytes",
    "scan_files",
]
