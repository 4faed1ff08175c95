"""What is put into a list is read back, whatever it is called and whatever else stands there."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enrich.errors import SeedError
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.record import Kind
from enrich.seedfiles import Addition, put_in, take_out, words_of
from enrich.seeds import Scan, Seed, scan_bytes
from enrich.text import without_unseen
from tests.records import entry_of, plain, record_of

ADDED = ArxivId("2006.11239")
# What means something to one reader or another.
_signs = st.sampled_from(
    "[ ] ( ) < > ! # * _ ` ``` | --- - + 1. > \\ & &lt; <!-- --> ~~ $ { } ^ : = @ ; ' \" % \\] \\["
    " [a](https://arxiv.org/abs/2101.00001) https://doi.org/10.5555/z <a href=10.5555/z> </a> <br>"
    " 10.5555/y arXiv:2101.00003 2101.00004 (2020) et al. [x] :fire: {{ }} title: doi:10.5555/w"
    " <!--enrich--> <!--/enrich--> <!-- enrich --> <!-- /enrich --> [^1]: [b]: 2020 He Paper"
    " \\href{http://x}{y} \\bibitem @article{a, TY".split()
) | st.sampled_from([" ", "\n", "\r", "\t", "\u2028", "\u202e", "\u00e9", "\u00ad", "sheep", "On"])
titles = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.lists(
    _signs, min_size=1, max_size=12
).map("".join)
identifiers = st.sampled_from(
    [
        ADDED,
        ArxivId("hep-th/9901001", 2),
        Doi("10.5555/a(1)"),
        Doi("10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"),
    ]
)
_blocks = st.sampled_from(
    [
        *("# Papers", "## Of sheep", "- [Sheep](https://arxiv.org/abs/2101.00001)", "* words", ""),
        *("1. [Goats](https://doi.org/10.5555/1)", "  - https://arxiv.org/abs/2101.00002", "", ""),
        *("| a | b |\n| - | - |\n| Cows | [x](10.5555/3) |", "```\ncode\n```", "```", "<!-- open"),
        *("> quoted 2101.00003", "Words and arXiv:2101.00004.", "[b]: https://doi.org/10.5555/4"),
        *("---\ntitle: x\n---", "Title\n=====", "<ul><li>", "    indented", "A. Ann. Sheep. 2020."),
        *("2101.00005  @key  Sheep again", "10.5555/5", "# 2101.00006", "\u00e9t\u00e9"),
    ]
)
lists = st.builds(
    lambda blocks, end, last: (end.join(one.replace("\n", end) for one in blocks) + last).encode(),
    st.lists(_blocks, max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n"]),
)


def essence(scan: Scan) -> list[object]:
    """Give what is read but for the lines."""
    return [(one.wanted, one.written, one.key, one.claim, one.tags) for one in scan.seeds]


@pytest.mark.parametrize("file", ["list.md", "list.txt"])
@example(raw=b"", title="[", wanted=ADDED, section=None)
@example(raw=b"", title="<!-- enrich -->x", wanted=ADDED, section=None)
@given(
    raw=lists,
    title=titles,
    wanted=identifiers,
    section=st.none() | st.sampled_from(["Of sheep", "New *one*"]),
)
def test_a_list_with_one_paper_more_gives_the_old_ones_and_exactly_this_one(
    file: str, raw: bytes, title: str, wanted: Identifier, section: str | None
) -> None:
    before = essence(scan_bytes(raw, file))
    # Behind what is opened and never closed nothing can be put.
    with suppress(SeedError):
        put = put_in(raw, file, Addition(identifier=wanted, title=title, section=section))
        after = scan_bytes(put.body, file)
        (new,) = (one for one in after.seeds if one.origin.line == put.line)
        assert wanted == new.wanted
        assert before == [one for one in essence(after) if one != essence(Scan((new,)))[0]]


@given(titles, identifiers)
def test_no_title_keeps_a_paper_out_of_a_plain_markdown_list(
    title: str, wanted: Identifier
) -> None:
    raw = b"# Papers\n\n- [Sheep](https://arxiv.org/abs/2101.00001)\n"
    put = put_in(raw, "list.md", Addition(identifier=wanted, title=title))
    assert put.body.startswith(raw)
    assert 1 == len(put.body[len(raw) :].splitlines())


@given(titles, identifiers)
def test_no_title_keeps_a_paper_out_of_a_plain_text_list(title: str, wanted: Identifier) -> None:
    raw = b"# Papers\n2101.00001  @sheep2021  Sheep\n"
    put = put_in(raw, "list.txt", Addition(identifier=wanted, title=title))
    assert put.body.startswith(raw)


@given(lists, titles)
def test_what_was_put_there_is_taken_out_and_leaves_the_rest(raw: bytes, title: str) -> None:
    before = essence(scan_bytes(raw, "list.md"))
    with suppress(SeedError):
        put = put_in(raw, "list.md", Addition(identifier=ADDED, title=title))
        (new,) = (one for one in scan_bytes(put.body, "list.md").seeds if is_at(one, put.line))
        taken = take_out(put.body, "list.md", {new: words_of(title)})
        if taken.removed:
            assert before == essence(scan_bytes(taken.body, "list.md"))
        else:
            assert put.body == taken.body


@given(lists, st.data())
def test_taking_out_leaves_every_other_line_as_it_is(raw: bytes, data: st.DataObject) -> None:
    seeds = scan_bytes(raw, "list.md").seeds
    if not seeds:
        return
    seed = data.draw(st.sampled_from(seeds))
    taken = take_out(raw, "list.md", {seed: words_of(seed.claim.title or "")})
    kept = iter(raw.decode().splitlines())
    assert all(line in kept for line in taken.body.decode().splitlines())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@given(title=titles)
def test_an_entry_put_into_a_bib_is_the_only_thing_that_is_new(end: str, title: str) -> None:
    raw = f"@string{{x = {{X}}}}{end}@article{{a,{end}  doi = {{10.5555/1}}{end}}}".encode()
    record = record_of(
        Kind.PREPRINT, arxiv=ADDED, title=plain(" ".join(without_unseen(title).split()))
    )
    entry = entry_of(record, key="ho2020")
    put = put_in(raw, "list.bib", Addition(identifier=ADDED, title=title, entry=entry))
    assert put.body.startswith(raw)
    keys = [one.key for one in scan_bytes(put.body, "list.bib").seeds]
    assert ["a", "ho2020"] == keys


def is_at(seed: Seed, line: int) -> bool:
    return seed.origin.line == line
