"""The HTTP server on loopback, and the handle that tests hold."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import close
from select import select
from socket import AF_INET, SHUT_RDWR, SO_LINGER, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket
from socketserver import TCPServer
from struct import pack
from threading import Lock, Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from tests.emulator.desk import Desk
from tests.emulator.faults import NONE, Fault
from tests.emulator.latency import at_once
from tests.emulator.limits import DOCUMENTED, Gates
from tests.emulator.log import Log, Logged, gaps
from tests.emulator.messages import (
    ARXIV_PATH,
    CROSSREF_PATH,
    DATACITE_PATH,
    Api,
    Asked,
    Reply,
)
from tests.emulator.wire import ABORTS, CLOSES, HANGS, pause, pieces, redirected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import TracebackType

    from tests.emulator.limits import Limit
    from tests.emulator.world import World


class _Server(ThreadingHTTPServer):
    """Serves one desk, and can hang up on everybody."""

    daemon_threads = True
    request_queue_size = 128
    # How long it takes at most to notice that there is a new socket to listen on.
    timeout = 0.01

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._lock = Lock()
        self._connections: set[socket] = set()
        self._is_refusing = False
        # The hosts that were asked for under another name than ours.
        self.strays: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        # HTTPServer would ask the name service who 127.0.0.1 is, which can take seconds.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.socket.getsockname()

    def serve(self) -> None:
        """Take in connections until the desk closes."""
        while not self.desk.closing.is_set():
            try:
                self.handle_request()
            except (OSError, ValueError):
                # It refuses connections just now.
                self.desk.wait(self.timeout)

    def refuse(self, seconds: float, abort: Callable[[], None]) -> None:
        """Let nobody listen for some time, from before a connection is aborted."""
        with self._lock:
            is_first, self._is_refusing = not self._is_refusing, True
            if is_first:
                # Whoever waits for connections just now would keep a closed socket listening.
                self.socket.shutdown(SHUT_RDWR)
                self.socket.close()
        abort()
        if not is_first:
            return
        self.desk.wait(seconds)
        with self._lock:
            self._is_refusing = False
            if not self.desk.closing.is_set():
                fresh = socket(AF_INET, SOCK_STREAM)
                fresh.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
                fresh.bind(("127.0.0.1", self.server_port))
                fresh.listen(self.request_queue_size)
                self.socket = fresh

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
        if not self.headers.get("Host", "").startswith("127.0.0.1:"):
            self.server.strays.append(self.path)
        asked = Asked.read(self.path, self.headers.get("User-Agent", ""))
        if asked is None:
            nowhere = Reply.text(HTTPStatus.NOT_FOUND, "No API lives here.")
            self._answer(nowhere, NONE, lambda _: None)
            return
        visit = desk.receive(asked)
        try:
            desk.wait(
                desk.latency(asked.api) + (visit.fault.seconds if visit.fault.kind == "slow" else 0)
            )
            if visit.fault == Fault.HANGUP:
                self.close_connection = True
            else:
                self._answer(visit.reply(), visit.fault, visit.end)
        except OSError:
            self.close_connection = True
        finally:
            visit.end(0)

    def _answer(self, reply: Reply, fault: Fault, end: Callable[[int], None]) -> None:
        """Answer a request as its fault has it, and leave the connection as the fault does."""
        if (address := redirected(fault, self.path, self.server.server_port)) is not None:
            reply = replace(Reply.page(fault.code), headers=(("Location", address),))
        self.close_connection |= fault.kind in CLOSES | ABORTS | HANGS
        self._send(pieces(reply, fault, self.date_time_string()), pause(fault), reply.status, end)
        if fault.kind in HANGS:
            self._await_leave()
        elif fault.kind == "refused":
            self.server.refuse(fault.seconds, self._abort)
        elif fault.kind in ABORTS:
            self._abort()

    def _send(
        self, sent: Iterator[bytes], seconds: float, status: int, end: Callable[[int], None]
    ) -> None:
        """Send a reply; it counts as ended just before the client can have all of it."""
        piece = next(sent, None)
        while piece is not None:
            following = next(sent, None)
            if following is None:
                end(status)
            self.connection.sendall(piece)
            if following is not None and self.server.desk.wait(seconds):
                return
            piece = following

    def _await_leave(self) -> None:
        """Keep the connection open until the client has had enough."""
        while not self.server.desk.closing.is_set():
            if select([self.connection], [], [], 0.02)[0]:
                return

    def _abort(self) -> None:
        """Reset the connection: what is still on its way is lost."""
        self.connection.setsockopt(SOL_SOCKET, SO_LINGER, pack("ii", 1, 0))
        # The files that read from it would keep it open.
        close(self.connection.detach())


class Emulator:
    """The APIs on loopback for as long as its `with` block lasts."""

    def __init__(
        self,
        world: World,
        *,
        enforce_limits: bool = False,
        latency: float | Callable[[Api], float] = 0.0,
        limits: Mapping[str, Limit] = MappingProxyType({}),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Serve this world, each answer after `latency` seconds.

        Limits other than those documented go by the names of Crossref's pools, and the like.
        """
        self.world = world
        self._log = Log(clock)
        told = {**DOCUMENTED, **limits}
        self._desk = Desk(
            world,
            self._log,
            latency if callable(latency) else at_once(latency),
            Gates(told) if enforce_limits else None,
            told,
        )
        self._server = _Server(self._desk)
        self._thread = Thread(target=self._server.serve, daemon=True)
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
        self._thread.join()
        self._server.server_close()
        self._server.hang_up()

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

    def mix(self, api: Api, faults: Iterable[Fault], *, rate: float, seed: int) -> None:
        """Give this share of the requests one of these faults, by what they ask and not when."""
        self._desk.faults.mix(api, faults, rate=rate, seed=seed)

    @property
    def strays(self) -> tuple[str, ...]:
        """What was asked for under another name of this host, to which a fault had led."""
        return tuple(self._server.strays)

    def choke(self, api: Api, most: int, fault: Fault) -> None:
        """Give every request for more than so many ids this fault."""
        self._desk.chokes[api] = (most, fault)

    def heal(self, api: Api | None = None) -> None:
        """End the faults of one API, or every fault and every poison."""
        self._desk.faults.heal(api)

    def poison(self, identifier: str) -> None:
        """Refuse every request that holds this id, as if it were malformed."""
        self._desk.faults.poison(identifier)
