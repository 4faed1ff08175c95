"""Names of people and groups."""

from __future__ import annotations

from enrich.names import is_group, is_nobody, read_name, read_names, read_person
from enrich.sources.lines import read_line
from tests.fuzz.mutations import mutated, pieced
from tests.fuzz.target import Target
from tests.fuzz.wording import assert_clean

__all__ = ["NAMES"]

_NAMES = (
    "Ada van der Sample",
    "de la Cruz, Jos\u00e9 Mar\u00eda, Jr.",
    "DOE J.-P., MD, PhD",
    "for the X Collaboration",
    "Jane Doe on behalf of the Y Consortium (Z)",
    "\u674e\u660e (Li Ming)",
    "J. Doe$^{1,2}$ and R. Roe",
    "{\\'E}mile {\\O}re",
    "Anonymous",
)
_PIECES = (
    *", ; & ( ) [ ] { } . - ' \u2019 * $^{1}$ \\'e Jr. Jr III PhD MD Dr. Prof. Sir".split(),
    *"van der de la".split(),
    *"von bin al- O' Mc and et al. on behalf of the for Group Collaboration Team".split(),
    *"Consortium A B. AB".split(),
    *"\u674e \u660e \u0421 et. others Anonymous null N/A 1 2 @ a@b.invalid University".split(),
    *"Department :".split(),
    "J. ",
    " and ",
    " ",
    "Doe",
    "DOE",
)


def _check(text: str) -> None:
    is_group(text)
    is_nobody(text)
    if name := read_name(text):
        assert_clean(name)
        assert name.sorting
    for one in read_names(text).names:
        assert_clean(one)
    # Fields come as lines of plain words.
    line = read_line(text) or ""
    half = len(line) // 2
    for one in read_person(given=line[:half], family=line[half:]).names:
        assert_clean(one)


NAMES = Target(
    name="names",
    inputs=mutated(_NAMES, _PIECES) | pieced(_PIECES, 15),
    check=_check,
    pieces=_PIECES,
    holders=(str, "Doe, {}".format),
)
