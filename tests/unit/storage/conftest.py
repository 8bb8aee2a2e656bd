"""Fixtures of the storage tests: one case is made per run and copied per test."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.storage.case_file import CaseFile
from tests.unit.storage.samples import ALPHA, BETA, CHECKLIST, GROUP, HANAKO, created
from tests.unit.storage.trusting import build

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a group, a checklist and two subjects; not to be written to."""
    case = CaseFile.create(tmp_path_factory.mktemp("prepared") / "prepared.assess")
    case.apply(created(GROUP, CHECKLIST, ALPHA, BETA), HANAKO)
    case.close()
    return case.path


@pytest.fixture
def path(prepared: Path, tmp_path: Path) -> Path:
    """A case of one's own, closed."""
    own = tmp_path / "点検.assess"
    shutil.copy(prepared, own)
    return own


@pytest.fixture
def case(path: Path) -> Iterator[CaseFile]:
    """A case of one's own, open."""
    case = CaseFile.open(path)
    yield case
    case.close()


@pytest.fixture(scope="session")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A case after each of its parts; not to be written to."""
    return build(tmp_path_factory.mktemp("trusted") / "trusted.assess")


@pytest.fixture
def whole(parts: list[Path], tmp_path: Path) -> Path:
    """A whole case of one's own."""
    return Path(shutil.copy(parts[-1], tmp_path / "own.assess"))
