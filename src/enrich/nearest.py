"""What was meant by a word that is none of those there are."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["LONGEST_WORD", "nearest"]

# Nobody mistypes a word at such length.
LONGEST_WORD = 80
# Three letters of five the same; rounding would keep 0.6 itself from being enough.
_ALIKE = 0.599
# Fewer letters begin too many words.
_SHORTEST_BEGINNING = 3


def nearest(word: str, words: Iterable[str], *, most: int = 1) -> tuple[str, ...]:
    """Give the words that are meant the likeliest: those it begins, and those it differs little of.

    Letters that changed places count as one slip, and capitals as none.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 20 ms, only after a slip
    from rapidfuzz.process import extract  # noqa: PLC0415

    meant = word.strip().casefold()
    if not meant or len(word) > LONGEST_WORD:
        return ()
    there = list(dict.fromkeys(words))
    folded = [one.casefold() for one in there]
    is_beginning = len(meant) >= _SHORTEST_BEGINNING
    begun = (place for place, one in enumerate(folded) if is_beginning and one.startswith(meant))
    alike = extract(
        meant, folded, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=most
    )
    close = [(score, place) for _, score, place in alike]
    # One slip is likelier than a word that was left unfinished.
    slips = [place for score, place in close if (1 - score) * len(meant) <= 1]
    places = dict.fromkeys([*slips, *begun, *(place for _, place in close)])
    return tuple(there[place] for place in places)[:most]
