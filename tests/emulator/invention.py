"""Makes up records, the same ones each time, so that nothing real is repeated."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.emulator.people import full_name

_ADJECTIVES = (
    "Adaptive",
    "Brittle",
    "Coupled",
    "Discrete",
    "Elastic",
    "Folded",
    "Gradual",
    "Hidden",
    "Idle",
    "Layered",
    "Mixed",
    "Nested",
)
_NOUNS = (
    "Bridges",
    "Chains",
    "Dials",
    "Eddies",
    "Fences",
    "Gardens",
    "Hinges",
    "Islands",
    "Kettles",
    "Ladders",
    "Mirrors",
    "Needles",
)
_PATTERNS = (
    "{adjective} {noun} in the {coined} Model",
    "On the {coined} Limit of {adjective} {noun}",
    "{coined} Maps between {adjective} and {other} {noun}",
    "Measuring {noun}: a {adjective} {coined} Approach",
)
_SYLLABLES = "badofigukalemonupirasotevuwixazo"
_CATEGORIES = ("cs.DL", "math.GT", "hep-th", "physics.optics", "q-bio.NC", "stat.ML")
_OLD_SHARE, _FOUR_DIGITS_SHARE = 0.1, 0.1
_ARCHIVES = ("hep-th", "astro-ph", "math", "cond-mat")
_FIVE_DIGITS = tuple(f"{year:02}{month:02}" for year in range(15, 26) for month in range(1, 13))
_FOUR_DIGITS = tuple(f"{year:02}{month:02}" for year in range(8, 15) for month in range(1, 13))
# An old id has three digits for the papers of a month.
_MOST_OLD = 999
_OLD = tuple(f"{year % 100:02}{month:02}" for year in range(92, 107) for month in range(1, 13))


class Inventor:
    """Invents papers and works from one seed."""

    def __init__(self, seed: int, with_doi: float) -> None:
        """Start from this seed; this share of the papers has a DOI."""
        self._random = Random(seed)
        self._with_doi = with_doi

    def paper(self, number: int) -> dict[str, Any]:
        """Invent the fields of one arXiv paper."""
        random = self._random
        identifier, month = self._identifier(number)
        century = 1900 if month[:2] >= "91" else 2000
        year = century + int(month[:2])
        paper: dict[str, Any] = {
            "id": identifier,
            "title": self._title(number),
            "authors": self._authors(),
            "versions": random.choice((1, 1, 1, 2, 3)),
            "published": f"{year}-{month[2:]}-{random.randint(1, 28):02}",
            "abstract": f"We study {_coined(number)} systems with $a < b$ & their neighbours.",
            "categories": tuple(random.sample(_CATEGORIES, random.randint(1, 3))),
        }
        if random.random() < self._with_doi:
            paper["doi"] = f"10.5555/joined.{number:06}"
            paper["journal_ref"] = f"J. Inv. Res. {number % 90 + 1} ({year}) {number + 1}"
        if random.random() < 1 / 3:
            paper["comment"] = f"{random.randint(4, 60)} pages"
        return paper

    def work(self, number: int) -> tuple[str, dict[str, Any]]:
        """Invent one Crossref work: its DOI and its fields."""
        date = f"{self._random.randint(1980, 2025)}-{self._random.randint(1, 12):02}-01"
        # The offset keeps these titles apart from those of the papers.
        fields = published(self._title(number + 40_000), self._authors(), date)
        return f"10.5555/work.{number:06}", fields

    def _title(self, number: int) -> str:
        random = self._random
        adjective, other = random.sample(_ADJECTIVES, 2)
        return random.choice(_PATTERNS).format(
            adjective=adjective,
            other=other,
            noun=random.choice(_NOUNS),
            coined=_coined(number).capitalize(),
        )

    def _authors(self) -> tuple[str, ...]:
        numbers = self._random.sample(range(1, 5000), self._random.randint(1, 5))
        return tuple(map(full_name, numbers))

    def _identifier(self, number: int) -> tuple[str, str]:
        """Give an id and its month; month and number together never repeat."""
        kind = self._random.random()
        if kind < _OLD_SHARE and number // len(_OLD) < _MOST_OLD:
            month = _OLD[number % len(_OLD)]
            archive = self._random.choice(_ARCHIVES)
            return f"{archive}/{month}{number // len(_OLD) + 1:03}", month
        if _OLD_SHARE <= kind < _OLD_SHARE + _FOUR_DIGITS_SHARE:
            month = _FOUR_DIGITS[number % len(_FOUR_DIGITS)]
            return f"{month}.{number // len(_FOUR_DIGITS) + 1:04}", month
        month = _FIVE_DIGITS[number % len(_FIVE_DIGITS)]
        return f"{month}.{number // len(_FIVE_DIGITS) + 1:05}", month


def published(title: str, authors: tuple[str, ...], date: str) -> dict[str, Any]:
    """Give the Crossref fields of a work with this title, these authors and this date."""
    year, month, _ = date.split("-")
    return {
        "title": [title],
        "author": [_person(position, name) for position, name in enumerate(authors)],
        "issued": {"date-parts": [[int(year), int(month)]]},
    }


def _person(position: int, name: str) -> dict[str, Any]:
    given, _, family = name.rpartition(" ")
    sequence = "additional" if position else "first"
    return {"given": given, "family": family, "sequence": sequence, "affiliation": []}


def _coined(number: int) -> str:
    """Spell a number as a word nobody uses, so that no two titles are alike."""
    # An odd factor scatters neighbours without bringing any two together.
    number, word = number * 40_503 % 16**4, ""
    for _ in range(4):
        number, syllable = divmod(number, len(_SYLLABLES) // 2)
        word += _SYLLABLES[2 * syllable : 2 * syllable + 2]
    return word + "rin"
