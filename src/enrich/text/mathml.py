"""MathML in, LaTeX math out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["latex_of_mathml"]

# Layout elements of MathML 3 and how LaTeX sets their children.
# https://www.w3.org/TR/MathML3/chapter3.html
_SCRIPTS = {
    "msub": "{}_{{{}}}",
    "msup": "{}^{{{}}}",
    "msubsup": "{}_{{{}}}^{{{}}}",
    "munder": "{}_{{{}}}",
    "mover": "{}^{{{}}}",
    "munderover": "{}_{{{}}}^{{{}}}",
    "mfrac": "\\frac{{{}}}{{{}}}",
    "mroot": "\\sqrt[{1}]{{{0}}}",
}


def latex_of_mathml(markup: str) -> str:
    """Write a `math` element as LaTeX; what is not understood keeps its words."""
    from lxml import etree  # noqa: PLC0415 - only papers with MathML need it

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(f'<m xmlns:mml="m" xmlns:m="m">{markup}</m>'.encode(), parser=parser)
    return "" if root is None else " ".join(_latex(root).split())


def _latex(element: _Element) -> str:
    name = str(element.tag).rpartition("}")[2].rpartition(":")[2]
    children = [_latex(child) for child in element if isinstance(child.tag, str)]
    form = _SCRIPTS.get(name)
    if form and form.count("{}") + form.count("{0}") + form.count("{1}") == len(children):
        return form.format(*children)
    if name == "msqrt":
        return f"\\sqrt{{{''.join(children)}}}"
    if children:
        return "".join(children)
    return "".join(_token(name, element.text or ""))


def _token(name: str, text: str) -> Iterator[str]:
    from pylatexenc.latexencode import unicode_to_latex  # noqa: PLC0415 - see above

    text = text.strip()
    if name == "mtext" or (name == "mi" and len(text) > 1 and text.isalpha()):
        yield f"\\mathrm{{{text}}}" if text else " "
    else:
        for command in (unicode_to_latex(character) for character in text):
            plain = command.removeprefix("\\ensuremath{").removesuffix("}")
            yield f"{plain if plain != command[:-1] else command} " if "\\" in command else command
