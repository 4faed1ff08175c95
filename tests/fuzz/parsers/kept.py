"""Files that a person or this program keeps, which are written and then read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from enrich.errors import ConfigError, EnrichError
from tests.fuzz.mutations import mutated, mutated_bytes, pieced
from tests.fuzz.target import Target

__all__ = ["TOML", "fuzzer"]

TOML = (
    *"[ ] [[ ]] { } = . , \" \"\"\" ' ''' # \\ \\u0000 \\ud800 true false 1 1.5 1e9".split(),
    *"inf nan -1 0x1F".split(),
    *"2021-01-01 2021-13-01 12:00:00 1979-05-27T07:32:00Z [a] [a.b] [[a]] a.b.c = {}".split(),
    *"{a={a={a= [[[[".split(),
    " ",
    "\n",
    "\t",
)
_FOLDER = TemporaryDirectory()


def fuzzer(
    name: str,
    check: Callable[[Path], None],
    examples: Sequence[str],
    pieces: Sequence[str],
    error: type[EnrichError] = ConfigError,
) -> Target[bytes]:
    """Make the fuzzer of a file of this name."""
    folder = Path(_FOLDER.name) / name.partition(".")[0]
    file = folder / name

    def read(raw: bytes) -> None:
        folder.mkdir(exist_ok=True)
        file.write_bytes(raw)
        check(file)

    return Target(
        name={"enrich.toml": "config", "enrich.lock": "lock"}.get(name, folder.name),
        inputs=mutated_bytes(mutated(examples, pieces) | pieced(pieces)),
        check=read,
        errors=(error,),
        pieces=pieces,
        holders=(str.encode, lambda text: f"{examples[0]}{text}".encode()),
    )
