"""What tests of seeds ask of a reader: the seeds, the remarks, the time it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from enrich.seeds import Remark, Seed
from enrich.seeds.model import Found

Reader: TypeAlias = Callable[[str, str], Iterator[Found]]


def seeds_in(read: Reader, text: str, file: str = "f") -> list[Seed]:
    """Give the seeds that a reader finds."""
    return [one for one in read(text, file) if isinstance(one, Seed)]


def told_of(read: Reader, text: str, file: str = "f") -> list[str]:
    """Give what a reader remarks upon."""
    return [str(one) for one in read(text, file) if isinstance(one, Remark)]


def only_seed(read: Reader, text: str, file: str = "f") -> Seed:
    """Give the one seed there is."""
    (seed,) = seeds_in(read, text, file)
    return seed


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """See to it that what is done here takes no longer, whatever else the machine does."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < seconds
