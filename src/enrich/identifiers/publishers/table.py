"""All publishers, by their hosts."""

from __future__ import annotations

from functools import cache

from enrich.identifiers.publishers.archives import ARCHIVES
from enrich.identifiers.publishers.journals import JOURNALS
from enrich.identifiers.publishers.model import Publisher
from enrich.identifiers.publishers.proceedings import PROCEEDINGS
from enrich.identifiers.publishers.societies import SOCIETIES

__all__ = ["PUBLISHERS", "find_publisher"]

PUBLISHERS = (*JOURNALS, *SOCIETIES, *PROCEEDINGS, *ARCHIVES)


def find_publisher(host: str) -> Publisher | None:
    """Find whose host this is, or below whose host it lies; the host is in lower case."""
    by_host = _by_host()
    while host:
        if publisher := by_host.get(host):
            return publisher
        host = host.partition(".")[2]
    return None


@cache
def _by_host() -> dict[str, Publisher]:
    return {host: publisher for publisher in PUBLISHERS for host in publisher.hosts.split()}
