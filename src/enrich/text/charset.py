"""LaTeX in the characters that a program can take: UTF-8 as pdfLaTeX knows it, or ASCII.

Other letters become the commands that print them, as composed by accents where there is no
command; in ASCII, what LaTeX has no command for is written in Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache

from anyascii import anyascii

from enrich.text.latex import escape_latex

__all__ = ["Charset", "in_charset"]


class Charset(StrEnum):
    """The characters that are written as they are."""

    UTF8 = "utf-8"
    ASCII = "ascii"


# What LaTeX's own UTF-8 tables (t1enc.dfu, ts1enc.dfu, omsenc.dfu) hold beyond Latin-1.
_KNOWN = re.compile(
    "[\u00a1-\u00ac\u00ae-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e"
    "\u0192\u01cd-\u01d4\u01e6-\u01eb\u01f0\u01f4\u01f5\u0218-\u021b\u0232\u0233\u0237\u1e02\u1e03"
    "\u1e0d\u1e1e-\u1e21\u1e25\u1e30\u1e31\u1e37\u1e43\u1e45\u1e47\u1e5b\u1e63\u1e6d\u1e8e-\u1e91"
    "\u1e9e\u1ef2\u1ef3\u2010\u2012-\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039"
    "\u203a\u20ac\u2116\u2122]"
)
# Letters of other scripts: a document that prints them has the fonts and says so.
_OTHER_SCRIPTS = (
    ("\u0370", "\u1cff"),
    ("\u1f00", "\u1fff"),
    ("\u2c00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\uffdc"),
)
# A letter with the marks that stand on it, however many, or any other sign that is not ASCII.
_CLUSTER = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]?[\u0300-\u036f]+|[^\x00-\x7f]")
# Marks on nothing, at which LaTeX stops.
_LONE_MARKS = re.compile("[\u0300-\u036f]+")
# No letter of any language bears more; each is a group in the next, of which TeX holds 255.
_MOST_MARKS = 4
# A word, or what signs set apart, with no letter of ASCII in it.
_FOREIGN_WORD = re.compile(r"(?<![A-Za-z0-9])(?<![^\x00-\x7f])[^\s\x00-\x7f]++(?![A-Za-z0-9])")
# Between dashes, and between quotes, which as ASCII would join to others.
_JOINTS = re.compile(
    "(?<=[-\u2010-\u2015])(?=[\u2010-\u2015])|(?<=[\u2010-\u2015])(?=-)"
    "|(?<=['\u2018-\u201f])(?=[\u2018-\u201f])|(?<=[\u2018-\u201f])(?=')"
)
# What marks a letter that is lost.
_LOST = "\ufffd"
# Accent commands of LaTeX's kernel and T1: https://ctan.org/pkg/encguide
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
    # A comma below is drawn as a cedilla, there being no other in the kernel.
    "\u0326": "c",
}
# Letters that lose their dot under an accent.
_DOTTED = {"\u0131": "i", "\u0237": "j"}
_COMMANDS = {
    "\u00a1": "!`",
    "\u00a2": r"\textcent{}",
    "\u00a3": r"\pounds{}",
    "\u00a5": r"\textyen{}",
    "\u00a7": r"{\S}",
    "\u00a9": r"\copyright{}",
    "\u00aa": r"\textordfeminine{}",
    "\u00ab": r"\guillemotleft{}",
    "\u00ac": r"\ensuremath{\neg}",
    "\u00ae": r"\textregistered{}",
    "\u00af": r"\textasciimacron{}",
    "\u00b0": r"\ensuremath{^{\circ}}",
    "\u00b1": r"\ensuremath{\pm}",
    "\u00b2": r"\textsuperscript{2}",
    "\u00b3": r"\textsuperscript{3}",
    "\u00b4": "'",
    "\u00b5": r"\ensuremath{\mu}",
    "\u00b6": r"{\P}",
    "\u00b7": r"\textperiodcentered{}",
    "\u00b9": r"\textsuperscript{1}",
    "\u00ba": r"\textordmasculine{}",
    "\u00bb": r"\guillemotright{}",
    "\u00bf": "?`",
    "\u00c5": r"{\AA}",
    "\u00c6": r"{\AE}",
    "\u00d0": r"{\DH}",
    "\u00d7": r"\ensuremath{\times}",
    "\u00d8": r"{\O}",
    "\u00de": r"{\TH}",
    "\u00df": r"{\ss}",
    "\u00e5": r"{\aa}",
    "\u00e6": r"{\ae}",
    "\u00f0": r"{\dh}",
    "\u00f7": r"\ensuremath{\div}",
    "\u00f8": r"{\o}",
    "\u00fe": r"{\th}",
    "\u0110": r"{\DJ}",
    "\u0111": r"{\dj}",
    "\u0127": r"\ensuremath{\hbar}",
    "\u0131": r"{\i}",
    "\u0141": r"{\L}",
    "\u0142": r"{\l}",
    "\u014a": r"{\NG}",
    "\u014b": r"{\ng}",
    "\u0152": r"{\OE}",
    "\u0153": r"{\oe}",
    "\u0192": r"\textit{f}",
    "\u0237": r"{\j}",
    "\u1e9e": r"{\SS}",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "--",
    "\u2013": "--",
    "\u2014": "---",
    "\u2015": "---",
    "\u2018": "`",
    "\u2019": "'",
    "\u201a": r"\quotesinglbase{}",
    "\u201b": "`",
    "\u201c": "``",
    "\u201d": "''",
    "\u201e": r"\quotedblbase{}",
    "\u201f": "``",
    "\u2020": r"\dag{}",
    "\u2021": r"\ddag{}",
    "\u2022": r"\textbullet{}",
    "\u2026": r"\ldots{}",
    "\u2030": r"\textperthousand{}",
    "\u2039": r"\guilsinglleft{}",
    "\u203a": r"\guilsinglright{}",
    "\u20ac": r"\texteuro{}",
    "\u2116": r"\textnumero{}",
    "\u2122": r"\texttrademark{}",
    _LOST: "?",
}


def in_charset(latex: str, charset: Charset) -> str:
    """Write every character that the charset lacks as the command for it."""
    if latex.isascii():
        return latex
    if charset is Charset.ASCII:
        latex = _FOREIGN_WORD.sub(_unless_lost, _JOINTS.sub("{}", latex))
    return _CLUSTER.sub(lambda found: _written(found[0], charset), latex)


def _unless_lost(found: re.Match[str]) -> str:
    """Give a word, or the mark of a loss where none of its letters has one in ASCII."""
    word = found[0]
    left = (_written(cluster, Charset.ASCII) for cluster in _CLUSTER.findall(word))
    # Marks that stand on no letter are no word.
    is_lost = any(map(str.isalpha, word)) and not any(map(str.strip, left))
    return _LOST if is_lost else word


@cache
def _written(cluster: str, charset: Charset) -> str:
    if any(first <= cluster <= last for first, last in _OTHER_SCRIPTS):
        return cluster if charset is Charset.UTF8 else escape_latex(anyascii(cluster))
    if charset is Charset.UTF8 and _KNOWN.fullmatch(cluster):
        return cluster
    if cluster in _COMMANDS or _LONE_MARKS.fullmatch(cluster):
        return _COMMANDS.get(cluster, "")
    decomposed = unicodedata.normalize("NFD", cluster)
    base, marks = _DOTTED.get(decomposed[0], decomposed[0]), decomposed[1:]
    if marks and all(mark in _ACCENTS for mark in marks):
        return _accented(_written(base, Charset.ASCII), marks)
    # Marks that LaTeX has no accents for, and at which it stops, leave the letter they stand on.
    kept = cluster[0] + "".join(mark for mark in cluster[1:] if mark in _ACCENTS)
    plainer = kept if len(cluster) > 1 else unicodedata.normalize("NFKC", cluster)
    if plainer != cluster:
        return in_charset(escape_latex(plainer), charset)
    return cluster if charset is Charset.UTF8 else escape_latex(anyascii(cluster))


def _accented(base: str, marks: str) -> str:
    """Put accents on a letter, the first one next to it."""
    marks = marks[:_MOST_MARKS]
    latex = {"i": r"\i", "j": r"\j"}.get(base, base) if marks[-1] not in "\u0323\u0328" else base
    for mark in marks:
        latex = f"\\{_ACCENTS[mark]}{{{latex}}}"
    return f"{{{latex}}}"
