"""Addresses as everybody may see them."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

__all__ = ["without_secrets"]


def without_secrets(address: str) -> str:
    """Leave out what may be secret, a password or the words of a query, and what is a place."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "..." if parts.query else "", ""))
