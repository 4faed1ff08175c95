"""The only way out: an address that is no source's is refused, whatever it looks like."""

from __future__ import annotations

from urllib.parse import urlsplit

import requests
from requests.adapters import BaseAdapter

from enrich.addresses import without_secrets
from enrich.errors import Garbled
from enrich.web.visit import Visit

__all__ = ["connect"]


def connect(session: requests.Session, url: str, visit: Visit) -> None:
    """Let requests to this address out, each as the visit's manners demand; refuse all others."""
    gate = session.get_adapter("https://")
    if not isinstance(gate, _Gate):
        gate = _Gate()
        session.mount("http://", gate)
        session.mount("https://", gate)
    visit.live_at(url)
    gate.open(visit)


class _Gate(BaseAdapter):
    """Sends every request the way it belongs, and none that belongs nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self._visits: list[Visit] = []

    def open(self, visit: Visit) -> None:
        """Let requests to a visit's addresses through."""
        if visit not in self._visits:
            self._visits.append(visit)

    def send(self, request: requests.PreparedRequest, **options: object) -> requests.Response:  # type: ignore[override] # the options pass through untouched
        """Send a request the way it belongs."""
        wanted = urlsplit(request.url or "")
        for visit in self._visits:
            if visit.lives_at(wanted):
                return visit.send(request, **options)
        message = f"led to {without_secrets(request.url or '')}, which is not to be asked"
        raise Garbled(message)

    def close(self) -> None:
        """Let go of every connection."""
        for visit in self._visits:
            visit.close()
