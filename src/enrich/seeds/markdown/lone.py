"""Papers that a list names without a link to any: what surely is a reference."""

from __future__ import annotations

from enrich.seeds.markdown.blocks import Passage
from enrich.seeds.markdown.pieces import kind_at, pieces_of, plain
from enrich.seeds.markdown.rows import Row
from enrich.seeds.markdown.story import Story
from enrich.seeds.markdown.written import WORD, plain_title
from enrich.seeds.model import Claim, LinkKind
from enrich.seeds.words.persons import find_persons
from enrich.seeds.words.references import read_reference
from enrich.seeds.words.slants import unslanted

__all__ = ["lone_claim"]

_MOST_WORDS = 120
_FEWEST_WORDS = 2
# Links to something else than a paper, which may stand behind one.
_BESIDE = frozenset({LinkKind.CODE, LinkKind.DATA_SET, LinkKind.VIDEO, LinkKind.PLACEHOLDER})


def lone_claim(passage: Passage) -> Claim | None:
    """Tell which paper an item or a row names, if it gives a title, authors and a year."""
    claim = None
    if passage.is_row:
        claim = Row(passage).reference
    elif passage.is_item and passage.blocks:
        claim = _item_claim(passage)
    if claim is None or not claim.title or not claim.authors or not claim.date:
        return None
    return claim if len(WORD.findall(claim.title)) >= _FEWEST_WORDS else None


def _item_claim(passage: Passage) -> Claim | None:
    pieces = pieces_of(passage.blocks[:1])
    if any(one.link and (one.title or kind_at(one.link.href) not in _BESIDE) for one in pieces):
        return None
    written = plain(pieces)
    words = unslanted(written).strip(" [(|,:;-\u2013\n")
    if len(words.split()) > _MOST_WORDS:
        return None
    if claim := read_reference(words):
        return claim
    told = Story(passage).first_bold() or plain_title(written)
    return told.claim if told and _is_cited(told.claim, words) else None


def _is_cited(claim: Claim, words: str) -> bool:
    """Whether there are several authors, or one of whom it is said that there are others."""
    if len(claim.authors) > 1:
        return True
    at = words.find(claim.authors[0]) if claim.authors else -1
    return at >= 0 and find_persons(words[at:]).is_cut
