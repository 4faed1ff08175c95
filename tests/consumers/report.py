"""The table at the end, and the list of all that was complained of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from tests.consumers.corpus import Corpus
from tests.consumers.exceptions import ALLOWED
from tests.consumers.outcomes import Complaint, Outcome

__all__ = ["EXAMPLES", "Verdict", "judge", "told"]

# So many of a category are told, unless all are asked for.
EXAMPLES = 3
_WIDEST = 240
_HEAD = ("consumer", "variant", "entries", "no fact", "allowed", "wrong")


class Verdict(msgspec.Struct, frozen=True):
    """The outcomes without the exceptions that are allowed by name, and how many of those."""

    outcomes: tuple[Outcome, ...]
    allowed: tuple[int, ...]
    unused: tuple[tuple[str, str], ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong, and no exception is allowed for nothing."""
        return not self.unused and not any(outcome.complaints for outcome in self.outcomes)

    def table(self) -> Iterator[str]:
        """Give one line a consumer, then what is allowed for nothing."""
        rows = [_HEAD, *map(_row, self.outcomes, self.allowed)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            yield "  ".join(cells).rstrip()
        for consumer, identifier in self.unused:
            yield f"tests/consumers/exceptions.py allows {consumer} {identifier} for nothing"


def judge(
    outcomes: Iterable[Outcome],
    corpus: Corpus,
    exceptions: Mapping[str, Mapping[str, str]] = ALLOWED,
) -> Verdict:
    """Take out what is allowed by name, and see whether every such name is needed."""
    kept, counts = [], []
    used: set[tuple[str, str]] = set()
    ran: set[str] = set()
    for outcome in outcomes:
        rows = exceptions.get(outcome.consumer, {})
        wrong = []
        for complaint in outcome.complaints:
            names = {complaint.key, corpus.identifier(complaint.key)} & set(rows)
            used |= {(outcome.consumer, name) for name in names if name}
            wrong += [] if names else [complaint]
        kept.append(msgspec.structs.replace(outcome, complaints=tuple(wrong)))
        counts.append(len(outcome.complaints) - len(wrong))
        ran |= {outcome.consumer} if outcome.read else set()
    named = {(consumer, name) for consumer in ran for name in exceptions.get(consumer, {})}
    return Verdict(tuple(kept), tuple(counts), tuple(sorted(named - used)))


def _row(outcome: Outcome, allowed: int) -> tuple[str, ...]:
    counts = (outcome.read, len(outcome.absences), allowed, len(outcome.complaints))
    return (outcome.consumer, outcome.variant, *map(str, counts))


def told(
    title: str, complaints: Sequence[Complaint], corpus: Corpus, *, examples: int | None
) -> Iterator[str]:
    """Tell complaints by category, the most frequent first, with some examples or all."""
    categories: dict[str, list[Complaint]] = defaultdict(list)
    for complaint in complaints:
        categories[complaint.category].append(complaint)
    for category, alike in sorted(categories.items(), key=lambda one: (-len(one[1]), one[0])):
        yield f"{title}: {len(alike)} x {category}"
        for complaint in alike[:examples]:
            where = corpus.identifier(complaint.key)
            yield f"    {where} ({complaint.key}): {complaint.line[:_WIDEST]}"
