"""What stands in the lines of standard input."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from enrich.seeds import Seed

__all__ = ["seeds_of_lines"]


def seeds_of_lines(raw: bytes) -> Iterator[Seed]:
    """Read what each line names: identifiers, links or a title; comments name nothing."""
    import msgspec

    from enrich.additions import seeds_of_words
    from enrich.cli._output import say
    from enrich.errors import SeedError
    from enrich.seeds import Origin
    from enrich.seeds.encoding import decoded
    from enrich.seeds.standard_input import NAME
    from enrich.seeds.text.lines import without_comment, without_mark

    text, remarks = decoded(raw, NAME)
    for remark in remarks:
        say(str(remark))
    for number, line in enumerate(text.split("\n"), start=1):
        words = without_mark(without_comment(line))
        if not words:
            continue
        try:
            seeds = seeds_of_words((words,))
        except SeedError as error:
            message = f"{NAME}:{number}: {error}"
            raise SeedError(message) from error
        for seed in seeds:
            yield msgspec.structs.replace(seed, origin=Origin(NAME, number))
