"""The change of a text as a unified diff, as `patch` and `git apply` read it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

__all__ = ["unified"]

_NO_NEWLINE = "\\ No newline at end of file\n"
_CONTEXT = 3
_SIGNS = {"delete": "-", "insert": "+", "replace": "-+", "equal": " "}


def unified(before: str, after: str, name: str) -> str:
    """Write what changed in a file, with three lines around each change."""
    old, new = _lines(before), _lines(after)
    if old == new:
        return ""
    groups = _Matcher(old, new).get_grouped_opcodes(_CONTEXT)
    hunks = (line for codes in groups for line in _hunk(codes, old, new))
    # Behind a name with spaces in it, `patch` wants a tab.
    end = "\t\n" if " " in name else "\n"
    path = name.lstrip("/") + end
    return "".join((f"--- a/{path}", f"+++ b/{path}", *hunks))


def _lines(text: str) -> list[str]:
    """Part a text at newlines alone; other signs that end a line in print stay in it."""
    *whole, rest = text.split("\n")
    return [f"{line}\n" for line in whole] + ([rest] if rest else [])


_Tag: TypeAlias = Literal["replace", "delete", "insert", "equal"]
_Opcode: TypeAlias = tuple[_Tag, int, int, int, int]
_TAGS: dict[tuple[bool, bool], _Tag] = {
    (True, True): "replace",
    (True, False): "delete",
    (False, True): "insert",
}


class _Matcher(SequenceMatcher[str]):
    """Lines held against each other between those that each text has once.

    A file of thousands of entries is alike in most lines, and difflib takes minutes for all.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, "", "")
        self._old, self._new = old, new

    def get_opcodes(self) -> list[_Opcode]:
        """Tell what is equal and what is not, as difflib does."""
        return list(self._opcodes())

    def _opcodes(self) -> Iterator[_Opcode]:
        """Tell what is equal and what is not, each as long as it can be."""
        i = j = 0
        for begin, there, size in self._blocks():
            if tag := _TAGS.get((i < begin, j < there)):
                yield tag, i, begin, j, there
            if size:
                yield "equal", begin, begin + size, there, there + size
            i, j = begin + size, there + size

    def _blocks(self) -> Iterator[tuple[int, int, int]]:
        """Give the stretches that are equal, neighbours in one, and an empty one at the end."""
        i = j = size = 0
        for begin, there, more in self._matches():
            if (begin, there) == (i + size, j + size):
                size += more
                continue
            yield i, j, size
            i, j, size = begin, there, more
        yield i, j, size
        yield len(self._old), len(self._new), 0

    def _matches(self) -> Iterator[tuple[int, int, int]]:
        i = j = 0
        for begin, there in (*_anchors(self._old, self._new), (len(self._old), len(self._new))):
            old, new = self._old[i:begin], self._new[j:there]
            if old and new:
                for found in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
                    yield i + found.a, j + found.b, found.size
            yield begin, there, int(begin < len(self._old) and there < len(self._new))
            i, j = begin + 1, there + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Give the lines that both texts have once, as many as stand in one order."""
    places = {line: at for at, line in enumerate(new)}
    once = {line for line, count in Counter(new).items() if count == 1}
    once &= {line for line, count in Counter(old).items() if count == 1}
    pairs = [(at, places[line]) for at, line in enumerate(old) if line in once]
    # The longest run of places that grows.
    ends: list[int] = []
    lasts: list[int] = []
    before: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lasts[at : at + 1] = [number]
        before.append(lasts[at - 1] if at else None)
    run: list[tuple[int, int]] = []
    step = lasts[-1] if lasts else None
    while step is not None:
        run.append(pairs[step])
        step = before[step]
    return run[::-1]


def _hunk(
    codes: Sequence[tuple[str, int, int, int, int]], old: Sequence[str], new: Sequence[str]
) -> Iterator[str]:
    first, last = codes[0], codes[-1]
    yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"
    for tag, begin, end, there, until in codes:
        for sign in _SIGNS[tag]:
            lines = new[there:until] if sign == "+" else old[begin:end]
            yield from (_ended(sign + line) for line in lines)


def _range(begin: int, end: int) -> str:
    """Write a range of lines as diffs do, which count an empty one from the line before."""
    length = end - begin
    if length == 1:
        return str(begin + 1)
    return f"{begin + (length > 0)},{length}"


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}"
