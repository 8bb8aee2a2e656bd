"""What the tests of this folder share."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def earlier(parts: list[Path], tmp_path: Path) -> Path:
    """The case as it was after its first part."""
    return Path(shutil.copy(parts[1], tmp_path / "earlier.assess"))
