"""`python -m tests.ecosystem`: build and install what people install, and use it as they do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    os.environ["ENRICH_ECOSYSTEM"] = "1"
    folder = str(Path(__file__).parent)
    sys.exit(
        pytest.main(["-n", "0", "-p", "no:cacheprovider", "--durations=12", folder, *sys.argv[1:]])
    )
