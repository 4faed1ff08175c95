"""The one store of answers."""

from enrich.cache.store import AnswerCache, delete_cache

__all__ = ["AnswerCache", "delete_cache"]
