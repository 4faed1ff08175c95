"""Columns: fitted to a terminal, whole and parted by tabs for a program."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest

from enrich.cli._columns import Cell, Column, put_columns, width_of, wrapped
from enrich.cli._ink import TAB, Ink, Inked, put_lines

COLUMNS = (
    Column(Ink.NAME),
    Column(least=6, may_leave=True),
    Column(least=8, weight=3),
    Column(least=6, may_leave=True),
)
ROWS = (
    ("ada2020", "Ada et al.", "A Title That Is Long Enough To Be Cut", "A Journal of Walls"),
    ("bo2021", "Bo", "Short", ""),
)

Put = Callable[[Sequence[Sequence[Cell]], int | None], str]


class Screen(io.TextIOWrapper):
    """A terminal that shows nothing."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> Put:
    """Give what is written to a terminal of a width, or to a file."""
    monkeypatch.setenv("NO_COLOR", "1")

    def written(rows: Sequence[Sequence[Cell]], width: int | None) -> str:
        stream = io.BytesIO()
        monkeypatch.setattr("sys.stdout", (Screen if width else io.TextIOWrapper)(stream))
        monkeypatch.setenv("COLUMNS", str(width or 1))
        put_columns(rows, COLUMNS)
        return stream.getvalue().decode()

    return written


def test_a_program_gets_everything_between_tabs(put: Put) -> None:
    expected = "".join("\t".join(row) + "\n" for row in ROWS)
    assert expected == put(ROWS, None)


def test_what_would_part_a_line_in_two_or_a_cell_is_a_blank(put: Put) -> None:
    row = ("a\tb", "c\nd", "e\u2028f", "g\u00a0h")
    assert "a b\tc d\te f\tg h\n" == put([row], None)


def test_what_a_terminal_would_obey_is_shown_in_a_file_too(put: Put) -> None:
    assert "\\x1b[2J\t\\x9b\t\\u202e\t\n" == put([("\x1b[2J", "\x9b", "\u202e", "")], None)


def test_a_tab_that_parts_no_columns_is_shown_as_what_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(stream))
    put_lines([["a\tb", TAB, "c"]])
    assert b"a\\tb\tc\n" == stream.getvalue()


@pytest.mark.parametrize("width", [20, 30, 40, 57, 58, 79, 80, 81, 200])
def test_no_line_is_wider_than_the_terminal(put: Put, width: int) -> None:
    rows = (*ROWS, ("k" * 90, "深度学习" * 9, "中文标题" * 20, "e\u0301" * 90))
    assert width >= max(width_of(line) for line in put(rows, width).splitlines())


def test_where_there_is_room_columns_stand_under_each_other_and_nothing_is_cut(put: Put) -> None:
    expected = (
        "ada2020  Ada et al.  A Title That Is Long Enough To Be Cut  A Journal of Walls\n"
        "bo2021   Bo          Short\n"
    )
    assert expected == put(ROWS, 100)


def test_what_is_cut_says_so_and_the_heaviest_column_keeps_the_most(put: Put) -> None:
    first = put(ROWS, 60).splitlines()[0]
    assert "ada2020  Ada et al.  A Title That Is Long Eno…  A Journal o…" == first


def test_the_last_columns_are_left_out_where_they_would_have_no_room(put: Put) -> None:
    assert "ada2020  Ada e…  A Title T…" == put(ROWS, 27).splitlines()[0]
    assert "ada2020  A Title…" == put(ROWS, 17).splitlines()[0]


def test_wide_characters_count_for_two(put: Put) -> None:
    rows = (("a", "深度", "x", ""), ("b", "abcd", "x", ""))
    assert ["a  深度  x", "b  abcd  x"] == put(rows, 40).splitlines()


def test_a_wide_character_is_cut_whole(put: Put) -> None:
    lines = put([("key", "", "深度学习深度学习", "")], 13).splitlines()
    assert ["key  深度学…"] == lines


def test_a_place_is_cut_where_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    monkeypatch.setattr("sys.stdout", Screen(stream))
    monkeypatch.setenv("COLUMNS", "16")
    monkeypatch.setenv("NO_COLOR", "1")
    put_columns([("data/seeds/深度.md:12", "x")], (Column(least=8, keeps_end=True), Column()))
    assert "\u2026s/深度.md:12  x\n" == stream.getvalue().decode()


def test_a_part_of_a_cell_keeps_its_ink_where_it_is_cut(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    cell: Cell = [Inked("abcdef", Ink.STRONG), "ghijkl"]
    expected = "\x1b[36mkey\x1b[0m  \x1b[1mabcdef\x1b[0mg…"
    assert expected == put([("key", "", cell, "")], 13).splitlines()[0]


def test_text_breaks_between_words_and_gets_no_wider_than_its_room() -> None:
    text = "one two  three four"
    assert ["one two", "three", "four"] == list(wrapped(text, 8))


def test_text_without_blanks_breaks_anywhere_but_an_address_stays_whole() -> None:
    assert ["深度", "学习"] == list(wrapped("深度学习", 5))
    assert ["https://example.org/long", "b"] == list(wrapped("https://example.org/long b", 8))
