"""Addresses within words: where one ends that nothing encloses."""

from __future__ import annotations

__all__ = ["WIDE", "trimmed"]

# The stops and brackets of Chinese and Japanese, and quotes; none belongs to an address.
WIDE = (
    "\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff08\uff09\u3010\u3011\u300a\u300b\u300c\u300d"
    "\u300e\u300f\u3008\u3009\u2018\u2019\u201c\u201d"
)

_STOPS = ".,;:!?'\"*_~`\u2026" + WIDE
_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}


def trimmed(address: str) -> str:
    """Leave out the stops behind an address, and brackets that were opened before it."""
    opened = {closer: address.count(opener) for closer, opener in _CLOSERS.items()}
    closed = {closer: address.count(closer) for closer in _CLOSERS}
    end = len(address)
    while end:
        last = address[end - 1]
        if last in closed and closed[last] > opened[last]:
            closed[last] -= 1
        elif last not in _STOPS:
            break
        end -= 1
    return address[:end]
