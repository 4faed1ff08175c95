"""LaTeX in titles and abstracts, and formulas."""

from __future__ import annotations

from enrich.text import read_latex, read_latex_abstract
from enrich.text.formulas import harmless_math, plain_math
from enrich.text.math.tree import read_math
from tests.fuzz.mutations import mutated, pieced
from tests.fuzz.parsers.jats import hold_text
from tests.fuzz.target import Target

__all__ = ["LATEX"]

_EXAMPLES = (
    r"On $\mathbb{R}^n$ and \emph{G\"odel}'s {SAT}: a $\frac{a_{i}}{\sqrt[3]{b}}$-\textbf{one}",
    r"\(x \le \left(\frac12\right)\) \[\sum_{i=1}^{n} \begin{pmatrix} a & b \\ c\end{pmatrix}\]",
    r"{\it in vivo} \'{e} {\'e} \c{c} \ss{} \o \v{S} --- ``quoted'' \cite{a}",
    r"a \ref{b} \footnote{c} 5\% of \$3",
    r"$K^{*}(892)^{0} \to \pi^+ \pi^-$, $\mathrm{H}_2\mathrm{O}$",
    r"${}^{14}C$, $10^{-3}$, $\hat{x}\bar y'$",
    r"\begin{itemize}\item a \href{https://a.invalid}{b} \url{c_d} \verb|x| \def\x{y} % z",
)
_PIECES = (
    *r"\'e \"o \textbf{ \emph{ {\it \bf \alpha \frac \frac{ \sqrt \sqrt[ \href \url{".split(),
    *r"\input \today \cite{x}".split(),
    *r"\begin{a} \end{a} \begin{pmatrix} \end{pmatrix} \left( \right) \left \right".split(),
    *r"\over \mathbb{R} \mathrm{".split(),
    *r"\\ \( \) \[ \] { } $ $$ % & # _ ^ ~ \% \& \{ \} \item \verb| \def\x \write18".split(),
    *r"\v \c \^ \= x 1 A".split(),
    *r"^{ _{ '' ` `` - -- --- \not \hat \bar{ \stackrel \underset \limits \text{".split(),
    *r"\mbox{ \ensuremath{ \,".split(),
    *r"\' \u \operatorname{ \newcommand{\a} \cal \boldmath \over \choose \substack".split(),
    *r"\xrightarrow \uppercase".split(),
    " ",
    "\n",
    "\n  ",
    "\\",
    "Words",
)


def _check(raw: str) -> None:
    hold_text(read_latex(raw))
    hold_text(read_latex_abstract(raw))
    read_math(raw)
    harmless_math(raw)
    written = plain_math(raw)
    assert written is None or harmless_math(written)


LATEX = Target(
    name="latex",
    inputs=mutated(_EXAMPLES, _PIECES) | pieced(_PIECES),
    check=_check,
    pieces=_PIECES,
    holders=(str, "${}$".format, "{{{}}}".format),
)
