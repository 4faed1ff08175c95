"""Formulas and commands of LaTeX, as people read them who read none."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enrich.text import read_markup, to_unicode
from enrich.text.math.commands import CALLS, ENCLOSING, SILENT, SKIPPED, SPACES, SWITCHES, WORDS
from enrich.text.math.dollars import part_formulas
from enrich.text.math.names import CHARACTERS
from enrich.text.model import Run, Style
from enrich.text.tex import loose_runs, math_runs, text_runs

_MARKS = {Style.SUP: "^", Style.SUB: "_", Style.BOLD: "*", Style.ITALIC: "/", Style.MATH: "$"}


def shown(runs: Iterable[Run]) -> str:
    """Runs as one text; what is in a style stands in angle brackets behind the style's mark."""
    return "".join(
        f"<{''.join(_MARKS[style] for style in run.styles)}{run.text}>" if run.styles else run.text
        for run in runs
    )


@pytest.mark.parametrize(
    ("math", "expected"),
    [
        (r"\frac{a}{b}", "a/b"),
        (r"\frac{a+b}{2c}", "(a + b)/(2c)"),
        (r"\frac{1}{10}", "1/10"),
        (r"\frac{a}{(b+c)}", "a/(b + c)"),
        (r"\frac{-a}{b}", "\u2212a/b"),
        (r"\frac{\partial u}{\partial t}", "\u2202u/\u2202t"),
        (r"\frac{n}{\log n}", "n/(log n)"),
        (r"\frac12 x", "1/2 x"),
        (r"1-\frac{1}{e}", "1 \u2212 1/e"),
        (r"-\frac{1}{e}", "\u22121/e"),
        (r"{n \over k}", "n/k"),
        (r"\binom{n}{k}", "(n choose k)"),
        (r"{n \choose k}", "(n choose k)"),
        (r"\sqrt{x}", "\u221ax"),
        (r"\sqrt{10}", "\u221a10"),
        (r"\sqrt{x+1}", "\u221a(x + 1)"),
        (r"\sqrt{x^2}", "\u221a(x<^2>)"),
        (r"\sqrt{\log N}", "\u221a(log N)"),
        (r"\sqrt[3]{x}", "\u221bx"),
        (r"\sqrt[n]{x}", "<^n>\u221ax"),
    ],
)
def test_fractions_and_roots_stand_on_one_line(math: str, expected: str) -> None:
    assert expected == shown(math_runs(math))


@pytest.mark.parametrize(
    ("math", "expected"),
    [
        (r"\mathbb{R}", "\u211d"),
        (r"\mathbb{E}", "\U0001d53c"),
        (r"\mathbb{1}", "\U0001d7d9"),
        (r"\mathbb{k}", "\U0001d55c"),
        (r"\mathcal{O}(n)", "O(n)"),
        (r"\mathbf{x}_i", "<*x><_i>"),
        (r"x^{\mathbf{T}}", "x<*^T>"),
        (r"\boldsymbol\alpha", "<*\u03b1>"),
        (r"\hat{H}", "\u0124"),
        (r"\bar{x}", "x\u0304"),
        (r"\vec v", "v\u20d7"),
        (r"\tilde{O}", "\u00d5"),
        (r"\dot{V}", "V\u0307"),
        (r"\ddot{x}", "\u1e8d"),
        (r"\bar\imath", "\u012b"),
        (r"\overline{AB}", "A\u0305B\u0305"),
        (r"\hat{x_i}", "x\u0302<_i>"),
        ("x\u0304", "x\u0304"),
    ],
)
def test_alphabets_and_accents_are_characters(math: str, expected: str) -> None:
    assert expected == shown(math_runs(math))


@pytest.mark.parametrize(
    ("math", "expected"),
    [
        ("10^{-3}", "10<^\u22123>"),
        ("0.29_{-0.09}^{+0.11}", "0.29<_\u22120.09><^+0.11>"),
        (r"{}^{13}\mathrm{C}", "<^13>C"),
        ("x_{b_i}", "x<_b><__i>"),
        ("{x^2}^3", "(x<^2>)<^3>"),
        ("{N_2}^+", "N<_2><^+>"),
        ("x'", "x\u2032"),
        ("x''^2", "x\u2032\u2032<^2>"),
        (r"x^\prime", "x\u2032"),
        (r"45^\circ", "45\u00b0"),
        (r"20\,^{\circ}\mathrm{C}", "20 \u00b0C"),
        (r"f^{\circ 2}", "f<^\u22182>"),
        ("m\u00b2", "m<^2>"),
        ("H\u2082O", "H<_2>O"),
        ("A^*", "A<^*>"),
        ("\\mathrm{TaqMan}^{\u2122}", "TaqMan\u2122"),
        (r"\lim_{n\to\infty} a", "lim<_n\u2192\u221e> a"),
        (r"\sum_{i=1}^n x", "\u2211<_i=1><^n> x"),
        (r"\overset{a}{\to}", "\u2192<^a>"),
        (r"\underset{a}{b}", "b<_a>"),
        (r"\xrightarrow{f}", "\u27f6<^f>"),
        (r"E\rm_{peak}", "E<_peak>"),
        (r"x_a\relax^2", "x<_a><^2>"),
    ],
)
def test_indices_are_raised_and_lowered(math: str, expected: str) -> None:
    assert expected == shown(math_runs(math))


@pytest.mark.parametrize(
    ("math", "expected"),
    [
        ("a+b", "a + b"),
        ("P<0.05", "P < 0.05"),
        (r"\sim 40", "\u223c40"),
        ("=-0.714", "=\u22120.714"),
        ("z=7.2-9.3", "z = 7.2\u22129.3"),
        ("n-1", "n \u2212 1"),
        ("(-1)", "(\u22121)"),
        (r"O(n\log n)", "O(n log n)"),
        (r"O(K \log{(N)})", "O(K log(N))"),
        (r"n/\log n", "n/log n"),
        (r"\log^2 n", "log<^2> n"),
        (r"\sin\Theta", "sin \u0398"),
        (r"f\colon X\to Y", "f: X \u2192 Y"),
        (r"f:X\to Y", "f: X \u2192 Y"),
        ("S:F", "S:F"),
        ("x:=y", "x := y"),
        ("G(V,E)", "G(V, E)"),
        ("n=10,000", "n = 10,000"),
        (r"i=1,2,\dotsc,m", "i = 1,2,\u2026,m"),
        (r"\{1, 2\}", "{1, 2}"),
        (r"100\,M_\odot", "100 M<_\u2299>"),
        (r"a\quad b~c\ d\;e\!f", "a b c d ef"),
        (r"a\hspace{1em}b\kern 3pt c", "a bc"),
        (r"\left(\frac{a}{b}\right)", "(a/b)"),
        (r"\left\{a\right.", "{a"),
        (r"\|x\|", "\u2016x\u2016"),
        (r"\langle x,y\rangle", "\u27e8x, y\u27e9"),
        (r"\{x \mid x>0\}", "{x | x > 0}"),
        ("p(x|y)", "p(x|y)"),
        (r"x \ne y", "x \u2260 y"),
        (r"x \not\in A", "x \u2209 A"),
        (r"a \lesssim b", "a \u2272 b"),
        (r"a \stackrel{<}{\sim} b", "a \u2272 b"),
        (r"a \overset{\mathrm{def}}{=} b", "a \u225d b"),
        (r"a \bmod b", "a mod b"),
        (r"a \equiv b \pmod{n}", "a \u2261 b (mod n)"),
        (r"\operatorname{Tr}\rho", "Tr \u03c1"),
        (r"\operatorname*{argmax} f", "argmax f"),
        (r"\ket{\psi}\bra{\phi}", "|\u03c8\u27e9\u27e8\u03c6|"),
        (r"\text{for all } x", "for all x"),
        (r"\text{if $x$}", "if x"),
        (r"\text{Schr\"odinger}", "Schr\u00f6dinger"),
        (r"6\text{--}7", "6\u20137"),
        (r"\mathrm{X-ray}", "X-ray"),
        (r"\mathrm{cm^{-1}}", "cm<^\u22121>"),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(a, b; c, d)"),
        (r"\begin{equation}a=b\end{equation}", "a = b"),
        (r"\unknown", "unknown"),
        (r"\unknown{x}", "x"),
        (r"\label{a}x", "x"),
        (r"\textcolor{red}{x}", "x"),
        ("x}", "x"),
        ("{x", "x"),
        (r"\phantom{x}", " "),
        (r"\frac", " "),
        (r"\$5\%\&\#", "$5%&#"),
    ],
)
def test_the_space_in_a_formula_is_that_which_tex_sets(math: str, expected: str) -> None:
    assert expected == shown(math_runs(math))


@pytest.mark.parametrize(
    ("math", "expected"),
    [
        (r"\ce{H2O}", "H<_2>O"),
        (r"\ce{SO4^2-}", "SO<_4><^2\u2212>"),
        (r"\ce{Na+}", "Na<^+>"),
        (r"\ce{^{13}CO2}", "<^13>CO<_2>"),
        (r"\ce{2H2 + O2 -> 2H2O}", "2H<_2> + O<_2> \u2192 2H<_2>O"),
        (r"\ce{A <=> B}", "A \u21cc B"),
        (r"\ce{CuSO4.5H2O}", "CuSO<_4> \u00b7 5H<_2>O"),
        (r"\ce{Fe(CN)6^{3-}}", "Fe(CN)<_6><^3\u2212>"),
        (r"\SI{5}{\kilo\metre\per\second\squared}", "5 km s<^\u22122>"),
        (r"\SI{20}{\celsius}", "20\u00b0C"),
        (r"\SI{3}{km/h}", "3 km/h"),
        (r"\qty{2}{\square\metre}", "2 m<^2>"),
        (r"\si{\micro\gram}", "\u03bcg"),
        (r"\num{1.5e-3}", "1.5 \u00d7 10<^\u22123>"),
        (r"\ang{45}", "45\u00b0"),
    ],
)
def test_chemistry_and_quantities_are_read(math: str, expected: str) -> None:
    assert expected == shown(math_runs(math))


@pytest.mark.parametrize(
    "words",
    [
        "3 AU), nearly all grains in the clouds (",
        "347 and XTE J1814",
        "1640 emission (",
        r"favours one of the two \sim models",
    ],
)
def test_words_between_stray_dollars_keep_their_spaces(words: str) -> None:
    assert words.split()[-2:] == shown(math_runs(words)).replace("\u223c", r"\sim").split()[-2:]


_NAMES = [*CHARACTERS, *CALLS, *SPACES, *SILENT, *SKIPPED, *SWITCHES, *WORDS, *ENCLOSING]
_commands = st.sampled_from(
    [f"\\{name}" for name in _NAMES if name.isalpha() and name not in {"backslash", "lbrace"}]
)
_maths = st.lists(
    _commands | st.sampled_from([*"{}^_'x1-=() ~&\u03b1", r"\left", r"\right", r"\begin{a}"]),
    max_size=8,
).map("".join)


@example(r"\text\alpha")
@given(_maths)
def test_nothing_of_tex_remains_of_a_formula(math: str) -> None:
    words = "".join(run.text for run in math_runs(math))
    assert words
    assert not re.search(r"\\[A-Za-z]|[$^_]", words)


# Text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (r"\sqrt{s} = 13 TeV", r"<$\sqrt{s}> = 13 TeV"),
        (r"\mathbb{R}^n spaces", r"<$\mathbb{R}^n> spaces"),
        (r"{\bf \bar{p}p}", r"<*$\bar{p}><*p>"),
        (r"\ce{CO2} capture", r"<$\ce{CO2}> capture"),
        (r"\ensuremath{x} now", r"<$\ensuremath{x}> now"),
        ("H_{2}O", "H<_2>O"),
        ("10^{21}", "10<^21>"),
        ("10^21 cm^-2", "10<^21> cm<^\u22122>"),
        ("x^2.5", "x^2.5"),
        ("M_sun", "M_sun"),
        (r"the \alpha decay", "the \u03b1 decay"),
        (r"M\o ller", "M\u00f8ller"),
        (r"\neq and \|", "\u2260 and |"),
    ],
)
def test_math_that_no_dollars_enclose_is_read(raw: str, expected: str) -> None:
    assert expected == shown(text_runs(raw))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (r"The \alpha-decay", "The \u03b1-decay"),
        (r"{\it in vitro} tests", "</in vitro> tests"),
        (r"\emph{E. coli} now", "</E. coli> now"),
        (r"\textit{a {b} c}", "</a b c>"),
        ("H_{2}O", "H<_2>O"),
        (r"G\"odel and Poincar\'{e}", "G\u00f6del and Poincar\u00e9"),
        (r"\"Uber das", "\u00dcber das"),
        (r"{\aa}ngstr{\"o}m", "\u00e5ngstr\u00f6m"),
        (r"AT\&T, 50\%", "AT&T, 50%"),
        (r"\LaTeX{} now", "LaTeX now"),
        (r"\mbox{GAN} now", "GAN now"),
        (r"\\alpha", "\u03b1"),
        (r"\sqrt{s}", r"<$\sqrt{s}>"),
    ],
)
def test_a_stray_command_is_read(raw: str, expected: str) -> None:
    assert expected == shown(loose_runs(raw))


@pytest.mark.parametrize(
    "raw",
    [
        "plain words",
        "{111}-oriented",
        r"C:\temp\new",
        r"\unknown{x} {a}",
        "vB_EcoP_SU10",
        "a -- b ~ `c' ''",
        r"\item one",
        "\\",
        "{",
        "}",
        "x^y",
    ],
)
def test_what_is_no_command_stays(raw: str) -> None:
    assert raw == shown(loose_runs(raw))


def test_an_escaped_quote_is_a_quote() -> None:
    assert 'a "quoted" word' == shown(loose_runs(r"a \"quoted\" word"))


# Where formulas stand


def parted(source: str) -> list[str]:
    return [formula for _, formula in part_formulas(source) if formula is not None]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a $x$ b", ["x"]),
        ("$$x$$", ["x"]),
        (r"\(x\) and \[y\]", ["x", "y"]),
        (r"\begin{equation}x\end{equation}", ["x"]),
        (r"(2$\sim$3 AU) and $\lesssim 10^5$ yr", [r"\sim", r"\lesssim 10^5"]),
        ("J0030$+$0451 and J0437$-$4715", ["+", "-"]),
        (r"$\lambda_c $= 3920 and $ \sim13 \%$", [r"\lambda_c", r"\sim13 \%"]),
        ("NV $\u03bb$1240", ["\u03bb"]),
        (r"\$5 and $x$", ["x"]),
        ("$a$$b$", ["a", "b"]),
        ("$5 and $6", []),
        ("from $5M to $10M", []),
        ("a $5-$10 fee", []),
        ("$ x $", []),
        ("5$ for a and 6$", []),
        ("costs $3 for us and $x_i$ for you", ["x_i"]),
        ("$", []),
    ],
)
def test_formulas_are_told_from_prices(source: str, expected: list[str]) -> None:
    assert expected == parted(source)


@given(st.text("a1 $\\()[]{}x^_", max_size=30))
def test_parting_loses_nothing_but_marks_and_spaces(source: str) -> None:
    kept = "".join(words + (formula or "") for words, formula in part_formulas(source))
    assert re.sub(r"[\s$\\()\[\]]", "", source) == re.sub(r"[\s$\\()\[\]]", "", kept)


_HOSTILE = {
    "dollars": "$" * 100_000,
    "formulas": "$x$" * 20_000,
    "switches": r"{\it " * 20_000,
    "fractions": r"\frac" * 20_000,
    "roots": r"\sqrt{" * 16_000,
    "roots with slots": "\\sqrt{\ue000" * 12_000,
    "words": r"\verb|" * 16_000,
    "parentheses": r"\(a" * 30_000,
    "environments": r"\begin{equation}" * 6_000,
    "spaces": "a" + " " * 99_000,
    "chemistry": r"\ce{" * 20_000,
    "accents": r"\'" * 40_000,
}


@pytest.mark.parametrize("source", _HOSTILE.values(), ids=_HOSTILE)
@pytest.mark.parametrize("read", [math_runs, text_runs, loose_runs, part_formulas])
def test_hostile_text_takes_little_time(
    read: Callable[[str], Iterable[object]], source: str
) -> None:
    begun = time.process_time()
    list(read(source))
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (r"O\'Brien\'s law", "O'Brien's law"),
        (r"the patient\'s view", "the patient's view"),
        (r"l\'eau et l\'air", "l'eau et l'air"),
        (r"Newton\'s method", "Newton's method"),
        (r"Poincar\'e", "Poincar\u00e9"),
        (r"\'Etude", "\u00c9tude"),
    ],
)
def test_an_escaped_apostrophe_is_no_accent(raw: str, words: str) -> None:
    text = read_markup(raw)
    assert text
    assert to_unicode(text) == words


@pytest.mark.parametrize("written", [r"a\c{ }b", r"a\'{ }b", r"a\~ b"])
def test_an_accent_on_nothing_stands_on_no_other_letter(written: str) -> None:
    assert "a b" == shown(text_runs(written))
