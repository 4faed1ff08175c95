"""Sources asked over a session in which every address holds the same answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import requests

from enrich.answers import Answer
from enrich.doubts import with_doubts
from enrich.errors import SourceError
from enrich.identifiers import Sequel, Title, Wanted
from enrich.record import Record
from enrich.sources import Source
from tests.fuzz.parsers.jats import hold_text
from tests.fuzz.wording import assert_clean

__all__ = ["asked", "hold_record"]


_TODAY = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)


class _Said(requests.Session):
    """A session in which every address says the same."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content

    def get(self, url: str | bytes, **_: object) -> requests.Response:
        response = requests.Response()
        response.status_code = 200
        response.url = str(url)
        response._content = self._content
        return response


def asked(source: Source, content: bytes, batches: Sequence[Sequence[Wanted]]) -> None:
    """Let a source judge an answer, and read it for each batch, as a run would."""
    refusal = source.manners().judge(_Said(content).get("https://api.invalid"))
    if refusal is not None:
        assert isinstance(refusal, SourceError), refusal
        str(refusal).encode()
        return
    for batch in batches:
        for ask in (source.ask, source.confirm):
            with _told():
                answers = ask(_Said(content), batch)
                for wanted, body in answers.items():
                    _read(source, Answer(source.name, wanted, body, None))


def _read(source: Source, answer: Answer) -> None:
    with _told():
        if isinstance(answer.identifier, (Sequel, Title)):
            for record in source.read_found(answer):
                hold_record(record)
        else:
            hold_record(source.read(answer))


def hold_record(record: Record) -> None:
    """Hold what must be true of any record."""
    record = with_doubts(record, _TODAY)
    assert_clean(record)
    for text in (record.title, record.abstract, record.venue.title):
        hold_text(text)
    for one in record.identifiers:
        assert one.url.isascii()


@contextmanager
def _told() -> Iterator[None]:
    """Take an error of the source for an answer."""
    try:
        yield
    except SourceError as error:
        # Whoever reads it must be able to print it.
        str(error).encode()
