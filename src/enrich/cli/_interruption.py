"""What becomes of a command that is broken off, in words that are there before anything else is."""

__all__ = ["INTERRUPTED", "NOTHING_CHANGED"]

INTERRUPTED = 130
NOTHING_CHANGED = "interrupted; nothing was changed"
