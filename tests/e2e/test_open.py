"""`enrich open`: the page of a work in the browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enrich.cli.open import open_
from enrich.errors import ConfigError
from tests.commands import Command
from tests.projects import Project

SAID = "no browser could be opened, so this is the address; BROWSER names a program to use\n"


@pytest.fixture
def opened(
    good: Project, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Command:
    return Command(open_, good, monkeypatch, capsysbinary)


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that writes down what it is to open."""
    path = tmp_path / "browser"
    path.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/opened\n', encoding="utf-8")
    path.chmod(0o755)
    return path


def addresses(project: Project) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give the keys and addresses of a publication and of a preprint."""
    works = json.loads(project.text("data/library.json"))
    published = next(one for one in works if one.get("DOI"))
    preprint = next(one for one in works if one["type"] == "article")
    return (published["id"], published["URL"]), (preprint["id"], preprint["URL"])


def run(project: Project, *arguments: str, browser: Path | str, code: int = 0) -> tuple[str, str]:
    """Run the command as a user does, whose browser is this one and no other."""
    environment = {
        "BROWSER": str(browser),
        "DISPLAY": "",
        "WAYLAND_DISPLAY": "",
        "PATH": "/nowhere",
    }
    done = project.run("open", *arguments, environment=environment)
    assert code == done.returncode, done.stderr
    return done.stdout, done.stderr


def test_the_browser_is_given_the_page_of_the_work(good: Project, browser: Path) -> None:
    (key, address), (preprint, page) = addresses(good)
    assert ("", f"opened {address}\n") == run(good, key, browser=browser)
    run(good, preprint, browser=browser)
    run(good, preprint, "--pdf", browser=browser)
    expected = [address, page, page.replace("/abs/", "/pdf/")]
    assert expected == (browser.parent / "opened").read_text().splitlines()


@pytest.mark.parametrize("browser", ["/nowhere/browser", "'", "/bin/false"])
def test_without_a_browser_the_address_is_printed_and_the_code_tells(
    good: Project, browser: str
) -> None:
    (key, address), _ = addresses(good)
    assert (f"{address}\n", SAID) == run(good, key, browser=browser, code=1)


def test_an_address_is_printed_alone_where_that_is_wanted(opened: Command) -> None:
    for key, address in addresses(opened.project):
        assert (0, f"{address}\n", "") == opened(key, "--print")


def test_json_tells_the_address_and_whether_it_was_opened(good: Project, browser: Path) -> None:
    (key, address), (preprint, page) = addresses(good)
    out, err = run(good, key, "--json", browser=browser)
    expected = {"key": key, "name": "DOI", "url": address, "opened": True}
    assert (expected, f"opened {address}\n") == (json.loads(out), err)
    out, err = run(good, preprint, "--json", "--pdf", browser="/bin/false", code=1)
    url = page.replace("/abs/", "/pdf/")
    assert {"key": preprint, "name": "PDF", "url": url, "opened": False} == json.loads(out)
    assert [address] == (browser.parent / "opened").read_text().splitlines()


def test_as_json_printed_alone_opens_nothing(opened: Command) -> None:
    _, (preprint, page) = addresses(opened.project)
    told = opened(preprint, "--print", "--json")
    expected = {"key": preprint, "name": "arXiv", "url": page, "opened": False}
    assert (0, expected, "") == (told.code, json.loads(told.out), told.err)


def test_a_work_without_arxiv_id_has_no_pdf_to_open(opened: Command) -> None:
    works = json.loads(opened.project.text("data/library.json"))
    key = next(one["id"] for one in works if "eprint" not in one.get("custom", {}))
    with pytest.raises(ConfigError, match="has no arXiv id, so that no PDF is known"):
        opened(key, "--pdf")


def test_what_is_not_in_the_library_is_not_opened(opened: Command) -> None:
    with pytest.raises(ConfigError, match="no entry has it"):
        opened("10.5555/nobody-has-it")
