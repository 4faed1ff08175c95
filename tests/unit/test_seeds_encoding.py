"""Seed files as bytes: read whatever wrote them, mended where certain, refused where no text."""

from __future__ import annotations

import pytest

from enrich.errors import SeedError
from enrich.seeds.encoding import decoded
from tests.readings import within

WORDS = "Jürgen Müller, Šárka Nováková \u2013 “1 ± 2”\nsecond line\n"


def read(raw: bytes) -> str:
    return decoded(raw, "list.txt")[0]


def told(raw: bytes) -> list[str]:
    return [str(remark) for remark in decoded(raw, "list.txt")[1]]


@pytest.mark.parametrize(
    "raw",
    [
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("utf-16"),
        WORDS.encode("utf-32"),
        b"\xfe\xff" + WORDS.encode("utf-16-be"),
        b"\xff\xfe\0\0" + WORDS.encode("utf-32-le"),
        b"\0\0\xfe\xff" + WORDS.encode("utf-32-be"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode("utf-16"),
    ],
)
def test_unicode_is_read_whatever_its_form_and_line_ends(raw: bytes) -> None:
    assert (WORDS, []) == (read(raw), told(raw))


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("Müller, café “x”", "cp1252", "Windows-1252"),
        ("Müller \u2013 Ørsted, 20 €", "cp1252", "Windows-1252"),
        ("Ångström café", "latin-1", "Windows-1252"),
        ("Müller, café, Jérôme", "mac_roman", "Mac Roman"),
        ("“Señor” \u2013 Núñez", "mac_roman", "Mac Roman"),
    ],
)
def test_old_encodings_are_told_apart_by_what_stands_in_words(
    text: str, codec: str, name: str
) -> None:
    raw = f"first\n{text}\n".encode(codec)
    assert f"first\n{text}\n" == read(raw)
    (remark,) = told(raw)
    assert f"list.txt:2: this line is not UTF-8; read as {name}" in remark


def test_a_file_in_two_encodings_is_read_line_by_line() -> None:
    raw = "Müller\n".encode() + b"M\xfcller\n" + "Łódź\n".encode() + b"caf\xe9\n"
    assert "Müller\nMüller\nŁódź\ncafé\n" == read(raw)
    assert ["list.txt:2: 2 lines are not UTF-8"] == [one.partition(";")[0] for one in told(raw)]


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        "resource hub \u2013 for all",
        "Jérôme Lapuyade",
        "a naïve café",
        "## 🔍 Related",
        "Привет",
        "25°C",
        "“Quoted”",
        "Schrödinger",
        "it\u2019s",
    ],
)
def test_utf_8_that_was_read_wrongly_is_restored(text: str, codec: str) -> None:
    raw = text.encode()
    wrong = "".join(
        chr(byte)
        if codec == "cp1252" and byte in b"\x81\x8d\x8f\x90\x9d"
        else bytes([byte]).decode(codec)
        for byte in raw
    )
    assert wrong != text
    assert text == read(wrong.encode())


def test_what_went_wrong_twice_is_restored_too() -> None:
    wrong = "hub \u2013 for".encode().decode("cp1252").encode().decode("cp1252")
    assert "hub \u2013 for" == read(wrong.encode())


@pytest.mark.parametrize(
    "text",
    [
        "Müller \u00d7 Šárka \u2013 Łódź",
        "√2, √π, 2√π, √∑ and √∞",
        "É©",
        "IRMÃ IRMÃ… “MANHÔ “MANHÃ” MAÇÃ\u2019s",
        "CAFÉ\u2019s menu, « LA VÉRITÉ », Spaß…, Spaß“",
        "l\u2019été à l\u2019école \u2013 “Paris\u2013Évry”",
        "¬∞ and x¬y",
        "„\u201aÄrger\u2018“",
        "e\u0301 stays apart, ﬁ too, “quotes” straight or not",
        "\u00a0\u200b\u2028",
        "深層学習とÄÖÜ",
    ],
)
def test_text_that_is_right_stays_as_it_is(text: str) -> None:
    assert (text, []) == (read(text.encode()), told(text.encode()))


def test_what_is_right_stays_beside_what_is_restored() -> None:
    wrong = "Jérôme".encode().decode("mac_roman")
    assert "Jérôme, √π, Müller, l\u2019été" == read(f"{wrong}, √π, Müller, l\u2019été".encode())


def test_what_may_be_right_is_restored_where_all_else_is_wrong() -> None:
    text = "Jérôme and Möb, ö"
    assert text == read(text.encode().decode("mac_roman").encode())


def test_a_repair_is_told_once_with_its_first_line_and_the_number_of_places() -> None:
    wrong = "a\nb \u2013 c\nd \u2013 e \u2013 f\n".encode().decode("cp1252")
    (remark,) = told(wrong.encode())
    assert remark.startswith("list.txt:2: UTF-8 that was once read as Windows-1252 in 3 places")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04...xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04...word/document.xml", "a Word document"),
        (b"PK\x03\x04...", "a ZIP archive"),
        (b"\x1f\x8b\x08\0", "compressed with gzip"),
        (b"\x89PNG\r\n\x1a\n\0", "a picture"),
        (b"SQLite format 3\x00", "a database"),
        (b"{\\rtf1 10.1000/x}", "a rich text document"),
    ],
)
def test_what_is_no_list_is_refused_by_its_name_and_sort(raw: bytes, what: str) -> None:
    with pytest.raises(SeedError, match=rf"list\.txt: {what}, not a list of papers; \w+"):
        decoded(raw, "list.txt")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a\n\0", r"list\.txt:2: holds NUL"),
        (b"\0" * 100, r"list\.txt:1: holds NUL"),
        (b"\x01\x02\x03\x04" * 100, "control characters"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(SeedError, match=said):
        decoded(raw, "list.txt")


@pytest.mark.parametrize("control", ["\x01", "\x0b", "\x1b", "\x1c", "\x7f", "\x85", "\x9b"])
def test_a_stray_control_character_is_read_as_a_space(control: str) -> None:
    assert "one  two\n" == read(f"one {control}two\n".encode())


def test_a_cut_utf_16_file_is_read_as_far_as_it_goes() -> None:
    raw = "ab\ncd".encode("utf-16") + b"x"
    assert read(raw).startswith("ab\ncd")
    assert ["list.txt:2: not whole UTF-16-LE"] == [one.partition(";")[0] for one in told(raw)]


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\n", b"\xff"])
def test_next_to_nothing_is_read(raw: bytes) -> None:
    assert len(read(raw)) <= 1


@pytest.mark.parametrize("piece", ["â€“ ", "é", "é ", "√", "Ã"])
def test_a_long_text_is_read_in_reasonable_time(piece: str) -> None:
    with within(3):
        decoded((piece * 50_000).encode(), "f")
