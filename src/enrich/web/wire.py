"""One request on the wire: when it is sent, and that its answer comes within bounds."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Self

import requests
import urllib3
from urllib3.connection import HTTPConnection

from enrich.turns import Turn
from enrich.web.signs import TooLarge

__all__ = ["Exchange", "telling"]

# A list of a thousand works has a tenth of it; larger ones are asked for in pieces.
_LARGEST = 64 * 2**20
_CHUNK = 2**16


def telling(
    kind: type[HTTPConnection], is_sent: Callable[[HTTPConnection], None]
) -> type[HTTPConnection]:
    """Make a kind of connection that tells when a request is on its way."""

    class Telling(kind):  # type: ignore[valid-type, misc] # plain, or safe
        def getresponse(self) -> urllib3.HTTPResponse:
            is_sent(self)
            return super().getresponse()  # type: ignore[no-any-return] # as of its kind

    return Telling


class Exchange:
    """A request and its answer, which is broken off when it takes too long.

    What comes over a socket comes in real time, whatever clock paces the requests; and a source
    that says a little now and then could go on for ever, in its headers as well as in the body.
    """

    def __init__(self, turn: Turn, longest_seconds: float) -> None:
        """Use a turn, and take no longer than this."""
        self.has_begun = False
        self._turn = turn
        self._longest = longest_seconds
        self._is_late = threading.Event()
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End, and tell if that came too late: what is broken off may look like an end."""
        if self._timer:
            self._timer.cancel()
        if self._is_late.is_set():
            message = f"answer took longer than {self._longest:g} s"
            raise requests.exceptions.ReadTimeout(message)

    def is_sent(self, connection: HTTPConnection) -> None:
        """Learn that the request is on its way: others may start theirs a gap later."""
        self._turn.use()
        if (used := connection.sock) is not None:
            self._timer = threading.Timer(self._longest, self._break_off, (used,))
            self._timer.daemon = True
            self._timer.start()

    def read(self, response: requests.Response) -> None:
        """Read the body here, where a broken one can be asked for again, and within bounds."""
        self.has_begun = True
        body = bytearray()
        for chunk in _chunks(response.raw):
            body += chunk
            if len(body) > _LARGEST:
                response.close()
                message = f"answer is larger than {_LARGEST >> 20} MB"
                raise TooLarge(message)
        response._content = bytes(body)  # noqa: SLF001 - where requests looks for it
        response._content_consumed = True  # type: ignore[attr-defined] # noqa: SLF001

    def _break_off(self, used: socket.socket) -> None:
        self._is_late.set()
        with suppress(OSError):
            # A safe socket's own way to do it would take away what its reader still uses.
            socket.socket.shutdown(used, socket.SHUT_RDWR)


def _chunks(raw: urllib3.HTTPResponse) -> Iterator[bytes]:
    """Give what there is as it comes: a chunk that had to be full could take for ever."""
    if raw.chunked and raw.supports_chunked_reads():
        yield from raw.stream(_CHUNK, decode_content=True)
        return
    while chunk := raw.read1(_CHUNK, decode_content=True):
        yield chunk
