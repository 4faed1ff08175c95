"""The schemas know what the readers know, no more and no less."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest
from click.testing import CliRunner

from enrich.about import CHECKS, FORMATS
from enrich.cli.schema import schema as command
from enrich.config import load_config
from enrich.config.model import Settings, SourceConfig, WrittenIgnore
from enrich.errors import ConfigError
from enrich.lockfile import Became, Lock, Locked, Rest, Shown, read_lock
from enrich.schemas import config_schema, lock_schema
from enrich.sources import make_sources
from scripts.write_schemas import SCHEMAS

CONFIG, LOCK = (
    jsonschema.Draft202012Validator(json.loads(made())) for made in (config_schema, lock_schema)
)
ROOT = Path(__file__).parents[2]


def is_configuration(text: str) -> bool:
    """Whether an enrich.toml keeps to the schema, as an editor that knows TOML sees it."""
    table = json.loads(json.dumps(tomllib.loads(text), default=dt.date.isoformat))
    return bool(CONFIG.is_valid(table))


def is_read(folder: Path, text: str) -> bool:
    """Whether the command takes an enrich.toml."""
    (folder / "enrich.toml").write_text(text, encoding="utf-8")
    try:
        make_sources(load_config(folder, {}))
    except ConfigError:
        return False
    return True


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_the_written_schemas_are_those_that_the_program_gives(file: Path) -> None:
    assert SCHEMAS[file]() == file.read_bytes(), "run scripts/write_schemas.py"


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_they_are_schemas(file: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(file.read_bytes()))


@pytest.mark.parametrize(("name", "made"), [("config", config_schema), ("lock", lock_schema)])
def test_the_command_prints_them(name: str, made: Callable[[], bytes]) -> None:
    assert made() == CliRunner().invoke(command, [name]).stdout_bytes


@pytest.mark.parametrize(
    ("shape", "at"),
    [
        (Settings, ("properties",)),
        (SourceConfig, ("$defs", "source", "properties")),
        (WrittenIgnore, ("$defs", "ignore", "properties")),
    ],
)
def test_every_setting_is_described_and_no_other(
    shape: type[msgspec.Struct], at: tuple[str, ...]
) -> None:
    told = json.loads(config_schema())
    for name in at:
        told = told[name]
    assert list(shape.__struct_fields__) == list(told)
    assert all(one["description"] for one in told.values())


def test_the_names_are_those_that_there_are(tmp_path: Path) -> None:
    told = json.loads(config_schema())
    known = {source.name for source in make_sources(load_config(tmp_path, {}))}
    assert known == set(told["properties"]["sources"]["properties"])
    assert list(FORMATS) == told["properties"]["formats"]["items"]["enum"]
    assert list(CHECKS) == told["$defs"]["ignore"]["properties"]["check"]["enum"]


WHOLE = """
mailto = "reader@example.org"
seeds = ["list.md", "https://example.org/list"]
output = "out"
formats = ["bibtex", "json"]
cache = "c.sqlite"
snapshot = "s.jsonl"
decisions = "d.jsonl"
overrides = "o.toml"
key = "{family:.3}-{year}{word}"
version = "both"
look_for_published = false
own_fields = ["file"]
title = "Papers on rats"
absence_lifetime = 0
timeout = 600
[sources.arxiv]
url = "http://127.0.0.1:8000"
lifetime = 0.5
[[ignore]]
check = "retracted"
of = "10.1000/x"
reason = "known"
until = 2027-06-30
"""


@pytest.mark.parametrize("text", ["", WHOLE, (ROOT / "enrich.toml").read_text(encoding="utf-8")])
def test_what_is_read_keeps_to_the_schema(tmp_path: Path, text: str) -> None:
    assert (True, True) == (is_configuration(text), is_read(tmp_path, text))


def test_a_whole_configuration_has_every_setting() -> None:
    assert set(Settings.__struct_fields__) == set(tomllib.loads(WHOLE))


@pytest.mark.parametrize(
    "text",
    [
        "nothing = 1",
        "Seeds = []",
        'seeds = "list.md"',
        'formats = ["bibtext"]',
        "formats = []",
        'mailto = "nobody"',
        'key = "key"',
        'version = "newest"',
        'look_for_published = "no"',
        "timeout = 0",
        "timeout = 601",
        "absence_lifetime = -1",
        "absence_lifetime = 36501",
        "output = 1",
        "[sources.nobody]",
        '[sources.arxiv]\nurl = "ftp://example.org"',
        "[sources.arxiv]\nlifetime = -1",
        "[sources.arxiv]\nage = 1",
        '[[ignore]]\ncheck = "retracted"\nof = "x"',
        '[[ignore]]\ncheck = "none"\nof = "x"\nreason = "y"',
        '[[ignore]]\ncheck = "retracted"\nof = "x"\nreason = ""',
        '[[ignore]]\ncheck = "retracted"\nof = "x"\nreason = "y"\nuntil = 1',
        "[ignore]\n",
    ],
)
def test_what_is_refused_does_not_keep_to_it(tmp_path: Path, text: str) -> None:
    assert (False, False) == (is_configuration(text), is_read(tmp_path, text))


WORK = "doi:10.1000/x"
DAY = dt.date(2026, 11, 22)
FULL = Locked(
    key="ott2021salt",
    names=("arxiv:2101.00001", WORK),
    first_seen=DAY,
    first_name="arxiv:2101.00001",
    left=DAY,
    main="ott2021",
    shown=Shown("published", WORK),
    became=Became(WORK, "author"),
    notices=(f"correction {WORK} 2026-01-01",),
    rests=(Rest("crossref", WORK, "77aa0f31c2d95e64"), Rest("arxiv", WORK, "0", is_lost=True)),
)


def test_every_line_of_a_lock_file_keeps_to_its_schema() -> None:
    own = (ROOT / "data/enrich.lock").read_text(encoding="utf-8")
    lines = f"{Lock((FULL,)).text}{own}".split("\n")
    assert [] == [line for line in lines if not LOCK.is_valid(line)]


def test_every_sort_of_line_has_a_schema_of_its_own() -> None:
    sorts = [jsonschema.Draft202012Validator(one) for one in LOCK.schema["anyOf"]]
    lines = [*FULL.lines(), "# a comment"]
    assert [1] * len(lines) == [sum(sort.is_valid(line) for sort in sorts) for line in lines]
    assert all(any(sort.is_valid(line) for line in lines) for sort in sorts)


@pytest.mark.parametrize(
    "line",
    [
        "key was doi:10.1000/x",
        "<<<<<<< ours",
        "key is 10.1000/x",
        "key first-seen yesterday",
        "key left 2026",
        "key rests on crossref doi:10.1000/x",
        "key rests on crossref doi:10.1000/x 77 found",
        "k{y} is doi:10.1000/x",
    ],
)
def test_a_line_that_is_refused_does_not_keep_to_it(tmp_path: Path, line: str) -> None:
    file = tmp_path / "enrich.lock"
    file.write_text(f"key first-seen 2026-11-22\n{line}\n")
    with pytest.raises(ConfigError):
        read_lock(file)
    assert not LOCK.is_valid(line)
