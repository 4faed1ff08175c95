"""The command line: one file a command, and the only place that prints."""

try:
    from enrich.cli.main import main
except KeyboardInterrupt:
    # A short command takes most of its time for these imports. Who is in a hurry may press the
    # keys again.
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import sys

    from enrich.cli._interruption import INTERRUPTED, NOTHING_CHANGED

    if sys.stderr is not None:
        begins = "\n" if sys.stderr.isatty() else ""
        sys.stderr.write(f"{begins}enrich: {NOTHING_CHANGED}\n")
    raise SystemExit(INTERRUPTED) from None

__all__ = ["main"]
