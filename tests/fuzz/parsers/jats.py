"""Markup in titles and abstracts: JATS, HTML, MathML, and what is none."""

from __future__ import annotations

from enrich.text import (
    Text,
    mended,
    read_abstract,
    read_markup,
    read_plain,
    repair_capitals,
    to_csl,
    to_latex,
    to_unicode,
)
from tests.fuzz.mutations import mutated, pieced
from tests.fuzz.target import Target
from tests.fuzz.wording import assert_clean

__all__ = ["JATS", "hold_text"]

_EXAMPLES = (
    (
        "<jats:title>Abstract</jats:title><jats:p>We show <jats:italic>x</jats:italic> &amp;amp; y."
        "</jats:p><jats:sec><jats:title>Results</jats:title><jats:p>H<jats:sub>2</jats:sub>O"
        "</jats:p></jats:sec>"
    ),
    (
        '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML" alttext="$x$"><mml:mrow>'
        "<mml:msubsup><mml:mi>x</mml:mi><mml:mn>1</mml:mn><mml:mo>&#x2032;</mml:mo></mml:msubsup>"
        '<mml:mfrac><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfrac><mml:mover accent="true">'
        "<mml:mi>y</mml:mi><mml:mo>^</mml:mo></mml:mover><mml:mfenced><mml:mtext>if </mml:mtext>"
        "</mml:mfenced></mml:mrow></mml:math>"
    ),
    (
        "<jats:inline-formula><jats:alternatives><jats:tex-math>$$\\documentclass{article}"
        "\\begin{document}$$\\frac{a}{b}$$\\end{document}$$</jats:tex-math><mml:math><mml:mi>a</mml:mi></mml:math>"
        "</jats:alternatives></jats:inline-formula>"
    ),
    "THE <i>IN VIVO</i> STUDY OF <sc>dna</sc>: $\\alpha$-HELIX &lt;b&gt;AND&lt;/b&gt; \u00c3\u00a9",
    "<p>R\u00e9sum\u00e9. <b>Background:</b> a&nbsp;b &#x3b1; &#0; <xref ref-type='x'>1</xref></p>",
    (
        '<mml:mtable><mml:mtr><mml:mtd><mml:msqrt><mml:mi mathvariant="bold">x</mml:mi></mml:msqrt>'
        "</mml:mtd></mml:mtr></mml:mtable><mml:mmultiscripts><mml:mi>C</mml:mi><mml:mprescripts/>"
        "<mml:none/><mml:mn>14</mml:mn></mml:mmultiscripts>"
    ),
)
_NAMES = (
    "p title sec italic bold sub sup sc xref inline-formula tex-math alternatives list list-item"
    " break i b em strong span math mrow mi mn mo mtext mfrac msub msup msubsup munder mover"
    " munderover msqrt mroot mfenced mtable mtr mtd mmultiscripts mprescripts none semantics"
    " annotation mstyle mspace menclose mphantom mpadded br a img script style"
).split()
_PIECES = (
    *(f"<jats:{name}>" for name in _NAMES),
    *(f"</jats:{name}>" for name in _NAMES),
    *(f"<mml:{name}>" for name in _NAMES[19:]),
    *(f"</mml:{name}>" for name in _NAMES[19:]),
    *"<i> </i> <b> </b> <sub> </sub> <sup> </sup> <br/> < > </ /> <!-- --> <![CDATA[".split(),
    *"]]> <? <a".split(),
    *"& &amp; &amp;lt; &lt;i&gt; &#0; &#xD800; &#x3b1; &#99999999999; &alpha;".split(),
    *"&ZeroWidthSpace; ;".split(),
    *"$ $$ \\( \\) \\frac \\alpha { } _ ^ \\ Abstract Background: Results x A 1 WORDS".split(),
    *"of DNA ' \" =".split(),
    ' href="x"',
    " a='",
    ' a="b" ',
    " ",
    "\n",
)


def hold_text(text: Text | None) -> None:
    """Hold what must be true of any text, and that all writers can write it."""
    if text is None:
        return
    assert_clean(text)
    assert str(text).strip()
    to_csl(text)
    for protect in (False, True):
        to_latex(text, protect=protect).encode()
    repair_capitals(text, None)
    read_plain(to_unicode(text))


def _check(raw: str) -> None:
    mended(raw)
    hold_text(read_markup(raw))
    hold_text(read_plain(raw))
    hold_text(read_abstract(raw, "fr"))


JATS = Target(
    name="jats",
    inputs=mutated(_EXAMPLES, _PIECES) | pieced(_PIECES),
    check=_check,
    pieces=_PIECES,
    holders=(
        str,
        "<jats:p>{}</jats:p>".format,
        "<mml:math>{}</mml:math>".format,
        "<mml:math>{}".format,
        "<jats:tex-math>{}</jats:tex-math>".format,
    ),
)
