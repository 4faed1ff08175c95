"""What arXiv sends: a feed, or one of the excuses that come with status 200."""

from __future__ import annotations

from typing import TYPE_CHECKING

from enrich.errors import CutShort, Garbled, Refused, SourceError, Throttled

if TYPE_CHECKING:
    import requests
    from lxml import etree

__all__ = ["judge"]

_FEED = "{http://www.w3.org/2005/Atom}feed"
_ENCODING = "UTF-8"
_ENTRY_ID = "{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}id"


def judge(response: requests.Response) -> SourceError | None:
    """Tell a feed from the excuses that arXiv sends with status 200.

    The package's parser repairs what is broken, so a feed cut short would pass for a whole one.
    """
    if not response.ok:
        return None
    if response.content.lstrip()[:14].lower().startswith(b"rate exceeded"):
        return Throttled("arxiv: answered `Rate exceeded.`")
    try:
        root = _root(response.content)
    except Garbled as error:
        return error
    for entry_id in root.iterfind(_ENTRY_ID):
        address, _, said = (entry_id.text or "").partition("#")
        if address.endswith("/api/errors"):
            return Refused(f"arxiv: {said.replace('_', ' ')}")
    return None


def _root(body: bytes) -> etree._Element:
    """Read a feed as strictly as the package's parser is lenient."""
    from lxml import etree  # noqa: PLC0415 - 9 ms, only to ask

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        kind = CutShort if body.lstrip()[:5] in {b"<?xml", b"<feed"} else Garbled
        message = f"arxiv: answered with something that is no feed ({error.msg})"
        raise kind(message) from error
    document = root.getroottree().docinfo
    if document.internalDTD is not None or (document.encoding or _ENCODING).upper() != _ENCODING:
        # The package's parser may take either in another way than this one.
        message = "arxiv: answered with a feed that declares entities or an odd encoding"
        raise Garbled(message)
    if root.tag != _FEED:
        message = f"arxiv: answered with {root.tag}, no feed"
        raise Garbled(message)
    return root
