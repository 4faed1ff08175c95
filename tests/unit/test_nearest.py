"""What was meant by a mistyped word."""

from __future__ import annotations

import pytest

from enrich.nearest import LONGEST_WORD, nearest

COMMANDS = ("init", "add", "refresh", "list", "search", "show", "open", "status", "scan", "check")
FORMATS = ("bibtex", "bibtex-ascii", "biblatex", "biblatex-ascii", "csl", "json")


@pytest.mark.parametrize(
    ("word", "words", "meant"),
    [
        ("refesh", COMMANDS, "refresh"),
        ("lsit", COMMANDS, "list"),
        ("statsu", COMMANDS, "status"),
        ("REFRESH", COMMANDS, "refresh"),
        (" show ", COMMANDS, "show"),
        # Two slips of five letters are just enough alike.
        ("sead", ("mailto", "seeds"), "seeds"),
        ("ref", COMMANDS, "refresh"),
        ("bibtx", FORMATS, "bibtex"),
        ("biblatex_ascii", FORMATS, "biblatex-ascii"),
        ("vaswani", ("he2016deep", "vaswani2017attention"), "vaswani2017attention"),
        ("sample2022wall", ("sample2022walls", "sample2021walls"), "sample2022walls"),
    ],
)
def test_a_slip_leads_to_the_word_that_was_meant(
    word: str, words: tuple[str, ...], meant: str
) -> None:
    assert (meant,) == nearest(word, words)


@pytest.mark.parametrize("word", ["zzzz", "", "  ", "xy", "é", "r" * 500])
def test_what_is_like_none_of_them_leads_nowhere(word: str) -> None:
    assert () == nearest(word, COMMANDS)


def test_a_word_longer_than_any_slip_is_not_compared() -> None:
    word = "a" * LONGEST_WORD
    assert (word,) == nearest(word, [word])
    assert () == nearest(f"{word}a", [word])


def test_no_more_than_wanted_are_given_and_each_once() -> None:
    assert ("bibtex",) == nearest("bib", FORMATS)
    assert ("bibtex", "bibtex-ascii", "biblatex") == nearest("bib", (*FORMATS, *FORMATS), most=3)


def test_a_single_slip_goes_before_a_word_that_was_left_unfinished() -> None:
    assert ("ho2020", "hox2020denoising") == nearest(
        "hox2020", ["hox2020denoising", "ho2020"], most=2
    )


def test_two_letters_begin_too_many_words() -> None:
    assert () == nearest("bi", FORMATS)
