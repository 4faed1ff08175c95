"""What the doctor finds out about the program and what it stands on."""

from __future__ import annotations

import datetime as dt
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from enrich.config import load_config
from enrich.diagnosis.keeping import examine_cache, examine_room, examine_runs
from enrich.diagnosis.model import Verdict
from enrich.diagnosis.network import examine_proxies
from enrich.diagnosis.project import examine_address
from enrich.diagnosis.surroundings import examine_clock, examine_versions, is_within
from enrich.runs import alone


@pytest.mark.parametrize(
    ("version", "bounds", "is_it"),
    [
        ("4.0", ">=4.0,<5", True),
        ("4.0.0", ">=4,<5", True),
        ("5.0.0", ">=4.0,<5", False),
        ("3.9", ">=4.0", False),
        ("2.10", ">=2.9,<2.11", True),
        ("2.9.1", "<2.10", True),
        ("1.0", "!=1.0.0", False),
        ("1.2rc1", "==1.2", True),
        ("7", "", True),
    ],
)
def test_a_version_is_compared_number_by_number(version: str, bounds: str, is_it: bool) -> None:  # noqa: FBT001 - the expectation
    assert is_it is is_within(version, bounds)


def test_a_library_out_of_its_bounds_or_missing_is_a_problem() -> None:
    def installed(name: str) -> str:
        if name == "goat":
            raise PackageNotFoundError(name)
        return "5.0"

    wants = ["sheep>=4,<5", "cow>=5", "goat>=1", 'horse>=9; extra == "dev"']
    first, *wrong = examine_versions(lambda _: wants, installed)
    assert (Verdict.OK, ["sheep", "goat"]) == (first.verdict, [one.subject for one in wrong])
    assert "5.0 is installed, and >=4,<5 is needed" == wrong[0].told
    assert {Verdict.PROBLEM} == {one.verdict for one in wrong}


def test_without_an_installation_the_libraries_can_not_be_checked() -> None:
    def required(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    (found,) = examine_versions(required)
    assert Verdict.WARNING is found.verdict


def test_what_is_installed_here_is_within_its_bounds() -> None:
    assert [Verdict.OK] == [one.verdict for one in examine_versions()]


@pytest.mark.parametrize(("year", "verdict"), [(1999, Verdict.PROBLEM), (2999, Verdict.OK)])
def test_a_clock_that_is_behind_the_program_is_wrong(year: int, verdict: Verdict) -> None:
    assert verdict is examine_clock(dt.datetime(year, 1, 1, tzinfo=dt.UTC)).verdict


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("http://ann:secret@proxy.example:3128", "http://proxy.example:3128"),
        ("ann:secret@proxy.example:3128", "http://proxy.example:3128"),
        ("proxy.example", "http://proxy.example"),
    ],
)
def test_a_proxy_is_shown_without_its_password(value: str, shown: str) -> None:
    (found,) = examine_proxies({"https_proxy": value})
    assert f"https_proxy is {shown}" == found.told


def test_certificates_that_are_not_there_are_a_problem() -> None:
    (found,) = examine_proxies({"REQUESTS_CA_BUNDLE": "/nowhere/ca.pem"})
    assert (Verdict.PROBLEM, "certificates") == (found.verdict, found.subject)


def test_an_address_is_shown_so_that_others_may_see_it(tmp_path: Path) -> None:
    config = load_config(tmp_path, {"ENRICH_MAILTO": "ann@example.org"})
    assert "a\u2026@example.org" == examine_address(config).told
    assert Verdict.WARNING is examine_address(load_config(tmp_path, {})).verdict


def test_a_run_at_work_is_named(tmp_path: Path) -> None:
    (tmp_path / "enrich.toml").touch()
    config = load_config(tmp_path, {})
    assert "none is at work" == examine_runs(config).told
    with alone(config.cache.parent / "run.lock"):
        found = examine_runs(config)
    assert Verdict.WARNING is found.verdict
    assert "another run is at work here" in found.told


def test_a_cache_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "enrich.toml").touch()
    config = load_config(tmp_path, {})
    assert (Verdict.OK, Verdict.OK) == (examine_cache(config).verdict, examine_room(config).verdict)
    assert ["enrich.toml"] == [path.name for path in tmp_path.iterdir()]
