r"""Chemical formulas and quantities, as mhchem and siunitx have them, in plain LaTeX math."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["chemistry_math", "quantity_math"]

# https://mhchem.github.io/MathJax-mhchem/
_ARROWS = {
    "<=>": r"\rightleftharpoons ",
    "<->": r"\leftrightarrow ",
    "->": r"\rightarrow ",
    "<-": r"\leftarrow ",
}
_PIECE = re.compile(
    r"(?P<arrow><=>>?|<<=>|<-->|<->|->|<-)(?:\[[^\]]{0,40}\]){0,2}"
    r"|(?P<script>[_^])(?:\{(?P<group>[^{}]{0,60})\}|(?P<raised>\d*[+-]|\d+|[A-Za-z*]))"
    r"|(?P<lowered>(?<=[A-Za-z)\]}])\d+(?:\.\d+(?![A-Z\d(]))?)"
    r"|(?P<charge>(?<=[A-Za-z0-9)\]}])[+-](?![A-Za-z0-9]))"
    r"|(?P<dot>(?<=[A-Za-z0-9)]) ?[.*] ?(?=[A-Z0-9(]))"
    r"|(?P<letters>[A-Za-z]+)|(?P<space>\s+)|(?P<command>\\[A-Za-z]+ ?)|(?P<other>.)",
    re.DOTALL,
)


def chemistry_math(formula: str) -> str:
    r"""Write what stands within `\ce{}` as math."""
    return "".join(map(_piece, _PIECE.finditer(formula)))


def _piece(piece: re.Match[str]) -> str:
    kind, text = piece.lastgroup, piece[0]
    if kind == "arrow":
        return _ARROWS.get(piece["arrow"], r"\rightleftharpoons ")
    if piece["script"]:
        inner = piece["group"] if piece["raised"] is None else piece["raised"]
        base = "{}" if piece.start() == 0 or piece.string[piece.start() - 1].isspace() else ""
        return f"{base}{piece['script']}{{{inner}}}"
    written = {
        "lowered": f"_{{{text}}}",
        "charge": f"^{{{text}}}",
        "dot": r"\cdot ",
        "letters": f"\\mathrm{{{text}}}",
        "space": " ",
    }
    if kind == "other":
        return r"\equiv " if text == "#" else "{-}" if text == "-" else text
    return written.get(kind or "", text)


# Units and prefixes: https://ctan.org/pkg/siunitx, chapter 4.4, with the names of the SI.
_UNITS = {
    "ampere": "A",
    "angstrom": r"\AA ",
    "arcminute": "'",
    "arcsecond": "''",
    "astronomicalunit": "au",
    "bar": "bar",
    "becquerel": "Bq",
    "bit": "bit",
    "byte": "B",
    "candela": "cd",
    "celsius": r"^{\circ}\mathrm{C}",
    "coulomb": "C",
    "dalton": "Da",
    "day": "d",
    "decibel": "dB",
    "degree": r"^{\circ}",
    "degreeCelsius": r"^{\circ}\mathrm{C}",
    "electronvolt": "eV",
    "farad": "F",
    "gram": "g",
    "gray": "Gy",
    "hectare": "ha",
    "henry": "H",
    "hertz": "Hz",
    "hour": "h",
    "joule": "J",
    "kelvin": "K",
    "kilogram": "kg",
    "liter": "L",
    "litre": "L",
    "lumen": "lm",
    "lux": "lx",
    "meter": "m",
    "metre": "m",
    "minute": "min",
    "molar": "M",
    "mole": "mol",
    "newton": "N",
    "ohm": r"\Omega ",
    "parsec": "pc",
    "pascal": "Pa",
    "percent": r"\%",
    "radian": "rad",
    "second": "s",
    "siemens": "S",
    "sievert": "Sv",
    "steradian": "sr",
    "tesla": "T",
    "tonne": "t",
    "volt": "V",
    "watt": "W",
    "weber": "Wb",
    "year": "yr",
    **{
        short: short
        for short in "mm cm km nm pm ms ns kg mg eV keV MeV GeV TeV Hz kHz MHz GHz THz"
        " K mK kV mV kW MW GW mA kPa MPa GPa mol mmol".split()
    },
    "um": r"\mu m",
    "us": r"\mu s",
}
_PREFIXES = {
    "atto": "a",
    "femto": "f",
    "pico": "p",
    "nano": "n",
    "micro": r"\mu ",
    "milli": "m",
    "centi": "c",
    "deci": "d",
    "hecto": "h",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "tera": "T",
    "peta": "P",
    "exa": "E",
}
_POWERS = {"squared": "2", "cubed": "3", "square": "2", "cubic": "3"}
_UNIT = re.compile(r"\\(?P<name>[A-Za-z]+)\s*(?:\{(?P<power>-?\d{1,3})\})?|(?P<plain>[^\\]+)")
_NUMBER = re.compile(r"(?<=[\d.])[eEdD]\+?(-?\d+)$")


def quantity_math(number: str, unit: str) -> str:
    """Write a number and its unit, either of which may be empty, as math."""
    written = _NUMBER.sub(r"\\times 10^{\1}", number.replace(" ", "")).replace("+-", r"\pm ")
    units = r"\,".join(_units(unit))
    gap = r"\," if written and units and not units.startswith(("^{\\circ}", "'")) else ""
    return f"{written}{gap}{units}"


def _units(source: str) -> Iterator[str]:
    """Write units as powers of their symbols."""
    units: list[tuple[str, str, str]] = []
    sign = power = prefix = ""
    for found in _UNIT.finditer(source):
        name = found["name"] or ""
        if name == "per":
            sign = "-"
        elif name in _PREFIXES:
            prefix = _PREFIXES[name]
        elif name in {"square", "cubic"}:
            power = _POWERS[name]
        elif name in {"squared", "cubed", "tothe", "raiseto"}:
            units[-1:] = [
                (*unit[:2], found["power"] or _POWERS.get(name, "")) for unit in units[-1:]
            ]
        else:
            symbol = _UNITS.get(name, name or found["plain"].strip().replace(".", r"\,"))
            units.append((prefix + symbol, sign, power))
            sign = power = prefix = ""
    for symbol, minus, exponent in units:
        raised = minus + (exponent or minus.replace("-", "1"))
        yield _upright(symbol) + (f"^{{{raised}}}" if raised else "")


def _upright(symbol: str) -> str:
    return symbol if symbol.startswith(("^", "'", r"\%")) else f"\\mathrm{{{symbol}}}"
