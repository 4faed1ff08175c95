"""What somebody names on the command line, read as identifiers, links and titles."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from enrich.additions import Outcome, Terms, add_all, find_candidates, seeds_of_words
from enrich.beginnings import ignores_with, settings_text
from enrich.config import load_config
from enrich.errors import SeedError
from enrich.toml import decoded


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("2006.11239 10.5555/1", ["2006.11239", "10.5555/1"]),
        ("Counting sheep", ["Counting sheep"]),
        ("Counting sheep 2006.11239 More sheep", ["Counting sheep", "2006.11239", "More sheep"]),
        ("https://arxiv.org/abs/2006.11239 sheep", ["https://arxiv.org/abs/2006.11239", "sheep"]),
        ("2006.1 sheep", ["2006.1", "sheep"]),
    ],
)
def test_words_without_an_identifier_are_one_title(words: str, written: list[str]) -> None:
    assert written == [one.written for one in seeds_of_words(words.split())]


def test_what_is_in_quotes_is_by_itself() -> None:
    found = seeds_of_words(["Counting sheep", "Counting goats"])
    assert ["Counting sheep", "Counting goats"] == [one.claim.title for one in found]


def test_a_slip_in_an_identifier_is_no_title() -> None:
    (found,) = seeds_of_words(["2006.1"])
    assert found.asked is None


def test_a_single_word_is_a_title_all_the_same() -> None:
    (found,) = seeds_of_words(["Attention"])
    assert "Attention" == found.claim.title


def test_a_reference_tells_its_authors_and_year() -> None:
    (found,) = seeds_of_words(['A. Ann, B. Bee, "Counting the sheep of a dream", Sheep, 2020'])
    assert ("Counting the sheep of a dream", 2020) == (
        found.claim.title,
        found.claim.date and found.claim.date.year,
    )


@pytest.mark.parametrize(
    "words",
    [
        "Counting-Free Guidance of Sheep, Ann Bee and Carl Dodo, 2022",
        "Counting-Free Guidance of Sheep by Ann Bee, Carl Dodo, 2022",
    ],
)
def test_words_are_read_as_an_item_of_a_list_is(words: str) -> None:
    (found,) = seeds_of_words([words])
    assert ("Counting-Free Guidance of Sheep", ("Ann Bee", "Carl Dodo")) == (
        found.claim.title,
        found.claim.authors,
    )
    assert (words, "argument:1") == (found.written, str(found.origin))


def test_a_link_that_leads_elsewhere_is_told() -> None:
    with pytest.raises(SeedError, match=r"leads to no paper \(code\)"):
        seeds_of_words(["https://github.com/ann/list"])


# Somebody else adds at the same time


@pytest.mark.parametrize("other", ["papers.md", "others.txt"])
def test_what_another_run_added_meanwhile_is_not_added_again(tmp_path: Path, other: str) -> None:
    (tmp_path / "enrich.toml").write_text('seeds = ["papers.md", "others.txt"]\n')
    (tmp_path / "papers.md").write_text("# Papers\n")
    config = load_config(tmp_path, {})
    config = msgspec.structs.replace(config, offline=True, snapshot=None)
    terms = Terms(file=tmp_path / "papers.md", takes_unknown=True)
    names = ("2101.00001", "2101.00002", "2101.00003")
    found = find_candidates(seeds_of_words(names), config)
    (tmp_path / other).write_text("https://arxiv.org/abs/2101.00002v1\n")
    added = add_all(found, terms, config)
    assert [Outcome.ADDED, Outcome.THERE, Outcome.ADDED] == [one.outcome for one in added]
    place = added[1].place
    assert place is not None
    assert (other, 1) == (Path(place.file).name, place.line)
    lists = [(tmp_path / name) for name in {"papers.md", other}]
    assert 1 == sum(one.read_text().count("2101.00002") for one in lists)


# What a project begins with


@pytest.mark.parametrize("name", ['a "b".md', "a\\b.md", "\u00fcber.md", "a\x7f\x01b.md"])
def test_settings_hold_any_name(name: str) -> None:
    read = decoded(settings_text([name], 'a"b@example.org'), Path("enrich.toml"))
    assert ([name], 'a"b@example.org') == (read["seeds"], read["mailto"])


def test_what_git_leaves_out_is_added_once() -> None:
    once = ignores_with(b"*.pyc\n")
    assert once == ignores_with(once)
