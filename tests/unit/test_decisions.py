"""What a person decided, and the file it is kept in."""

from __future__ import annotations

from pathlib import Path

import pytest

from enrich.decisions import Decision, Decisions, read_decisions
from enrich.errors import ConfigError
from enrich.identifiers import ArxivId, Doi, Title

SOUGHT = Title("counting sheep in the first meadow", "shepherd a", 2012)
OTHER = Title("counting goats")
WORK = Doi("10.5555/sheep")
PREPRINT = ArxivId("1203.0001")


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    made = Decisions([Decision(SOUGHT, WORK, is_it=True), Decision(OTHER, PREPRINT, is_it=False)])
    file = tmp_path / "decisions.jsonl"
    file.write_text(made.text, encoding="utf-8")
    assert list(made) == list(read_decisions(file))


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    assert [] == list(read_decisions(tmp_path / "none.jsonl"))


def test_the_text_does_not_depend_on_the_order_of_the_decisions() -> None:
    both = [Decision(SOUGHT, WORK, is_it=True), Decision(OTHER, PREPRINT, is_it=False)]
    assert Decisions(both).text == Decisions(reversed(both)).text


def test_a_yes_chooses_and_a_no_refuses() -> None:
    made = Decisions([Decision(SOUGHT, WORK, is_it=True), Decision(SOUGHT, PREPRINT, is_it=False)])
    assert WORK == made.chosen(SOUGHT)
    assert None is made.chosen(OTHER)
    assert made.is_refused(SOUGHT, PREPRINT)
    assert not made.is_refused(SOUGHT, WORK)
    assert not made.is_refused(OTHER, PREPRINT)


def test_the_later_of_two_decisions_holds() -> None:
    made = Decisions([Decision(SOUGHT, WORK, is_it=True)])
    made = made.with_one(Decision(SOUGHT, PREPRINT, is_it=True))
    assert PREPRINT == made.chosen(SOUGHT)
    made = made.with_one(Decision(SOUGHT, PREPRINT, is_it=False))
    assert None is made.chosen(SOUGHT)


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "{}",
        '{"sought": "title:a|b|", "work": "doi:10.5555/x"}',
        '{"sought": "doi:10.5555/x", "work": "doi:10.5555/x", "is_it": true}',
        '{"sought": "title:a|b|", "work": "nothing", "is_it": true}',
        '{"sought": "title:a|b|12x", "work": "doi:10.5555/x", "is_it": true}',
        '{"sought": "title:a|b|", "work": "doi:10.5555/x", "is_it": "yes"}',
        '{"sought": "title:a|b|", "work": "doi:10.5555/x", "is_it": true, "more": 1}',
        "\udcff",
    ],
)
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_bytes(b"\n" + line.encode(errors="surrogateescape"))
    with pytest.raises(ConfigError, match=r"decisions\.jsonl:2: .*take the line out"):
        read_decisions(file)


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is no file"):
        read_decisions(tmp_path)


def test_a_file_that_can_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(ConfigError, match=r"loop: can't be read .*; check its permissions"):
        read_decisions(tmp_path / "loop")
