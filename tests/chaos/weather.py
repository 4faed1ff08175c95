"""The faults, and what may be said of an id that they keep from being answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from enrich.answers import Reason
from tests.emulator import Fault

__all__ = ["EVERYTHING", "MIXED", "WEATHERS", "Weather"]

G, T, U, R = Reason.GARBLED, Reason.THROTTLED, Reason.UNREACHABLE, Reason.REFUSED


@dataclass(frozen=True, slots=True)
class Weather:
    """Faults that come together, and the reasons that they are for a miss."""

    name: str
    faults: Sequence[Fault]
    reasons: frozenset[Reason]
    # Where arXiv tells more than others.
    at_arxiv: frozenset[Reason] | None = None
    # How long an answer may take to begin, in real seconds, where waiting for it is the point.
    timeout: float | None = None
    # The longest time that a source asks us to wait, and that is waited.
    waits: float = 0.0
    # How many requests each thing may take, where lists never tell all that they could.
    requests_for_each: int = 0
    # Whether it befalls the host, at which all sources live.
    is_of_the_host: bool = False
    # Whether it befalls every request, and never some.
    is_lasting: bool = False
    # Whether it takes seconds of computing, so that a few runs must do.
    is_costly: bool = False

    def allows(self, reason: Reason, source: str | None) -> bool:
        """Whether a source may be said to fail for this reason."""
        if source == "arxiv" and self.at_arxiv is not None:
            return reason in self.at_arxiv
        return reason in self.reasons


def _of(fault: Fault, *reasons: Reason, name: str = "", **more: object) -> Weather:
    return Weather(name or str(fault), (fault,), frozenset(reasons), **more)  # type: ignore[arg-type] # the fields are checked by name


_ONLY_THROTTLED = frozenset({T})
_STATUSES = (
    _of(Fault.status(500), G),
    _of(Fault.status(502), U),
    _of(Fault.status(503), U),
    _of(Fault.status(503, 5), U, T, waits=5),
    _of(Fault.status(504), U),
    _of(Fault.status(403), T),
    _of(Fault.status(404), R, G),
    _of(Fault.status(429), T),
    _of(Fault.status(429, 5), T, waits=5),
    _of(Fault.status(429, 3600), T),
    _of(Fault.status(429, -5), T),
    _of(Fault.status(429, "soon"), T),
    _of(Fault.status(429, "Wed, 21 Oct 2015 07:28:00 GMT"), T, name="429 until 2015"),
    _of(Fault.status(429, "Fri, 01 Jan 2100 00:00:00 GMT"), T, name="429 until 2100"),
    _of(
        Fault.status(429, f"Wed, 21 Oct 2026 07:28:00 +{'9' * 20}"),
        T,
        name="429 until a date in no zone",
    ),
    _of(Fault.status(429, "9" * 400), T, name="429 for ever"),
)
_CONTENTS = (
    _of(Fault.RATE_TEXT, G, T, at_arxiv=_ONLY_THROTTLED),
    # That nothing is found by a title, or names a preprint, is an answer like any other: now and
    # then it can't be told from a failure.
    _of(Fault.EMPTY, G, T, at_arxiv=_ONLY_THROTTLED, is_lasting=True),
    _of(Fault.EMPTY_OF_NAMED, G, T, at_arxiv=_ONLY_THROTTLED),
    _of(Fault.HTML, G),
    _of(Fault.TRUNCATED, G),
    _of(Fault.WRONG_TYPE, G),
    _of(Fault.BINARY, G),
    # What is all in ASCII comes through: each answer that is not has to be found out by itself.
    _of(Fault.LATIN, G, requests_for_each=2),
    _of(Fault.UTF16, G),
    _of(Fault.BOM, G),
    _of(Fault.NULL, G),
    _of(Fault.LIST, G),
    _of(Fault.OTHER_KIND, G),
    _of(Fault.TWICE, G),
    _of(Fault.GZIP_BOMB, G, is_costly=True),
    _of(Fault.DEFLATE_BOMB, G, is_costly=True),
    _of(Fault.NESTED_BOMB, G, is_costly=True),
    _of(Fault.ENDLESS, G, is_costly=True),
    _of(Fault.CUT, G, T, requests_for_each=2),
    _of(Fault.DOUBLED, G, T),
    _of(Fault.STRANGER, G, T),
    _of(Fault.EXCHANGED, G, T),
    _of(Fault.CONTRADICTED, G, T, requests_for_each=2),
    _of(Fault.OVERCOUNTED, G, T),
    _of(Fault.UNDERCOUNTED, G, T),
    _of(Fault.REDIRECT_LOOP, G),
    _of(Fault.REDIRECT_AWAY, G),
    _of(Fault.REDIRECT_ASIDE, G),
)
_WIRE = (
    _of(Fault.REFUSED(0.03), U, is_of_the_host=True),
    _of(Fault.RESET, U),
    _of(Fault.ABORTED, U),
    _of(Fault.HANGUP, U),
    _of(Fault.TOO_SHORT, G, U),
    _of(Fault.TOO_LONG, U),
    _of(Fault.BROKEN_CHUNKS, U),
    _of(Fault.CUT_CHUNKS, U),
    _of(Fault.NO_HTTP, U),
    _of(Fault.HANG, U, timeout=0.2),
    _of(Fault.HANG_MIDWAY, U, timeout=0.2),
    _of(Fault.SLOW(0.05), U),
    _of(Fault.DRIP(0.1), U),
    _of(Fault.DRIP_OF_BYTES, U),
    _of(Fault.DRIP_FOR_EVER, U, timeout=0.2),
    _of(Fault.CONTINUES, U, timeout=0.2),
    _of(Fault.LONG_HEADER, U, G),
    _of(Fault.MANY_HEADERS, U, G),
    _of(Fault.DRIP_OF_HEADERS, U, timeout=0.2),
)
WEATHERS: Sequence[Weather] = (*_STATUSES, *_CONTENTS, *_WIRE)

# Without those after which a source is left alone at once: nothing else would be seen.
_FINAL = {"403", "429, Retry-After: 3600", "429 until 2100", "429 for ever"}
# These would make every mixture a matter of minutes.
_COSTLY = {"deflate bomb", "nested bomb", "endless"}
_TOGETHER = tuple(
    one for one in WEATHERS if one.name not in _FINAL | _COSTLY and not one.is_lasting
)
EVERYTHING = frozenset({G, T, U, R})
MIXED = Weather(
    "all mixed",
    tuple(fault for one in _TOGETHER for fault in one.faults),
    EVERYTHING,
    timeout=0.2,
    waits=5,
)
