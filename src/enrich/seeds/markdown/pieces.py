"""The pieces of a passage: its links, bold words, slanted words, plain words, line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import lru_cache
from itertools import groupby

import msgspec

from enrich.seeds.links import kind_of
from enrich.seeds.markdown.anchors import BREAK, ITEM, Link, Run
from enrich.seeds.markdown.blocks import Block
from enrich.seeds.model import LinkKind
from enrich.seeds.words.persons import all_persons
from enrich.seeds.words.slants import slanted, unslanted
from enrich.seeds.words.titles import find_title, label_venue, without_emoji

__all__ = ["Look", "Piece", "kind_at", "pieces_of", "plain", "title_of"]

# The same address is asked about for its seed and for the words around it.
kind_at = lru_cache(maxsize=2**15)(kind_of)


class Look(Enum):
    """How a piece looks."""

    PLAIN = auto()
    BOLD = auto()
    SLANTED = auto()
    LINK = auto()
    BREAK = auto()


class Piece(msgspec.Struct, frozen=True):
    """Words of one look."""

    words: str
    look: Look
    link: Link | None = None
    kind: LinkKind | None = None
    # The words as a paper's title, if they are one.
    title: str | None = None


_EMPTY_BRACKETS = re.compile(r"\[[\s,;|/&\u00b7]*\]|\([\s,;|/]*\)")
_STRUCK = re.compile(r"~~[^~]{1,400}~~")
_TAIL = re.compile(r"(?<!\s)\s+[-\u2013\u2014|:]\s*$")
# GPT-3 paper.
_NAME_OF_PAPER = re.compile(r"(?:the )?\S{1,20} (?:paper|pdf|preprint|arxiv)", re.IGNORECASE)
# Chinese and Japanese part no words.
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_FEWEST_IDEOGRAPHS = 7
_EASTERN_LABEL = re.compile(
    "\u8bba\u6587|\u8ad6\u6587|\u539f\u6587|\u4ee3\u7801|\u94fe\u63a5|\u70b9\u51fb"
)
# Not the name of a picture, `:fire:`.
_COLON = re.compile(r":(?!\w+:)")


def pieces_of(blocks: Iterable[Block]) -> list[Piece]:
    """Give the pieces of blocks, with a line end behind each block."""
    pieces: list[Piece] = []
    for block in blocks:
        pieces.extend(_pieces(block.runs))
        pieces.append(Piece(BREAK, Look.BREAK))
    return _without_labels(pieces)


def _pieces(runs: Iterable[Run]) -> Iterator[Piece]:
    grouped = groupby(runs, key=lambda run: (_look(run), run.link))
    for at, ((look, link), group) in enumerate(grouped):
        words = unslanted("".join(map(_words, group) if at == 0 else (run.words for run in group)))
        if link is not None:
            words = " ".join(words.split())
            title = None if _NAME_OF_PAPER.fullmatch(words) else title_of(words)
            yield Piece(words, Look.LINK, link, kind_at(link.href), title)
        elif look is Look.BOLD:
            yield Piece(words, look, title=_bold_title(words))
        else:
            yield Piece(words, look)


def _words(run: Run) -> str:
    """Give the words with which a block begins; a venue that looks like code is in brackets."""
    if run.code and run.link is None and label_venue(run.words):
        return f"[{run.words}]"
    return run.words


def _look(run: Run) -> Look:
    if run.link is not None:
        return Look.LINK
    if run.words in {BREAK, ITEM}:
        return Look.BREAK
    if run.bold:
        return Look.BOLD
    return Look.SLANTED if run.slanted else Look.PLAIN


def _bold_title(words: str) -> str | None:
    return None if words.rstrip().endswith(":") else title_of(words)


def title_of(words: str) -> str | None:
    """Give words as a title, without what was struck out, and signs around it."""
    words = _unstruck(words)
    if words.count("]") > words.count("["):
        words = words.rstrip().removesuffix("]")
    title = find_title(_TAIL.sub("", words))
    if title is None and len(_IDEOGRAPHS.findall(words)) >= _FEWEST_IDEOGRAPHS:
        bare = without_emoji(words).strip(" []")
        return None if _EASTERN_LABEL.match(bare) else bare
    return title


def _unstruck(words: str) -> str:
    rest = _STRUCK.sub(" ", words)
    return rest if any(map(str.isalpha, rest)) else words.replace("~~", " ")


def _without_labels(pieces: list[Piece]) -> list[Piece]:
    """Take bold words in brackets, or before a colon, or one of several names, for no title."""
    labelled = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.look is not Look.BOLD or not 0 < at + 1 < len(pieces):
            continue
        before, behind = pieces[at - 1].words if at else "", pieces[at + 1].words.lstrip()
        is_author = behind.startswith(",") and all_persons(piece.words).names
        if _COLON.match(behind) or (before.endswith("[") and behind.startswith("]")) or is_author:
            labelled[at] = msgspec.structs.replace(piece, title=None)
    return labelled


def plain(pieces: Iterable[Piece]) -> str:
    """Give the words without links; what slants stands between two signs, and lines end."""
    parts = []
    for piece in pieces:
        if piece.look is Look.SLANTED:
            parts.append(slanted(piece.words))
        elif piece.look is Look.BREAK:
            parts.append(BREAK)
        elif piece.look is not Look.LINK:
            parts.append(piece.words)
        else:
            parts.append(" ")
    lines = "".join(parts).split(BREAK)
    return BREAK.join(_EMPTY_BRACKETS.sub(" ", without_emoji(line)) for line in lines)
