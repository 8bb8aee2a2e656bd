"""What a case of many subjects must not make slower: counted in statements, records and rows, not in time."""

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from assessor import catalog
from assessor.domain.outcome import ItemState, SubjectResult
from assessor.domain.records import WHOLE_CASE, Record
from assessor.domain.vocabulary import Stage, Verdict
from assessor.operations import signing, viewing
from assessor.operations.inspection import Inspection
from assessor.operations.viewing import SubjectLook
from assessor.storage.stores.records import RecordStore
from assessor.words import Language
from tests.ui.panel_steps import wait_idle
from tools.bench import large_cases
from ui.app.garbage import GarbageCollector
from ui.overview.model import OverviewModel, OverviewRole
from ui.questionnaires.collection_dialog import CollectionDialog
from ui.questionnaires.export_dialog import ExportDialog
from ui.subjects.delegate import SubjectsDelegate
from ui.subjects.model import SubjectRole, SubjectsFilter, SubjectsModel
from ui.widgets.lists.subject_tree import SubjectTree
from ui.window.main_window import MainWindow

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
    read = RecordStore.record

    def counted(store: RecordStore, kind: type[Record], row: object) -> Record:
        found.append(kind)
        return read(store, kind, row)  # type: ignore[arg-type]

    monkeypatch.setattr(RecordStore, "record", counted)
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
        assert window.session.reviews.mark([item], verdict=Verdict.DISCUSSING)
        assert window.session.reviews.undo()
        counts.append((len(statements), len(records)))
    assert counts[0] == counts[1]
    assert counts[0][0] > 0


def test_that_a_mark_makes_one_row_of_the_overview_anew(opened: Opened, qtbot: QtBot):
    window = opened(MANY)
    window.choices["overview"].trigger()
    settle(window, qtbot)
    model = window.desk.view.overview.model
    before = [model.cells(row) for row in range(model.rowCount())]
    assert window.session.reviews.mark([window.session.current_item], verdict=Verdict.DISCUSSING)
    after = [model.cells(row) for row in range(model.rowCount())]
    changed = [row for row, cells in enumerate(after) if cells is not before[row]]
    assert changed == [model.row_of(window.session.current_subject)]
    assert window.session.reviews.undo()


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
    assert session.reviews.edit_case("別の案件名", session.case.contact)
    assert told == [frozenset(), frozenset()]
    assert all(one is other for one, other in zip(session.results.subjects, results.subjects, strict=True))
    assert window.windowTitle().startswith("別の案件名")
    assert session.reviews.undo()


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


@pytest.fixture
def verdicts(monkeypatch: pytest.MonkeyPatch) -> list[ItemState]:
    """The state of every item whose verdict is looked at from now on."""
    found: list[ItemState] = []
    known = ItemState.verdict

    def counted(state: ItemState) -> Verdict:
        found.append(state)
        return known.fget(state)  # type: ignore[attr-defined, no-any-return]  # a property, and its verdict

    monkeypatch.setattr(ItemState, "verdict", property(counted))
    return found


def test_that_the_way_to_the_next_item_looks_no_further_than_it_leads(
    opened: Opened, verdicts: list[ItemState]
):
    counts = []
    for subjects in (FEW, MANY):
        window = opened(subjects)
        window.session.select(window.session.results.subjects[0].subject.subject)
        verdicts.clear()
        window.choices["next"].trigger()
        counts.append(len(verdicts))
        assert window.session.current_item
    assert counts[0] == counts[1]


def test_that_the_way_to_the_next_item_goes_round_through_the_subject_and_stays_in_it(opened: Opened):
    window = opened(FEW)
    session = window.session
    subject = session.results.subjects[1].subject.subject
    states = session.results.subject(subject).states
    listed = sorted(states, key=lambda s: s.item.section.position)
    unreviewed = [state.item.id for state in listed if state.verdict is Verdict.UNREVIEWED]
    assert len(unreviewed) > 1
    session.select(subject, unreviewed[0])
    gone = []
    for _ in unreviewed:
        gone.append((session.current_subject, session.current_item))
        window.choices["next"].trigger()
    assert gone == [(subject, item) for item in unreviewed]
    assert (session.current_subject, session.current_item) == (subject, unreviewed[0])
    window.choices["previous"].trigger()
    assert (session.current_subject, session.current_item) == (subject, unreviewed[-1])


def test_that_undo_asks_no_other_subject_for_its_items(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    session = opened(MANY).session
    item = session.current_item
    assert session.reviews.mark([item], verdict=Verdict.DISCUSSING)
    asked: list[str] = []
    states = SubjectResult.__getattribute__

    def counted(result: SubjectResult, name: str) -> object:
        if name == "states":
            asked.append(states(result, "subject").subject)
        return states(result, name)

    monkeypatch.setattr(SubjectResult, "__getattribute__", counted)
    assert session.reviews.undo()
    assert set(asked) == {session.current_subject}


def test_that_what_is_left_looks_at_the_items_of_those_that_have_some(
    opened: Opened, verdicts: list[ItemState]
):
    session = opened(MANY).session
    left = {r.subject.subject for r in session.results.subjects if r.advanced.open}
    verdicts.clear()
    session.signing.before_signing(WHOLE_CASE, Stage.PREPARED)
    assert len(verdicts) <= sum(len(r.states) for r in session.results.subjects if r.subject.subject in left)
    assert len(verdicts) < sum(len(r.states) for r in session.results.subjects)


def test_that_a_row_of_the_overview_that_changes_has_no_other_measured(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    window = opened(MANY)
    window.choices["overview"].trigger()
    settle(window, qtbot)
    table, model = window.desk.view.overview.table, window.desk.view.overview.model
    asked: list[int] = []
    cells = OverviewModel.cells

    def counted(model: OverviewModel, row: int) -> object:
        asked.append(row)
        return cells(model, row)

    table.setUpdatesEnabled(False)  # what is painted is asked for all the same
    with monkeypatch.context() as patched:
        patched.setattr(OverviewModel, "cells", counted)
        assert window.session.reviews.mark([window.session.current_item], verdict=Verdict.DISCUSSING)
        assert set(asked) == {model.row_of(window.session.current_subject)}
    widths = [table.columnWidth(column) for column in range(model.columnCount())]
    heights = [table.rowHeight(row) for row in range(model.rowCount())]
    model.reload()  # and measured anew, everything comes out the same
    settle(window, qtbot)
    assert [table.columnWidth(column) for column in range(model.columnCount())] == widths
    assert [table.rowHeight(row) for row in range(model.rowCount())] == heights
    table.setUpdatesEnabled(True)
    assert window.session.reviews.undo()


def test_that_one_more_subject_to_be_sent_to_changes_one_row_of_its_tree(opened: Opened, qtbot: QtBot):
    session = opened(MANY).session
    results = session.results
    keys = [result.subject.subject for result in results.subjects]
    tree = SubjectTree(results.groups, session.language, possible=keys, notes=lambda _: [], columns=0)
    qtbot.addWidget(tree)
    tree.choose(keys[:1])
    rows: list[int] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        if first.parent().isValid():
            rows.extend(range(first.row(), last.row() + 1))

    tree.subjects.dataChanged.connect(note)
    tree.choose(keys[:2])
    assert rows == [1]
    tree.choose_all()
    assert tree.chosen == keys


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
    told = session.signing.before_signing(WHOLE_CASE, Stage.PREPARED)
    assert statements == []
    read = signing.pending(session.inspection, WHOLE_CASE, Stage.PREPARED)
    assert told == read.notes(WHOLE_CASE, session.named(WHOLE_CASE), Stage.PREPARED)
    assert statements != []  # which would have been counted


def test_that_the_subject_shown_first_was_read_before_its_case_is_there(
    window: MainWindow, cases: dict[int, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    threads: list[int] = []
    look = viewing.look

    def noted(inspection: Inspection, subject: str) -> SubjectLook:
        threads.append(threading.get_ident())
        return look(inspection, subject)

    monkeypatch.setattr(viewing, "look", noted)
    window.desk.cases.open(cases[MANY])
    wait_idle(qtbot, window.session)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.desk.view)
    assert len(threads) == 1
    assert threads[0] != threading.get_ident()


def test_that_the_page_is_shown_once_the_panels_had_a_turn_of_their_own(
    window: MainWindow, cases: dict[int, Path], qtbot: QtBot
):
    shown: list[bool] = []

    def note() -> None:
        shown.append(window.pages.currentWidget() is window.desk.view)

    window.session.jobs.idle.connect(note)
    window.desk.cases.open(cases[FEW])
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.desk.view)
    window.session.jobs.idle.disconnect(note)
    assert shown[0] is False
    assert window.choices.verdicts[Verdict.MET].isEnabled()


def test_that_a_closed_case_goes_a_few_subjects_at_a_time(opened: Opened, qtbot: QtBot):
    window = opened(MANY)
    parting = window.session.cases.parting
    window.desk.cases.close()
    assert not window.session.is_open
    left = [parting.left]
    assert left[0] >= MANY
    qtbot.waitUntil(lambda: parting.left < left[0])
    qtbot.waitUntil(lambda: parting.left == 0)


def test_that_a_cell_of_the_overview_is_painted_from_what_is_asked_for_at_once(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    window = opened(FEW)
    window.choices["overview"].trigger()
    settle(window, qtbot)
    table, asked = window.desk.view.overview.table, []
    tell = OverviewModel.subject_data

    def counted(model: OverviewModel, result: SubjectResult, index: QModelIndex, role: int) -> object:
        asked.append(role)
        return tell(model, result, index, role)

    monkeypatch.setattr(OverviewModel, "subject_data", counted)
    index = table.model().index(1, 0)
    option = QStyleOptionViewItem()
    option.rect = table.visualRect(index)
    canvas = QImage(option.rect.size(), QImage.Format.Format_ARGB32)
    painter = QPainter(canvas)
    table.itemDelegate().paint(painter, option, index)
    painter.end()
    assert sorted(asked) == [Qt.ItemDataRole.TextAlignmentRole, OverviewRole.CELL]


def test_that_what_changes_in_all_rows_is_told_at_once(opened: Opened):
    window = opened(FEW)
    model, told = window.desk.view.items.model, []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    items = [item for line in range(model.rowCount()) if (item := model.item_at(line))]
    assert window.session.reviews.mark(items, verdict=Verdict.DISCUSSING)
    assert told == [(0, model.rowCount() - 1)]
    assert window.session.reviews.undo()


def test_that_another_language_does_not_go_through_the_subjects(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
):
    window = opened(MANY)
    sized: list[QModelIndex] = []
    size = SubjectsDelegate.sizeHint

    def counted(delegate: SubjectsDelegate, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        sized.append(index)
        return size(delegate, option, index)

    monkeypatch.setattr(SubjectsDelegate, "sizeHint", counted)
    subjects = window.desk.view.subjects
    before = subjects.tree.viewport().grab().toImage()
    window.session.set_language(Language.EN)
    assert sized == []
    assert subjects.tree.viewport().grab().toImage() != before
    assert subjects.tree.currentIndex().data().startswith("Payment service")
    window.session.set_language(Language.JA)


def test_that_another_language_is_painted_when_all_words_are_there(opened: Opened, qtbot: QtBot):
    window = opened(FEW)
    action = window.choices["items"]
    words = {Language.JA: action.text()}
    for language in (Language.EN, Language.JA):
        window.desk.looks.speak(language)
        assert not window.updatesEnabled()
        qtbot.waitUntil(window.updatesEnabled)
        words.setdefault(language, action.text())
        assert action.text() == words[language]
    assert words[Language.EN] != words[Language.JA]


@pytest.mark.parametrize(("wanted", "kind"), [("export", ExportDialog), ("collection", CollectionDialog)])
def test_that_a_dialog_on_every_subject_is_shown_in_a_turn_of_its_own_and_once(
    opened: Opened, qtbot: QtBot, wanted: str, kind: type[QDialog]
):
    window = opened(MANY)
    seen: list[bool] = []

    def found() -> list[QDialog]:
        return [one for one in window.findChildren(QDialog) if isinstance(one, kind)]

    def look() -> None:
        seen.append(any(one.isVisible() for one in found()))
        window.choices[wanted].trigger()  # pressed again before it is there

    window.session.jobs.idle.connect(look)
    window.choices[wanted].trigger()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in found()))
    assert seen == [False]
    assert len(found()) == 1
    window.session.jobs.idle.disconnect(look)
    found()[0].reject()
