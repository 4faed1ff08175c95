"""`enrich check`: what it finds, what it prints, and the code it ends with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from enrich.answers import Standing
from enrich.cli.check import check, summary
from enrich.config import load_config
from enrich.errors import ConfigError, SeedError
from enrich.library import Library
from enrich.pipeline import resolve_seeds, scan_seeds
from tests.conftest import FakeClock
from tests.emulator import Emulator, Paper, Work, World
from tests.projects import Project
from tests.records import entry_of, record_of

SHEEP = "Counting the Sheep of the First Meadow by Their Shadows at Noon"
DAY = {"date-parts": [[2022, 3, 4]]}


def noticed(doi: str, kind: str, title: str = SHEEP) -> Work:
    """Make a work of which there is a notice."""
    notice = {"DOI": f"{doi}.notice", "type": kind, "label": kind, "updated": DAY}
    return Work(doi, {"title": [title], "updated-by": [notice]})


WORLD = World(
    [
        Paper("2103.00007", "A Field Study of Goats", ("Cy Goatherd",), published="2021-03-04"),
        Paper(
            "2103.00008",
            "A Field Study of Geese",
            ("Cy Goatherd",),
            published="2021-03-05",
            comment="This paper has been withdrawn by the author due to a miscount",
        ),
        Paper(
            "2103.00009",
            "A Field Study of Ducks",
            ("Cy Goatherd",),
            published="2021-03-06",
            doi="10.5555/nowhere",
        ),
    ],
    [
        Work("10.5555/whole", {"title": ["Sheep, One by One"]}),
        noticed("10.5555/retracted", "retraction"),
        noticed("10.5555/concern", "expression_of_concern", "Sheep of Some Concern"),
        noticed("10.5555/corrected", "correction", "Sheep That Were Miscounted"),
    ],
)
LIST = (
    "10.5555/whole  @whole",
    "2103.00007  @goats",
    "10.5555/corrected  @corrected",
    "10.5555/concern  @concern",
    "2103.00008  @geese",
    "10.5555/retracted  @bad",
)
IGNORE = """
[[ignore]]
check = "retracted"
of = "bad"
reason = "an example"
{}
"""


@pytest.fixture(scope="module")
def mould(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a project of whose lists the cache holds all, to be copied."""
    with Emulator(WORLD) as emulator:
        project = Project.make(
            tmp_path_factory.mktemp("mould") / "project", *LIST, emulator=emulator
        )
        project.seed("10.5555/whole  @whole", "2103.00007  @goats", file="good.txt")
        project.seed("2103.00009  @ducks", file="ducks.txt")
        config = load_config(project.folder)
        # In this process, since there time need not pass between two requests.
        resolve_seeds(scan_seeds(config).seeds, config, clock=FakeClock())
        for name in ("good.txt", "ducks.txt"):
            (project.folder / "data/seeds" / name).rename(project.folder / name)
        yield project.folder


@pytest.fixture
def project(tmp_path: Path, mould: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give the project, and stand in it."""
    shutil.copytree(mould, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return Project(tmp_path / "project")


def run(*arguments: str) -> Result:
    """Run the command here; what it asks for is in the cache."""
    return CliRunner().invoke(
        check, [*arguments, "--offline"], standalone_mode=False, catch_exceptions=False
    )


def settle(project: Project, text: str) -> None:
    """Add settings to the project's own."""
    with (project.folder / "enrich.toml").open("a", encoding="utf-8") as file:
        file.write(text)


def places(result: Result) -> list[str]:
    return [line.partition(" (")[0] for line in result.stdout.splitlines()]


def test_a_bibliography_without_fault_passes(project: Project) -> None:
    result = run("good.txt")
    assert (0, "") == (result.return_value, result.stdout)
    assert "2 entries, 0 seeds missed: 0 errors, 0 warnings, 0 notes" in result.stderr
    assert not (project.folder / "data/library.bib").exists()


@pytest.mark.usefixtures("project")
def test_what_notices_tell_of_is_told_the_worst_first_and_fails() -> None:
    result = run()
    assert [
        "data/seeds/list.txt:6: retracted: bad: retracted",
        "data/seeds/list.txt:5: withdrawn: geese: withdrawn",
        "data/seeds/list.txt:4: concern: concern: expression of concern",
        "data/seeds/list.txt:3: corrected: corrected: correction",
    ] == places(result)
    assert 1 == result.return_value
    assert "2 errors, 1 warning, 1 note" in result.stderr


@pytest.mark.parametrize(
    ("options", "code", "count"),
    [
        (("--only", "corrected"), 0, 1),
        (("--only", "concern", "--only", "corrected"), 1, 2),
        (("--skip", "retracted", "--skip", "withdrawn", "--skip", "concern"), 0, 1),
        (("--only", "concern", "--skip", "concern"), 0, 0),
    ],
)
@pytest.mark.usefixtures("project")
def test_checks_are_made_as_they_are_named(options: tuple[str, ...], code: int, count: int) -> None:
    result = run(*options)
    assert (code, count) == (result.return_value, len(places(result)))


@pytest.mark.parametrize(
    ("until", "code"), [("", 0), ("until = 2999-01-01", 0), ("until = 2020-01-01", 1)]
)
def test_what_is_ignored_passes_until_its_day(project: Project, until: str, code: int) -> None:
    settle(project, IGNORE.format(until))
    result = run("--only", "retracted")
    assert code == result.return_value
    told = "(was ignored until 2020-01-01: an example)" in result.stdout
    assert ((code == 1), "1 ignored" in result.stderr) == (told, code == 0)


def test_an_ignore_that_meets_nothing_is_told_and_passes(project: Project) -> None:
    settle(project, IGNORE.format("").replace('"bad"', '"gone"'))
    line = (project.folder / "enrich.toml").read_text().splitlines().index("[[ignore]]") + 1
    only = ("--only", "stale-ignore", "--only", "retracted")
    assert f"enrich.toml:{line}: stale-ignore: retracted of gone" in run(*only).stdout
    assert "stale-ignore" not in run("--only", "stale-ignore").stdout
    # Of a part of the lists, or where nobody answers, nobody knows what is not there.
    assert "stale-ignore" not in run("good.txt").stdout
    project.seed("10.5555/unasked", file="more.txt")
    assert "stale-ignore" not in run(*only).stdout


def test_json_tells_what_is_ignored_too(project: Project) -> None:
    settle(project, IGNORE.format(""))
    found = json.loads(run("--json").stdout)
    assert [("retracted", "bad", "doi:10.5555/retracted", 6)] == [
        (one["check"], one["key"], one["identifier"], one["line"])
        for one in found
        if one["ignored"] == {"reason": "an example", "until": None}
    ]
    assert ["withdrawn", "concern", "corrected"] == [
        one["check"] for one in found if not one["ignored"]
    ]


def test_a_preprint_is_superseded_only_where_publications_are_shown(project: Project) -> None:
    result = run("ducks.txt")
    assert "ducks.txt:1: superseded-preprint: ducks: its author says" in result.stdout
    assert 1 == result.return_value
    settings = project.folder / "enrich.toml"
    settings.write_text(f'version = "preprint"\n{settings.read_text()}')
    assert (0, "") == (run("ducks.txt").return_value, run("ducks.txt").stdout)


@pytest.mark.usefixtures("project")
def test_sarif_and_annotations_name_the_lines() -> None:
    (log,) = json.loads(run("--sarif").stdout)["runs"]
    first = log["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert ("retracted", "data/seeds/list.txt", 6) == (
        first["ruleId"],
        place["artifactLocation"]["uri"],
        place["region"]["startLine"],
    )
    annotations = run("--github").stdout.splitlines()
    assert annotations[0].startswith(
        "::error file=data/seeds/list.txt,line=6,title=retracted::bad: retracted (doi:"
    )
    assert ["error", "error", "warning", "notice"] == [
        line.split()[0].strip(":") for line in annotations
    ]


def test_a_paper_that_nobody_could_be_asked_for_is_a_note_and_strictly_a_failure(
    project: Project,
) -> None:
    project.seed("10.5555/whole", "10.5555/unasked", file="more.txt")
    result = run("data/seeds/more.txt")
    assert 0 == result.return_value
    assert "data/seeds/more.txt:2: unchecked: 10.5555/unasked: offline" in result.stdout
    assert 1 == run("data/seeds/more.txt", "--strict").return_value


def test_where_nobody_could_be_asked_for_anything_nothing_passes(project: Project) -> None:
    project.seed("10.5555/unasked", file="more.txt")
    result = run("data/seeds/more.txt")
    assert 3 == result.return_value
    assert "nothing could be checked: no answer is known; run `enrich refresh`" in result.stderr


def test_a_link_that_tells_nothing_to_ask_for_is_missed(project: Project) -> None:
    project.seed("<https://openreview.net/forum?id=Goat1>", "10.5555/whole", file="more.md")
    result = run("data/seeds/more.md")
    assert [
        "data/seeds/more.md:1: missed: https://openreview.net/forum?id=Goat1: no identifier; write"
    ] == [line.partition(" an arXiv id")[0] for line in result.stdout.splitlines()]
    assert 1 == result.return_value


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--json", "--sarif"), "--json and --sarif"),
        (("--github", "--json"), "--json and --github"),
        (("--json", "--sarif", "--github"), "--json and --sarif"),
    ],
)
def test_two_forms_at_once_are_refused(options: tuple[str, ...], says: str) -> None:
    result = CliRunner().invoke(check, options)
    assert (2, True) == (result.exit_code, says in result.stderr)


def entries_of(*standings: Standing) -> Library:
    made = (record_of(title=f"Sheep {number}") for number in range(len(standings)))
    entries = [entry_of(record) for record in made]
    stand = zip(entries, standings, strict=True)
    return Library(tuple(msgspec.structs.replace(one, standing=how) for one, how in stand), ())


@pytest.mark.parametrize(
    ("standings", "says"),
    [
        ((Standing.FRESH, Standing.NEW), "2 entries, 0"),
        ((Standing.LOST,), "1 entry (1 on lost answers), 0"),
        ((Standing.STALE, Standing.SNAPSHOT), "2 entries (2 on answers past their time), 0"),
        (
            (Standing.STALE, Standing.LOST),
            "2 entries (1 on answers past their time, 1 on lost answers), 0",
        ),
    ],
)
def test_answers_that_are_lost_are_not_called_old(
    standings: tuple[Standing, ...], says: str
) -> None:
    assert summary(entries_of(*standings), ()).startswith(says)


@pytest.mark.parametrize(
    ("only", "fail_on", "code"),
    [
        ("corrected", "warning", 0),
        ("corrected", "note", 1),
        ("concern", "warning", 1),
        ("concern", "error", 0),
        ("retracted", "error", 1),
    ],
)
@pytest.mark.usefixtures("project")
def test_from_which_level_on_it_fails_is_for_who_asks(only: str, fail_on: str, code: int) -> None:
    assert code == run("--only", only, "--fail-on", fail_on).return_value


@pytest.mark.usefixtures("project")
def test_seeds_that_are_not_there_and_checks_that_there_are_none_of_are_refused() -> None:
    with pytest.raises(SeedError):
        run("nowhere.txt")
    result = CliRunner().invoke(check, ["--only", "everything"])
    assert (2, True) == (result.exit_code, "superseded-preprint" in result.stderr)


def test_an_ignore_of_an_unknown_check_is_refused_with_the_names_there_are(
    project: Project,
) -> None:
    settle(project, IGNORE.format("").replace('"retracted"', '"retraction"'))
    with pytest.raises(ConfigError, match=r"enrich\.toml:\d+: .*'retraction' is none; there are"):
        run()
