"""Loading the library; this module imports pydantic late, because that is slow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.catalog.library import Library
    from assessor.domain.answer_words import AnswerWords


def default_folder() -> Path:
    """Return the folder checklists/ beside the program, also in the package."""
    return Path(__file__).resolve().parents[2] / "checklists"


def load(folder: Path) -> Library:
    """Read and check every file; a faulty one is left out, and each of its faults is a problem."""
    return _readers().assemble(folder)


def answer_words(folder: Path) -> AnswerWords:
    """Return what providers write for each answer; raises InputError with every fault of the file."""
    return _readers().words_of(folder)


class _Readers(NamedTuple):
    assemble: Callable[[Path], Library]
    words_of: Callable[[Path], AnswerWords]


def _readers() -> _Readers:
    """Return the readers, imported late since pydantic takes a fifth of a command's start and few need it."""
    from assessor.catalog import answer_table, assembly

    return _Readers(assembly.assemble, answer_table.words_of)
