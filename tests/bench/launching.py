"""Run a command, and write as JSON what it cost; a program of its own, run by its path.

Linux counts as a process's memory that of the process it was forked from, so that must be a small
one. This one imports nothing but what it needs for that.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def main(command: list[str]) -> None:
    """Run the command, and tell seconds, seconds of processor time, kilobytes and exit code."""
    started = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
        said = child.stderr.read() if child.stderr else b""
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.monotonic() - started
        child.returncode = os.waitstatus_to_exitcode(status)
    told = {
        "seconds": seconds,
        "processor": used.ru_utime + used.ru_stime,
        "kilobytes": used.ru_maxrss,
        "code": child.returncode,
        "said": said.decode(errors="replace"),
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
