"""LaTeX in UTF-8 as pdfLaTeX knows it, and in ASCII."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.text import Charset, in_charset, read_latex, to_unicode
from enrich.text.charset import _COMMANDS
from enrich.text.latex import escape_latex


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("M\u00fcller", 'M{\\"{u}}ller'),
        ("\u0160ari\u0107", "{\\v{S}}ari{\\'{c}}"),
        ("Ver\u00edssimo", "Ver{\\'{\\i}}ssimo"),
        ("Nguy\u1ec5n", "Nguy{\\~{\\^{e}}}n"),
        ("\u0141\u00f3d\u017a", "{\\L}{\\'{o}}d{\\'{z}}"),
        ("Gro\u00df", "Gro{\\ss}"),
        ("\u201cso\u201d \u2013 there\u2026", "``so'' -- there\\ldots{}"),
        ("x\u0302", "{\\^{x}}"),
        ("\ufb01n", "fin"),
        ("\u6f22\u5b57", "HanZi"),
        ("\ufffd", "?"),
        # Letters that have no Latin ones: a word of them does not go without a sign of it.
        ("\u738b \u39dd", "Wang ?"),
        ("(\u0627)", "(?)"),
        ("\u0627\u0628", "b"),
        ("x\u0627", "x"),
        # Marks on nothing are no word.
        ("a \u07b0", "a "),
        ("\u2013-\u2014", "--{}-{}---"),
        ("\u201c\u2018a\u2019\u201d", "``{}`a'{}''"),
    ],
)
def test_ascii_has_a_command_or_latin_letters(text: str, written: str) -> None:
    assert in_charset(text, Charset.ASCII) == written


@pytest.mark.parametrize(
    "text",
    [
        "M\u00fcller",
        "\u0160ari\u0107",
        "\u201cso\u201d \u2013",
        "\u6f22\u5b57",
        "\u041f\u0440\u0438",
    ],
)
def test_utf8_keeps_what_latex_knows_and_other_scripts(text: str) -> None:
    assert in_charset(text, Charset.UTF8) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Nguy\u1ec5n", "Nguy{\\~{\\^{e}}}n"),
        ("x\u0302", "{\\^{x}}"),
        # Of two marks Unicode joins one to the letter.
        ("Ad\u00e9b\u1ecd\u0301l\u00e1", "Ad\u00e9b{\\'{\\d{o}}}l\u00e1"),
        ("\u00f8\u0301 \u00f8\u0324", "{\\'{{\\o}}} \u00f8"),
        ("e\u0329 e\u0301\u0329", "e {\\'{e}}"),
        ("\ufffd", "?"),
        ("\ufb01", "fi"),
    ],
)
def test_utf8_writes_commands_for_letters_that_stop_pdflatex(text: str, written: str) -> None:
    assert in_charset(text, Charset.UTF8) == written


@given(st.text())
def test_any_text_becomes_ascii(text: str) -> None:
    assert in_charset(escape_latex(text), Charset.ASCII).isascii()


@pytest.mark.parametrize("character", sorted(_COMMANDS.keys() - set("\u0192\ufffd")))
def test_every_command_is_read_as_what_it_prints(character: str) -> None:
    read = read_latex(f"x{_COMMANDS[character]}y")
    words = to_unicode(read) if read else ""
    written = [in_charset(escape_latex(one), Charset.ASCII) for one in (words, f"x{character}y")]
    assert written[0] == written[1]


LATIN = st.characters(min_codepoint=0xC0, max_codepoint=0x17F, categories=("Lu", "Ll"))


@given(st.text(LATIN, min_size=1))
def test_letters_with_accents_read_back(text: str) -> None:
    written = in_charset(text, Charset.ASCII)
    read = read_latex(written)
    commands = in_charset(to_unicode(read), Charset.ASCII) if read else ""
    assert commands == written


@pytest.mark.parametrize("charset", Charset)
def test_no_letter_bears_more_marks_than_tex_has_groups(charset: Charset) -> None:
    assert in_charset("o" + "\u0301" * 300, charset).count("{") <= 5


@pytest.mark.parametrize("charset", Charset)
def test_marks_on_nothing_are_left_out(charset: Charset) -> None:
    assert "a  b" == in_charset("a \u0301\u0302 b", charset)
