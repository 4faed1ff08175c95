"""Titles in plain words: where one begins and ends, and who is named behind it or before."""

from __future__ import annotations

import re

import msgspec

from enrich.seeds.markdown.credits import read_credits
from enrich.seeds.markdown.pieces import title_of
from enrich.seeds.model import Claim
from enrich.seeds.words.dates import date_in, find_date
from enrich.seeds.words.persons import all_persons
from enrich.seeds.words.references import QUOTED, read_reference
from enrich.seeds.words.slants import SLANT_BEGINS, SLANTED, unslanted

__all__ = ["MOST_WORDS_BEFORE", "WORD", "Told", "credited", "plain_title", "written_title"]


class Told(msgspec.Struct, frozen=True):
    """A claim, and a date as it was written that is none."""

    claim: Claim = Claim()
    impossible: str | None = None


_LEAD = re.compile(
    r"^\s*(?:\[[ xX]\]\s+)?(?:[\[(][^\[\]()]{0,40}(?:19|20)\d\d[^\[\]()]{0,30}[\])][\s.:,-]+"
    r"|[\[(]?(?:(?:19|20)\d\d(?:[-./]\d\d?){0,2}|\d{1,4})[\])]*[\s.:,-]+)?"
)
_TITLE_ENDS = re.compile(
    rf"\.\s|\.$|\s[-\u2013\u2014|]\s|[(\[\n{SLANT_BEGINS}|;]|,\s+(?=[A-Z][\w.]+ [A-Z])"
    r"|,\s+(?=[A-Z][A-Za-z]*[ '\u2019]*(?:\d\d)?\d\d\b)"
    r"|,\s+(?=[A-Z][\w-]{1,30}(?: (?:and|&) [A-Z][\w-]{1,30})? et\.? ?al\b)"
)
_YEAR_BEFORE = re.compile(r"[\s(,]*(?:19|20)\d\d[\s).:,]*$")
# [R-CNN] A title.
_NICKNAMED = re.compile(r"^\s*\[[^\W\d_][^\[\]()\n]{1,30}\]\s+(?=\w+ )")
# StyleGAN: *A title*.
_NAMED = re.compile(rf"[^\s{SLANT_BEGINS}:]{{2,40}}:\s*{SLANTED.pattern}")
WORD = re.compile(r"[^\W\d_]{2,}")
MOST_WORDS_BEFORE = 3
_FEWEST_PLAIN_WORDS = 3
# He et al. - 2016 - A title.
_DASHED = re.compile(
    r"(?P<persons>[^\n]{2,200}?)\s+[-\u2013\u2014]\s+\(?(?P<year>(?:19|20)\d\d)\)?"
    r"\s+[-\u2013\u2014]\s+(?P<title>[^\n]{8,400})"
)
_CITED = re.compile(
    r"[\s(\[]*(?P<persons>[^()\[\]\d]{2,200}?)[\s,(\[]*(?:19|20)\d\d[a-z]?[\s)\].,:;\u2013-]*"
)
_TASK = re.compile(r"^\s*\[[ xX]\]\s+")
# Two family names with which a line begins are no title.
_TWO_NAMES = re.compile(r"[^\W\d_][\w-]+ (?:and|&) [^\W\d_][\w-]+\s*(?:[,.(]|$)")


def written_title(written: str, *, is_whole: bool) -> Told | None:
    """Read a reference, or a title in quotes, or with which a whole item begins."""
    words = _TASK.sub("", unslanted(written), count=1).strip(" [(|,:;-\u2013")
    if claim := read_reference(words):
        return Told(claim)
    if quoted := QUOTED.search(written):
        return _titled_words(quoted["title"], written[quoted.end() :], written[: quoted.start()])
    if dashed := _DASHED.fullmatch(words):
        persons = all_persons(dashed["persons"])
        title = title_of(dashed["title"])
        if title and persons.names:
            return Told(Claim(title=title, authors=persons.names, date=date_in(dashed["year"])))
    return plain_title(written) if is_whole else None


def plain_title(written: str) -> Told | None:
    """Take the words with which an item begins for a title, up to a sign that ends one."""
    begun = _LEAD.sub("", _NICKNAMED.sub("", written, count=1), count=1).lstrip(" [(")
    if _TWO_NAMES.match(begun):
        return None
    named = _NAMED.match(begun)
    if named and (told := _titled_words(named[1], begun[named.end() :], "")):
        return told
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
    title = title_of(words.strip(" ,:;[("))
    if title is None:
        return None
    return credited(title, behind, before)


def credited(title: str | None, behind: str, before: str) -> Told:
    """Add what stands behind a title, and before it if nothing does behind."""
    credit = read_credits(behind)
    before = unslanted(before, " ")
    authors = credit.authors or _cited(before) or all_persons(_YEAR_BEFORE.sub("", before)).names
    date, impossible = credit.date, credit.impossible
    is_short = authors or len(WORD.findall(before)) <= MOST_WORDS_BEFORE
    if date is None and impossible is None and is_short and (dated := find_date(before)):
        date, impossible = dated.date, None if dated.date else dated.written
    return Told(Claim(title=title, authors=authors, date=date, venue=credit.venue), impossible)


def _cited(before: str) -> tuple[str, ...]:
    """Read `(Ho et al., 2020)` before a title."""
    found = _CITED.fullmatch(before)
    return all_persons(found["persons"]).names if found else ()
