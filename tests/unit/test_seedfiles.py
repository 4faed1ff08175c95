"""Papers put into lists and taken out of them: where, and with what left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from enrich.config import Config, load_config
from enrich.dates import PartialDate
from enrich.errors import ConfigError, SeedError
from enrich.identifiers import ArxivId, Doi
from enrich.record import Dates, Kind, Name, Notice, Venue
from enrich.seedfiles import (
    Addition,
    Taken,
    choose_file,
    put_all_in,
    put_in,
    seed_files,
    take_out,
    wording_of,
    words_of,
)
from enrich.seeds import markdown, scan_bytes
from enrich.seeds.model import Found
from tests.records import entry_of, plain, record_of

PAPER = ArxivId("2006.11239")
TITLE = "Counting *Sheep* & <Goats>"
ITEM = r"[Counting \*Sheep\* &amp; &lt;Goats&gt;](https://arxiv.org/abs/2006.11239)"
LIST = """\
# Papers

## Sheep
* [Sheep of old](https://arxiv.org/abs/2101.00001)
## Goats
1. [Goats of old](https://doi.org/10.5555/1)

2. [Goats of new](https://doi.org/10.5555/2)
"""


def put(text: str, *, file: str = "list.md", section: str | None = None) -> str:
    addition = Addition(identifier=PAPER, title=TITLE, section=section)
    return put_in(text.encode(), file, addition).body.decode()


def added_lines(text: str, **terms: str) -> list[str]:
    """Give the lines that are new, the others having stayed."""
    old = text.splitlines()
    new = put(text, file=terms.get("file", "list.md"), section=terms.get("section")).splitlines()
    at = next((at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), None)
    at = len(old) if at is None else at
    count = len(new) - len(old)
    assert old == new[:at] + new[at + count :]
    return new[at : at + count]


@pytest.mark.parametrize(
    ("text", "section", "lines"),
    [
        ("# Papers\n", None, ["", f"- {ITEM}"]),
        ("", None, [f"- {ITEM}"]),
        (LIST, None, ["", f"3. {ITEM}"]),
        (LIST, "sheep", [f"* {ITEM}", ""]),
        (LIST, "Goats", ["", f"3. {ITEM}"]),
        (LIST, "Cows", ["", "## Cows", "", f"- {ITEM}"]),
        (LIST, "Papers", [f"- {ITEM}", ""]),
        ("# A\n\n### B\n\n### C\n", "D", ["", "### D", "", f"- {ITEM}"]),
        ("Title\n=====\n\n+   [Sheep](10.5555/1)\n", "title", [f"+   {ITEM}"]),
        ("1. [Sheep](10.5555/1)\n1. [Goats](10.5555/2)\n", None, [f"1. {ITEM}"]),
        ("1. [Sheep](10.5555/1)\n2. [Goats](10.5555/2)\n", None, [f"3. {ITEM}"]),
        ("# A\n\n> - [Sheep](10.5555/1)\n", None, ["", f"- {ITEM}"]),
        ("# A\n\n- [Sheep](10.5555/1)\n  - of old\n", None, [f"- {ITEM}"]),
        ("# A\n\n- [Sheep](10.5555/1)\n\n[b]: https://example.org\n", None, [f"- {ITEM}"]),
        ("# A\n\n[b]: https://example.org\n\n# B\n", "A", [f"- {ITEM}", ""]),
        ("---\n# no: heading\n---\n\n# A\n", "A", ["", f"- {ITEM}"]),
    ],
)
def test_an_item_goes_where_the_others_of_its_section_are(
    text: str, section: str | None, lines: list[str]
) -> None:
    terms = {"section": section} if section else {}
    assert lines == added_lines(text, **terms)


@pytest.mark.parametrize(
    ("file", "text", "section"),
    [
        ("a.md", LIST, None),
        ("a.md", LIST, "Sheep"),
        ("a.md", "# A\n\n9. [Goats](10.5555/1)\n", None),
        ("a.md", "1. [Sheep](10.5555/1)\n1. [Goats](10.5555/2)\n", None),
        ("a.md", "", "Cows"),
        ("a.txt", "# Sheep\n2101.00001", None),
        ("a.bib", "@misc{key, doi={10.5555/1}}\n", None),
    ],
)
def test_several_at_once_are_put_as_one_behind_the_other(
    file: str, text: str, section: str | None
) -> None:
    additions = []
    for paper in (PAPER, ArxivId("2101.12345"), ArxivId("2101.12346")):
        entry = entry_of(record_of(Kind.PREPRINT, arxiv=paper))
        additions.append(Addition(identifier=paper, title=TITLE, entry=entry, section=section))
    body, expected = text.encode(), []
    for one in additions:
        done = put_in(body, file, one)
        body = done.body
        expected.append((done.line, done.written))
    together = put_all_in(text.encode(), file, additions)
    assert (expected, [body] * 3) == (
        [(one.line, one.written) for one in together],
        [one.body for one in together],
    )


def test_a_title_that_can_not_be_written_costs_no_other_its_own() -> None:
    raw = "# \u00dcber Sch\u00e4fchen\n".encode("cp1252")
    papers = {PAPER: "Counting Sheep", ArxivId("2101.12345"): "\u4e2d"}
    additions = [Addition(identifier=one, title=words) for one, words in papers.items()]
    assert [
        "- [Counting Sheep](https://arxiv.org/abs/2006.11239)",
        "- [arXiv:2101.12345](https://arxiv.org/abs/2101.12345)",
    ] == [one.written for one in put_all_in(raw, "list.md", additions)]


def test_a_long_list_is_read_once_before_papers_are_put_there_and_once_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = markdown.read_markdown
    texts: list[str] = []

    def counted(text: str, file: str) -> Iterator[Found]:
        texts.append(text)
        return read(text, file)

    monkeypatch.setattr(markdown, "read_markdown", counted)
    raw = f"{LIST}\nRead by nobody so far.\n".encode()
    scan_bytes(raw, "list.md")
    papers = (PAPER, ArxivId("2101.12345"), ArxivId("2101.12346"))
    (done, *_) = put_all_in(raw, "list.md", [Addition(identifier=one) for one in papers])
    assert [raw.decode(), done.body.decode()] == texts


def test_a_section_that_there_is_twice_is_nobodys() -> None:
    with pytest.raises(SeedError, match=r"list\.md:1 and list\.md:2; rename one"):
        put("# Sheep\n# sheep\n", section="Sheep")


def test_a_text_gets_a_line_with_the_title_as_a_comment() -> None:
    text = "# Sheep\n2101.00001  @sheep2021  Sheep of old"
    assert f"{text}\n2006.11239  # {TITLE}\n" == put(text, file="list.txt")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_line_ends_marks_and_encodings_stay(end: str, mark: str, encoding: str) -> None:
    text = f"{mark}# \u00dcber Sch\u00e4fchen{end}{end}- [Sheep](10.5555/1){end}"
    raw = text.encode(encoding)
    body = put_in(raw, "list.md", Addition(identifier=PAPER, title="\u00c4")).body
    assert f"{text}- [\u00c4](https://arxiv.org/abs/2006.11239){end}".encode(encoding) == body


def test_a_list_in_an_old_encoding_gets_no_letter_that_it_has_not() -> None:
    raw = "# \u00dcber Sch\u00e4fchen\n".encode("cp1252")
    body = put_in(raw, "list.md", Addition(identifier=PAPER, title="\u4e2d sheep")).body
    assert raw + b"\n- [arXiv:2006.11239](https://arxiv.org/abs/2006.11239)\n" == body


def test_a_bib_gets_an_entry_in_its_own_dialect_with_a_key_that_is_free() -> None:
    raw = b"@report{ho2020,\n  date = {2020},\n  doi = {10.5555/1},\n}\n"
    entry = entry_of(record_of(Kind.PREPRINT, arxiv=PAPER), key="Ho2020")
    done = put_in(raw, "list.bib", Addition(identifier=PAPER, title="A Title", entry=entry))
    assert done.body.startswith(raw + b"\n@")
    assert b"{Ho2020-2,\n" in done.body
    assert b"eprinttype" in done.body
    assert "Ho2020-2" in done.written


@pytest.mark.parametrize(
    ("file", "raw", "section", "says"),
    [
        ("a.bib", b"@misc{a, doi={10.5555/1}}\n", None, "can't be made of an identifier alone"),
        ("a.bib", b"@misc{a, doi={10.5555/1}}\n", "Sheep", "only a list in Markdown has sections"),
        ("a.txt", b"2101.00001\n", "Sheep", "only a list in Markdown has sections"),
        ("a.json", b'[{"id": "a", "DOI": "10.5555/1"}]', None, "is CSL-JSON"),
        ("a.csv", b"doi,title\n10.5555/1,Sheep\n", None, "is table"),
        ("a.md", b"# A\n\n```\nnever closed\n", None, "without changing how the rest is read"),
        ("a.md", "# Papers\n".encode("utf-16-le"), None, "save it as UTF-8"),
    ],
)
def test_a_list_that_can_take_no_paper_is_left_alone(
    file: str, raw: bytes, section: str | None, says: str
) -> None:
    with pytest.raises(SeedError, match=says):
        put_in(raw, file, Addition(identifier=PAPER, section=section))


@pytest.mark.parametrize("file", ["a.md", "a.txt"])
@pytest.mark.parametrize("doi", ["10.5555/a|b", "10.5555/a 10.5555/b"])
def test_what_would_be_read_as_another_paper_or_as_two_is_refused(file: str, doi: str) -> None:
    with pytest.raises(SeedError, match="without changing how the rest is read"):
        put_in(b"# Papers\n", file, Addition(identifier=Doi(doi)))


# Taking out


def taken(text: str, file: str = "list.md", *, title: str = f"x y {TITLE}") -> Taken:
    """Take out the seeds of the paper, which has this title."""
    raw = text.encode()
    wanted = {PAPER, Doi("10.5555/9")}
    seeds = [one for one in scan_bytes(raw, file).seeds if one.wanted in wanted]
    return take_out(raw, file, dict.fromkeys(seeds, words_of(title)))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (f"# A\n\n- {ITEM}\n", "# A\n"),
        (f"# A\n\n- {ITEM}\n\nWords.\n", "# A\n\nWords.\n"),
        ("- [x y](10.5555/1)\n- https://arxiv.org/abs/2006.11239\n", "- [x y](10.5555/1)\n"),
        (
            "- <https://arxiv.org/abs/2006.11239>\r\n- [x y](10.5555/1)\r\n",
            "- [x y](10.5555/1)\r\n",
        ),
        ("* [ ] **[x y](10.5555/9)**.\n* words\n", "* words\n"),
        ("- arXiv:2006.11239\n- words\n", "- words\n"),
        ("Words.\n\n[x y](10.5555/9)\n\nMore.\n", "Words.\n\nMore.\n"),
        ("- [x y](10.5555/9) <!-- enrich -->(2020)<!-- /enrich -->\n- words\n", "- words\n"),
        ("\ufeff- [x y](10.5555/9)\n- words\n", "\ufeff- words\n"),
        ("- [x\n  y](10.5555/9)\n- words\n", "- words\n"),
        ("Words\n- [x y](10.5555/9)\n---\n", "Words\n\n---\n"),
    ],
)
def test_an_item_that_is_one_link_is_taken_out(text: str, rest: str) -> None:
    assert rest == taken(text).body.decode()


OTHERS = "- [z][b]\n\n[b]: https://doi.org/10.5555/1\n"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (f"- [x y][a]\n{OTHERS}[a]: 10.5555/9\n", OTHERS),
        (f"- [x y]\n{OTHERS}[X  Y]: <10.5555/9>\n  'x'\n", OTHERS),
        (f"- [x y][]\n{OTHERS}\n[x y]: 10.5555/9\n\nWords.\n", f"{OTHERS}\nWords.\n"),
        ("\ufeff[a]: 10.5555/9\r\n\r\n- [x y][a]\r\n- words\r\n", "\ufeff- words\r\n"),
        ("- [x y][a]\n- [x][a]\n- words\n\n[a]: 10.5555/9\n", "- words\n"),
        # Whatever else may refer to it: a link, a picture, what nobody sees.
        *(
            (f"- [x y][a]\n{use}\n\n[a]: 10.5555/9\n", f"{use}\n\n[a]: 10.5555/9\n")
            for use in ("- words [A]", "- ![z][a]", "- `[a]`", "<!-- [a] -->", "- words [ a\n  ]")
        ),
        # What nothing referred to before, what is another's, and what is defined twice.
        ("- [x y](10.5555/9)\n- words\n\n[a]: 10.5555/9\n", "- words\n\n[a]: 10.5555/9\n"),
        (
            "- [x y][a]\n- words\n\n[a]: 10.5555/9\n[a]: /b\n",
            "- words\n\n[a]: 10.5555/9\n[a]: /b\n",
        ),
        ("- [x y][a]\n- words\n\n> [a]: 10.5555/9\n> z\n", "- words\n\n> [a]: 10.5555/9\n> z\n"),
    ],
)
def test_the_definition_of_a_link_goes_with_the_last_that_refers_to_it(
    text: str, rest: str
) -> None:
    assert rest == taken(text).body.decode()


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("a.md", "- [x y](10.5555/9), a fine paper\n", "more than this paper"),
        ("a.md", "- [x y](10.5555/9) [code](https://github.com/a/b)\n", "more than this paper"),
        ("a.md", "- [x y](10.5555/9)\n  - a remark\n", "more than this paper"),
        ("a.md", "| a |\n| - |\n| [x y](10.5555/9) |\n", "a row of a table"),
        ("a.md", "## [x y](10.5555/9)\n", "more than this paper"),
        ("a.md", "- [x y](10.5555/9) [z](10.5555/1)\n", "other papers stand on its line"),
        ("a.txt", "2006.11239  # read again!\n", "more than this paper"),
        ("a.txt", "2006.11239 2101.00001\n", "other papers stand on its line"),
        (
            "a.txt",
            "2006.11239\n2101.00001\nCounting the sheep of a dream is what nobody does.\n",
            "the rest would be read in another way",
        ),
        ("a.txt", "2006.11239 read this with Anna before 3 May\n", "more than this paper"),
        ("a.txt", "2006.11239 (see chapter 3!)\n", "more than this paper"),
        ("a.txt", "https://arxiv.org/abs/2006.11239 -- my supervisor hates it\n", "more than"),
        ("a.md", '- [x y](https://arxiv.org/abs/2006.11239 "my note")\n', "more than this paper"),
        ("a.md", "- [read with Anna](https://arxiv.org/abs/2006.11239)\n", "more than this paper"),
        ("a.bib", "@misc{a, doi={10.5555/9}}\n@misc{b, crossref={A}}\n", "entry b refers to it"),
        (
            "a.bib",
            "@misc{a, doi={10.5555/9}, File={a.pdf}, note={PRECIOUS}, keywords={x}}\n",
            "it has fields of yours (file, keywords, note)",
        ),
        ("a.json", '[{"id": "a", "DOI": "10.5555/9"}]', "CSL-JSON is not edited here"),
    ],
)
def test_where_more_would_be_lost_the_owner_is_told(file: str, text: str, why: str) -> None:
    found = taken(text, file)
    assert (text.encode(), (), "") == (found.body, found.removed, found.diff)
    assert [True] == [why in one.reason for one in found.left]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A\n2006.11239  @ho2020  Counting Sheep\n2101.00001\n", "Counting Sheep"),
        ("# A\n2006.11239  # Counting  sheep\n2101.00001\n", "Counting Sheep"),
        ("# A\nhttps://arxiv.org/abs/2006.11239\n2101.00001\n", ""),
    ],
)
def test_a_line_of_text_goes_with_what_it_says_of_its_paper(text: str, title: str) -> None:
    assert b"# A\n2101.00001\n" == taken(text, "list.txt", title=title).body


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.txt", "2006.11239 [cs.LG] Counting sheep, J. Ho et al., NeurIPS 2020\n"),
        ("a.md", "- [Ho, Jonathan: Counting Sheep (2020)](https://arxiv.org/abs/2006.11239)\n"),
        ("a.md", "- [arXiv:2006.11239](https://arxiv.org/abs/2006.11239)\n"),
        ("a.bib", "@misc{a, doi={10.5555/9}, note={Retracted}, timestamp={1}}\n"),
    ],
)
def test_what_the_paper_is_called_by_goes_with_it(file: str, text: str) -> None:
    record = record_of(
        title=plain("Counting Sheep"),
        notices=(Notice(kind="retracted"),),
        authors=(Name(family="Ho", given="Jonathan"),),
        dates=Dates(posted=PartialDate(2020)),
        venue=Venue(short=plain("NeurIPS")),
    )
    (seed,) = scan_bytes(text.encode(), file).seeds
    found = take_out(text.encode(), file, {seed: wording_of(entry_of(record))})
    assert (b"", ()) == (found.body, found.left)


# What a source says of a paper, and how else people write the same.
ADA = record_of(
    title=plain("Denoising Text-to-Image Pre-Training with \u03b2 Walls"),
    dates=Dates(printed=PartialDate(2020, 6)),
    abstract=plain("We count sheep. In a dream, they jump."),
)


def left_of(field: str) -> tuple[str, ...]:
    """Give the reasons for which an entry with this field stays."""
    text = f"@article{{a, doi={{10.5555/9}}, {field}}}\n"
    (seed,) = scan_bytes(text.encode(), "a.bib").seeds
    found = take_out(text.encode(), "a.bib", {seed: wording_of(entry_of(ADA))})
    assert (text.encode() if found.left else b"") == found.body
    return tuple(one.reason for one in found.left)


@pytest.mark.parametrize(
    "field",
    [
        "title = {{D}enoising text to image pretraining with $\\beta$ {Walls}}",
        'title = "DENOISING TEXT--TO--IMAGE PRE-TRAINING"',
        "abstract = {We count {sheep}.\n  In a dream, they jump.}",
        "publisher = {Somebody Else}, journal = jmlr",
        "note = {2020}",
    ],
)
def test_an_entry_goes_with_what_is_known_of_its_work_however_it_is_written(field: str) -> None:
    assert () == left_of(field)


@pytest.mark.parametrize(
    "field",
    [
        "title = {Denoising Text-to-Image Pre-Training (READ BEFORE CHAPTER TWO)}",
        "abstract = {My own summary.}",
        "abstract = {We count sheep. Ask Ann about it!}",
        "note = {to be read}",
    ],
)
def test_a_field_in_which_the_owner_wrote_keeps_the_entry(field: str) -> None:
    name = field.partition(" ")[0]
    assert (f"it has fields of yours ({name})",) == left_of(field)


def test_an_entry_of_which_nothing_is_known_goes_only_if_it_has_no_words() -> None:
    text = "@misc{a, doi={10.5555/9}, year={2020}}\n@misc{b, eprint={2006.11239}, title={My own}}\n"
    found = taken(text, "a.bib", title="")
    assert text.splitlines(keepends=True)[1].encode() == found.body
    assert ["nothing is known"] == [one.reason[:16] for one in found.left]


def test_of_a_paper_of_which_nothing_is_known_no_words_are_taken_out() -> None:
    found = taken("- [x y](10.5555/9)\n", title="")
    assert ["nothing is known"] == [one.reason[:16] for one in found.left]


def test_an_entry_between_comments_goes_and_they_stay() -> None:
    text = "% c1\n@misc{a,\n  doi = {10.5555/9},\n}\n% c2\n@misc{b, doi = {10.5555/1}}\n"
    assert b"% c1\n% c2\n@misc{b, doi = {10.5555/1}}\n" == taken(text, "list.bib").body


def test_an_entry_goes_with_the_blank_line_behind_it() -> None:
    text = "% mine\n\n@misc{a,\n  doi = {10.5555/9},\n}\n\n@misc{b, doi = {10.5555/1}}\n"
    found = taken(text, "list.bib")
    assert b"% mine\n\n@misc{b, doi = {10.5555/1}}\n" == found.body
    assert "-@misc{a,\n" in found.diff


# Which files


def config_of(folder: Path, *seeds: str) -> Config:
    (folder / "enrich.toml").write_text(f"seeds = {list(seeds)!r}\n")
    return load_config(folder, {})


def test_the_only_list_is_the_one(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    for name in ("a.md", ".b.md", "c.exe"):
        (tmp_path / "lists" / name).touch()
    config = config_of(tmp_path, "lists", "https://example.org/list.md", "gone.md")
    assert ["a.md"] == [file.name for file in seed_files(config)]
    assert "a.md" == choose_file(config, None).name


def test_of_several_lists_the_one_that_has_the_section_is_meant(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Sheep\n")
    (tmp_path / "b.md").write_text("# Goats\n")
    config = config_of(tmp_path, "a.md", "b.md")
    assert "b.md" == choose_file(config, None, "Goats").name
    assert "a.md" == choose_file(config, None, "SHEEP").name
    for section in (None, "Cows"):
        with pytest.raises(ConfigError, match="name one with --file"):
            choose_file(config, None, section)


@pytest.mark.parametrize(("seeds", "made"), [("new.md", "new.md"), ("lists", "papers.md")])
def test_a_list_that_is_not_there_yet_is_made_where_it_is_looked_for(
    tmp_path: Path, seeds: str, made: str
) -> None:
    assert made == choose_file(config_of(tmp_path, seeds), None).name


def test_a_file_that_no_run_reads_gets_no_paper(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    config = config_of(tmp_path, "lists")
    assert "new.txt" == choose_file(config, tmp_path / "lists/new.txt").name
    for name in ("other.md", "lists/.hidden.md"):
        with pytest.raises(ConfigError, match="none of the seeds"):
            choose_file(config, tmp_path / name)


@pytest.mark.parametrize("name", ["new.docx", "new"])
def test_no_list_is_made_under_a_name_that_is_not_that_of_a_list(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=r"is no name of a list; .* \.md or \.txt or \.bib"):
        choose_file(config_of(tmp_path, name), tmp_path / name)
    (tmp_path / name).touch()
    assert name == choose_file(config_of(tmp_path, name), tmp_path / name).name


def test_lists_on_the_web_take_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="names no file of seeds"):
        choose_file(config_of(tmp_path, "https://example.org/list.md"), None)


def test_the_title_of_a_record_is_written_without_its_markup() -> None:
    record = record_of(arxiv=PAPER, title=plain("A  b\u202e"))
    addition = Addition(identifier=PAPER, title="A  b\u202e", entry=entry_of(record))
    assert "- [A b](https://arxiv.org/abs/2006.11239)" == put_in(b"", "a.md", addition).written
