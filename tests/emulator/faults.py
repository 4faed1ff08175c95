"""The ways in which an answer can go wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from random import Random
from typing import TYPE_CHECKING, ClassVar, TypeVar

from tests.emulator import bombs
from tests.emulator.messages import HTML, Api, Reply

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_MAINTENANCE = "<!DOCTYPE html>\n<html><head><title>Maintenance</title></head></html>\n"
# What each API says of something else than it was asked for.
_OF_ANOTHER_KIND = {
    "arxiv": '<rss version="2.0"><channel><title>New papers</title></channel></rss>',
    "crossref": '{"status":"ok","message-type":"prefix","message":{"name":"Invented Press"}}',
    "datacite": '{"data":{"id":"invented.repo","type":"clients","attributes":{"name":"I"}}}',
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to go wrong, to be ordered from an emulator."""

    kind: str
    code: int = 200
    retry_after: int | str | None = None
    seconds: float = 0.0

    EMPTY: ClassVar[Fault]
    RATE_TEXT: ClassVar[Fault]
    HTML: ClassVar[Fault]
    TRUNCATED: ClassVar[Fault]
    RESET: ClassVar[Fault]
    HANGUP: ClassVar[Fault]
    PARTIAL: ClassVar[Fault]
    CUT: ClassVar[Fault]
    DOUBLED: ClassVar[Fault]
    STRANGER: ClassVar[Fault]
    WRONG_TYPE: ClassVar[Fault]
    BINARY: ClassVar[Fault]
    # Answers that hold something else than what was asked for.
    EXCHANGED: ClassVar[Fault]
    EMPTY_OF_NAMED: ClassVar[Fault]
    CONTRADICTED: ClassVar[Fault]
    OVERCOUNTED: ClassVar[Fault]
    UNDERCOUNTED: ClassVar[Fault]
    NULL: ClassVar[Fault]
    LIST: ClassVar[Fault]
    OTHER_KIND: ClassVar[Fault]
    TWICE: ClassVar[Fault]
    # Answers in other letters, or in too many.
    LATIN: ClassVar[Fault]
    UTF16: ClassVar[Fault]
    BOM: ClassVar[Fault]
    GZIP_BOMB: ClassVar[Fault]
    DEFLATE_BOMB: ClassVar[Fault]
    NESTED_BOMB: ClassVar[Fault]
    ENDLESS: ClassVar[Fault]
    # Ways that lead elsewhere.
    REDIRECT_LOOP: ClassVar[Fault]
    REDIRECT_AWAY: ClassVar[Fault]
    REDIRECT_ASIDE: ClassVar[Fault]
    # Trouble on the wire.
    ABORTED: ClassVar[Fault]
    HANG: ClassVar[Fault]
    HANG_MIDWAY: ClassVar[Fault]
    DRIP_OF_BYTES: ClassVar[Fault]
    DRIP_FOR_EVER: ClassVar[Fault]
    DRIP_OF_HEADERS: ClassVar[Fault]
    CONTINUES: ClassVar[Fault]
    LONG_HEADER: ClassVar[Fault]
    MANY_HEADERS: ClassVar[Fault]
    TOO_SHORT: ClassVar[Fault]
    TOO_LONG: ClassVar[Fault]
    BROKEN_CHUNKS: ClassVar[Fault]
    CUT_CHUNKS: ClassVar[Fault]
    NO_HTTP: ClassVar[Fault]
    SLOW: ClassVar[Callable[[float], Fault]]
    DRIP: ClassVar[Callable[[float], Fault]]
    REFUSED: ClassVar[Callable[[float], Fault]]

    @classmethod
    def status(cls, code: int, retry_after: int | str | None = None) -> Fault:
        """Answer with this HTTP status."""
        return cls("status", code=code, retry_after=retry_after)

    def __str__(self) -> str:
        """Name it in a few words."""
        named = f"{self.code}" if self.kind == "status" else self.kind
        return named if self.retry_after is None else f"{named}, Retry-After: {self.retry_after}"

    def bend(
        self, found: list[T], stranger: T, twist: Callable[[T], T] = lambda one: one
    ) -> tuple[list[T], int]:
        """Change which entries are shown, and how many the answer says there are."""
        total = len(found)
        half = found[: (total + 1) // 2]
        bent = {
            "empty": ([], 0),
            "empty of named": ([], 0),
            "partial": (half, len(half)),
            "cut": (half, total),
            "doubled": ([one for one in found for _ in range(2)], total),
            "stranger": ([*found, stranger], total + 1),
            "exchanged": ([*found[1:], stranger], total),
            "contradicted": (_contradicted(found, twist), total),
            "overcounted": (found, total + 7),
            "undercounted": (found, 0),
        }
        return bent.get(self.kind, (found, total))

    def bend_one(self, found: T | None, stranger: T) -> T | None:
        """Change what is shown of a single lookup; more than one thing it can't show."""
        shown, _ = self.bend([] if found is None else [found], stranger)
        return shown[-1] if shown else None

    def instead(self, api: Api) -> Reply | None:
        """Give the reply that takes the place of the right one, if any does."""
        if self.kind == "status":
            return self._status(api)
        if self.kind == "another kind":
            return Reply(200, _OF_ANOTHER_KIND[api].encode(), "application/json")
        return _INSTEAD.get(self.kind)

    def spoil(self, reply: Reply) -> Reply:
        """Damage a right reply before it is sent."""
        if self.kind == "wrong type":
            return replace(reply, content_type=HTML)
        if self.kind in _SPOILED:
            return replace(reply, body=_SPOILED[self.kind](reply.body))
        if self.kind in bombs.MADE:
            coding, bomb = bombs.MADE[self.kind]
            return replace(reply, body=bomb(), headers=(("Content-Encoding", coding),))
        return reply

    def _status(self, api: Api) -> Reply:
        is_throttled = self.code == HTTPStatus.TOO_MANY_REQUESTS
        reply = throttled(api) if is_throttled else Reply.page(self.code)
        if self.retry_after is None:
            return reply
        return replace(reply, headers=(("Retry-After", str(self.retry_after)),))


def _contradicted(found: list[T], twist: Callable[[T], T]) -> list[T]:
    """Show each entry twice with two contents, now the wrong one first and now the right one."""
    pairs = ((one, twist(one))[:: -1 if place % 2 else 1] for place, one in enumerate(found))
    return [one for pair in pairs for one in pair]


# A single lookup that is answered like a list of nothing says neither that it is there nor not.
EMPTY_KINDS = frozenset({"empty", "empty of named"})

_INSTEAD = {
    "rate text": Reply.text(200, "Rate exceeded."),
    "html": Reply(200, _MAINTENANCE.encode(), HTML),
    "binary": Reply(200, Random(0).randbytes(2000), "application/octet-stream"),
    "null": Reply(200, b"null", "application/json"),
    "list": Reply(200, b"[]", "application/json"),
}
_SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda body: body[: len(body) // 2],
    "said twice": lambda body: body + body,
    "latin-1": lambda body: body.decode().encode("latin-1", "replace"),
    "utf-16": lambda body: body.decode().encode("utf-16"),
    "byte order mark": lambda body: body.decode().encode("utf-8-sig"),
}

Fault.EMPTY = Fault("empty")
Fault.RATE_TEXT = Fault("rate text")
Fault.HTML = Fault("html")
Fault.TRUNCATED = Fault("truncated")
Fault.RESET = Fault("reset")
Fault.HANGUP = Fault("hangup")
Fault.PARTIAL = Fault("partial")
Fault.CUT = Fault("cut")
Fault.DOUBLED = Fault("doubled")
Fault.STRANGER = Fault("stranger")
Fault.WRONG_TYPE = Fault("wrong type")
Fault.BINARY = Fault("binary")
Fault.EMPTY_OF_NAMED = Fault("empty of named")
Fault.EXCHANGED = Fault("exchanged")
Fault.CONTRADICTED = Fault("contradicted")
Fault.OVERCOUNTED = Fault("overcounted")
Fault.UNDERCOUNTED = Fault("undercounted")
Fault.NULL = Fault("null")
Fault.LIST = Fault("list")
Fault.OTHER_KIND = Fault("another kind")
Fault.TWICE = Fault("said twice")
Fault.LATIN = Fault("latin-1")
Fault.UTF16 = Fault("utf-16")
Fault.BOM = Fault("byte order mark")
Fault.GZIP_BOMB = Fault("gzip bomb")
Fault.DEFLATE_BOMB = Fault("deflate bomb")
Fault.NESTED_BOMB = Fault("nested bomb")
Fault.ENDLESS = Fault("endless")
Fault.REDIRECT_LOOP = Fault("redirect loop", code=302)
Fault.REDIRECT_AWAY = Fault("redirect away", code=302)
Fault.REDIRECT_ASIDE = Fault("redirect aside", code=302)
Fault.ABORTED = Fault("aborted")
Fault.HANG = Fault("hang")
Fault.HANG_MIDWAY = Fault("hang midway")
Fault.DRIP_OF_BYTES = Fault("drip of bytes")
Fault.DRIP_FOR_EVER = Fault("drip for ever", seconds=0.02)
Fault.DRIP_OF_HEADERS = Fault("drip of headers", seconds=0.02)
Fault.CONTINUES = Fault("continues for ever", seconds=0.002)
Fault.LONG_HEADER = Fault("long header")
Fault.MANY_HEADERS = Fault("many headers")
Fault.TOO_SHORT = Fault("length too short")
Fault.TOO_LONG = Fault("length too long")
Fault.BROKEN_CHUNKS = Fault("broken chunks")
Fault.CUT_CHUNKS = Fault("cut chunks")
Fault.NO_HTTP = Fault("no http")
Fault.SLOW = lambda seconds: Fault("slow", seconds=seconds)
Fault.DRIP = lambda seconds: Fault("drip", seconds=seconds)
Fault.REFUSED = lambda seconds: Fault("refused", seconds=seconds)

NONE = Fault("none")


def throttled(api: Api) -> Reply:
    """Make the 429 of this API, without Retry-After."""
    return Reply.text(429, "Rate exceeded.") if api == "arxiv" else Reply.page(429)
