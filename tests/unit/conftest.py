"""The library and the sample, read and built once per run; each test works on its own copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.catalog import Library, default_folder, load
from assessor.domain.change import Actor
from assessor.operations import cases, sample
from assessor.operations.inspection import Inspection
from assessor.progress import quiet

ACTOR = Actor("評価 太郎", "laptop-1")


@pytest.fixture(scope="session")
def library() -> Library:
    return load(default_folder())


@pytest.fixture(scope="session")
def built_sample(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.assess"
    sample.build(path, library, ACTOR, quiet()).close()
    return path


@pytest.fixture
def case_path(built_sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built_sample, tmp_path / "case.assess"))


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
