"""What is written of hostile works, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # its types are a package of their own
import pytest

from enrich.lockfile import LOCK_FILE, read_lock
from enrich.writers import FORMATS
from tests.hostile.catalogue import ALL
from tests.hostile.terminal import steering
from tests.hostile.validity import bib_keys, bib_troubles, json_keys, key_troubles, own_keys

pytestmark = pytest.mark.slow

BIBS = tuple(one.file for one in FORMATS if one.file.endswith(".bib"))
JSONS = tuple(one.file for one in FORMATS if one.file.endswith(".json"))
ASCII = tuple(name for name in BIBS if "ascii" in name)


def keys_of(mould: Path) -> list[str]:
    return bib_keys((mould / "data/library.bib").read_text(encoding="utf-8"))


def test_every_work_becomes_an_entry(hostile_mould: Path) -> None:
    assert 3 * len(ALL) == len(keys_of(hostile_mould))


@pytest.mark.parametrize("name", BIBS)
def test_a_bib_holds_entries_and_words_and_nothing_else(hostile_mould: Path, name: str) -> None:
    text = (hostile_mould / "data" / name).read_text(encoding="utf-8")
    assert [] == list(bib_troubles(text))


@pytest.mark.parametrize("name", BIBS)
def test_two_readers_find_the_same_entries(hostile_mould: Path, name: str) -> None:
    text = (hostile_mould / "data" / name).read_text(encoding="utf-8")
    keys = bib_keys(text)
    assert keys_of(hostile_mould) == keys
    assert keys == own_keys(text, name)


@pytest.mark.parametrize("name", JSONS)
def test_json_holds_the_same_entries(hostile_mould: Path, name: str) -> None:
    assert keys_of(hostile_mould) == json_keys(hostile_mould / "data" / name)


def test_csl_follows_its_schema(hostile_mould: Path, shared: Path) -> None:
    schema = json.loads((shared / "schemas/csl-data.json").read_bytes())
    written = json.loads((hostile_mould / "data/library.json").read_bytes())
    jsonschema.Draft7Validator(schema).validate(written)


@pytest.mark.parametrize("name", [*BIBS, *JSONS])
def test_nothing_written_steers_what_shows_it(hostile_mould: Path, name: str) -> None:
    assert {} == steering((hostile_mould / "data" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ASCII)
def test_ascii_is_ascii(hostile_mould: Path, name: str) -> None:
    assert (hostile_mould / "data" / name).read_bytes().isascii()


def test_no_key_is_a_path_or_nothing_to_cite_by(hostile_mould: Path) -> None:
    assert [] == key_troubles(keys_of(hostile_mould))


def test_the_lock_file_can_be_read_back(hostile_mould: Path) -> None:
    lock = read_lock(hostile_mould / "data" / LOCK_FILE)
    assert lock is not None
    assert set(keys_of(hostile_mould)) == {one.key for one in lock.kept}
    assert lock.text == (hostile_mould / "data" / LOCK_FILE).read_text(encoding="utf-8")
