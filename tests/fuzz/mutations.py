"""Texts and bytes that are nearly right: examples cut, joined, doubled, and mixed with oddities."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

__all__ = ["ODD", "mutated", "mutated_bytes", "pieced"]

# Characters that programs trip over: controls, spaces, marks of direction, digits and letters that
# are some in one way and none in another, what grows when its case changes, halves of a pair.
ODD = (
    *"\x00 \x07 \x0b \x0c \x1b[31m \x1c \x1e \x7f \x85 \xa0 \xad \u2028 \u2029 \ufeff".split(" "),
    *"\u200b \u200d \u202e \u2066 \u2069 \u061c \ufffd \uffff \U0010ffff \U000e0041".split(" "),
    *"\u00b2 \u0663 \u0967 \uff11 \u2460 \u216b \u4e00 \U0001d7d9 \U0001d400".split(" "),
    *"\u0130 \u0131 \u00df \u1e9e \ufb01 \u01c5 \u212a \u017f \u0345 \u03a3".split(" "),
    *"a\u0301 \u0301 \u0338 \u0e33 \u1100\u1161 \U0001f469\u200d\U0001f680 \ufe0f \u20e3".split(
        " "
    ),
    "\r",
    "\r\n",
    "\n",
    "\t",
    " ",
    "\u00c3\u00a9",
    "\u00e2\u20ac\u2122",
    "&amp;amp;amp;",
    "%25252F",
    "99999999999999999999999999",
    "-1",
    "1e999",
    "NaN",
    "0" * 50,
)
_RUNS = (2, 40, 300, 1500)


def pieced(pieces: Sequence[str], most: int = 40) -> st.SearchStrategy[str]:
    """Put pieces of a grammar together, a few of them oddities."""
    some = st.sampled_from(pieces)
    return st.lists(some | some | some | st.sampled_from(ODD), max_size=most).map("".join)


@st.composite
def mutated(draw: st.DrawFn, examples: Sequence[str], pieces: Sequence[str]) -> str:
    """Change an example in a few places."""
    text = draw(st.sampled_from(examples))
    extra = (*pieces, *ODD)
    for _ in range(draw(st.integers(1, 6))):
        text = draw(st.sampled_from(_CHANGES))(draw, text, extra, examples)
    return text


@st.composite
def mutated_bytes(
    draw: st.DrawFn, texts: st.SearchStrategy[str], codec: str | None = "utf-8"
) -> bytes:
    """Change the bytes of a text in a few places, as bytes."""
    raw = draw(texts).encode(codec or "utf-8", "surrogatepass")
    for _ in range(draw(st.sampled_from([0, 0, 1, 3]))):
        at = draw(st.integers(0, len(raw)))
        put = draw(st.sampled_from(_BYTES) | st.binary(max_size=4))
        raw = raw[:at] + put + raw[at + draw(st.integers(0, 4)) :]
    return raw


_BYTES = (
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xfe\xff",
    b"\x1a",
    b"",
)
_Change = Callable[[st.DrawFn, str, Sequence[str], Sequence[str]], str]


def _span(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text)))
    return start, draw(st.integers(start, min(len(text), start + 200)))


def _cut(draw: st.DrawFn, text: str, _: Sequence[str], __: Sequence[str]) -> str:
    start, end = _span(draw, text)
    return text[:start] + text[end:]


def _end(draw: st.DrawFn, text: str, _: Sequence[str], __: Sequence[str]) -> str:
    return text[: draw(st.integers(0, len(text)))]


def _put(draw: st.DrawFn, text: str, extra: Sequence[str], _: Sequence[str]) -> str:
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(extra)) + text[at:]


def _replace(draw: st.DrawFn, text: str, extra: Sequence[str], _: Sequence[str]) -> str:
    start, end = _span(draw, text)
    return text[:start] + draw(st.sampled_from(extra)) + text[end:]


def _repeat(draw: st.DrawFn, text: str, _: Sequence[str], __: Sequence[str]) -> str:
    start, end = _span(draw, text)
    times = draw(st.sampled_from([2, 3, 20]))
    return text[:start] + text[start:end] * times + text[end:]


def _run(draw: st.DrawFn, text: str, extra: Sequence[str], _: Sequence[str]) -> str:
    at, times = draw(st.integers(0, len(text))), draw(st.sampled_from(_RUNS))
    return text[:at] + (draw(st.sampled_from(extra)) * times)[:4000] + text[at:]


def _splice(draw: st.DrawFn, text: str, _: Sequence[str], examples: Sequence[str]) -> str:
    other = draw(st.sampled_from(examples))
    return text[: draw(st.integers(0, len(text)))] + other[draw(st.integers(0, len(other))) :]


_CHANGES: tuple[_Change, ...] = (_cut, _end, _put, _put, _replace, _replace, _repeat, _run, _splice)
