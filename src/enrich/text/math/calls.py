"""Commands with arguments, as people who read no LaTeX read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from enrich.text.math.atoms import Atom, Setting, atom, joined, parenthesized
from enrich.text.math.names import ACCENTS, Sort
from enrich.text.math.nodes import Call, Group, Scripts, Sign
from enrich.text.model import Run, Style

__all__ = ["call_atoms"]

Show = Callable[[Group, Setting], list[Atom]]

_BOLD = frozenset("mathbf boldsymbol bm pmb mathbfit".split())
_ALPHABETS = {
    **dict.fromkeys("mathbb mathds mathbbm Bbb".split(), "double"),
    **dict.fromkeys("mathrm mathup mathsf mathtt operatorname".split(), "upright"),
}
_SORTS = {
    "mathrel": Sort.RELATION,
    "mathbin": Sort.BINARY,
    "mathord": Sort.ORDINARY,
    "mathopen": Sort.OPENING,
    "mathclose": Sort.CLOSING,
    "mathpunct": Sort.PUNCTUATION,
    "mathinner": Sort.INNER,
    "mathop": Sort.OPERATOR,
    "operatorname": Sort.OPERATOR,
}
# A character with its marks. Were one put on each mark, too, they would double every time.
_LETTER = re.compile("\\S[\u0300-\u036f\u20d0-\u20ff]*")
_ROOTS = {"3": "\u221b", "4": "\u221c"}
# Signs that have a character of their own: what stands above what.
_STACKED = {("<", "\u223c"): "\u2272", (">", "\u223c"): "\u2273", ("\u25b3", "="): "\u225c"}
_STACKED |= {("def", "="): "\u225d", ("?", "="): "\u225f", ("<", "\u2248"): "\u2a85"}


def call_atoms(call: Call, setting: Setting, show: Show) -> list[Atom]:
    """Show a command with its arguments; of one that is not known, the last argument."""
    if handle := _CALLS.get(call.name):
        return handle(call, setting, show)
    if call.name in ACCENTS:
        return _accented(call, setting, show)
    if call.name in _SORTS:
        inner = _in_font(call.name, setting)
        runs = joined(show(call.arguments[0], inner), inner)
        return [Atom(_SORTS[call.name], runs)]
    return show(call.arguments[-1], _in_font(call.name, setting))


def _in_font(name: str, setting: Setting) -> Setting:
    if name in _BOLD:
        return setting.bold()
    return setting.in_alphabet(_ALPHABETS.get(name, ""))


def _accented(call: Call, setting: Setting, show: Show) -> list[Atom]:
    """Put an accent on every character that is not raised or lowered itself."""
    mark = ACCENTS[call.name]
    runs = joined(show(call.arguments[0], setting), setting)
    return [
        Atom(
            Sort.ORDINARY,
            tuple(
                Run(_marked(run.text, mark), run.styles)
                if len(run.styles) == len(setting.styles)
                else run
                for run in runs
            ),
        )
    ]


def _marked(text: str, mark: str) -> str:
    """Put a mark on every letter, behind those that it bears."""
    bare = text.translate({0x131: "i", 0x237: "j"})
    return unicodedata.normalize("NFC", _LETTER.sub(rf"\g<0>{mark}", bare))


def _fraction(call: Call, setting: Setting, show: Show) -> list[Atom]:
    upper, lower = (show(argument, setting) for argument in call.arguments)
    if not upper and not lower:
        return []
    runs = (
        *parenthesized(upper, setting, product=False),
        Run("/", setting.styles),
        *parenthesized(lower, setting, product=True),
    )
    return [Atom(Sort.INNER, runs)]


def _root(call: Call, setting: Setting, show: Show) -> list[Atom]:
    raised = setting.scripted(Style.SUP)
    index = joined(show(call.option, raised), raised)
    root = _ROOTS.get("".join(run.text for run in index))
    before = () if root or not index else index
    body = parenthesized(show(call.arguments[0], setting), setting, product=True, power=True)
    return [Atom(Sort.ORDINARY, (*before, Run(root or "\u221a", setting.styles), *body))]


def _stacked(call: Call, setting: Setting, show: Show) -> list[Atom]:
    """Show what stands above something, or below it."""
    mark = "_" if call.name == "underset" else "^"
    # Once: what stands in stacks within stacks would be shown twice as often for each.
    shown = show(Group((Scripts(call.arguments[1], ((mark, call.arguments[0]),)),)), setting)
    texts = [run.text for one in shown for run in one.runs]
    pair = "".join(texts[1:]), "".join(texts[:1])
    if mark == "^" and call.arguments[1].parts and (sign := _STACKED.get(pair)):
        return [atom(Sort.RELATION, sign, setting)]
    return shown


def _arrow(call: Call, setting: Setting, show: Show) -> list[Atom]:
    arrow = "\u27f5" if call.name == "xleftarrow" else "\u27f6"
    marks = (("_", call.option), ("^", call.arguments[0]))
    return show(Group((Scripts(Sign(arrow), marks),)), setting)


def _negated(call: Call, setting: Setting, show: Show) -> list[Atom]:
    atoms = show(call.arguments[0], setting)
    text = unicodedata.normalize("NFC", "".join(f"{atom.text}\u0338" for atom in atoms[:1]))
    return [atom(Sort.RELATION, text, setting), *atoms[1:]] if atoms else []


def _paired(call: Call, setting: Setting, show: Show) -> list[Atom]:
    """Show what stands on two lines on one."""
    upper, lower = (joined(show(one, setting), setting) for one in call.arguments)
    opening, between, closing = ("", ", ", "") if call.name == "atop" else ("(", " choose ", ")")
    signs = [Run(text, setting.styles) for text in (opening, between, closing)]
    return [Atom(Sort.ORDINARY, (signs[0], *upper, signs[1], *lower, signs[2]))]


def _modulo(call: Call, setting: Setting, show: Show) -> list[Atom]:
    words = {"pmod": ("(mod ", ")"), "mod": ("mod ", ""), "pod": ("(", ")")}[call.name]
    before, after = (Run(word, setting.styles) for word in words)
    runs = (before, *joined(show(call.arguments[0], setting), setting), after)
    return [atom(Sort.SPACE, " ", setting), Atom(Sort.ORDINARY, runs)]


_CALLS: dict[str, Callable[[Call, Setting, Show], list[Atom]]] = {
    **dict.fromkeys("frac dfrac tfrac cfrac".split(), _fraction),
    **dict.fromkeys("stackrel overset underset".split(), _stacked),
    **dict.fromkeys("xrightarrow xleftarrow".split(), _arrow),
    **dict.fromkeys("binom dbinom tbinom atop".split(), _paired),
    **dict.fromkeys("pmod pod mod".split(), _modulo),
    "sqrt": _root,
    "not": _negated,
}
