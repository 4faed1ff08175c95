"""What arXiv sends: a feed, or one of the excuses that come with status 200."""

from __future__ import annotations

import requests
from lxml import etree

from enrich.errors import Garbled, Refused, SourceError, Throttled

__all__ = ["judge"]

_FEED = "{http://www.w3.org/2005/Atom}feed"
_ENTRY_ID = "{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}id"


def judge(response: requests.Response) -> SourceError | None:
    """Tell a feed from the excuses that arXiv sends with status 200.

    The package's parser repairs what is broken, so a feed cut short would pass for a whole one.
    """
    if not response.ok:
        return None
    if response.content.lstrip()[:14].lower().startswith(b"rate exceeded"):
        return Throttled("arxiv: answered `Rate exceeded.`")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(response.content, parser)
    except etree.XMLSyntaxError as error:
        return Garbled(f"arxiv: answered with something that is no feed ({error.msg})")
    if root.tag != _FEED:
        return Garbled(f"arxiv: answered with {root.tag}, no feed")
    for entry_id in root.iterfind(_ENTRY_ID):
        address, _, said = (entry_id.text or "").partition("#")
        if address.endswith("/api/errors"):
            return Refused(f"arxiv: {said.replace('_', ' ')}")
    return None
