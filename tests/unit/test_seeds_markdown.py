"""Markdown: every link, where it stands, and what the words around it say of the paper."""

from __future__ import annotations

from functools import partial

import pytest

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.seeds import Claim, LinkKind, PassedOver, Remark, Seed
from enrich.seeds.markdown import linked_seeds, looks_like_markdown, read_markdown
from tests.readings import seeds_in, within

ONE = ArxivId("2101.00001")
TWO = ArxivId("2101.00002")
_ONE = "https://arxiv.org/abs/2101.00001"
_TWO = "https://arxiv.org/abs/2101.00002"

_seeds = partial(seeds_in, read_markdown, file="list.md")


def _claim(text: str) -> Claim:
    (seed,) = _seeds(text)
    return seed.claim


def _linked(text: str) -> list[tuple[object, int]]:
    return [(seed.wanted, seed.origin.line) for seed in _seeds(text)]


# Links


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
    assert [ONE] == [seed.wanted for seed in _seeds(text)]


@pytest.mark.parametrize(
    "text", [f"- {_ONE}", f"see {_ONE}.", f'<a href="{_ONE}">a</a>', f"| a |\n|---|\n| {_ONE} |"]
)
def test_an_address_that_readers_can_click_is_a_seed(text: str) -> None:
    assert [ONE] == [seed.wanted for seed in _seeds(text)]


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
        "\\[a]\\(https://example.org/x)",
    ],
)
def test_what_links_to_no_paper_is_no_seed(text: str) -> None:
    assert [] == list(_seeds(text))


def test_a_doi_with_parentheses_may_be_linked() -> None:
    (seed,) = _seeds("[a](https://doi.org/10.1016/S0140-6736(05)67728-8)")
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
    return [seed.claim.title for seed in _seeds(text)]


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
    assert [("A", "B"), ("A", "C", "D"), ("E",)] == [s.tags for s in _seeds(text)]


@pytest.mark.parametrize("heading", ["**A** b", "[A b](#a-b)", "`A` b", "A *b*"])
def test_a_heading_is_its_words_without_markup(heading: str) -> None:
    (seed,) = _seeds(f"## {heading}\n\n[a]({_ONE})")
    assert ("A b",) == seed.tags


@pytest.mark.parametrize(
    "text",
    [
        "[[Paper]({})]",
        "[[**Paper**]]({})",
        "*[a]({})*",
        "***[a]({})***",
        "- x\n  - y\n    - [a]({})",
        "> - [a]({})",
        "1) [a]({})",
        "- [ ] [a]({})",
        "[a](<{}>)",
        "[a]({} (hint))",
        "[a][]\n\n[a]: {}",
        "[a]\n\n[a]: {}",
        "[a][b]\n\n[b]: <{}>\n  'hint'",
        "[^1] words\n\n[^1]: {}",
        "[^1] words\n\n[^1]: Ho et al. {}",
        "[**FID**]: [**Title**]({})",
        "a\\\n[a]({})",
        "a<br>[a]({})",
        "## [a]({})",
        "[a]({})\n---",
        "| a \\| b |\n|---|\n| x \\| [a]({}) |",
        "a | b\n-|-\nc | [a]({})",
        "| a | b |\n|---|---|\n| x | y | z | [a]({}) |",
        "| a |\n|---|\n| x | {} | z |",
        '<p align="center"><a href="{}">a</a></p>',
        "<a class=b href='{}'>a</a>",
        "<A HREF={}>a</A>",
        'words <b><a href="{}">a</a></b>',
        '<ul><li><a href="{}">a</a></li></ul>',
        "words <!-- x --> [y](#z) {}",
        "({})",
        "**{}**",
        "_{}_",
        "[x] {}",
        "[a\\]b]({})",
        "\\[[a]({})\\]",
        "[`a`]({})",
        "![x](y.png) [a]({})",
        "[![x](y.png) a]({})",
        "<details>\n<summary>x</summary>\n\n- [a]({})\n\n</details>",
        "\t\n- [a]({})",
        "```\nx\n```\n[a]({})",
        "&amp; [a]({})",
        "Term\n: [a]({})",
    ],
)  # fmt: skip
def test_a_link_is_found_wherever_it_stands(text: str) -> None:
    assert [ONE] == [seed.wanted for seed in _seeds(text.format(_ONE))]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- {} -->",
        "<!--- [a]({}) --->",
        "<!--\n[a]({})\n\n[b]({})\n-->",
        "words <!-- [a]({}) --> words",
        "~~~\n[a]({})\n~~~",
        "```\n[a]({})",
        "`` [a]({}) ``",
        "[unused]: {}",
        "[a] ({}x",
        "<pre>\n[a]({})\n</pre>",
        "<script>\n// {}\n</script>",
        '<a id="{}"></a>',
        "![{}](x.png)",
        "<!-- enrich -->[a]({})<!-- /enrich -->",
        "- words <!-- enrich -->([a]({}), 2021)<!-- /enrich -->",
    ],
)
def test_what_nobody_can_click_or_what_we_wrote_is_no_link(text: str) -> None:
    assert [] == list(read_markdown(text.replace("({}x", "(x").format(_ONE, _ONE), "f"))


@pytest.mark.parametrize(
    ("href", "kind"),
    [
        ("https://github.com/someone/something", LinkKind.CODE),
        ("#heading", LinkKind.IN_PAGE),
        ("CONTRIBUTING.md", LinkKind.RELATIVE),
        ("https://example.com", LinkKind.PLACEHOLDER),
        ("https://en.wikipedia.org/wiki/Noise", LinkKind.PAGE),
    ],
)
def test_a_link_that_leads_elsewhere_is_counted_as_written(href: str, kind: LinkKind) -> None:
    (found,) = read_markdown(f"words\n[Code ]({href})", "f")
    assert isinstance(found, PassedOver)
    assert (kind, href, 2) == (found.kind, found.written, found.origin.line)


# Where a link ends


@pytest.mark.parametrize(
    "text",
    [
        "[a]({})^ words",
        "- x\n- [**A title**]({})^ words",
        "[[Paper]({})^] [[Code](x)]",
        "[[**a**]]({})^",
        "[a][r]^ words\n\n[r]: {}",
        "[r]^ words\n\n[r]: {}",
        "<{}>^ words",
        "see {}^.",
        '<a href="{}">a</a>^ words',
        '<p>\n<a href="{}">a</a>^\n</p>',
        "| a | b |\n|---|---|\n| x \\| y | [a]({})^ |",
        "| a | b |\n|---|---|\n| x | y | z \\| | [a]({})^ |",
        "> a\n> [b]({})^\n",
        "- a\n\n  b [c]({})^",
        "[a](\n{})^ words",
        "a\r\n\r\n[b]({})^\r\n",
        "x <!-- enrich --> [x](y) <!-- /enrich --> [a]({})^",
        "# Heading [a]({})^ ##",
        "| [a]({})^ |\n|---|\n",
        "`x` *y* [a]({} 'hint')^",
    ],
)
def test_the_place_behind_each_link_is_known(text: str) -> None:
    marked = text.format(_ONE)
    bare = marked.replace("^", "")
    ((_, end),) = linked_seeds(bare, "f")
    assert marked.index("^") == end


def test_what_is_written_behind_a_link_between_our_comments_changes_nothing() -> None:
    text = f"- [A title]({_ONE}) Ann Author, Bob Writer (2020)\n- [Another title]({_TWO})\n"
    ((_, end), _) = linked_seeds(text, "f")
    ours = " <!-- enrich -->**Ho et al.** 1999 [doi](https://doi.org/10.1/x)<!-- /enrich -->"
    assert _seeds(text) == _seeds(text[:end] + ours + text[end:])


# What is said of a paper


_THREE = ("Ann Author", "Bob B. Writer", "Carl de Editor")


@pytest.mark.parametrize(
    "words",
    [
        "Ann Author, Bob B. Writer, Carl de Editor (2023)",
        "Ann Author, Bob B. Writer & Carl de Editor. *J. Imaging*, 9(3), 69. 2023.",
        "by Ann Author, Bob B. Writer, and Carl de Editor. Bioengineering 2023, 10(11).",
        "- Ann Author, Bob B. Writer and Carl de Editor, 2023",
        "*Ann Author, Bob B. Writer, Carl de Editor* (2023)",
        "<br>*Ann Author, Bob B. Writer, Carl de Editor*<br>[arXiv, 2023]",
        "\\\n  Ann Author; Bob B. Writer; Carl de Editor (2023)",
        "Ann Author (UC), Bob B. Writer, Carl de Editor (Adobe Research). 2023",
        "Ann Author\u00b9, Bob B. Writer\u00b2, Carl de Editor* (2023)",
        "\n  Ann Author, Bob B. Writer, Carl de Editor (2023). Some University.",
        "Ann Author, Bob B. Writer, Carl de Editor IEEE Transactions on Things, 2023",
    ],
)
def test_the_authors_stand_behind_the_title(words: str) -> None:
    claim = _claim(f"- [**A title of a paper.**]({_ONE}) {words}")
    assert ("A title of a paper", _THREE, 2023) == (
        claim.title,
        claim.authors,
        claim.date.year if claim.date else None,
    )


@pytest.mark.parametrize(
    ("words", "authors"),
    [
        ("Doe, Y., Roe, P.-M., & Poe, A. (2023).", ("Doe, Y.", "Roe, P.-M.", "Poe, A.")),
        ("Doe, A., et al. (2012). The Journal", ("Doe, A.",)),
        ("Wang, Zhou, et al. (2004). IEEE Trans", ("Wang, Zhou",)),
        ("ANN AUTHOR, BOB WRITER (2022).", ("ANN AUTHOR", "BOB WRITER")),
        ("August Writer, In So Kweon, To Eun Kim", ("August Writer", "In So Kweon", "To Eun Kim")),
        ("Bob Writer , IEEE", ()),
        (". This repository provides links to it.", ()),
        (" - A great new method.", ()),
        (" - Official Implementation", ()),
        (" (Google Research)", ()),
        (" *Nature Medicine*, 2020", ()),
        (" | CVPR 2020", ()),
    ],
)
def test_authors_are_right_or_fewer(words: str, authors: tuple[str, ...]) -> None:
    assert authors == _claim(f"- [A title of a paper]({_ONE}) {words}").authors


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("(2023)", PartialDate(2023)),
        ("[24th Jul., 2023] [arXiv, 2023]", PartialDate(2023, 7, 24)),
        ("[23th Mar., 2023]", PartialDate(2023, 3, 23)),
        ("[1st May, 2023]", PartialDate(2023, 5, 1)),
        ("Submitted on 10 Jun 2014.", PartialDate(2014, 6, 10)),
        ("Submitted on 7 Mar 2011 (v1), last revised 30 May 2012", PartialDate(2011, 3, 7)),
        ("2022.10", PartialDate(2022, 10)),
        ("2023-09", PartialDate(2023, 9)),
        ("2023-09-05", PartialDate(2023, 9, 5)),
        ("Volume 56, Issue 4, November 2023, pp 1-34", PartialDate(2023, 11)),
        ("Article number: 1953 (2022)", PartialDate(2022)),
        ("CVPR 2020", PartialDate(2020)),
        ("(3/4/2021)", PartialDate(2021)),
        ("maybe 2019", PartialDate(2019)),
        ("pp. 1999-2004", None),
        ("version 1.2020", None),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(words: str, date: PartialDate | None) -> None:
    assert date == _claim(f"- [A title of a paper]({_ONE}) {words}").date


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_what_lies_between_our_marks_on_other_lines_is_not_ours(line_end: str) -> None:
    lines = ("a <!-- enrich -->", "", f"[a title of it]({_ONE})", "", "b <!-- /enrich -->")
    assert [(ONE, 3)] == _linked(line_end.join(lines))


def test_marks_that_we_do_not_write_are_not_ours() -> None:
    assert [ONE] == [
        seed.wanted for seed in _seeds(f"words <!--enrich-->[a]({_ONE})<!-- /enrich -->")
    ]


@pytest.mark.parametrize("venue", ["Marketing", "Augmentation", "Junctions"])
def test_a_venue_may_begin_as_a_month_does(venue: str) -> None:
    assert venue == _claim(f"- [A title of a paper]({_ONE}) *{venue}*, 2020").venue
    assert _claim(f"- [A title of a paper]({_ONE}) *Sept*, 2020").venue is None


@pytest.mark.parametrize("written", ["2023-13", "31st Feb 2023", "2021.02.30"])
def test_a_date_that_is_none_is_remarked_upon(written: str) -> None:
    found = list(read_markdown(f"\n- [A title of a paper]({_ONE}) ({written})", "f"))
    (seed,) = (one for one in found if isinstance(one, Seed))
    (remark,) = (one for one in found if isinstance(one, Remark))
    assert (None, 2) == (seed.claim.date, remark.origin.line)
    assert written in remark.text


_ENTRY = """**A title of a paper** :fire: \\
*Ann Author, Bob Writer* \\
[24th Jul., 2023] [Journal of Imaging, 2023]<br>
[[Paper]({})] [[Github](https://github.com/a/b)]"""


def test_a_bold_title_belongs_to_the_label_below_it() -> None:
    assert Claim(
        title="A title of a paper",
        authors=("Ann Author", "Bob Writer"),
        date=PartialDate(2023, 7, 24),
        venue="Journal of Imaging",
    ) == _claim(_ENTRY.format(_ONE))


def test_each_of_two_entries_in_one_paragraph_has_its_own_title() -> None:
    second = _ENTRY.replace("A title", "Another title").replace("Ann", "Eve")
    text = f"{_ENTRY.format(_ONE)}\n{second.format(_TWO)}".replace("b)]\n", "b)] \\\n")
    assert [("A title of a paper", "Ann Author"), ("Another title of a paper", "Eve Author")] == [
        (seed.claim.title, seed.claim.authors[0]) for seed in _seeds(text)
    ]


@pytest.mark.parametrize(
    "label",
    "Paper|PDF|arXiv|DOI|MICCAI22|NeurIPS 2022|CVPR21|\U0001f4c4|[paper]|Paper link|here|MedIA"
    "|arXiv:2101.00001|ICLR'20|MICCAI22-DGM|SPIE MI22|CVPR22 Workshop|Ho et al., 2020|1|our paper"
    "|CVPR 2020 Oral|2020 - CVPR".split("|"),
)
def test_a_label_is_no_title(label: str) -> None:
    claim = _claim(f"- **A title of a paper** [{label}]({_ONE})")
    assert "A title of a paper" == claim.title
    assert None is _claim(f"[{label}]({_ONE})").title


@pytest.mark.parametrize(
    ("label", "venue"),
    [("MICCAI22", "MICCAI22"), ("MedIA", "MedIA"), ("arXiv", None), ("PDF", None)],
)
def test_a_label_may_name_the_venue(label: str, venue: str | None) -> None:
    assert venue == _claim(f"- **A title of a paper** [{label}]({_ONE})").venue


@pytest.mark.parametrize(
    "text",
    [
        "- A title of a paper [[Paper]({})]",
        "- (CVPR 2020) A title of a paper [[Paper]({})]",
        "- [x] A title of a paper ([link]({}))",
        "- A title of a paper, CVPR 2020 ([arXiv]({}))",
        "- A title of a paper by Ann Author [pdf]({})",
        "- **[2020 - CVPR]** A title of a paper. [[paper]({})]",
        "- A title of a paper, Ann Author, Bob Writer (2020) [[Paper]({})]",
        "- A title of a paper. Ann Author and Bob Writer. CVPR 2020. [[pdf]({})] [[code](#x)]",
        '- Ann Author, Bob Writer. "A title of a paper." CVPR 2020. [[pdf]({})]',
        "- Author, A., & Writer, B. (2020). A title of a paper. Venue, 3, 4. [[pdf]({})]",
        '[Paper]({} "A title of a paper")',
        "[Paper]({}) **A title of a paper**",
        "- **A title of a paper**\n  - [Paper]({})",
        '- [**Label**]: [**"A title of a paper"**]({})',
        '<li><b>A title of a paper</b> <a href="{}">pdf</a></li>',
        "[A title of a paper](https://project.page/x) [[Paper]({})]",
    ],
)
def test_a_title_is_found_in_other_places_too(text: str) -> None:
    assert "A title of a paper" == _claim(text.format(_ONE)).title


def test_two_links_to_one_paper_share_what_is_said() -> None:
    first, second = _seeds(
        f"- [A title of a paper]({_ONE}) Ann Author, Bob Writer (2020)"
        " [DOI](https://doi.org/10.1000/x)"
    )
    assert (Doi("10.1000/x"), first.claim) == (second.wanted, second.claim)


def test_a_paper_named_in_a_sentence_has_a_title_and_nothing_else() -> None:
    text = f'This is for the survey, [**"A title: of it"**]({_ONE}). It was written in 2020.'
    assert Claim(title="A title: of it") == _claim(text)


def test_a_row_is_read_by_what_its_columns_are_headed() -> None:
    text = (
        "| Date | First & Last Author | **Title** | Paper & Code |\n|:--|--|--|--:|\n"
        f"| 2022.10 | Ann Author & Bob Writer | A title of it | [MICCAI22]({_ONE}), [code](#x) |\n"
        f"| 2022.09 | Ann Author | | [arxiv]({_TWO}) |"
    )
    assert [
        Claim(
            title="A title of it",
            authors=("Ann Author", "Bob Writer"),
            date=PartialDate(2022, 10),
            venue="MICCAI22",
        ),
        Claim(authors=("Ann Author",), date=PartialDate(2022, 9)),
    ] == [seed.claim for seed in _seeds(text)]


@pytest.mark.parametrize("heading", ["Architecture", "Model", "Application", "Dataset", "x"])
def test_a_cell_is_a_title_only_under_a_heading_that_says_so(heading: str) -> None:
    text = f"| {heading} | Paper |\n|--|--|\n| Bi-LSTM and CNN | [Paper]({_ONE}) |"
    assert None is _claim(text).title


@pytest.mark.parametrize("heading", ["Title", "**Paper**", "Name", "Paper Title"])
def test_headings_that_mean_a_title(heading: str) -> None:
    text = (
        f"| {heading} | Link |\n|--|--|\n| **A nice title** <br> Ann Author, Bob Writer | {_ONE} |"
    )
    assert ("A nice title", ("Ann Author", "Bob Writer")) == (
        _claim(text).title,
        _claim(text).authors,
    )


# Sections


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Section\n===\n\n[a]({})", ("Section",)),
        ("# \U0001f50d Section\n\n[a]({})", ("Section",)),
        ("# :fire: Section :tada:\n\n[a]({})", ("Section",)),
        ("| a |\n|---|\n| b |\n### Section\n[a]({})", ("Section",)),
        ("# <b>Section</b>\n\n[a]({})", ("Section",)),
        ("[a]({})", ()),
    ],
)
def test_sections_are_told_without_markup_and_pictures(text: str, tags: tuple[str, ...]) -> None:
    assert [tags] == [seed.tags for seed in _seeds(text.format(_ONE))]


# Size and shape


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "[a](" * 50_000,
        "[a" * 50_000 + "](b)" * 50_000,
        "`a" * 50_000,
        "*a " * 50_000,
        "<!--" * 50_000,
        "<a href=" * 30_000,
        "> " * 50_000,
        "- " * 50_000,
        "![" * 50_000,
        "|a|\n|-|\n" * 5_000,
        "\n".join(" " * n + "- a" for n in range(300)),
        "```\n" + "[a](b)\n" * 5_000,
        "<div>\n" * 10_000,
        "&" * 100_000,
        "https://" * 20_000,
        "[a]: " * 30_000,
        "**a" * 30_000,
        "A. B, " * 20_000 + f"[x]({_ONE})",
        f"- [A title]({_ONE}) " + "Ann Author, " * 20_000,
        f"- [A title]({_ONE}) " + "( " * 20_000,
        f"- {'a. ' * 20_000} [Paper]({_ONE})",
    ],
    ids=lambda text: text[:8],
)
def test_no_text_takes_long(text: str) -> None:
    with within(8):
        list(read_markdown(text, "f"))


def test_a_long_list_is_read_in_a_second() -> None:
    lines = (f"- [A title of {n}](https://arxiv.org/abs/2101.{n:05})" for n in range(1, 5001))
    text = "\n".join(lines)
    with within(3):
        assert 5000 == len(_seeds(text))


# What looks like Markdown


@pytest.mark.parametrize(
    "text",
    [
        f"[a]({_ONE})",
        "| a | b |\n|---|---|\n| c | d |",
        "# A\n\nWords.\n\n## B\n\nWords.",
        "# A\n\n**bold** words",
        "A\n===\n\nwords",
        "[a][b]\n\n[b]: https://example.org",
        '<a href="x">y</a>',
        "# A\n\n```\ncode\n```",
    ],
)
def test_markdown_is_known_by_what_is_in_it(text: str) -> None:
    assert looks_like_markdown(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2101.00001",
        "# A comment\n2101.00001 @key A title\n\n# Another\n10.1000/x",
        "# A comment\n# goes on\n\n2101.00001\n",
        "J. Ho. A title. NeurIPS 2020.",
        "[12] J. Ho. A title. NeurIPS 2020.",
        "words and words",
        "- 2101.00001\n- 2101.00002",
        "@article{a, title = {b}}",
        "a,b\n1,2",
    ],
)
def test_other_text_does_not_look_like_markdown(text: str) -> None:
    assert not looks_like_markdown(text)


# Identifiers in words


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("- Kingma & Ba (2014) arXiv: 2101.00001^", "arXiv: 2101.00001"),
        ("- How? (Xu, Hu; ICLR 2019; arXiv:2101.00001^)", "arXiv:2101.00001"),
        ("words arxiv.org/abs/2101.00001^.", "arxiv.org/abs/2101.00001"),
        ("- [arXiv:2101.00001^]", "arXiv:2101.00001"),
        ("*arXiv:2101.00001^* words", "arXiv:2101.00001"),
        ("![arXiv:2101.00001](b.svg) arXiv:2101.00001^", "arXiv:2101.00001"),
        ("`arXiv:2101.00001` arXiv:2101.00001^", "arXiv:2101.00001"),
        ("| title | arxiv |\n|--|--|\n| Adam | 2101.00001^ |", "2101.00001"),
        ("| title | Paper ID |\n|--|--|\n| Adam | 2101.00001^ |", "2101.00001"),
        ("- 2101.00001^", "2101.00001"),
        ("<p>\nwords arXiv:2101.00001^\n</p>", "arXiv:2101.00001"),
    ],
)
def test_an_identifier_in_words_is_a_seed_with_its_place(text: str, written: str) -> None:
    ((seed, end),) = linked_seeds(text.replace("^", ""), "f")
    assert (ONE, written, text.index("^")) == (seed.wanted, seed.written, end)


@pytest.mark.parametrize(
    "text",
    [
        "- LeCun. Deep learning. Nature 2015. doi:10.1000/x_y",
        "- A survey of networks 10.1000/x_y",
        "doi.org/10.1000/x_y",
        "- [doi:10.1000/x_y]",
        "words 10.1000/x\\_y",
        "| a | doi |\n|--|--|\n| b | 10.1000/x_y |",
    ],
)
def test_a_doi_in_words_is_a_seed(text: str) -> None:
    assert [Doi("10.1000/x_y")] == [seed.wanted for seed in _seeds(text)]


@pytest.mark.parametrize(
    "text",
    [
        "`arXiv:2101.00001`",
        "    arXiv:2101.00001",
        "```\narXiv:2101.00001\n```",
        "<!-- arXiv:2101.00001 -->",
        "![arXiv:2101.00001](x.png)",
        "<code>arXiv:2101.00001</code>",
        "words <!-- enrich -->(arXiv:2101.00001)<!-- /enrich -->",
        "words 2101.00001 words",
        "| a | params |\n|--|--|\n| b | 2101.00001 |",
        "---\npaper: arXiv:2101.00001\n---\n\nwords",
        f"---\r\nlinks:\r\n  - {_ONE}\r\n---\r\n",
    ],
)
def test_what_is_code_or_picture_or_no_identifier_gives_nothing(text: str) -> None:
    assert [] == list(read_markdown(text, "f"))


def test_front_matter_ends_where_it_does_and_lines_stay() -> None:
    assert [(ONE, 5)] == _linked(f"---\ntitle: x\n---\n\n[a]({_ONE})\n\n---\n")
    assert [(ONE, 3)] == _linked(f"---\n\n[a]({_ONE})\n\n---\n")


@pytest.mark.parametrize(
    "text",
    [
        f"- [A title of it]({_ONE}) arXiv:2101.00001",
        f"- arXiv:2101.00001v2 [A title of it]({_ONE})",
        f"- **A title of it** arXiv:2101.00001\n  - [pdf]({_ONE})",
        "- arXiv:2101.00001, arXiv:2101.00001",
        f"- [arXiv:2101.00001]({_ONE})",
    ],
)
def test_an_identifier_is_taken_once_in_an_item(text: str) -> None:
    assert [ONE] == [seed.wanted for seed in _seeds(text)]


def test_seeds_stand_in_the_order_of_their_places() -> None:
    text = f"- arXiv:2101.00003 [A title of it]({_ONE}) doi:10.1000/x [pdf]({_TWO})"
    ends = [end for _, end in linked_seeds(text, "f")]
    assert (4, sorted(ends)) == (len(ends), ends)


def test_what_is_said_around_an_identifier_in_words_is_its_claim() -> None:
    text = "- Author, A., & Writer, B. (2020). *A title of a paper*. arXiv:2101.00001"
    assert Claim(
        title="A title of a paper", authors=("Author, A.", "Writer, B."), date=PartialDate(2020)
    ) == _claim(text)


# Papers without a link


@pytest.mark.parametrize(
    "text",
    [
        "- A title of a paper (Miyato et al., 2017)",
        "- A title of a paper, Miyato et al., CVPR 2017",
        "- **A title of a paper** Miyato et al. NIPS 2017",
        "- Miyato, A. (2017). A title of a paper. Journal of Things, 27, 379-423.",
        "- A title of a paper (Miyato et al., 2017) [code](https://github.com/a/b)",
        "| Title | Authors | Year |\n|--|--|--|\n| A title of a paper | Miyato et al. | 2017 |",
        "[^1]: Miyato, A. (2017). A title of a paper. Journal of Things, 27, 379-423.",
    ],
)  # fmt: skip
def test_a_reference_without_a_link_is_a_seed(text: str) -> None:
    ((seed, end),) = linked_seeds(text, "f")
    author = seed.claim.authors[0].partition(",")[0]
    assert (None, -1, "A title of a paper", "Miyato") == (
        seed.wanted,
        end,
        seed.claim.title,
        author,
    )
    assert PartialDate(2017) == seed.claim.date


@pytest.mark.parametrize(
    "text",
    [
        "- buy milk",
        "- A title of a paper",
        "- A title of a paper (2017)",
        "- A title of a paper, Miyato et al.",
        "- [A title of it (Miyato et al., 2017)](#it)",
        "- Fast and easy to use, since 2017",
        "- Written by Ann Author, 2017",
        "# A title of a paper (Miyato et al., 2017)",
        "A title of a paper (Miyato et al., 2017)",
        "| Name | Authors | Year |\n|--|--|--|\n| A nice program | Ann Author | 2017 |",
        f"- A title of a paper (Miyato et al., 2017)\n  - [pdf]({_ONE})",
    ],
)
def test_what_may_be_no_reference_gives_nothing(text: str) -> None:
    assert [] == [seed for seed in _seeds(text) if seed.wanted is None]


# Whose title it is


@pytest.mark.parametrize(
    "text",
    [
        f'Words. "A title of a paper" by Author et al. [pdf]({_ONE})\nOther by Liu [pdf]({_TWO})',
        f'"A title of a paper" by Author. [[arxiv]({_ONE})]\n"BERT" - Devlin, [here]({_TWO}).',
        f"- **A title of a paper**\n  - [pdf]({_ONE})\n  - on gradients, see also [PPO]({_TWO})",
        f"We use [A title of a paper]({_ONE}), while ALBERT ([Lan et al., 2020]({_TWO})) is small.",
        f"- [A title of a paper]({_ONE}), [PPO]({_TWO})",
        f"- [A title of a paper]({_ONE})\nAnother Title for This Detection [pdf]({_TWO})",
    ],
)
def test_a_title_is_not_that_of_the_next_paper(text: str) -> None:
    assert ["A title of a paper", None] == _titles(text)


def test_the_name_of_a_paper_is_no_title() -> None:
    assert [None, None] == _titles(f"- [GPT-3 paper]({_ONE}), [PPO]({_TWO})")


def test_labels_behind_one_title_share_it() -> None:
    text = f"- **A title of a paper** [pdf]({_ONE}) [DOI](https://doi.org/10.1000/x) [PMLR]({_TWO})"
    assert ["A title of a paper"] * 3 == _titles(text)


def _table(title: str, authors: str, year: str, named: str) -> str:
    return (
        f"| {title} | {authors} | {year} | L |\n|--|--|--|--|\n"
        f"| A title of a paper | {named} | 2013 | [pdf]({{}}) |"
    )


def test_each_footnote_is_by_itself() -> None:
    text = (
        "words[^bh] and [b][pearl]\n\n"
        f"[^bh]: Y. Author and B. Writer. A title of a paper. Venue, 1995. {_ONE}\n"
        f'[^l]: R. Writer, "Another title of it", 1996. [JSTOR]({_TWO})\n'
        "[pearl]: https://doi.org/10.1000/x"
    )
    seeds = {seed.wanted: seed.claim.title for seed in _seeds(text)}
    assert {
        Doi("10.1000/x"): None,
        ONE: "A title of a paper",
        TWO: "Another title of it",
    } == seeds


@pytest.mark.parametrize(
    "text",
    [
        "- (Miyato et al., 2013) [A title of a paper]({})",
        "- [Miyato et al. 2013] [A title of a paper]({})",
        "- **A title of a paper**\n  - Authors: Miyato et al.\n  - Year: 2013\n  - Link: {}",
        "- [A title of a paper]({})\n  - Authors: Miyato et al.\n  - Venue: ICML 2013",
        _table("Title", "Authors", "Year", "Miyato"),
        _table("Title", "Authors", "Year", "Miyato et.al."),
        _table("Titel", "Autoren", "Jahr", "Miyato"),
        _table("Titre", "Auteurs", "Ann\u00e9e", "Miyato"),
        _table("T\u00edtulo", "Autores", "A\u00f1o", "Miyato"),
        _table("\u6807\u9898", "\u4f5c\u8005", "\u5e74\u4efd", "Miyato"),
        "- A title of a paper ([Miyato et al., 2013]({}))",
        "- [Miyato et al. (2013)]({}) A title of a paper",
        "- [x] Miyato et al. - 2013 - A title of a paper [arXiv]({})",
    ],
)  # fmt: skip
def test_the_first_author_and_the_year_are_read(text: str) -> None:
    claim = _claim(text.format(_ONE))
    assert ("A title of a paper", ("Miyato",), 2013) == (
        claim.title,
        claim.authors,
        claim.date.year if claim.date else None,
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("#### A title of a paper\n> Ann Author\n>\n> ICML / [Paper]({})", "A title of a paper"),
        ("- A title of a paper<br>Ann Author<br>[paper]({})", "A title of a paper"),
        ("- **Gan**: *A title of a paper.* <br> [[Paper]({})]", "A title of a paper"),
        ("- [`2101.00001`]({}) A title of a paper, Miyato et al.", "A title of a paper"),
        ("- <{}> A title of a paper. Miyato et al.", "A title of a paper"),
        ("* `NeurIPS 2020` A title of a paper [[Paper]({})]", "A title of a paper"),
        ("- **[Gan]** A title of a paper | [[pdf]]({})", "A title of a paper"),
        ("- A title of a paper - [[arXiv]]({})", "A title of a paper"),
        ("- [A title of a paper] [[Paper]]({})", "A title of a paper"),
        (
            "- [[\u7573\u307f\u8fbc\u307f\u30cb\u30e5\u30fc\u30e9\u30eb]]({})",
            "\u7573\u307f\u8fbc\u307f\u30cb\u30e5\u30fc\u30e9\u30eb",
        ),
        ("| Title | L |\n|--|--|\n| ~~Old one~~ A title of it | [x]({}) |", "A title of it"),
        ("## Papers that I read this year\n\n- words\n\n[Paper]({})", None),
    ],
)
def test_a_title_that_people_see_is_read(text: str, title: str | None) -> None:
    assert [title] == _titles(text.format(_ONE))


@pytest.mark.parametrize("label", ["slides", "Poster", "supp", "[Supplementary material]"])
def test_what_is_offered_beside_a_paper_is_passed_over(label: str) -> None:
    (found,) = read_markdown(f"[{label}](https://x.edu/a.pdf)", "f")
    assert isinstance(found, PassedOver)
    assert LinkKind.PAGE is found.kind
    assert [ONE] == [seed.wanted for seed in _seeds(f"[{label}]({_ONE})")]


@pytest.mark.parametrize("sign", " [|-<*#")
@pytest.mark.parametrize("tail", ["", "x"])
def test_what_is_no_list_is_seen_soon(sign: str, tail: str) -> None:
    with within(2):
        looks_like_markdown(sign * 200_000 + tail)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "10.1000/x " * 10_000,
        "10.1000/x\\_y " * 10_000,
        "- A title of it (Author et al., 2017)\n" * 3_000,
        "x\n[^a]: " * 10_000,
        "---\na: b\n" + "a: b: c: d\n" * 10_000,
        "# A heading of six words here\n\n" + f"[pdf]({_ONE})\n\n" * 1_000,
        "# A heading of six words here\n\n" + f"[pdf]({_ONE}) " * 1_000,
        f"[pdf]({_ONE}) " * 1_000 + "\n---\n",
        "- " + "".join(f"[A title of words]({_ONE}{n:03}) " for n in range(1_000)),
        f"- **A Title of Words**, {'word ' * 10_000}\n" + f"  - [pdf]({_ONE})\n" * 1_000,
        "<!-- enrich -->" * 10_000,
        f"- **A Title of{' ' * 19_000}words** [pdf]({_ONE})\n" * 3,
    ],
    ids=lambda text: text[:8],
)
def test_many_mentions_and_references_take_no_long_time(text: str) -> None:
    with within(4):
        list(read_markdown(text, "f"))
