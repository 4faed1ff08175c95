"""Lists written back with what is known behind each paper, and nothing else changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.annotations import annotated as annotate
from enrich.annotations import placed_seeds, without_annotations
from enrich.answers import Reason, Standing
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.library import Entry, Library
from enrich.misses import Miss
from enrich.packing import Packed
from enrich.record import Dates, Kind, Notice, Record, Venue
from enrich.seeds import Seed
from enrich.text import Charset
from tests.records import plain, record_of

PREPRINT = record_of(
    Kind.PREPRINT, arxiv=ArxivId("2101.00001"), dates=Dates(posted=PartialDate(2021, 1))
)
ARTICLE = record_of(
    doi=Doi("10.5555/a(1)"),
    dates=Dates(printed=PartialDate(2020)),
    venue=Venue(title=plain("Annals_of | Sheep")),
)
LINE = "- [Sheep](https://arxiv.org/abs/2101.00001), and more"
NOTE = " <!-- enrich -->([arXiv:2101.00001](https://arxiv.org/abs/2101.00001), 2021, preprint)"
NOTE += "<!-- /enrich -->"


def seeds_of(text: str, file: str) -> tuple[Seed, ...]:
    return tuple(seed for seed, _ in placed_seeds(text, text, file))


def annotated(text: str, file: str, library: Library) -> str:
    return annotate(text, placed_seeds(text, text, file), library, Charset.UTF8)


def library_of(text: str, *records: Record) -> Library:
    """Give a library in which the seeds of a list stand for these records, in their order."""
    by_name: dict[object, list[Seed]] = {}
    for seed in seeds_of(text, "list.md"):
        by_name.setdefault(seed.wanted, []).append(seed)
    return Library(
        tuple(
            Entry(str(number), Packed.of(record), (), tuple(seeds), Standing.FRESH)
            for number, (record, seeds) in enumerate(zip(records, by_name.values(), strict=False))
        ),
        (),
    )


def written(text: str, *records: Record) -> str:
    return annotated(text, "list.md", library_of(text, *records))


def test_a_preprint_is_told_behind_its_link() -> None:
    assert LINE.replace(")", ")" + NOTE, 1) == written(LINE, PREPRINT)


def test_a_published_work_is_told_with_its_venue_and_harmless_in_a_table() -> None:
    text = "| paper |\n| --- |\n| [A](https://doi.org/10.5555/a(1)) |\n"
    note = (
        " <!-- enrich -->([10.5555/a(1)](https://doi.org/10.5555/a%281%29),"
        " *Annals\\_of \\| Sheep*, 2020, published)<!-- /enrich -->"
    )
    assert text.replace(")) |", "))" + note + " |") == written(text, ARTICLE)


def test_what_became_of_a_work_is_its_status() -> None:
    record = record_of(doi=Doi("10.5555/r"), notices=(Notice(kind="retraction"),))
    text = "[A](https://doi.org/10.5555/r)"
    assert "retracted)<!-- /enrich -->" in written(text, record)


def test_running_again_changes_nothing() -> None:
    once = written(LINE, PREPRINT)
    assert once == written(once, PREPRINT)


def test_what_is_known_now_takes_the_place_of_what_was_known() -> None:
    once = written(LINE, PREPRINT)
    published = record_of(arxiv=ArxivId("2101.00001"), doi=Doi("10.5555/p"))
    assert "10.5555/p" in written(once, published)
    assert "preprint" not in written(once, published)


def test_taking_it_out_gives_the_list_as_it_was() -> None:
    assert LINE == without_annotations(written(LINE, PREPRINT))


def test_what_nobody_could_be_asked_for_keeps_what_was_written() -> None:
    once = written(LINE, PREPRINT)
    (seed,) = seeds_of(once, "list.md")
    missed = Library((), (Miss(seed, "arxiv", Reason.THROTTLED, ""),))
    assert once == annotated(once, "list.md", missed)


def test_what_is_not_there_is_said() -> None:
    (seed,) = seeds_of(LINE, "list.md")
    missed = Library((), (Miss(seed, "arxiv", Reason.NOT_FOUND, ""),))
    assert "(not found)<!-- /enrich -->" in annotated(LINE, "list.md", missed)


def test_a_paper_linked_twice_on_a_line_is_told_once() -> None:
    text = f"{LINE} [again](https://arxiv.org/pdf/2101.00001)"
    assert 1 == written(text, PREPRINT).count("<!-- enrich -->")


def test_every_line_that_names_a_paper_is_told() -> None:
    text = f"{LINE}\n{LINE}\n"
    assert 2 == written(text, PREPRINT).count(NOTE)


_ends = st.sampled_from(["\n", "\r\n", "\r"])
_lines = st.lists(
    st.sampled_from([LINE, "words", "", "# Heading", "| a | b |", "\u00e9\U0001f50d \ufeff"])
    | st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20),
    max_size=8,
)


@given(_lines, _ends)
def test_nothing_else_is_changed_whatever_the_lines_and_their_ends(
    lines: list[str], end: str
) -> None:
    text = without_annotations(end.join(lines))
    assert text == without_annotations(written(text, PREPRINT))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_place_is_right_whatever_lines_end_in(end: str) -> None:
    text = end.join(["# Papers", "", LINE, "", LINE, ""])
    assert text.replace("00001)", "00001)" + NOTE) == written(text, PREPRINT)


def test_letters_are_numbers_where_the_list_is_in_another_encoding() -> None:
    record = record_of(doi=Doi("10.5555/a"), venue=Venue(title=plain("F\u00fcr Schafe")))
    text = "[A](https://doi.org/10.5555/a)"
    placed = placed_seeds(text, text, "list.md")
    assert "*F&#252;r Schafe*" in annotate(text, placed, library_of(text, record), Charset.ASCII)


PEOPLE = "J\u00e9r\u00f4me \u00c9lan, Zo\u00eb \u00c5s, Ren\u00e9 \u00d6k"
REFERENCE = f"- {PEOPLE}. Counting sheep at noon. 2012."


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_a_text_that_was_decoded_wrongly_may_name_other_papers_than_was_meant(
    encoding: str,
) -> None:
    meant = f"{REFERENCE}\n{LINE}\n"
    text = meant.encode().decode(encoding, errors="replace")
    (*_, (seed, end)) = placed_seeds(text, meant, "list.md")
    assert seed.wanted == ArxivId("2101.00001")
    assert text[:end].endswith("2101.00001)")


def test_places_are_written_to_in_their_order() -> None:
    placed = placed_seeds(f"{LINE}\n{LINE}", f"{LINE}\n{LINE}", "list.md")
    library = library_of(f"{LINE}\n{LINE}", PREPRINT)
    expected = annotate(f"{LINE}\n{LINE}", placed, library, Charset.UTF8)
    assert expected == annotate(f"{LINE}\n{LINE}", placed[::-1], library, Charset.UTF8)


@given(_lines, st.sampled_from(["cp1252", "mac_roman", "latin-1"]))
def test_however_wrongly_a_text_was_decoded_it_is_placed(lines: list[str], encoding: str) -> None:
    meant = "\n".join([*lines, REFERENCE, LINE])
    text = meant.encode().decode(encoding, errors="replace")
    placed = placed_seeds(text, meant, "list.md")
    assert all(-1 <= end <= len(text) for _, end in placed)
