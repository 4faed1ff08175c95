"""Plugins are found without being imported, and a bad one is told in a line that names it."""

from __future__ import annotations

import importlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
import requests

from enrich import plugins, seals
from enrich.checks import Checked, Fault
from enrich.checks import table as checks
from enrich.config import SourceConfig, load_config
from enrich.dates import PartialDate
from enrich.errors import ConfigError, SeedError, Throttled
from enrich.library import Library
from enrich.plugins import Group, Plugin, examined, found, names, places
from enrich.seeds import Scan, formats, scan_bytes
from enrich.sources import make_sources
from enrich.writers import Contents
from enrich.writers import table as writers

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a distribution: its module `plug_NAME` and its entry points."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    made: list[str] = []

    def add(group: Group, point: str, body: str = "", name: str = "one") -> None:
        metadata = tmp_path / f"enrich_{name}-1.0.dist-info"
        metadata.mkdir(exist_ok=True)
        (metadata / "METADATA").write_text(f"Name: enrich-{name}\nVersion: 1.0\n")
        with (metadata / "entry_points.txt").open("a") as file:
            file.write(f"[{group}]\n{point}\n")
        (tmp_path / f"plug_{name}.py").write_text(body)
        made.append(f"plug_{name}")
        forget()

    yield add
    for name in made:
        for left in [one for one in sys.modules if one.startswith(name)]:
            del sys.modules[left]
    forget()


def install_in_package(install: Install, group: Group, name: str, row: str) -> None:
    """Install what names functions of a module by its package, in a package of that name."""
    package = "plug_one_package"
    install(group, f"{name} = plug_one:ROW", row.format(package=package))
    module = sys.modules["plug_one"] = importlib.import_module("plug_one")
    made = ModuleType(package)
    made.__path__ = []
    sys.modules |= {package: made, f"{package}.plug_one": module, f"{package}.rows": module}


def forget() -> None:
    for one in (plugins.found, plugins._all, formats._every, checks._plugged, writers.every_format):
        one.cache_clear()
    seals.print_of_program.cache_clear()


def refusal(function: Callable[[], object]) -> str:
    with pytest.raises(ConfigError) as caught:
        function()
    return str(caught.value)


def sources() -> object:
    return make_sources(load_config(Path("/"), {}))


def test_without_plugins_there_are_none_and_nobody_reads_metadata() -> None:
    code = (
        "import sys; from enrich.plugins import Group, found, names, places\n"
        "assert not found(Group.CHECKS) and names(Group.CHECKS, ['a']) == ('a',)\n"
        "assert not list(places())\n"
        "assert 'importlib.metadata' not in sys.modules, 'imported'"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": str(Path(plugins.__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)


def test_a_plugin_is_found_and_not_imported(install: Install) -> None:
    install(Group.WRITERS, "list = plug_one:ROW", "raise SystemExit(3)")
    assert (Plugin(Group.WRITERS, "list", "plug_one:ROW", "enrich-one 1.0"),) == found(
        Group.WRITERS
    )
    assert ("bibtex", "list") == names(Group.WRITERS, ["bibtex"])
    assert "plug_one" not in sys.modules


def test_plugins_of_one_group_are_of_no_other(install: Install) -> None:
    install(Group.WRITERS, "list = plug_one:ROW")
    assert () == found(Group.CHECKS)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise SystemExit(3)", "plug_one:ROW can't be imported (SystemExit: 3)"),
        ("import nowhere_at_all", "can't be imported (ModuleNotFoundError: No module named"),
        ("def f(:", "can't be imported (SyntaxError: invalid syntax"),
        ("1/0", "can't be imported (ZeroDivisionError: division by zero)"),
        ("", "can't be imported (AttributeError: module 'plug_one' has no attribute 'ROW')"),
        ("ROW = 'text'", "plug_one:ROW is no enrich.sources.table.Row, but a str"),
        (
            "from enrich.sources.table import Row\nROW = Row('two', lambda *_: None)",
            "calls itself 'two'",
        ),
        (
            "from enrich.sources.table import Row\nROW = Row('one', lambda *_: None)",
            "makes no source: it lacks name",
        ),
    ],
)
def test_a_bad_source_is_told_in_one_line_that_names_whose_it_is(
    install: Install, body: str, said: str
) -> None:
    install(Group.SOURCES, "one = plug_one:ROW", body)
    line = refusal(sources)
    assert said in line
    assert line.startswith("enrich-one 1.0: plugin 'one' of enrich.sources: ")
    assert line.endswith("; update that distribution, or uninstall it")
    assert "\n" not in line


def test_a_source_that_calls_itself_otherwise_is_refused(install: Install) -> None:
    body = (
        "from enrich.sources.datacite import Datacite\nfrom enrich.sources.table import Row\n"
        "ROW = Row('one', Datacite)"
    )
    install(Group.SOURCES, "one = plug_one:ROW", body)
    assert "makes a source that calls itself 'datacite'" in refusal(sources)


@pytest.mark.parametrize("name", ["crossref", "Crossref"])
def test_a_plugin_of_one_of_our_names_is_refused(install: Install, name: str) -> None:
    install(Group.SOURCES, f"{name} = plug_one:ROW")
    assert "enrich has one of that name itself" in refusal(sources)


def test_two_plugins_of_one_name_are_refused(install: Install) -> None:
    install(Group.CHECKS, "same = plug_one:ROW")
    install(Group.CHECKS, "Same = plug_two:ROW", name="two")
    said = "enrich-two 1.0: plugin 'Same' of enrich.checks: enrich-one 1.0 has one of that name"
    assert said in refusal(lambda: found(Group.CHECKS))


@pytest.mark.parametrize("name", ["a/b", "two words", ".hidden"])
def test_a_name_that_is_no_word_is_refused(install: Install, name: str) -> None:
    install(Group.CHECKS, f"{name} = plug_one:ROW")
    assert "its name may hold letters" in refusal(lambda: found(Group.CHECKS))


def test_all_plugins_are_examined(install: Install) -> None:
    install(Group.WRITERS, "good = plug_one:ROW", "ROW = 1")
    install(Group.CHECKS, "bad = plug_two:ROW", name="two")
    good, bad = sorted(examined(), key=lambda one: one[0].distribution)
    assert ("good", None) == (good[0].name, good[1])
    assert "has no attribute 'ROW'" in (bad[1] or "")


READER = """
from enrich.seeds.formats import Format
from enrich.seeds import Remark, Origin
ROW = Format("Org", {suffixes}, "plug_one", ("*",), package="{package}")
def looks_like_plug_one(text): return "*" in text
def read_plug_one(text, file): yield Remark(Origin(file, 1), "read")
"""


@pytest.mark.parametrize(
    ("suffixes", "said"),
    [
        ('(".md",)', "Markdown files are named *.md, too"),
        ('("org",)', "'org' is no suffix; write it in small letters, as in .org"),
        ('".org"', "is not whole (Expected `array`, got `str` - at `$.suffixes`)"),
    ],
)
def test_a_bad_reader_is_refused(install: Install, suffixes: str, said: str) -> None:
    install(Group.SEED_READERS, "Org = plug_one:ROW", READER.format(suffixes=suffixes, package="p"))
    assert said in refusal(formats.suffixes)


def test_a_reader_without_functions_is_refused(install: Install) -> None:
    install(
        Group.SEED_READERS,
        "Org = plug_one:ROW",
        READER.format(suffixes='(".org",)', package="nowhere"),
    )
    assert "nowhere.plug_one:looks_like_plug_one can't be imported" in refusal(formats.suffixes)


def checked() -> Checked:
    return Checked(Scan(), Library((), ()), PartialDate(2026))


CHECK = """
from enrich.checks.faults import Fault, Level, PluginFault
from enrich.checks.model import Finding, Setting
from enrich.checks.table import Check
from enrich.seeds import Origin
NEW = PluginFault("new", {level}, "Something new.")
HERE = Setting("here", Origin("f", 1))
def find(checked):
    {body}
ROW = Check(NEW, find)
"""


def test_what_a_plugin_finds_is_found_behind_ours_of_its_level(install: Install) -> None:
    body = "yield Finding(NEW, HERE, 'found')"
    install(Group.CHECKS, "new = plug_one:ROW", CHECK.format(level="Level.WARNING", body=body))
    assert ["found"] == [one.told for one in checks.find_all_faults(checked())]
    assert () == checks.find_faults(checked())
    every = [one.check for one in checks.every_fault()]
    assert ["duplicate", "new", "placeholder"] == every[every.index("new") - 1 :][:3]


def test_our_own_faults_stand_in_their_order() -> None:
    assert tuple(Fault) == checks.every_fault()


@pytest.mark.parametrize(
    ("level", "body", "said"),
    [
        ("'bad'", "return []", "is not whole (Invalid enum value 'bad' - at `$.level`)"),
        ("Level.NOTE", "1/0", "it failed (ZeroDivisionError: division by zero)"),
        ("Level.NOTE", "raise SystemExit(0)", "it failed (SystemExit: 0)"),
        ("Level.NOTE", r"raise ValueError('a\nb')", "it failed (ValueError: a b)"),
        ("Level.NOTE", "return ['text']", "it found something else than new"),
        ("Level.NOTE", "yield Finding(Fault.LOST, HERE, '')", "it found something else than new"),
    ],
)
def test_a_bad_check_is_refused(install: Install, level: str, body: str, said: str) -> None:
    install(Group.CHECKS, "new = plug_one:ROW", CHECK.format(level=level, body=body))
    assert said in refusal(lambda: checks.find_all_faults(checked()))


def test_what_a_plugin_prints_is_no_data(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    body = CHECK.format(level="Level.NOTE", body="print('found none'); return []")
    install(Group.CHECKS, "new = plug_one:ROW", f"print('imported')\n{body}")
    sys.stdout.write("before\n")
    checks.find_all_faults(checked())
    sys.stdout.write("behind\n")
    assert ("before\nbehind\n", "imported\nfound none\n") == tuple(capsys.readouterr())


def test_standard_output_comes_back_once_all_plugins_are_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plugin = Plugin(Group.CHECKS, "one", "plug_one:ROW", "enrich-one 1.0")
    begun, may_end = threading.Event(), threading.Event()

    def work() -> None:
        with plugin.at_work():
            begun.set()
            may_end.wait(5)

    other = threading.Thread(target=work)
    with plugin.at_work():
        other.start()
        begun.wait(5)
    sys.stdout.write("while the other is at work\n")
    may_end.set()
    other.join()
    sys.stdout.write("when both are done\n")
    assert ("when both are done\n", "while the other is at work\n") == tuple(capsys.readouterr())


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise SystemExit(0)", "it failed (SystemExit: 0)"),
        ("print('talk'); 1/0", "it failed (ZeroDivisionError: division by zero)"),
        ("return None", "it wrote no text, but a NoneType"),
    ],
)
def test_a_writer_that_fails_is_told_in_one_line(
    install: Install, capsys: pytest.CaptureFixture[str], body: str, said: str
) -> None:
    row = (
        "from enrich.writers.table import Listing\n"
        f"def write(entries): {body}\n"
        "ROW = Listing('one', 'library.one', 'plug_one.write', package='{package}')\n"
    )
    install_in_package(install, Group.WRITERS, "one", row)
    form = writers.find_format("one")
    line = refusal(lambda: form.write(Contents(Library((), ()))))
    assert f"enrich-one 1.0: plugin 'one' of enrich.writers: {said}" in line
    assert "" == capsys.readouterr().out


@pytest.mark.parametrize(
    ("is_like", "read", "said"),
    [
        ("raise SystemExit(0)", "yield", "it failed (SystemExit: 0)"),
        ("return True", "yield; raise SystemExit(0)", "it failed (SystemExit: 0)"),
        ("return True", "print('talk'); yield from 1", "it failed (TypeError: 'int' object is"),
    ],
)
def test_a_reader_that_fails_is_told_in_one_line(
    install: Install, capsys: pytest.CaptureFixture[str], is_like: str, read: str, said: str
) -> None:
    row = (
        "from enrich.seeds.formats import Format\n"
        f"def looks_like_rows(text): {is_like}\n"
        f"def read_rows(text, file): {read}\n"
        "ROW = Format('one', ('.one',), 'rows', ('*',), package='{package}')\n"
    )
    install_in_package(install, Group.SEED_READERS, "one", row)
    line = refusal(lambda: scan_bytes(b"* [x](https://doi.org/10.5555/1)", "list.one"))
    assert f"enrich-one 1.0: plugin 'one' of enrich.seed_readers: {said}" in line
    assert "" == capsys.readouterr().out


def test_what_a_reader_says_of_a_file_is_said_as_ours_say_it(install: Install) -> None:
    row = (
        "from enrich.errors import SeedError\n"
        "from enrich.seeds.formats import Format\n"
        "def looks_like_rows(text): return True\n"
        "def read_rows(text, file): raise SeedError(f'{{file}}: not closed')\n"
        "ROW = Format('one', ('.one',), 'rows', ('*',), package='{package}')\n"
    )
    install_in_package(install, Group.SEED_READERS, "one", row)
    with pytest.raises(SeedError, match=r"^list\.one: not closed$"):
        scan_bytes(b"*", "list.one")


SOURCE = """
from enrich.sources.datacite import Datacite
from enrich.sources.table import Row
class One(Datacite):
    name = "one"
    def {method}(self, *given):
        print("talk")
        {body}
ROW = Row("one", One)
"""


@pytest.mark.parametrize("body", ["raise SystemExit(0)", "1/0", "raise RecursionError"])
@pytest.mark.parametrize(
    "method",
    ["__init__", "accepts", "manners", "batches", "ask", "confirm", "read", "read_found"],
)
def test_a_source_that_fails_is_told_in_one_line(
    install: Install, capsys: pytest.CaptureFixture[str], method: str, body: str
) -> None:
    install(Group.SOURCES, "one = plug_one:ROW", SOURCE.format(method=method, body=body))
    given = (None,) * {"manners": 0, "ask": 2, "confirm": 2}.get(method, 1)

    def use() -> object:
        source = make_sources(load_config(Path("/"), {}))[-1]
        return getattr(source, method)(*given)

    assert "enrich-one 1.0: plugin 'one' of enrich.sources: it failed (" in refusal(use)
    assert "" == capsys.readouterr().out


def test_that_a_source_of_a_plugin_did_not_answer_is_no_fault_of_it(install: Install) -> None:
    body = "from enrich.errors import Throttled; raise Throttled('one: too often')"
    install(Group.SOURCES, "one = plug_one:ROW", SOURCE.format(method="ask", body=body))
    source = make_sources(load_config(Path("/"), {}))[-1]
    with pytest.raises(Throttled, match=r"^one: too often$"):
        source.ask(requests.Session(), ())


def test_a_plugin_that_changes_is_another_program(install: Install, tmp_path: Path) -> None:
    before = seals.print_of_program()
    install(Group.CHECKS, "new = plug_one:ROW", "ROW = 1")
    after = seals.print_of_program()
    (tmp_path / "plug_one.py").write_text("ROW = 22")
    forget()
    assert len({before, after, seals.print_of_program()}) == 3
    assert [tmp_path / "plug_one.py"] == list(places())


def test_a_setting_for_a_source_that_no_plugin_adds_is_refused() -> None:
    config = load_config(Path("/"), {})
    config = msgspec.structs.replace(config, sources={"nobody": SourceConfig()})
    said = "[sources.nobody] is no source; there are arxiv, crossref, datacite"
    assert said in refusal(lambda: make_sources(config))
