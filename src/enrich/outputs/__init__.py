"""Files written together or not at all."""

from enrich.outputs.writing import JOURNALS, recover, write_files

__all__ = ["JOURNALS", "recover", "write_files"]
