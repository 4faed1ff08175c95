"""Reading lists with the installed command: scanned, resolved, reviewed, annotated."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from enrich.config import configured, load_config
from enrich.pipeline import refresh_library
from tests.conftest import FakeClock
from tests.e2e.conftest import shell
from tests.emulator import Emulator, Paper, Work, World
from tests.projects import COMMAND, MAIL, Project

SHEEP = "Counting the Sheep of the First Meadow by Their Shadows at Noon"
GOATS = "A Field Study of Goats on the Second Hill and Their Bells"
BOTH = Work(
    "10.5555/sheep",
    {
        "title": [SHEEP],
        "author": [
            {"given": "Ada", "family": "Shepherd", "sequence": "first"},
            {"given": "Bo", "family": "Meadows", "sequence": "additional"},
        ],
        "issued": {"date-parts": [[2012, 3]]},
        "container-title": ["Annals of Counting"],
    },
)
PREPRINT = Paper("2103.00007", GOATS, ("Cy Goatherd", "Dee Bells"), published="2021-03-04")
LIST = f"""\
# Animals

- [**{SHEEP}**](https://www.jmlr.org/papers/v13/shepherd12a.html) Ada Shepherd, Bo Meadows (2012)
- [**{GOATS}**](https://openreview.net/forum?id=Goat1) Cy Goatherd, Dee Bells (2021) \
[[Code](https://github.com/goats/bells)]
- [Paper](https://example.com) to come
"""
DOUBTFUL = f"""\
- [**{SHEEP}**](https://www.jmlr.org/papers/v13/shepherd12a.html)
"""


@pytest.fixture(scope="module")
def animals() -> Iterator[Emulator]:
    with Emulator(World([PREPRINT], [BOTH])) as running:
        yield running


@pytest.fixture(scope="module")
def mould(tmp_path_factory: pytest.TempPathFactory, animals: Emulator) -> Path:
    """Make a project with two lists, of which the cache holds all, to be copied."""
    folder = tmp_path_factory.mktemp("mould") / "project"
    Project.make(folder, emulator=animals, settings=f'mailto = "{MAIL}"')
    (folder / "list.md").write_text(LIST, encoding="utf-8")
    (folder / "doubtful.md").write_text(DOUBTFUL, encoding="utf-8")
    for name in ("list.md", "doubtful.md"):
        config = configured(load_config(folder), seeds=(folder / name,), output=folder / "out")
        # In this process, since there time need not pass between two requests.
        refresh_library(config, clock=FakeClock())
    return folder


@pytest.fixture
def project(tmp_path: Path, mould: Path, animals: Emulator) -> Project:
    """Give a project whose lists were refreshed."""
    shutil.copytree(mould, tmp_path / "project")
    shutil.rmtree(tmp_path / "project/out")
    animals.forget()
    return Project(tmp_path / "project")


def test_a_scan_tells_papers_with_their_lines_and_asks_nobody(
    project: Project, animals: Emulator
) -> None:
    result = project.run("scan", "list.md")
    assert 0 == result.returncode
    assert ["list.md:3", "list.md:4"] == [line.split()[0] for line in result.stdout.splitlines()]
    assert "2 papers, 2 different, 2 without identifier" in result.stderr
    assert "1 code, 1 placeholder" in result.stderr
    assert [] == animals.log


def test_a_scan_as_json_tells_everything(project: Project) -> None:
    found = json.loads(project.run("scan", "list.md", "--json").stdout)
    first = found["papers"][0]
    assert (SHEEP, ["Ada Shepherd", "Bo Meadows"], "2012", ["Animals"], 3) == (
        first["title"],
        first["authors"],
        first["date"],
        first["tags"],
        first["line"],
    )
    assert ["code", "placeholder"] == [link["kind"] for link in found["links"]]


@pytest.mark.slow
@pytest.mark.parametrize("files", [("-",), ()])
def test_a_scan_reads_standard_input_or_what_is_configured(
    project: Project, files: tuple[str, ...]
) -> None:
    project.seed(LIST, file="list.md")
    result = project.run("scan", *files, stdin=LIST)
    assert 2 == len(result.stdout.splitlines())


def test_papers_without_identifier_are_found_by_what_the_list_says_and_once_alone(
    project: Project, animals: Emulator
) -> None:
    result = project.run("refresh", "list.md", "-o", "out")
    assert 0 == result.returncode
    bib = project.text("out/library.bib")
    assert "10.5555/sheep" in bib
    assert "2103.00007" in bib
    assert "2 entries, 0 seeds missed" in result.stderr
    assert [] == animals.log


def test_a_list_without_papers_is_no_error(project: Project) -> None:
    (project.folder / "prose.md").write_text("# Notes\n\nNothing here yet, but words.\n")
    result = project.run("refresh", "prose.md", "-o", "out")
    assert (0, False) == (result.returncode, (project.folder / "out/library.bib").exists())
    assert "no paper there" in result.stderr


def test_what_is_in_doubt_is_not_in_the_library_but_under_review(project: Project) -> None:
    result = project.run("refresh", "doubtful.md", "-o", "out")
    assert 3 == result.returncode
    assert "1 missed: doubtful" in result.stderr
    shown = project.run("review", "doubtful.md", "--list")
    assert SHEEP.split(maxsplit=1)[0] in shown.stdout
    assert "because:" in shown.stdout
    (case,) = json.loads(project.run("review", "doubtful.md", "--json").stdout)
    assert "doi:10.5555/sheep" == case["works"][0]["identifier"]


def test_a_yes_is_obeyed_by_later_runs(project: Project) -> None:
    answered = project.run("review", "doubtful.md", stdin="y\n")
    assert (0, True) == (answered.returncode, "1 decision" in answered.stderr)
    # Wherever the library goes, the project has one file of decisions.
    assert 0 == project.run("refresh", "doubtful.md", "-o", "out").returncode
    assert "10.5555/sheep" in project.text("out/library.bib")
    assert "0 matches in doubt" in project.run("review", "doubtful.md").stderr


def test_a_no_is_obeyed_by_later_runs(project: Project) -> None:
    project.run("review", "doubtful.md", stdin="n\n" * 9)
    assert "missed: not found" in project.run("refresh", "doubtful.md").stderr
    assert "0 matches in doubt" in project.run("review", "doubtful.md").stderr


@pytest.mark.parametrize(
    "stdin", ["", *(pytest.param(one, marks=pytest.mark.slow) for one in ("q\n", "s\n"))]
)
def test_leaving_a_review_decides_nothing(project: Project, stdin: str) -> None:
    result = project.run("review", "doubtful.md", stdin=stdin)
    assert (0, True) == (result.returncode, "nothing decided" in result.stderr)
    assert not (project.folder / "data/decisions.jsonl").exists()


def test_a_list_is_annotated_behind_each_paper_and_nowhere_else(project: Project) -> None:
    result = project.run("annotate", "list.md")
    assert 0 == result.returncode
    lines = result.stdout.splitlines()
    assert "([10.5555/sheep](https://doi.org/10.5555/sheep), *" in lines[2]
    assert "2012, published)<!-- /enrich --> Ada Shepherd" in lines[2]
    assert "2021, preprint)<!-- /enrich --> Cy Goatherd" in lines[3]
    assert LIST.splitlines()[4] == lines[4]
    assert LIST == project.text("list.md")


def test_annotations_in_place_come_and_go(project: Project) -> None:
    project.run("annotate", "list.md", "--in-place")
    once = project.text("list.md")
    assert 2 == once.count("<!-- enrich -->")
    assert "nothing changed" in project.run("annotate", "list.md", "--in-place").stderr
    project.run("annotate", "list.md", "--in-place", "--remove")
    assert LIST == project.text("list.md")


@pytest.mark.slow
def test_bytes_that_are_no_utf_8_stay_as_they_are(project: Project) -> None:
    raw = LIST.replace("Animals", "Tiere in M\u00fcnchen").encode("latin-1")
    (project.folder / "old.md").write_bytes(raw)
    project.run("annotate", "old.md", "--in-place")
    assert (project.folder / "old.md").read_bytes().startswith(b"# Tiere in M\xfcnchen\n")
    project.run("annotate", "old.md", "--in-place", "--remove")
    assert raw == (project.folder / "old.md").read_bytes()


@pytest.fixture
def website(project: Project) -> Iterator[str]:
    """Serve the project's folder on loopback."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return

    handler = partial(Quiet, directory=str(project.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_list_may_lie_on_the_web(project: Project, website: str) -> None:
    result = project.run("scan", f"{website}/list.md")
    assert 0 == result.returncode
    assert f"{website}/list.md:3" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "code", "says"),
    [("none.md", 3, "404"), ("", 0, "0 papers")],
)
def test_a_page_that_is_no_list_is_said(
    project: Project, website: str, page: str, code: int, says: str
) -> None:
    result = project.run("scan", f"{website}/{page}")
    assert (code, True) == (result.returncode, says in result.stderr)


@pytest.mark.slow
def test_offline_no_list_is_fetched(project: Project, website: str) -> None:
    result = project.run("refresh", f"{website}/list.md", "--offline")
    assert (2, True) == (result.returncode, "offline" in result.stderr)


BROKEN = """\
@article{good,
  title = {Sheep},
  doi = {10.5555/sheep},
  mine = {kept},
}

@article{bad,
  title = {Never closed,

@article{fine,
  title = {Goats},
  eprint = {2103.00007},
  archiveprefix = {arXiv},
}
"""


def test_of_a_broken_bib_the_good_entries_are_kept_and_the_bad_ones_named(
    project: Project,
) -> None:
    (project.folder / "thesis.bib").write_text(BROKEN, encoding="utf-8")
    result = project.run("refresh", "thesis.bib", "-o", "out")
    assert 0 == result.returncode
    assert "thesis.bib:7: " in result.stderr
    bib = project.text("out/library.bib")
    assert ["good", "fine"] == sorted(
        (line.split("{")[1].rstrip(",") for line in bib.splitlines() if line.startswith("@")),
        reverse=True,
    )
    assert "{kept}" in bib


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "head", "says"),
    [
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00", "PDF"),
        ("list.xlsx", b"PK\x03\x04\x14\x00\x00\x00", "list.xlsx"),
        ("cache.sqlite", b"SQLite format 3\x00", "cache.sqlite"),
        ("noise.md", bytes(range(256)) * 4, "noise.md"),
    ],
)
@pytest.mark.parametrize("command", ["scan", pytest.param("refresh", marks=pytest.mark.slow)])
def test_a_binary_file_is_no_list(
    project: Project, name: str, head: bytes, says: str, command: str
) -> None:
    (project.folder / name).write_bytes(head)
    result = project.run(command, name)
    assert (2, 1, True) == (
        result.returncode,
        len(result.stderr.splitlines()),
        says in result.stderr,
    )


def test_a_file_of_100_megabytes_is_no_list(project: Project) -> None:
    with (project.folder / "huge.md").open("wb") as file:
        file.truncate(100 * 2**20)
    result = project.run("scan", "huge.md")
    assert (2, True) == (result.returncode, "split it" in result.stderr)


def test_what_a_bib_holds_beside_its_papers_goes_into_the_library(project: Project) -> None:
    asides = "@string{mine = {Annals}}\n\n@comment{jabref-meta: grouping;}\n"
    text = f'{asides}@preamble{{"run me"}}\n@misc{{mine, doi = {{10.5555/sheep}}, note = mine}}\n'
    (project.folder / "thesis.bib").write_text(text, encoding="utf-8")
    result = project.run("refresh", "thesis.bib", "-o", "out")
    bib = project.text("out/library.bib")
    assert bib.endswith(f"\n{asides}")
    assert "run me" not in bib
    assert "thesis.bib:4: a preamble is left out" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "encoding",
    ["utf-16", *(pytest.param(one, marks=pytest.mark.slow) for one in ("utf-8-sig", "latin-1"))],
)
def test_a_list_is_annotated_whatever_its_encoding(project: Project, encoding: str) -> None:
    raw = LIST.replace("Animals", "Tiere in M\u00fcnchen").encode(encoding)
    (project.folder / "coded.md").write_bytes(raw)
    assert 0 == project.run("annotate", "coded.md", "--in-place").returncode
    written = (project.folder / "coded.md").read_bytes().decode(encoding)
    assert 2 == written.count("<!-- /enrich -->")
    project.run("annotate", "coded.md", "--in-place", "--remove")
    assert raw == (project.folder / "coded.md").read_bytes()


@pytest.mark.slow
def test_letters_that_were_decoded_wrongly_stay_so_and_are_read_as_they_were_meant(
    project: Project,
) -> None:
    wrong = LIST.replace("Ada Shepherd", "\u00c3\u2030lise et Ada").replace(
        "Shadows", "Shad\u00c3\u00b4ws"
    )
    (project.folder / "wrong.md").write_text(wrong, encoding="utf-8")
    result = project.run("annotate", "wrong.md", "--offline")
    assert wrong.splitlines()[2][:40] in result.stdout
    shown = json.loads(project.run("scan", "wrong.md", "--json").stdout)["papers"][0]
    assert "Shad\u00f4ws" in shown["title"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["paper.pdf", "huge.md"])
def test_what_is_no_list_is_not_annotated(project: Project, name: str) -> None:
    with (project.folder / name).open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(100 * 2**20 if name == "huge.md" else 9)
    assert 2 == project.run("annotate", name).returncode


@pytest.mark.slow
def test_a_page_that_never_answers_is_waited_for_as_long_as_a_source(project: Project) -> None:
    is_done = threading.Event()

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_done.wait()

    settings = project.text("enrich.toml")
    (project.folder / "enrich.toml").write_text(f"timeout = 1\n{settings}")
    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/list.md"
        result = project.run("scan", address)
        is_done.set()
        server.shutdown()
    assert 3 == result.returncode
    assert f"enrich: {address}: can't be read (" in result.stderr


@pytest.mark.slow
def test_a_page_that_leads_elsewhere_is_not_followed(project: Project, animals: Emulator) -> None:
    class Away(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", f"{animals.crossref_url}/works")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Away) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/list.md"
        result = project.run("scan", address)
        server.shutdown()
    assert (3, []) == (result.returncode, animals.log)
    assert f"{address}: can't be read (" in result.stderr
    assert f"led to {animals.crossref_url}/works, which is not to be asked" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@misc{a, url = {https://doi.org/10.5555/sheep}}\n"),
        ("a.csv", "title,url\nSheep,https://doi.org/10.5555/sheep\n"),
        ("a.txt", "10.5555/sheep\n"),
    ],
)
def test_only_markdown_is_annotated(project: Project, name: str, text: str) -> None:
    (project.folder / name).write_text(text)
    result = project.run("annotate", name, "--in-place")
    assert (2, text) == (result.returncode, project.text(name))
    assert "only lists in Markdown can be annotated" in result.stderr


@pytest.mark.slow
def test_a_pipe_is_annotated_and_an_address_is_not(project: Project, website: str) -> None:
    piped = project.run("annotate", "-", stdin=LIST)
    assert (0, 2) == (piped.returncode, piped.stdout.count("<!-- /enrich -->"))
    for arguments in (("-", "--in-place"), (f"{website}/list.md",)):
        result = project.run("annotate", *arguments, stdin=LIST)
        assert (2, True) == (result.returncode, "save it as one" in result.stderr)


@pytest.mark.slow
def test_a_list_named_twice_is_read_once(project: Project) -> None:
    assert 2 == len(project.run("scan", "list.md", "list.md").stdout.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("said", [pytest.param("Y\n", marks=pytest.mark.slow), "what?\nYES\n"])
def test_a_review_understands_words(project: Project, said: str) -> None:
    assert "1 decision" in project.run("review", "doubtful.md", stdin=said).stderr


@pytest.mark.slow
def test_a_review_without_an_input_decides_nothing(project: Project) -> None:
    result = shell(project, "enrich review doubtful.md <&-")
    assert (0, True) == (result.returncode, "nothing decided" in result.stderr)


@pytest.mark.parametrize("said", ["?", "x", "1"])
def test_a_review_says_what_it_understands(project: Project, said: str) -> None:
    result = project.run("review", "doubtful.md", stdin=f"{said}\nq\n")
    assert (0, 1) == (result.returncode, result.stderr.count("answer y, n, s or q\n"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stdin", "says"),
    [
        (b"", "nothing decided"),
        (b"n\n", "data/decisions.jsonl: 1 decision; `enrich refresh` obeys"),
    ],
)
def test_a_review_that_is_broken_off_says_what_was_decided(
    project: Project, stdin: bytes, says: str
) -> None:
    # Another case, since it is claimed with a year.
    other = DOUBTFUL.replace("**]", "**, 2012]")
    (project.folder / "again.md").write_text(other, encoding="utf-8")
    project.run("refresh", "again.md", "-o", "out")
    process = subprocess.Popen(
        [COMMAND, "review", "doubtful.md", "again.md"],
        cwd=project.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stderr
    process.stdin.write(stdin)
    process.stdin.flush()
    shown = b""
    while shown.count(b"skip, quit") <= stdin.count(b"\n"):
        more = os.read(process.stderr.fileno(), 4096)
        assert more, shown
        shown += more
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=60)
    assert (130, f"enrich: interrupted; {says}") == (
        process.returncode,
        rest.decode().splitlines()[-1],
    )


def test_a_lock_of_reviews_that_is_no_file_is_named(project: Project) -> None:
    os.mkfifo(project.folder / "cache/review.lock")
    result = project.run("review", "doubtful.md", stdin="y\n")
    assert 3 == result.returncode
    assert "cache/review.lock: is no file" in result.stderr.splitlines()[-1]


def test_decisions_of_another_review_are_kept(project: Project) -> None:
    file = project.folder / "data/decisions.jsonl"
    other = '{"sought":"title:ducks||","work":"doi:10.5555/ducks","is_it":false}\n'
    file.write_text(other, encoding="utf-8-sig")
    project.run("review", "doubtful.md", stdin="y\n")
    kept = project.text("data/decisions.jsonl")
    assert (2, True) == (len(kept.splitlines()), other in kept)


def test_a_library_is_made_of_what_a_pipe_brings(project: Project) -> None:
    assert 0 == project.run("refresh", "-", "-o", "out", stdin=LIST).returncode
    assert 2 == project.text("out/library.bib").count("\n@") + 1
