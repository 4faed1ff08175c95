"""What LaTeX reads as commands, and how to keep it from doing so."""

from __future__ import annotations

import re

__all__ = ["escape_latex", "harmless_math", "protect_case"]

# Braces become commands, not `\{`: BibTeX counts a brace whatever stands before it.
_SPECIALS = {
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}
_TABLE = str.maketrans(_SPECIALS)
_WORD = re.compile(r"[^\s{}()\[\],;:/]+")
# A part whose capitals a style must not lower: GANs, iPhone, 3D, mRNA, the U of U-Net.
_MEANING = re.compile(r"[^\W_].*[A-Z].*")
_LONE_CAPITAL = re.compile(r"(?:^|-)[A-Z](?:-|$)")
_HARMLESS = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi"
    " pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta"
    " Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar Re Im partial nabla infty aleph emptyset"
    " forall exists neg in notin ni subset supset subseteq supseteq cup cap wedge vee setminus"
    " sum prod int oint lim sup inf max min log ln exp sin cos tan det dim ker deg gcd arg mod"
    " pm mp times div cdot ast star circ bullet oplus otimes odot dagger ddagger"
    " le leq ge geq ll gg ne neq equiv sim simeq approx cong propto perp parallel mid to"
    " leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow mapsto uparrow"
    " downarrow longrightarrow frac sqrt binom overline underline hat bar tilde vec dot ddot"
    " widehat widetilde mathrm mathbf mathit mathcal mathbb mathfrak mathsf mathtt boldsymbol"
    " text textrm textit textbf operatorname left right langle rangle lfloor rfloor lceil rceil"
    " ldots cdots dots quad qquad prime degree lbrace rbrace vert Vert backslash rm bf it cal"
    " big Big bigg Bigg displaystyle textstyle scriptstyle ensuremath rightleftharpoons".split()
)
_HARMLESS_MARKS = frozenset(",;:!| %&#_-")
_COMMAND = re.compile(r"\\([a-zA-Z]+|.)", re.DOTALL)


def escape_latex(text: str) -> str:
    """Write text so that LaTeX prints just that."""
    return text.translate(_TABLE)


def protect_case(text: str) -> str:
    """Escape text, with braces around the words whose capitals carry meaning."""
    parts: list[str] = []
    at = 0
    for word in _WORD.finditer(text):
        parts.append(escape_latex(text[at : word.start()]))
        parts.append(_protected(word[0]))
        at = word.end()
    parts.append(escape_latex(text[at:]))
    return "".join(parts)


def _protected(word: str) -> str:
    """Enclose the parts of a compound that need it, or the whole where a letter stands alone."""
    if "-" in word and _LONE_CAPITAL.search(word):
        return f"{{{escape_latex(word)}}}"
    parts = (
        f"{{{escape_latex(part)}}}" if _MEANING.fullmatch(part) else escape_latex(part)
        for part in word.split("-")
    )
    return "-".join(parts)


def harmless_math(math: str) -> bool:
    """Whether math uses only commands known to be harmless, in balanced braces."""
    if re.search(r"(?<!\\)[$%#~]|\^\^|\\$", math) or "\n" in math:
        return False
    names = (name[1] for name in _COMMAND.finditer(math))
    if not all(name in _HARMLESS or name in _HARMLESS_MARKS for name in names):
        return False
    depth = 0
    for character in math:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0
