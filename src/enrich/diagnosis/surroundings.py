"""The program, its libraries and the clock: what every project stands on."""

from __future__ import annotations

import datetime as dt
import platform
import re
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path

from enrich import about
from enrich.diagnosis.model import Examined, Verdict

__all__ = ["examine_clock", "examine_versions", "is_within"]

_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*(?P<bounds>[^;\s]*)")
_BOUND = re.compile(r"(?P<sign>>=|<=|==|!=|>|<)(?P<version>[\d.]+)")
_SIGNS: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": ge,
    "<=": le,
    "==": eq,
    "!=": ne,
    ">": gt,
    "<": lt,
}
# An hour is what time zones get wrong, and what nobody's clock is off by itself.
_TOLERATED = dt.timedelta(hours=1)
_AGAIN = f"install it again: pip install {about.NAME}"


def examine_versions(
    required: Callable[[str], Sequence[str] | None] = metadata.requires,
    installed: Callable[[str], str] = metadata.version,
) -> Iterator[Examined]:
    """Tell the versions of Python, this program and its libraries, and which are out of bounds."""
    try:
        requirements = required(about.NAME) or ()
    except metadata.PackageNotFoundError:
        told = f"{_itself()}; it runs from its sources, so its libraries can't be checked"
        yield Examined("versions", Verdict.WARNING, told, _AGAIN)
        return
    wrong = list(_wrong_libraries(requirements, installed))
    count = sum("extra ==" not in one for one in requirements)
    within = f"{count} libraries within their bounds"
    yield Examined("versions", Verdict.OK, _itself() if wrong else f"{_itself()}, {within}")
    yield from wrong


def is_within(version: str, bounds: str) -> bool:
    """Tell whether a version is within bounds such as `>=4.0,<5`, by its numbers alone."""
    parts = _numbers(version)
    for bound in _BOUND.finditer(bounds):
        limit = _numbers(bound["version"])
        width = max(len(parts), len(limit))
        here, there = (one + (0,) * (width - len(one)) for one in (parts, limit))
        if not _SIGNS[bound["sign"]](here, there):
            return False
    return True


def examine_clock(now: dt.datetime) -> Examined:
    """Hold the clock against the day on which this program was put here."""
    made = dt.datetime.fromtimestamp(Path(about.__file__).stat().st_mtime, dt.UTC)
    told = f"{now:%Y-%m-%d %H:%M} UTC"
    if now + _TOLERATED < made:
        told = f"{told} is before the program itself was installed, on {made:%Y-%m-%d}"
        return Examined("clock", Verdict.PROBLEM, told, "set the clock of this machine")
    return Examined("clock", Verdict.OK, told)


def _itself() -> str:
    return f"{about.NAME} {about.VERSION}, Python {platform.python_version()}"


def _wrong_libraries(
    requirements: Sequence[str], installed: Callable[[str], str]
) -> Iterator[Examined]:
    for one in requirements:
        found = _REQUIREMENT.match(one)
        if found is None or "extra ==" in one:
            continue
        name, bounds = found["name"], found["bounds"]
        try:
            version = installed(name)
        except metadata.PackageNotFoundError:
            yield Examined(name, Verdict.PROBLEM, "is not installed", _AGAIN)
            continue
        if not is_within(version, bounds):
            told = f"{version} is installed, and {bounds} is needed"
            yield Examined(name, Verdict.PROBLEM, told, f"pip install '{name}{bounds}'")


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, found[0].split("."))) if found else ()
