"""Seed files: what is wanted, where it was written, and what is wrong with a file."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from enrich.errors import SeedError
from enrich.identifiers import ArxivId, Doi
from enrich.seeds import Claim, Origin, Seed, read_seeds, read_standard_input
from enrich.seeds.markdown import read_markdown
from enrich.seeds.text import read_text

ONE = ArxivId("2101.00001")
TWO = ArxivId("2101.00002")
DOI = Doi("10.1000/x")
_ONE = "https://arxiv.org/abs/2101.00001"
_TWO = "https://arxiv.org/abs/2101.00002"


def _only(text: str) -> Seed:
    (seed,) = read_text(text, "list.txt")
    return seed


def _linked(text: str) -> list[tuple[object, int]]:
    return [(seed.wanted, seed.origin.line) for seed in read_markdown(text, "list.md")]


# Plain text


@pytest.mark.parametrize(
    ("line", "written", "key", "title"),
    [
        ("10.1000/x", "10.1000/x", None, None),
        ("  10.1000/x  ", "10.1000/x", None, None),
        ("10.1000/x @key", "10.1000/x", "key", None),
        ("10.1000/x  @key  A title", "10.1000/x", "key", "A title"),
        ("10.1000/x\t@key\tA title", "10.1000/x", "key", "A title"),
        ("10.1000/x A title", "10.1000/x", None, "A title"),
        ("10.1000/x A title @ home", "10.1000/x", None, "A title @ home"),
        ("10.1000/x @a:b/c.d A", "10.1000/x", "a:b/c.d", "A"),
        ("doi: 10.1000/x @key A", "doi: 10.1000/x", "key", "A"),
        ("DOI:10.1000/x", "DOI:10.1000/x", None, None),
        ("10.1000/x # said someone", "10.1000/x", None, None),
        ("10.1000/x @key A title # why", "10.1000/x", "key", "A title"),
        ("10.1000/x @key A title in C#", "10.1000/x", "key", "A title in C#"),
        ("https://doi.org/10.1000/x#part", "https://doi.org/10.1000/x#part", None, None),
        ("<10.1000/x>", "<10.1000/x>", None, None),
    ],
)
def test_a_line_is_an_identifier_a_key_and_a_title(
    line: str, written: str, key: str | None, title: str | None
) -> None:
    assert Seed(DOI, written, Origin("list.txt", 1), key=key, claim=Claim(title=title)) == _only(
        line
    )


@pytest.mark.parametrize("line", ["arXiv 2101.00001", "arxiv 2101.00001 @key A title"])
def test_a_space_may_stand_behind_the_prefix(line: str) -> None:
    assert ONE == _only(line).wanted


@pytest.mark.parametrize(
    "line", ["- 2101.00001", "* 2101.00001", "1. 2101.00001", "- [ ] 2101.00001"]
)
def test_the_mark_of_a_list_is_not_what_is_wanted(line: str) -> None:
    assert ONE == _only(line).wanted


def test_the_subject_behind_an_arxiv_id_is_no_title() -> None:
    seed = _only("arXiv:2101.00001v1 [cs.LG] 1 Jan 2021")
    assert (ArxivId("2101.00001", 1), None) == (seed.wanted, seed.claim.title)


def test_a_second_identifier_on_a_line_is_not_lost() -> None:
    wanted = {seed.wanted for seed in read_text("10.1000/x, 10.1000/y", "list.txt")}
    assert {Doi("10.1000/x"), Doi("10.1000/y")} <= wanted


@pytest.mark.parametrize("text", ["", "\n\n", "# a", "   # a\n\t#b", " \t ", "#10.1000/x"])
def test_blank_lines_and_comments_hold_no_seed(text: str) -> None:
    assert [] == list(read_text(text, "list.txt"))


def test_the_hash_that_ends_an_old_doi_is_no_comment() -> None:
    assert "10.1002/(sici)1(1998)43:3<314::aid>3.0.co;2-#" == str(
        _only("10.1002/(SICI)1(1998)43:3<314::AID>3.0.CO;2-# @key").wanted
    ).removeprefix("doi:")


@pytest.mark.parametrize("line", ["Attention is all you need", "foo", "1234.5678", "@key", "-"])
def test_a_line_that_is_no_identifier_is_a_seed_that_says_so(line: str) -> None:
    seed = _only(line)
    assert (None, line.split(maxsplit=1)[0]) == (seed.wanted, seed.written)


def test_each_seed_knows_its_line() -> None:
    text = "# c\n\n2101.00001\n  \n2101.00002 @k\r\n# d\n10.1000/x"
    assert [3, 5, 7] == [seed.origin.line for seed in read_text(text, "list.txt")]


def test_the_same_identifier_twice_is_two_seeds() -> None:
    assert [ONE, ONE] == [seed.wanted for seed in read_text("2101.00001\n2101.00001", "f")]


def test_an_origin_prints_as_editors_do() -> None:
    assert "a/list.txt:7" == str(Origin("a/list.txt", 7))


@pytest.mark.parametrize(
    "line", ["10.1000/x" + " " * 25_000 + "y", "#" + " #" * 25_000, " " * 25_000]
)
def test_a_line_of_spaces_is_read_in_reasonable_time(line: str) -> None:
    begun = time.process_time()
    list(read_text(line, "list.txt"))
    assert time.process_time() - begun < 0.3


# Markdown


@pytest.mark.parametrize(
    "text",
    [
        f"[a]({_ONE})",
        f"- [a]({_ONE})",
        f"1. [a]({_ONE})",
        f"> [a]({_ONE})",
        f"**[a]({_ONE})**",
        f"<{_ONE}>",
        f"[a]({_ONE} 'title')",
        f"[a][r]\n\n[r]: {_ONE}",
        f"[[a]({_ONE})]",
        f"# [a]({_ONE})",
        f"| a |\n|---|\n| [a]({_ONE}) |",
        "[a](arXiv:2101.00001)",
        "[a](https://arxiv.org/pdf/2101.00001.pdf)",
        f"[![badge](b.svg)]({_ONE})",
    ],
)
def test_a_link_to_a_paper_is_a_seed(text: str) -> None:
    assert [ONE] == [seed.wanted for seed in read_markdown(text, "list.md")]


@pytest.mark.parametrize(
    "text", [f"- {_ONE}", f"see {_ONE}.", f'<a href="{_ONE}">a</a>', f"| a |\n|---|\n| {_ONE} |"]
)
def test_an_address_that_readers_can_click_is_a_seed(text: str) -> None:
    assert [ONE] == [seed.wanted for seed in read_markdown(text, "list.md")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        "[a](https://example.org)",
        "[a](https://github.com/someone/something)",
        "[a](#heading)",
        "[a](CONTRIBUTING.md)",
        "[a]()",
        f"`[a]({_ONE})`",
        f"```\n[a]({_ONE})\n```",
        f"    [a]({_ONE})",
        f"<!-- [a]({_ONE}) -->",
        f"![a]({_ONE})",
        "[a](javascript:alert(1))",
        f"\\[a]\\({_ONE}x)",
    ],
)
def test_what_links_to_no_paper_is_no_seed(text: str) -> None:
    assert [] == list(read_markdown(text, "list.md"))


def test_a_doi_with_parentheses_may_be_linked() -> None:
    (seed,) = read_markdown("[a](https://doi.org/10.1016/S0140-6736(05)67728-8)", "f")
    assert Doi("10.1016/s0140-6736(05)67728-8") == seed.wanted


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"[a]({_ONE})\n[b]({_TWO})", [(ONE, 1), (TWO, 2)]),
        (f"\n\n- [a]({_ONE})\n- [b]({_TWO})", [(ONE, 3), (TWO, 4)]),
        (f"- x\n  - [a]({_ONE})\n\n    [b]({_TWO})", [(ONE, 2), (TWO, 4)]),
        (f"| a |\n|---|\n| [a]({_ONE}) |\n| [b]({_TWO}) |", [(ONE, 3), (TWO, 4)]),
        (f"| [a]({_ONE}) |\n|---|\n| [b]({_TWO}) |", [(ONE, 1), (TWO, 3)]),
        (f"words\nand [a]({_ONE})  \nand [b]({_TWO})", [(ONE, 2), (TWO, 3)]),
        (f"a\n\n[b]({_ONE})\n===\n\n[c]({_TWO})", [(ONE, 3), (TWO, 6)]),
        (f"> a\n> [b]({_ONE})\n\n[c]({_TWO})", [(ONE, 2), (TWO, 4)]),
        (f"```\na\n```\n[b]({_ONE})\r\n[c]({_TWO})", [(ONE, 4), (TWO, 5)]),
    ],
)
def test_each_link_knows_its_line(text: str, lines: list[tuple[object, int]]) -> None:
    assert lines == _linked(text)


@pytest.mark.parametrize(
    "text", ["[x](\nhttps://example.org) [a]({})", "<!-- x\ny --> [a]({})", "`x\ny` [a]({})"]
)
def test_a_line_ends_inside_a_link_a_comment_and_code_too(text: str) -> None:
    assert [(ONE, 2)] == _linked(f"words {text.format(_ONE)}")


def _titles(text: str) -> list[str | None]:
    return [seed.claim.title for seed in read_markdown(text, "list.md")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"[A title]({_ONE})", "A title"),
        (f"[**A bold title**]({_ONE})", "A bold title"),
        (f"[A *nice*  title]({_ONE})", "A nice title"),
        (f"[A `code` title]({_ONE})", "A code title"),
        (f"[Paper]({_ONE})", None),
        (f"[arXiv:2101.00001]({_ONE})", None),
        (f"[{_ONE}]({_ONE})", None),
        (f"<{_ONE}>", None),
        (f"[]({_ONE})", None),
    ],
)
def test_the_words_of_a_link_are_a_title_unless_a_label(text: str, title: str | None) -> None:
    assert [title] == _titles(text)


def test_a_title_broken_over_two_lines_keeps_the_space() -> None:
    assert ["A long title"] == _titles(f"[A long\ntitle]({_ONE})")


def test_the_words_of_a_badge_are_no_title() -> None:
    assert [None] == _titles(f"[![arXiv badge](b.svg)]({_ONE})")


def test_a_seed_bears_the_headings_above_it() -> None:
    text = f"# A\n## B\n[a]({_ONE})\n## C\n### D\n[b]({_TWO})\n# E\n[c]({_ONE})"
    assert [("A", "B"), ("A", "C", "D"), ("E",)] == [s.tags for s in read_markdown(text, "f")]


@pytest.mark.parametrize("heading", ["**A** b", "[A b](#a-b)", "`A` b", "A *b*"])
def test_a_heading_is_its_words_without_markup(heading: str) -> None:
    (seed,) = read_markdown(f"## {heading}\n\n[a]({_ONE})", "f")
    assert ("A b",) == seed.tags


# Files


def test_a_folder_is_its_seed_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("2101.00002")
    (tmp_path / "a.md").write_text(f"[a]({_ONE})")
    (tmp_path / "c.pdf").write_text("10.1000/x")
    assert [ONE, TWO] == [seed.wanted for seed in read_seeds([tmp_path])]


def test_a_seed_names_its_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("\n2101.00001")
    assert [Origin(str(file), 2)] == [seed.origin for seed in read_seeds([file])]


@pytest.mark.parametrize("name", ["a", "a.txt", "a.TXT", "a.b.txt"])
def test_a_file_without_another_ending_is_read_as_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("2101.00001 @key")
    assert ["key"] == [seed.key for seed in read_seeds([tmp_path / name])]


@pytest.mark.parametrize("name", ["a.pdf", "a.bib", "a.docx"])
def test_a_file_of_another_sort_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("2101.00001")
    with pytest.raises(SeedError, match=re.escape(name)):
        read_seeds([tmp_path / name])


def test_a_markdown_file_in_capitals_is_markdown(tmp_path: Path) -> None:
    (tmp_path / "A.MD").write_text(f"[a]({_ONE})")
    assert [ONE] == [seed.wanted for seed in read_seeds([tmp_path / "A.MD"])]


def test_files_are_read_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2101.00001")
    (tmp_path / "b.txt").write_text("2101.00002")
    seeds = read_seeds([tmp_path / "b.txt", tmp_path / "a.txt"])
    assert [TWO, ONE] == [seed.wanted for seed in seeds]


@pytest.mark.parametrize(
    "raw",
    [
        b"2101.00001",
        b"\xef\xbb\xbf2101.00001",
        b"2101.00001\r\n",
        b"\r2101.00001\r",
        b" 2101.00001",
    ],
)
def test_byte_order_marks_and_line_ends_of_any_system_are_read(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    assert [ONE] == [seed.wanted for seed in read_seeds([tmp_path / "a.txt"])]


def test_a_byte_order_mark_hides_no_comment(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf# a comment")
    assert () == read_seeds([tmp_path / "a.txt"])


def test_an_empty_file_holds_no_seed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert () == read_seeds([tmp_path / "a.txt"])


@pytest.mark.parametrize(
    ("raw", "line"),
    [(b"\xff", 1), (b"a\nb\xe9\n", 2), (b"a\n\n\x80", 3), (b"a\n\0", 2), (b"\xff\xfea\0", 1)],
)
def test_what_is_no_utf_8_text_is_refused_with_its_line(
    tmp_path: Path, raw: bytes, line: int
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(raw)
    with pytest.raises(SeedError, match=rf"a\.txt:{line}: .*UTF-8"):
        read_seeds([file])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"nowhere\.txt: no such file"):
        read_seeds([tmp_path / "nowhere.txt"])


def test_a_folder_without_seed_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="no seed files"):
        read_seeds([tmp_path])


def test_a_folder_called_like_a_seed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(SeedError, match=r"a\.txt: "):
        read_seeds([tmp_path])


def test_a_folder_that_may_not_be_listed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(SeedError, match="can't be read"):
        read_seeds([tmp_path])


def test_standard_input_is_read_as_text() -> None:
    assert [(ONE, "standard input:2")] == [
        (seed.wanted, str(seed.origin)) for seed in read_standard_input(b"# a\r\n2101.00001")
    ]


def test_standard_input_that_is_no_text_is_refused() -> None:
    with pytest.raises(SeedError, match="standard input:2: not UTF-8"):
        read_standard_input(b"a\n\xff")
