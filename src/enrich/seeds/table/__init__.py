"""CSV and TSV seeds: a paper a row, in columns found by their names."""

from enrich.seeds.table.reading import looks_like_table, read_table

__all__ = ["looks_like_table", "read_table"]
