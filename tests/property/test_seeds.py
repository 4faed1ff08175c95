"""Readers of seeds take any text and count its lines right."""

from __future__ import annotations

from importlib import import_module

from hypothesis import given
from hypothesis import strategies as st

from enrich.identifiers import ArxivId
from enrich.seeds import Seed
from enrich.seeds.formats import _FORMATS, Format
from enrich.seeds.markdown import linked_seeds, looks_like_markdown, read_markdown
from enrich.seeds.text import read_text

_ids = st.integers(1, 99999).map(lambda serial: f"2101.{serial:05}")
_noise = st.sampled_from(["", "# a comment", "   ", "\t# b", "#"])
_pieces = st.sampled_from(
    "[ ] ( ) < > ! # * _ ` ``` | --- 1. - > \\ & <!-- --> [a](10.1000/x) <i> ~ : words [a][b]"
    " [b]:https://arxiv.org/abs/2101.00001 https://doi.org/10.1000/y <a href=10.1000/z> </a> <br>"
    " <!--enrich--> <!--/enrich--> (2020) et al. Ann Author, [^1]: <li> </tr> \\|"
    " arXiv:2101.00003 10.1000/v 2101.00004 --- ~~ title: <code> | arxiv |".split()
) | st.sampled_from([" ", "\n", "\n\n", "\t", "\r\n", "\0", "    ", "\u00e9"])
_blocks = st.sampled_from(
    ["", "words", "- a list", "> a quote", "<!-- a comment -->", "***", "`code`", "| a | b |"]
)
# What one format or another is known by.
_marks = st.sampled_from(
    [
        *'@article{a, [] [{ "DOI": PMID- J <html href= <a <p #+Title: ][ ]('.split(),
        *":PROPERTIES: [[doi: | \\bibitem # ** ``` --- === sep= , ; title doi 1".split(),
        *"`a <https://x>`_ :arXiv:`".split(),
        *("TY  - ", "%0 ", "%A ", "<!doctype html>", " ", "\n", "\t", "\ufeff"),
    ]
)


@given(st.sampled_from(_FORMATS), st.lists(_marks, max_size=12).map("".join))
def test_whatever_looks_like_a_format_has_a_sign_of_it(one: Format, text: str) -> None:
    looks_like = getattr(import_module(f"enrich.seeds.{one.module}"), f"looks_like_{one.module}")
    assert looks_like(text) is one.is_like(text)


@given(st.text() | st.lists(_pieces, max_size=20).map("".join))
def test_reading_text_never_raises(text: str) -> None:
    lines = text.count("\n") + 1
    assert all(1 <= seed.origin.line <= lines for seed in read_text(text, "f"))


@given(st.text() | st.lists(_pieces, max_size=20).map("".join))
def test_reading_markdown_never_raises(text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= seed.origin.line <= lines for seed in read_markdown(text, "f"))


@given(st.lists(_ids | _noise, max_size=12))
def test_every_line_of_text_but_comments_is_one_seed(lines: list[str]) -> None:
    expected = [(n, line) for n, line in enumerate(lines, 1) if line.strip()[:1] not in {"", "#"}]
    seeds = (one for one in read_text("\n".join(lines), "f") if isinstance(one, Seed))
    assert expected == [(seed.origin.line, seed.written) for seed in seeds]


@given(
    _ids,
    st.none() | st.from_regex(r"[A-Za-z0-9:_-]{1,9}", fullmatch=True),
    st.none() | st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,5}( [A-Za-z0-9]{1,5}){0,3}", fullmatch=True),
    st.sampled_from([" ", "  ", "\t", " \t "]),
    st.sampled_from(["", " # why", "  # a # b", " #"]),
)
def test_a_line_reads_back_as_it_was_put_together(
    written: str, key: str | None, title: str | None, space: str, comment: str
) -> None:
    parts = [written, f"@{key}" if key else None, title]
    line = space.join(part for part in parts if part) + comment
    (seed,) = read_text(line, "f")
    assert isinstance(seed, Seed)
    assert (ArxivId(written), key, title) == (seed.wanted, seed.key, seed.claim.title)


@given(st.lists(st.tuples(_blocks, _ids), max_size=8), st.sampled_from(["", "- ", "1. ", "> "]))
def test_every_link_of_markdown_is_one_seed_on_its_line(
    blocks: list[tuple[str, str]], mark: str
) -> None:
    lines: list[str] = []
    expected: list[tuple[int, ArxivId]] = []
    for block, written in blocks:
        lines += [block, "", f"{mark}[A title](https://arxiv.org/abs/{written})", ""]
        expected.append((len(lines) - 1, ArxivId(written)))
    text = "\n".join(lines)
    seeds = list(linked_seeds(text, "f"))
    assert expected == [(seed.origin.line, seed.wanted) for seed, _ in seeds]
    assert all(text[:end].endswith(f"({seed.written})") for seed, end in seeds)


@given(st.text() | st.lists(_pieces, max_size=30).map("".join))
def test_a_link_ends_within_the_text_and_on_its_line_or_below(text: str) -> None:
    looks_like_markdown(text)
    for seed, end in linked_seeds(text, "f"):
        assert -1 <= end <= len(text)
        if end >= 0 and "\r" not in text:
            assert text.count("\n", 0, end) + 1 >= seed.origin.line


_words = st.lists(
    st.sampled_from(
        'Ho, J. A. (2020) 2020. et al. & and , ; "The of Deep" in: Nature pp. 1-9'.split()
    ),
    max_size=30,
).map(" ".join)


@given(_words | st.text(max_size=200))
def test_any_words_behind_a_title_can_be_read(words: str) -> None:
    list(read_markdown(f"- [A title](https://arxiv.org/abs/2101.00001) {words}", "f"))
    list(read_text(words, "f"))
