"""The documentation says what is: commands, settings, names and links."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import enrich
from enrich.config import Config, load_config
from scripts.fill_docs import DOCUMENTS, ROOT, filled

NAMES = [str(document.relative_to(ROOT)) for document in DOCUMENTS]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in NAMES if "$ enrich" in text_of(name)])
def test_console_examples_show_what_the_command_prints(name: str) -> None:
    assert filled(text_of(name)) == text_of(name), "run `make docs`"


def test_python_examples_hold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "data").mkdir(parents=True)
    (project / "data/snapshot.jsonl").write_bytes((ROOT / "data/snapshot.jsonl").read_bytes())
    (project / "enrich.toml").touch()
    monkeypatch.chdir(project)
    results = doctest.testfile(str(ROOT / "docs/reference.md"), module_relative=False)
    assert (results.failed, results.attempted > 2) == (0, True)
    assert doctest.testmod(enrich).failed == 0


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    here = (ROOT / name).parent
    links = re.findall(r"\]\(([^)#]+)\)", text_of(name))
    assert [one for one in links if "://" not in one and not (here / one).exists()] == []


def test_every_setting_is_in_the_reference(tmp_path: Path) -> None:
    (tmp_path / "enrich.toml").write_text(
        'mailto = "a@b.org"\nseeds = []\noutput = ""\nformats = ["csl"]\ncache = ""\n'
        'snapshot = ""\n'
        'key = "{word}"\nabsence_lifetime = 1\ntimeout = 9\n[sources.arxiv]\nlifetime = 1\nurl = "http://x"\n'
    )
    assert isinstance(load_config(tmp_path, {}), Config)
    settings = re.findall(r"^\| `([\w.]+)` \|", text_of("docs/reference.md"), re.MULTILINE)
    for name in (
        "mailto",
        "seeds",
        "output",
        "formats",
        "cache",
        "snapshot",
        "key",
        "absence_lifetime",
        "timeout",
        "sources.NAME.lifetime",
        "sources.NAME.url",
    ):
        assert name in settings


def test_every_public_name_is_in_the_reference_and_can_be_imported() -> None:
    reference = text_of("docs/reference.md")
    for name in enrich.__all__:
        assert getattr(enrich, name)
        assert f"`{name}`" in reference or name == "__version__"


def test_every_decision_has_context_choice_and_cost() -> None:
    for document in (ROOT / "docs/decisions").glob("*.md"):
        found = re.findall(r"^\*\*(\w+)\.\*\*", document.read_text(), re.MULTILINE)
        assert found == ["Context", "Choice", "Cost"]
