"""A world of papers of every sort, and the lists of somebody who wants them all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.emulator import Dataset, Paper, Work, World
from tests.emulator.invention import published
from tests.emulator.people import full_name
from tests.emulator.world import KNOWN_WORK

__all__ = ["Lists", "Wanted", "make_lists"]

# One in so many of the wanted is of this sort.
_UNKNOWN, _TITLED, _BY_PII, _WITH_COMMA = 20, 16, 25, 100
_DATASETS, _MOVED, _PAPERS = 10, 50, 2
_NAMED, _ACCEPTED, _VERSIONED, _ACCENTED = 7, 11, 9, 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper somebody wants: as it is written, and whether there is such a thing."""

    written: str
    exists: bool = True


@dataclass(frozen=True, slots=True)
class Lists:
    """A world, what is wanted of it, and the files in which that is written."""

    world: World
    # By the place where it is written, as in list.txt:12.
    wanted: Mapping[str, Wanted]
    files: Mapping[str, str]


def make_lists(size: int) -> Lists:
    """Make a world in which about so many papers are wanted, always the same one."""
    world = _world(size)
    unknown = size // _UNKNOWN
    titled = [one for one in world.dois if "/titled." in one]
    lines = [
        *(Wanted(one) for one in _identifiers(world, set(titled))),
        *(Wanted(one, exists=False) for one in _nowhere(unknown)),
    ]
    # As lists grow: nothing stands beside its like.
    lines.sort(key=lambda one: one.written[::-1])
    rows = [_row(world.works[one].message) for one in titled]
    rows += [[f"Nobody Ever Wrote Zq{n}x of This", "Nemo Nullius", "2020"] for n in range(2)]
    wanted = {f"list.txt:{place}": one for place, one in enumerate(lines, start=1)}
    wanted |= {
        f"titles.csv:{place}": Wanted(row[0], exists=place < len(titled) + 2)
        for place, row in enumerate(rows, start=2)
    }
    files = {
        "list.txt": "".join(f"{one.written}\n" for one in lines),
        "titles.csv": _table([["title", "authors", "year"], *rows]),
    }
    return Lists(world, wanted, files)


def _world(size: int) -> World:
    """Invent a world; of the papers, three in ten have a DOI, and some became works unsaid."""
    datasets = size // _DATASETS
    papers = size // _PAPERS
    works = size - papers - datasets - size // _UNKNOWN - size // _MOVED
    made = World.made(papers=papers, works=works, datasets=datasets)
    kept = [_accented(made.papers[one], place) for place, one in enumerate(made.paper_ids)]
    alone = [one for one in kept if not one.doi]
    accepted = {one.id for one in alone[::_ACCEPTED]}
    named = [one for one in alone[::_NAMED] if one.id not in accepted]
    kept = [
        replace(one, comment="Accepted at ICML 2021") if one.id in accepted else one for one in kept
    ]
    moved = [Dataset(f"10.7777/set.{number:04}") for number in range(size // _MOVED)]
    return World(
        kept,
        [
            *(_renamed(one, place) for place, one in enumerate(_works(made))),
            *(_became(one, relation=_has_preprint(one)) for one in named),
            *(_became(one) for one in kept if one.id in accepted),
        ],
        [
            *(_named(made.datasets[one], place) for place, one in enumerate(made.dataset_dois)),
            *(_named(one, place) for place, one in enumerate(moved)),
        ],
    )


def _works(made: World) -> Sequence[Work]:
    return [one for one in made.works.values() if one != KNOWN_WORK]


def _accented(paper: Paper, place: int) -> Paper:
    """Write some papers in letters that every encoding writes in its own way."""
    if place % _ACCENTED:
        return paper
    authors = (f"José {paper.authors[0].rpartition(' ')[2]}", *paper.authors[1:])
    return replace(paper, authors=authors, abstract=f"Über {paper.abstract} Naïve ßeta.")


def _renamed(work: Work, place: int) -> Work:
    """Let some works be known by something else than a plain DOI."""
    message = dict(work.message)
    if place % _ACCENTED == 0:
        message["container-title"] = ["Annales françaises des sciences inventées"]
    if work.doi.startswith("10.5555/joined"):
        return Work(work.doi, message)
    if place % _BY_PII == 1:
        pii = f"S{place:016}"
        return Work(f"10.1016/j.pii.{place:04}", message | {"alternative-id": [pii]})
    if place % _TITLED == 1:
        return Work(f"10.5555/titled.{place:04}", message)
    if place % _WITH_COMMA == 3:
        return Work(f"10.5555/comma,{place:04}", message)
    return Work(work.doi, message)


def _became(paper: Paper, **fields: Any) -> Work:
    """Make the publication of a paper, which arXiv does not tell of."""
    number = paper.id.replace("/", ".")
    return Work(
        f"10.5555/became.{number}", published(paper.title, paper.authors, paper.published) | fields
    )


def _has_preprint(paper: Paper) -> dict[str, Any]:
    named = {"id-type": "doi", "id": f"10.48550/arXiv.{paper.id}", "asserted-by": "subject"}
    return {"has-preprint": [named]}


def _named(dataset: Dataset, place: int) -> Dataset:
    """Give a data set a title and a creator of its own, so that its key is its own too."""
    title = f"Mesures inventées à l'œil nu {dataset.doi.rpartition('.')[2]}"
    kind = "moved" if dataset.doi.startswith("10.7777/") else "kept"
    given, _, family = full_name(place).rpartition(" ")
    family = f"{family.title()}{kind}"
    creator = {"name": f"{family}, {given}", "givenName": given, "familyName": family}
    attributes = {"titles": [{"title": title}], "creators": [{**creator, "nameType": "Personal"}]}
    return replace(dataset, attributes=attributes)


def _identifiers(world: World, titled: set[str]) -> Iterator[str]:
    """Write down every paper by one of its names, but for those that titles stand for."""
    for place, one in enumerate(world.paper_ids):
        versions = world.papers[one].versions
        yield f"arXiv:{one}v{versions}" if place % _VERSIONED == 4 else f"arXiv:{one}"
    for doi in world.dois:
        if doi in titled or "/became." in doi:
            continue
        if ".pii." in doi:
            pii = world.works[doi].message["alternative-id"][0]
            yield f"https://www.sciencedirect.com/science/article/pii/{pii}"
        else:
            yield doi
    yield from world.dataset_dois


def _nowhere(count: int) -> Iterator[str]:
    forms = ("arXiv:2602.{:05}", "10.5555/nowhere.{:04}", "10.5281/zenodo.9{:06}")
    return (forms[number % len(forms)].format(number + 1) for number in range(count))


def _row(message: Mapping[str, Any]) -> list[str]:
    authors = " and ".join(f"{one['given']} {one['family']}" for one in message["author"])
    return [message["title"][0], authors, str(message["issued"]["date-parts"][0][0])]


def _table(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
