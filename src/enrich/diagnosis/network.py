"""The way to the sources: proxies, certificates, and whether each source answers."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from enrich.addresses import without_secrets
from enrich.config import Config
from enrich.diagnosis.model import Examined, Verdict
from enrich.errors import ConfigError, EnrichError
from enrich.identifiers import ArxivId, Doi, Wanted
from enrich.manners import Manners
from enrich.sources import Source, make_sources
from enrich.turns import WallClock
from enrich.visits import Visits
from enrich.watching import Nobody

if TYPE_CHECKING:
    import requests

__all__ = ["examine_proxies", "examine_sources"]

_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
_CERTIFICATES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_LONGEST_TIMEOUT = 15.0
_TOLERATED = dt.timedelta(minutes=5)
# What each source surely has; of any other source, the first that it accepts.
_KNOWN: Mapping[str, Wanted] = {
    "arxiv": ArxivId("0704.0001"),
    "crossref": Doi("10.1038/171737a0"),
    "datacite": Doi("10.5438/0012"),
}
_UNANSWERED = "what the cache holds serves meanwhile; try again later"
_ALL_UNANSWERED = "check the network, proxies and firewall; --offline does without"


def examine_proxies(environment: Mapping[str, str]) -> Iterator[Examined]:
    """Tell which proxies and certificates requests go by."""
    for name in _PROXIES:
        for spelling in (name, name.upper()):
            if value := environment.get(spelling):
                shown = value if name == "no_proxy" else _without_password(value)
                yield Examined("proxy", Verdict.OK, f"{spelling} is {shown}")
                break
    for name in _CERTIFICATES:
        file = environment.get(name)
        if file and not Path(file).exists():
            told = f"{name} is {file}, which is not there"
            yield Examined(
                "certificates", Verdict.PROBLEM, told, f"put that right, or unset {name}"
            )


def _without_password(proxy: str) -> str:
    """Show where a proxy is, which people write with and without a scheme."""
    return without_secrets(proxy if "://" in proxy else f"http://{proxy}")


def examine_sources(config: Config) -> Iterator[Examined]:
    """Ask each source for one work, each at its pace and all at once."""
    if config.offline:
        yield Examined("sources", Verdict.OK, "none was asked, since that was not wanted")
        return
    try:
        sources = make_sources(config)
    except ConfigError:
        # That is told of the configuration.
        sources = make_sources(msgspec.structs.replace(config, sources={}))
    with tempfile.TemporaryDirectory() as spare, ThreadPoolExecutor(len(sources)) as pool:
        brief = _brief(config, Path(spare))
        answers = tuple(pool.map(lambda source: _Question(source, brief).ask(), sources))
    is_cut_off = all(one.verdict is Verdict.PROBLEM for one, _ in answers)
    for examined, _ in answers:
        is_wrong = examined.verdict is Verdict.PROBLEM
        advice = (_ALL_UNANSWERED if is_cut_off else _UNANSWERED) if is_wrong else None
        yield msgspec.structs.replace(examined, advice=advice)
    skew = max((one for _, one in answers if one is not None), key=abs, default=None)
    if skew is not None and abs(skew) > _TOLERATED:
        minutes = abs(skew).total_seconds() / 60
        side = "behind" if skew > dt.timedelta() else "ahead of"
        told = f"{minutes:.0f} minutes {side} the clocks of the sources"
        yield Examined("clock", Verdict.WARNING, told, "set the clock of this machine")


def _brief(config: Config, spare: Path) -> Config:
    """Wait less than a run, and keep the pace with other runs where that can be noted."""
    timeout = min(config.timeout, _LONGEST_TIMEOUT)
    is_open = config.cache.parent.is_dir() and os.access(config.cache.parent, os.W_OK)
    cache = config.cache if is_open else spare / config.cache.name
    return msgspec.structs.replace(config, timeout=timeout, cache=cache)


class _Once:
    """A source of which every question is asked once."""

    def __init__(self, source: Source) -> None:
        self.name, self.url = source.name, source.url
        self._manners = source.manners()

    def manners(self) -> Manners:
        """Ask no second time."""
        return msgspec.structs.replace(self._manners, attempts=1, attempts_after_a_strike=1)


class _Question:
    """One request to one source, and how far its clock is ahead of ours."""

    def __init__(self, source: Source, config: Config) -> None:
        self._source, self._config = source, config
        self._skew: dt.timedelta | None = None

    def ask(self) -> tuple[Examined, dt.timedelta | None]:
        """Ask, and tell what came of it."""
        import requests  # noqa: PLC0415 - 60 ms, only to ask

        name = self._source.name
        wanted = _KNOWN.get(name) or next(filter(self._source.accepts, _KNOWN.values()), None)
        if wanted is None:
            return Examined(name, Verdict.OK, "not asked: nothing is known that it has"), None
        once = cast("Source", _Once(self._source))
        began = time.monotonic()
        try:
            with requests.Session() as session:
                session.hooks["response"].append(self._note)
                Visits((once,), self._config, WallClock(), Nobody()).open(session)
                self._source.ask(session, (wanted,))
        except EnrichError as error:
            return Examined(name, Verdict.PROBLEM, str(error).removeprefix(f"{name}: ")), self._skew
        seconds = time.monotonic() - began
        host = without_secrets(self._source.url)
        return Examined(name, Verdict.OK, f"{host} answers, after {seconds:.1f} s"), self._skew

    def _note(self, response: requests.Response, *_: object, **__: object) -> None:
        try:
            told = parsedate_to_datetime(response.headers["Date"])
            self._skew = told - dt.datetime.now(dt.UTC)
        except (KeyError, TypeError, ValueError):
            # Nobody has to tell the time.
            return
