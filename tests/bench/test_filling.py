"""The cache that the figures rest on is the one that a run fills."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from enrich.cache import AnswerCache
from enrich.identifiers import Wanted
from enrich.pipeline import refresh_library
from tests.bench.filling import answers_of
from tests.configs import config_for
from tests.conftest import FakeClock
from tests.emulator import Emulator, World

_NOW = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


def test_answers_made_without_asking_are_those_that_a_run_is_given(tmp_path: Path) -> None:
    world = World.made(papers=60, works=60)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/list.txt").write_text("\n".join((*world.paper_ids, *world.dois)))
    with Emulator(world) as emulator:
        config = config_for(tmp_path, emulator)
        refresh_library(config, clock=FakeClock())
    asked: dict[tuple[str, Wanted], bytes | None] = {}
    with AnswerCache(config.cache) as cache:
        asked = {(one.source, one.identifier): one.body for one in cache.answers()}
    made = {(one.source, one.identifier): one.body for one in answers_of(world, _NOW)}
    assert asked == made
