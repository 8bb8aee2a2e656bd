"""Cases of the core: a copy of the sample, and one nobody has worked on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.catalog import Library
from assessor.domain.change import Actor
from assessor.operations import cases
from assessor.operations.inspection import Inspection

ACTOR = Actor("評価 太郎", "laptop-1")


@pytest.fixture
def case_path(sample_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_file, tmp_path / "case.assess"))


@pytest.fixture
def inspection(case_path: Path) -> Iterator[Inspection]:
    opened = Inspection.open(case_path, ACTOR)
    yield opened
    opened.close()


@pytest.fixture
def fresh(library: Library, tmp_path: Path) -> Iterator[Inspection]:
    """A case nobody has worked on yet."""
    made = cases.create(tmp_path / "fresh.assess", library, "sample", ACTOR)
    yield made
    made.close()
