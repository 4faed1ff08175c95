"""Runs the emulator in the foreground: `python -m tests.emulator`."""

from __future__ import annotations

import argparse
import signal
from threading import Event

from tests.emulator import Emulator, World


def main() -> None:
    """Serve an invented world until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulator", description=__doc__)
    parser.add_argument("--papers", type=int, default=100, metavar="N")
    parser.add_argument("--works", type=int, default=100, metavar="N")
    options = parser.parse_args()
    stop = Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda *_: stop.set())
    with Emulator(World.made(papers=options.papers, works=options.works)) as emulator:
        print(f"arXiv     {emulator.arxiv_url}")
        print(f"Crossref  {emulator.crossref_url}")
        print()
        print("[sources.arxiv]", f'url = "{emulator.arxiv_url}"', sep="\n")
        print("[sources.crossref]", f'url = "{emulator.crossref_url}"', sep="\n", flush=True)
        stop.wait()


if __name__ == "__main__":
    main()
