"""What the row of a table says of the paper behind a link in it, by what its columns are headed."""

from __future__ import annotations

import re

import msgspec

from enrich.seeds.markdown.anchors import Link
from enrich.seeds.markdown.blocks import Block, Passage
from enrich.seeds.markdown.credits import Credits, read_credits
from enrich.seeds.markdown.pieces import Look, Piece, pieces_of, plain, title_of
from enrich.seeds.markdown.written import Told
from enrich.seeds.model import Claim
from enrich.seeds.words.dates import Dated, date_in, find_date
from enrich.seeds.words.persons import all_persons, find_persons
from enrich.seeds.words.slants import unslanted
from enrich.seeds.words.titles import label_venue
from enrich.seeds.words.venues import tidy_venue

__all__ = ["Row"]

_TITLE = re.compile(
    r"(?:the )?(?:paper|article|publication|work)?s?\s*(?:title|name)?s?"
    r"|titel|titre|t\u00edtulo|titulo|titolo|\u6807\u9898|\u6a19\u984c|\u9898\u76ee|\u984c\u76ee"
    r"|\u8bba\u6587|\u8ad6\u6587|\u8bba\u6587\u6807\u9898|\u8bba\u6587\u9898\u76ee|\u8ad6\u6587\u984c\u76ee|\u30bf\u30a4\u30c8\u30eb"
)
# A column of names may name programs.
_SURE_TITLE = re.compile(r"(?!.*\bnames?$).+")
_AUTHORS = re.compile(
    r"\bauthors?\b|\bwriters?\b|\bautor(?:en|es|in|innen)?\b|\bauteurs?\b|\bautori\b"
    r"|\u4f5c\u8005|\u8457\u8005"
)
_DATE = re.compile(
    r"\b(?:date|year|time|month|published|publication date|submitted|submission|jahr|datum"
    r"|ann\u00e9e|a\u00f1o|fecha|anno)\b|\u5e74\u4efd|\u5e74\u5ea6|\u65e5\u671f|^\u5e74$|\u767a\u8868\u5e74"
)
_VENUE = re.compile(
    r"\b(?:venue|journal|conference|publisher|published in|publication|pub\.?|zeitschrift|konferenz"
    r"|revue|conf\u00e9rence|revista|conferencia)\b"
    r"|\u4f1a\u8bae|\u671f\u520a|\u6703\u8b70|\u4f1a\u8b70|\u96d1\u8a8c"
)
_ET_AL = re.compile(r"\bet\.\s?al\b\.?")
_FAMILY = re.compile(r"[^\W\d_][^\W\d_'\u2019-]{1,29}(?:-[^\W\d_]+)?")
# Headings of columns in which words are the name of something else than a paper.
_NO_TITLE = re.compile(
    r"\b(?:architectures?|models?|methods?|technolog(?:y|ies)|techniques?|types?|applications?|tasks?"
    r"|data ?sets?|data|modality|modalities|code|evaluation|metrics?|approach(?:es)?|networks?"
    r"|algorithms?|backbones?|authors?|venues?|journal|conference|dates?|year|institutions?"
    r"|affiliations?|organs?|category|categories|keywords?|notes?|comments?|repository|github)\b"
)
_PAIR = 2


class Row:
    """A row, and the titles, persons and dates in its cells."""

    def __init__(self, passage: Passage) -> None:
        """Read every cell whose heading says what is in it."""
        self._columns: dict[Link, str] = {}
        self._pieces: dict[Link, Piece] = {}
        told = Claim()
        self._impossible: str | None = None
        self._is_titled = False
        for block in passage.blocks:
            pieces = pieces_of([block])
            for piece in pieces:
                if piece.link is not None:
                    self._pieces[piece.link] = piece
                    self._columns[piece.link] = block.column
            told = self._added(told, block, pieces)
        self._claim = told

    @property
    def reference(self) -> Claim | None:
        """Give what columns say whose headings say that they have titles, authors and years."""
        return self._claim if self._is_titled else None

    def told_of(self, link: Link) -> Told:
        """Tell what is said of the paper behind a link."""
        piece, column = self._pieces[link], self._columns[link]
        claim = self._claim
        if piece.title and not (column and _NO_TITLE.search(column)):
            claim = msgspec.structs.replace(claim, title=piece.title)
        if not claim.venue and (venue := label_venue(piece.words)) and not piece.title:
            claim = msgspec.structs.replace(claim, venue=venue)
        return Told(claim, self._impossible)

    def _added(self, claim: Claim, block: Block, pieces: list[Piece]) -> Claim:
        """Add what a cell says."""
        column = block.column
        words = " ".join(unslanted(plain(pieces), " ").split())
        if column and _TITLE.fullmatch(column) and not claim.title:
            self._is_titled = _SURE_TITLE.fullmatch(column) is not None
            return self._titled(claim, pieces)
        if _AUTHORS.search(column):
            names = _names(_ET_AL.sub("et al.", words))
            return msgspec.structs.replace(claim, authors=names or claim.authors)
        if _DATE.search(column) and (dated := find_date(words)):
            return self._dated(claim, dated)
        if _VENUE.search(column):
            return self._at_venue(claim, pieces, words)
        return claim

    def _dated(self, claim: Claim, dated: Dated) -> Claim:
        if dated.date is None:
            self._impossible = dated.written
        return msgspec.structs.replace(claim, date=dated.date or claim.date)

    def _at_venue(self, claim: Claim, pieces: list[Piece], words: str) -> Claim:
        linked = " ".join(piece.words for piece in pieces if piece.look is Look.LINK)
        date = claim.date or date_in(words)
        venue = label_venue(words) or tidy_venue(words) or label_venue(linked)
        return msgspec.structs.replace(claim, venue=venue or claim.venue, date=date)

    def _titled(self, claim: Claim, pieces: list[Piece]) -> Claim:
        at = next((at for at, piece in enumerate(pieces) if piece.title), None)
        if at is not None:
            title, credit = pieces[at].title, read_credits(plain(pieces[at + 1 :]))
        else:
            first, _, behind = plain(pieces).partition("\n")
            bare = unslanted(first).strip(" [(,;|")
            title, credit = title_of(bare), read_credits(behind) if behind.strip() else Credits()
        if title is None:
            return claim
        return msgspec.structs.replace(
            claim,
            title=title,
            authors=claim.authors or credit.authors,
            date=claim.date or credit.date,
            venue=claim.venue or credit.venue,
        )


def _names(words: str) -> tuple[str, ...]:
    """Read the names in a column of them, where one word is a name too."""
    parts = [part.strip() for part in words.split(",")]
    if all(map(_FAMILY.fullmatch, parts)):
        # Of two words the second one may be what is given to the first.
        families = [all_persons(f"{part} et al.").names for part in parts]
        names = tuple(name for names in families for name in names)
        return names[:1] if len(parts) == _PAIR else names if len(names) == len(parts) else ()
    return all_persons(words).names or find_persons(words).names
