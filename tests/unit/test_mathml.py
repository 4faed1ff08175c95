"""MathML as publishers send it, alone and beside TeX, becomes LaTeX that says the same."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.text.formulas import harmless_math, plain_math
from enrich.text.mathml import latex_of_mathml
from enrich.text.model import Run, Style
from enrich.text.tags import markup_runs
from enrich.text.tex import math_runs


def latex(inner: str) -> str:
    return latex_of_mathml(f"<math>{inner}</math>")


def formulas(raw: str) -> list[str]:
    return [run.text for run in markup_runs(raw) if Style.MATH in run.styles]


def words(raw: str) -> str:
    """The text, with a mark where a formula stands."""
    return "".join("@" if Style.MATH in run.styles else run.text for run in markup_runs(raw))


@pytest.mark.parametrize(
    ("mathml", "expected"),
    [
        ("<mover><mi>H</mi><mo>^</mo></mover>", r"\hat{H}"),
        ("<mover><mi>X</mi><mo>\u00af</mo></mover>", r"\bar{X}"),
        ("<mover><mi>v</mi><mo>\u2192</mo></mover>", r"\vec{v}"),
        ("<mover><mi>O</mi><mo>~</mo></mover>", r"\tilde{O}"),
        ("<mover><mi>V</mi><mo>\u02d9</mo></mover>", r"\dot{V}"),
        ("<mover><mi>x</mi><mo>\u00a8</mo></mover>", r"\ddot{x}"),
        ("<mover><mi>x</mi><mrow><mo>^</mo></mrow></mover>", r"\hat{x}"),
        ("<mover><mrow><mi>A</mi><mi>B</mi></mrow><mo>\u00af</mo></mover>", r"\overline{AB}"),
        ("<mover><mrow><mi>A</mi><mi>B</mi></mrow><mo>^</mo></mover>", r"\widehat{AB}"),
        ("<mover><mrow><mi>A</mi><mi>B</mi></mrow><mo>\u23de</mo></mover>", r"\overbrace{AB}"),
        ("<munder><mi>L</mi><mo>\u00af</mo></munder>", r"\underline{L}"),
        ("<munder><mi>x</mi><mo>\u23df</mo></munder>", r"\underbrace{x}"),
    ],
)
def test_what_stands_over_or_under_as_an_accent_is_one(mathml: str, expected: str) -> None:
    assert expected == latex(mathml)


@pytest.mark.parametrize(
    ("mathml", "expected"),
    [
        ("<munder><mo>\u2211</mo><mi>i</mi></munder>", r"\sum_{i}"),
        ("<munderover><mo>\u2211</mo><mi>i</mi><mi>n</mi></munderover>", r"\sum_{i}^{n}"),
        ("<munder><mi>lim</mi><mi>n</mi></munder>", r"\lim_{n}"),
        ("<mover><mo>\u2192</mo><mi>f</mi></mover>", r"\xrightarrow{f}"),
        ("<mover><mo>=</mo><mi>a</mi></mover>", r"\overset{a}{=}"),
        ("<munder><mi>A</mi><mi>b</mi></munder>", r"\underset{b}{A}"),
    ],
)
def test_limits_and_labels_stand_where_they_did(mathml: str, expected: str) -> None:
    assert expected == latex(mathml)


@pytest.mark.parametrize(
    ("scripts", "expected"),
    [
        ("<mi>C</mi><mprescripts/><none/><mn>13</mn>", "{}^{13}C"),
        ("<mi>C</mi><mprescripts></mprescripts><none></none><mn>13</mn>", "{}^{13}C"),
        ("<mi>U</mi><mprescripts/><mn>92</mn><mn>238</mn>", "{}_{92}^{238}U"),
        ("<mi>R</mi><mi>a</mi><mi>b</mi>", "R_{a}^{b}"),
        ("<mi>R</mi><mi>a</mi><none/><none/><mi>b</mi>", "R_{a}{}^{b}"),
        ("<mi>R</mi>", "R"),
        ("", ""),
    ],
)
def test_indices_on_both_sides_are_kept(scripts: str, expected: str) -> None:
    assert expected == latex(f"<mmultiscripts>{scripts}</mmultiscripts>")


@pytest.mark.parametrize(
    ("mathml", "expected"),
    [
        ('<mi mathvariant="bold">x</mi>', r"\mathbf{x}"),
        ('<mi mathvariant="bold-italic">S</mi>', r"\boldsymbol{S}"),
        ('<mi mathvariant="double-struck">K</mi>', r"\mathbb{K}"),
        ('<mi mathvariant="script">D</mi>', r"\mathcal{D}"),
        ('<mi mathvariant="fraktur">g</mi>', r"\mathfrak{g}"),
        ('<mi mathvariant="normal">H</mi>', r"\mathrm{H}"),
        ('<mn mathvariant="normal">2</mn>', "2"),
        ('<mi mathvariant="normal">\u03b7</mi>', r"\eta"),
        ('<mi mathvariant="bold">\u03b1</mi>', r"\mathbf{\alpha}"),
        ("<mstyle mathvariant='bold'><mi>x</mi></mstyle>", r"\mathbf{x}"),
        ("<mi>\U0001d431</mi>", r"\mathbf{x}"),
        ("<mi>\u211d</mi>", r"\mathbb{R}"),
        ("<mi>\U0001d4aa</mi>", r"\mathcal{O}"),
        ("<mi>\U0001d6fc</mi>", r"\alpha"),
        ("<mi>\u2113</mi>", r"\ell"),
    ],
)
def test_the_alphabet_of_a_letter_is_kept(mathml: str, expected: str) -> None:
    assert expected == latex(mathml)


@pytest.mark.parametrize(
    ("mathml", "expected"),
    [
        ("<mi>log</mi><mi>n</mi>", r"\log n"),
        ("<mi>abc</mi>", r"\mathrm{abc}"),
        ("<mtext>OR</mtext>", r"\mathrm{OR}"),
        ("<mtext>for all</mtext>", r"\text{for all}"),
        ("<mtext>\n  or\n </mtext>", r"\mathrm{or}"),
        ("<mtext>or </mtext><mi>x</mi>", r"\text{or }x"),
        ("<mtext>-</mtext>", r"\text{-}"),
        ("<mtext>\u03bcm</mtext>", r"\mu\mathrm{m}"),
        ("<mtext>a_b</mtext>", r"\text{a\_b}"),
        ("<mi>x</mi><mo>\u2003</mo><mo>\u2003</mo><mi>y</mi>", r"x\ y"),
        ("<mn>10,000</mn>", "10{,}000"),
        ("<mi>V</mi><mtext>E</mtext><mtext>P</mtext>", r"V\mathrm{EP}"),
        ("<ms>x</ms>", r'"\mathrm{x}"'),
        ("<mn>2</mn><mo>\u00d7</mo><mn>3</mn>", r"2\times3"),
        ("<mi>\u2026</mi><mo>\u2205</mo><mo>\u204e</mo>", r"\ldots\emptyset\ast"),
        ("<mo>\u2272</mo>", r"\stackrel{<}{\sim}"),
        ("<msup><mi>f</mi><mo>\u2032</mo></msup>", r"f^{\prime}"),
        ("<mi>f</mi><mo>\u2032</mo>", "f'"),
        ("<mn>45</mn><mo>\u00b0</mo>", r"45^{\circ}"),
        ("<msup><mn>45</mn><mo>\u00b0</mo></msup>", r"45^{\circ}"),
        ("<mi>&alpha;</mi>", r"\alpha"),
        ("<mi>&alpha</mi>", r"\alpha"),
    ],
)
def test_leaves_become_names_signs_and_words(mathml: str, expected: str) -> None:
    assert expected == latex(mathml)


@pytest.mark.parametrize(
    ("mathml", "expected"),
    [
        ('<mfenced open="[" close="]"><mi>a</mi><mi>b</mi></mfenced>', "[a,b]"),
        (
            '<mfenced separators=";,"><mi>a</mi><mi>b</mi><mi>c</mi><mi>d</mi></mfenced>',
            "(a;b,c,d)",
        ),
        ('<mfenced open="{" close=""><mi>a</mi></mfenced>', r"\lbrace a"),
        ('<mfenced open="&lt;" close="&gt;"><mi>a</mi></mfenced>', "<a>"),
        ('<mfenced open="<" close=">"><mi>a</mi></mfenced>', "<a>"),
        ("<mfenced open='' close='' separators=''><mi>a</mi><mi>b</mi></mfenced>", "ab"),
        ('<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>', r"{n \atop k}"),
        ("<mi>a</mi><mphantom><mi>b</mi></mphantom>", "a"),
        ("<maction><mi>a</mi><mi>b</mi></maction>", "a"),
        ('<menclose notation="radical"><mi>a</mi></menclose>', r"\sqrt{a}"),
        ('<menclose notation="box"><mi>a</mi></menclose>', "a"),
        ("<mpadded><mstyle><merror><mi>a</mi></merror></mstyle></mpadded>", "a"),
        ('<mn>5</mn><mspace width="0.17em"/><mi>m</mi>', r"5\,m"),
        ('<mi>a</mi><mspace width="1em"/><mi>b</mi>', r"a\quad b"),
        ('<mi>a</mi><mspace width="thinmathspace"/><mi>b</mi>', r"a\,b"),
        ('<mi>a</mi><mspace linebreak="newline"/><mi>b</mi>', r"a\ b"),
        ('<mi>a</mi><mspace width="-1em"/><mi>b</mi>', "ab"),
        ('<mi>a</mi><mspace width="1.2.3em"/><mi>b</mi>', "ab"),
        ("<semantics><mi>x</mi><annotation>y</annotation></semantics>", "x"),
        (
            '<semantics><mrow/><annotation encoding="application/x-tex">y</annotation></semantics>',
            "y",
        ),
        ("<msup><msup><mi>x</mi><mn>2</mn></msup><mn>3</mn></msup>", "{x^{2}}^{3}"),
        ("<msub><mrow/><mn>2</mn></msub>", "{}_{2}"),
        ("<mtext>Fe<sub>2</sub>O</mtext>", r"\mathrm{Fe}_{2}\mathrm{O}"),
    ],
)
def test_layout_is_kept_as_far_as_latex_has_it(mathml: str, expected: str) -> None:
    assert expected == latex(mathml)


def rows(*lines: str) -> str:
    cells = ("".join(f"<mtd><mi>{cell}</mi></mtd>" for cell in line) for line in lines)
    return f"<mtable>{''.join(f'<mtr>{row}</mtr>' for row in cells)}</mtable>"


def test_a_table_becomes_a_matrix() -> None:
    assert r"\begin{matrix}a & b \\ c & d\end{matrix}" == latex(rows("ab", "cd"))


def test_a_table_of_one_row_is_how_a_line_was_aligned() -> None:
    assert "ab" == latex(rows("ab"))


def _upright(letter: str) -> str:
    return f'<mi mathvariant="normal">{letter}</mi>'


def test_the_label_of_a_row_is_no_part_of_it() -> None:
    labelled = "<mlabeledtr><mtd>(1)</mtd><mtd><mi>a</mi></mtd></mlabeledtr>"
    assert "a" == latex(f"<mtable>{labelled}</mtable>")


@pytest.mark.parametrize(
    ("mathml", "expected"),
    [
        ("<msub><mi>Bi</mi><mn>2</mn></msub>", r"\mathrm{Bi}_{2}"),
        (f"<msub><mrow>{_upright('L')}{_upright('M')}</mrow><mn>2</mn></msub>", r"\mathrm{LM}_{2}"),
        ("<msub><mtext>C</mtext><mtext>2</mtext></msub>", r"\mathrm{C}_{2}"),
    ],
)
def test_a_chemical_formula_is_upright_words_with_indices(mathml: str, expected: str) -> None:
    assert expected == latex(mathml)


@pytest.mark.parametrize("form", ["<m:mi>{}</m:mi>", "<mml:mi>{}</mml:mi>", "<MI>{}</MI>"])
def test_neither_a_prefix_nor_capitals_change_anything(form: str) -> None:
    assert "x" == latex(form.replace("{}", "x"))


@pytest.mark.parametrize(
    ("mathml", "expected"),
    [
        ("<mi>a", "a"),
        ("<mi>a</mo><mi>b</mi>", "ab"),
        ("<mrow><mi>a</mi>x</mrow>", "ax"),
        ("<mfrac><mi>a</mi></mfrac>", "a"),
        ("<msubsup><mi>a</mi><mi>b</mi></msubsup>", "ab"),
        ("<mo><</mo>", "<"),
        ("x+y", "x+y"),
    ],
)
def test_broken_mathml_keeps_its_words(mathml: str, expected: str) -> None:
    assert expected == latex(mathml)


@pytest.mark.parametrize(
    "attribute", ['alttext="a > b"', "alttext='<a>'", 'alttext="$x<y$" id="m"']
)
def test_an_attribute_may_hold_the_signs_of_a_tag(attribute: str) -> None:
    assert ["x"] == formulas(f"<math {attribute}><mi>x</mi></math>")


@pytest.mark.parametrize(
    "mathml",
    [
        "<mrow>" * 20_000 + "x",
        "<msqrt>" * 14_000 + "x",
        "<msub>" * 10_000 + "<mi>x</mi>" + "</msub>" * 5_000,
        "<mi>" * 15_000 + "</mo>" * 9_000,
        '<a x="' * 16_000,
        """<a x='"<a y="'""" * 7_000,
        "<mover>" * 5_000 + "<mi>x</mi>" + "<mo>^</mo></mover>" * 3_500,
    ],
    ids=["rows", "roots", "indices", "lone ends", "attributes", "quotes", "accents"],
)
def test_hostile_mathml_is_read_in_reasonable_time(mathml: str) -> None:
    begun = time.process_time()
    latex(mathml)
    assert time.process_time() - begun < 1


# Formulas among the elements of JATS


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<tex-math>$a$</tex-math>", ["a"]),
        ("<tex-math>$$a$$</tex-math>", ["a"]),
        (r"<tex-math>\(a\)</tex-math>", ["a"]),
        (r"<tex-math>\[a\]</tex-math>", ["a"]),
        ("<tex-math><?CDATA $a$?></tex-math>", ["a"]),
        ("<tex-math><![CDATA[$a$]]></tex-math>", ["a"]),
        (r"<tex-math>\usepackage{x}\begin{document}$a$\end{document}</tex-math>", ["a"]),
        (
            r"<tex-math>\begin{document}\begin{equation}a\end{equation}\end{document}</tex-math>",
            [r"\begin{equation}a\end{equation}"],
        ),
    ],
)
def test_tex_is_taken_out_of_what_holds_it(raw: str, expected: list[str]) -> None:
    assert expected == formulas(raw)


_MATHML = "<mml:math><mml:mi>b</mml:mi></mml:math>"


def _held(formula: str) -> str:
    return f"<inline-formula>{formula}</inline-formula>"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"<alternatives><tex-math>$a$</tex-math>{_MATHML}</alternatives>", ["b"]),
        (f"<alternatives>{_MATHML}<tex-math>$a$</tex-math></alternatives>", ["b"]),
        (f"<tex-math>$a$</tex-math>{_MATHML}", ["b"]),
        (f"{_held('<tex-math>$a$</tex-math>')} {_held(_MATHML)}", ["a", "b"]),
        (
            "<alternatives><tex-math>$a$</tex-math><mml:math> </mml:math></alternatives>",
            ["a", ""],
        ),
    ],
)
def test_tex_counts_where_no_mathml_says_the_same(raw: str, expected: list[str]) -> None:
    assert expected == formulas(raw)


def test_a_formula_bears_the_style_around_it() -> None:
    run = Run("x", (Style.SUB, Style.MATH))
    assert run in list(markup_runs("T<sub><math><mi>x</mi></math></sub>"))


_ISOTOPE = "<mmultiscripts><mi>Tb</mi><mprescripts/><none/><mn>153</mn></mmultiscripts>"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("the<math><mi>N</mi></math>nucleus", "the @ nucleus"),
        ("Robust<math><mi>H</mi></math>Control", "Robust @ Control"),
        ("where<inline-formula><math><mi>x</mi></math></inline-formula>is", "where @ is"),
        (f"nucleus<math>{_ISOTOPE}</math>", "nucleus @"),
        ("Hf,<math><mi>x</mi></math>", "Hf, @"),
        ("<math><mi>x</mi></math>-adic", "@-adic"),
        ("<math><mi>n</mi></math>th", "@th"),
        ("<math><mi>\u03bc</mi></math>mol", "@mol"),
        ("Ru<math><msub><mrow/><mn>2</mn></msub></math>O", "Ru@O"),
        ("steel<math><msub><mrow/><mn>2</mn></msub></math>", "steel@"),
        ("poly<math><mi>x</mi></math>", "poly@"),
        ("a (<math><mi>x</mi></math>) b", "a (@) b"),
        ("the <math><mi>x</mi></math> of", "the @ of"),
    ],
)
def test_the_space_that_crossref_dropped_is_put_back(raw: str, expected: str) -> None:
    assert expected == words(raw)


def test_the_layout_within_what_holds_a_formula_is_no_space() -> None:
    inner = "\n <alternatives>\n <tex-math>$x$</tex-math> </alternatives>\n"
    assert "(@)" == words(f"(<inline-formula>{inner}</inline-formula>)")


_ELEMENTS = (
    "math mrow mi mn mo mtext ms msub msup msubsup munder mover munderover mfrac msqrt mroot"
    " mfenced menclose mtable mtr mlabeledtr mtd mspace mstyle mphantom mmultiscripts mprescripts"
    " none semantics annotation maction sub x"
).split()
_pieces = st.builds(
    "<{}{}{}>".format,
    st.sampled_from(["", "/"]),
    st.sampled_from(_ELEMENTS),
    st.sampled_from(
        ["", "/", ' mathvariant="bold"', ' width="1em"', ' open="<" close=""', " a='>'"]
    ),
) | st.sampled_from(
    [*"abx12+^~&<>{}\\$_#%", "\u00af", "\u2211", "\u2192", "&alpha;", "&#0;", "\ud800"]
)


@given(st.lists(_pieces | st.text(max_size=3), max_size=12).map("".join))
def test_whatever_is_read_is_latex_that_balances(mathml: str) -> None:
    written = latex(mathml)
    plain = plain_math(written)
    assert plain is None or harmless_math(plain)
    assert list(math_runs(written))
    depths = [0]
    for brace in re.findall(r"(?<!\\)[{}]", written):
        depths.append(depths[-1] + (1 if brace == "{" else -1))
    assert (0, 0) == (min(depths), depths[-1])
