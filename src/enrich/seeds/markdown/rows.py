"""What the row of a table says of the paper behind a link in it, by what its columns are headed."""

from __future__ import annotations

import re

import msgspec

from enrich.seeds.markdown.anchors import Link
from enrich.seeds.markdown.blocks import Block, Passage
from enrich.seeds.markdown.credits import Credits, read_credits
from enrich.seeds.markdown.pieces import Look, Piece, pieces_of, plain
from enrich.seeds.markdown.story import Told
from enrich.seeds.model import Claim
from enrich.seeds.words.dates import Dated, date_in, find_date
from enrich.seeds.words.persons import all_persons, find_persons
from enrich.seeds.words.slants import unslanted
from enrich.seeds.words.titles import find_title, label_venue
from enrich.seeds.words.venues import tidy_venue

__all__ = ["Row"]

_TITLE = re.compile(r"(?:the )?(?:paper|article|publication|work)?s?\s*(?:title|name)?s?")
_AUTHORS = re.compile(r"\bauthors?\b|\bwriters?\b")
_DATE = re.compile(r"\b(?:date|year|time|month|published|publication date|submitted|submission)\b")
_VENUE = re.compile(r"\b(?:venue|journal|conference|publisher|published in|publication|pub\.?)\b")
# Headings of columns in which words are the name of something else than a paper.
_NO_TITLE = re.compile(
    r"\b(?:architectures?|models?|methods?|technolog(?:y|ies)|techniques?|types?|applications?|tasks?"
    r"|data ?sets?|data|modality|modalities|code|evaluation|metrics?|approach(?:es)?|networks?"
    r"|algorithms?|backbones?|authors?|venues?|journal|conference|dates?|year|institutions?"
    r"|affiliations?|organs?|category|categories|keywords?|notes?|comments?|repository|github)\b"
)


class Row:
    """A row, and the titles, persons and dates in its cells."""

    def __init__(self, passage: Passage) -> None:
        """Read every cell whose heading says what is in it."""
        self._columns: dict[Link, str] = {}
        self._pieces: dict[Link, Piece] = {}
        told = Claim()
        self._impossible: str | None = None
        for block in passage.blocks:
            pieces = pieces_of([block])
            for piece in pieces:
                if piece.link is not None:
                    self._pieces[piece.link] = piece
                    self._columns[piece.link] = block.column
            told = self._added(told, block, pieces)
        self._claim = told

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
            return self._titled(claim, pieces)
        if _AUTHORS.search(column):
            persons = all_persons(words)
            names = persons.names or find_persons(words).names
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
            title, credit = find_title(bare), read_credits(behind) if behind.strip() else Credits()
        if title is None:
            return claim
        return msgspec.structs.replace(
            claim,
            title=title,
            authors=claim.authors or credit.authors,
            date=claim.date or credit.date,
            venue=claim.venue or credit.venue,
        )
