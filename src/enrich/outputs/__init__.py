"""Files written together or not at all."""

from enrich.outputs.writing import recover, write_files

__all__ = ["recover", "write_files"]
