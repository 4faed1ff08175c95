"""Libraries of any size for the page: every sort of work, miss and link, and nothing real."""

from __future__ import annotations

from random import Random

import msgspec

from enrich.answers import Reason, Standing
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.library import Entry, Library
from enrich.match import Agreement, Evidence, Match, Verdict
from enrich.merge import Provenance, Reading, Rule
from enrich.misses import Miss, unidentified
from enrich.packing import Packed
from enrich.record import Dates, Kind, Name, Notice, Record, Venue
from enrich.seeds import Claim, LinkKind, Origin, PassedOver, Scan, Seed
from enrich.text import Run, Style, Text, read_abstract
from enrich.writers.contents import Contents
from tests.emulator.invention import Inventor
from tests.records import plain

__all__ = ["TODAY", "contents_of", "invented"]

TODAY = PartialDate(2025, 11, 1)
_VENUES = (
    *("Journal of Invented Results", "Proceedings of the Conference on Made-Up Methods"),
    *("Annals of Imaginary Mechanics", "Transactions on Fictional Systems", "Letters in Whimsy"),
    *("Archive for Hypothetical Analysis", "Imaginary Reviews", "Workshop on Unlikely Machines"),
    *("Acta Fabulosa", "Bulletin of Pretended Biology", "Quarterly of Supposed Statistics"),
)
_SECTIONS = ("Bridges", "Mirrors and ladders", "Measuring", "Surveys", "Tools", "Open questions")
_WORDS = (
    "the model holds under weak assumptions and we show how far it goes beyond what was known"
    " before a bound of this sort follows from a short argument about chains in nested gardens"
    " experiments on invented data agree with it and leave the question of mirrors open"
).split()


def invented(size: int) -> Contents:
    """Invent a library of about this size: of a hundred works, two are missed."""
    random, inventor = Random(7), Inventor(3, 0.0)
    entries = tuple(_entry(number, inventor, random) for number in range(size))
    return contents_of(
        tuple(sorted(entries, key=lambda one: one.key)),
        tuple(_miss(number, size) for number in range(size // 50)),
    )


def contents_of(entries: tuple[Entry, ...], misses: tuple[Miss, ...] = ()) -> Contents:
    """Make a library of entries and misses, with a link to code beside every fifth entry."""
    code = tuple(
        PassedOver(LinkKind.CODE, f"https://github.com/invented/{at}", one.seeds[0].origin)
        for at, one in enumerate(entries)
        if one.seeds and at % 5 == 0
    )
    seeds = (*(seed for one in entries for seed in one.seeds), *(miss.seed for miss in misses))
    return Contents(Library(entries, misses), Scan(seeds, code, is_blank=False), TODAY)


def _entry(number: int, inventor: Inventor, random: Random) -> Entry:
    fields = inventor.paper(number)
    people = tuple(_name(one) for one in fields["authors"]) * (4 if number % 40 == 5 else 1)
    if number % 25 == 13:
        people = (Name(given="\u0141ukasz", family="S\u00f8rensen-\u0110\u1ee9c"), *people)
    paper = ArxivId(f"{15 + number % 10:02}{number % 12 + 1:02}.{number:05}")
    year = 2025 - int(random.expovariate(0.3))
    posted = PartialDate(year, random.randint(1, 12), random.randint(1, 28))
    preprint = Record(
        kind=Kind.PREPRINT,
        arxiv=paper,
        title=_title(fields["title"], number),
        authors=people,
        dates=Dates(posted=posted),
        abstract=_abstract(random),
        categories=("cs.DL",),
    )
    record = preprint if number % 3 == 1 else _published(preprint, number, random)
    return _told(number, record, preprint, f"{people[0].sorting.lower()}{year}-{number}")


def _told(number: int, record: Record, preprint: Record, key: str) -> Entry:
    readings = [Reading.of("arxiv", preprint, Standing.FRESH)]
    if record is not preprint:
        answered = msgspec.structs.replace(record, arxiv=None)
        readings.insert(0, Reading.of("crossref", answered, Standing.FRESH))
    origin = Origin(f"lists/{'reading' if number % 4 else 'methods'}.md", number + 3)
    sections = ("Reading list", _SECTIONS[number % 11 % len(_SECTIONS)])
    return Entry(
        key,
        Packed.of(record),
        tuple(_provenance(record, len(readings))),
        (Seed(record.name, str(record.name), origin, tags=sections),),
        Standing.FRESH,
        tuple(readings),
        may_have_become=(_match(record),) if number % 30 == 4 and record is preprint else (),
    )


def _provenance(record: Record, readings: int) -> list[Provenance]:
    there = [name for name in record.__struct_fields__ if getattr(record, name)]
    over = (1,) if readings > 1 else ()
    return [
        Provenance(name, "crossref" if readings > 1 else "arxiv", Rule.SHOWN, 0, over)
        if name == "title"
        else Provenance(name, "crossref" if readings > 1 else "arxiv", Rule.ONLY, 0)
        for name in there
    ]


def _name(spoken: str) -> Name:
    given, _, family = spoken.rpartition(" ")
    return Name(family=family, given=given)


def _title(words: str, number: int) -> Text:
    if number % 25 == 3:
        return Text((Run(f"{words} in "), Run("E. coli", (Style.ITALIC,))))
    if number % 25 == 18:
        return plain(f"\u0422\u0435\u043e\u0440\u0435\u043c\u0430 \u00fcber {words}")
    formula = Run(r"\alpha_{i}^2", (Style.MATH,))
    return Text((Run(f"{words} for "), formula)) if number % 25 == 8 else plain(words)


def _abstract(random: Random) -> Text | None:
    first, second = (" ".join(random.choices(_WORDS, k=70)) for _ in range(2))
    return read_abstract(f"<p>{first}.</p><p>{second}.</p>")


def _published(preprint: Record, number: int, random: Random) -> Record:
    posted = preprint.dates.posted
    months = (
        (posted.year * 12 + (posted.month or 1) + random.choice((0, 2, 5, 9, 14, 30)))
        if posted
        else 0
    )
    date = PartialDate(min(months // 12, 2025), months % 12 + 1)
    is_paper = number % 3 == 2
    venue = _VENUES[min(int(random.expovariate(0.4)), len(_VENUES) - 1)]
    return msgspec.structs.replace(
        preprint,
        kind=Kind.CONFERENCE_PAPER if is_paper else Kind.ARTICLE,
        doi=Doi(f"10.5555/invented.{number}"),
        dates=Dates(issued=date, printed=date),
        venue=Venue(title=plain(venue)),
        volume=str(number % 40 + 1),
        pages=f"{number}-{number + 9}",
        abstract=preprint.abstract if number % 7 else None,
        publisher="Invented Press",
        notices=_notices(number),
    )


def _notices(number: int) -> tuple[Notice, ...]:
    if number % 33 == 12:
        return (Notice(kind="retraction", identifier=Doi(f"10.5555/notice.{number}")),)
    return (Notice(kind="correction", identifier=Doi("10.5555/note")),) if number % 33 == 14 else ()


def _match(record: Record) -> Match:
    near = msgspec.structs.replace(
        record, kind=Kind.ARTICLE, arxiv=None, doi=Doi("10.5555/near"), relations=()
    )
    agreement = Agreement.CLEAR
    told = ("the year is another one: 2019 and 2023",)
    return Match(
        near, Evidence(agreement, agreement, Agreement.OPEN, agreement, told), Verdict.DOUBTFUL
    )


def _miss(number: int, size: int) -> Miss:
    origin = Origin("lists/reading.md", size + number + 10)
    title = f"A Paper Nobody Has Seen, Part {number}"
    claim = Claim(title=title, authors=("Ann Unknown",), date=PartialDate(2022 + number % 3))
    if number % 3 == 0:
        return unidentified(Seed(None, "see the link", origin, claim=claim, tags=("Reading list",)))
    if number % 3 == 1:
        wanted = Doi(f"10.5555/gone.{number}")
        seed = Seed(wanted, wanted.value, origin, tags=("Reading list", "Tools"))
        hint = "check it for a slip, or look whether it is registered elsewhere"
        return Miss(seed, "crossref", Reason.NOT_FOUND, hint)
    record = Record(
        kind=Kind.ARTICLE, title=plain("A Paper Somebody Has Seen"), doi=Doi("10.5555/s")
    )
    seed = Seed(None, "a paper", origin, claim=claim)
    hint = "`enrich review` shows what it may be, and keeps what you decide"
    return Miss(seed, "crossref", Reason.DOUBTFUL, hint, matches=(_match(record),))
