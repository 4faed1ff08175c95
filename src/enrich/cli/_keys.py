"""The citation keys of the project at hand, for a shell that completes them."""

from __future__ import annotations

import re

__all__ = ["known_keys"]

# What is larger takes longer to read than anybody waits for a key.
_LARGEST = 64 * 2**20


def known_keys(beginning: str) -> list[str]:
    """Give the keys of the library that begin so; none where anything is not as it should be."""
    from enrich.config import load_config
    from enrich.errors import EnrichError
    from enrich.files import plain
    from enrich.lockfile import LOCK_FILE

    try:
        file = plain(load_config().output / LOCK_FILE)
        lock = file.read_bytes() if file.stat().st_size <= _LARGEST else b""
    except (EnrichError, OSError):
        return []
    # To read the lines of ten thousand works as what they say takes longer than to look at them.
    key = re.escape(beginning.encode(errors="surrogateescape")) + rb"\S*"
    left = set(re.findall(rb"^(%b) left " % key, lock, re.MULTILINE))
    there = dict.fromkeys(re.findall(rb"^(%b) first-seen " % key, lock, re.MULTILINE))
    return [one.decode(errors="replace") for one in there if one not in left]
