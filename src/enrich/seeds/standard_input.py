"""Standard input, as one more list."""

from __future__ import annotations

import sys

from enrich.errors import SeedError

__all__ = ["NAME", "read_standard_input"]

# How it is called where it is told from which line something comes.
NAME = "standard input"


def read_standard_input() -> bytes:
    """Give all of it; of a terminal, what is typed before Ctrl-D."""
    try:
        return sys.stdin.buffer.read() if sys.stdin else b""
    except OSError as error:
        message = f"{NAME}: can't be read ({error.strerror}); name a file, or write into a pipe"
        raise SeedError(message) from error
