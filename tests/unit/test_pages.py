"""Where the text of a list on the web lies."""

from __future__ import annotations

import pytest

from enrich.pages import file_behind

RAW = "https://raw.githubusercontent.com/ann/list"


@pytest.mark.parametrize(
    ("shown", "file"),
    [
        ("https://github.com/ann/list", f"{RAW}/HEAD/README.md"),
        ("https://github.com/ann/list/", f"{RAW}/HEAD/README.md"),
        ("https://github.com/ann/list?tab=readme", f"{RAW}/HEAD/README.md"),
        ("https://github.com/ann/list/tree/main", f"{RAW}/main/README.md"),
        ("https://github.com/ann/list/blob/main/a/b.md", f"{RAW}/main/a/b.md"),
        (
            "https://gitlab.com/ann/group/list/-/blob/main/a.md",
            "https://gitlab.com/ann/group/list/-/raw/main/a.md",
        ),
        (
            "https://gist.github.com/ann/0123abcd",
            "https://gist.githubusercontent.com/ann/0123abcd/raw",
        ),
        ("https://github.com/ann/list/issues/1", "https://github.com/ann/list/issues/1"),
        ("https://example.org/list.md?raw=1", "https://example.org/list.md?raw=1"),
    ],
)
def test_a_page_that_shows_a_file_is_read_from_the_file(shown: str, file: str) -> None:
    assert file == file_behind(shown)
