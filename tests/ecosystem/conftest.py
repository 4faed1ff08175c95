"""What is installed anew takes minutes and a registry: `python -m tests.ecosystem` runs it."""

from __future__ import annotations

import os

if not os.environ.get("ENRICH_ECOSYSTEM"):
    collect_ignore = ["installed"]
