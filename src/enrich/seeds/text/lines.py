"""Lists with one paper a line: `IDENTIFIER  @key  Title`, and `#` for comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrich.identifiers import Identifier, parse_identifier
from enrich.seeds.model import Claim, Found, Origin, Seed
from enrich.seeds.words.addresses import trimmed
from enrich.seeds.words.mentions import ADDRESS, Mention, find_mentions, found_at
from enrich.seeds.words.references import read_reference
from enrich.seeds.words.titles import find_title

__all__ = [
    "begins_with_identifier",
    "beside_identifier",
    "read_line",
    "without_comment",
    "without_mark",
]

# What may stand between a title and the identifier behind it.
_LEFT = " ([,.;:-\u2013\u2014"
_BEFORE = " -:,;|\u2013\u2014"
# Who wrote a paper and when, behind its title.
_CITATION = re.compile(
    r"\s(?:[-\u2013\u2014]\s[^()\u2013\u2014-]{2,60}|\([^()]{2,60})\s(?:19|20)\d\d\)?$"
)
_LIST_MARK = re.compile(r"(?:[-*+\u2022]|\d{1,4}[.)]|\[\d{1,4}\]:?)\s+(?:\[[ xX]?\]\s+)?")
_SUBJECT = re.compile(r"\[[A-Za-z.-]+\](?:\s+\d{1,2}\s+\w{3}\s+\d{4})?\s*")
_PREFIXES = frozenset({"arxiv", "arxiv:", "doi", "doi:"})
# What somebody who wrote it took for an identifier: digits, and signs among them.
_LIKE_IDENTIFIER = re.compile(r"(?=.*\d)(?=.*[./:])\S+")
# An identifier that no blank parts from what stands behind it.
_SERIAL = r"\d{4}\.\d{4,5}(?:v\d{1,3})?"
_TIGHT = re.compile(
    rf"(?:(?<=\A)|(?<=[\s,;:]))((?:arxiv:)?{_SERIAL})[,;|](?=\S)"
    rf"|(?<=\S)[,;|](?=(?:10\.\d{{4,9}}/|{_SERIAL}\b|arxiv:|doi:|https?:)\S*)",
    re.IGNORECASE,
)
# Any number with a point in it, and one that may be an identifier by itself.
_POINTED = re.compile(r"\d+\.\d+")
_AMONG = re.compile(rf"(?<!\S)[\"'(\[]?(?P<paper>{_SERIAL})[\"')\],;:.!?]{{0,2}}(?=\s)")
# What is measured, counted, paid or released is no paper.
_MEASURED = re.compile(
    r"\s*(?:[=<>~\u2248\u2264\u2265\u00b1\u00d7*/+$\u20ac\u00a3\u00a5%\u2030\u00b0]"
    r"|(?:[kMGTmn\u00b5u]?(?:Hz|eV|Pa|bar|m|s|g|V|A|W|J|K|B)|[ck]m|[hk]Pa|kg|USD|EUR|GBP|CHF"
    r"|dollars?|euros?|pounds?|seconds?|met(?:er|re)s?|units?|degrees?|points?|percent)\b)"
)
_BEFORE_QUANTITIES = frozenset(
    "= < > ~ + * / $ \u20ac \u00a3 \u00a5 \u2248 \u2264 \u2265 \u00b1 \u00d7 build chf cost costs"
    " equals eur exactly factor gbp price release released revision usd v v. value version".split()
)
# What stands between two identifiers, and is no title.
_JOINT = re.compile(r"(?:(?:and|or|also|see|und|et|y|e|&|\+|[,;/|-])\s+){1,3}", re.IGNORECASE)


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


def beside_identifier(words: str) -> str:
    """Give what stands on a line behind its first identifier or address and its key."""
    _, rest = _written(without_mark(words))
    _, rest = _key(rest)
    return _SUBJECT.sub("", rest, count=1) if _SUBJECT.match(rest) else rest


def read_line(words: str, origin: Origin) -> Iterator[Found]:
    """Read one seed, and those that stand behind it on the same line; none in an empty one."""
    if not words.strip():
        return
    words = _TIGHT.sub(r"\1, ", words)
    written, rest = _written(words)
    key, rest = _key(rest)
    if wanted := parse_identifier(written):
        yield from _identified(wanted, written, rest, key, origin)
    elif address := ADDRESS.match(written):
        yield from _addressed(trimmed(address[0]), rest, key, origin)
    elif key is None and (any(find_mentions(words)) or not _LIKE_IDENTIFIER.fullmatch(written)):
        yield from _unidentified(words, origin)
    else:
        yield Seed(None, written, origin, key=key, claim=Claim(title=rest or None))


def _identified(
    wanted: Identifier, written: str, rest: str, key: str | None, origin: Origin
) -> Iterator[Found]:
    """Give a seed for each of the identifiers with which a line begins."""
    while True:
        rest = _SUBJECT.sub("", rest, count=1) if _SUBJECT.match(rest) else rest
        joint = _JOINT.match(rest)
        following, behind = _written(rest[joint.end() :] if joint else rest)
        wanted_next = parse_identifier(following)
        if wanted_next is None:
            break
        yield Seed(wanted, written, origin, key=key)
        wanted, written, (key, rest) = wanted_next, following, _key(behind)
    mentions = [one for one in find_mentions(rest) if one.wanted]
    title = (rest[: mentions[0].begin].rstrip(_LEFT) if mentions else rest).lstrip(_BEFORE)
    yield Seed(wanted, written, origin, key=key, claim=Claim(title=title or None))
    yield from (found_at(one, Claim(), origin) for one in mentions if one.wanted != wanted)


def _addressed(address: str, rest: str, key: str | None, origin: Origin) -> Iterator[Found]:
    """Read a line that begins with an address without identifier."""
    mentions = [one for one in find_mentions(rest) if one.wanted]
    title = rest[: mentions[0].begin].rstrip(_LEFT) if mentions else rest
    yield found_at(Mention(address, None, 0), Claim(title=title or None), origin, key=key)
    yield from (found_at(one, Claim(), origin) for one in mentions)


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
    mentions = tuple(find_mentions(words)) or tuple(_bare(words))
    if mentions:
        yield from _mentioned(words, mentions, origin)
        return
    reference = read_reference(words)
    if among := _only_among(words):
        # Where more words follow, those before are no surer a title.
        yield found_at(among, reference or Claim(), origin)
        return
    title = find_title(words) or find_title(_CITATION.sub("", words))
    claim = reference or Claim(title=title)
    yield Seed(None, words.split(maxsplit=1)[0], origin, claim=claim)


def _mentioned(words: str, mentions: tuple[Mention, ...], origin: Origin) -> Iterator[Found]:
    """Give a seed for each mention; what is said before several is said of none of them."""
    title = find_title(words[: mentions[0].begin].rstrip(_LEFT))
    claim = read_reference(words) or Claim(title=title)
    several = len({one.wanted for one in mentions if one.wanted}) > 1
    for mention in mentions:
        yield found_at(mention, Claim() if several else claim, origin)


def _bare(words: str) -> Iterator[Mention]:
    """Find bare identifiers, if a line ends with one."""
    found = [
        Mention(one[0], wanted, one.start())
        for one in re.finditer(r"\S+", words)
        if (wanted := parse_identifier(one[0]))
    ]
    if found and words.endswith(found[-1].written):
        yield from found


def _only_among(words: str) -> Mention | None:
    """Find the one number in the form of arXiv among words, if nothing makes it a quantity."""
    if len(_POINTED.findall(words)) != 1 or (found := _AMONG.search(words)) is None:
        return None
    before = words[: found.start()].lower().split()[-1:]
    if _MEASURED.match(words, found.end()) or not _BEFORE_QUANTITIES.isdisjoint(before):
        return None
    wanted = parse_identifier(found["paper"])
    return Mention(found["paper"], wanted, found.start("paper")) if wanted else None
