"""The status of an entry: the gravest that can be said of the work."""

from __future__ import annotations

import msgspec
import pytest

from enrich.catalogue import Order
from enrich.cli.list import KINDS, ORDERS, STATUSES
from enrich.identifiers import Doi
from enrich.library import Library
from enrich.match import Agreement, Evidence, Match, Verdict
from enrich.policy import Policy
from enrich.record import Kind, Notice
from enrich.status import Status, status_of, statuses_of
from tests.records import ARXIV, DOI, entry_of, record_of

NOTICE = Doi("10.5555/notice")
PREPRINT = record_of(Kind.PREPRINT, arxiv=ARXIV)
OPEN = Evidence(Agreement.CLEAR, Agreement.OPEN, Agreement.OPEN, Agreement.CLEAR)
MATCH = Match(record_of(doi=DOI), OPEN, Verdict.DOUBTFUL)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.ARTICLE, Status.PUBLISHED),
        (Kind.DATASET, Status.PUBLISHED),
        (Kind.PREPRINT, Status.PREPRINT),
    ],
)
def test_a_work_is_published_or_a_preprint(kind: Kind, expected: Status) -> None:
    assert expected is status_of(entry_of(record_of(kind, doi=DOI)))


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        ("retraction", Status.RETRACTED),
        ("partial_retraction", Status.RETRACTED),
        ("removal", Status.RETRACTED),
        ("withdrawal", Status.RETRACTED),
        ("correction", Status.PUBLISHED),
        ("expression of concern", Status.PUBLISHED),
        ("new version", Status.PUBLISHED),
    ],
)
def test_what_was_taken_back_is_retracted_and_what_was_corrected_is_not(
    notice: str, expected: Status
) -> None:
    record = record_of(doi=DOI, notices=(Notice(kind=notice, identifier=NOTICE),))
    assert expected is status_of(entry_of(record))


def test_a_preprint_that_may_have_become_a_work_is_doubtful() -> None:
    entry = msgspec.structs.replace(entry_of(PREPRINT), may_have_become=(MATCH,))
    assert Status.DOUBTFUL is status_of(entry)


def test_who_wants_preprints_is_in_no_doubt() -> None:
    entry = msgspec.structs.replace(
        entry_of(PREPRINT), may_have_become=(MATCH,), policy=Policy.PREPRINT
    )
    assert Status.PREPRINT is status_of(entry)


def test_a_withdrawn_preprint_that_may_have_become_a_work_is_retracted() -> None:
    record = msgspec.structs.replace(PREPRINT, notices=(Notice(kind="withdrawal"),))
    entry = msgspec.structs.replace(entry_of(record), may_have_become=(MATCH,))
    assert Status.RETRACTED is status_of(entry)


def test_a_notice_in_the_library_retracts_a_work_that_does_not_know_it_yet() -> None:
    notice = record_of(doi=NOTICE, announces=(Notice(kind="retraction", identifier=DOI),))
    library = Library((entry_of(record_of(doi=DOI), "work"), entry_of(notice, "notice")), ())
    expected = {"work": Status.RETRACTED, "notice": Status.PUBLISHED}
    assert expected == statuses_of(library)


def test_the_notice_of_a_retraction_is_not_retracted_itself() -> None:
    told = (Notice(kind="retraction"),)
    announces = (Notice(kind="retraction", identifier=DOI),)
    record = record_of(doi=NOTICE, notices=told, announces=announces)
    assert Status.PUBLISHED is status_of(entry_of(record))


def test_every_status_is_explained_in_a_sentence() -> None:
    assert all(one.help.endswith(".") for one in Status)


def test_the_options_offer_every_status_kind_and_order() -> None:
    expected = (tuple(Status), tuple(Kind), tuple(Order))
    assert expected == (STATUSES, KINDS, ORDERS)
