"""How an entry is laid out, so that a new field looks as if its owner had written it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from enrich.bibfile.cutting import Field, Item

__all__ = ["Layout", "common_layout", "layout_of"]

# Fewer fields than that don't tell how they are aligned.
_ENOUGH = 3
_TAB = 8
_LONGEST_INDENT = 200


class Layout(msgspec.Struct, frozen=True):
    """What stands between fields, before and around the sign of equality, and at which columns.

    The columns are those at which names end, signs stand and values begin, where these are aligned.
    """

    gap: str
    indent: str = ""
    before: str = " "
    after: str = " "
    name_end: int | None = None
    equals: int | None = None
    value: int | None = None

    def line(self, name: str, value: str) -> str:
        """Write a field with the spaces before it on its line."""
        # Where commas begin lines, one stands there already.
        begun = self.gap[_line_start(self.gap) :] if _is_line(self.gap) else ""
        head = begun + self.indent + name
        if self.name_end is not None:
            head = begun + " " * max(self.name_end - len(begun) - len(name), 0) + name
        if self.equals is None:
            head += self.before
        else:
            head = self._padded(head, self.equals, " " if self.before else "")
        head += "="
        head = head + self.after if self.value is None else self._padded(head, self.value)
        return head[len(begun) :] + value

    def indent_before(self, text: str, at: int) -> int:
        """Count the spaces before a name that a line of this layout has of its own."""
        before = text[:at][-_LONGEST_INDENT:] if _is_line(self.gap) else ""
        return len(before) - len(before.rstrip(" \t"))

    def _padded(self, head: str, column: int, least: str = "") -> str:
        if "\t" in self.before + self.after:
            while _width(head) < column:
                head += "\t"
            return head
        return head + " " * max(column - _width(head), len(least))


class _Place(msgspec.Struct, frozen=True):
    """Where one field stands on its line."""

    gap: str
    indent: str
    name: int
    before: str
    after: str
    name_end: int
    equals: int
    value: int


def layout_of(item: Item, text: str) -> Layout | None:
    """Read the layout of an entry that has fields enough to tell, or stands on one line."""
    is_line = not {"\n", "\r"} & {*text[item.start : item.end]}
    if len(item.fields) < (1 if is_line else _ENOUGH):
        return None
    places = [_place(field, end, text) for end, field in _with_ends(item)]
    gaps = [(one.gap, one.indent) for one in places[1:]]
    gap, indent = Counter(gaps or [(", ", "")]).most_common(1)[0][0]
    on_lines = [one for one in places if _is_line(one.gap)]
    equals = _column(on_lines, [one.equals for one in on_lines])
    return Layout(
        gap,
        indent,
        _usual(one.before for one in places),
        _usual(one.after for one in places),
        _column(on_lines, [one.name_end for one in on_lines]),
        equals,
        _column(on_lines, [one.value for one in on_lines]) if equals is None else None,
    )


def common_layout(items: Iterable[Item], text: str) -> Layout:
    """Give the layout that most entries have; where none tells, a usual one."""
    known = (layout_of(item, text) for item in items)
    layouts = Counter(layout for layout in known if layout)
    newline = "\r\n" if "\r\n" in text else "\n"
    return layouts.most_common(1)[0][0] if layouts else Layout(f",{newline}", "  ")


def _with_ends(item: Item) -> list[tuple[int, Field]]:
    """Give each field with the end of what stands before it."""
    ends = [item.key_end, *(field.value_end for field in item.fields)]
    return list(zip(ends, item.fields, strict=False))


def _line_start(text: str) -> int:
    return max(text.rfind("\n"), text.rfind("\r")) + 1


def _is_line(gap: str) -> bool:
    return "\n" in gap or "\r" in gap


def _place(field: Field, end: int, text: str) -> _Place:
    whole = text[end : field.name_start]
    gap = whole.rstrip(" \t") if _is_line(whole) else whole
    begin = end + _line_start(whole)
    equals = text.index("=", field.name_end)
    return _Place(
        gap,
        whole[len(gap) :],
        field.name_end - field.name_start,
        text[field.name_end : equals],
        text[equals + 1 : field.value_start],
        _width(text[begin : field.name_end]),
        _width(text[begin:equals]),
        _width(text[begin : field.value_start]),
    )


def _width(line: str) -> int:
    return len(line.expandtabs(_TAB))


def _column(places: Sequence[_Place], columns: Sequence[int]) -> int | None:
    """Find the column that most fields share, though their names are not of one length."""
    if not columns:
        return None
    column, count = Counter(columns).most_common(1)[0]
    alike = {one.name for one, at in zip(places, columns, strict=True) if at == column}
    return column if len(alike) > 1 and count * 2 > len(columns) else None


def _usual(strings: Iterable[str]) -> str:
    return Counter(strings).most_common(1)[0][0]
