"""Citation keys: readable, unique without regard to case, given in the order of the seeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, product

from enrich.record import Record
from enrich.text import folded, to_unicode

__all__ = ["KeyRing", "is_citable_key", "is_usable_key"]

# Words that say nothing of a title's subject.
_STOPWORDS = frozenset(
    "a an the on of in for to and or from with by at as is are be it its into over under via"
    " towards toward using how why what when where which who do does can we our der die das ein"
    " eine le la les un une des du de el los las".split()
)
_LONGEST_FAMILY, _LONGEST_WORD = 32, 24
# What BibTeX, biber and TeX's \cite all take, in any encoding.
_CITABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._/+*'-]*")
# Some programs name files by keys: none may lead out of their folder.
_LEADS_AWAY = re.compile(r"(?:^|/)\.{1,2}(?:/|$)")
# BibTeX takes lines of a few thousand characters, and nobody cites by as many.
_LONGEST_KEY = 250


def is_citable_key(key: str) -> bool:
    """Whether every program that reads a bibliography takes this key."""
    return _CITABLE.fullmatch(key) is not None


def is_usable_key(key: str) -> bool:
    """Whether a work may be given this key: it can be cited, is no path and not endless."""
    is_short = len(key) <= _LONGEST_KEY
    return is_short and is_citable_key(key) and not _LEADS_AWAY.search(key)


class KeyRing:
    """The keys given so far."""

    def __init__(self, pattern: str) -> None:
        """Make keys by this pattern of `{family}`, `{year}` and `{word}`."""
        self._pattern = pattern
        self._taken: set[str] = set()
        self._endings: dict[str, Iterator[str]] = {}

    def claim(self, key: str) -> bool:
        """Take a key that somebody chose, unless it is taken."""
        free = key.casefold() not in self._taken
        self._taken.add(key.casefold())
        return free

    def make(self, record: Record) -> str:
        """Make a key for a work, with a letter behind it if others have the bare one."""
        key = self._bare(record)
        # Endings go on where they stopped, however many works would share the key.
        endings = self._endings.setdefault(key.casefold(), _endings())
        return next(one for end in endings if self.claim(one := key + end))

    def _bare(self, record: Record) -> str:
        family = record.authors[0].sorting if record.authors else ""
        # A key that began with the year would be a number to some programs.
        key = self._pattern.format(
            family=_squeezed(family)[:_LONGEST_FAMILY] or "anon",
            year=str(record.date.year) if record.date else "",
            word=_word(to_unicode(record.title)) if record.title else "",
        )
        key = re.sub(r"[^A-Za-z0-9:._/+*'-]", "", key).lstrip(":._/+*'-")
        return key or _squeezed(" ".join(map(str, record.identifiers))) or "work"


def _squeezed(text: str) -> str:
    return folded(text).replace(" ", "")


def _word(title: str) -> str:
    """Find the first word of a title that says something."""
    words = folded(re.sub(r"['\u2019]s\b", "", title)).split()
    telling = (word for word in words if word not in _STOPWORDS and not word.isdecimal())
    # Some scripts part no words, so that the first one is all of the title.
    return next(telling, words[0] if words else "")[:_LONGEST_WORD]


def _endings() -> Iterator[str]:
    """Give nothing, then b to z, then aa, ab and so on: the bare key is the first's."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    yield ""
    yield from letters[1:]
    for length in count(2):
        yield from map("".join, product(letters, repeat=length))
