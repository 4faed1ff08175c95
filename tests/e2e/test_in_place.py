"""`enrich refresh thesis.bib --in-place` and `--diff`, as a user runs them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace

from enrich.bibfile.cutting import Item, cut
from enrich.completing import complete_files
from enrich.config import load_config
from tests.conftest import FakeClock
from tests.e2e.conftest import NOWHERE, complaint
from tests.emulator import Emulator, Paper, Work, World
from tests.projects import MAIL, Project, sources_of

# What ten programs and people write, and what is to become of it, side by side.
STYLES = Path(__file__).parent / "in_place"
NAMES = tuple(sorted(path.stem for path in STYLES.glob("*.bib")))


def work(doi: str, title: str, authors: str, date: list[int], venue: str, **more: object) -> Work:
    """Make a work of which Crossref knows this, and nothing else."""
    parts = (one.split(", ") for one in authors.split("; "))
    return Work(
        doi,
        {
            "title": [title],
            "author": [{"family": family, "given": given} for family, given in parts],
            "issued": {"date-parts": [date]},
            "container-title": [venue],
            **dict.fromkeys(("short-container-title", "ISSN", "issn-type", "volume", "issue")),
            "page": None,
            **more,
        },
    )


def preprint(identifier: str) -> dict[str, object]:
    """Relate a work to its preprint."""
    named = {"id-type": "doi", "id": f"10.48550/arXiv.{identifier}", "asserted-by": "subject"}
    return {"has-preprint": [named]}


RESNET = work(
    "10.1109/cvpr.2016.90",
    "Deep Residual Learning for Image Recognition",
    "He, Kaiming; Zhang, Xiangyu; Ren, Shaoqing; Sun, Jian",
    [2016, 6],
    "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
    type="proceedings-article",
    page="770-778",
    publisher="IEEE",
    relation=preprint("1512.03385"),
)
SUPERNOVAE = work(
    "10.1086/307221",
    "Measurements of \u03a9 and \u039b from 42 High-Redshift Supernovae",
    "Perlmutter, S.; Aldering, G.; Goldhaber, G.",
    [1999, 6],
    "The Astrophysical Journal",
    volume="517",
    issue="2",
    page="565-586",
    publisher="American Astronomical Society",
    relation=preprint("astro-ph/9812133"),
)
WAVES = work(
    "10.1103/physrev.28.1049",
    "An Undulatory Theory of the Mechanics of Atoms and Molecules",
    "Schr\u00f6dinger, E.",
    [1926, 12, 1],
    "Physical Review",
    volume="28",
    issue="6",
    page="1049-1070",
    publisher="American Physical Society (APS)",
    ISSN=["0031-899X"],
)
GANS = work(
    "10.1145/3422622",
    "Generative adversarial networks",
    "Goodfellow, Ian; Pouget-Abadie, Jean; Mirza, Mehdi",
    [2020, 10, 22],
    "Communications of the ACM",
    volume="63",
    issue="11",
    page="139-144",
    publisher="Association for Computing Machinery (ACM)",
)
FOLD = work(
    "10.1038/s41586-021-03819-2",
    "Highly accurate protein structure prediction with AlphaFold",
    "Jumper, John; Evans, Richard; Pritzel, Alexander; Green, Tim",
    [2021, 8, 26],
    "Nature",
    volume="596",
    issue="7873",
    page="583-589",
    publisher="Springer Science and Business Media LLC",
)
PAPERS = (
    Paper(
        "1512.03385",
        "Deep Residual Learning for Image Recognition",
        ("Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"),
        published="2015-12-10",
        doi="10.1109/cvpr.2016.90",
        categories=("cs.CV",),
    ),
    Paper(
        "astro-ph/9812133",
        "Measurements of Omega and Lambda from 42 High-Redshift Supernovae",
        ("S. Perlmutter", "G. Aldering", "G. Goldhaber"),
        published="1998-12-08",
        doi="10.1086/307221",
        categories=("astro-ph",),
    ),
    Paper(
        "2006.11239",
        "Denoising Diffusion Probabilistic Models",
        ("Jonathan Ho", "Ajay Jain", "Pieter Abbeel"),
        published="2020-06-19",
        versions=2,
        categories=("cs.LG", "stat.ML"),
    ),
)


@pytest.fixture(scope="module")
def scholars() -> Iterator[Emulator]:
    """Run the APIs over the papers that the ten files cite."""
    with Emulator(World(PAPERS, (RESNET, SUPERNOVAE, WAVES, GANS, FOLD))) as running:
        yield running


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory, scholars: Emulator) -> Path:
    """Give a cache that holds all answers, which were asked for without waiting."""
    folder = tmp_path_factory.mktemp("warm")
    (folder / "enrich.toml").write_text(sources_of(scholars), encoding="utf-8")
    config = replace(load_config(folder, {}), mailto=MAIL)
    complete_files(sorted(STYLES.glob("*.bib")), config, clock=FakeClock())
    return config.cache


@pytest.fixture
def project(tmp_path: Path, warm: Path, scholars: Emulator) -> Project:
    """Give a project without lists of its own, all answers fresh in its cache."""
    (tmp_path / "enrich.toml").write_text(sources_of(scholars), encoding="utf-8")
    (tmp_path / "cache").mkdir()
    shutil.copy(warm, tmp_path / "cache")
    return Project(tmp_path)


def thesis(project: Project, style: str, name: str = "thesis.bib") -> Path:
    """Put a style's file into a project."""
    return Path(shutil.copyfile(STYLES / f"{style}.bib", project.folder / name))


def expected(style: str, name: str = "thesis.bib") -> str:
    """Give a style's diff, for a file of this name."""
    return (STYLES / f"{style}.diff").read_text(encoding="utf-8").replace("thesis.bib", name)


def patched(body: bytes, diff: str, folder: Path) -> bytes:
    """Apply a diff to a file as `patch` does."""
    target = folder / "patched"
    target.write_bytes(body)
    command = ["patch", "-s", "--binary", str(target)]
    subprocess.run(command, input=diff.encode(), check=True)
    return target.read_bytes()


def written(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Give all files of a project with their bytes and times, but for the cache."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "cache" not in path.relative_to(folder).parts
    }


# What is changed


def test_ten_styles_are_changed_as_their_diffs_say_and_but_once(
    project: Project, tmp_path: Path
) -> None:
    files = {f"{name}.bib": thesis(project, name, f"{name}.bib").read_bytes() for name in NAMES}
    assert 10 == len(files)
    diff = project.run("refresh", *files, "--diff")
    assert "".join(expected(name, f"{name}.bib") for name in NAMES) == diff.stdout, diff.stderr
    for _ in range(2):
        done = project.run("refresh", *files, "--in-place")
        assert (0, "") == (done.returncode, done.stdout), done.stderr
        for name, body in files.items():
            after = patched(body, expected(Path(name).stem, name), tmp_path)
            assert after == (project.folder / name).read_bytes(), name
    told = done.stderr.splitlines()
    assert [f"{name}: nothing to change" for name in files] == [
        line for line in told if line.endswith("nothing to change")
    ]


@pytest.mark.parametrize(
    "style",
    [name if name == "hand" else pytest.param(name, marks=pytest.mark.slow) for name in NAMES],
)
def test_a_diff_is_printed_and_nothing_written(
    project: Project, scholars: Emulator, style: str
) -> None:
    thesis(project, style)
    before = written(project.folder)
    scholars.forget()
    result = project.run("refresh", "thesis.bib", "--diff")
    assert (0, expected(style)) == (result.returncode, result.stdout), result.stderr
    assert "nothing was written" in result.stderr.splitlines()[-1]
    assert before == written(project.folder)
    assert [] == scholars.log


OWN = ("@string", "@preamble", "@comment", "%", "file", "groups", "keywords", "note", "url")


@pytest.mark.parametrize("style", NAMES)
def test_keys_comments_and_what_is_the_owners_own_stay_in_their_order(style: str) -> None:
    before = (STYLES / f"{style}.bib").read_bytes()
    lines = expected(style).split("\n")[2:]
    gone, come = ([line[1:].strip(" ,") for line in lines if line[:1] == sign] for sign in "-+")
    assert [] == [line for line in gone if line.lower().startswith(OWN) and line not in come]
    keys = [block.key for block in cut(before.decode()) if isinstance(block, Item)]
    with TemporaryDirectory() as folder:
        after = patched(before, expected(style), Path(folder)).decode()
    assert keys == [block.key for block in cut(after) if isinstance(block, Item)]


FOLDING = f"""@article{{fold,
  title = {{{FOLD.message["title"][0]}}},
  author = {{Jumper, John and others}},
  journal = {{Science}},
  year = {{2020}},
  note = {{doi:{FOLD.doi}}},
}}
"""


def test_own_fields_are_never_touched(project: Project) -> None:
    settings = project.folder / "enrich.toml"
    settings.write_text(f'own_fields = ["journal", "note"]\n{settings.read_text()}')
    (project.folder / "thesis.bib").write_text(FOLDING)
    diff = project.run("refresh", "thesis.bib", "--diff").stdout
    assert "-  year = {2020},\n+  year = {2021},\n   note" in diff
    assert "   journal = {Science},\n" in diff


def test_the_last_line_tells_how_much_was_changed(project: Project) -> None:
    (project.folder / "thesis.bib").write_text(FOLDING)
    told = project.run("refresh", "thesis.bib", "--in-place").stderr.splitlines()
    assert "thesis.bib: 2 fields corrected, 6 fields added" == told[-1]


# What stays as it is


@pytest.mark.parametrize(
    ("encoding", "newline"),
    [
        ("utf-8-sig", "\r\n"),
        pytest.param("cp1252", "\n", marks=pytest.mark.slow),
        pytest.param("utf-16", "\r\n", marks=pytest.mark.slow),
    ],
)
def test_encoding_mark_and_ends_of_lines_stay(
    project: Project, encoding: str, newline: str
) -> None:
    text = FOLDING.replace("others}", "others},\n  annote = {gr\u00f6\u00dfer}").replace(
        "\n", newline
    )
    file = project.folder / "thesis.bib"
    file.write_bytes(text.encode(encoding))
    assert 0 == project.run("refresh", "thesis.bib", "--in-place").returncode
    body = file.read_bytes()
    after = body.decode(encoding)
    assert after.encode(encoding) == body
    assert f"  annote = {{gr\u00f6\u00dfer}},{newline}" in after
    assert f"  year = {{2021}},{newline}" in after
    assert after.count("\n") == after.count(newline) > text.count(newline)


def test_permissions_and_links_stay(project: Project) -> None:
    (project.folder / "papers").mkdir()
    file = project.folder / "papers/real.bib"
    file.write_text(FOLDING)
    file.chmod(0o640)
    (project.folder / "thesis.bib").symlink_to("papers/real.bib")
    assert 0 == project.run("refresh", "thesis.bib", "papers/real.bib", "--in-place").returncode
    assert (project.folder / "thesis.bib").is_symlink()
    assert "year = {2021}" in file.read_text()
    assert 0o640 == file.stat().st_mode & 0o777
    assert [file] == list(file.parent.iterdir())


def test_an_entry_whose_identifier_leads_to_another_work_is_left_and_told(
    project: Project,
) -> None:
    text = FOLDING.replace(FOLD.doi, GANS.doi) + FOLDING.replace("fold,", "same,").replace(
        f"  title = {{{FOLD.message['title'][0]}}},\n", ""
    ).replace(FOLD.doi, GANS.doi)
    file = project.folder / "thesis.bib"
    file.write_text(text)
    result = project.run("refresh", "thesis.bib", "--in-place")
    assert (0, text) == (result.returncode, file.read_text())
    left = [line for line in result.stderr.splitlines() if "left alone" in line]
    assert [
        ("thesis.bib:1: fold", "its identifier leads to another work than its title says"),
        ("thesis.bib:8: same", "its identifier leads to 'Generative adversarial networks'"),
    ] == [(line.split(": left alone: ")[0], cause(line)) for line in left]


@pytest.mark.parametrize(("loudness", "shown"), [((), 20), (("-q",), 20), (("-v",), 25)])
def test_what_is_left_alone_is_cut_as_lists_are(
    project: Project, loudness: tuple[str, ...], shown: int
) -> None:
    twice = f"@misc{{sheep, doi = {{{FOLD.doi}}}}}\n"
    (project.folder / "thesis.bib").write_text(twice * 25 + FOLDING)
    result = project.run("refresh", "thesis.bib", "--diff", *loudness)
    lines = result.stderr.splitlines()
    assert shown == sum("sheep: left alone" in line for line in lines), result.stderr
    assert (shown < 25) == ("  and 5 more, which -v lists" in lines)
    assert "+  year = {2021}," in result.stdout


def cause(line: str) -> str:
    """Give why an entry was left alone, without what is to be done about it."""
    return re.split("[,;] ", line.split(": left alone: ")[1])[0]


@pytest.mark.parametrize(
    "commented",
    [
        "% @article{{fold, title = {{{title}}}, doi = {{{doi}}}}}\n",
        "@comment{{@article{{fold, doi = {{{doi}}}}}}}\n",
    ],
)
def test_what_is_commented_out_says_nothing_of_the_entry_with_its_key(
    project: Project, commented: str
) -> None:
    text = commented.format(title=GANS.message["title"][0], doi=GANS.doi) + FOLDING
    (project.folder / "thesis.bib").write_text(text)
    diff = project.run("refresh", "thesis.bib", "--diff").stdout
    assert "Goodfellow" not in diff
    assert "+  year = {2021},\n" in diff


# What can't be done


@pytest.mark.slow
@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_an_entry_that_nobody_knows_fails_only_where_that_is_asked_for(
    project: Project, options: tuple[str, ...], code: int
) -> None:
    thesis(project, "jabref")
    result = project.run("refresh", "thesis.bib", "--diff", *options)
    assert (code, expected("jabref")) == (result.returncode, result.stdout), result.stderr


def test_what_no_source_can_be_asked_for_stays(project: Project) -> None:
    (project.folder / "enrich.toml").write_text(NOWHERE)
    (project.folder / "cache/answers.sqlite").unlink()
    file = thesis(project, "jabref")
    before = file.read_bytes()
    result = project.run("refresh", "thesis.bib", "--in-place")
    assert (3, before) == (result.returncode, file.read_bytes())
    assert "4 missed: unreachable" in result.stderr
    assert "thesis.bib: nothing to change" == result.stderr.splitlines()[-1]


def test_what_a_source_does_not_answer_for_just_now_stays_and_the_rest_is_done(
    project: Project,
) -> None:
    file = project.folder / "thesis.bib"
    other = FOLDING.replace("fold,", "lost,").replace(FOLD.doi, "10.5555/never-asked")
    other = other.replace("Highly accurate", "Hardly accurate")
    file.write_text(other + FOLDING)
    result = project.run("refresh", "thesis.bib", "--in-place", "--offline")
    assert 0 == result.returncode
    assert "1 missed: offline" in result.stderr
    assert file.read_text().startswith(other)
    assert "year = {2021}" in file.read_text()


LIST = "# Papers\n\n- [Folding](https://doi.org/10.1038/s41586-021-03819-2)\n"


@pytest.mark.parametrize(
    ("place", "code", "says"),
    [
        ("list.md", 2, ("list.md", "Markdown")),
        ("not-there.bib", 2, ("not-there.bib", "no such file")),
        pytest.param(".", 2, ("name them",), marks=pytest.mark.slow),
        pytest.param("-", 2, ("name them",), marks=pytest.mark.slow),
        pytest.param("https://nohost.invalid/a.bib", 2, ("name",), marks=pytest.mark.slow),
        pytest.param("nul.bib", 2, ("nul.bib:8", "NUL"), marks=pytest.mark.slow),
    ],
)
def test_what_is_no_bib_file_ends_with_one_line(
    project: Project, place: str, code: int, says: tuple[str, ...]
) -> None:
    (project.folder / "list.md").write_text(LIST)
    (project.folder / "nul.bib").write_text(f"{FOLDING}\0")
    before = written(project.folder)
    complaint(project, "refresh", place, "--in-place", code=code, says=says, stdin=FOLDING)
    assert before == written(project.folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write what is write-protected")
def test_a_file_that_is_write_protected_stays(project: Project) -> None:
    file = project.folder / "thesis.bib"
    file.write_text(FOLDING)
    file.chmod(0o444)
    complaint(project, "refresh", "thesis.bib", "--in-place", code=3, says=("thesis.bib",))
    assert FOLDING == file.read_text()
