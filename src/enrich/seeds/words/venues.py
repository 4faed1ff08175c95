"""Venues in the words behind authors: where a paper appeared, as somebody wrote it."""

from __future__ import annotations

import re

from enrich.dates import MONTH
from enrich.seeds.words.acronyms import is_known
from enrich.seeds.words.slants import SLANT_BEGINS, SLANT_ENDS, SLANTED

__all__ = ["find_venue", "tidy_venue"]

_WORDS = re.compile(
    r"\b(?:journal|j\.|transactions|trans\.?|proceedings|proc\.?|conference|conf\.?|symposium|workshop"
    r"|letters|review|reviews|advances|annals|magazine|bulletin|nature|science|cell|lancet|plos"
    r"|neurips|nips|icml|iclr|cvpr|iccv|eccv|miccai|isbi|midl|aaai|ijcai|acl|emnlp|naacl|kdd|www|sigir"
    r"|siggraph|interspeech|icassp|jmlr|tmlr|pmlr|lncs|ieee|acm|arxiv|biorxiv|medrxiv|computing"
    r"|frontiers|reports|medicine|imaging|medical|intelligence|sensors|access|radiology)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"[\s.,;:()\[\]\u2013-]*(?:(?:in|published in|appeared in|accepted (?:at|to|by)|to appear in"
    r"|presented at)\b:?\s+)?(?:(?:19|20)\d\d\s+)?",
    re.IGNORECASE,
)
_NAME = re.compile(rf"[^\W\d_][^,;:()\[\]\n{SLANT_BEGINS}{SLANT_ENDS}\d|\"]{{1,119}}")
_TAIL = re.compile(
    r"[\s.]*\b(?:(?:vol(?:ume)?|no|nr|number|issue|pages?|pp?|article|art)\b\.?|v\.)\s*$"
    r"|[\s.,'\u2018\u2019\u2013-]+$",
    re.IGNORECASE,
)
_NO_VENUE = re.compile(
    r"(?:submitted|published|publisher|university|institute|department|last revised|this|we|an?\b"
    r"|code|github|project|available|retrieved|accessed|doi|https?|preprint$|ieee$|acm$|springer$"
    r"|elsevier$|paper$|pdf$|uc\s|eth\b|mit$|cmu\b|stanford|berkeley|caltech|harvard|princeton"
    r"|oxford$|cambridge$|google|deepmind|openai|microsoft|facebook|meta(?:\sai)?$|nvidia|adobe"
    r"|(?:in )?proc(?:eedings)?\.?$|trans(?:actions)?\.?$|conf(?:erence)?\.?$|journal$|j\.?$"
    r"|\S+(?: \S+)? et\.? al\b|[^\W\d_]+ (?:&|and) [^\W\d_]+$)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[(]([^\[\]()]{2,100}?),?\s+(?:19|20)\d\d\s*[\])]")
_NUMBER = re.compile(r"[,.\s]+(?:vol(?:ume)?\.?|no\.?)?\s*\d", re.IGNORECASE)
_YEAR = re.compile(r"[\s,(]*(?:1[89]|20)\d\d\b")
_ABBREVIATED = re.compile(r"[A-Z][a-z]*\.\s*$")
_MONTH = re.compile(MONTH, re.IGNORECASE)
_MOST_WORDS = 14
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[A-Z\d])")


def find_venue(text: str) -> str | None:
    """Find a venue in what stands behind authors: in brackets, in italics, or in plain words."""
    for found in _BRACKETED.finditer(text):
        if venue := tidy_venue(found[1]):
            return venue
    for found in SLANTED.finditer(text):
        if venue := tidy_venue(found[1]):
            return venue
    return _plain(SLANTED.sub(" ", text))


def tidy_venue(words: str) -> str | None:
    """Give a venue without volume, pages and year, unless the words are something else."""
    lead = _LEAD.match(words)
    begun = words[lead.end() :] if lead else words
    name = _NAME.match(begun)
    if name is None or _NO_VENUE.match(name[0].strip()):
        return None
    venue = _SENTENCE_END.split(name[0])[0]
    while venue != (venue := _TAIL.sub("", venue)):
        pass
    if len(venue.split()) > _MOST_WORDS or len(venue) < 2 or _MONTH.fullmatch(venue):  # noqa: PLR2004 - letters
        return None
    return venue if any(map(str.isupper, venue)) else None


def _plain(text: str) -> str | None:
    """Take plain words for a venue only if they sound like one or numbers follow them."""
    for sentence in _SENTENCE_END.split(text)[:6]:
        venue = tidy_venue(re.sub(r"^[\s.,;]*\([^()]*\)", "", sentence))
        if venue is None:
            continue
        at = text.find(venue) + len(venue)
        numbered = _NUMBER.match(text, at)
        if _WORDS.search(venue) or is_known(venue):
            return venue
        # A word and a year may be the author's.
        single = " " not in venue and (
            _YEAR.match(text, at) or _ABBREVIATED.search(text[: at - len(venue)])
        )
        if numbered and venue[0].isupper() and not single:
            return venue
    return None
