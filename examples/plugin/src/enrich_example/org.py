"""Seeds from Org files: links, under the headings at which they stand.

https://orgmode.org/manual/Link-Format.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrich.identifiers import parse_identifier
from enrich.seeds import Claim, LinkKind, Origin, PassedOver, Seed, find_title

__all__ = ["looks_like_org", "read_org"]

_LINK = re.compile(r"\[\[([^\[\]]+)\](?:\[([^\[\]]+)\])?\]")
_HEADING = re.compile(r"(\*+) +(?:(?:TODO|DONE) +)?(.+)")
_SIGN = re.compile(r"^#\+\w+:|\[\[https?://[^\[\]]+\]", re.MULTILINE)


def looks_like_org(text: str) -> bool:
    """Whether a text has a keyword or a link as Org writes them."""
    return _SIGN.search(text) is not None


def read_org(text: str, file: str) -> Iterator[Seed | PassedOver]:
    """Read a seed from each link that names a paper, and pass over the others."""
    headings: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        origin = Origin(file, number)
        if heading := _HEADING.match(line):
            words = _LINK.sub(lambda link: link[2] or link[1], heading[2])
            headings[len(heading[1]) - 1 :] = [words]
        for target, words in _LINK.findall(line):
            if wanted := parse_identifier(target):
                # What the heading itself links to does not stand under it.
                tags = headings[:-1] if heading else headings
                # Words that are no title, such as `PDF`, say nothing that could be wrong.
                claim = Claim(title=find_title(words))
                yield Seed(wanted, target, origin, claim=claim, tags=tuple(tags))
            else:
                yield PassedOver(LinkKind.PAGE, target, origin)
