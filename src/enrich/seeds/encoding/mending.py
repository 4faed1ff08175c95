"""Text that was decoded wrongly once and then saved: told from text that is right, and restored.

UTF-8 read as Windows-1252 or as Mac Roman leaves runs of strange characters that encode back to
valid UTF-8. Some right texts do so too, as the end of a French quotation in capitals; so a run
must look like nothing that anybody writes, or be one of a file in which no other is right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

__all__ = ["mended_lines"]

_RUN = re.compile(r"[^\x00-\x7f]+")
# Text may have gone wrong more than once.
_ROUNDS = 3


class _Run(msgspec.Struct, frozen=True):
    """Characters outside ASCII that stand together, and what stands around them."""

    text: str
    before: str
    after: str
    line: int


class _Mistake(msgspec.Struct, frozen=True):
    """A wrong decoding: its codec, how people call it, and which runs can be nothing else."""

    codec: str
    name: str
    is_certain: Callable[[_Run, str], bool]


def mended_lines(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Restore what was decoded wrongly; tell for each mistake the first line and how often."""
    told: list[tuple[int, str]] = []
    for _ in range(_ROUNDS):
        mended, found = _mended_once(text)
        if mended == text:
            break
        # A second round mends the same places.
        told, text = told or found, mended
    return text, told


def _mended_once(text: str) -> tuple[str, list[tuple[int, str]]]:
    runs = list(_runs(text))
    mistakes = {run: _mistake(run) for run in dict.fromkeys(runs)}
    found = {one[0] for one in mistakes.values() if one}
    if not found:
        return text, []
    # Where every run is wrong in the same way, so are those that might be right elsewhere.
    (only, *others) = found
    if not others and all(_restored(run.text, only.codec) for run in mistakes):
        mistakes = {run: (only, _restored(run.text, only.codec) or "") for run in mistakes}
    queue = iter(runs)

    def restored(match: re.Match[str]) -> str:
        mistake = mistakes[next(queue)]
        return mistake[1] if mistake else match[0]

    wrong = [(mistake[0].name, run.line) for run in runs if (mistake := mistakes[run])]
    counts = Counter(name for name, _ in wrong)
    first = dict(reversed(wrong))
    return _RUN.sub(restored, text), [(first[n], _telling(n, counts[n])) for n in counts]


def _telling(name: str, count: int) -> str:
    places = f"in {count} places" if count > 1 else "in this place"
    return f"UTF-8 that was once read as {name} {places}; restored, so save it repaired"


def _runs(text: str) -> Iterator[_Run]:
    line, at = 1, 0
    for match in _RUN.finditer(text):
        start, end = match.span()
        line += text.count("\n", at, start)
        at = start
        yield _Run(match[0], text[max(0, start - 1) : start], text[end : end + 2], line)


def _mistake(run: _Run) -> tuple[_Mistake, str] | None:
    for mistake in _MISTAKES:
        restored = _restored(run.text, mistake.codec)
        if restored and mistake.is_certain(run, restored):
            return mistake, restored
    return None


def _restored(run: str, codec: str) -> str | None:
    """Decode a run anew, if the whole of it comes out as characters that texts are made of."""
    try:
        restored = _encoded(run, codec).decode("utf-8")
    except UnicodeError:
        return None
    strange = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}
    return None if any(unicodedata.category(c) in strange for c in restored) else restored


def _encoded(run: str, codec: str) -> bytes:
    if codec == "cp1252":
        # Bytes that it leaves undefined were mostly kept as controls.
        return b"".join(
            bytes([ord(c)]) if c in "\x81\x8d\x8f\x90\x9d" else c.encode(codec) for c in run
        )
    return run.encode(codec)


# Two-byte characters that stand together are a word of another script; by themselves, anything.
_WORD = 3
# Points, arrows and signs; ligatures and the byte order mark; pictures.
_SIGNS = re.compile("[\u2010-\u2bff\ufb00-\ufb06\ufeff\U0001f000-\U0001faff]")
_POINTS = frozenset(
    "\u2018\u2019\u201c\u201d\u201a\u201e\u2026\u2013\u2014\u2039\u203a\u00ab\u00bb"
)
_LETTER = re.compile(r"[A-Za-z]")


def _is_certain_latin(run: _Run, restored: str) -> bool:
    """Whether C1 controls come out as something: no text has them."""
    return len(restored) < len(run.text) and re.search("[\x80-\x9f]", run.text) is not None


def _is_certain_windows(run: _Run, restored: str) -> bool:
    if len(restored) >= _WORD:
        return True
    # Only two of these leads begin a sign or a picture, and nobody writes them before a point.
    if run.text.startswith(("\u00e2\u20ac", "\u00f0\u0178", "\u00ef\u00bb\u00bf", "\u00ef\u00ac")):
        return True
    lead, tail = run.text[0], run.text[1:2]
    if not lead.isupper() or len(run.text) != 2 * len(restored):
        return False
    if lead == "\u00c2" and not run.before.isupper():
        return tail not in _POINTS
    return run.before.islower() or (run.after[:1].islower() and tail not in _POINTS)


def _is_certain_mac(run: _Run, restored: str) -> bool:
    if len(restored) >= _WORD or run.text.startswith("\uf8ff"):
        return True
    if run.text.startswith(("\u201a", "\u00d4\u00a8")):
        return _SIGNS.match(restored) is not None
    if run.text.startswith("\u00ac"):
        return run.before.isalnum()
    if not run.text.startswith("\u221a"):
        return False
    # Behind a root, these may well be what is under it, unless they stand inside a word.
    under = (
        run.text[1] in "\u221e\u00b1\u2264\u2265\u2260\u00b5\u2202\u2211\u220f\u03c0\u222b\u03a9"
    )
    return not under or bool(_LETTER.match(run.before) and re.match("[a-z]{2}", run.after))


_MISTAKES = (
    _Mistake("latin-1", "Latin-1", _is_certain_latin),
    _Mistake("cp1252", "Windows-1252", _is_certain_windows),
    _Mistake("mac_roman", "Mac Roman", _is_certain_mac),
)
