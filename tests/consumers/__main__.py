"""`make consumers`: give the whole corpus to the programs that people read our files with."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from tests.consumers import biber, citeproc_js, latex, libreoffice, pandoc, ris, styles, typst
from tests.consumers.corpus import Corpus, read_corpus
from tests.consumers.outcomes import Complaint, Outcome
from tests.consumers.programs import ProgramFailedError
from tests.consumers.report import EXAMPLES, judge, told
from tests.corpus.recorded import find_shared


class Consumer(msgspec.Struct, frozen=True):
    """A program, or a chain of them, in one variant."""

    name: str
    variant: str
    consume: Callable[[Corpus, Path], tuple[Outcome, ...]]


# The slowest come first, so that no processor waits for them at the end.
CONSUMERS = (
    *(
        Consumer("biber", form, partial(biber.consume, form=form))
        for form in ("biblatex", "biblatex-ascii")
    ),
    *(
        Consumer("bibtex", style.name, partial(consume, style=style))
        for consume in (latex.consume_ascii, latex.consume_unicode)
        for style in latex.STYLES
    ),
    *(
        Consumer(name, style, partial(consume, style=style))
        for name, consume in (("citeproc-js", citeproc_js.consume), ("pandoc", pandoc.consume))
        for style in styles.STYLES
    ),
    *(Consumer("typst", style, partial(typst.consume, style=style)) for style in typst.STYLES),
    *(
        Consumer("libreoffice", separator, partial(libreoffice.consume, separator=separator))
        for separator in libreoffice.SEPARATORS
    ),
    Consumer("rispy", "", ris.consume),
)
_NAMES = tuple(dict.fromkeys(one.name for one in CONSUMERS))


def main() -> int:
    """Run the consumers, print what they complain of and the table; tell whether all is well."""
    options = _options()
    shared = find_shared()
    if shared is None:
        _say("skipped: there are no recorded works in ../shared/corpus, which only developers have")
        return 1 if os.environ.get("CI") else 0
    start = time.monotonic()
    corpus = read_corpus(shared)
    consumers = [one for one in CONSUMERS if one.name in options.only]
    with tempfile.TemporaryDirectory() as folder:
        verdict = judge(_outcomes(consumers, corpus, Path(folder)), corpus)
    for outcome in verdict.outcomes:
        title = f"{outcome.consumer} {outcome.variant}"
        if options.all:
            _say(*told(f"{title}, no fact", outcome.absences, corpus, examples=0))
        examples = None if options.all else EXAMPLES
        _say(*told(title, outcome.complaints, corpus, examples=examples))
    _say("", *verdict.table(), f"{time.monotonic() - start:.0f} s")
    return 0 if verdict.is_good else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.consumers", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=_NAMES, default=_NAMES, help="these alone")
    parser.add_argument("--all", action="store_true", help="tell every complaint, not just a few")
    return parser.parse_args()


def _outcomes(consumers: Sequence[Consumer], corpus: Corpus, folder: Path) -> Iterator[Outcome]:
    """Run as many at a time as there are processors; give outcomes in the order of the table."""

    def consumed(at: int, consumer: Consumer) -> tuple[Outcome, ...]:
        own = folder / str(at)
        own.mkdir()
        try:
            return consumer.consume(corpus, own)
        except ProgramFailedError as error:
            failure = Complaint("did not work", None, str(error))
            return (
                Outcome(consumer=consumer.name, variant=consumer.variant, complaints=(failure,)),
            )

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for outcomes in pool.map(consumed, range(len(consumers)), consumers):
            yield from outcomes


def _say(*lines: str) -> None:
    for line in lines:
        print(line)  # noqa: T201 - it is what it is for


if __name__ == "__main__":
    sys.exit(main())
