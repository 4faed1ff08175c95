"""Data on standard output and talk on standard error, whoever reads them or not."""

from __future__ import annotations

import contextlib
import os
import sys

from enrich.errors import OutputError

__all__ = ["harmless", "put", "put_harmless", "say", "say_harmless"]


def put(data: bytes) -> None:
    """Write data to standard output, in which a terminal finds nothing to obey."""
    is_shown = sys.stdout is not None and sys.stdout.isatty()
    put_harmless(_for_terminal(data) if is_shown else data)


def put_harmless(data: bytes) -> None:
    """Write to standard output as it is; a reader who has enough of it is no error."""
    if sys.stdout is None:
        message = "standard output is closed; nothing could be written"
        raise OutputError(message)
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence(sys.stdout.fileno())
    except OSError as error:
        _silence(sys.stdout.fileno())
        message = f"standard output can't be written ({error.strerror})"
        raise OutputError(message) from error


def _for_terminal(data: bytes) -> bytes:
    """Show what a terminal would obey, which a file may hold: a user's own list does."""
    from enrich.text import shown_controls

    return shown_controls(data.decode(errors="backslashreplace")).encode()


def say(text: str) -> None:
    """Write a line to standard error, if anybody listens."""
    say_harmless(harmless(text))


def say_harmless(text: str) -> None:
    """Write a line to standard error as it is."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except OSError:
        with contextlib.suppress(OSError, ValueError):
            _silence(sys.stderr.fileno())


def _silence(descriptor: int) -> None:
    """Let what is still to be written to a broken pipe go nowhere, without a word at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def harmless(text: str) -> str:
    """Show control characters, which could play with a terminal, as what they are."""
    return "".join(
        character if character.isprintable() or character == "\n" else ascii(character)[1:-1]
        for character in text
    )
