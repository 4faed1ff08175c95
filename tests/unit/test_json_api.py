"""What is no JSON answer, whatever it is instead."""

from __future__ import annotations

import msgspec
import pytest
import requests

from enrich.errors import CutShort, Garbled, SourceError
from enrich.sources.crossref.answers import API

DEEP = 100_000


def judged(body: bytes, status: int = 200) -> SourceError | None:
    response = requests.Response()
    response.status_code = status
    response._content = body
    return API.judge(response)


@pytest.mark.parametrize(
    "body",
    [
        b'{"message": {"title": ["\xe9"]}}',
        b'{"message": {"x": ' + b"[" * DEEP + b"]" * DEEP + b"}}",
        b'{"message": {"title": ["a',
    ],
    ids=["not in UTF-8", "nested beyond measure", "cut"],
)
def test_an_answer_that_can_t_be_decoded_was_cut_on_its_way(body: bytes) -> None:
    assert CutShort is type(judged(body))


@pytest.mark.parametrize("body", [b"", b"<html>\xe9</html>", b"[" * DEEP, b"\xff\xfe{\0}\0"])
def test_what_does_not_even_begin_like_an_answer_is_garbled(body: bytes) -> None:
    assert Garbled is type(judged(body))


def test_an_error_is_judged_by_its_status_alone() -> None:
    assert judged(b"\xff", status=500) is None


def test_a_part_that_can_t_be_decoded_is_garbled() -> None:
    for body in (b'"\xe9"', b"[" * DEEP, b"{"):
        with pytest.raises(Garbled, match="something that is no work"):
            API.read(msgspec.Raw(body), dict[str, msgspec.Raw])
