"""Claims that people would write of the recorded works, tried on the works most like them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
from anyascii import anyascii
from rapidfuzz import fuzz, process

from enrich.dates import PartialDate
from enrich.identifiers import Identifier
from enrich.match import Verdict, prove
from enrich.merge import Reading
from enrich.record import Record
from enrich.seeds import Claim
from enrich.text import folded, to_unicode
from tests.corpus.recorded import run_all

__all__ = [
    "TWINS",
    "Outcome",
    "Trial",
    "claims_of",
    "most_alike",
    "read_recorded",
    "run",
    "taken_for_others",
    "titled",
    "trials",
]

_RIVALS = 8
# Shorter titles have no word to change between the first and the last.
_LONG = 4
_SLIP = re.compile(r"(?<=\b[^\W\d_]{4})[^\W\d_]{2}(?=[^\W\d_]{4})")
# Works that are registered twice: either is the right answer to a claim of the other.
TWINS = (
    # The proceedings of one symposium under two numbers.
    frozenset({"doi:10.1145/585058.585081", "doi:10.1145/585080.585081"}),
    # One report, deposited by its laboratory twice.
    frozenset({"doi:10.2172/10115553", "doi:10.2172/7118251"}),
)


class Trial(msgspec.Struct, frozen=True):
    """A claim, the identifier of the work that it is of, and the works a search may give."""

    claim: Claim
    true: str
    rivals: tuple[str, ...]


class Outcome(msgspec.Struct, frozen=True):
    """How trials ended: what was proved right, what wrong and by which work, what is doubtful."""

    cases: int
    right: int
    wrong: tuple[tuple[str, str], ...]
    doubtful: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The share of what was proved that is right."""
        proved = self.right + len(self.wrong)
        return self.right / proved if proved else 1.0

    @property
    def recall(self) -> float:
        """The share of the cases that were proved right."""
        return self.right / self.cases if self.cases else 0.0

    def __str__(self) -> str:
        """Tell the figures."""
        return (
            f"{self.cases} claims, precision {self.precision:.2%}, recall {self.recall:.2%},"
            f" {len(self.doubtful)} left doubtful"
        )


def read_recorded(shared: Path) -> dict[str, Record]:
    """Read every recorded work that has a title."""
    return titled(run_all(shared).readings)


def titled(readings: Mapping[Identifier, Reading]) -> dict[str, Record]:
    """Give the records that have a title, by the keys of their identifiers."""
    return {one.key: reading.record for one, reading in readings.items() if reading.record.title}


def run(records: dict[str, Record], tried: Sequence[Trial], *, is_there: bool = True) -> Outcome:
    """Prove every claim among its rivals, with the true work or without it."""
    right, wrong, doubtful = 0, [], []
    for trial in tried:
        names = (*trial.rivals, trial.true) if is_there else trial.rivals
        named = {id(records[name]): name for name in names}
        proved = [
            named[id(match.record)]
            for match in prove(trial.claim, [records[name] for name in names])
            if match.verdict is Verdict.PROVED
        ]
        assert len(proved) <= 1
        if not proved:
            doubtful.append(trial.true)
        elif proved[0] == trial.true or {proved[0], trial.true} in TWINS:
            right += 1
        else:
            wrong.append((trial.true, proved[0]))
    return Outcome(len(tried), right, tuple(wrong), tuple(doubtful))


def trials(records: dict[str, Record], *, sample: int | None = None) -> list[Trial]:
    """Make the trials: of a sample one claim each, of all of them every sort of claim."""
    names = list(records)
    folds = _folds(tuple(records.values()))
    tried = [at for at, name in enumerate(names) if _is_claimable(records[name])]
    chance = random.Random(20260101)
    if sample is not None:
        tried = sorted(chance.sample(tried, min(sample, len(tried))))
    made = []
    for at in tried:
        rivals = tuple(names[place] for place in _alike(folds, at))
        claims = list(claims_of(records[names[at]]))
        chosen = claims if sample is None else [chance.choice(claims)]
        made += [Trial(claim, names[at], rivals) for claim in chosen]
    return made


def most_alike(records: dict[str, Record], name: str) -> list[str]:
    """Give the works whose titles are most like that of one."""
    folds = _folds(tuple(records.values()))
    names = list(records)
    return [names[place] for place in _alike(folds, names.index(name))]


@lru_cache(maxsize=1)
def _folds(records: tuple[Record, ...]) -> list[str]:
    return [" ".join(sorted(_folded(record).split())) for record in records]


def _alike(folds: list[str], at: int) -> list[int]:
    found = process.extract(folds[at], folds, scorer=fuzz.ratio, limit=_RIVALS + 1)
    return [place for _, _, place in found if place != at]


def _folded(record: Record) -> str:
    return folded(_title(record))


def _title(record: Record) -> str:
    return to_unicode(record.title) if record.title else ""


def _is_claimable(record: Record) -> bool:
    return bool(record.authors) and record.date is not None


def claims_of(record: Record) -> Iterator[Claim]:
    """Write of a work what lists write: in full, in lower case, without marks, cut, with slips."""
    title = _title(record)
    spoken = tuple(str(name) for name in record.authors)
    filed = tuple(_filed(record))
    date = PartialDate(record.date.year) if record.date else None
    yield Claim(title=f"{title}.", authors=filed, date=date)
    yield Claim(title=title.lower(), authors=filed[:1], date=date)
    yield Claim(title=anyascii(title), authors=tuple(map(anyascii, spoken)), date=date)
    yield Claim(
        title=title, authors=(spoken[0].upper(), *spoken[-1:][: len(spoken) - 1]), date=date
    )
    yield Claim(title=re.split(r": | - ", title)[0], authors=spoken, date=date)
    yield Claim(title=_with_slip(title), authors=filed, date=date)


def taken_for_others(
    records: dict[str, Record], *, sample: int | None = None
) -> list[tuple[str, Claim]]:
    """Give the claims of other works that a work was proved for, though it alone was found."""
    names = [name for name, record in records.items() if _is_claimable(record)]
    if sample is not None:
        names = random.Random(20260102).sample(names, min(sample, len(names)))
    return [
        (name, claim)
        for at, name in enumerate(names)
        for claim in claims_of_others(records[name], records[names[at - 1]])
        if prove(claim, [records[name]])[0].verdict is Verdict.PROVED
    ]


def claims_of_others(record: Record, other: Record) -> Iterator[Claim]:
    """Write what lists write of works that are all but this one: in one part each is another's."""
    claim = next(claims_of(record))
    title, date = _title(record), claim.date
    words = title.split()
    if date is None or len(words) < _LONG:
        return
    strange = max(_folded(other).split(), key=len)
    changed = {
        "a part": f"{title} II",
        "a year in it": f"{title} 2016",
        "a number": re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), title, count=1),
        "a roman number": re.sub(r"\bI{1,2}\b", "IV", title, count=1),
        "a reply": f"Reply to: {title}",
        "a rebuttal": f"{title}: A Rebuttal",
        "an annex": f"{title}. Online Annex",
        "letters in the wrong order": _with_slip(title),
        "a comment": f"Comment on \u201c{title}\u201d",
        "an opposite": _with_longest(title, lambda word: f"un{word}"),
        "another thing": _with_longest(title, lambda _: strange),
        "one thing less": _with_longest(title, lambda _: ""),
        "one thing more": " ".join([*words[:2], strange, *words[2:]]),
        "without it": " ".join([*words[:2], "without", *words[2:]]),
    }
    for one in changed.values():
        if _singular(one) != _singular(title):
            yield msgspec.structs.replace(claim, title=one)
    yield from _of_other_people(claim, other)
    for years in (-3, -2, -1, 1, 2, 3):
        if not any(date.year + years == year for year in _years(record)):
            moved = PartialDate(date.year + years)
            yield msgspec.structs.replace(claim, date=moved)


def _singular(title: str) -> list[str]:
    """Give the words of a title without their plural, which makes no other title."""
    return [word.removesuffix("s") for word in folded(title).split()]


def _of_other_people(claim: Claim, other: Record) -> Iterator[Claim]:
    first, *rest = claim.authors
    family, comma, given = first.partition(", ")
    strange = next(_filed(other), "Nobody, N.")
    if folded(strange.partition(",")[0]) != folded(family):
        yield msgspec.structs.replace(claim, authors=(strange, *rest))
    if comma and given.isascii():
        changed = chr((ord(given[0]) - ord("A") + 1) % 26 + ord("A"))
        yield msgspec.structs.replace(claim, authors=(f"{family}, {changed}.", *rest))
    yield msgspec.structs.replace(claim, authors=())
    yield msgspec.structs.replace(claim, date=None, authors=(first,))


def _with_longest(title: str, change: Callable[[str], str]) -> str:
    """Change the longest word of a title that is neither its first nor its last."""
    words = title.split()
    at = max(range(1, len(words) - 1), key=lambda place: len(words[place]))
    return " ".join([*words[:at], change(words[at]), *words[at + 1 :]])


def _years(record: Record) -> set[int]:
    dates = (getattr(record.dates, field) for field in record.dates.__struct_fields__)
    return {date.year for date in dates if date}


def _filed(record: Record) -> Iterator[str]:
    """Write names as reference lists do: the family name, then initials."""
    for name in record.authors:
        given = " ".join(f"{word[0]}." for word in (name.given or "").split())
        family = " ".join(part for part in (name.particle, name.family) if part)
        yield name.literal or (f"{family}, {given}" if given else family)


def _with_slip(title: str) -> str:
    """Swap two letters within a long word."""
    return _SLIP.sub(lambda found: found[0][::-1], title, count=1)
