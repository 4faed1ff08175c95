"""A paper put into a Markdown list: as one more item, below the heading where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrich.identifiers import ArxivId, Identifier
from enrich.seedfiles.model import Addition, Draft
from enrich.seedfiles.sections import Bullet, Outline, Section, outline_of
from enrich.seedfiles.texts import Written, is_blank
from enrich.text import without_unseen

__all__ = ["items_in_markdown"]

# What would end an address, and what would end the cell of a table.
_IN_ADDRESS = {ord("("): "%28", ord(")"): "%29", ord("|"): "%7C", ord("<"): "%3C", ord(">"): "%3E"}
_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_MEANT = re.compile(r"[\\`*_\[\]{}#|~$^]")
_USUAL = Bullet("- ")


def items_in_markdown(written: Written, additions: Sequence[Addition], name: str) -> Draft:
    """Draft the list with an item more for each."""
    outline = outline_of(written.text)
    # All that are put there at once go below one heading.
    heading = additions[0].section
    section = outline.section(heading, name) if heading else None
    return Draft(
        [[*_links(one)] for one in additions],
        lambda links: _with_items(outline, links, section, heading, written.newline),
    )


def _links(addition: Addition) -> Iterator[str]:
    identifier = addition.identifier
    address = identifier.url.translate(_IN_ADDRESS)
    if title := " ".join(without_unseen(addition.title or "").split()):
        yield f"[{_escaped(title)}]({address})"
    yield f"[{_escaped(_shown(identifier))}]({address})"
    yield f"<{identifier.url}>"


def _escaped(text: str) -> str:
    """Keep what Markdown would take for its own."""
    return _MEANT.sub(r"\\\g<0>", text).translate(_ENTITIES)


def _shown(identifier: Identifier) -> str:
    return f"arXiv:{identifier.short}" if isinstance(identifier, ArxivId) else identifier.value


def _with_items(
    outline: Outline,
    links: Sequence[str],
    section: Section | None,
    heading: str | None,
    newline: str,
) -> str:
    """Put items at the end of a section, or of the whole, below a new heading if need be."""
    begin, end = (section.begin, section.end) if section else (0, len(outline.lines))
    at = outline.last_line(begin, end)
    new_heading = heading if section is None else None
    bullet = outline.bullet(begin, at) if new_heading is None else None
    more = (bullet or _USUAL).items(links)
    before, behind = [*outline.lines[:at]], outline.lines[at:]
    if before and not before[-1].endswith(("\n", "\r")):
        before[-1] += newline
    if new_heading is not None:
        more = [f"{'#' * outline.usual_level} {_escaped(new_heading)}", "", *more]
    if before and not is_blank(before[-1]) and (bullet is None or bullet.is_loose):
        more = ["", *more]
    if behind and not is_blank(behind[0]):
        more = [*more, ""]
    return "".join((*before, *(f"{line}{newline}" for line in more), *behind))
