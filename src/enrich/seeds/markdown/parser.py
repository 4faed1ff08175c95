"""CommonMark with tables and bare addresses, each link with its place within its block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from functools import cache
from typing import Any

import msgspec
from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, backtick, html_inline, image, link
from markdown_it.token import Token

from enrich.seeds.words.addresses import trimmed

__all__ = ["Blocks", "Definition", "blocks_of", "labels_in", "parsed", "parsed_words"]

_Rule = Callable[[StateInline, bool], bool]

# A line without end is read in pieces, since time grows with the square of some of them.
_LONGEST = 20_000
# In blocks with more brackets than that, those that can't be a link's are found beforehand.
_MANY_BRACKETS = 200
_DEEPEST_BRACKETS = 8
_PLACED = frozenset({"link_open", "html_inline", "image", "code_inline"})
_ADDRESS = re.compile(r"https?://[^\s<>\[\]`|\"\\]+", re.IGNORECASE)
# A footnote is no definition of a link, nor is a label before a link.
_NO_DEFINITION = re.compile(r"\[(?:\^|[^\]\n]*\]:[ \t]*\[)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,99}\]:[ \t]*(?=\S)")
_DEFINITION = re.compile(r"\[[^\]\n]{1,99}\]:")
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999})(?=\])", re.DOTALL)
_BLOCKS_ONLY = "blocks only"


def parsed(text: str) -> list[Token]:
    """Parse Markdown; links and tags have their `place`, begin and end in their block."""
    return _parser().parse(text)


def parsed_words(text: str) -> Token:
    """Parse a piece of text that is one block."""
    return _parser().parseInline(text)[0]


class Definition(msgspec.Struct, frozen=True):
    """What a label stands for, and from which line to which that is told."""

    address: str
    begin: int
    end: int


class Blocks:
    """The blocks of a text, whose words are looked at only where somebody asks for them."""

    def __init__(self, tokens: Sequence[Token], environment: dict[str, Any]) -> None:
        """Know the blocks, and what the labels in them stand for."""
        self.tokens = tokens
        self._environment = environment

    def words(self, inline: Token) -> Sequence[Token]:
        """Give the parts of the words of a block."""
        _parse_words(inline, _parser(), self._environment)
        return inline.children or ()

    def definitions(self) -> Iterator[tuple[str, Definition]]:
        """Give each label as they are compared, and what it stands for."""
        for label, found in self._environment.get("references", {}).items():
            yield label, Definition(found["href"], *found["map"])


def blocks_of(text: str) -> Blocks:
    """Part Markdown into its blocks, which takes a third of the time of parsing it."""
    environment: dict[str, Any] = {_BLOCKS_ONLY: True}
    return Blocks(_parser().parse(text, environment), environment)


def labels_in(text: str) -> Iterator[str]:
    """Give all that may be a label, as they are compared, each as often as it is written."""
    return (normalizeReference(found[1]) for found in _LABEL.finditer(text))


class _Parser(MarkdownIt):
    """A parser that leaves addresses as they were written."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def _parser() -> _Parser:
    parser = _Parser("commonmark")
    parser.enable("table")
    inline = parser.inline.ruler
    inline.at("link", _placed(_without_hopeless(link)))
    inline.at("image", _placed(image))
    inline.at("backticks", _placed(backtick))
    inline.at("autolink", _placed(autolink))
    inline.at("html_inline", _placed(html_inline))
    inline.before("newline", "address", _placed(_address))
    parser.block.ruler.at("reference", _reference)
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph"]})
    parser.core.ruler.at("inline", _inline)
    return parser


def _inline(state: StateCore) -> None:
    if _BLOCKS_ONLY in state.env:
        return
    for token in state.tokens:
        if token.type == "inline":
            _parse_words(token, state.md, state.env)


def _parse_words(token: Token, parser: MarkdownIt, environment: MutableMapping[str, Any]) -> None:
    token.children = []
    for base, piece in _pieces(token.content):
        environment["base"] = base
        environment["hopeless"] = _hopeless(piece)
        parser.inline.parse(piece, parser, environment, token.children)


def _pieces(content: str) -> list[tuple[int, str]]:
    if len(content) <= _LONGEST:
        return [(0, content)]
    pieces = []
    at = 0
    while at < len(content):
        end = _cut(content, at)
        pieces.append((at, content[at:end]))
        at = end
    return pieces


def _cut(content: str, at: int) -> int:
    """Find where to cut: behind a line if possible, else behind a word."""
    end = at + _LONGEST
    if end >= len(content):
        return len(content)
    for sign in "\n ":
        found = content.rfind(sign, at, end)
        if found > at:
            return found + 1
    return end


def _hopeless(content: str) -> frozenset[int]:
    """Tell which brackets are never closed, or enclose too many others to be a link's."""
    if content.count("[") <= _MANY_BRACKETS:
        return frozenset()
    hopeless: set[int] = set()
    opened: list[tuple[int, int]] = []
    for found in _BRACKET.finditer(content):
        if found[0] == "[":
            opened.append((found.start(), 0))
        elif found[0] == "]" and opened:
            at, inner = opened.pop()
            if inner >= _DEEPEST_BRACKETS:
                hopeless.add(at)
            if opened:
                outer, depth = opened[-1]
                opened[-1] = (outer, max(depth, inner + 1))
    return frozenset(hopeless | {at for at, _ in opened})


def _without_hopeless(rule: _Rule) -> _Rule:
    def hopeful(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's
        return state.pos not in state.env.get("hopeless", ()) and rule(state, silent)

    return hopeful


def _placed(rule: _Rule) -> _Rule:
    """Let a rule write down where what it found begins and ends."""

    def placed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's
        begin, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            first = next((one for one in state.tokens[known:] if one.type in _PLACED), None)
            # Signs that were taken for the begin of something are words again.
            if first is None:
                return True
            base = state.env.get("base", 0)
            begin -= first.meta.pop("before", 0)
            first.meta["place"] = (base + begin, base + state.pos)
        return True

    return placed


def _address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's
    """Make a link of a bare address, as GitHub and others do."""
    if state.linkLevel > 0 or not state.src.startswith("://", state.pos):
        return False
    begin = state.pos - (5 if state.src[state.pos - 1 : state.pos] in {"s", "S"} else 4)
    found = _ADDRESS.match(state.src, begin, state.posMax) if begin >= 0 else None
    if not found or (begin and state.src[begin - 1].isalnum()):
        return False
    address = trimmed(found[0])
    scheme = state.pos - begin
    if len(address) <= scheme + len("://") or (not silent and len(state.pending) < scheme):
        return False
    if not silent:
        state.pending = state.pending[:-scheme]
        _push_link(state, address, scheme)
    state.pos = begin + len(address)
    return True


def _push_link(state: StateInline, address: str, before: int) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": address}
    opening.meta["before"] = before
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1)


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Make a paragraph of each footnote, so that the next one is not part of it."""
    begin = state.bMarks[start] + state.tShift[start]
    mark = None if state.is_code_block(start) else _FOOTNOTE.match(state.src, begin)
    if mark is None or mark.end() > state.eMarks[start] or silent:
        return mark is not None and mark.end() <= state.eMarks[start]
    line = start + 1
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if _DEFINITION.match(state.src, state.bMarks[line] + state.tShift[line]):
            break
        line += 1
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    inline = state.push("inline", "", 0)
    content = state.getLines(start, line, state.blkIndent, keepLastLF=False).strip()
    inline.content = content[mark.end() - begin :].strip()
    inline.map, inline.children, inline.meta = [start, line], [], {"footnote": True}
    state.push("paragraph_close", "p", -1)
    return True


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    begin = state.bMarks[start] + state.tShift[start]
    if _NO_DEFINITION.match(state.src, begin):
        return False
    return reference(state, start, end, silent)
