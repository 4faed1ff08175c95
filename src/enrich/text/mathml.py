"""MathML in, LaTeX math out."""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5

from enrich.text.markup import TAG, attributes
from enrich.text.math.mathml_layout import LAYOUTS, Part, line
from enrich.text.math.mathml_tokens import sign_latex, token_latex

__all__ = ["latex_of_mathml"]

# https://www.w3.org/TR/MathML3/chapter3.html#presm.tokel
_LEAVES = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_DEEPEST = 40
_ENTITY = re.compile(r"&(\w{1,31});?")


def latex_of_mathml(markup: str) -> str:
    """Write a `math` element as LaTeX; what is not understood keeps its words."""
    reader = _Reader()
    at = 0
    for tag in TAG.finditer(markup):
        reader.read(markup[at : tag.start()])
        reader.turn(tag)
        at = tag.end()
    reader.read(markup[at:])
    return reader.latex()


class _Element:
    """An element that is open, with what has been read of it."""

    def __init__(self, name: str, given: dict[str, str], variant: str) -> None:
        self.name = name
        self.given = given
        self.variant = given.get("mathvariant", given.get("fontweight", variant)).strip().lower()
        self.parts: list[Part] = []

    def read(self, text: str) -> None:
        """Take words that stand directly within."""
        if self.name == "annotation":
            self.parts.append(Part(self.name, "", text.strip()))
        elif latex := token_latex(self.name if self.name in _LEAVES else "", text, self.variant):
            self.parts.append(Part(self.name, latex, text.strip()))

    def closed(self, *, flat: bool) -> Part:
        """Give the element as what encloses it sees it."""
        parts = self.parts
        words = parts[0].words if len(parts) == 1 else ""
        if self.name == "annotation":
            is_tex = "tex" in self.given.get("encoding", "").lower()
            return Part(self.name, "", words if is_tex else "")
        if self.name in {"mtr", "mlabeledtr"}:
            cells = tuple(part.latex for part in parts)[self.name == "mlabeledtr" :]
            return Part(self.name, line(parts), cells=cells)
        if self.name == "semantics" and not line(parts):
            return Part(self.name, next((part.words for part in parts if part.words), ""))
        if self.name == "ms":
            quotes = [sign_latex(self.given.get(side, '"')) for side in ("lquote", "rquote")]
            return Part(self.name, f"{quotes[0]}{line(parts)}{quotes[1]}")
        layout = None if flat else LAYOUTS.get(self.name)
        return Part(self.name, layout(parts, self.given) if layout else line(parts), words)


class _Reader:
    """One walk over the tags, with the elements that are open."""

    def __init__(self) -> None:
        self._elements = [_Element("", {}, "")]
        self._open: Counter[str] = Counter()

    def read(self, text: str) -> None:
        """Take the text between two tags."""
        if text:
            self._elements[-1].read(_ENTITY.sub(_unescaped, text) if "&" in text else text)

    def turn(self, tag: re.Match[str]) -> None:
        """Open or close an element; an end that nothing has begun changes nothing."""
        name = tag["name"].lower()
        if not tag["end"]:
            self._elements.append(_Element(name, attributes(tag), self._elements[-1].variant))
            self._open[name] += 1
        if self._open[name] and (tag["end"] or tag["empty"]):
            while self._close() != name:
                pass

    def _close(self) -> str:
        element = self._elements.pop()
        self._open[element.name] -= 1
        flat = len(self._elements) > _DEEPEST
        self._elements[-1].parts.append(element.closed(flat=flat))
        return element.name

    def latex(self) -> str:
        """Close what is open, and give it all."""
        while len(self._elements) > 1:
            self._close()
        return line(self._elements[0].parts).strip()


def _unescaped(entity: re.Match[str]) -> str:
    return html5.get(f"{entity[1]};", entity[0])
