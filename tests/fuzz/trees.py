"""JSON that is nearly right: values of an answer swapped for others, and its bytes changed."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, cast

from hypothesis import strategies as st

from tests.fuzz.mutations import ODD, mutated_bytes

__all__ = ["Tree", "holders", "mutated_json"]

Tree: TypeAlias = "bool | int | float | str | list[Tree] | dict[str, Tree] | None"
_Place: TypeAlias = tuple[str | int, ...]

_DEEP = 3000
_DEEP_MARK = "\ue000deep"
_DEEPEST = 100_000
_VALUES: tuple[Tree, ...] = (
    None,
    True,
    0,
    -1,
    10**30,
    2**63,
    1.5,
    1e300,
    "",
    " ",
    [],
    [[]],
    [None],
    {},
    {"": None},
    "1",
    "\u00b2",
    "\u0663",
    "2021-02-30",
    [2021, 13, 99],
    [["2021", None, "x"]],
)
# Written into the JSON behind the library's back, which would not write them.
_RAW = {
    "\ue000surrogate": r"\ud800",
    "\ue000pair": r"\ud83d\ude00",
    "\ue000nul": r"\u0000",
}


def mutated_json(
    examples: Sequence[Tree], texts: st.SearchStrategy[str]
) -> st.SearchStrategy[bytes]:
    """Change examples, with such texts in the place of others."""
    return mutated_bytes(_changed(examples, texts).map(_written))


def holders(example: Tree) -> tuple[Callable[[str], bytes], ...]:
    """Give for each place where an example has a text what it is with another text there."""
    places = [place for place, value in _places(example) if isinstance(value, str)]

    def holder(place: _Place) -> Callable[[str], bytes]:
        return lambda text: _written(_with(example, place, text)).encode("utf-8", "surrogatepass")

    return tuple(holder(place) for place in places)


@st.composite
def _changed(draw: st.DrawFn, examples: Sequence[Tree], texts: st.SearchStrategy[str]) -> Tree:
    tree = draw(st.sampled_from(examples))
    others = st.sampled_from(_VALUES) | texts | texts | st.sampled_from((*ODD, *_RAW))
    for _ in range(draw(st.integers(1, 5))):
        place, value = draw(st.sampled_from(list(_places(tree))))
        if not place:
            continue
        if draw(st.integers(0, 60)) == 0:
            new: Tree = _deep(draw(st.sampled_from([100, _DEEP])), value)
        elif draw(st.integers(0, 8)) == 0:
            new = [value] * draw(st.sampled_from([0, 1, 2, 50]))
        else:
            new = draw(others)
        tree = _with(tree, place, new)
    return tree


def _deep(depth: int, value: Tree) -> Tree:
    return {_DEEP_MARK: depth, "value": value}


def _places(tree: Tree, place: _Place = ()) -> Iterator[tuple[_Place, Tree]]:
    yield place, tree
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _places(value, (*place, key))
    elif isinstance(tree, list):
        for at, value in enumerate(tree):
            yield from _places(value, (*place, at))


def _with(tree: Tree, place: _Place, value: Tree) -> Tree:
    whole = copy.deepcopy(tree)
    holder = whole
    for step in place[:-1]:
        holder = cast("dict[str | int, Tree]", holder)[step]
    cast("dict[str | int, Tree]", holder)[place[-1]] = value
    return whole


def _written(tree: Tree) -> str:
    """Write as JSON, with what the library would refuse to write."""
    text = json.dumps(_deepened(tree), ensure_ascii=False)
    for mark, raw in _RAW.items():
        text = text.replace(mark, raw)
    return re.sub(rf'"{_DEEP_MARK}:(\d+)"', lambda found: _nested(int(found[1])), text)


def _deepened(tree: Tree) -> Tree:
    if isinstance(tree, dict):
        if _DEEP_MARK in tree:
            return f"{_DEEP_MARK}:{tree[_DEEP_MARK]}"
        return {key: _deepened(value) for key, value in tree.items()}
    return [_deepened(one) for one in tree] if isinstance(tree, list) else tree


def _nested(wanted: int) -> str:
    # The number may have been changed like any other.
    depth = min(wanted, _DEEPEST)
    return "[" * depth + "]" * depth
