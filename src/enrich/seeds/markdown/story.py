"""What a list says of the paper behind a link: a claim, from the words around the link."""

from __future__ import annotations

import re

import msgspec

from enrich.seeds.markdown.anchors import Link
from enrich.seeds.markdown.blocks import Passage
from enrich.seeds.markdown.credits import read_credits
from enrich.seeds.markdown.pieces import Look, pieces_of, plain
from enrich.seeds.model import Claim, LinkKind
from enrich.seeds.words.dates import date_in, find_date
from enrich.seeds.words.persons import all_persons, find_persons
from enrich.seeds.words.references import QUOTED, read_reference
from enrich.seeds.words.slants import SLANT_BEGINS, unslanted
from enrich.seeds.words.titles import find_title, label_venue

__all__ = ["Story", "Told"]


class Told(msgspec.Struct, frozen=True):
    """A claim, and a date as it was written that is none."""

    claim: Claim = Claim()
    impossible: str | None = None


_CITED = re.compile(r"\bet\.? al\b|\b(?:19|20)\d\d\b")
_LEAD = re.compile(
    r"^\s*(?:\[[ xX]\]\s+)?(?:[\[(][^\[\]()]{0,40}(?:19|20)\d\d[^\[\]()]{0,30}[\])][\s.:,-]+"
    r"|[\[(]?(?:(?:19|20)\d\d(?:[-./]\d\d?){0,2}|\d{1,4})[\])]*[\s.:,-]+)?"
)
_TITLE_ENDS = re.compile(
    rf"\.\s|\.$|\s[-\u2013\u2014|]\s|[(\[\n{SLANT_BEGINS}|;]|,\s+(?=[A-Z][\w.]+ [A-Z])"
    r"|,\s+(?=[A-Z][A-Za-z]*[ '\u2019]*(?:\d\d)?\d\d\b)"
)
_YEAR_BEFORE = re.compile(r"[\s(,]*(?:19|20)\d\d[\s).:,]*$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_PLAIN_WORDS = 3
_MOST_WORDS_BEFORE = 3
# So many pieces away nothing is said of a paper any more.
_FARTHEST = 60


class Story:
    """A passage that is no row: an item of a list, or a paragraph."""

    def __init__(self, passage: Passage) -> None:
        """Part the passage into pieces, once for all of its links."""
        self._passage = passage
        self._pieces = pieces_of(passage.blocks)
        self._places = {p.link: at for at, p in enumerate(self._pieces) if p.link}

    def told_of(self, link: Link) -> Told:
        """Tell what is said of the paper behind a link."""
        at = self._places[link]
        label = self._pieces[at]
        title_at = at if label.title else self._titled(at)
        if title_at is not None:
            found = self._told_around(title_at)
        else:
            found = self._written_before(at) or self._told_above() or _hinted(link) or Told()
        return found if label.title else _with_label(found, label.words)

    def _told_around(self, at: int) -> Told:
        """Tell what is said around a title."""
        behind = plain(self._pieces[at + 1 : self._end(at)])
        before = plain(self._pieces[self._line_begin(at) : at])
        if self._is_prose(before):
            return Told(Claim(title=self._pieces[at].title))
        return _credited(self._pieces[at].title, behind, before)

    def _is_prose(self, before: str) -> bool:
        if self._passage.is_item or before.rstrip().endswith((":", ")", "]", "|")):
            return False
        return len(_WORD.findall(before)) > _MOST_WORDS_BEFORE

    def _end(self, at: int) -> int:
        """Find where the words on the paper with this title end: at the title of another."""
        look = self._pieces[at].look
        for other in range(at + 1, min(len(self._pieces), at + _FARTHEST)):
            piece = self._pieces[other]
            if not piece.title:
                continue
            begins_line = self._pieces[other - 1].look is Look.BREAK
            if piece.kind is LinkKind.PAPER or (piece.look is look is Look.BOLD and begins_line):
                return other
        return min(len(self._pieces), at + _FARTHEST)

    def _line_begin(self, at: int) -> int:
        """Find where the words before a place begin: behind a line end, or another title."""
        farthest = max(at - _FARTHEST, 0)
        while at > farthest and self._pieces[at - 1].look is not Look.BREAK:
            if self._pieces[at - 1].kind is LinkKind.PAPER:
                break
            at -= 1
        return at

    def _titled(self, at: int) -> int | None:
        """Find the title for which a link with a label stands."""
        nearest: dict[str, int] = {}
        for before in range(at - 1, max(at - _FARTHEST, 0) - 1, -1):
            piece = self._pieces[before]
            if piece.title:
                sort = "bold" if piece.look is Look.BOLD else str(piece.kind)
                nearest.setdefault(sort, before)
                if sort in {"paper", "bold"} and len(nearest) > 1:
                    break
        for sort in ("paper", "bold", "page", "code"):
            if sort in nearest:
                return nearest[sort]
        return self._bold_behind(at)

    def _bold_behind(self, at: int) -> int | None:
        """Find a bold title on the rest of the line, with no other link before it."""
        for behind in range(at + 1, len(self._pieces)):
            piece = self._pieces[behind]
            if piece.look is Look.BOLD and piece.title:
                return behind
            if piece.look in {Look.BREAK, Look.LINK}:
                return None
        return None

    def _written_before(self, at: int) -> Told | None:
        """Read a reference, or a title in quotes or in plain words, before a link with a label."""
        begin, farthest = at, max(at - _FARTHEST, 0)
        while begin > farthest and self._pieces[begin - 1].look is not Look.BREAK:
            begin -= 1
        written = plain(self._pieces[begin:at])
        words = unslanted(written).strip(" [(|,:;-\u2013")
        if claim := read_reference(words):
            return Told(claim)
        if quoted := QUOTED.search(written):
            return _titled_words(
                quoted["title"], written[quoted.end() :], written[: quoted.start()]
            )
        return _plain_title(written) if self._passage.is_item and begin == 0 else None

    def _told_above(self) -> Told | None:
        """Take the title of the item in whose list this one stands."""
        above = self._passage.above
        if above is None or not self._passage.is_item:
            return None
        story = Story(msgspec.structs.replace(above, blocks=above.blocks[:1]))
        titled = [at for at, piece in enumerate(story._pieces) if piece.title]
        return story._told_around(titled[0]) if titled else None


def _plain_title(written: str) -> Told | None:
    begun = _LEAD.sub("", written, count=1).lstrip(" [(")
    stop = _TITLE_ENDS.search(begun)
    title = begun[: stop.start()] if stop else begun
    behind = begun[stop.start() :] if stop else ""
    words = title.strip(" ,:;[(").split()
    if len(words) < _FEWEST_PLAIN_WORDS or not (words[0][0].isupper() or words[0][0].isdigit()):
        return None
    head, by, persons = title.rpartition(" by ")
    if by and all_persons(persons).names:
        title, behind = head, f"by {persons}{behind}"
    if all_persons(title).names or title.rstrip().endswith(":"):
        return None
    return _titled_words(title, behind, written[: len(written) - len(begun)])


def _titled_words(words: str, behind: str, before: str) -> Told | None:
    title = find_title(words.strip(" ,:;[("))
    if title is None:
        return None
    return _credited(title, behind, before)


def _credited(title: str | None, behind: str, before: str) -> Told:
    """Add what stands behind a title, and before it if nothing does behind."""
    credit = read_credits(behind)
    before = unslanted(before, " ")
    authors = credit.authors or all_persons(_YEAR_BEFORE.sub("", before)).names
    date, impossible = credit.date, credit.impossible
    is_short = authors or len(_WORD.findall(before)) <= _MOST_WORDS_BEFORE
    if date is None and impossible is None and is_short and (dated := find_date(before)):
        date, impossible = dated.date, None if dated.date else dated.written
    return Told(Claim(title=title, authors=authors, date=date, venue=credit.venue), impossible)


def _hinted(link: Link) -> Told | None:
    title = find_title(link.hint)
    return Told(Claim(title=title)) if title else None


def _with_label(found: Told, label: str) -> Told:
    """Add what a link's label says: a venue, or whom it cites."""
    claim = found.claim
    if not claim.venue and (venue := label_venue(label)):
        claim = msgspec.structs.replace(claim, venue=venue)
    if not claim.title and not claim.authors and _CITED.search(label):
        persons = find_persons(label.strip("[]() "))
        if persons.names:
            claim = msgspec.structs.replace(claim, authors=persons.names, date=date_in(label))
    return msgspec.structs.replace(found, claim=claim)
