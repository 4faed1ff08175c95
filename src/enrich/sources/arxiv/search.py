"""How titles are looked for at arXiv, and which of the papers found are like which title.

https://info.arxiv.org/help/api/user-manual.html#51-details-of-query-construction
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from enrich.identifiers import ArxivId, Title
from enrich.text import folded, read_latex, to_unicode

__all__ = ["WITNESS", "WITNESS_CLAUSE", "can_be_sought", "query_for", "resemblance"]

# The first paper under the present scheme: a feed that lacks it when asked is no answer.
WITNESS = ArxivId("0704.0001")
# The same, by words of its title, since `id:` is marked in the
# manual as not to be used, and an `id_list` only narrows what a query finds.
WITNESS_CLAUSE = "(ti:calculation AND ti:prompt AND ti:diphoton AND ti:tevatron)"

# More words find no less than these, and miss the title that one of them is written otherwise in.
_MOST_WORDS = 4
# A title of fewer telling words needs its author beside it.
_ENOUGH_WORDS = 3
_SHORTEST, _LONGEST = 3, 30
# What Lucene leaves out of its indexes, as far as it is long enough to be taken for a word, and
# what nearly every title has: https://github.com/apache/lucene, EnglishAnalyzer.
_UNTELLING = frozenset(
    "and are but for into not such that the their then there these they this was will with"
    " analysis approach based from method methods model models new paper study towards using"
    " via".split()
)


def can_be_sought(title: Title) -> bool:
    """Whether there is a word to look for: arXiv's index has none that is only letters apart."""
    return bool(_telling_words(title))


def query_for(titles: Iterable[Title], *others: str) -> str:
    """Write one query for several titles; phrases would miss those that differ in a hyphen."""
    return " OR ".join([*map(_clause, titles), *others])


def resemblance(title: Title, found: str) -> tuple[float, float]:
    """Compare a title with that of a paper: as shares of the shorter one and of both together.

    The shorter one counts where a subtitle came or went.
    """
    ours, theirs = set(title.words.split()), _words(found)
    shared = len(ours & theirs)
    shorter = min(len(ours), len(theirs))
    return (shared / shorter, shared / len(ours | theirs)) if shared else (0.0, 0.0)


def _clause(title: Title) -> str:
    words = _telling_words(title)
    terms = [f"ti:{word}" for word in words]
    # Of a family name in several words the last is the one that every way of writing it keeps.
    family = (title.author or "").rpartition(" ")[2]
    if len(words) < _ENOUGH_WORDS and _is_word(family):
        terms.append(f"au:{family}")
    return f"({' AND '.join(terms)})"


def _telling_words(title: Title) -> Sequence[str]:
    """Choose the longest words, in the order of the title, but for one before a genitive's s."""
    every = title.words.split()
    owners = {word for word, following in pairwise(every) if following == "s"}
    known = [word for word in dict.fromkeys(every) if _is_word(word) and word not in _UNTELLING]
    words = [word for word in known if word not in owners] or known
    longest = sorted(words, key=lambda word: (any(map(str.isdigit, word)), -len(word)))
    return [word for word in words if word in longest[:_MOST_WORDS]]


def _is_word(word: str) -> bool:
    """Whether a query may hold it: what is read back from a cache may be anything."""
    return _SHORTEST <= len(word) <= _LONGEST and word.isascii() and word.isalnum()


@lru_cache(maxsize=1024)
def _words(found: str) -> frozenset[str]:
    text = read_latex(found)
    return frozenset(folded(to_unicode(text)).split() if text else ())
