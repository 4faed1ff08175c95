"""Answers that an API could give to wear out, or to lead astray, whoever reads them."""

from __future__ import annotations

import json

__all__ = ["DEPTH", "FEEDS", "deep_json", "feed", "work_list"]

DEPTH = 10_000
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"'
    ' xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
    "<opensearch:totalResults>1</opensearch:totalResults>"
    "<opensearch:startIndex>0</opensearch:startIndex>"
    "<opensearch:itemsPerPage>1</opensearch:itemsPerPage>"
)


def feed(
    title: str, *, identifier: str = "2101.00001", before: str = "", author: str = "A B"
) -> str:
    """Give a feed of one paper, with something before it all."""
    return (
        f"{before}{_ATOM}<entry><id>http://arxiv.org/abs/{identifier}v1</id><title>{title}</title>"
        "<published>2021-01-04T12:00:00Z</published><updated>2021-01-04T12:00:00Z</updated>"
        f"<summary>{title}</summary><author><name>{author}</name></author>"
        '<category term="cs.DL"/><arxiv:primary_category term="cs.DL"/></entry></feed>'
    )


def _laughs(levels: int, each: int) -> str:
    declared = ['<!ENTITY a0 "ha">']
    declared += [
        f'<!ENTITY a{level} "{f"&a{level - 1};" * each}">' for level in range(1, levels + 1)
    ]
    return f"<?xml version='1.0'?><!DOCTYPE feed [{''.join(declared)}]>"


def _declared(encoding: str, body: str) -> bytes:
    return f"<?xml version='1.0' encoding='{encoding}'?>{body}".encode(encoding)


def FEEDS(elsewhere: str) -> dict[str, bytes]:  # noqa: N802 - read as the table that it is
    """Give the feeds, of which some ask for a file of this machine or for another server."""
    external = "<!DOCTYPE feed [<!ENTITY x SYSTEM '{}'>]>"
    system = f"<!DOCTYPE feed SYSTEM '{elsewhere}/feed.dtd'>"
    parameter = f"<!DOCTYPE feed [<!ENTITY % p SYSTEM '{elsewhere}/p.dtd'> %p;]>"
    style = f"<?xml-stylesheet href='{elsewhere}/style.xsl' type='text/xsl'?>"
    include = (
        f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{elsewhere}/i" parse="text"/>'
    )
    many = " ".join(f"a{number}='1'" for number in range(100_000))
    return {
        "a billion laughs": feed("&a9;", before=_laughs(9, 10)).encode(),
        "quadratic laughs": feed("&a1;" * 1000, before=_laughs(1, 50_000)).encode(),
        "a file of ours": feed("&x;", before=external.format("file:///etc/passwd")).encode(),
        "another server": feed("&x;", before=external.format(f"{elsewhere}/x")).encode(),
        "a definition elsewhere": feed("Title", before=system).encode(),
        "a parameter elsewhere": feed("Title", before=parameter).encode(),
        "a style sheet elsewhere": feed("Title", before=style).encode(),
        "an inclusion": feed(include).encode(),
        "UTF-16": _declared("utf-16", feed("Title")),
        "UTF-7": _declared("utf-7", feed("+ADw-script+AD4-")),
        "another EBCDIC": _declared("cp037", feed("Title")),
        "deep nesting": feed("<b>" * 100_000 + "</b>" * 100_000).encode(),
        "a huge attribute": feed(f'<b c="{"x" * 20_000_000}"/>').encode(),
        "a huge text": feed("x" * 50_000_000).encode(),
        "many attributes": feed(f"<b {many}/>").encode(),
        "NULs": feed("a\x00b").encode(),
        "half a character": feed("Title").encode().replace(b"Title", b"\xed\xa0\x80"),
    }


def deep_json(depth: int = DEPTH) -> str:
    """Give lists in lists."""
    return "[" * depth + "]" * depth


def work_list(**fields: str) -> bytes:
    """Give a list of one work of Crossref's, whose fields are JSON already."""
    own = {"DOI": '"10.5555/bomb"', "type": '"journal-article"', "title": '["A Title"]', **fields}
    work = ",".join(f"{json.dumps(name)}:{value}" for name, value in own.items())
    return (
        '{"status":"ok","message-type":"work-list","message":{"total-results":1,"items":['
        f"{{{work}}}]}}}}"
    ).encode()
