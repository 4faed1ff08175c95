"""The reference says what is: commands, settings, formats, checks, names."""

from __future__ import annotations

import re

import msgspec

import enrich
from enrich.about import CHECKS, FORMATS
from enrich.answers import Reason
from enrich.checks.faults import Fault
from enrich.cli import _options
from enrich.cli._groups import COMMANDS
from enrich.config.model import Settings, SourceConfig, WrittenIgnore
from enrich.overrides.fields import FIELDS
from enrich.seeds.formats import SUFFIXES
from enrich.versions import Rung
from enrich.writers.table import find_format
from scripts.fill_docs import COMMANDS_PAGE
from tests.docs.texts import ROOT, named, rows, text_of


def test_every_command_is_in_the_reference() -> None:
    shown = re.findall(r"^### enrich (\S+)$", COMMANDS_PAGE.read_text(), re.MULTILINE)
    assert [row.name for group in COMMANDS.values() for row in group] == shown


def test_every_setting_is_in_the_reference() -> None:
    expected = {
        *Settings.__struct_fields__,
        *(f"sources.NAME.{name}" for name in SourceConfig.__struct_fields__),
    }
    ignored = set(WrittenIgnore.__struct_fields__)
    assert expected == named("docs/reference/configuration.md")
    assert ignored == named("docs/reference/checks.md", "## What is to be ignored")


def test_the_defaults_in_the_reference_are_those_of_the_settings() -> None:
    shown = {row[0].strip("`"): row[1] for row in rows("docs/reference/configuration.md")}
    for name in ("seeds", "output", "formats", "key", "snapshot", "version", "title"):
        default = msgspec.json.encode(getattr(Settings(), name)).decode().replace(",", ", ")
        assert default in shown[name] or default.strip('"') in shown[name], name
    assert ["`1`", "`45`", "`true`"] == [
        shown[name] for name in ("absence_lifetime", "timeout", "look_for_published")
    ]


def test_every_format_is_in_the_reference_with_its_file() -> None:
    shown = {row[0].strip("`"): row[1].strip("`") for row in rows("docs/reference/formats.md")}
    assert {name: find_format(name).file for name in FORMATS} == {
        name: file for name, file in shown.items() if file.startswith("library.")
    }


def test_every_check_is_in_the_reference_with_its_level() -> None:
    shown = {row[0].strip("`"): row[1] for row in rows("docs/reference/checks.md", "# Checks")}
    expected = {fault.check: fault.level.value for fault in Fault}
    assert expected == {name: level for name, level in shown.items() if name in expected}
    assert set(CHECKS) == set(expected)


def test_every_exit_code_is_in_the_reference() -> None:
    shown = {row[0] for row in rows("docs/reference/exit-codes.md")} - {"code", "---"}
    codes = {str(getattr(_options, name)) for name in vars(_options) if name.startswith("EXIT_")}
    assert codes | {"0", "130"} == shown


def test_every_reason_of_a_miss_is_told() -> None:
    assert {reason.value for reason in Reason} == named("docs/concepts/flow.md")


def test_every_rung_of_the_ladder_is_told_in_its_order() -> None:
    shown = [row[0].strip("`") for row in rows("docs/concepts/versions.md", "## The ladder")]
    assert [rung.value for rung in Rung] == shown[2:] or [*Rung] == shown[1:]


def test_every_ending_of_a_list_is_in_the_reference() -> None:
    shown = {one.removeprefix("*") for one in named("docs/reference/seeds.md", column=1)}
    assert set(SUFFIXES) == {one for one in shown if one.startswith(".")}


def test_every_field_of_overrides_is_in_the_reference() -> None:
    shown = named("docs/reference/overrides.md")
    assert set(FIELDS) | {"version", "note"} == shown


def test_every_public_name_is_in_the_reference_and_can_be_imported() -> None:
    reference = text_of("docs/reference/python.md")
    for name in enrich.__all__:
        assert getattr(enrich, name)
        assert f"`{name}`" in reference or name == "__version__"


def test_every_decision_has_context_choice_and_cost_and_is_listed() -> None:
    listed = text_of("docs/decisions/index.md")
    for document in (ROOT / "docs/decisions").glob("0*.md"):
        text = document.read_text(encoding="utf-8")
        found = re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE)
        assert found == ["Context", "Choice", "Cost"]
        title = re.match(r"# \d+\. (.*)\n", text)
        assert title
        assert f"[{title[1]}]({document.name})" in listed
