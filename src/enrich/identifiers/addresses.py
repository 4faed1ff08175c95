"""Identifiers out of addresses: arXiv's, the DOI resolver's, publishers', and any with a DOI."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from enrich.identifiers.arxiv_ids import parse_arxiv_id
from enrich.identifiers.dois import parse_doi
from enrich.identifiers.model import Identifier
from enrich.identifiers.piis import parse_pii
from enrich.identifiers.publishers import find_publisher

__all__ = ["LONGEST", "knows_host", "knows_publisher", "parse_address"]

# Longer than any identifier and any address of one.
LONGEST = 2048

_ARXIV_HOST = re.compile(r"(?:[a-z]{2,8}\.)?arxiv\.org|xxx\.lanl\.gov", re.IGNORECASE)
_DOI_HOST = re.compile(r"(?:www\.|dx\.)?doi\.org", re.IGNORECASE)
# A folder named like a DOI is none.
_CODE_HOST = re.compile(r"(?:[\w-]+\.)*(?:github|gitlab|bitbucket|codeberg)\.\w+", re.IGNORECASE)
_ARXIV_VIEW = re.compile(r"/+(?:abs|pdf|html|format|ps|src|e-print|bibtex)/+(.+?)(?:\.pdf)?/*")
_DOI_IN_PATH = re.compile(r"(?:^|[/=:])(10\.\d{4,9}(?:\.\d+)*/.+)", re.ASCII)
# What publishers put behind a DOI in their addresses; none of it belongs to the DOI.
_VIEW = re.compile(
    r"(?:/(?:full|full-?pdf|pdf|pdfft|epdf|xml|abstract|abs|html|fulltext|full-text|meta|metrics"
    r"|summary|references|citations?|(?:figures|tables)(?:/\d+)?|supplementary-material(?:/.*)?"
    r"|pdfdirect|e?reader|download|asset|file|suppl_file/[\w.-]+)"
    r"|\.(?:pdf|html?|xml|epub|full|abstract|short|full-text))/?$",
    re.IGNORECASE,
)
# Silverchair, which serves Oxford, AIP, ASME and others, puts its own number behind the DOI,
# and then the article's name.
_SILVERCHAIR = re.compile(r"/[a-z-]*(?:article|proceedings|chapter)(?:-[a-z]+)?/doi/", re.ASCII)
_SILVERCHAIR_TAIL = re.compile(r"(10\.\d{4,9}/.+?)/\d{5,9}(?:/.*)?$", re.ASCII)
_PREPRINT_VERSION = re.compile(r"^(10\.(?:1101|64898)/.+?)v\d+$")


class _Address(NamedTuple):
    host: str
    path: str
    query: str
    # The `#` in which some SICI DOIs end and which an address takes for a fragment.
    tail: str

    @property
    def place(self) -> str:
        """What publishers' forms are written for: host, path and query, decoded."""
        path = unquote(self.path).rstrip("/")
        return f"{self.host}{path}?{unquote(self.query)}" if self.query else self.host + path


def knows_host(host: str) -> bool:
    """Whether a host is that of a publisher in the table."""
    return find_publisher(host.lower()) is not None


def knows_publisher(url: str) -> bool:
    """Whether a link leads to a paper at a known publisher, though it may hold no identifier."""
    address = _read(url)
    if address is None:
        return False
    publisher = find_publisher(address.host)
    if publisher is None:
        return False
    return publisher.find(address.place) is not None or _identifier(address) is not None


def parse_address(url: str) -> Identifier | None:
    """Read the identifier of the paper that a link leads to."""
    address = _read(url)
    return _identifier(address) if address else None


def _identifier(address: _Address) -> Identifier | None:
    if _ARXIV_HOST.fullmatch(address.host):
        view = _ARXIV_VIEW.fullmatch(unquote(address.path))
        return parse_arxiv_id(view[1]) if view else None
    if _DOI_HOST.fullmatch(address.host):
        return parse_doi(address.path.lstrip("/") + address.tail)
    if _CODE_HOST.fullmatch(address.host):
        return None
    publisher = find_publisher(address.host)
    found = publisher.find(address.place) if publisher else None
    if found is not None:
        return _named(found.text) if found.text else None
    return _doi_in_path(address) or _doi_in_query(address.query)


def _named(text: str) -> Identifier | None:
    """Read what a publisher's form gives."""
    kind, _, value = text.partition(":")
    match kind:
        case "arxiv":
            return parse_arxiv_id(value.removesuffix(".pdf"))
        case "pii":
            return parse_pii(value)
        case _:
            return parse_doi(_without_view(text))


def _doi_in_path(address: _Address) -> Identifier | None:
    path = unquote(address.path)
    if _SILVERCHAIR.search(path):
        path = _SILVERCHAIR_TAIL.sub(r"\1", path)
    found = _DOI_IN_PATH.search(path)
    return parse_doi(_without_view(found[1]) + address.tail) if found else None


def _without_view(text: str) -> str:
    text = text.rstrip("/")
    while (shorter := _VIEW.sub("", text)) != text:
        text = shorter
    version = _PREPRINT_VERSION.fullmatch(text)
    return version[1] if version else text


def _doi_in_query(query: str) -> Identifier | None:
    values = (value for name, value in parse_qsl(query) if name.lower() in {"doi", "id"})
    found = {identifier for value in values if (identifier := parse_doi(value))}
    return found.pop() if len(found) == 1 else None


# Pages that only lead on, and the parameters in which they say where to.
_REDIRECTS = {
    "www.google.com/url": ("q", "url"),
    "google.com/url": ("q", "url"),
    "scholar.google.com/scholar_url": ("url",),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "www.linkedin.com/redir/redirect": ("url",),
    "slack-redir.net/link": ("url",),
}
_ARCHIVED = re.compile(r"/web/[\w*]+/(https?:/.+)", re.IGNORECASE | re.DOTALL)
_DEEPEST = 3


def _read(url: str) -> _Address | None:
    """Take an address apart, and undo the archives, redirects and proxies it goes through."""
    if len(url) > LONGEST:
        return None
    for _ in range(_DEEPEST):
        try:
            parts = urlsplit(url if "://" in url[:10] else f"https://{url}")
            host = (parts.hostname or "").rstrip(".")
        except ValueError:
            return None
        if parts.scheme.lower() not in {"http", "https"}:
            return None
        further = _further(host, parts.path, parts.query)
        if further is None:
            tail = "#" if url.endswith(";2-#") else ""
            return _Address(_without_proxy(host), parts.path, parts.query, tail)
        url = further
    return None


def _further(host: str, path: str, query: str) -> str | None:
    """Where an archive, a redirect or a library's proxy leads on to."""
    if host == "web.archive.org" and (archived := _ARCHIVED.match(path)):
        target = re.sub(r"^(https?:)/+", r"\1//", archived[1], flags=re.IGNORECASE)
        return f"{target}?{query}" if query else target
    names = _REDIRECTS.get(host + path, ())
    if "proxy" in host and path == "/login":
        names = ("url", "qurl")
    given = parse_qs(query) if names else {}
    targets = [given[name][0] for name in names if name in given]
    return next((target for target in targets if re.match(r"https?://", target)), None)


def _without_proxy(host: str) -> str:
    """Undo a library's proxy, which writes a publisher's host as `link-springer-com.proxy.…`.

    https://help.oclc.org/Library_Management/EZproxy
    """
    label, _, rest = host.partition(".")
    if "-" not in label or "." not in rest:
        return host
    original = label.replace("--", "\0").replace("-", ".").replace("\0", "-")
    own = (find_publisher(original), _ARXIV_HOST.fullmatch(original), _DOI_HOST.fullmatch(original))
    return original if any(own) else host
