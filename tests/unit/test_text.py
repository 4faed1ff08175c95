"""Markup in, typed text in the middle, Unicode, LaTeX and CSL out."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

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
from enrich.text.formulas import harmless_math
from enrich.text.latex import escape_latex, protect_case
from enrich.text.mathml import latex_of_mathml

_READERS = [read_plain, read_markup, read_latex]


def _plain(text: Text | None) -> str | None:
    return None if text is None else to_unicode(text)


def _math(mathml: str) -> str:
    """What a reader of the words sees of a formula."""
    return re.sub(r"\s", "", _plain(read_markup(f"<math>{mathml}</math>")) or "")


def _in_sentence_case(latex: str) -> str:
    """Do as BibTeX's styles do: lower what no brace protects, then show what is printed."""
    depth, out = 0, ""
    for character in latex:
        depth += {"{": 1, "}": -1}.get(character, 0)
        out += character if depth else character.lower()
    return re.sub(r"\\[a-z]+|[{}$\\]", "", out)


# Reading markup


@pytest.mark.parametrize(
    ("raw", "runs"),
    [
        ("plain", [Run("plain")]),
        ("<i>x</i>", [Run("x", (Style.ITALIC,))]),
        ("<I>x</I>", [Run("x", (Style.ITALIC,))]),
        ("<jats:italic>x</jats:italic>", [Run("x", (Style.ITALIC,))]),
        ("<i class='a'>x</i>", [Run("x", (Style.ITALIC,))]),
        ("<b>x</b> y", [Run("x", (Style.BOLD,)), Run(" y")]),
        ("H<sub>2</sub>O", [Run("H"), Run("2", (Style.SUB,)), Run("O")]),
        ("10<sup>3</sup>", [Run("10"), Run("3", (Style.SUP,))]),
        ("<scp>Abc</scp>", [Run("Abc", (Style.SMALL_CAPS,))]),
        ("<i>x<b>y</b></i>", [Run("x", (Style.ITALIC,)), Run("y", (Style.ITALIC, Style.BOLD))]),
        ("<span>x</span>", [Run("x")]),
        ("<i/>x", [Run("x")]),
        ("x</i>", [Run("x")]),
        ("<i>x", [Run("x", (Style.ITALIC,))]),
        ("&lt;i&gt;x&lt;/i&gt;", [Run("x", (Style.ITALIC,))]),
        ("$x$", [Run("x", (Style.MATH,))]),
        ("a $x$ b", [Run("a "), Run("x", (Style.MATH,)), Run(" b")]),
        ("<i>$x$</i>", [Run("x", (Style.ITALIC, Style.MATH))]),
    ],
)
def test_markup_becomes_runs(raw: str, runs: list[Run]) -> None:
    assert Text(tuple(runs)) == read_markup(raw)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("AT&amp;amp;amp;T", "AT&T"),
        ("caf&#233;", "caf\u00e9"),
        ("caf&#xE9;", "caf\u00e9"),
        ("caf&amp;eacute;", "caf\u00e9"),
        ("a&nbsp;b", "a b"),
        ("x &lt; y", "x < y"),
    ],
)
def test_entities_are_undone_as_often_as_they_were_done(raw: str, words: str) -> None:
    assert words == _plain(read_markup(raw))


@pytest.mark.parametrize("reader", [read_markup, read_latex])
@pytest.mark.parametrize(
    "raw",
    ["distributed&parallel computing", "chapters&sections", "nano&microscopic", "hit&notes"],
)
def test_an_ampersand_between_words_is_no_entity(
    reader: Callable[[str], Text | None], raw: str
) -> None:
    assert raw == _plain(reader(raw))


@pytest.mark.parametrize(
    "raw",
    [
        "a<b",
        "a < b",
        "a<b and c>d",
        "p<0.05",
        "i<3",
        "<",
        "<>",
        "</",
        "a <b c",
        "see <https://x.y>",
    ],
)
def test_what_only_looks_like_a_tag_stays(raw: str) -> None:
    assert raw == _plain(read_markup(raw))


@pytest.mark.parametrize("raw", ["A List<String> in Java", "vector<int>"])
def test_a_name_in_angle_brackets_that_is_no_element_stays(raw: str) -> None:
    assert raw == _plain(read_markup(raw))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("a <!-- b --> c", "a c"),
        ("a<script>b</script>c", "ac"),
        ("a<tex-math>\\alpha</tex-math>b", "a\u03b1b"),
        ("a<br/>b", "a b"),
        ("  a \n b\t c ", "a b c"),
        ("a\u2009b\u00a0c", "a b c"),
        ("<i>a </i> b", "a b"),
        ("a\u00adb\u200bc", "abc"),
        ("e\u0301", "\u00e9"),
        ("a\x00b\x07c", "abc"),
        ("<![CDATA[a]]>", "a"),
    ],
)
def test_what_is_no_text_goes(raw: str, words: str) -> None:
    assert words == _plain(read_markup(raw))


@pytest.mark.parametrize("around", ["{}", "<i>{}</i>", "{} \u00e9"])
def test_hyphens_are_the_dash_that_they_were_typed_for(around: str) -> None:
    """In a title that needs nothing else as in one that does."""
    raw, words = around.format("A -- B and C---D"), around.format("A \u2013 B and C\u2014D")
    assert _plain(read_markup(words)) == _plain(read_markup(raw))


@pytest.mark.parametrize("mark", ["*", "\u2020", "\u2021", "\u00a7"])
def test_a_footnote_mark_behind_a_title_goes(mark: str) -> None:
    assert "A title" == _plain(read_markup(f"A title<sup>{mark}</sup>"))


@pytest.mark.parametrize("reader", _READERS)
@pytest.mark.parametrize("raw", ["", " ", "\n\t", "\u200b", "\x00", "\u00a0"])
def test_nothing_is_none(reader: Callable[[str], Text | None], raw: str) -> None:
    assert reader(raw) is None


@pytest.mark.parametrize("raw", ["<p></p>", "<!-- a -->", "<i> </i>", "<math></math>"])
def test_markup_around_nothing_is_none(raw: str) -> None:
    assert read_markup(raw) is None


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p>a</p>\n  <p>b</p>", "a\n\nb"),
        ("<sec><title>A</title><p>b</p></sec>", "A\n\nb"),
        ("<p>a <i>b</i> </p><p>c</p>", "a b\n\nc"),
        ("<p><b>A: </b>b</p><p>c</p>", "A: b\n\nc"),
        ("a\n\nb", "a\n\nb"),
        ("a\nb", "a b"),
    ],
)
def test_paragraphs_stay_apart(raw: str, words: str) -> None:
    assert words == _plain(read_markup(raw))


@pytest.mark.parametrize(
    "raw", ["<p><i>a </i></p><p>b</p>", "<i>a </i><p>b</p>", "<b>a </b><sec><p>b</p></sec>"]
)
def test_a_space_at_a_paragraphs_end_does_not_eat_the_paragraph(raw: str) -> None:
    assert re.match(r"a\s*\n\nb", _plain(read_markup(raw)) or "")


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_marks_that_turn_the_direction_of_text_go(mark: str) -> None:
    assert ["ab"] * 3 == [_plain(reader(f"a{mark}b")) for reader in _READERS]


def test_accents_are_joined_across_what_goes() -> None:
    assert "\u00e9" == _plain(read_plain("e\u00ad\u0301"))


@pytest.mark.parametrize("raw", ["\ud800", "<math><mi>\ud800</mi></math>", "$\ud800$"])
@pytest.mark.parametrize("reader", _READERS)
def test_half_a_character_never_raises(reader: Callable[[str], Text | None], raw: str) -> None:
    text = reader(raw)
    assert text is None or isinstance(text, Text)


@pytest.mark.parametrize(
    "raw",
    ["<!--" * 6000, "<math>" * 6000, "<script>" * 5000, r"\(a" * 8000, "a" + " " * 25_000 + "b"],
    ids=["comments", "formulas", "scripts", "inline math", "spaces"],
)
def test_hostile_text_is_read_in_reasonable_time(raw: str) -> None:
    begun = time.process_time()
    read_markup(raw)
    # Thirty times what it takes: in a large process, memory may be cleared up meanwhile.
    assert time.process_time() - begun < 1


# Math


@pytest.mark.parametrize(
    "raw",
    ["US$5", "$5 and $6", "from $5M to $10M", "a $5-$10 fee", "5$", "$", "$ x $", "a$ b$", r"$5"],
)
@pytest.mark.parametrize("reader", [read_markup, read_latex])
def test_money_is_no_math(reader: Callable[[str], Text | None], raw: str) -> None:
    assert raw == _plain(reader(raw))


@pytest.mark.parametrize(
    ("mathml", "latex"),
    [
        ("<mi>x</mi>", "x"),
        ("<msub><mi>x</mi><mn>2</mn></msub>", "x_{2}"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x^{2}"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x_{1}^{2}"),
        ("<mfrac><mi>a</mi><mi>b</mi></mfrac>", "\\frac{a}{b}"),
        ("<msqrt><mi>a</mi><mi>b</mi></msqrt>", "\\sqrt{ab}"),
        ("<mroot><mi>a</mi><mn>3</mn></mroot>", "\\sqrt[3]{a}"),
        ("<mi>\u03b1</mi>", "\\alpha"),
        ("<mi>sin</mi>", "\\sin"),
        ("<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>", "a+b"),
        ("<mo>\u2264</mo>", "\\leq"),
        ("", ""),
    ],
)
def test_mathml_becomes_latex(mathml: str, latex: str) -> None:
    assert latex == latex_of_mathml(f"<math>{mathml}</math>")


def test_a_prefix_before_mathml_changes_nothing() -> None:
    assert "x_{2}" == latex_of_mathml(
        "<mml:math><mml:msub><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>"
    )


@pytest.mark.parametrize(
    "mathml", ["<mi>a", "<msub><mi>a</mi></msub>", "<mi>a</mo>", "<mi>a</mi><"]
)
def test_broken_mathml_keeps_its_words(mathml: str) -> None:
    assert "a" == _math(mathml).strip("<")


@pytest.mark.parametrize(
    ("mathml", "words"),
    [
        ("<mi>p</mi><mo>&lt;</mo><mn>0.05</mn>", "p<0.05"),
        ("<mi>p</mi><mo>&amp;lt;</mo><mn>0.05</mn>", "p<0.05"),
        ("<mi>a</mi><mo>&gt;</mo><mi>b</mi>", "a>b"),
        ("<mi>R</mi><mo>&amp;</mo><mi>D</mi>", "R&D"),
        ("<mtext>100%</mtext>", "100%"),
        ("<mtext>a_b</mtext>", "a_b"),
        ("<mo>{</mo><mi>a</mi><mo>}</mo>", "{a}"),
        ("<mn>10</mn><mi>\u2126</mi>", "10\u03a9"),
        ("<mn>2</mn><mtext>\u00d7</mtext><mn>3</mn>", "2\u00d73"),
        ("<mfenced><mi>a</mi></mfenced>", "(a)"),
        ("<mi>a</mi><mo>\u2062</mo><mi>b</mi>", "ab"),
    ],
)
def test_a_formula_keeps_every_sign(mathml: str, words: str) -> None:
    assert words == _math(mathml)


@pytest.mark.parametrize(
    "math",
    [
        "x",
        "x^2",
        "x_{ij}",
        r"\alpha",
        r"\frac{a}{b}",
        r"\sqrt{x}",
        r"O(n\log n)",
        r"a \le b",
        r"\mathcal{O}(n)",
        r"\left(x\right)",
        r"x'",
        r"a\,b",
        r"50\%",
    ],
)
def test_common_math_is_harmless(math: str) -> None:
    assert harmless_math(math)


@pytest.mark.parametrize(
    "math",
    [
        r"\input{x}",
        r"\def\a{b}",
        r"\write18{ls}",
        r"\catcode`\@=11",
        r"\csname x\endcsname",
        r"\begin{x}",
        r"\href{a}{b}",
        r"\color{red}",
        r"\immediate",
        r"\unknown",
        r"\include{x}",
        "{",
        "}",
        "}{",
        "a{b",
        "a}b{",
        "$",
        "a$b",
        "50%",
        "a#b",
        "a~b",
        "\\",
        "x\\",
        "^^41",
        "a\nb",
        "\\\\",
        r"\@x",
        r"\1",
    ],
)
def test_math_that_could_do_something_is_not_harmless(math: str) -> None:
    assert not harmless_math(math)


# Each of these stops pdflatex with an error, in an article or in KOMA-Script's classes.
@pytest.mark.parametrize(
    "math",
    [
        "a & b",
        r"\left(",
        r"\right)",
        r"\frac",
        r"\frac1",
        r"\sqrt",
        r"\hat",
        r"\mathrm",
        r"\big",
        "a^b^c",
        "a_b_c",
        "^",
        "a_",
        r"\degree",
        r"\bf x",
        r"\it x",
        r"\text{a_b}",
    ],
)
def test_math_that_latex_stops_at_is_not_harmless(math: str) -> None:
    assert not harmless_math(math)


# Reading LaTeX


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("plain words", "plain words"),
        (r"Poincar\'e", "Poincar\u00e9"),
        (r"Poincar\'{e}", "Poincar\u00e9"),
        (r"Erd\H{o}s", "Erd\u0151s"),
        (r"{\aa}ngstr{\"o}m", "\u00e5ngstr\u00f6m"),
        (r"na\"{\i}ve", "na\u00efve"),
        (r"\L\'od\'z", "\u0141\u00f3d\u017a"),
        (r"\c{c}\v{c}\k{a}", "\u00e7\u010d\u0105"),
        (r"Stra\ss e", "Stra\u00dfe"),
        (r"\emph{in vitro} tests", "in vitro tests"),
        (r"\textbf{GAN}s", "GANs"),
        (r"{GAN}s", "GANs"),
        (r"R\&D", "R&D"),
        (r"C\#", "C#"),
        (r"\$5 to \$6", "$5 to $6"),
        ("100% sure", "100% sure"),
        ("a~b", "a b"),
        ("O(n) & more", "O(n) & more"),
        (r"the \alpha-decay", "the \u03b1-decay"),
        (r"1\textsuperscript{st}", "1st"),
    ],
)
def test_latex_becomes_words(raw: str, words: str) -> None:
    assert words == _plain(read_latex(raw))


def test_dollars_in_latex_become_math() -> None:
    assert Text((Run("H"), Run("_2", (Style.MATH,)), Run("O"))) == read_latex("H$_2$O")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (r"50\% of cases", "50% of cases"),
        (r"50\%, 60\% and 70\%", "50%, 60% and 70%"),
        (r"99.4\% in {A}", "99.4% in A"),
    ],
)
def test_an_escaped_percent_sign_is_one_and_hides_nothing(raw: str, words: str) -> None:
    assert words == _plain(read_latex(raw))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (r"Search & Rescue at \'Ecole", "Search & Rescue at \u00c9cole"),
        (r"5$ for \'Etude and more", "5$ for \u00c9tude and more"),
        (r"US$ {x} more", "US$ x more"),
        (r"\mbox{GAN} now", "GAN now"),
        (r"\texttt{code} now", "code now"),
        (r"\verb|code| now", "code now"),
        (r"\LaTeX{} now", "LaTeX now"),
        (r"\copyright{} now", "\u00a9 now"),
        (r"A\newline B", "A B"),
        (r"O(n \log n) \'a", "O(n log n) \u00e1"),
    ],
)
def test_no_word_and_no_sign_is_lost_with_the_commands(raw: str, words: str) -> None:
    assert words == _plain(read_latex(raw))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (r"{$k$-means} clustering", "k-means clustering"),
        (r"\textbf{The $k$-means} method", "The k-means method"),
        (r"\emph{H$_2$O} now", "H\u2082O now"),
    ],
)
def test_braces_around_math_go(raw: str, words: str) -> None:
    assert words == _plain(read_latex(raw))


@pytest.mark.parametrize("rest", ["", r" \'a"])
def test_quotes_of_latex_become_quotes(rest: str) -> None:
    assert (_plain(read_latex("``GAN'' now" + rest)) or "").startswith("\u201cGAN\u201d now")


@pytest.mark.parametrize(
    ("raw", "made_up"),
    [
        (r"as in \cite{x} now", "cit."),
        (r"see \ref{x} now", "<ref>"),
        (r"now \frac", "%s"),
        (r"\maketitle now", "author"),
        (r"\today now", "20"),
        (r"\section{one} now", "\u00a7"),
        (r"$\frac$ now", "%s"),
    ],
)
def test_no_word_is_made_up_for_a_command(raw: str, made_up: str) -> None:
    assert made_up not in (_plain(read_latex(raw)) or "")


_AWKWARD = [r"\href{a}{b}", r"\sqrt", r"\title", r"\author", r"\textcolor", r"\input", r"\verb"]
_AWKWARD += [r"\footnote", r"\color", r"\url", "\\", "{", "}", "{{{", r"\begin", r"\begin{", r"\'"]
_AWKWARD += [r"\textbf{", r"\end{a}", r"\frac", r"\item", r"\\", r"\cite", r"\includegraphics"]


@pytest.mark.parametrize("form", ["{}", "${}$", "a {} b", r"\v{}"])
@pytest.mark.parametrize("command", _AWKWARD)
def test_a_command_without_its_arguments_never_raises(form: str, command: str) -> None:
    text = read_latex(form.replace("{}", command))
    assert text is None or isinstance(to_unicode(text), str)


@pytest.mark.parametrize("depth", [100, 3000])
def test_deep_nesting_never_raises(depth: int) -> None:
    for reader in (read_latex, read_markup):
        reader(r"\textbf{" * depth + "x" + "}" * depth)
        reader("<i>" * depth + "x" + "</i>" * depth)
        reader("<math>" + "<mrow>" * depth + "x" + "</mrow>" * depth + "</math>")


# Writing


@pytest.mark.parametrize(
    ("raw", "latex"),
    [
        ("a & b", r"a \& b"),
        ("100%", r"100\%"),
        ("$5", r"\$5"),
        ("C#", r"C\#"),
        ("a_b", r"a\_b"),
        ("{a}", r"\textbraceleft{}a\textbraceright{}"),
        ("a~b", r"a\textasciitilde{}b"),
        ("a^b", r"a\textasciicircum{}b"),
        ("\\input", r"\textbackslash{}input"),
        ("caf\u00e9", "caf\u00e9"),
        ("a<b>c", r"a\textless{}b\textgreater{}c"),
        ("|a|", r"\textbar{}a\textbar{}"),
        ("i--", "i-{}-"),
        ("''so''", "'{}'so'{}'"),
        ("m\u2212n", r"m\ensuremath{-}n"),
        ("\u2113\u2081", r"\ensuremath{\ell}\ensuremath{_1}"),
        ("\u0395\u03bb\u03bb\u03ac\u03b4\u03b1", "\u0395\u03bb\u03bb\u03ac\u03b4\u03b1"),
    ],
)
def test_the_ten_special_characters_are_escaped(raw: str, latex: str) -> None:
    assert latex == escape_latex(raw)


@pytest.mark.parametrize(
    ("raw", "latex"),
    [
        ("On GANs", "On {GANs}"),
        ("An iPhone", "An {iPhone}"),
        ("mRNA and pH", "{mRNA} and {pH}"),
        ("A 3D view", "A {3D} view"),
        ("The U-Net", "The {U-Net}"),
        ("An X-ray", "An {X-ray}"),
        ("GAN-based", "{GAN}-based"),
        ("DNA/RNA", "{DNA}/{RNA}"),
        ("(CT)", "({CT})"),
        ("AT&T", r"{AT\&T}"),
        ("Plain Title Words", "Plain Title Words"),
        ("A word", "A word"),
        ("lower", "lower"),
        ("", ""),
    ],
)
def test_capitals_that_carry_meaning_are_protected(raw: str, latex: str) -> None:
    assert latex == protect_case(raw)


@pytest.mark.parametrize("raw", ["x \u201cBERT\u201d", '"GAN"', "\u2018CT\u2019", "#GAN", "*BERT"])
def test_an_acronym_in_quotes_is_protected_too(raw: str) -> None:
    acronym = re.sub("[^A-Z]", "", raw)
    assert acronym in _in_sentence_case(protect_case(raw))


@pytest.mark.parametrize("raw", ["of Vitamin D", "in C++", "by T cells", "an R package"])
def test_a_letter_that_is_a_name_is_protected(raw: str) -> None:
    assert raw.replace("Vitamin", "vitamin") == _in_sentence_case(protect_case(raw))


@pytest.mark.parametrize(
    ("raw", "printed"),
    [("of H<sub>2</sub>O", "of H2O"), ("a T<sub>c</sub>", "a Tc"), ("in CO<sub>2</sub>", "in CO2")],
)
def test_the_capitals_of_a_formula_survive_sentence_case(raw: str, printed: str) -> None:
    text = read_markup(raw)
    assert text is not None
    assert printed == _in_sentence_case(to_latex(text, protect=True))


def test_a_title_in_capitals_has_none_that_carry_meaning() -> None:
    text = Text((Run("ON GANS"),))
    assert "ON GANS" == to_latex(text, protect=True)


def test_without_protection_no_braces_are_added() -> None:
    assert "On GANs" == to_latex(Text((Run("On GANs"),)), protect=False)


@pytest.mark.parametrize(
    ("run", "latex", "csl"),
    [
        (Run("x", (Style.ITALIC,)), r"\textit{x}", "<i>x</i>"),
        (Run("x", (Style.BOLD,)), r"\textbf{x}", "<b>x</b>"),
        (Run("x", (Style.SUB,)), r"\textsubscript{x}", "<sub>x</sub>"),
        (Run("x", (Style.SUP,)), r"\textsuperscript{x}", "<sup>x</sup>"),
        (
            Run("x", (Style.SMALL_CAPS,)),
            r"\textsc{x}",
            '<span style="font-variant:small-caps;">x</span>',
        ),
        (Run("x", (Style.CASED,)), "{x}", '<span class="nocase">x</span>'),
        (Run("x", (Style.ITALIC, Style.BOLD)), r"\textit{\textbf{x}}", "<i><b>x</b></i>"),
        (Run("x^2", (Style.MATH,)), "$x^2$", "x<sup>2</sup>"),
        (Run(r"\alpha", (Style.MATH,)), r"$\alpha$", "\u03b1"),
        (Run("x", (Style.ITALIC, Style.MATH)), r"\textit{$x$}", "<i>x</i>"),
        (Run(" ", (Style.ITALIC,)), " ", " "),
        (Run("a&b"), r"a\&b", "a&b"),
    ],
)
def test_each_style_has_its_mark(run: Run, latex: str, csl: str) -> None:
    text = Text((run,))
    assert (latex, csl) == (to_latex(text, protect=False), to_csl(text))


@pytest.mark.parametrize("math", [r"\input{/etc/passwd}", r"\write18{ls}", r"\catcode`\@=11"])
def test_a_harmful_command_becomes_text(math: str) -> None:
    written = to_latex(Text((Run(math, (Style.MATH,)),)), protect=True)
    assert not re.search(r"\\(?!textbackslash|textbrace|&|%|_)", written)


def test_math_is_protected_where_capitals_are() -> None:
    assert "{$X$}" == to_latex(Text((Run("X", (Style.MATH,)), Run(" a"))), protect=True)[:5]


def test_text_reads_as_its_words() -> None:
    assert "H2O" == str(Text((Run("H"), Run("2", (Style.SUB,)), Run("O"))))


@pytest.mark.parametrize(("words", "upper"), [("ABC", True), ("ABc", False), ("123", False)])
def test_a_text_in_capitals_knows_it(words: str, *, upper: bool) -> None:
    assert upper == Text((Run(words),)).is_upper


def test_braces_that_begin_with_a_command_protect_too() -> None:
    # BibTeX lowers the letters of `{\ensuremath{\mu}CT}`, which it takes for one accented letter.
    assert r"the {{}\ensuremath{\mu}CT} method" == protect_case("the \u03bcCT method")


@pytest.mark.parametrize("read", _READERS)
@pytest.mark.parametrize("letter", ["W", "\u00e9", "<b>x"])
def test_a_text_without_end_is_cut(read: Callable[[str], Text | None], letter: str) -> None:
    assert len(_plain(read(letter * 1_000_000)) or "") <= 100_000
