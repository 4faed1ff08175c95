"""What became of seeds for which there is no entry: each has a reason, and what may help."""

from __future__ import annotations

import msgspec

from enrich.answers import Failure, Reason
from enrich.identifiers import Title
from enrich.match import Match
from enrich.seeds import Seed

__all__ = ["Miss", "missed", "named_alone", "unidentified"]


class Miss(msgspec.Struct, frozen=True):
    """A seed without an entry, why, and what may help."""

    seed: Seed
    source: str | None
    reason: Reason
    hint: str
    detail: str | None = None
    # The works it may mean, the likeliest first.
    matches: tuple[Match, ...] = ()

    def __str__(self) -> str:
        """Tell it in one line."""
        return f"{self.seed.origin}: {self.seed.written}: {self.reason}; {self.hint}"


_HINTS = {
    Reason.UNIDENTIFIED: "write an arXiv id, a DOI, a link that holds one, or title and authors",
    Reason.DOUBTFUL: "`enrich review` shows what it may be, and keeps what you decide",
    Reason.NOT_FOUND: "check it for a slip, or look whether it is registered elsewhere",
    Reason.OFFLINE: "let `enrich refresh` ask for it, without --offline",
    Reason.UNREACHABLE: "run again when the network is back",
    Reason.THROTTLED: "run again later; what was answered is kept",
    Reason.GARBLED: "run again later; what was answered is kept",
    Reason.REFUSED: "check it for a slip",
}
_UNKNOWN_TITLE = "check its title, authors and year, or give an arXiv id, a DOI or a link to it"
# Of what is no seed of a project, no refresh asks.
_UNASKED = "run it again without --offline"
# What the source said is worth telling.
_TELLING = frozenset({Reason.REFUSED, Reason.GARBLED})


def unidentified(seed: Seed) -> Miss:
    """Tell that nothing was asked for, since there was nothing to ask for."""
    return Miss(seed, None, Reason.UNIDENTIFIED, _HINTS[Reason.UNIDENTIFIED])


def missed(seed: Seed, failure: Failure, matches: tuple[Match, ...] = ()) -> Miss:
    """Tell why a source could not help."""
    is_title_unknown = isinstance(failure.identifier, Title) and failure.reason is Reason.NOT_FOUND
    return Miss(
        seed,
        failure.source,
        failure.reason,
        _UNKNOWN_TITLE if is_title_unknown else _HINTS[failure.reason],
        failure.detail if failure.reason in _TELLING else None,
        matches,
    )


def named_alone(miss: Miss) -> Miss:
    """Say what helps where something was named for one command alone, and is no seed."""
    is_unasked = miss.reason is Reason.OFFLINE
    return msgspec.structs.replace(miss, hint=_UNASKED) if is_unasked else miss
