"""Lists with one paper a line: `IDENTIFIER  @key  Title`, and `#` for comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrich.identifiers import parse_identifier
from enrich.seeds.model import Claim, Found, Origin, Seed
from enrich.seeds.words.mentions import ADDRESS, Mention, find_mentions, found_at
from enrich.seeds.words.references import read_reference
from enrich.seeds.words.titles import find_title

__all__ = ["begins_with_identifier", "read_line", "without_comment", "without_mark"]

_LIST_MARK = re.compile(r"(?:[-*+\u2022]|\d{1,4}[.)]|\[\d{1,4}\]:?)\s+(?:\[[ xX]?\]\s+)?")
_SUBJECT = re.compile(r"\[[A-Za-z.-]+\](?:\s+\d{1,2}\s+\w{3}\s+\d{4})?\s*")
_PREFIXES = frozenset({"arxiv", "arxiv:", "doi", "doi:"})
# What somebody who wrote it took for an identifier: digits, and signs among them.
_LIKE_IDENTIFIER = re.compile(r"(?=.*\d)(?=.*[./:])\S+")


def without_comment(line: str) -> str:
    """Cut at a hash that stands alone or begins the line; one inside a word is part of it."""
    line = line.strip()
    if line.startswith("#"):
        return ""
    words = re.split(r"(?<=\s)#(?=\s|$)", line, maxsplit=1)
    return words[0].rstrip()


def without_mark(words: str) -> str:
    """Leave out the mark of a list."""
    mark = _LIST_MARK.match(words)
    return words[mark.end() :] if mark else words


def begins_with_identifier(words: str) -> bool:
    """Whether a line begins with an identifier or an address."""
    written, _ = _written(without_mark(words))
    return parse_identifier(written) is not None or ADDRESS.match(written) is not None


def read_line(words: str, origin: Origin) -> Iterator[Found]:
    """Read one seed, and those that stand behind it on the same line."""
    written, rest = _written(words)
    key, rest = _key(rest)
    if parse_identifier(written) is not None:
        yield from _identified(written, rest, key, origin)
    elif ADDRESS.match(written):
        mention = Mention(written, None, 0)
        yield found_at(mention, Claim(title=rest or None), origin, key=key)
    elif key is None and not _LIKE_IDENTIFIER.fullmatch(written):
        yield from _unidentified(words, origin)
    else:
        yield Seed(None, written, origin, key=key, claim=Claim(title=rest or None))


def _identified(written: str, rest: str, key: str | None, origin: Origin) -> Iterator[Seed]:
    """Give a seed for each of the identifiers with which a line begins."""
    while True:
        wanted = parse_identifier(written)
        rest = _SUBJECT.sub("", rest, count=1) if _SUBJECT.match(rest) else rest
        following, behind = _written(rest)
        more = parse_identifier(following) is not None
        title = None if more else rest or None
        yield Seed(wanted, written, origin, key=key, claim=Claim(title=title))
        if not more:
            return
        written, (key, rest) = following, _key(behind)


def _key(rest: str) -> tuple[str | None, str]:
    """Part the citation key from what stands behind an identifier."""
    if not rest.startswith("@"):
        return None, rest
    key, rest = _first(rest)
    return key[1:] or None, rest


def _written(words: str) -> tuple[str, str]:
    written, rest = _first(words)
    if written.lower() in _PREFIXES and rest:
        following, rest = _first(rest)
        written = f"{written} {following}"
    return written, rest


def _first(words: str) -> tuple[str, str]:
    first, *rest = words.split(maxsplit=1)[:2] or [""]
    return first, rest[0] if rest else ""


def _unidentified(words: str, origin: Origin) -> Iterator[Found]:
    """Read a line that begins with words: what it mentions, or the paper that it names."""
    claim = read_reference(words)
    mentions = tuple(find_mentions(words))
    for mention in mentions:
        title = find_title(words[: mentions[0].begin].rstrip(" ([,.;:"))
        yield found_at(mention, claim or Claim(title=title), origin)
    if mentions:
        return
    *before, last = words.split()
    wanted = parse_identifier(last) if before else None
    written = last if wanted else words.split(maxsplit=1)[0]
    title = find_title(" ".join(before) if wanted else words)
    yield Seed(wanted, written, origin, claim=claim or Claim(title=title))
