"""arXiv's feeds, and the entries that are kept of them."""

from __future__ import annotations

import logging

import msgspec

from enrich.errors import Garbled
from enrich.identifiers import ArxivId, Title
from enrich.sources.arxiv import Arxiv
from enrich.sources.arxiv.entry import read_entry
from tests.fuzz.examples import feeds
from tests.fuzz.mutations import mutated, mutated_bytes, pieced
from tests.fuzz.parsers.answering import asked, hold_record
from tests.fuzz.target import Target
from tests.fuzz.trees import Tree, holders, mutated_json

__all__ = ["ATOM"]

# As the command does; whoever uses the library decides for himself.
logging.getLogger("arxiv").setLevel(logging.CRITICAL)

_PIECES = (
    *"<entry> </entry> <feed> </feed> <id> </id> <title> </title> <author> </author>".split(),
    *"<name> </name>".split(),
    *"<summary> <published> <updated> <arxiv:doi> </arxiv:doi> <arxiv:comment> <link".split(),
    *"<category".split(),
    *"<!DOCTYPE <!ENTITY &x; <![CDATA[ ]]> <!-- --> <? ?> xmlns= & &amp; &#0;".split(),
    *"&#xD800; < > / \" ' =".split(),
    *"2021-01-04T12:00:00Z 2021-13-45 0000-00-00T00:00:00Z 9999-12-31T23:59:59-14:00".split(),
    *"$ \\'e { } 1".split(),
    "<id>http://arxiv.org/abs/2101.00001v1</id>",
    "<id>http://arxiv.org/abs/</id>",
    "<updated>9999-12-31T23:59:59-14:00</updated>",
    "<published>0001-01-01T00:00:00+14:00</published>",
    "<opensearch:totalResults>-1</opensearch:totalResults>",
    '<link href="x" rel="related" title="pdf"/>',
    '<arxiv:primary_category term=""/>',
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<!DOCTYPE x [<!ENTITY x "yyyy">]>',
    " ",
    "\n",
)
_IDS = (ArxivId("2101.00001"), ArxivId("2101.00001", 1), ArxivId("hep-th/9901001"))
_TITLES = (Title("on and godel s sat", "sample", 2021), Title("error"), Title("calculation"))
_ENTRY: Tree = {
    "id": "2101.00001v3",
    "title": r"On $\mathbb{R}$",
    "authors": [{"name": "Ada van der Sample", "affiliation": ["X"]}, {"name": "Jos\\'e"}],
    "published": "2021-01-04T12:00:00+00:00",
    "updated": "2021-03-05T12:00:00+00:00",
    "abstract": "Words.\n  More.",
    "comment": "5 pages",
    "journal_ref": "J. 1 (2021)",
    "doi": "10.5555/joined",
    "primary_category": "cs.DL",
    "categories": ["cs.DL", "math.GT"],
}


def _check(raw: bytes) -> None:
    if raw.lstrip()[:1] == b"{":
        hold_record(read_entry(raw))
        return
    asked(Arxiv(), raw, (_IDS, _TITLES[:1], _TITLES))


def _holding(field: str) -> bytes:
    return msgspec.json.encode(_ENTRY).replace(b"Words.", field.encode())


ATOM = Target(
    name="atom",
    inputs=mutated_bytes(mutated(feeds(), _PIECES))
    | mutated_bytes(mutated(feeds(), _PIECES))
    | mutated_json([_ENTRY], pieced(_PIECES, 6)),
    check=_check,
    errors=(Garbled,),
    pieces=_PIECES,
    holders=(
        *holders(_ENTRY),
        lambda text: feeds()[0].replace("<title>On", f"<title>{text} On").encode(),
        lambda text: feeds()[0].replace("<entry>", f"<entry>{text}").encode(),
    ),
)
