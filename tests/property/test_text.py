"""Reading is safe on any text, and what is written is safe to print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hypothesis import assume, example, given
from hypothesis import strategies as st

from enrich.text import (
    Run,
    Style,
    Text,
    read_latex,
    read_markup,
    read_plain,
    to_csl,
    to_latex,
    to_unicode,
)
from enrich.text.encoding import mended
from enrich.text.formulas import _ARGUMENTS, _SIGNS, _SYMBOLS, _WORDS, harmless_math
from enrich.text.latex import escape_latex, protect_case

_markup = st.lists(
    st.sampled_from(
        "<i> </i> <b> </b> <sub> </sub> <p> </p> <br/> <jats:p> <math> </math> <mi> </mi> <mo> <!--"
        " --> <script> </script> & &amp; &lt; &#0; &#x202e; < > a<b $ $x$ $$ % # _ ^ ~ { } \\ AT&T"
        " Word GAN \u00e9 \u4e2d".split()
    )
    | st.sampled_from([" ", "\n", "\n\n", "\t", "\x00", "\x1b", "\u00a0"]),
    max_size=12,
).map("".join)
_latex = st.lists(
    st.sampled_from(
        r"\'e \textbf{ \emph{x} \alpha \frac \sqrt \href \input \today \cite{x} \begin{a} \end{a}"
        r" \\ \( \) \[ \] { } $ $$ % & # _ ^ ~ \% \&"
        r" \{ \item \verb \def Word \write18 \v".split()
    )
    | st.sampled_from([" ", "\n", "\n\n", "\\"]),
    max_size=10,
).map("".join)
_any = st.text() | _markup | _latex
_harmful = st.sampled_from(
    [r"\input{x}", r"\write18{ls}", r"\catcode`\@=11", r"\csname a\endcsname", r"\def\a{b}"]
)
_maths = st.lists(
    _harmful
    | st.sampled_from(
        ["a", "1", " ", "{", "}", "^", "_", "$", "%", "#", "~", "\\", r"\alpha", "'"]
    ),
    max_size=6,
).map("".join)
_styles = st.lists(st.sampled_from([s for s in Style if s is not Style.MATH]), max_size=2).map(
    tuple
)
_runs = st.builds(Run, _any, _styles) | st.builds(
    lambda math, styles: Run(math, (*styles, Style.MATH)), _maths, _styles
)
_texts = st.lists(_runs, max_size=4).map(lambda runs: Text(tuple(runs)))

_PIECE = re.compile(r"\\([a-zA-Z]+|.)|(.)", re.DOTALL)
_OF_TEXT = frozenset(
    "textit textbf textsubscript textsuperscript textsc textbraceleft textbraceright"
    " textasciitilde textasciicircum textasciigrave textbackslash textless textgreater textbar"
    " # $ % & _".split()
)


def _pieces(latex: str) -> Iterator[tuple[bool, str | None, str | None]]:
    """Each command or character, and whether it stands in math."""
    in_math = False
    for piece in _PIECE.finditer(latex):
        if piece[2] == "$":
            in_math = not in_math
        yield in_math, piece[1], piece[2]


def _least_depth_and_last(latex: str) -> tuple[int, int]:
    """Count braces as BibTeX does, whatever stands before them."""
    depths = [0]
    for character in latex:
        depths.append(depths[-1] + {"{": 1, "}": -1}.get(character, 0))
    return min(depths), depths[-1]


def _controls(text: str) -> set[str]:
    return {c for c in text if unicodedata.category(c) == "Cc" and c != "\n"}


@given(st.text() | _markup)
def test_reading_plain_text_never_raises(raw: str) -> None:
    text = read_plain(raw)
    assert text is None or str(text).strip()


@example(r"$\author$")
@given(_any)
def test_reading_markup_never_raises(raw: str) -> None:
    text = read_markup(raw)
    assert text is None or str(text).strip()


@example(r"\href{https://example.org}{Code}")
@example(r"\sqrt")
@given(st.text() | _latex)
def test_reading_latex_never_raises(raw: str) -> None:
    text = read_latex(raw)
    assert text is None or str(text).strip()


_TAGS = [
    *"<i> </i> <b> </b> <sub> </sub> <jats:p> </jats:p> <jats:title> </jats:title>".split(),
    *"<sc> </sc> <span> </span> <br/> <xyz:unknown> </xyz:unknown> </a> <!--x-->".split(),
    '<a href="x">',
]


@example(["<sub>", "aaa"])
@given(
    st.lists(
        st.sampled_from(_TAGS) | st.from_regex(r"[a-z]{3,8}", fullmatch=True),
        max_size=20,
    )
)
def test_nothing_is_lost_but_tags(parts: list[str]) -> None:
    words = [part for part in parts if part.isalpha()]
    text = _or_empty(read_markup(" ".join(parts)))
    for written in (to_unicode(text), re.sub(r"<[^>]*>", " ", to_csl(text))):
        # Unicode has lowered letters of its own.
        assert unicodedata.normalize("NFKC", written).split() == words


@given(st.text() | _markup)
def test_reading_markup_yields_no_control_characters(raw: str) -> None:
    assert set() == _controls(str(read_markup(raw) or ""))


@given(st.text("ab\x00\x07\x1b\x7f\x85\x9f\u2028\\'{}$% \n"))
def test_reading_latex_yields_no_control_characters(raw: str) -> None:
    assert set() == _controls(str(read_latex(raw) or ""))


@given(st.text() | _markup)
def test_what_is_read_neither_begins_nor_ends_with_space(raw: str) -> None:
    words = str(read_markup(raw) or "")
    assert words.strip(" \n") == words


@given(st.text("ab \n\t\u00a0") | _markup)
def test_no_space_is_doubled(raw: str) -> None:
    text = read_markup(raw)
    words = "".join(run.text for run in text.runs if Style.MATH not in run.styles) if text else ""
    assert not re.search(r" {2}|\n{3}| \n|\n ", words) or "$" in raw or "<" in raw


@given(st.text())
def test_reading_plain_text_keeps_its_words(raw: str) -> None:
    dropped = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
    raw = mended(raw)
    kept = "".join(
        " " if c in "\t\n\r\x0b\x0c\x85" or unicodedata.category(c) in {"Zs", "Zl", "Zp"} else c
        for c in raw.translate(dropped)
        if unicodedata.category(c) != "Cc" or c in "\t\n\r\x0b\x0c\x85"
    )
    bidi = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
    alike = {0x2010: "-", 0x2011: "-", 0x02BC: "\u2019"}
    read = to_unicode(_or_empty(read_plain(raw)))
    expected, found = (
        "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
        for text in (kept.translate(bidi).translate(alike), read)
    )
    assert expected.split() == found.split()


def _or_empty(text: Text | None) -> Text:
    return text or Text(())


@given(_markup)
def test_words_written_as_unicode_read_back_as_the_same_words(raw: str) -> None:
    words = to_unicode(_or_empty(read_markup(raw)))
    assert words.split() == to_unicode(_or_empty(read_plain(words))).split()


@given(st.text() | st.text("ae\u0301\u0308\u00ad\u200b \n"))
def test_reading_plain_text_twice_is_reading_it_once(raw: str) -> None:
    once = read_plain(raw)
    # What is mended may by accident be what a second mending would take for damage.
    assume(mended(raw) == raw and mended(str(_or_empty(once))) == str(_or_empty(once)))
    assert once == read_plain(str(_or_empty(once)))


@given(_texts, st.booleans())
def test_latex_has_balanced_braces(text: Text, protect: bool) -> None:  # noqa: FBT001 - drawn
    assert (0, 0) == _least_depth_and_last(to_latex(text, protect=protect))


@given(_texts, st.booleans())
def test_latex_holds_no_special_character_outside_math(text: Text, protect: bool) -> None:  # noqa: FBT001 - drawn
    pieces = _pieces(to_latex(text, protect=protect))
    assert not [
        plain for in_math, _, plain in pieces if not in_math and plain and plain in "#%&_~^"
    ]


@given(_texts, st.booleans())
def test_latex_closes_its_math(text: Text, protect: bool) -> None:  # noqa: FBT001 - drawn
    dollars = [p for _, _, p in _pieces(to_latex(text, protect=protect)) if p == "$"]
    assert 0 == len(dollars) % 2


@given(_texts, st.booleans())
def test_latex_holds_only_harmless_commands(text: Text, protect: bool) -> None:  # noqa: FBT001 - drawn
    of_math = _SYMBOLS | _ARGUMENTS.keys() | _WORDS | _SIGNS | {"left", "right"}
    known = {True: of_math, False: _OF_TEXT | _SYMBOLS | {"ensuremath"}}
    pieces = _pieces(to_latex(text, protect=protect))
    assert not [name for in_math, name, _ in pieces if name and name not in known[in_math]]


@example("a & b")
@example(r"\%\#")
@example("a~b")
@given(_maths | st.text("&a%$#{}\\^_ ", max_size=6))
def test_harmless_math_holds_no_bare_special_character(math: str) -> None:
    if harmless_math(math):
        assert not [plain for _, _, plain in _pieces(math) if plain and plain in "$%#&~"]


@example(Text((Run(r"\sqrt", (Style.MATH,)),)))
@example(Text((Run(r"\href{a}{b}", (Style.MATH,)),)))
@given(_texts)
def test_writing_never_raises(text: Text) -> None:
    assert all(isinstance(write(text), str) for write in (to_unicode, to_csl))


@given(st.text() | _markup)
def test_protecting_case_changes_nothing_but_braces(raw: str) -> None:
    bare = raw.translate(dict.fromkeys(map(ord, "{}\\~^<>|-'`,")))
    plain, protected = (re.sub(r"[{}]", "", one(bare)) for one in (escape_latex, protect_case))
    assert plain == protected


@given(st.lists(st.builds(Run, st.text("ab &\u00e9"), _styles), max_size=4))
def test_csl_holds_the_words_between_its_tags(runs: list[Run]) -> None:
    text = Text(tuple(runs))
    words = unicodedata.normalize("NFKC", to_unicode(text))
    assert words == re.sub(r"<[^>]*>", "", to_csl(text))


@given(_markup)
def test_csl_closes_the_tags_it_opens(raw: str) -> None:
    text = Text(tuple(run for run in _or_empty(read_markup(raw)).runs if "<" not in run.text))
    opened: list[str] = []
    for end, name in re.findall(r"<(/?)(\w+)[^>]*>", to_csl(text)):
        if not end:
            opened.append(name)
        else:
            assert name == opened.pop()
    assert [] == opened
