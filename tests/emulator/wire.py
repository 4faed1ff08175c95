"""How an answer goes over the wire: whole, in drops, cut short, with a wrong length, or never."""

from __future__ import annotations

from http import HTTPStatus
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.emulator.faults import Fault
    from tests.emulator.messages import Reply

__all__ = ["ABORTS", "CLOSES", "HANGS", "pause", "pieces", "redirected"]

_DRIPS = 20
_BYTES_DRIPPED = 400
_ENDLESS_PIECE = b" " * 2**20

# After these the connection is reset, ended in good order, or left to the client's patience.
ABORTS = frozenset({"aborted", "refused"})
CLOSES = frozenset(
    {"reset", "length too long", "length too short", "broken chunks", "cut chunks", "no http"}
)
HANGS = frozenset({"hang", "hang midway"})


def pause(fault: Fault) -> float:
    """Give the seconds between two pieces."""
    return fault.seconds / _DRIPS if fault.kind == "drip" else fault.seconds


def redirected(fault: Fault, path: str, port: int) -> str | None:
    """Give the address that a fault sends the client to, if it does."""
    return {
        "redirect loop": path,
        # The same server by another name: whoever goes there is told a right answer.
        "redirect away": f"http://localhost:{port}{path}",
        "redirect aside": f"http://127.0.0.1:{port}/elsewhere",
    }.get(fault.kind)


def pieces(reply: Reply, fault: Fault, date: str) -> Iterator[bytes]:
    """Give what is sent, piece by piece; the last one ends the answer, if anything does."""
    body, half = reply.body, len(reply.body) // 2
    head = _head(reply, date, f"Content-Length: {len(body)}")
    chunked = _head(reply, date, "Transfer-Encoding: chunked")
    ways: dict[str, Iterable[bytes]] = {
        "reset": (head + body[:half],),
        "aborted": (head + body[:half],),
        "hang midway": (head + body[:half],),
        "length too short": (_head(reply, date, f"Content-Length: {half}") + body,),
        "length too long": (_head(reply, date, f"Content-Length: {len(body) + 100}") + body,),
        "broken chunks": (chunked + _chunk(body[:half]) + b"nonsense\r\n",),
        "cut chunks": (chunked + _chunk(body[:half]),),
        "no http": (body,),
        "hang": (),
        "refused": (),
    }
    if fault.kind in ways:
        return iter(ways[fault.kind])
    return _in_time(head, chunked, reply, fault)


def _in_time(head: bytes, chunked: bytes, reply: Reply, fault: Fault) -> Iterator[bytes]:
    """Give an answer that comes in its own time."""
    yield from {
        "drip": (head, *_cut(reply.body, -(-len(reply.body) // _DRIPS))),
        "drip of bytes": (head, *_drops(reply.body)),
        "drip for ever": _after(chunked, repeat(_chunk(b" "))),
        "drip of headers": _after(head[:-2], repeat(b"x")),
        "continues for ever": repeat(b"HTTP/1.1 100 Continue\r\n\r\n"),
        "long header": (head[:-2], b"x: " + b"y" * 2**17 + b"\r\n\r\n", reply.body),
        "many headers": (head[:-2], b"x: y\r\n" * 2**10 + b"\r\n", reply.body),
        "endless": _after(chunked, repeat(_chunk(_ENDLESS_PIECE))),
    }.get(fault.kind, (head + reply.body,))


def _drops(body: bytes) -> Sequence[bytes]:
    return (*_cut(body[:_BYTES_DRIPPED], 1), body[_BYTES_DRIPPED:])


def _after(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _cut(body: bytes, size: int) -> list[bytes]:
    step = max(1, size)
    return [body[start : start + step] for start in range(0, len(body), step)]


def _chunk(body: bytes) -> bytes:
    return f"{len(body):x}\r\n".encode() + body + b"\r\n"


def _head(reply: Reply, date: str, length: str) -> bytes:
    lines = [
        f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}",
        f"Date: {date}",
        f"Content-Type: {reply.content_type}",
        length,
        *(f"{name}: {value}" for name, value in reply.headers),
    ]
    return "\r\n".join([*lines, "\r\n"]).encode("latin-1")
