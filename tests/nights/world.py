"""The world at the first night, and what happens in it later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.emulator import Paper, Work, World
from tests.emulator.invention import published
from tests.emulator.people import full_name
from tests.emulator.world import KNOWN_WORK

__all__ = ["IDENTIFIERS", "TITLES", "change_paper", "change_work", "first_world", "notice_of"]

# The papers and works that something happens to.
CLAIMED = "2103.00101"
NAMED = "2103.00102"
ACCEPTED = "2103.00103"
WITHDRAWN = "2103.00104"
RENAMED = "2103.00105"
DIVIDED = "2103.00106"
POSTED = "10.1101/2021.03.07.000107"
RETRACTED = "10.5555/night.201"
CORRECTED = "10.5555/night.202"
DOUBTED = "10.5555/night.203"
MISSPELT = "10.5555/night.204"
UNBOUND = "10.5555/night.205"
FORGOTTEN = "10.5555/night.206"
UNITED = "10.5555/night.207"
DROPPED = "10.5555/night.208"
# What some of them become.
CLAIMED_AS, NAMED_AS, ACCEPTED_AS, POSTED_AS = (
    f"10.5555/night.{number}" for number in (301, 302, 303, 304)
)
# What the lists name only on a later night; the second is like the first in all that makes a key.
ADDED, LIKE_ADDED = "10.5555/night.401", "10.5555/night.402"

_TITLES = {
    CLAIMED: "Adrift Lanterns above the Quiet Harbour",
    NAMED: "Bolted Shutters of the Northern Ferry",
    ACCEPTED: "Crooked Meadows under Patient Glaciers",
    WITHDRAWN: "Dented Kettles along the Copper Coast",
    RENAMED: "Earnest Pulleys beside the Narrow Canal",
    DIVIDED: "Fickle Orchards near the Granite Bridge",
    POSTED: "Gilded Burrows beneath the Western Dunes",
    RETRACTED: "Humble Anchors across the Silver Strait",
    CORRECTED: "Inverted Ladders around the Marble Well",
    DOUBTED: "Jolly Compasses within the Amber Fog",
    MISSPELT: "Knotted Ropes behind the Painted Mill",
    UNBOUND: "Leaning Towers before the Early Frost",
    FORGOTTEN: "Mended Sails against the Southern Wind",
    UNITED: "Another Account of the Granite Orchards",
    DROPPED: "Narrow Stairs toward the Hollow Hill",
    ADDED: "Oblique Mirrors after the Second Rain",
    LIKE_ADDED: "Oblique Windows after the Third Thaw",
}
_ORDER = list(_TITLES)


def _authors(name: str) -> tuple[str, ...]:
    number = 5100 + 3 * _ORDER.index(ADDED if name == LIKE_ADDED else name)
    return tuple(full_name(number + place) for place in range(3))


def _paper(name: str) -> Paper:
    comment = "Accepted at ICML 2021" if name == ACCEPTED else None
    return Paper(name, _TITLES[name], _authors(name), published="2021-03-04", comment=comment)


def work_of(name: str, like: str | None = None, **fields: Any) -> Work:
    """Make a work, with the title and the authors of another paper or work if one is named."""
    usual = published(_TITLES[like or name], _authors(like or name), "2021-06-01")
    return Work(name, usual | fields)


def first_world() -> World:
    """Give the world as it is before anything happens."""
    crowd = World.made(papers=15, works=10)
    papers = (CLAIMED, NAMED, ACCEPTED, WITHDRAWN, RENAMED, DIVIDED)
    works = (
        work_of(POSTED, type="posted-content", subtype="preprint"),
        work_of(UNBOUND, volume=None, issue=None, page=None),
        *map(
            work_of,
            (RETRACTED, CORRECTED, DOUBTED, MISSPELT, FORGOTTEN, UNITED, DROPPED),
        ),
        work_of(ADDED),
        work_of(LIKE_ADDED),
    )
    return World(
        (*(crowd.papers[one] for one in crowd.paper_ids), *map(_paper, papers)),
        (*(one for one in crowd.works.values() if one != KNOWN_WORK), *works),
    )


def _is_at_hand(world: World) -> tuple[str, ...]:
    """Name all that the lists name by an identifier on the first night."""
    named = (f"arXiv:{one}" for one in world.paper_ids)
    later = {ADDED, LIKE_ADDED}
    return (*named, *(one for one in world.dois if one not in later and one not in _BY_TITLE))


# Works that the lists name by their titles.
_BY_TITLE = ("10.5555/work.000000", "10.5555/work.000001")
IDENTIFIERS = _is_at_hand(first_world())


def _row(message: Mapping[str, Any]) -> str:
    authors = " and ".join(f"{one['given']} {one['family']}" for one in message["author"])
    return f'"{message["title"][0]}","{authors}",{message["issued"]["date-parts"][0][0]}'


TITLES = ("title,authors,year", *(_row(first_world().works[one].message) for one in _BY_TITLE))


def change_paper(world: World, name: str, **fields: Any) -> None:
    """Let arXiv say something else of a paper."""
    world.put(replace(world.papers[name], **fields))


def change_work(world: World, name: str, **fields: Any) -> None:
    """Let Crossref say something else of a work."""
    known = world.works[name]
    world.put(Work(name, {**known.message, **fields}))


def notice_of(kind: str, doi: str) -> dict[str, Any]:
    """Give the field by which a work names a notice that was published about it."""
    updated = {"date-parts": [[2026, 1, 2]], "date-time": "2026-01-02T00:00:00Z"}
    return {"updated-by": [{"DOI": f"{doi}.{kind}", "type": kind, "updated": updated}]}


# What happens


def author_gives_the_doi(world: World) -> None:
    world.put(work_of(CLAIMED_AS, CLAIMED))
    change_paper(world, CLAIMED, doi=CLAIMED_AS)


def server_names_the_publication(world: World) -> None:
    world.put(work_of(POSTED_AS, POSTED))
    change_work(world, POSTED, relation=_relation("is-preprint-of", POSTED_AS))


def publisher_names_the_preprint(world: World) -> None:
    world.put(work_of(NAMED_AS, NAMED))
    publisher_names(world, NAMED_AS, NAMED)


def publisher_names(world: World, name: str, *papers: str) -> None:
    """Let a work name these arXiv papers as its preprints, and no others."""
    named = (f"10.48550/arXiv.{one}" for one in papers)
    change_work(world, name, relation=_relation("has-preprint", *named))


def three_are_alike(world: World, other: str = NAMED) -> None:
    """Let two papers have the title of a work whose authors are others."""
    title = _TITLES[DIVIDED]
    change_paper(world, other, title=f"{title} Again")
    change_work(world, UNITED, title=[title])


def change_to_another(world: World, name: str) -> None:
    """Let a record turn out to be of another work than was thought."""
    fields = published("A Treatise on Unrelated Matters", (full_name(9),), "2021-06-01")
    change_work(world, name, **fields)


def proof_appears(world: World) -> None:
    world.put(work_of(ACCEPTED_AS, ACCEPTED))


def _relation(kind: str, *dois: str) -> dict[str, Any]:
    return {kind: [{"id-type": "doi", "id": one, "asserted-by": "subject"} for one in dois]}


def work_is_retracted(world: World) -> None:
    change_work(world, RETRACTED, **notice_of("retraction", RETRACTED))


def work_is_corrected(world: World) -> None:
    change_work(world, CORRECTED, **notice_of("correction", CORRECTED))


def concern_is_expressed(world: World) -> None:
    change_work(world, DOUBTED, **notice_of("expression_of_concern", DOUBTED))


def paper_is_withdrawn(world: World) -> None:
    comment = "This paper has been withdrawn by the author due to a miscount"
    change_paper(world, WITHDRAWN, comment=comment, versions=2)


def paper_is_renamed(world: World) -> None:
    change_paper(world, RENAMED, title="Sober Pulleys beside the Narrow Canal", versions=2)


def author_list_is_put_right(world: World) -> None:
    authors = published("", (*_authors(MISSPELT), full_name(6000)), "2021-06-01")["author"]
    change_work(world, MISSPELT, author=authors)


def volume_comes(world: World) -> None:
    printed = {"date-parts": [[2022, 1]]}
    fields = {"volume": "12", "issue": "1", "page": "1-9", "published-print": printed}
    change_work(world, UNBOUND, **fields)


def record_is_lost(world: World) -> None:
    world.drop(FORGOTTEN)


def record_is_known_again(world: World) -> None:
    world.put(work_of(FORGOTTEN))


def two_are_one(world: World) -> None:
    change_work(world, UNITED, title=[_TITLES[DIVIDED]])
    change_paper(world, DIVIDED, doi=UNITED)


def two_are_two_after_all(world: World) -> None:
    change_work(world, UNITED, title=[_TITLES[UNITED]])
    change_paper(world, DIVIDED, doi=None)
