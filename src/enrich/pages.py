"""Reading lists that lie on the web: fetched as they are, from where their text lies."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import requests

from enrich.addresses import without_secrets
from enrich.errors import Garbled, Refused, SourceError, Throttled, Unreachable
from enrich.manners import Manners
from enrich.turns import Clock
from enrich.web import Visit, connect

__all__ = ["fetch_page", "file_behind"]

_GAP = 1.0
_MOST_REDIRECTS = 5
# Pages that show a file, and the address of the file itself.
_SHOWN = (
    (
        r"(https?)://github\.com/([^/]+/[^/]+)/?",
        r"https://raw.githubusercontent.com/\2/HEAD/README.md",
    ),
    (
        r"(https?)://github\.com/([^/]+/[^/]+)/tree/([^/]+)/?",
        r"https://raw.githubusercontent.com/\2/\3/README.md",
    ),
    (r"(https?)://github\.com/([^/]+/[^/]+)/blob/(.+)", r"https://raw.githubusercontent.com/\2/\3"),
    (r"(https?://gitlab\.[^/]+/.+/-)/blob/(.+)", r"\1/raw/\2"),
    (
        r"(https?)://gist\.github\.com/([^/]+/[0-9a-f]+)/?",
        r"https://gist.githubusercontent.com/\2/raw",
    ),
)


def fetch_page(address: str, *, agent: str, clock: Clock, timeout: float = 45.0) -> bytes:
    """Fetch a page; one that leads to another host, or out of https, is not followed there."""
    url = file_behind(address.partition("#")[0])
    parts = urlsplit(url)
    if "@" in parts.netloc:
        message = (
            f"{without_secrets(url)}: can't be read with a password in its address, which every"
            " message would show; save it as a file"
        )
        raise Refused(message)
    # Whom to write to is for the sources alone; a page may be anybody's.
    anonymous = agent.partition(" (")[0]
    manners = Manners(gap=_GAP, judge=_judge)
    visit = Visit(parts.netloc, manners, agent=anonymous, clock=clock, timeout=timeout)
    with requests.Session() as session:
        session.max_redirects = _MOST_REDIRECTS
        for scheme in {parts.scheme, "https"}:
            connect(session, f"{scheme}://{parts.netloc}", visit)
        try:
            return session.get(url).content
        except (requests.RequestException, Garbled, Throttled, Unreachable, ValueError) as error:
            why = str(error).replace(url, without_secrets(url))
            message = f"{without_secrets(address)}: can't be read ({why}); save it as a file"
            kind = Unreachable if isinstance(error, Unreachable) else Refused
            raise kind(message) from error


def file_behind(address: str) -> str:
    """Give the address of the file that a page shows, or the page's own."""
    for shown, file in _SHOWN:
        if found := re.fullmatch(shown, address.partition("?")[0]):
            return found.expand(file)
    return address


def _judge(response: requests.Response) -> SourceError | None:
    """Take what is no page for a refusal."""
    if response.ok or response.is_redirect:
        return None
    said = f"{without_secrets(response.url)}: answered {response.status_code}"
    return Refused(f"{said}; check the address")
