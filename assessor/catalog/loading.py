"""The way into the library: where it is and how it is loaded; cheap to import, as pydantic is not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessor.catalog.library import Library
    from assessor.domain.answer_words import AnswerWords


def default_folder() -> Path:
    """Return the folder checklists/ beside the program; a bundle keeps it at the same relative place."""
    return Path(__file__).resolve().parents[2] / "checklists"


def load(folder: Path) -> Library:
    """Read and check every file; a faulty one is left out, and each of its faults is a problem."""
    # pydantic alone takes some 100 ms to import, and only those who load the library need it.
    from assessor.catalog.assembly import assemble  # noqa: PLC0415

    return assemble(folder)


def answer_words(folder: Path) -> AnswerWords:
    """Return what providers write for each answer; raises InputError with every fault of the file."""
    from assessor.catalog.answer_table import words_of  # noqa: PLC0415 - as above

    return words_of(folder)
