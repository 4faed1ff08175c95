"""Repairing capitals changes nothing but case, once, and only where it is shouted."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from enrich.text import Run, Style, Text
from enrich.text.capitals import repair_capitals

_WORDS = (
    "THE OF AND A IN LA DE DER UND E I IT O'BRIEN D'ALEMBERT L'ART QU'ON DON'T X-RAY NASA NASAS"
    " STATE-OF-THE-ART SVM (SVM) GPUS VIII 3D 19TH H2O -1,5-DIYL U.S. PH ICs MCDONALD McDONALD AU"
    " IJSSEL COLI EDITORIAL NATURE MAGNETIC FIELDS HISTORY GRAMMAR: GRO\u00dfE STRA\u00dfE"
    " \u01c4UNGLA \u0130STANBUL DE\u011e\u0130\u015e\u0130M \u0141\u00d3D\u0179 e\u0301 A\u0300B"
    " \ufb01 \u2163"
    " \u039f\u0394\u039f\u03a3 \u0418\u0421\u0422\u041e\u0420\u0418\u042f \u0412 \u4e2d\u6587"
    " \u1c90\u1c91\u1c92 \U0001d400\U0001d401 word Title"
    " \u00ab \u00bb ( ) \" ' - \u2013 \u2014 : . ? \ue000 +"
)
_words = st.lists(st.sampled_from(_WORDS.split()), max_size=14).map(" ".join)
_strings = st.text() | _words | _words.map(str.upper) | st.text(st.characters(categories=["Lu"]))
_styles = st.lists(st.sampled_from(list(Style)), max_size=2).map(tuple)
_runs = st.builds(Run, _strings) | st.builds(Run, _strings, _styles)
_texts = st.lists(_runs, max_size=4).map(lambda runs: Text(tuple(runs)))
_languages = st.none() | st.sampled_from(
    ["", "en", "fr", "de", "nl", "it", "tr", "ru", "cs", "x-y"]
)
_KEPT = {Style.MATH, Style.SUB, Style.SUP, Style.CASED}


def _without_case(text: str) -> str:
    """Fold case, the two letters i of Turkish included."""
    return text.translate({ord(one): "i" for one in "I\u0130\u0131"}).casefold()


@given(_texts, _languages)
@example(Text((Run("AAA:MCAA"), Run("\u0130:"))), None)
def test_nothing_but_case_changes(text: Text, language: str | None) -> None:
    repaired = repair_capitals(text, language) or text
    assert _without_case(str(text)) == _without_case(str(repaired))


@given(_texts, _languages)
@example(Text((Run("THE "), Run("HISTORY", (Style.ITALIC,)), Run(" OF"), Run("", ()))), None)
def test_runs_keep_their_length_and_styles(text: Text, language: str | None) -> None:
    repaired = repair_capitals(text, language) or text
    expected = [(len(run.text), run.styles) for run in text.runs]
    assert expected == [(len(run.text), run.styles) for run in repaired.runs]


@given(_texts, _languages)
def test_formulas_indices_and_cased_runs_stay(text: Text, language: str | None) -> None:
    repaired = repair_capitals(text, language) or text
    for run, after in zip(text.runs, repaired.runs, strict=True):
        assert run == after or _KEPT.isdisjoint(run.styles)


@given(_texts, _languages)
@example(Text((Run("THE+A"), Run("0:THE+"))), None)
@example(Text((Run("Aa:AAAAAA AAAA\u0130:a THE:AAAAA"),)), None)
def test_what_is_repaired_no_longer_shouts(text: Text, language: str | None) -> None:
    repaired = repair_capitals(text, language)
    if repaired:
        assert repair_capitals(repaired, language) is None


@given(_texts, _languages)
def test_what_is_repaired_is_another_text(text: Text, language: str | None) -> None:
    assert text != repair_capitals(text, language)


@given(st.lists(_strings.map(str.capitalize), max_size=8).map(" ".join), _languages)
def test_lower_case_is_never_raised(line: str, language: str | None) -> None:
    repaired = str(repair_capitals(Text((Run(line),)), language) or line)
    for before, after in zip(line, repaired, strict=True):
        assert before == after or before.isupper()


@given(_words.map(str.lower) | _words.map(str.title), _languages)
def test_normal_case_stays(line: str, language: str | None) -> None:
    assert repair_capitals(Text((Run(line),)), language) is None
