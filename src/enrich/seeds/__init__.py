"""Seeds: what people want resolved, from the files in which they keep it."""

from enrich.seeds.files import check_lasting, read_file, scan_bytes, scan_files
from enrich.seeds.model import Claim, Kept, LinkKind, Origin, PassedOver, Remark, Scan, Seed
from enrich.seeds.words.titles import find_title

__all__ = [
    "Claim",
    "Kept",
    "LinkKind",
    "Origin",
    "PassedOver",
    "Remark",
    "Scan",
    "Seed",
    "check_lasting",
    "find_title",
    "read_file",
    "scan_bytes",
    "scan_files",
]
