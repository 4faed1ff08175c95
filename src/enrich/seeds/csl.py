"""Seeds from CSL-JSON, as Zotero, Better BibTeX, pandoc and we write it.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias, cast

from enrich.dates import PartialDate, date_of_parts
from enrich.identifiers import Doi
from enrich.record import Kind
from enrich.seeds.encoding import without_controls
from enrich.seeds.entries import (
    Draft,
    Keys,
    Written,
    extra_lines,
    identifiers_in,
    key_of,
    noted_identifiers,
    seed_of,
    split_tags,
    title_of,
)
from enrich.seeds.model import Claim, Found, Origin, Remark
from enrich.seeds.words.dates import read_date

__all__ = ["looks_like_csl", "read_csl"]

_Item: TypeAlias = dict[str, object]

# https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
_KINDS = {
    "article": Kind.PREPRINT,
    "article-journal": Kind.ARTICLE,
    "article-magazine": Kind.ARTICLE,
    "article-newspaper": Kind.ARTICLE,
    "book": Kind.BOOK,
    "chapter": Kind.CHAPTER,
    "dataset": Kind.DATASET,
    "entry": Kind.REFERENCE_ENTRY,
    "entry-dictionary": Kind.REFERENCE_ENTRY,
    "entry-encyclopedia": Kind.REFERENCE_ENTRY,
    "paper-conference": Kind.CONFERENCE_PAPER,
    "report": Kind.REPORT,
    "review": Kind.REVIEW,
    "standard": Kind.STANDARD,
    "thesis": Kind.THESIS,
}
_PAGES = frozenset("webpage post post-weblog software motion_picture".split())
# What may hold an identifier behind the fields for that, the surest first.
_ADDRESSES = ("archive_location", "number", "URL", "archive", "publisher", "container-title")
_PARTS = ("dropping-particle", "non-dropping-particle", "family")

_HEAD = 2**16
_LIKE = re.compile(
    r"\s*(?:\[\s*)?\{.{0,2000}?\"(?:type|title|DOI|citation-key|issued|author|items)\"\s*:",
    re.DOTALL,
)


def looks_like_csl(text: str) -> bool:
    """Whether it begins as a list of works, or one work, in JSON."""
    return _LIKE.match(text[:_HEAD]) is not None or "".join(text[:9].split()) == "[]"


def read_csl(text: str, file: str) -> Iterator[Found]:
    """Read a seed from each work of a list."""
    keys = Keys()
    for line, item in _items(text):
        origin = Origin(file, line)
        if isinstance(item, str):
            yield Remark(origin, item)
        else:
            yield from _read(item, origin, keys)


_SPACE = re.compile(r"[\s,]*")
_LIST = re.compile(r"\s*(?:\{(?:(?!\}).){0,20000}?\"items\"\s*:\s*)?(\[)", re.DOTALL)


def _items(text: str) -> Iterator[tuple[int, _Item | str]]:
    """Give each object of the list with its line, or what is wrong there."""
    opening = _LIST.match(text)
    at = opening.end() if opening else 0
    line, counted = 1, 0
    while (at := _after(_SPACE, text, at)) < len(text) and text[at] != "]":
        line, counted = line + text.count("\n", counted, at), at
        value, end, error = _decoded(text, at)
        if error is None:
            yield line, value if isinstance(value, dict) else "this is no work, but a bare value"
            at = end
            if opening is None:
                break
            continue
        yield line + text.count("\n", at, end), f"{error}, so this work can't be read; correct it"
        at = _next_item(text, at, end)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _decoded(text: str, at: int) -> tuple[object, int, str | None]:
    """Read the value that begins here: it and its end, or where it is broken and how."""
    try:
        value, end = json.JSONDecoder().raw_decode(text, at)
    except json.JSONDecodeError as error:
        return None, min(error.pos, len(text)), f"no JSON ({error.msg.lower()})"
    except (ValueError, RecursionError):
        return None, at, "no JSON that anybody writes"
    return value, end, None


def _next_item(text: str, at: int, end: int) -> int:
    """Find where the next object begins, behind another, that is set as far in as a broken one."""
    indent = text[text.rfind("\n", 0, at) + 1 : at]
    if indent.strip():
        return len(text)
    found = re.compile(rf"\}}[ \t]*,[ \t]*\n{indent}(?=\{{)").search(text, max(end, at + 1))
    return found.end() if found else len(text)


def _read(item: _Item, origin: Origin, keys: Keys) -> Iterator[Found]:
    extra = extra_lines(_words(item.get("note")))
    draft = Draft(
        origin=origin,
        claim=_claim(item, extra),
        identifiers=_identifiers(item, extra),
        doi=_words(item.get("DOI")),
        key=_key(item, extra),
        name="this work",
        tags=_tags(item),
        page=_words(item.get("URL")) if _words(item.get("type")) in _PAGES else "",
    )
    yield from seed_of(draft, keys)


def _key(item: _Item, extra: dict[str, str]) -> str | None:
    given = (item.get("citation-key"), extra.get("citation key"), item.get("id"))
    return next((key for one in given if (key := key_of(_words(one)))), None)


def _tags(item: _Item) -> Iterator[str]:
    for name in ("keyword", "categories", "tags"):
        value = item.get(name)
        values = value if isinstance(value, list) else [value]
        for one in values:
            yield from split_tags(_words(one))


def _words(value: object) -> str:
    """Give text or a number as text, and anything else as none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return without_controls(value) if isinstance(value, str) else str(value)


def _custom(item: _Item) -> _Item:
    custom = item.get("custom")
    return cast("_Item", custom) if isinstance(custom, dict) else {}


def _identifiers(item: _Item, extra: dict[str, str]) -> Iterator[Written]:
    """Give the identifiers of a work, the surest first."""
    of_doi = [*identifiers_in(_words(item.get("DOI"))), *identifiers_in(extra.get("doi", ""))]
    yield from (one for one in of_doi if isinstance(one[0], Doi))
    yield from identifiers_in(_words(_custom(item).get("eprint")))
    yield from identifiers_in(extra.get("arxiv", "") or extra.get("arxiv id", ""))
    yield from of_doi
    for name in _ADDRESSES:
        yield from identifiers_in(_words(item.get(name)))
    yield from noted_identifiers(_words(item.get("note")))
    yield from identifiers_in(_words(item.get("id")))


def _claim(item: _Item, extra: dict[str, str]) -> Claim:
    kind = _words(item.get("type"))
    return Claim(
        title=title_of(_words(item.get("title"))),
        authors=tuple(_names(item.get("author"))),
        date=_date(item.get("issued")) or read_date(extra.get("issued", "")),
        venue=title_of(_words(item.get("container-title"))),
        kind=_KINDS.get(extra.get("type", kind), _KINDS.get(kind)),
    )


def _names(value: object) -> Iterator[str]:
    for name in value if isinstance(value, list) else ():
        if not isinstance(name, dict):
            continue
        family = " ".join(part for key in _PARTS if (part := _words(name.get(key))))
        parts = (family, _words(name.get("suffix")), _words(name.get("given")))
        written = _words(name.get("literal")) or ", ".join(part for part in parts if part)
        if words := " ".join(written.split()):
            yield words


def _date(value: object) -> PartialDate | None:
    if not isinstance(value, dict):
        return read_date(_words(value))
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and (date := date_of_parts([*map(_words, first[:3])])):
        return date
    written: Iterable[str] = (_words(value.get(name)) for name in ("raw", "literal", "string"))
    return next((date for one in written if (date := read_date(one))), None)
