"""A project that is refreshed night after night, and what must be true of it on every one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import msgspec

from enrich.cache import AnswerCache
from enrich.config import Config, SourceConfig
from enrich.lockfile import LOCK_FILE, Lock, read_lock
from enrich.pipeline import Result, refresh_library
from tests.configs import config_for
from tests.conftest import FakeClock
from tests.emulator import Emulator, Fault, Logged
from tests.emulator.messages import Api
from tests.nights.world import IDENTIFIERS, TITLES

__all__ = ["Files", "Home"]

Files = Mapping[str, tuple[bytes, int]]

# What is asked for beside what is missing, to tell an honest list from one that leaves works out.
_WITNESSES = frozenset({"arxiv:arxiv:0704.0001", "crossref:doi:10.1038/171737a0"})
FIRST_NIGHT = dt.datetime(2026, 1, 1, 3, tzinfo=dt.UTC)


class Home:
    """A project folder, its lists, the world around it, and what was seen of it so far."""

    def __init__(self, folder: Path, emulator: Emulator, *, lifetime: float | None = None) -> None:
        """Begin without a library; answers live so many days, or as long as they do by default."""
        self.world = emulator.world
        self.emulator = emulator
        self.config = _config(folder, emulator, lifetime)
        self.seeds = dict.fromkeys(IDENTIFIERS)
        # The key that the work of a seed was first given.
        self.key_of: dict[str, str] = {}
        self._locked: dict[str, str] = {}
        self.lists = folder / "seeds"
        self.lists.mkdir(parents=True)
        self.write_list("titles.csv", *TITLES)

    @property
    def files(self) -> Files:
        """All that lies in the library's folder, with the times at which it was written."""
        folder = self.config.output
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in paths}

    @property
    def lock(self) -> Lock:
        """The lock file as it can be read."""
        found = read_lock(self.config.output / LOCK_FILE)
        assert found is not None
        return found

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the entries in library.bib."""
        text = (self.config.output / "library.bib").read_text(encoding="utf-8")
        return frozenset(re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE))

    def refresh(self, night: int) -> Result:
        """Refresh the library in this night."""
        self.write_list("list.txt", *self.seeds)
        return refresh_library(self.config, clock=FakeClock(_day(night)))

    def write_list(self, name: str, *lines: str) -> None:
        """Write a file of seeds."""
        (self.lists / name).write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")

    def lose_the_cache(self) -> None:
        """Delete every answer."""
        for path in self.config.cache.parent.iterdir():
            path.unlink()

    def silence(self, *apis: Api) -> None:
        """Let these answer nobody, and all others everybody."""
        self.emulator.heal()
        for api in apis:
            self.emulator.always(api, Fault.HANGUP)

    @property
    def asked(self) -> frozenset[str]:
        """What was asked for, each thing by the name under which the cache keeps its answer."""
        return frozenset(name for one in self.emulator.log for name in _asked(one)) - _WITNESSES

    def answers(self, night: int) -> Mapping[str, bool]:
        """Give the names of all answers in the cache, and whether each is still good in a night."""
        with AnswerCache(self.config.cache) as cache:
            rows = [cache.session.cache.get_response(key) for key in cache.session.cache.responses]
        now = _day(night)
        return {
            unquote(row.cache_key).replace("|", " ").strip(): row.expires > now
            for row in rows
            if row is not None and row.cache_key and row.expires
        }

    def check(self, result: Result) -> None:
        """Hold what a night left against what was there before it."""
        self._check_keys_stay(result)
        self._check_names_stay()
        self._check_files_agree()

    def _check_keys_stay(self, result: Result) -> None:
        """Every work keeps the key that it was first given; no key names a work of no seed's."""
        for entry in result.library.entries:
            keys = {entry.key, *entry.aliases}
            assert keys == {self.key_of.setdefault(one.written, entry.key) for one in entry.seeds}
        assert len(set(self.key_of.values())) == len(self.key_of)

    def _check_names_stay(self) -> None:
        """No name of a work ever leaves the key that it was first locked under."""
        named = {name: one.key for one in self.lock.works for name in one.names}
        assert sum(len(one.names) for one in self.lock.works) == len(named)
        assert self._locked == {name: named.get(name) for name in self._locked}
        self._locked = named

    def _check_files_agree(self) -> None:
        lock = self.lock
        assert lock.text == (self.config.output / LOCK_FILE).read_text(encoding="utf-8")
        assert {one.key for one in lock.kept} == self.keys
        csl = msgspec.json.decode((self.config.output / "library.json").read_bytes())
        assert {one["id"] for one in csl} == self.keys


def _asked(one: Logged) -> Iterator[str]:
    """Name what a request asks for."""
    if "query.bibliographic" in one.query:
        yield f"{one.api}:title:{one.query['query.bibliographic']}"
    for name in one.ids:
        is_question = "relation.object" in one.query.get("filter", "")
        eprint = name.removeprefix("10.48550/arxiv.")
        sort = "sequel:arxiv" if is_question else "arxiv" if one.api == "arxiv" else "doi"
        yield f"{one.api}:{sort}:{eprint}"


def _day(night: int) -> dt.datetime:
    return FIRST_NIGHT + dt.timedelta(days=night - 1)


def _config(folder: Path, emulator: Emulator, lifetime: float | None) -> Config:
    config = config_for(folder, emulator)
    sources = {
        name: SourceConfig(url=one.url, lifetime=lifetime) for name, one in config.sources.items()
    }
    return msgspec.structs.replace(config, sources=sources)
