"""`enrich nightly`: what it ends with, what it says, and the examples that run it every night."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from enrich.changes import Change, FieldChange, Turn
from enrich.cli._changes import changes_as_markdown
from enrich.cli._options import EXIT_CHANGED
from tests.conftest import ROOT
from tests.e2e.conftest import NOWHERE, library
from tests.emulator import Emulator, Work, World
from tests.projects import COMMAND, MAIL, Project

EXAMPLES = ROOT / "examples/nightly"
NAMES = ("crontab", "enrich.service", "enrich.timer", "nightly.yml")
DOI = "10.5555/sheep"
GOATS = Work("10.5555/goats", {"title": ["A Field Study of Goats"]})
ANEW = ("nightly", "--changes", "CHANGES.md", "--max-age", "0")
NIGHT = ("nightly", "--changes", "CHANGES.md")


def sheep(title: str = "Counting Sheep", **more: object) -> Work:
    return Work(DOI, {"title": [title], "volume": "1", **more})


def retracted() -> Work:
    notice = {
        "DOI": f"{DOI}.r",
        "type": "retraction",
        "updated": {"date-parts": [[2022, 3, 4]]},
    }
    return Work(DOI, {**sheep().message, "updated-by": [notice]})


@pytest.fixture(scope="module")
def meadow() -> Iterator[Emulator]:
    """Run the APIs for all tests here, each of which finds them as they were."""
    with Emulator(World((), (sheep(), GOATS))) as emulator:
        yield emulator


@pytest.fixture
def world(meadow: Emulator) -> Iterator[World]:
    """Give the world, which is put right after the test."""
    yield meadow.world
    meadow.world.put(sheep(), GOATS)


@pytest.fixture(scope="module")
def mould(tmp_path_factory: pytest.TempPathFactory, meadow: Emulator) -> Path:
    """Make a project with a library, to be copied."""
    folder = tmp_path_factory.mktemp("mould") / "project"
    project = Project.make(folder, f"{DOI}  @sheep", f"{GOATS.doi}  @goats", emulator=meadow)
    assert EXIT_CHANGED == project.run("nightly").returncode
    return folder


@pytest.fixture
def home(tmp_path: Path, mould: Path) -> Project:
    """Give the project as it is after the first night."""
    return Project(Path(shutil.copytree(mould, tmp_path / "project")))


def settle(project: Project, text: str, *, instead: bool = False) -> None:
    """Write settings before the project's own, or in their place."""
    settings = project.folder / "enrich.toml"
    settings.write_text(text if instead else f"{text}\n{settings.read_text()}")


# What it ends with, and what it says


def test_a_quiet_night_says_nothing_and_touches_nothing(home: Project) -> None:
    (home.folder / "CHANGES.md").write_text("# 1 work changed in the library\n")
    before, told = library(home), library(home, ".")["CHANGES.md"]
    done = home.run(*ANEW)
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
    assert (before, told) == (library(home), library(home, ".")["CHANGES.md"])


def test_a_change_is_told_and_ends_with_10(home: Project, world: World) -> None:
    world.put(sheep(volume="77"))
    done = home.run(*ANEW)
    assert (10, "") == (done.returncode, done.stdout)
    assert [
        "1 work changed",
        "  changed: sheep  Counting Sheep",
        "    volume: 1 → 77",
        "data: 2 entries, 3 files changed",
    ] == done.stderr.splitlines()
    assert (
        "# 1 work changed in the library\n\n## Changed\n\n"
        "- **sheep**: Counting Sheep\n  - volume: 1 → 77\n"
    ) == home.text("CHANGES.md")


def test_changes_are_told_as_json(home: Project, world: World) -> None:
    world.put(sheep(volume="77"))
    assert 10 == home.run("nightly", "--max-age", "0", "--changes", "told.json").returncode
    (change,) = json.loads(home.text("told.json"))
    assert ("sheep", ["changed"]) == (change["key"], change["turns"])
    assert [{"field": "volume", "before": "1", "after": "77"}] == change["fields"]


def test_json_tells_what_a_night_found_and_changed(home: Project, world: World) -> None:
    world.put(retracted())
    done = home.run("nightly", "--json", "--max-age", "0")
    told = json.loads(done.stdout)
    assert (1, 1) == (done.returncode, told["code"])
    assert [("retracted", "error", "sheep", "data/seeds/list.txt", 1)] == [
        (one["check"], one["level"], one["key"], one["file"], one["line"])
        for one in told["findings"]
    ]
    assert ["sheep"] == [one["key"] for one in told["changes"]]
    assert {"entries": 2, "missed": 0, "changed": 1, "written": 3} == told["counts"]


def test_a_quiet_night_is_told_as_json_all_the_same(home: Project) -> None:
    assert 0 == home.run(*NIGHT).returncode
    done = home.run("nightly", "--json")
    told = json.loads(done.stdout)
    assert (0, "", 0, [], [], []) == (
        done.returncode,
        done.stderr,
        told["code"],
        told["findings"],
        told["changes"],
        told["written"],
    )


def test_a_night_that_could_write_nothing_is_told_as_json(home: Project) -> None:
    settle(home, NOWHERE, instead=True)
    shutil.rmtree(home.folder / "cache")
    done = home.run("nightly", "--json")
    told = json.loads(done.stdout)
    assert (3, 3, ["goats", "sheep"], []) == (
        done.returncode,
        told["code"],
        sorted(told["held_back_for"]),
        told["findings"],
    )


def test_a_first_night_is_a_change_and_told_in_a_line(tmp_path: Path, meadow: Emulator) -> None:
    project = Project.make(tmp_path / "new", DOI, emulator=meadow)
    done = project.run(*NIGHT)
    assert (10, "data: 1 entry, 3 files changed\n") == (done.returncode, done.stderr)
    assert "## Added\n" in project.text("CHANGES.md")


def test_a_retraction_fails_each_night_and_is_a_change_in_one(home: Project, world: World) -> None:
    world.put(retracted())
    first = home.run(*ANEW)
    (home.folder / "CHANGES.md").rename(home.folder / "first.md")
    second = home.run(*NIGHT)
    assert [1, 1] == [first.returncode, second.returncode]
    assert "## Retracted\n\n- **sheep**" in home.text("first.md")
    assert not (home.folder / "CHANGES.md").exists()
    for done in (first, second):
        assert f"  data/seeds/list.txt:1: retracted: sheep: retracted (doi:{DOI}.r" in done.stderr


def test_a_retraction_that_is_ignored_is_a_change_like_others(home: Project, world: World) -> None:
    world.put(retracted())
    text = '[[ignore]]\ncheck = "retracted"\nof = "sheep"\nreason = "an example"\n'
    settle(home, text)
    assert [10, 0] == [home.run(*ANEW).returncode, home.run(*NIGHT).returncode]


@pytest.mark.parametrize(("strictly", "code"), [((), 0), (("--strict",), 1)])
def test_where_the_apis_are_down_stale_answers_serve_and_each_api_is_named_once(
    home: Project, strictly: tuple[str, ...], code: int
) -> None:
    settle(home, NOWHERE, instead=True)
    before = library(home)
    done = home.run(*ANEW, *strictly)
    assert (code, "", before) == (done.returncode, done.stdout, library(home))
    assert 1 == done.stderr.count("given up for this run")
    assert ("answers that are past their time" in done.stderr) is bool(strictly)


def test_where_nobody_answers_and_nothing_is_known_the_library_stays(home: Project) -> None:
    settle(home, NOWHERE, instead=True)
    shutil.rmtree(home.folder / "cache")
    before = library(home)
    done = home.run(*NIGHT)
    assert (3, "", before) == (done.returncode, done.stdout, library(home))
    assert 1 == done.stderr.count("crossref: ")
    assert not (home.folder / "CHANGES.md").exists()


def test_where_no_paper_is_named_it_says_so(home: Project) -> None:
    (home.folder / "data/seeds/list.txt").unlink()
    home.seed("<https://example.org/>", file="list.md")
    done = home.run(*NIGHT)
    assert (3, "") == (done.returncode, done.stdout)
    assert "no paper there; the last library is as it was" in done.stderr


@pytest.mark.parametrize("wrong", ["option", "settings", "no seeds"])
def test_what_is_not_right_ends_with_2(home: Project, wrong: str) -> None:
    if wrong == "settings":
        settle(home, "sedes = []")
    if wrong == "no seeds":
        (home.folder / "data/seeds/list.txt").unlink()
    done = home.run("nightly", *(["--sometimes"] if wrong == "option" else []))
    assert (2, "", 1) == (done.returncode, done.stdout, len(done.stderr.splitlines()))


def test_changes_that_can_not_be_written_are_no_loss_of_the_library(
    home: Project, world: World
) -> None:
    world.put(sheep(volume="77"))
    done = home.run("nightly", "--max-age", "0", "--changes", "enrich.toml/CHANGES.md")
    assert 3 == done.returncode
    assert "enrich.toml/CHANGES.md: can't be written" in done.stderr
    assert "the library itself is" in done.stderr
    assert "{77}" in home.text("data/library.bib")


def test_files_that_differ_without_a_work_that_changed_are_a_change(home: Project) -> None:
    settle(home, 'formats = ["bibtex", "biblatex", "csl"]')
    assert 10 == home.run(*NIGHT).returncode
    assert home.text("CHANGES.md").startswith("# No work changed in the library\n")


# What foreign words can do in CHANGES.md

HOSTILE = (
    "Ask @ghost and @org/team about #12, org/repo#3, GH-4 and !5",
    "Encoded &#64;ghost and &commat;ghost and &lt;b&gt;",
    "<script>alert(1)</script><img src=x onerror=y><!-- ",
    "[click](https://evil.example) ![see](//evil.example/a.png) <https://evil.example>",
    "See https://evil.example, http://evil.example and www.evil.example",
    "ends\n\n# A list\n\n- and begins another",
    "1. one",
    "- - - -",
    "`code` **bold** __bold__ ~~gone~~ $x$ | cell | \\* \\",
    "```\nfence",
    "turns \u202e round and \x1b[31m red",
)


def words_of(text: str) -> str:
    shown = "".join(
        one if one.isprintable() else ascii(one)[1:-1] for one in " ".join(text.split())
    )
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("place", ["title", "told", "field"])
def test_foreign_words_are_words_and_nothing_else(words: str, place: str) -> None:
    change = {
        "title": Change("key", words, (Turn.ADDED,)),
        "told": Change("key", "", (Turn.NOTICED,), (words,)),
        "field": Change("key", "", (Turn.CHANGED,), (), (FieldChange("note", words, None),)),
    }[place]
    text = changes_as_markdown((change,))
    assert not re.search(r"(?:[@#!](?=\w)|GH-(?=\d)|://|\bwww\.)", text.replace("\\-", "-"))
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    assert {"h1", "h2", "ul", "li", "strong"} >= set(re.findall(r"<([^/\s>]+)", rendered)) - {"p"}
    assert [1, 1] == [rendered.count("<h1>"), rendered.count("<h2>")]
    assert words_of(words) in rendered.replace("\u200b", "").replace("&quot;", '"')


def test_hostile_metadata_calls_nobody_and_stays_in_its_line(home: Project, world: World) -> None:
    world.put(sheep("Sheep, says @ghost\n\n# <script>#12</script>"))
    assert 10 == home.run(*ANEW).returncode
    text = home.text("CHANGES.md")
    assert "@ghost" not in text
    assert "<" not in text
    assert 2 == len([line for line in text.splitlines() if line.startswith("#")])


def test_what_is_more_than_a_pull_request_holds_is_counted() -> None:
    changes = tuple(Change(f"key{one}", "Sheep " * 20, (Turn.ADDED,)) for one in range(3000))
    text = changes_as_markdown(changes)
    assert len(text) < 65_536
    told = text.count("\n- **")
    assert f"\nAnd {3000 - told} more, " in text
    assert told > 300


# make


@pytest.mark.parametrize(
    ("code", "expected", "says"),
    [
        (0, 0, "nothing changed"),
        (10, 0, "the library changed"),
        (1, 2, ""),
        (2, 2, ""),
        (3, 2, ""),
    ],
)
def test_make_knows_a_change_from_a_failure(
    tmp_path: Path, code: int, expected: int, says: str
) -> None:
    script(tmp_path / "enrich", f'echo "$@" > {tmp_path}/asked\nexit {code}')
    done = subprocess.run(
        ["make", "nightly", f"BIN={tmp_path}", f"VENV={tmp_path}", "-o", f"{tmp_path}/installed"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
    )
    assert "nightly --changes CHANGES.md\n" == (tmp_path / "asked").read_text()
    assert (expected, says) == (done.returncode, done.stdout.partition(",")[0].rstrip())
    assert (1 if says else 0) == len(done.stdout.splitlines())
    assert ("Error" in done.stderr) is bool(expected)


def script(path: Path, text: str) -> None:
    """Write a program that stands in for another."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


# The examples


@pytest.mark.parametrize("name", NAMES)
def test_the_documentation_shows_the_example_as_it_is(name: str) -> None:
    page = (ROOT / "docs/how-to/nightly.md").read_text()
    shown = re.findall(r"^```\w+\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert shown.count((EXAMPLES / name).read_text()) == 1


def unit(name: str) -> ConfigParser:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # as its documentation says
    parser.read(EXAMPLES / name)
    return parser


def crontab() -> tuple[list[str], str]:
    """Give the fields of the one line that is no comment, and its command."""
    lines = (EXAMPLES / "crontab").read_text().splitlines()
    (line,) = (one for one in lines if not one.startswith("#"))
    *fields, command = line.split(maxsplit=5)
    return fields, command


def started_by(scheduler: str, folder: Path) -> tuple[list[str], Path]:
    """Give the command that a scheduler starts, and where it does."""
    if scheduler == "cron":
        return ["/bin/sh", "-c", crontab()[1]], folder
    service = unit("enrich.service")["Service"]
    command, place = (
        service[name].replace("%h", str(folder)) for name in ("ExecStart", "WorkingDirectory")
    )
    return shlex.split(command), Path(place)


@pytest.mark.parametrize("scheduler", ["cron", "systemd"])
def test_what_a_scheduler_starts_is_a_night(home: Project, scheduler: str) -> None:
    folder = home.folder.parent
    papers = home.folder.rename(folder / "papers")
    (papers / ".venv/bin").mkdir(parents=True)
    (papers / ".venv/bin/enrich").symlink_to(COMMAND)
    # Changed by a paper, so that there is something to tell.
    (papers / "data/seeds/list.txt").write_text(f"{DOI}  @sheep\n")
    command, place = started_by(scheduler, folder)
    done = subprocess.run(
        command,
        cwd=place,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C"},
    )
    assert 10 == done.returncode, done.stderr
    assert "## Removed\n" in (papers / "CHANGES.md").read_text(encoding="utf-8")


def test_the_crontab_names_a_minute_and_an_hour_of_every_day() -> None:
    (minute, hour, *days), command = crontab()
    assert int(minute) in range(60)
    assert int(hour) in range(24)
    assert ["*", "*", "*"] == days
    assert "%" not in command


def test_the_units_take_a_change_for_a_success_and_miss_no_night() -> None:
    service, timer = unit("enrich.service"), unit("enrich.timer")
    assert str(EXIT_CHANGED) == service["Service"]["SuccessExitStatus"]
    assert "oneshot" == service["Service"]["Type"]
    assert ("true", "1h") == (timer["Timer"]["Persistent"], timer["Timer"]["RandomizedDelaySec"])
    assert "timers.target" == timer["Install"]["WantedBy"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    (tmp_path / "papers/.venv/bin").mkdir(parents=True)
    script(tmp_path / "papers/.venv/bin/enrich", "")
    names = [name for name in NAMES if name.startswith("enrich.")]
    for name in names:
        shutil.copy(EXAMPLES / name, tmp_path)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", *names],  # noqa: S607
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


# GitHub Actions

WORKFLOW: dict[Any, Any] = yaml.safe_load((EXAMPLES / "nightly.yml").read_text())
BRANCH = "enrich/nightly"
EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")
# Records what it is told and is given; knows one pull request at the most.
GH = """
[ -n "$GH_TOKEN" ] || exit 4
case "$1 $2" in
  "pr list") cat "$GITHUB/open"; exit ;;
  "pr create") echo 7 > "$GITHUB/open" ;;
esac
echo "$@" >> "$GITHUB/said"
for body; do :; done
cp "$body" "$GITHUB/body"
"""
# Does what the night is to bring, and lets the cache grow by a line each night.
ENRICH = """
case "$1 $2" in
  "cache import") ! grep damaged cache.jsonl && cp cache.jsonl answers ;;
  "cache export") echo night >> answers; cp answers cache.jsonl ;;
  nightly*) . "$GITHUB/brings" ;;
esac
"""
CHANGES = "echo changed >> data/library.bib; echo 'what changed' > CHANGES.md;"


class GitHub:
    """A repository, its pull request, and the workflow that runs on it night by night."""

    def __init__(self, folder: Path, project: Path, enrich: Path | None = None) -> None:
        """Push a project to a new repository; without a command a stand-in plays its part."""
        self.folder = folder / "github"
        self.nights = 0
        (self.folder / "bin").mkdir(parents=True)
        (self.folder / "open").touch()
        script(self.folder / "bin/gh", GH)
        script(self.folder / "bin/pip", 'echo "$@" > "$GITHUB/installed"')
        if enrich:
            (self.folder / "bin/enrich").symlink_to(enrich)
        else:
            script(self.folder / "bin/enrich", ENRICH)
        self.git("init", "--quiet", "--bare", "--initial-branch=main", "remote.git")
        self.git("init", "--quiet", "--initial-branch=main", str(project))
        (project / ".gitignore").write_text("/cache/\n")
        for line in ("add .", "commit --quiet -m papers", "push --quiet {} main"):
            self.git(*line.format(self.folder / "remote.git").split(), place=project)

    @property
    def said(self) -> list[str]:
        """What was asked of pull requests, beside whether there is one."""
        said = self.folder / "said"
        return said.read_text().splitlines() if said.exists() else []

    @property
    def body(self) -> str:
        return (self.folder / "body").read_text(encoding="utf-8")

    @property
    def cache(self) -> Path:
        """What is kept from one run to the next."""
        return self.folder / "cache.jsonl"

    def on(self, branch: str, file: str = "data/library.bib") -> str | None:
        """Give a file as it is on a branch."""
        try:
            return self.git("--git-dir=remote.git", "show", f"{branch}:{file}")
        except subprocess.CalledProcessError:
            return None

    def merge(self) -> None:
        """Merge the pull request, and leave its branch where it is."""
        self.git("--git-dir=remote.git", "update-ref", "refs/heads/main", f"refs/heads/{BRANCH}")
        (self.folder / "open").write_text("")

    def brings(self, *, code: int, first: str = "") -> None:
        """Settle what the stand-in does the next nights."""
        (self.folder / "brings").write_text(f"{first} exit {code}\n")

    def night(self) -> int:
        """Run the workflow, and give the code of the step that failed, or 0."""
        self.nights += 1
        checkout = self.folder / f"night{self.nights}"
        outputs: dict[str, str] = {}
        for step in WORKFLOW["jobs"]["nightly"]["steps"]:
            if not self._is_due(step, checkout):
                continue
            if "run" not in step:
                self._use(step["uses"].partition("@")[0], checkout)
            elif code := self._run(step, checkout, outputs):
                return code
        return 0

    def git(self, *arguments: str, place: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607
            cwd=place or self.folder,
            capture_output=True,
            encoding="utf-8",
            check=True,
            env=self._environment(GIT_AUTHOR_NAME="me", GIT_COMMITTER_NAME="me", EMAIL=MAIL),
        )
        return done.stdout

    def _environment(self, **more: str) -> dict[str, str]:
        return {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB": str(self.folder),
            **more,
        }

    def _is_due(self, step: Mapping[str, Any], checkout: Path) -> bool:
        """Interpret the one condition there is."""
        condition = step.get("if")
        assert condition in {None, "hashFiles('CHANGES.md') != ''"}
        return condition is None or (checkout / "CHANGES.md").exists()

    def _use(self, action: str, checkout: Path) -> None:
        """Play the part of an action."""
        carried = checkout / "cache.jsonl"
        if action == "actions/checkout":
            remote = f"file://{self.folder / 'remote.git'}"
            self.git("clone", "--quiet", "--depth=1", "--branch=main", remote, str(checkout))
        elif action == "actions/cache/restore":
            if self.cache.exists():
                shutil.copy(self.cache, carried)
        elif action == "actions/cache/save":
            shutil.copy(carried, self.cache)
        else:
            assert action == "actions/setup-python"

    def _run(self, step: Mapping[str, Any], checkout: Path, outputs: dict[str, str]) -> int:
        known = {
            "vars.ENRICH_MAILTO": MAIL,
            "secrets.GITHUB_TOKEN": "token",
            **{f"steps.enrich.outputs.{name}": value for name, value in outputs.items()},
        }
        told = {
            name: EXPRESSION.sub(lambda one: known[one[1]], value)
            for name, value in step.get("env", {}).items()
        }
        written = self.folder / "output"
        written.write_text("")
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],  # noqa: S607
            cwd=checkout,
            capture_output=True,
            check=False,
            env=self._environment(GITHUB_OUTPUT=str(written), **told),
        )
        if step.get("id") == "enrich":
            lines = written.read_text().splitlines()
            outputs.update(
                {name: value for name, _, value in (one.partition("=") for one in lines)}
            )
        return done.returncode


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    """Give a repository with a library, for nights in which a stand-in plays enrich's part."""
    project = tmp_path / "project"
    (project / "data").mkdir(parents=True)
    (project / "data/library.bib").write_text("old\n")
    return GitHub(tmp_path, project)


def test_the_workflow_may_do_little_and_trusts_nobody_else() -> None:
    text = (EXAMPLES / "nightly.yml").read_text()
    (job,) = WORKFLOW["jobs"].values()
    # YAML takes the word "on" for a truth.
    assert {"schedule", "workflow_dispatch"} == set(WORKFLOW[True])
    assert {"contents": "write", "pull-requests": "write"} == WORKFLOW["permissions"]
    assert "concurrency" in WORKFLOW
    assert {"GITHUB_TOKEN"} == set(re.findall(r"secrets\.(\w+)", text))
    assert all(one["uses"].startswith("actions/") for one in job["steps"] if "uses" in one)
    # What stands in a step's text would be run, whatever it is.
    assert not [one for one in job["steps"] if EXPRESSION.search(one.get("run", ""))]


def test_a_changed_night_pushes_a_branch_and_proposes_it(github: GitHub) -> None:
    github.brings(code=10, first=CHANGES)
    assert 0 == github.night()
    assert ("old\n", "old\nchanged\n") == (github.on("main"), github.on(BRANCH))
    (said,) = github.said
    assert said.startswith(f"pr create --head {BRANCH} --title ")
    assert "what changed\n" == github.body
    assert [None, None] == [github.on(BRANCH, one) for one in ("CHANGES.md", "cache.jsonl")]


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (1, 1), (2, 2), (3, 3)])
def test_a_night_without_a_change_proposes_nothing(
    github: GitHub, code: int, expected: int
) -> None:
    github.brings(code=code)
    assert expected == github.night()
    assert ([], None) == (github.said, github.on(BRANCH))
    assert github.cache.exists()


def test_where_a_check_failed_the_change_is_proposed_and_the_job_red(github: GitHub) -> None:
    github.brings(code=1, first=CHANGES)
    assert 1 == github.night()
    assert "old\nchanged\n" == github.on(BRANCH)
    assert 1 == len(github.said)


def test_an_open_pull_request_is_brought_up_to_date_and_a_merged_one_is_not(
    github: GitHub,
) -> None:
    github.brings(code=10, first=CHANGES)
    github.night()
    github.brings(code=10, first=f"{CHANGES} echo 'and more' >> CHANGES.md;")
    assert 0 == github.night()
    assert "what changed\nand more\n" == github.body
    github.merge()
    assert 0 == github.night()
    assert "old\nchanged\nchanged\n" == github.on(BRANCH)
    assert ["pr create", "pr edit 7", "pr create"] == [one.split(" --")[0] for one in github.said]


def test_the_cache_is_carried_from_night_to_night_and_a_damaged_one_begun_anew(
    github: GitHub,
) -> None:
    github.brings(code=1)
    github.night()
    github.night()
    assert "night\nnight\n" == github.cache.read_text()
    github.cache.write_text("damaged\n")
    github.brings(code=0)
    assert 0 == github.night()
    assert "night\n" == github.cache.read_text()


@pytest.mark.slow
def test_the_workflow_lives_through_nights_with_the_real_command(
    tmp_path: Path, meadow: Emulator, world: World
) -> None:
    # Answers are asked for again each night, and nothing is waited for.
    project = Project.make(tmp_path / "project", f"{DOI}  @sheep", GOATS.doi, emulator=meadow)
    settings = project.text("enrich.toml").replace(
        "[sources.crossref]", "[sources.crossref]\nlifetime = 0"
    )
    settle(project, settings, instead=True)
    github = GitHub(tmp_path, project.folder, COMMAND)
    meadow.forget()
    assert (0, "## Added") == (github.night(), github.body.splitlines()[2])
    assert {MAIL} == {one.query.get("mailto") for one in meadow.requests("crossref")}
    github.merge()
    assert (0, 1) == (github.night(), len(github.said))
    world.put(sheep(volume="77"))
    assert 0 == github.night()
    assert "{77}" in (github.on(BRANCH) or "")
    world.put(sheep(volume="88"))
    assert 0 == github.night()
    assert "  - volume: 1 → 88\n" in github.body
    assert "{1}" in (github.on("main") or "")
    world.put(retracted())
    assert (1, "## Retracted") == (github.night(), github.body.splitlines()[2])
    turns = [one.split(" --")[0] for one in github.said]
    assert ["pr create", "pr create", "pr edit 7", "pr edit 7"] == turns
