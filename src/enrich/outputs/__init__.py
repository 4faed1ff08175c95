"""Files written together or not at all."""

from enrich.outputs.apart import check_apart, is_same_file
from enrich.outputs.writing import JOURNALS, recover, write_files

__all__ = ["JOURNALS", "check_apart", "is_same_file", "recover", "write_files"]
