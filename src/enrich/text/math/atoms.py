"""The atoms of a formula, and the space between them."""

from __future__ import annotations

import msgspec

from enrich.text.math.names import Sort
from enrich.text.model import Run, Style

__all__ = ["Atom", "Setting", "atom", "joined", "parenthesized"]


class Setting(msgspec.Struct, frozen=True):
    """How what is being shown is set."""

    fonts: tuple[Style, ...] = ()
    scripts: tuple[Style, ...] = ()
    alphabet: str = ""

    @property
    def styles(self) -> tuple[Style, ...]:
        """The font outside, so that raising and lowering come last."""
        return (*self.fonts, *self.scripts)

    def bold(self) -> Setting:
        """Set in bold."""
        return Setting((Style.BOLD,), self.scripts, self.alphabet)

    def in_alphabet(self, alphabet: str) -> Setting:
        """Set in another alphabet."""
        return Setting(self.fonts, self.scripts, alphabet)

    def scripted(self, style: Style) -> Setting:
        """Raise or lower; a hyphen in a word is a minus in its index."""
        alphabet = "" if self.alphabet == "upright" else self.alphabet
        return Setting(self.fonts, (*self.scripts, style), alphabet)


class Atom(msgspec.Struct, frozen=True):
    """Runs that stand together, and the sort that tells what space is around them."""

    sort: Sort
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The characters alone."""
        return "".join(run.text for run in self.runs)


def atom(sort: Sort, text: str, setting: Setting) -> Atom:
    """Make an atom of characters."""
    return Atom(sort, (Run(text, setting.styles),))


_BEFORE_SIGN = frozenset(
    {Sort.BINARY, Sort.RELATION, Sort.OPENING, Sort.PUNCTUATION, Sort.OPERATOR}
)
_BEHIND_SIGN = frozenset({Sort.RELATION, Sort.CLOSING, Sort.PUNCTUATION})
_PARTED = frozenset({Sort.BINARY, Sort.RELATION, Sort.SPACE, Sort.INNER})
_SIGNS = frozenset("+\u2212\u00b1\u2213")
_PAIR = 2
_ARROWS = frozenset("\u2192\u27f6\u21a6\u27fc\u21aa\u21a0\u21d2")


def joined(atoms: list[Atom], setting: Setting) -> tuple[Run, ...]:
    """Put atoms one behind the other, with the space that belongs between them."""
    runs: list[Run] = []
    settled = _settled(atoms)
    last = len(settled) - 1
    for index, atom in enumerate(settled):
        if index and _is_apart(settled[index - 1], atom, small=bool(setting.scripts)):
            # A relation without a left or a right side keeps close to the one it has.
            alone = (index == 1 and settled[0].sort is Sort.RELATION) or (
                index == last and atom.sort is Sort.RELATION
            )
            runs += [] if alone else [Run(" ", setting.styles)]
        runs += atom.runs
    return tuple(runs)


def _settled(atoms: list[Atom]) -> list[Atom]:
    """Tell signs between two things from those before one, and drop what shows nothing."""
    shown = [atom for atom in atoms if atom.text]
    maps = any(atom.text[0] in _ARROWS for atom in shown)
    settled: list[Atom] = []
    solid: Atom | None = None
    for index, atom in enumerate(shown):
        if atom.sort is Sort.SPACE and settled and settled[-1].sort is Sort.SPACE:
            continue
        behind = next(
            (one for one in shown[index + 1 : index + 3] if one.sort is not Sort.SPACE), None
        )
        settled.append(_resolved(atom, solid, behind, maps=maps))
        solid = settled[-1] if atom.sort is not Sort.SPACE else solid
    return settled


def _resolved(atom: Atom, before: Atom | None, behind: Atom | None, *, maps: bool) -> Atom:
    ends = (before.text[-1] if before else " ") + (behind.text[0] if behind else " ")
    if atom.text == ":":
        sort = Sort.RELATION if ends[1] == "=" else Sort.PUNCTUATION if maps else atom.sort
        return Atom(sort, atom.runs)
    if atom.text == "," and (ends.isdigit() or "\u2026" in ends):
        return Atom(Sort.ORDINARY, atom.runs)
    if atom.sort is not Sort.BINARY:
        return atom
    if atom.text == "-" and ends.isalnum():
        return Atom(Sort.ORDINARY, atom.runs)
    runs = tuple(Run(run.text.replace("-", "\u2212"), run.styles) for run in atom.runs)
    numbers = before and behind and before.text.isdigit() and behind.text.isdigit()
    is_range = numbers and atom.text in "-\u2212"
    leads = before is None or before.sort in _BEFORE_SIGN
    trails = behind is None or behind.sort in _BEHIND_SIGN
    return Atom(Sort.ORDINARY if is_range or leads or trails else atom.sort, runs)


def _is_apart(left: Atom, right: Atom, *, small: bool) -> bool:
    """Whether a space belongs between two atoms; within an index only words keep one."""
    sorts = {left.sort, right.sort}
    if Sort.SPACE in sorts or left.sort is Sort.OPENING or _is_sign(left):
        return False
    if left.text[-1] == " " or right.text[0] == " ":
        return False
    if right.sort in {Sort.CLOSING, Sort.PUNCTUATION}:
        return False
    if small or not sorts & {Sort.PUNCTUATION, Sort.RELATION, Sort.BINARY}:
        return _is_operator_apart(left, right, small=small) or (
            not small and Sort.INNER in sorts and right.sort is not Sort.OPERATOR
        )
    return not left.sort is right.sort is Sort.RELATION


def _is_sign(atom: Atom) -> bool:
    """Whether this is the sign of what follows."""
    return atom.sort is Sort.ORDINARY and atom.text in _SIGNS


def _is_operator_apart(left: Atom, right: Atom, *, small: bool) -> bool:
    """Whether one of two is a function or a sum that keeps apart from the other."""
    if left.text == "/":
        return False
    if left.sort is Sort.OPERATOR and right.sort is not Sort.OPENING:
        return not small or left.text[0].isalpha()
    return right.sort is Sort.OPERATOR and (not small or right.text[0].isalpha())


def parenthesized(
    atoms: list[Atom], setting: Setting, *, product: bool, power: bool = False
) -> tuple[Run, ...]:
    """Join atoms, in parentheses if they are a sum; or even if a product, or a power."""
    runs = joined(atoms, setting)
    settled = _settled(atoms)
    several = len(settled) > 1
    if _is_enclosed(settled):
        return runs
    is_sum = any(atom.sort in _PARTED for atom in settled) or (
        several and any(atom.sort is Sort.OPERATOR for atom in settled)
    )
    is_product = product and several and not _is_one(settled)
    is_power = power and any(Style.SUP in run.styles[len(setting.styles) :] for run in runs)
    if not (is_sum or is_product or is_power):
        return runs
    return (Run("(", setting.styles), *runs, Run(")", setting.styles))


def _is_enclosed(atoms: list[Atom]) -> bool:
    """Whether one pair of parentheses encloses it all."""
    sorts = [atom.sort for atom in atoms]
    if len(sorts) < _PAIR or (sorts[0], sorts[-1]) != (Sort.OPENING, Sort.CLOSING):
        return False
    return sorts.count(Sort.OPENING) == 1


def _is_one(atoms: list[Atom]) -> bool:
    """Whether atoms read as one thing: a number, or a differential."""
    return all(atom.text[0] in "0123456789." for atom in atoms) or atoms[0].text in {"d", "\u2202"}
