"""Lists that hostile words are written into, and lists that are hostile themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from markdown_it import MarkdownIt

from enrich.answers import Standing
from enrich.errors import ConfigError
from enrich.identifiers import Doi
from enrich.keys import is_citable_key
from enrich.library import Entry
from enrich.lockfile import read_lock
from enrich.packing import Packed
from enrich.record import Kind, Record
from enrich.seeds import Seed, scan_bytes
from enrich.seeds.markdown.marks import OURS
from enrich.writers import FORMATS, Format
from tests.hostile.catalogue import ALL, CATALOGUE, KEYS, SAMPLE
from tests.hostile.files import FILES, overrides
from tests.hostile.places import identifiers
from tests.hostile.terminal import steering
from tests.hostile.test_commands import assert_calm, plant, run, strays
from tests.hostile.validity import bib_keys, bib_troubles, key_troubles, own_keys
from tests.projects import Project
from tests.records import contents_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

LINKS = [
    f"https://{'arxiv.org/abs' if at == 0 else 'doi.org'}/{name}"
    for number, _ in enumerate(SAMPLE)
    for at, name in enumerate(identifiers(number))
]
# What a list of links and what we write behind each of them is made of.
ELEMENTS = {"ul", "li", "a", "em", "p", "div"}
SAFE = re.compile(r"https://(?:arxiv\.org/abs|doi\.org)/")


def rendered(markdown: str) -> etree._Element:
    """Give what a page shows of Markdown, our own two comments aside."""
    html = MarkdownIt("commonmark", {"html": True}).render(markdown)
    assert re.sub(r"<!-- /?enrich -->", "", html).count("<!--") == 0
    return etree.fromstring(f"<div>{html}</div>", etree.HTMLParser())


def live(page: etree._Element) -> list[str]:
    """Give elements and addresses that no list of papers has."""
    elements = [one for one in page.iter() if isinstance(one.tag, str)]
    tags = {str(one.tag) for one in elements} - ELEMENTS - {"html", "body"}
    addresses = [str(one.get("href")) for one in elements if one.tag == "a"]
    attributes = {str(name) for one in elements for name in one.attrib} - {"href"}
    return sorted(tags | attributes | {one for one in addresses if not SAFE.match(one)})


def test_what_is_written_behind_a_link_is_words(hostile: Project) -> None:
    (hostile.folder / "papers.md").write_text(
        "".join(f"- [paper]({link})\n" for link in LINKS), encoding="utf-8"
    )
    written = run(hostile, "annotate", "--offline", "papers.md").stdout
    assert len(LINKS) == len(OURS.findall(written))
    assert len(LINKS) == len(written.splitlines())
    assert {} == steering(written)
    assert [] == live(rendered(written))


def test_a_hostile_list_comes_back_byte_for_byte(hostile: Project) -> None:
    plant(hostile, "list.md")
    path = hostile.folder / "data/seeds/list.md"
    before = path.read_bytes()
    run(hostile, "annotate", "--offline", "-i", str(path))
    assert 0 == run(hostile, "annotate", "--remove", "-i", str(path)).returncode
    assert OURS.sub("", before.decode()) == path.read_bytes().decode()


def test_the_changes_of_a_night_are_words(hostile: Project) -> None:
    plant(hostile, "list.md")
    (hostile.folder / "data/overrides.toml").write_text(
        overrides(CATALOGUE["html"]), encoding="utf-8"
    )
    assert_calm(hostile, "refresh", "--offline", "--changes", "CHANGES.md")
    page = rendered(hostile.text("CHANGES.md"))
    elements = {str(one.tag) for one in page.iter() if isinstance(one.tag, str)}
    assert elements <= ELEMENTS | {"html", "body", "h1", "h2", "strong"}


def test_no_key_of_hostile_lists_is_one_that_programs_stumble_on(hostile: Project) -> None:
    plant(hostile, *FILES)
    assert_calm(hostile, "refresh", "--offline", "--to", "bibtex", "--to", "biblatex", "-q")
    for file in ("library.bib", "library.biblatex.bib"):
        text = hostile.text(f"data/{file}")
        keys = bib_keys(text)
        assert [] == key_troubles(keys)
        assert keys == own_keys(text, file)
        assert {} == steering(text)
    assert set() == strays(hostile)


def test_completing_a_hostile_bib_changes_what_it_must_and_loses_nothing(
    hostile: Project,
) -> None:
    plant(hostile, "own.bib")
    own = "data/seeds/own.bib"
    before = own_keys(hostile.text(own), "own.bib")
    # A difference that goes into a file is the file's own, byte for byte.
    assert {} == steering(run(hostile, "refresh", own, "--offline", "--diff").stderr)
    run(hostile, "refresh", own, "--offline", "--in-place")
    assert before == own_keys(hostile.text(own), "own.bib")
    assert set() == strays(hostile)


@pytest.mark.parametrize("key", [key for key in KEYS if key])
def test_a_hostile_lock_file_is_refused_or_obeyed_but_never_followed(
    tmp_path: Path, key: str
) -> None:
    lock = tmp_path / "enrich.lock"
    lock.write_bytes(f"{key} first-seen 2026-01-01\n{key} is doi:10.5555/x\n".encode())
    try:
        read = read_lock(lock)
    except ConfigError:
        return
    assert read is not None
    assert all(is_citable_key(one.key) for one in read.works)


def extras_of(file: str) -> list[Entry]:
    """Make an entry of each seed of a .bib, with what its owner keeps there."""
    record = Record(kind=Kind.ARTICLE, doi=Doi("10.5555/x"))
    seeds = (one for one in scan_bytes(file.encode(), "own.bib").seeds if isinstance(one, Seed))
    return [
        Entry(f"key{number}", Packed.of(record), (), (seed,), Standing.FRESH)
        for number, seed in enumerate(seeds)
    ]


@pytest.mark.parametrize("form", [one for one in FORMATS if one.file.endswith(".bib")], ids=str)
def test_a_library_of_users_own_fields_holds_words(form: Format) -> None:
    written = form.write(contents_of(extras_of(FILES["own.bib"](ALL))))
    assert len(bib_keys(written)) > len(ALL)
    assert written.count("  mynote ") > len(ALL) / 2
    assert {} == steering(written.replace("\t", " "))
    assert [] == [one for one in bib_troubles(written) if ": file: " not in one]
