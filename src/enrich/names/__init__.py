"""Names of people and groups, as arXiv prints them and as Crossref has them in fields."""

from enrich.names.groups import is_group, is_nobody
from enrich.names.reading import Named, read_name, read_names, read_person

__all__ = ["Named", "is_group", "is_nobody", "read_name", "read_names", "read_person"]
