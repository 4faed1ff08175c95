"""Servers on loopback: one that answers every request alike, and one that nobody may ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import msgspec

__all__ = ["Served", "serving", "settings_for"]

_SOURCES = ("arxiv", "crossref", "datacite")


class Served(msgspec.Struct, frozen=True):
    """Where a server is, and the paths that it was asked for."""

    url: str
    asked: list[str]


@contextmanager
def serving(body: bytes, content_type: str = "application/json") -> Iterator[Served]:
    """Answer every request with this body."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        """Knows one answer."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def settings_for(served: Served, sources: Sequence[str] = _SOURCES) -> str:
    """Give the settings by which these sources are the server, and the others nobody."""
    urls = {name: served.url if name in sources else "http://127.0.0.1:9" for name in _SOURCES}
    return "".join(f'[sources.{name}]\nurl = "{url}/{name}"\n' for name, url in urls.items())
