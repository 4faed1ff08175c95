"""The Example Register, which there isn't but on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

__all__ = ["register"]

Works = Mapping[str, Mapping[str, object]]


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, works: Works, *told: object) -> None:
        self._works = works
        super().__init__(*told)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with the works that are named."""
        parts = urlsplit(self.path)
        listed = parse_qs(parts.query).get("ids", [""])[0].split(",")
        alone = unquote(parts.path).removeprefix("/works").removeprefix("/")
        wanted = [alone] if alone else listed
        body = json.dumps({"works": [self._works[one] for one in wanted if one in self._works]})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def register(works: Works) -> Iterator[str]:
    """Run the register over these works, by their DOIs, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, works))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
