"""How LaTeX sets what the elements of MathML hold: https://www.w3.org/TR/MathML3/chapter3.html."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

import msgspec

from enrich.text.math.kernel import in_line
from enrich.text.math.mathml_accents import ATOM, accented
from enrich.text.math.mathml_tokens import sign_latex

__all__ = ["LAYOUTS", "Part", "line"]


class Part(msgspec.Struct, frozen=True):
    """An element that has been read: its name, its LaTeX, and the words of a leaf."""

    name: str
    latex: str
    words: str = ""
    cells: tuple[str, ...] = ()


Layout = Callable[[Sequence[Part], dict[str, str]], str]

# Over and under these, limits stand, as in LaTeX.
_LIMITED = re.compile(
    r"\\(?:sum|prod|coprod|int|oint|big[a-z]+|lim|limsup|liminf|max|min|sup|inf|det|gcd|Pr"
    r"|arg\w+|operatorname\{[^{}]*\}|overbrace\{.*\}|underbrace\{.*\})\s*",
    re.DOTALL,
)
_TWO = 2
_NAMES = re.compile(r"\\mathrm\{[A-Za-z]+\}(?:\\mathrm\{[A-Za-z]+\})+")
_NOTATIONS = {"radical": "sqrt", "top": "overline", "bottom": "underline"}
_WIDTH = re.compile(r"(\d{1,4}(?:\.\d{0,6})?|\.\d{1,6})(em|ex|px|pt|mu|cm|mm|in)", re.ASCII)
_EMS = {"em": 1.0, "ex": 0.43, "px": 0.06, "pt": 0.1, "mu": 0.056}
_EMS |= {"cm": 2.8, "mm": 0.28, "in": 7.2}
_NAMED_EMS = {
    "veryverythinmathspace": 1 / 18,
    "verythinmathspace": 2 / 18,
    "thinmathspace": 3 / 18,
    "mediummathspace": 4 / 18,
    "thickmathspace": 5 / 18,
    "verythickmathspace": 6 / 18,
    "veryverythickmathspace": 7 / 18,
}
_SPACES = ((1.8, r"\qquad"), (0.9, r"\quad"), (0.25, r"\ "), (0.1, r"\,"))
_ARROW = re.compile(r"\\(?:(?:long)?rightarrow|to)\s*")


def line(parts: Sequence[Part]) -> str:
    """Set parts one behind the other; letters that were marked one by one become one name."""
    if len(parts) == 1:
        return parts[0].latex
    pieces: list[str] = []
    for part in parts:
        if part.latex != r"\ " or pieces[-1:] != [r"\ "]:
            pieces.append(part.latex)
    return _NAMES.sub(_as_one, in_line(pieces))


def _as_one(found: re.Match[str]) -> str:
    letters = "".join(re.findall(r"\{(\w+)\}", found[0]))
    return f"\\mathrm{{{letters}}}"


def _base(latex: str) -> str:
    """Write what an index belongs to."""
    return latex if ATOM.fullmatch(latex) else f"{{{latex}}}"


# What is raised by itself, when it is raised besides.
_RAISED = {"'": r"\prime", "''": r"\prime\prime", r"^{\circ}": r"\circ"}


def _scripts(parts: Sequence[Part], *kinds: str) -> str:
    """Set the indices of what comes first, if there are as many as there should be."""
    if len(parts) != len(kinds) + 1:
        return line(parts)
    marks = "".join(
        f"{kind}{{{_RAISED.get(part.latex, part.latex)}}}"
        for kind, part in zip(kinds, parts[1:], strict=True)
        if part.latex
    )
    return _base(parts[0].latex) + marks if marks else parts[0].latex


def _multiscripts(parts: Sequence[Part], _: dict[str, str]) -> str:
    """Set indices on both sides: those before the base stand behind `mprescripts`."""
    if not parts:
        return ""
    names = [part.name for part in parts]
    parted = names.index("mprescripts") if "mprescripts" in names else len(parts)
    behind = _indexed(_base(parts[0].latex), parts[1:parted])
    return _indexed("{}", parts[parted + 1 :]) + (behind or parts[0].latex)


def _indexed(base: str, parts: Sequence[Part]) -> str:
    """Set pairs of indices, the first on this base, the others behind it."""
    written = ""
    for pair in zip_longest(parts[::2], parts[1::2], fillvalue=Part("none", "")):
        written += _scripts((Part("", base), *pair), "_", "^")
        base = "{}"
    return written.replace("{{}}", "{}").removesuffix("{}")


def _under_over(parts: Sequence[Part], *kinds: str) -> str:
    """Set what stands under and over something: an accent, a limit, or neither."""
    if len(parts) != len(kinds) + 1:
        return line(parts)
    latex = parts[0].latex
    for kind, part in zip(kinds, parts[1:], strict=True):
        if not part.latex:
            continue
        if marked := accented(latex, part.words, kind):
            latex = marked
        elif _ARROW.fullmatch(latex) and kind == "^":
            latex = f"\\xrightarrow{{{part.latex}}}"
        elif _LIMITED.match(latex):
            latex = f"{latex.rstrip()}{kind}{{{part.latex}}}"
        else:
            latex = f"\\{'overset' if kind == '^' else 'underset'}{{{part.latex}}}{{{latex}}}"
    return latex


def _fraction(parts: Sequence[Part], given: dict[str, str]) -> str:
    if len(parts) != _TWO:
        return line(parts)
    upper, lower = (part.latex for part in parts)
    if given.get("linethickness", "").strip().startswith("0"):
        return f"{{{upper} \\atop {lower}}}"
    return f"\\frac{{{upper}}}{{{lower}}}"


def _root(parts: Sequence[Part], _: dict[str, str]) -> str:
    if len(parts) != _TWO:
        return f"\\sqrt{{{line(parts)}}}"
    return f"\\sqrt[{parts[1].latex}]{{{parts[0].latex}}}"


def _square_root(parts: Sequence[Part], _: dict[str, str]) -> str:
    return f"\\sqrt{{{line(parts)}}}"


def _fenced(parts: Sequence[Part], given: dict[str, str]) -> str:
    separators = "".join(given.get("separators", ",").split())
    pieces = [sign_latex(given.get("open", "(").strip())]
    for index, part in enumerate(parts):
        if index and separators:
            pieces.append(sign_latex(separators[min(index, len(separators)) - 1]))
        pieces.append(part.latex)
    return in_line([*pieces, sign_latex(given.get("close", ")").strip())])


def _enclosed(parts: Sequence[Part], given: dict[str, str]) -> str:
    notation = given.get("notation", "")
    command = next((name for word, name in _NOTATIONS.items() if word in notation.split()), None)
    return f"\\{command}{{{line(parts)}}}" if command else line(parts)


def _table(parts: Sequence[Part], _: dict[str, str]) -> str:
    """Set rows of cells; a single row is no table, but how a line has been aligned."""
    rows = [part.cells or (part.latex,) for part in parts if part.latex]
    if len(rows) == 1:
        return in_line(rows[0])
    lines = r" \\ ".join(" & ".join(row) for row in rows)
    return f"\\begin{{matrix}}{lines}\\end{{matrix}}" if rows else ""


def _first(parts: Sequence[Part], _: dict[str, str]) -> str:
    return parts[0].latex if parts else ""


def _nothing(_: Sequence[Part], __: dict[str, str]) -> str:
    return ""


def _space(_: Sequence[Part], given: dict[str, str]) -> str:
    """Set space as wide as asked for; a narrow one is what LaTeX sets anyway."""
    width = given.get("width", "").strip().lower()
    found = _WIDTH.fullmatch(width)
    ems = float(found[1]) * _EMS[found[2]] if found else _NAMED_EMS.get(width, 0)
    if given.get("linebreak") == "newline":
        return r"\ "
    return next((space for least, space in _SPACES if ems >= least), "")


def _index(kind: str) -> Layout:
    return lambda parts, _: f"{kind}{{{line(parts)}}}"


def _of_kinds(layout: Callable[..., str], *kinds: str) -> Layout:
    return lambda parts, _: layout(parts, *kinds)


LAYOUTS: dict[str, Layout] = {
    "msub": _of_kinds(_scripts, "_"),
    "msup": _of_kinds(_scripts, "^"),
    "msubsup": _of_kinds(_scripts, "_", "^"),
    "munder": _of_kinds(_under_over, "_"),
    "mover": _of_kinds(_under_over, "^"),
    "munderover": _of_kinds(_under_over, "_", "^"),
    "mmultiscripts": _multiscripts,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "mfenced": _fenced,
    "menclose": _enclosed,
    "mtable": _table,
    "mspace": _space,
    "maction": _first,
    "sub": _index("_"),
    "sup": _index("^"),
    "mphantom": _nothing,
    "none": _nothing,
    "mprescripts": _nothing,
    "annotation": _nothing,
    "annotation-xml": _nothing,
    "maligngroup": _nothing,
    "malignmark": _nothing,
}
