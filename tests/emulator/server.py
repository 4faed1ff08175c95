"""The HTTP server on loopback, and the handle that tests hold."""

from __future__ import annotations

import sys
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from socketserver import TCPServer
from threading import Lock, Thread
from typing import TYPE_CHECKING, Self

from tests.emulator.desk import Desk
from tests.emulator.faults import NONE, Fault
from tests.emulator.limits import Gates
from tests.emulator.log import Log, Logged, gaps
from tests.emulator.messages import (
    ARXIV_PATH,
    CROSSREF_PATH,
    DATACITE_PATH,
    Api,
    Asked,
    Reply,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from tests.emulator.world import World

_DRIPS = 20


class _Server(ThreadingHTTPServer):
    """Serves one desk, and can hang up on everybody."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._lock = Lock()
        self._connections: set[socket] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        # HTTPServer would ask the name service who 127.0.0.1 is, which can take seconds.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.socket.getsockname()

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        # A client that gives up is nothing to report.
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def opened(self, connection: socket) -> None:
        with self._lock:
            self._connections.add(connection)

    def closed(self, connection: socket) -> None:
        with self._lock:
            self._connections.discard(connection)

    def hang_up(self) -> None:
        """End the connections that clients keep alive: they would go on being served."""
        with self._lock:
            for connection in self._connections:
                try:
                    connection.shutdown(SHUT_RDWR)
                except OSError:
                    continue


class _Handler(BaseHTTPRequestHandler):
    """Reads requests off one connection and sends the answers."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        self.server.closed(self.connection)
        super().finish()

    def log_message(self, *_: object) -> None:
        """Stay silent: the log is for tests to read."""

    def do_GET(self) -> None:
        desk = self.server.desk
        if desk.closing.is_set():
            # Accepted too late for hang_up to know of it.
            self.close_connection = True
            return
        asked = Asked.read(self.path, self.headers.get("User-Agent", ""))
        if asked is None:
            nowhere = Reply.text(HTTPStatus.NOT_FOUND, "No API lives here.")
            self._send(nowhere, NONE, lambda _: None)
            return
        visit = desk.receive(asked)
        try:
            desk.wait(desk.latency + (visit.fault.seconds if visit.fault.kind == "slow" else 0))
            if visit.fault == Fault.HANGUP:
                self.close_connection = True
            else:
                self._send(visit.reply(), visit.fault, visit.end)
        except OSError:
            self.close_connection = True
        finally:
            visit.end(0)

    def _send(self, reply: Reply, fault: Fault, end: Callable[[int], None]) -> None:
        """Send a reply; it counts as ended just before the client can have all of it."""
        *pieces, last = self._pieces(reply, fault)
        for piece in pieces:
            self.connection.sendall(piece)
            self.server.desk.wait(fault.seconds / len(pieces))
        end(reply.status)
        self.connection.sendall(last)

    def _pieces(self, reply: Reply, fault: Fault) -> Iterator[bytes]:
        head = self._head(reply)
        if fault == Fault.RESET:
            self.close_connection = True
            yield head + reply.body[: len(reply.body) // 2]
        elif fault.kind == "drip":
            step = max(1, -(-len(reply.body) // _DRIPS))
            yield head
            for start in range(0, len(reply.body), step):
                yield reply.body[start : start + step]
        else:
            yield head + reply.body

    def _head(self, reply: Reply) -> bytes:
        lines = [
            f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}",
            f"Date: {self.date_time_string()}",
            f"Content-Type: {reply.content_type}",
            f"Content-Length: {len(reply.body)}",
            *(f"{name}: {value}" for name, value in reply.headers),
        ]
        return "\r\n".join([*lines, "\r\n"]).encode("latin-1")


class Emulator:
    """The APIs on loopback for as long as its `with` block lasts."""

    def __init__(
        self,
        world: World,
        *,
        enforce_limits: bool = False,
        latency: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Serve this world, each answer after `latency` seconds."""
        self.world = world
        self._log = Log(clock)
        self._desk = Desk(world, self._log, latency, Gates() if enforce_limits else None)
        self._server = _Server(self._desk)
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        root = f"http://127.0.0.1:{self._server.server_port}"
        self.arxiv_url = f"{root}{ARXIV_PATH}"
        self.crossref_url = f"{root}{CROSSREF_PATH}"
        self.datacite_url = f"{root}{DATACITE_PATH}"

    def __enter__(self) -> Self:
        """Start to serve."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, and end every connection."""
        self._desk.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._server.hang_up()
        self._thread.join()

    @property
    def log(self) -> list[Logged]:
        """Every request so far, in order of start."""
        return self._log.entries()

    def requests(self, api: Api) -> list[Logged]:
        """Give the requests to one API."""
        return [entry for entry in self.log if entry.api == api]

    def gaps(self, api: Api) -> tuple[float, ...]:
        """Give the seconds from the start of each request to the next one's."""
        return gaps(self.requests(api))

    def peak(self, api: Api) -> int:
        """Count the most requests to one API that ran at one time."""
        return self._log.peak(api)

    def forget(self) -> None:
        """Clear the log."""
        self._log.forget()

    def order(self, api: Api, *faults: Fault) -> None:
        """Give the next requests to one API these faults, one each."""
        self._desk.faults.order(api, faults)

    def always(self, api: Api, fault: Fault) -> None:
        """Give every request to one API this fault until it is healed."""
        self._desk.faults.always(api, fault)

    def heal(self, api: Api | None = None) -> None:
        """End the faults of one API, or every fault and every poison."""
        self._desk.faults.heal(api)

    def poison(self, identifier: str) -> None:
        """Refuse every request that holds this id, as if it were malformed."""
        self._desk.faults.poison(identifier)
