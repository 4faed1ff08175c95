"""Misses as cards: what a list said, where, why there is no entry, and what helps."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from enrich.answers import Reason
from enrich.misses import Miss
from enrich.status import Status
from enrich.text import without_unseen
from enrich.writers.contents import Contents
from enrich.writers.html.card import Card, Link, Missing, is_web_address
from enrich.writers.html.entries import candidates, places_of

__all__ = ["card_of_miss", "without_passing_reasons"]

_NO_ANSWER = "no source answered for it yet; a later `enrich refresh` asks again"


def without_passing_reasons(contents: Contents) -> Contents:
    """Say the same of all seeds that nobody answered for: the page is no log of a network."""
    misses = tuple(
        msgspec.structs.replace(
            one, source=None, reason=Reason.UNREACHABLE, hint=_NO_ANSWER, detail=None
        )
        if one.reason.is_passing
        else one
        for one in contents.library.misses
    )
    library = msgspec.structs.replace(contents.library, misses=misses)
    return msgspec.structs.replace(contents, library=library)


def card_of_miss(miss: Miss, fragment: str) -> Card:
    """Show a seed that came to nothing."""
    seed, claim = miss.seed, miss.seed.claim
    written = without_unseen(seed.written) or "(nothing)"
    named = without_unseen(claim.title or "") or written
    sections, origins, lists = places_of((seed,))
    detail = f": {without_unseen(miss.detail)}" if miss.detail else ""
    return Card(
        fragment=fragment,
        status=Status.MISSED,
        title=Markup.escape(named),
        named=named,
        people=tuple(map(without_unseen, claim.authors)),
        sorting=seed.sought.author or "" if seed.sought else "",
        kind=None,
        venue=Markup.escape(without_unseen(claim.venue)) if claim.venue else None,
        date=claim.date,
        sections=sections,
        origins=origins,
        lists=lists,
        links=_links(miss, written),
        identifiers=(seed.wanted.key,) if seed.wanted else (),
        missing=Missing(f"{miss.reason}{detail}", miss.hint, written, candidates(miss.matches)),
    )


def _links(miss: Miss, written: str) -> tuple[Link, ...]:
    """Lead to where the list leads."""
    if miss.seed.wanted:
        return (Link(miss.seed.wanted.key, miss.seed.wanted.url),)
    return (Link("link of the list", written),) if is_web_address(written) else ()
