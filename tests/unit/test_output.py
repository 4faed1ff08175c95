"""What standard output is given, by who reads it."""

from __future__ import annotations

import io

import pytest

from enrich.cli._output import put


class Screen(io.TextIOWrapper):
    """A terminal that shows nothing."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"a\tb\n", b"a\tb\n"),
        ("\u00e4\u4e00\u0301".encode(), "\u00e4\u4e00\u0301".encode()),
        (b"\x1b[2J\x7f\r\n", rb"\x1b[2J\x7f\r" + b"\n"),
        ("\x9b2J\u202e\u2028".encode(), rb"\x9b2J\u202e\u2028"),
        (b"\xff", rb"\xff"),
    ],
)
def test_a_terminal_is_shown_what_it_would_obey_and_a_file_is_given_it(
    monkeypatch: pytest.MonkeyPatch, data: bytes, shown: bytes
) -> None:
    for kind, written in ((Screen, shown), (io.TextIOWrapper, data)):
        stream = io.BytesIO()
        monkeypatch.setattr("sys.stdout", kind(stream))
        put(data)
        assert written == stream.getvalue()
