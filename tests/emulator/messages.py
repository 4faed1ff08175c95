"""What passes between the HTTP server and the APIs."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

Api = Literal["arxiv", "crossref", "datacite"]

APIS: tuple[Api, ...] = get_args(Api)
ARXIV_PATH = "/api/query"
CROSSREF_PATH = "/crossref"
DATACITE_PATH = "/datacite"
TEXT = "text/plain;charset=utf-8"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its path as sent, its query decoded."""

    api: Api
    path: str
    query: Mapping[str, str]
    user_agent: str
    length: int

    @classmethod
    def read(cls, target: str, user_agent: str) -> Asked | None:
        """Read a request target, or nothing when no API lives there."""
        url = urlsplit(target)
        if url.path == ARXIV_PATH:
            api: Api = "arxiv"
        elif url.path.startswith(f"{CROSSREF_PATH}/"):
            api = "crossref"
        elif url.path.startswith(f"{DATACITE_PATH}/"):
            api = "datacite"
        else:
            return None
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        return cls(api, url.path, query, user_agent, len(target))


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer before it is sent."""

    status: int
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def page(cls, status: int) -> Reply:
        """Make the HTML page a web server sends with an error status."""
        words = f"{status} {HTTPStatus(status).phrase}"
        return cls(status, f"<html><body><h1>{words}</h1></body></html>\n".encode(), HTML)

    @classmethod
    def text(cls, status: int, words: str) -> Reply:
        """Make a plain text answer."""
        return cls(status, words.encode(), TEXT)
