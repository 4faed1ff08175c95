"""The five seed documents: two were decoded wrongly once and are restored, three are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from enrich.seeds.encoding import decoded

RIGHT = ("000_0d3108ccd5e9ad60.txt", "003_d31d6cc564107619.txt", "004_4f088949b0f0bf9f.txt")
WRONG = ("001_d01f15d592edc554.txt", "002_58f29ad29087b5b7.txt")


def read(shared: Path, name: str) -> tuple[str, str, list[str]]:
    raw = (shared / "seeds" / name).read_bytes()
    text, remarks = decoded(raw, name)
    return raw.decode(), text, [str(one) for one in remarks]


@pytest.mark.parametrize("name", RIGHT)
def test_a_document_that_is_right_stays_byte_for_byte(shared: Path, name: str) -> None:
    before, after, told = read(shared, name)
    assert (before, []) == (after, told)


@pytest.mark.parametrize("name", WRONG)
def test_a_repair_moves_no_line_and_leaves_nothing_strange(shared: Path, name: str) -> None:
    before, after, told = read(shared, name)
    assert before.count("\n") == after.count("\n")
    assert 1 == len(told)
    assert {"\u2013", "\u00e9", "\u00f4", "\U0001f50d"} >= {c for c in after if not c.isascii()}


def test_the_dash_read_as_windows_1252_is_restored(shared: Path) -> None:
    before, after, told = read(shared, WRONG[0])
    assert before.replace("\u00e2\u20ac\u201c", "\u2013") == after
    assert told[0].startswith(f"{WRONG[0]}:3: UTF-8 that was once read as Windows-1252")


def test_the_pictures_and_the_name_read_as_mac_roman_are_restored(shared: Path) -> None:
    before, after, told = read(shared, WRONG[1])
    picture = "\uf8ff\u00fc\u00ee\u00e7"
    assert 6 == before.count(picture) == after.count("\U0001f50d")
    restored = before.replace(picture, "\U0001f50d").replace("\u221a\u00a9", "\u00e9")
    assert restored.replace("\u221a\u00a5", "\u00f4") == after
    # By another road: what the bytes say once they are encoded as they were wrongly decoded.
    name = before.split("\n")[49]
    assert name != after.split("\n")[49] == name.encode("mac_roman").decode()
    assert told[0].startswith(f"{WRONG[1]}:37: UTF-8 that was once read as Mac Roman in 8 places")
