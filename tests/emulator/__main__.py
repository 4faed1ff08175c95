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
    parser.add_argument("--datasets", type=int, default=100, metavar="N")
    options = parser.parse_args()
    stop = Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda *_: stop.set())
    world = World.made(options.papers, options.works, options.datasets)
    with Emulator(world) as emulator:
        print(f"arXiv     {emulator.arxiv_url}")
        print(f"Crossref  {emulator.crossref_url}")
        print(f"DataCite  {emulator.datacite_url}")
        print()
        print("[sources.arxiv]", f'url = "{emulator.arxiv_url}"', sep="\n")
        print("[sources.crossref]", f'url = "{emulator.crossref_url}"', sep="\n")
        print("[sources.datacite]", f'url = "{emulator.datacite_url}"', sep="\n", flush=True)
        stop.wait()


if __name__ == "__main__":
    main()
