"""enrich.toml and the environment: what they may say, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from enrich.config import Config, Ignore, SourceConfig, checked_address, load_config, parse_age
from enrich.dates import PartialDate
from enrich.errors import ConfigError
from enrich.keys import KeyRing
from enrich.record import Dates, Kind, Name, Record


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _load(toml: str, **environment: str) -> Config:
    Path("enrich.toml").write_text(toml, encoding="utf-8")
    return load_config(Path.cwd(), environment)


def test_an_empty_file_means_the_defaults() -> None:
    assert Config(
        seeds=(Path("data/seeds"),),
        output=Path("data"),
        formats=("bibtex", "csl"),
        cache=Path("cache/answers.sqlite"),
        snapshot=Path("data/snapshot.jsonl"),
        decisions=Path("data/decisions.jsonl"),
        overrides=Path("data/overrides.toml"),
        key_pattern="{family}{year}{word}",
        absence_lifetime=timedelta(days=1),
        sources={},
    ) == _load("")


def test_a_file_says_all_there_is_to_say() -> None:
    assert Config(
        seeds=(Path("a"), Path("b.txt"), "https://list.example.org/list.md", "-"),
        output=Path("out"),
        formats=("biblatex",),
        cache=Path("c.sqlite"),
        snapshot=Path("s.jsonl"),
        decisions=Path("d.jsonl"),
        overrides=Path("out/overrides.toml"),
        key_pattern="{word}",
        absence_lifetime=timedelta(hours=12),
        sources={"crossref": SourceConfig(url="http://localhost:1", lifetime=30.0)},
        mailto="ada@example.org",
        timeout=2.5,
    ) == _load(
        'seeds = ["a", "b.txt", "https://list.example.org/list.md", "-"]\n'
        'decisions = "d.jsonl"\noutput = "out"\nformats = ["biblatex"]\ncache = "c.sqlite"\n'
        'snapshot = "s.jsonl"\nkey = "{word}"\nabsence_lifetime = 0.5\nmailto = "ada@example.org"\n'
        "timeout = 2.5\n"
        '[sources.crossref]\nurl = "http://localhost:1"\nlifetime = 30\n'
    )


def test_the_project_s_own_file_says_the_defaults_but_for_its_page() -> None:
    own = _load((Path(__file__).parents[2] / "enrich.toml").read_text(encoding="utf-8"))
    page = {"formats": ("bibtex", "csl", "html"), "title": "Generative models in medicine"}
    assert msgspec.structs.replace(_load(""), **page) == own


def test_the_nearest_file_above_counts() -> None:
    Path("enrich.toml").write_text('output = "far"')
    near = Path("a/b/c")
    near.mkdir(parents=True)
    Path("a/enrich.toml").write_text('output = "near"')
    assert Path("a/near") == load_config(near.absolute(), {}).output


@pytest.mark.parametrize(
    ("target", "says"), [("nowhere", "is a link to nothing"), ("enrich.toml", "can't be read")]
)
def test_a_link_that_leads_to_no_file_is_named_and_nothing_above_it_counts(
    target: str, says: str
) -> None:
    Path("a").mkdir()
    Path("enrich.toml").touch()
    Path("a/enrich.toml").symlink_to(target)
    with pytest.raises(ConfigError, match=f"^a/enrich.toml: {says}"):
        load_config(Path("a"), {})


def test_a_relative_folder_is_looked_above_too(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("enrich.toml").write_text('output = "far"')
    Path("a/b").mkdir(parents=True)
    monkeypatch.chdir("a")
    assert Path("../far") == load_config(Path("b"), {}).output


def test_paths_are_relative_to_the_file() -> None:
    Path("enrich.toml").write_text('seeds = ["s"]')
    below = Path("below")
    below.mkdir()
    assert (Path("s"),) == load_config(below.absolute(), {}).seeds


def test_an_absolute_path_stays_one(tmp_path: Path) -> None:
    assert tmp_path / "x" == _load(f'output = "{tmp_path / "x"}"').output


def test_outside_a_project_the_cache_is_the_user_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path.cwd() / "mine"))
    assert Path.cwd() / "mine/enrich/answers.sqlite" == load_config(Path.cwd(), {}).cache


def test_the_environment_s_address_goes_before_the_file_s() -> None:
    loaded = _load('mailto = "file@example.org"', ENRICH_MAILTO="env@example.org")
    assert "env@example.org" == loaded.mailto


def test_an_empty_address_in_the_environment_is_none() -> None:
    assert "file@example.org" == _load('mailto = "file@example.org"', ENRICH_MAILTO="").mailto


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("=", "not valid TOML"),
        ("seeds = [", "not valid TOML"),
        ("a = 1\na = 2", "not valid TOML"),
        ("colour = 1", "colour"),
        ("[sources.crossref]\nlifetme = 3", "lifetme"),
        ("formats = 'bibtex'", "formats"),
        ("mailto = 3", "mailto"),
        ("output = []", "output"),
        ("absence_lifetime = 'long'", "absence_lifetime"),
        ("absence_lifetime = true", "absence_lifetime"),
    ],
)
def test_what_cannot_be_followed_is_refused_by_name(toml: str, said: str) -> None:
    with pytest.raises(ConfigError, match=rf"^enrich\.toml:\d+: .*{said}"):
        _load(toml)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        (
            "version = 'preprints'",
            "1: version: 'preprints' is none; there are published, preprint, both",
        ),
        ("# x\n\nversoin = 'both'", "3: 'versoin' is no setting; did you mean version?"),
        ("verison = 'both'", "1: 'verison' is no setting; did you mean version?"),
        ("SEEDS = []", "1: 'SEEDS' is no setting; did you mean seeds?"),
        ("sead = []", "1: 'sead' is no setting; did you mean seeds?"),
        ("mail = 'a@example.org'", "1: 'mail' is no setting; did you mean mailto?"),
        ("zzz = 1", "1: 'zzz' is no setting; there are mailto, seeds, output"),
        ("\nmailto = 3", "2: mailto: 3 is no text; write it in quotes"),
        ("\nmailto = 'ada'", "2: 'ada' is no mail address"),
        ("formats = 'csl'", '1: formats: \'csl\' is no list of texts; write it as in ["a", "b"]'),
        ("seeds = ['a', 3]", "1: seeds: ['a', 3] is no list of texts"),
        ("\n\nformats = ['bib']", "3: formats: 'bib' is none; there are bibtex"),
        ("\nkey = '{author}'", "2: key: '{author}' is no key pattern"),
        ("seeds = [\n'a',\n'b']\noutput = \"a\\u0000\"", "4: output: a file name can't hold"),
        ('output = "a\\u0000"', "1: output: a file name can't hold"),
        ("look_for_published = 'no'", "1: look_for_published: 'no' is neither true nor false"),
        ("\nabsence_lifetime = 'long'", "2: absence_lifetime: 'long' is no number"),
        ("\ntimeout = 'long'", "2: timeout: 'long' is no number"),
        ("\ntimeout = 0", "2: timeout: 0.0 is no number of seconds"),
        ("\ntimeout = -1", "2: timeout: -1.0 is no number of seconds"),
        ("\ntimeout = 601", "2: timeout: 601.0 is no number of seconds from 1 to 600"),
        ("\ntimeout = nan", "2: timeout: nan is no number of seconds"),
        ("\nabsence_lifetime = -1", "2: absence_lifetime: -1.0 is no number of days"),
        ("sources = 3", "1: sources: 3 is no table of tables; write [sources.crossref]"),
        ("[sources]\ncrossref = 3", "1: sources: {'crossref': 3} is no table of tables"),
        (
            "[sources.crossref]\nlifetme = 3",
            "2: 'lifetme' is no setting of [sources.crossref]; did you mean lifetime?",
        ),
        (
            "[sources.crossref]\nurl = 'x'\n[sources.arxiv]\nurl = 'y'",
            "2: url: 'x' is no address; it begins with https://",
        ),
        (
            "[sources.arxiv]\nmailto = 'ada@example.org'",
            "2: 'mailto' is no setting of [sources.arxiv]; write it above all tables",
        ),
        ("version = 2026-01-01", "1: version: 2026-01-01 is none; there are published"),
        ("[sources.arxiv]\n\nlifetime = nan", "3: lifetime: nan is no number of days"),
        ("[ignore]\ncheck = 'lost'", "1: ignore: {'check': 'lost'} is no list of tables; write [["),
        ("a = 1\nb = = 2", "2: not valid TOML: invalid value"),
        ("x = " + "[" * 5000, "not valid TOML: nested too deeply"),
        ("x = 2026-99-99", "not valid TOML: "),
        ("a" + ".a" * 5000 + " = 1", "1: tables in tables"),
    ],
)
def test_what_cannot_be_followed_is_told_with_its_line_and_a_way_out(toml: str, says: str) -> None:
    with pytest.raises(ConfigError) as refused:
        _load(toml)
    assert str(refused.value).startswith("enrich.toml:")
    assert says in str(refused.value)
    assert "`" not in str(refused.value)
    assert len(str(refused.value)) < 300


def test_a_long_value_is_told_in_short() -> None:
    with pytest.raises(ConfigError) as refused:
        _load(f"version = '{'a' * 5000}'")
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("days", ["nan", "inf", "1e300", "-1", "-inf"])
def test_a_lifetime_that_is_no_number_of_days_is_refused(days: str) -> None:
    with pytest.raises(ConfigError):
        _load(f"absence_lifetime = {days}")


@pytest.mark.parametrize("days", ["nan", "inf", "1e300", "-1"])
def test_a_source_s_lifetime_that_is_no_number_of_days_is_refused(days: str) -> None:
    with pytest.raises(ConfigError):
        _load(f"[sources.crossref]\nlifetime = {days}")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_that_is_no_utf_8_is_refused_with_its_line(mark: bytes) -> None:
    Path("enrich.toml").write_bytes(mark + b"\nmailto = '\xff'")
    with pytest.raises(ConfigError, match=r"^enrich\.toml:2: not in UTF-8; save it as that$"):
        load_config(Path.cwd(), {})


def test_a_mark_of_the_encoding_is_no_fault() -> None:
    Path("enrich.toml").write_bytes(b"\xef\xbb\xbfoutput = 'x'\r\nkey = '{word}'\r\n")
    assert Path("x") == load_config(Path.cwd(), {}).output


@pytest.mark.parametrize(
    "pattern",
    [
        "{",
        "}",
        "{}",
        "{0}",
        "{author}",
        "{family",
        "{family.x}",
        "{family[a]}",
        "{family!z}",
        "{year:d}",
        "{word:q}",
        "{family.__class__}",
    ],
)
def test_a_key_pattern_that_makes_no_key_is_refused(pattern: str) -> None:
    with pytest.raises(ConfigError, match="key pattern"):
        _load(f"key = '{pattern}'")


_WORKS = [
    Record(kind=Kind.ARTICLE),
    Record(
        kind=Kind.ARTICLE,
        authors=(Name(family="Sample"),),
        dates=Dates(issued=PartialDate(2020)),
    ),
]


@pytest.mark.parametrize(
    "pattern",
    [
        "{family}{year}{word}",
        "{family:.3}",
        "{year:.2}",
        "{year[3]}",
        "{word[0]}",
        "{word:>9}",
        "{family}-{year!s}",
        "plain",
        "",
        "{{{family}}}",
        "{year:{year}}",
    ],
)
def test_a_pattern_is_refused_or_makes_a_key_for_every_work(pattern: str) -> None:
    try:
        accepted = _load(f"key = '{pattern}'").key_pattern
    except ConfigError:
        return
    assert all(KeyRing(accepted).make(work) for work in _WORKS)


@pytest.mark.parametrize(
    "address", ["a@b.org", "ada.sample+x@sub.example.org", "a_b@example.co", None]
)
def test_an_address_that_can_be_one_is_kept(address: str | None) -> None:
    assert address == checked_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "ada",
        "ada@",
        "@example.org",
        "ada@example",
        "ada @example.org",
        "mailto:a@b.org",
        "a@b.org\r\nX: y",
        "a@b.org, c@d.org",
        "<a@b.org>",
        "a@b@c.org",
        "a@b.org;",
        "Ada <a@b.org>",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="no mail address"):
        checked_address(address)


def test_an_address_that_no_header_can_hold_is_refused() -> None:
    with pytest.raises(ConfigError, match="no mail address"):
        checked_address("\u0430\u0434\u0430@example.org")


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("0", timedelta()),
        ("30s", timedelta(seconds=30)),
        ("15m", timedelta(minutes=15)),
        ("12h", timedelta(hours=12)),
        ("7d", timedelta(days=7)),
        ("7", timedelta(days=7)),
        ("2w", timedelta(days=14)),
        ("1.5h", timedelta(minutes=90)),
        (" 7 D ", timedelta(days=7)),
    ],
)
def test_an_age_is_a_number_and_a_unit(text: str, age: timedelta) -> None:
    assert age == parse_age(text)


@pytest.mark.parametrize(
    "text",
    ["", "d", "-1d", "+1d", "1y", "7 days", "1d2h", "1e5", "nan", "inf", ".5d", "1.d", "0x1"],
)
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="no age"):
        parse_age(text)


@pytest.mark.parametrize("text", ["9999999999d", "9" * 400, "9" * 400 + "w"])
def test_an_age_beyond_all_ages_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="longer than any age"):
        parse_age(text)


_IGNORED = """\
mailto = "ada@example.org"

[[ignore]]
check = "retracted"
of = "smith2020deep"
reason = "cited as an example of a retraction"
until = 2027-06-30

  [[ ignore ]]
check = "wrong-title"
of = "list.md:3"
reason = "its title changed"
"""


def test_what_is_to_be_ignored_is_read_with_its_line() -> None:
    assert (
        Ignore(
            "retracted",
            "smith2020deep",
            "cited as an example of a retraction",
            date(2027, 6, 30),
            file="enrich.toml",
            line=3,
        ),
        Ignore("wrong-title", "list.md:3", "its title changed", file="enrich.toml", line=9),
    ) == _load(_IGNORED).ignore


def test_ignores_that_are_written_in_one_line_are_read_too() -> None:
    loaded = _load('ignore = [{check = "lost", of = "10.5555/x", reason = "known"}]')
    assert (Ignore("lost", "10.5555/x", "known", file="enrich.toml", line=1),) == loaded.ignore


def test_an_ignore_tells_its_file_from_where_the_user_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _load(_IGNORED)
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert "../enrich.toml" == load_config(None, {}).ignore[0].file


@pytest.mark.parametrize(
    ("changed", "by", "says"),
    [
        ('"retracted"', '"retraced"', "4: check: 'retraced' is none; there are retracted, with"),
        ('"retracted"', "3", "4: check: 3 is no text; write it in quotes"),
        ('"smith2020deep"', '" "', "5: of: name a citation key"),
        ('"smith2020deep"', r'"a\u0000"', "5: of: name a citation key"),
        ('"cited as an example of a retraction"', '" "', "6: reason: say why"),
        (
            'reason = "cited as an example of a retraction"',
            "",
            "3: [[ignore]] lacks reason: say why, for who comes after you",
        ),
        ("2027-06-30", '"soon"', "7: until: 'soon' is no date; write 2027-06-30"),
        ("2027-06-30", "2027", "7: until: 2027 is no date; write 2027-06-30"),
        ("until", "untill", "7: 'untill' is no setting of [[ignore]]; did you mean until?"),
        (
            "until = 2027-06-30",
            "line = 3",
            "7: 'line' is no setting of [[ignore]]; there are",
        ),
        ("[[ignore]]", "[ignore]", "3: ignore: "),
    ],
)
def test_an_ignore_that_cannot_be_followed_is_told_with_its_line(
    changed: str, by: str, says: str
) -> None:
    first = _IGNORED.partition("  [[")[0]
    assert changed in first
    with pytest.raises(ConfigError) as refused:
        _load(first.replace(changed, by))
    assert str(refused.value).startswith(f"enrich.toml:{says}")


def test_of_two_ignores_the_one_at_fault_is_told() -> None:
    with pytest.raises(ConfigError, match=r"^enrich\.toml:10: check: 'x' is none"):
        _load(_IGNORED.replace('"wrong-title"', '"x"'))


def test_an_ignore_in_one_line_is_told_with_that_line() -> None:
    with pytest.raises(ConfigError, match=r"^enrich\.toml:2: check: 'x' is none"):
        _load('\nignore = [{check = "x", of = "10.5555/x", reason = "known"}]')
