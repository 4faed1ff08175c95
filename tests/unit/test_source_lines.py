"""Lines and addresses out of fields that sources fill, and lists of candidates."""

from __future__ import annotations

import pytest

from enrich.errors import Garbled
from enrich.record import Kind, Record
from enrich.sources.found import read_candidates
from enrich.sources.lines import read_address, read_line


@pytest.mark.parametrize(
    "address",
    [
        "http://licence.example",
        "HTTPS://licence.example/by/4.0/",
        "https://licence.example/a_(b)?c=%20d#e",
        "https://b\u00fccher.example/\u4e00",
    ],
)
def test_an_address_on_the_web_stays_as_it_is(address: str) -> None:
    assert address == read_address(f" {address}\n")


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "http://",
        "httpx://licence.example",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "https://licence.example/a b",
        "https://licence.example/<script>",
        "https://licence.example/\\input{x}",
        "https://licence.example/\x00",
        "https://licence.example/\x1b[2J",
        "https://licence.example/\u2028a",
        "https://licence.example/\u202egnp",
        "https://licence.example/" + "x" * 5000,
    ],
)
def test_what_could_not_be_followed_or_seen_is_no_address(raw: str | None) -> None:
    assert read_address(raw) is None


def test_a_line_without_end_is_cut() -> None:
    assert "W" * 5000 == read_line("W" * 1_000_000)


@pytest.mark.parametrize("body", [b'{"items":["\xff"]', b'{"items":' + b"[" * 10_000, b"[]", None])
def test_a_list_that_is_no_text_or_nested_deep_is_garbled(body: bytes | None) -> None:
    with pytest.raises(Garbled, match="crossref: a list in an unexpected shape"):
        list(read_candidates(body, lambda _: Record(kind=Kind.OTHER), source="crossref"))
