"""The hostile libraries, each made once for all workers."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from filelock import FileLock

from tests.hostile.catalogue import ALL, SAMPLE
from tests.hostile.home import make_home
from tests.projects import Project


@pytest.fixture(scope="session")
def hostile_mould(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project of all works."""
    return _moulded(tmp_path_factory, "hostile", ALL)


@pytest.fixture(scope="session")
def sample_mould(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project that tests copy."""
    return _moulded(tmp_path_factory, "sample", SAMPLE)


def _moulded(factory: pytest.TempPathFactory, name: str, texts: Sequence[str]) -> Path:
    """Make a project; whoever comes first makes it for all."""
    own = factory.getbasetemp()
    # Workers of xdist have a folder each, beside one another.
    shared = own.parent if own.name.startswith("popen-") else own
    folder = shared / f"{name}-mould"
    with FileLock(shared / f"{name}-mould.lock"):
        if not folder.exists():
            partial = shared / f"{name}-partial"
            shutil.rmtree(partial, ignore_errors=True)
            make_home(partial, texts)
            partial.rename(folder)
    return folder


@pytest.fixture
def hostile(tmp_path: Path, sample_mould: Path) -> Project:
    """Give a project of hostile works, with their answers fresh in the cache."""
    folder = tmp_path / "project"
    shutil.copytree(sample_mould, folder)
    return Project(folder)
