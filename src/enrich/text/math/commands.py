"""How the commands of LaTeX math take their arguments, and what the kernel has in their place."""

from __future__ import annotations

__all__ = [
    "ALIGNED",
    "BRACKETS",
    "CALLS",
    "ENCLOSING",
    "INFIXES",
    "LENGTHS",
    "OPTIONAL",
    "SILENT",
    "SKIPPED",
    "SPACES",
    "STARRED",
    "SWITCHES",
    "WORDS",
]

# The kernel's own: https://ctan.org/pkg/latex-base (ltmath, fontdef).
_KERNEL_CALLS = (
    "mathrm mathbf mathit mathcal mathsf mathtt mathnormal"
    " hat widehat bar tilde widetilde vec overrightarrow overleftarrow dot ddot acute grave check"
    " breve mathring overline underline overbrace underbrace not"
    " mathop mathrel mathbin mathord mathopen mathclose mathpunct mathinner".split()
)
# Alphabets of other packages, and what typists had before them.
_ALPHABETS = {
    **dict.fromkeys("mathbb mathds mathbbm Bbb mathbfit boldsymbol bm pmb mathfrak".split(), "bf"),
    **dict.fromkeys("mathscr EuScript".split(), "cal"),
    "mathup": "rm",
}
# Commands that take arguments: how many, and how the kernel alone writes them, if it can.
# https://ctan.org/pkg/amsmath (amsldoc), https://docs.mathjax.org/en/latest/input/tex/macros
CALLS: dict[str, tuple[int, str | None]] = {
    **{name: (1, rf"\{name}{{{{{{}}}}}}") for name in _KERNEL_CALLS},
    **{name: (1, rf"\math{to}{{{{{{}}}}}}") for name, to in _ALPHABETS.items()},
    **dict.fromkeys("frac dfrac tfrac cfrac".split(), (2, r"\frac{{{}}}{{{}}}")),
    "sqrt": (1, r"\sqrt{{{}}}"),
    "stackrel": (2, r"\stackrel{{{}}}{{{}}}"),
    "overset": (2, r"\stackrel{{{}}}{{{}}}"),
    "underset": (2, "{{{1}}}_{{{0}}}"),
    "xrightarrow": (1, r"\stackrel{{{}}}{{\longrightarrow}}"),
    "xleftarrow": (1, r"\stackrel{{{}}}{{\longleftarrow}}"),
    "operatorname": (1, r"\mathop{{\mathrm{{{}}}}}"),
    "pmod": (1, r"\ (\mathrm{{mod}}\ {})"),
    "pod": (1, r"\ ({})"),
    "mod": (1, r"\ \mathrm{{mod}}\ {}"),
    "dddot": (1, None),
    "ddddot": (1, None),
    "widecheck": (1, r"\check{{{}}}"),
    "overleftrightarrow": (1, None),
    "binom": (2, None),
    "dbinom": (2, None),
    "tbinom": (2, None),
    "atop": (2, None),
    "boxed": (1, "{{{}}}"),
    "smash": (1, "{{{}}}"),
    "cancel": (1, None),
    "ensuremath": (1, "{{{}}}"),
}
# Commands that may have a star, or an option.
STARRED = frozenset({"operatorname"})
OPTIONAL = frozenset({"sqrt", "xrightarrow", "xleftarrow"})
INFIXES = {"over": "frac", "atop": "atop", "choose": "binom", "brack": "atop", "brace": "atop"}
# Commands that hold to the end of their group, as LaTeX 2.09 and TeX have them.
SWITCHES = {
    "rm": "mathrm",
    "bf": "mathbf",
    "it": "mathit",
    "sl": "mathit",
    "em": "mathit",
    "sf": "mathsf",
    "tt": "mathtt",
    "cal": "mathcal",
    "mit": "mathnormal",
    "frak": "mathfrak",
    "scr": "mathscr",
    "bfseries": "mathbf",
    "itshape": "mathit",
    "rmfamily": "mathrm",
    "upshape": "mathrm",
}
WORDS = frozenset(
    "text textrm textit textbf textsf texttt textsc textsl textup textnormal textmd mbox hbox"
    " fbox emph intertext shortintertext".split()
)
# https://ctan.org/pkg/braket, https://ctan.org/pkg/physics
ENCLOSING = {
    "ket": ("|", "\u27e9"),
    "Ket": ("|", "\u27e9"),
    "bra": ("\u27e8", "|"),
    "Bra": ("\u27e8", "|"),
    "braket": ("\u27e8", "\u27e9"),
    "Braket": ("\u27e8", "\u27e9"),
    "expval": ("\u27e8", "\u27e9"),
    "abs": ("|", "|"),
    "norm": ("\u2016", "\u2016"),
    "ceil": ("\u2308", "\u2309"),
    "floor": ("\u230a", "\u230b"),
}
SPACES = {
    ",": r"\,",
    ";": r"\;",
    ":": r"\:",
    ">": r"\:",
    " ": r"\ ",
    "\n": r"\ ",
    "thinspace": r"\,",
    "medspace": r"\:",
    "thickspace": r"\;",
    "enspace": r"\ ",
    "enskip": r"\ ",
    "space": r"\ ",
    "nobreakspace": r"\ ",
    "hfill": r"\ ",
    "hspace": r"\ ",
    "hskip": r"\ ",
    "mskip": r"\ ",
    "newline": r"\ ",
    "quad": r"\quad",
    "qquad": r"\qquad",
}
# Commands that a length stands behind.
LENGTHS = frozenset({"hspace", "hskip", "mskip", "kern", "mkern"})
# What only steers how a formula is set.
SILENT = frozenset(
    "displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits displaylimits nonumber"
    " notag allowbreak nobreak protect relax mathstrut strut null middle big Big bigg Bigg bigl"
    " Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm normalsize small large boldmath"
    " unboldmath centering noindent negthinspace kern mkern ! / -".split()
)
# Names of things, and room for them: how many groups are no part of the formula.
SKIPPED = {
    **dict.fromkeys(
        "label tag ref eqref cref autoref cite citep citet footnote thanks index color phantom"
        " hphantom vphantom includegraphics input include special textcolor colorbox href raisebox"
        " require usepackage vspace".split(),
        1,
    ),
    **dict.fromkeys("rule fcolorbox setlength addtolength".split(), 2),
}
# Environments of cells, with what stands around them.
BRACKETS = {
    "pmatrix": "()",
    "bmatrix": "[]",
    "Bmatrix": "{}",
    "vmatrix": "||",
    "Vmatrix": "\u2016\u2016",
    "cases": "{}",
    "dcases": "{}",
}
# Environments whose cells are parts of one line.
ALIGNED = frozenset(
    "equation equation* displaymath math align align* aligned gather gather* gathered multline"
    " multline* split eqnarray eqnarray* alignat flalign alignedat".split()
)
