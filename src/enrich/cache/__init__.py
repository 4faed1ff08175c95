"""The one store of answers."""

from enrich.cache.database import delete_cache
from enrich.cache.reading import reading_cache
from enrich.cache.store import AnswerCache

__all__ = ["AnswerCache", "delete_cache", "reading_cache"]
