"""What a list says of the paper behind a link: a claim, from the words around the link."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from enrich.identifiers import parse_identifier
from enrich.seeds.markdown.anchors import LINE, Link
from enrich.seeds.markdown.blocks import Passage
from enrich.seeds.markdown.details import detailed, headed
from enrich.seeds.markdown.labels import is_label
from enrich.seeds.markdown.pieces import Look, Piece, pieces_of, plain
from enrich.seeds.markdown.written import (
    MOST_WORDS_BEFORE,
    WORD,
    Told,
    credited,
    plain_title,
    written_title,
)
from enrich.seeds.model import Claim, LinkKind
from enrich.seeds.words.dates import date_in
from enrich.seeds.words.persons import find_persons
from enrich.seeds.words.references import read_reference
from enrich.seeds.words.titles import find_title, label_venue

__all__ = ["Story"]

_CITED = re.compile(r"\bet\.? al\b|\b(?:19|20)\d\d\b")
# So many pieces away nothing is said of a paper any more.
_FARTHEST = 60
_FEWEST_BEHIND = 4


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
        if label.title:
            return detailed(self._told_around(at), self._passage)
        begin = self._since(at)
        title_at = self._titled(at, begin)
        if title_at is not None:
            found = detailed(self._told_around(title_at), self._passage)
        else:
            found = self._told_otherwise(at, begin)
        return _with_label(found, label.words)

    def first_bold(self) -> Told | None:
        """Tell what is said around the first bold title."""
        bold = (at for at, one in enumerate(self._pieces) if one.look is Look.BOLD and one.title)
        at = next(bold, None)
        return None if at is None else self._told_around(at)

    def first_titled(self) -> Told | None:
        """Tell what is said around the first title."""
        at = next((at for at, one in enumerate(self._pieces) if one.title), None)
        return None if at is None else self._told_around(at)

    def _told_otherwise(self, at: int, begin: int) -> Told:
        """Tell what is said of a paper that no bold words and no link name."""
        if begin:
            return self._written_before(at, begin) or Told()
        label = self._pieces[at]
        if claim := read_reference(label.words):
            return Told(claim)
        found = self._written_before(at, begin) or self._written_behind(at) or self._told_above(at)
        return found or headed(self._passage) or _hinted(label.link) or Told()

    def _since(self, at: int) -> int:
        """Find since where the words before a label are on its paper, not on another."""
        later, between = self._pieces[at], ""
        for before in range(at - 1, max(at - _FARTHEST, 0) - 1, -1):
            piece = self._pieces[before]
            if piece.kind is not LinkKind.PAPER:
                between = f"{piece.words if piece.look is not Look.LINK else ' '}{between}"
                continue
            if not self._is_same(piece, later, between):
                return before + 1
            later, between = piece, ""
        return 0

    def _is_same(self, earlier: Piece, later: Piece, between: str) -> bool:
        """Whether two links are on one paper, by what they are called and stands between them."""
        if _leads_to(earlier) == _leads_to(later):
            return True
        if not is_label(later.words) or (earlier.title and later.title):
            return False
        words = len(WORD.findall(between))
        if earlier.title and self._passage.is_item:
            _, line, on_line = between.rpartition(LINE)
            return not line or len(WORD.findall(on_line)) <= MOST_WORDS_BEFORE
        return words <= MOST_WORDS_BEFORE and not (words and LINE in between)

    def _told_around(self, at: int) -> Told:
        """Tell what is said around a title."""
        behind = plain(self._pieces[at + 1 : self._end(at)])
        before = plain(self._pieces[self._line_begin(at) : at])
        if self._is_prose(before):
            return Told(Claim(title=self._pieces[at].title))
        return credited(self._pieces[at].title, behind, before)

    def _is_prose(self, before: str) -> bool:
        if self._passage.is_item or before.rstrip().endswith((":", ")", "]", "|")):
            return False
        return len(WORD.findall(before)) > MOST_WORDS_BEFORE

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

    def _titled(self, at: int, begin: int) -> int | None:
        """Find the title for which a link with a label stands."""
        link = self._pieces[at].link
        if link and link.is_bare and not self._passage.is_item:
            return None
        nearest: dict[str, int] = {}
        for before in range(at - 1, max(at - _FARTHEST, begin) - 1, -1):
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

    def _written_before(self, at: int, begin: int) -> Told | None:
        """Read what is written before a link with a label: on its line, or in its item."""
        line, farthest = at, max(at - _FARTHEST, begin)
        while line > farthest and self._pieces[line - 1].look is not Look.BREAK:
            line -= 1
        is_item = self._passage.is_item
        found = written_title(plain(self._pieces[line:at]), is_whole=is_item and line == 0)
        if found is None and is_item and begin == 0 < line and at <= _FARTHEST:
            found = plain_title(plain(self._pieces[:at]))
        return found

    def _written_behind(self, at: int) -> Told | None:
        """Read the title behind an identifier, or a citation, with which an item begins."""
        label = self._pieces[at]
        if not self._passage.is_item or at > _FARTHEST or plain(self._pieces[:at]).strip(" \n[(-"):
            return None
        if not _leads_to(label, label.words) and not _CITED.search(label.words):
            return None
        end = at + 1
        while end < len(self._pieces) and self._pieces[end].look not in {Look.BREAK, Look.LINK}:
            end += 1
        found = plain_title(plain(self._pieces[at + 1 : end]).lstrip(" :.,)]|-\u2013\u2014"))
        words = found.claim.title.split() if found and found.claim.title else ()
        return found if len(words) >= _FEWEST_BEHIND else None

    def _told_above(self, at: int) -> Told | None:
        """Take the title of the item in whose list this one stands."""
        above = self._passage.above
        if at > _FARTHEST:
            return None
        words = WORD.findall(plain(self._pieces[:at]))
        if above is None or len(words) > MOST_WORDS_BEFORE or not is_label(self._pieces[at].words):
            return None
        return _told_first(above)


# Each of the items below asks for it.
@lru_cache(maxsize=4)
def _told_first(passage: Passage) -> Told | None:
    """Tell what an item says around its first title."""
    told = Story(msgspec.structs.replace(passage, blocks=passage.blocks[:1])).first_titled()
    return detailed(told, passage) if told else None


def _leads_to(piece: Piece, written: str | None = None) -> object:
    """Tell to which paper a link leads, or which its words name."""
    if written is not None:
        return parse_identifier(written) or written.startswith("http")
    return _target(piece.link.href if piece.link else "")


# Each link is held against those before it.
@lru_cache(maxsize=1024)
def _target(href: str) -> object:
    return parse_identifier(href) or href


def _hinted(link: Link | None) -> Told | None:
    title = find_title(link.hint) if link else None
    return Told(Claim(title=title)) if title else None


def _with_label(found: Told, label: str) -> Told:
    """Add what a link's label says: a venue, or whom it cites."""
    claim = found.claim
    venue = label_venue(label)
    if venue and not claim.venue and (claim.title or any(map(str.isdigit, venue))):
        claim = msgspec.structs.replace(claim, venue=venue)
    if not claim.authors and _CITED.search(label):
        persons = find_persons(label.strip("[]() "))
        if persons.names:
            claim = msgspec.structs.replace(
                claim, authors=persons.names, date=claim.date or date_in(label)
            )
    return msgspec.structs.replace(found, claim=claim)
