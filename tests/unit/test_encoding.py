"""Letters that were decoded wrongly on their way."""

from __future__ import annotations

import pytest

from enrich.text import read_markup, to_unicode
from enrich.text.encoding import mended


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("M\u00c3\u00bcller", "M\u00fcller"),
        ("Price \u00c2\u00a329.95", "Price \u00a329.95"),
        ("peatlands \u00e2\u0080\u0093 role", "peatlands \u2013 role"),
        ("D\u00e2\u0080\u0099Adamo", "D\u2019Adamo"),
        ("Ver\u00c3\u00adssimo", "Ver\u00edssimo"),
        ("it\u0092s", "it\u2019s"),
        ("Vehicles \ufffd Tyres", "Vehicles \u2013 Tyres"),
        ("29\u02da N", "29\u00b0 N"),
        ("Si(1\u00cc\u20261): M\u00c3\u00bcller", "Si(1\u03051): M\u00fcller"),
        ("x \u0327: M\u00c3\u00bcller", "x \u0327: M\u00fcller"),
        ("\u0e17\u0e35\u0e48".encode().decode("latin-1"), "\u0e17\u0e35\u0e48"),
    ],
)
def test_a_wrong_decoding_is_undone(garbled: str, right: str) -> None:
    assert mended(garbled) == right


@pytest.mark.parametrize(
    "words",
    [
        "plain",
        "\u00c5ngstr\u00f6m",
        "S\u00c3O PAULO",
        "\u00c9TUDE DE L\u2019\u00c9VOLUTION",
        "Fran\ufffdoise",
        "Tom\ufffds",
        "\u00cc\u00a7 7\u00cc\u00a7",
        "\u6f22\u5b57",
        "\u0421\u0420\u0415\u0414\u0421\u0422\u0412\u0410",
    ],
)
def test_what_is_right_or_beyond_repair_stays(words: str) -> None:
    assert mended(words) == words


def test_reading_mends_what_entities_hid() -> None:
    text = read_markup("M&#195;&#188;ller")
    assert text
    assert to_unicode(text) == "M\u00fcller"
