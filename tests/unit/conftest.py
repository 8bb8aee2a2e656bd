"""Cases of the core: a copy of the sample, and one nobody has worked on."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from assessor.domain.change import Actor
from assessor.excel.writing import results_writer
from assessor.excel.writing.results_writer import ResultsBook, WrittenCounts
from assessor.operations import cases
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import exporting
from tests.once import Once

ACTOR = Actor("評価 太郎", "laptop-1")


@pytest.fixture
def case_path(sample_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_file, tmp_path / "case.assess"))


@pytest.fixture
def inspection(case_path: Path) -> Iterator[Inspection]:
    opened = Inspection.open(case_path, ACTOR)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def fresh_file(once: Once, request: pytest.FixtureRequest) -> Path:
    """A case nobody has worked on yet; tests work on copies."""

    def build(folder: Path) -> None:
        library = request.getfixturevalue("library")
        cases.create(folder / "fresh.assess", library, "sample", ACTOR).close()

    return once("fresh", build) / "fresh.assess"


@pytest.fixture
def fresh(fresh_file: Path, tmp_path: Path) -> Iterator[Inspection]:
    """A case nobody has worked on yet."""
    opened = Inspection.open(Path(shutil.copy(fresh_file, tmp_path)), ACTOR)
    yield opened
    opened.close()


@pytest.fixture
def short_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a report have some rows of each table: for tests of what is around them."""
    write = results_writer.write

    def written(path: Path, book: ResultsBook) -> WrittenCounts:
        tables = tuple(replace(table, rows=table.rows[:20]) for table in book.tables)
        return write(path, replace(book, tables=tables))

    monkeypatch.setattr(results_writer, "write", written)


@pytest.fixture
def short_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sample be one of two providers: for tests of how it is made, not of what it says."""
    monkeypatch.setattr(exporting, "sendable", partial(_two_of, exporting.sendable))


def _two_of(sendable: Callable[[Inspection], list[str]], inspection: Inspection) -> list[str]:
    return sendable(inspection)[:2]
