"""What a case of many subjects must not make slower: counted in statements, records and rows, not in time."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from assessor import catalog
from assessor.domain.records import WHOLE_CASE, Record
from assessor.domain.vocabulary import Stage, Verdict
from assessor.operations import signing
from assessor.storage.records import RecordStore
from assessor.words import Language
from tests.ui.panel_steps import wait_idle
from tools import large_cases
from ui.garbage import GarbageCollector
from ui.main_window import MainWindow
from ui.overview_model import OverviewModel
from ui.subjects_model import SubjectRole, SubjectsFilter, SubjectsModel

FEW, MANY = 4, 40
Opened = Callable[[int], MainWindow]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Cases of few and of many subjects, which tests may change: each step is taken back."""
    folder = tmp_path_factory.mktemp("large")
    library = catalog.load(catalog.default_folder())
    found = {subjects: folder / f"{subjects}.assess" for subjects in (FEW, MANY)}
    for subjects, path in found.items():
        large_cases.create(path, library, subjects)
    return found


@pytest.fixture
def opened(window: MainWindow, cases: dict[int, Path], qtbot: QtBot) -> Opened:
    """Opens the case of so many subjects in the window."""

    def open_it(subjects: int) -> MainWindow:
        window.desk.cases.open(cases[subjects])
        wait_idle(qtbot, window.session)
        qtbot.waitUntil(lambda: window.pages.currentWidget() is window.desk.view)
        assert len(window.session.results.subjects) == subjects
        return window

    return open_it


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every statement that is executed from now on."""
    found: list[str] = []

    def on_execute(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", on_execute)
    yield found
    event.remove(Engine, "before_cursor_execute", on_execute)


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> list[type[Record]]:
    """The kind of every record that is read from now on."""
    found: list[type[Record]] = []
    read = RecordStore._read

    def counted(store: RecordStore, kind: type[Record], row: object) -> Record:
        found.append(kind)
        return read(store, kind, row)  # type: ignore[arg-type]

    monkeypatch.setattr(RecordStore, "_read", counted)
    return found


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the overview has measured all of its rows."""
    qtbot.waitUntil(lambda: not window.desk.view.overview.table.measuring)


def test_that_a_mark_reads_as_much_of_a_large_case_as_of_a_small_one(
    opened: Opened, statements: list[str], records: list[type[Record]]
):
    counts = []
    for subjects in (FEW, MANY):
        window = opened(subjects)
        item = window.session.current_item
        statements.clear()
        records.clear()
        assert window.session.mark([item], verdict=Verdict.DISCUSSING)
        assert window.session.undo()
        counts.append((len(statements), len(records)))
    assert counts[0] == counts[1]
    assert counts[0][0] > 0


def test_that_a_mark_makes_one_row_of_the_overview_anew(opened: Opened, qtbot: QtBot):
    window = opened(MANY)
    window.choices["overview"].trigger()
    settle(window, qtbot)
    model = window.desk.view.overview.model
    before = [model.cells(row) for row in range(model.rowCount())]
    assert window.session.mark([window.session.current_item], verdict=Verdict.DISCUSSING)
    after = [model.cells(row) for row in range(model.rowCount())]
    changed = [row for row, cells in enumerate(after) if cells is not before[row]]
    assert changed == [model.row_of(window.session.current_subject)]
    assert window.session.undo()


def test_that_the_overview_takes_no_time_while_it_is_hidden(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    window = opened(MANY)
    window.choices["overview"].trigger()
    settle(window, qtbot)
    window.choices["items"].trigger()
    asked: list[int] = []
    cells = OverviewModel.cells

    def counted(model: OverviewModel, row: int) -> object:
        asked.append(row)
        return cells(model, row)

    monkeypatch.setattr(OverviewModel, "cells", counted)
    window.session.set_language(Language.EN)
    window.session.set_language(Language.JA)
    assert asked == []
    window.choices["overview"].trigger()
    settle(window, qtbot)
    assert len(set(asked)) == MANY


def test_that_another_title_changes_no_subject(opened: Opened):
    window = opened(MANY)
    session, results = window.session, window.session.results
    told: list[object] = []
    session.reviews_changed.connect(told.append)
    session.subjects_changed.connect(told.append)
    assert session.edit_case("別の案件名", session.case.contact)
    assert told == [frozenset(), frozenset()]
    assert all(one is other for one, other in zip(session.results.subjects, results.subjects, strict=True))
    assert window.windowTitle().startswith("別の案件名")
    assert session.undo()


def test_that_a_further_letter_of_the_filter_asks_no_row_for_its_name(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
):
    panel = opened(MANY).desk.view.subjects
    QTest.keyClicks(panel.search, "3")
    asked: list[int] = []
    data = SubjectsModel.data

    def counted(model: SubjectsModel, index: object, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == SubjectRole.RESULT:
            asked.append(role)
        return data(model, index, role)  # type: ignore[arg-type]

    monkeypatch.setattr(SubjectsModel, "data", counted)
    shown = SubjectsFilter.rowCount(panel.filter, panel.filter.index(0, 0))
    panel.filter.want("3")
    assert panel.filter.rowCount(panel.filter.index(0, 0)) == shown
    assert asked == []
    panel.search.clear()


def test_that_what_a_case_brought_along_is_left_out_of_every_search_for_garbage(opened: Opened):
    window = opened(MANY)
    assert any(one is window.session.results for one in gc.get_objects())
    GarbageCollector.spare()
    try:
        assert not any(one is window.session.results for one in gc.get_objects())
    finally:
        gc.unfreeze()


def test_that_what_is_left_before_signing_is_told_without_reading_the_case(
    opened: Opened, statements: list[str]
):
    session = opened(MANY).session
    statements.clear()
    told = session.before_signing(WHOLE_CASE, Stage.PREPARED)
    assert statements == []
    read = signing.pending(session.inspection, WHOLE_CASE, Stage.PREPARED)
    assert told == read.notes(WHOLE_CASE, session.named(WHOLE_CASE), Stage.PREPARED)
    assert statements != []  # which would have been counted
