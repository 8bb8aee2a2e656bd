"""The way into the library: where it is and how it is loaded; cheap to import, as pydantic is not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessor.catalog.library import Library


def default_folder() -> Path:
    """Return the folder checklists/ beside the program; a bundle keeps it at the same relative place."""
    return Path(__file__).resolve().parents[2] / "checklists"


def load(folder: Path) -> Library:
    """Read and check every file; a faulty one is left out, and each of its faults is a problem."""
    # pydantic alone takes some 100 ms to import, and only those who load the library need it.
    from assessor.catalog.assembly import assemble  # noqa: PLC0415

    return assemble(folder)
