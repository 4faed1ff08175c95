"""References: authors, title, venue and year in one line, in the shapes that people give them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrich.dates import PartialDate
from enrich.seeds.model import Claim
from enrich.seeds.words.dates import date_in
from enrich.seeds.words.persons import Persons, all_persons, are_surely, cited_persons
from enrich.seeds.words.titles import find_title
from enrich.seeds.words.venues import find_venue

__all__ = ["MARK", "QUOTED", "read_reference", "read_titled"]

_LONGEST = 2000
# What stands before an item of a list.
MARK = re.compile(
    r"\s*(?:\[\w{1,12}\]|\(?\d{1,4}[.)]|[-*+\u2022\u2013]"
    r"|(?i:week|day|lecture|session|class|unit|module)\s\d{1,3}(?:\s?[:.]|\s[-\u2013\u2014]))\s+"
)
QUOTED = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab](?P<title>[^\"\u201c\u201d\u201e\u00ab\u00bb]{8,400})[\"\u201d\u201c\u00bb]"
)
_YEAR = re.compile(
    r"[\s.,]*(?:\(\s*(?P<bracketed>(?:1[89]|20)\d\d)[a-z]?\b[^()]{0,30}\)"
    r"|(?<=[\s.,])(?P<bare>(?:1[89]|20)\d\d)[a-z]?(?=[.:,]))[\s.:,]*"
)
_SENTENCE = re.compile(r"(?<=[\w)\]'\"?!])(?:\.|(?<=[?!]))\s+(?=[^\W_]|[\"(])")
_BREAK = re.compile(r"\.\s+|(?<=\bal)\.?,?\s+|:\s+")
_MOST_BREAKS = 80
_FAMILY_FIRST = re.compile(r".*[^\W\d_]{2},? (?:[A-Z]\.?[ -]?){1,4}\.?")
_SINGLEQUOTED = re.compile(r"['\u2018](?P<title>.{8,400}?)['\u2019](?=[,.\s]|$)")
_CITED = re.compile(
    r"(?P<title>[^()\[\]]{8,300}?)\s*[(\[](?P<persons>[^()\[\]]{2,200}?),?\s+(?:1[89]|20)\d\d[a-z]?[)\]]\.?"
)
# A journal with its volume, which only a comma parts from the title: `, Machine Learning 45, 5-32`.
_LISTED = re.compile(r",\s(?=[A-Z][^,]{2,80}\s\d{1,4}(?:\s?\(\d{1,3}\))?(?:,[^,]*)?$)")
# An initial or another name, where the names are cut too early.
_NAME_GOES_ON = re.compile(r"[A-Z]\.|[A-Z],|&|(?:and|et)\b")
_TITLED = re.compile(
    rf"(?:{MARK.pattern})(?P<title>[^.?!]{{8,300}}[^.?!\s])[.?!] (?:[^.?!]{{3,200}}\. )?"
    r"(?P<venue>[A-Z][^.?!]{2,80} (?:19|20)\d\d)\.?"
)
_IN = re.compile(r",? (?:In|in):? (?=[A-Z])")


def read_reference(text: str) -> Claim | None:
    """Read a reference that names authors, a title and a year; none if it has another shape."""
    line = " ".join(text.split())
    mark = MARK.match(line)
    line = line[mark.end() :] if mark else line
    if not line or len(line) > _LONGEST:
        return None
    for shape in (_quoted, _quoted_first, _dated_first, _in_sentences, _title_first, _cited):
        if claim := shape(line):
            return claim
    return None


def read_titled(text: str) -> Claim | None:
    """Read `Title. Some names. Venue 2014` without the names, which might be anything."""
    found = _TITLED.fullmatch(" ".join(text.split())[:_LONGEST])
    venue = find_venue(found["venue"]) if found else None
    title = find_title(found["title"]) if found else None
    if found is None or venue is None or title is None:
        return None
    return Claim(title=title, date=date_in(found["venue"]), venue=venue)


def _quoted(line: str) -> Claim | None:
    """Read `J. Ho, A. Jain, "Title," in Venue, 2020`."""
    found = QUOTED.search(line)
    if found is None:
        return None
    before, behind = line[: found.start()], line[found.end() :]
    year = _YEAR.search(before)
    persons = all_persons(_before(before, year) if year else before)
    return _claim(persons, found["title"], behind, _year(year) or date_in(behind))


def _quoted_first(line: str) -> Claim | None:
    """Read `"Title", Hochreiter and Schmidhuber, Venue 1997`."""
    found = QUOTED.match(line)
    if found is None:
        return None
    names, comma, behind = line[found.end() :].lstrip(" ,.").partition(",")
    persons = cited_persons(names)
    return _claim(persons, found["title"], behind, date_in(behind)) if comma else None


def _dated_first(line: str) -> Claim | None:
    """Read `Gretton, A., et al. (2012). Title. Venue, 13, 723-773`."""
    found = _YEAR.search(line)
    if found is None:
        return None
    persons = all_persons(_before(line, found))
    title, behind = _cut(line[found.end() :])
    if listed := _LISTED.search(title):
        title, behind = title[: listed.start()], title[listed.start() :] + behind
    return _claim(persons, title, behind, _year(found))


def _in_sentences(line: str) -> Claim | None:
    """Read `I. Goodfellow et al. Title. Venue 2014`."""
    best: Claim | None = None
    for end, begin in _breaks(line):
        persons = all_persons(line[:end])
        if not persons.names:
            continue
        title, behind = _cut(line[begin:])
        # Two words with capitals may be a title, and then the authors stand behind it.
        if not are_surely(persons) and (_may_be_names(title) or not persons.is_plain):
            continue
        best = _claim(persons, title, behind, date_in(behind)) or best
        # Behind `Ho J` a title begins, and behind `J. Ho` the family name may go on.
        if best and all(map(_FAMILY_FIRST.fullmatch, best.authors)):
            return best
    return best


def _title_first(line: str) -> Claim | None:
    """Read `Title. A. Author, B. Author. Venue 2014`."""
    title, behind = _cut(line)
    for end, begin in _breaks(behind):
        persons = all_persons(behind[:end])
        if len(persons.names) > 1 or persons.is_cut:
            return _claim(persons, title, behind[begin:], date_in(behind[begin:]))
    year = _YEAR.search(behind)
    persons = all_persons(_before(behind, year)) if year else Persons()
    if year and (len(persons.names) > 1 or persons.is_cut):
        return _claim(persons, title, behind[year.end() :], _year(year))
    return None


def _cited(line: str) -> Claim | None:
    """Read `Title (Author et al., 2014)`."""
    found = _CITED.fullmatch(line)
    if found is None:
        return None
    return _claim(
        cited_persons(found["persons"]), found["title"], "", date_in(line[found.end("title") :])
    )


def _may_be_names(words: str) -> bool:
    return bool(all_persons(words).names)


def _breaks(line: str) -> Iterator[tuple[int, int]]:
    for number, found in enumerate(_BREAK.finditer(line)):
        if number == _MOST_BREAKS:
            return
        yield found.start(), found.end()


def _cut(text: str) -> tuple[str, str]:
    """Part a title from what stands behind it."""
    if quoted := _SINGLEQUOTED.match(text):
        return quoted["title"], text[quoted.end() :]
    stop = _SENTENCE.search(text)
    end, begin = (stop.start(), stop.end()) if stop else (len(text), len(text))
    inside = _IN.search(text, 0, end)
    return (
        (text[: inside.start()], text[inside.start() :]) if inside else (text[:end], text[begin:])
    )


def _claim(persons: Persons, title: str, behind: str, date: PartialDate | None) -> Claim | None:
    words = find_title(title.rstrip(" ,."))
    # What goes on with a small letter is a sentence about them, and no title.
    if not persons.names or words is None or words[0].islower() or date is None:
        return None
    if _NAME_GOES_ON.match(words):
        return None
    return Claim(title=words, authors=persons.names, date=date, venue=find_venue(behind))


def _before(line: str, year: re.Match[str]) -> str:
    return line[: max(year.start("bracketed"), year.start("bare"))].rstrip(" (,")


def _year(found: re.Match[str] | None) -> PartialDate | None:
    return date_in(found[0]) if found else None
