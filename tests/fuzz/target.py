"""What a fuzzer is: the inputs it makes, and what must be true of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from hypothesis import strategies as st

__all__ = ["Target"]

Input = TypeVar("Input", str, bytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Generic[Input]):
    """One parser."""

    name: str
    inputs: st.SearchStrategy[Input]
    # What is done with an input; a false assertion is a finding, and so is any error but these.
    check: Callable[[Input], None]
    errors: tuple[type[Exception], ...] = ()
    # What is repeated to make an input long, and the places where so long a text may stand.
    pieces: Sequence[str]
    holders: Sequence[Callable[[str], Input]]
