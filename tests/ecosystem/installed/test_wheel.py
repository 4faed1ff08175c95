"""The wheel holds the package, and what is installed from it works."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message
from pathlib import Path
from zipfile import ZipFile

import pytest

from enrich.about import VERSION
from tests.ecosystem.installed.conftest import ROOT
from tests.ecosystem.installed.homes import Home, run, user
from tests.emulator import Emulator
from tests.projects import Project


@pytest.fixture
def project(tmp_path: Path, sources: Emulator) -> Project:
    return Project.make(tmp_path / "project", emulator=sources)


def metadata(wheel: Path) -> Message:
    with ZipFile(wheel) as archive:
        (name,) = [one for one in archive.namelist() if one.endswith("/METADATA")]
        return message_from_bytes(archive.read(name))


def test_the_wheel_holds_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    package = ROOT / "src"
    files = (one for one in (package / "enrich").rglob("*") if one.is_file())
    own = {str(one.relative_to(package)) for one in files if one.suffix != ".pyc"}
    with ZipFile(wheel) as archive:
        held = {one for one in archive.namelist() if ".dist-info/" not in one}
    assert own == held
    assert "enrich/py.typed" in held


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    said = metadata(wheel)
    assert ("enrich-bib", VERSION, ">=3.11") == (
        said["Name"],
        said["Version"],
        said["Requires-Python"],
    )
    assert {"dev", "consumers"} <= set(said.get_all("Provides-Extra", []))
    needed = said.get_all("Requires-Dist", [])
    assert [one for one in needed if one.startswith("requests>")] == ["requests>=2.32"]
    assert any(one.startswith("pytest==") and "extra == 'dev'" in one for one in needed)


def test_what_is_installed_says_its_version(home: Home, tmp_path: Path) -> None:
    assert f"enrich, version {VERSION}\n" == home.run("enrich", "--version", cwd=tmp_path).stdout


def test_two_commands_give_the_first_entry(home: Home, project: Project) -> None:
    # The first was `pip install`.
    done = home.run("enrich", "get", "2006.11239", cwd=project.folder)
    assert (0, "@misc{ott2021denoising,") == (done.returncode, done.stdout.splitlines()[0])


def test_a_library_is_written(home: Home, project: Project, sources: Emulator) -> None:
    project.seed("2006.11239", *sources.world.dois[:2])
    done = home.run("enrich", "refresh", cwd=project.folder)
    assert 0 == done.returncode, done.stderr
    assert 3 == project.text("data/library.bib").count("\n@") + 1


def test_every_module_can_be_imported(home: Home, tmp_path: Path) -> None:
    code = (
        "import enrich, importlib, pkgutil\n"
        "for one in pkgutil.walk_packages(enrich.__path__, 'enrich.'):\n"
        "    if not one.name.endswith('__main__'): importlib.import_module(one.name)"
    )
    done = home.run("python", "-c", code, cwd=tmp_path)
    assert (0, "") == (done.returncode, done.stderr)


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home.made(tmp_path_factory.mktemp("tools"), "uv", "pipx")


def test_uvx_runs_the_wheel(tools: Home, wheel: Path, project: Project) -> None:
    command = ("uvx", "--from", wheel, "enrich", "get", "2006.11239")
    done = tools.run(*command, cwd=project.folder)
    assert done.stdout.startswith("@misc{ott2021denoising,"), done.stderr


def test_pipx_runs_the_wheel(tools: Home, wheel: Path, project: Project) -> None:
    environment = {**user(tools.folder), "PIPX_HOME": str(tools.folder / "pipx")}
    done = run(
        tools.commands / "pipx",
        *("run", "--spec", wheel, "enrich", "get", "2006.11239"),
        cwd=project.folder,
        environment=environment,
    )
    assert done.stdout.startswith("@misc{ott2021denoising,"), done.stderr
