"""Who has answered: what the table says, sorts and copies; what came back, and what was decided on it."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.domain.difference import CellKind
from assessor.domain.records import Return, Round, Subject
from assessor.domain.vocabulary import Verdict
from assessor.errors import Code, Place, Problem
from assessor.operations.questionnaires import collection
from assessor.operations.questionnaires.collection import RoundState, RoundStatus
from assessor.operations.returns.report import DecidedCell, Report
from assessor.words import Language
from tests.ui.panel_steps import PROVIDER, finish, show, wait_idle
from ui.questionnaires.collection_dialog import CollectionDialog
from ui.questionnaires.collection_model import CollectionFilter, CollectionModel
from ui.questionnaires.decided_dialog import ReturnReport
from ui.session.session import Session
from ui.settings import Folder, Settings
from ui.widgets.chips import PADDING
from ui.widgets.dialogs.file_chooser import Chooser
from ui.widgets.lists.fitted_table import FittedTable
from ui.widgets.lists.tone_delegate import SIDE, TONE

RETURNED = Return(
    subject="b",
    round="2",
    id="1",
    file="返信.xlsx",
    sha256="ab" * 32,
    size=20_480,
    accepted=3,
    refused=1,
    received_by="評価 太郎",
    received_at="2026-07-20T03:00:00+00:00",
)
CONTROL = Qt.KeyboardModifier.ControlModifier
STANDING, DUE, ANSWERED, OPEN, BACK = 1, 4, 5, 6, 7


def state(
    key: str,
    standing: RoundStatus,
    *,
    days_left: int = 5,
    overdue: bool = False,
    answered: int = 0,
    mandatory_open: int = 27,
    returns: tuple[Return, ...] = (),
) -> RoundState:
    subject = Subject(subject=key, name=f"={key}ペイ", checklist="c", group="g")
    number = 0 if standing is RoundStatus.NOT_SENT else 2
    sent = Round(subject=key, id=str(number), due_on="2026-08-01", exported_at="2026-07-18T03:00:00+00:00")
    return RoundState(
        subject=subject,
        round=sent,
        status=standing,
        asked=38,
        answered=answered,
        mandatory_open=mandatory_open,
        returns=returns,
        overdue=overdue,
        days_left=days_left,
    )


STATES = (
    state("a", RoundStatus.NOT_SENT),
    state("b", RoundStatus.PARTIAL, answered=12, mandatory_open=20, returns=(RETURNED,)),
    state("c", RoundStatus.NOT_RETURNED, overdue=True, days_left=-3),
    state("d", RoundStatus.COMPLETE, answered=38, mandatory_open=0, days_left=-3),
    state("e", RoundStatus.NOT_RETURNED, days_left=0),
)


@pytest.fixture
def model() -> CollectionModel:
    made = CollectionModel()
    made.show_states(STATES, Language.JA)
    return made


@pytest.fixture
def dialog(open_session: Session, settings: Settings, tmp_path: Path, qtbot: QtBot) -> CollectionDialog:
    settings.remember_folder(Folder.RETURNED, tmp_path)
    chooser = Chooser(open_session.parent(), settings)  # type: ignore[arg-type]  # never asked
    made = CollectionDialog(open_session, chooser, collection.rounds(open_session.inspection))
    show(qtbot, made, (1120, 720))
    return made


def words(model: CollectionModel, column: int) -> list[str]:
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def keys(model: CollectionModel) -> str:
    found = [model.state_at(row) for row in range(model.rowCount())]
    return "".join(state.subject.subject for state in found if state is not None)


def cut_columns(table: FittedTable, columns: Iterable[int]) -> list[str]:
    """Return the titles of the columns in which a title or a cell is cut."""
    model, header, found = table.model(), table.horizontalHeader(), []
    for column in columns:
        cells = [model.index(row, column) for row in range(model.rowCount())]
        words = [str(cell.data()) for cell in cells]
        around = 2 * (PADDING + SIDE) if any(cell.data(TONE) for cell in cells) else 6
        needed = max((table.fontMetrics().horizontalAdvance(text) for text in words), default=0) + around
        if table.columnWidth(column) < max(needed, header.sectionSizeHint(column)):
            found.append(str(model.headerData(column, Qt.Orientation.Horizontal)))
    return found


@pytest.mark.parametrize("width", [784, 1120])
@pytest.mark.parametrize("language", list(Language))
def test_that_every_column_of_the_collection_is_in_sight(
    dialog: CollectionDialog, open_session: Session, language: Language, width: int
):
    open_session.set_language(language)
    dialog.show_states(STATES)
    dialog.resize(width, 640)
    assert not cut_columns(dialog.table, range(1, BACK))
    assert dialog.table.horizontalScrollBar().maximum() == 0
    assert sum(map(dialog.table.columnWidth, range(BACK + 1))) == dialog.table.viewport().width()


def test_that_the_table_of_the_collection_is_sound(model: CollectionModel):
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.filter(CollectionFilter.MISSING)
    model.sort(DUE, Qt.SortOrder.DescendingOrder)


def test_that_every_standing_has_its_word_and_tone(model: CollectionModel):
    assert words(model, STANDING) == ["未送付", "一部回答", "未返却", "回答済み", "未返却"]
    tones = [model.index(row, STANDING).data(TONE) for row in range(4)]
    assert tones == [
        Verdict.NOT_APPLICABLE,
        Verdict.INSUFFICIENT,
        Verdict.UNREVIEWED,
        Verdict.MET,
    ]


def test_that_the_due_date_says_how_late_or_how_near_it_is(model: CollectionModel):
    assert words(model, DUE) == [
        "—",
        "2026-08-01　あと 5日",
        "2026-08-01　期限超過 3日",
        "2026-08-01",
        "2026-08-01　本日まで",
    ]
    late = [model.index(row, DUE).data(TONE) for row in range(5)]
    assert late == [None, None, Verdict.NOT_IMPLEMENTED, None, None]


def test_that_answers_and_returns_are_counted(model: CollectionModel):
    assert words(model, ANSWERED) == ["—", "12/38", "0/38", "38/38", "0/38"]
    assert words(model, OPEN) == ["—", "20", "27", "0", "27"]
    assert words(model, BACK) == ["—", "1件　2026-07-20　返信.xlsx", "—", "—", "—"]


def test_that_a_return_of_the_first_version_is_told_without_a_record():
    old = state("x", RoundStatus.COMPLETE)
    sent = replace(old.round, returned_at="2026-07-19T03:00:00+00:00", returned_file="旧版.xlsx")
    model = CollectionModel()
    model.show_states([replace(old, round=sent)], Language.JA)
    assert words(model, BACK) == ["2026-07-19　旧版.xlsx"]


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [(CollectionFilter.ALL, "abcde"), (CollectionFilter.MISSING, "bce"), (CollectionFilter.OVERDUE, "c")],
)
def test_that_only_the_wanted_subjects_are_shown(
    model: CollectionModel, wanted: CollectionFilter, shown: str
):
    model.filter(wanted)
    assert keys(model) == shown
    assert model.count(wanted) == len(shown)
    assert model.row_of("a") == (0 if wanted is CollectionFilter.ALL else -1)


def test_that_sorting_keeps_the_plan_among_equals_and_puts_what_was_never_sent_last(model: CollectionModel):
    model.sort(STANDING)
    assert keys(model) == "acebd"
    model.sort(ANSWERED)
    assert keys(model) == "cebda"
    model.sort(-1)
    model.show_states(STATES, Language.JA)
    assert keys(model) == "abcde"


def test_that_what_is_copied_is_what_is_shown_and_no_formula(model: CollectionModel):
    model.filter(CollectionFilter.OVERDUE)
    heading, line, rest = model.as_text().split("\n")
    assert heading.split("\t")[:2] == ["点検対象", "状況"]
    assert line.split("\t")[:2] == ["'=cペイ", "未返却"]
    assert rest == ""


def test_that_the_dialog_shows_the_rounds_of_the_case_with_the_current_subject_selected(
    dialog: CollectionDialog, open_session: Session
):
    states = collection.rounds(open_session.inspection)
    assert dialog.model.rowCount() == len(states) > 0
    row = dialog.table.currentIndex().row()
    assert dialog.model.state_at(row) == next(s for s in states if s.subject.subject == PROVIDER)
    assert f"すべて {len(states)}" in dialog.filter.buttons[CollectionFilter.ALL].text()
    assert "みなもペイ" in dialog.returns.title.text()


def test_that_enter_opens_a_subject(dialog: CollectionDialog, qtbot: QtBot):
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    wanted = dialog.model.state_at(1)
    assert wanted is not None
    with qtbot.waitSignal(dialog.subject_chosen) as chosen:
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert chosen.args == [wanted.subject.subject]
    assert not dialog.isVisible()


def test_that_the_list_is_copied_by_button_and_by_key(dialog: CollectionDialog):
    for copy in (dialog.copy_button.click, lambda: QTest.keyClick(dialog.table, Qt.Key.Key_C, CONTROL)):
        QGuiApplication.clipboard().clear()
        copy()
        assert QGuiApplication.clipboard().text() == dialog.model.as_text()


def test_that_a_change_of_a_subject_is_shown_and_the_selection_stays(
    dialog: CollectionDialog, open_session: Session, qtbot: QtBot
):
    dialog.table.setCurrentIndex(dialog.model.index(2, 0))
    seen = dialog.model.state_at(2)
    assert seen is not None
    dialog.filter.choose(CollectionFilter.OVERDUE)
    dialog.filter.choose(CollectionFilter.ALL)
    dialog.table.setCurrentIndex(dialog.model.index(2, 0))
    open_session.subjects_changed.emit(frozenset({seen.subject.subject}))
    wait_idle(qtbot, open_session)
    assert dialog.model.state_at(dialog.table.currentIndex().row()) == seen


def test_that_a_returned_file_is_written_out_as_it_came(
    dialog: CollectionDialog,
    open_session: Session,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: QtBot,
):
    returned = dialog.returns.selected
    assert returned is not None
    folder = tmp_path / "受領"
    folder.mkdir()
    monkeypatch.setattr(Chooser, "folder", lambda *_: folder)
    with qtbot.waitSignal(open_session.job_started) as started:
        dialog.returns.export.click()
    finish(qtbot, started.args[0])
    (file,) = folder.iterdir()
    assert file.name == returned.file
    assert sha256(file.read_bytes()).hexdigest() == returned.sha256


def test_that_the_record_of_a_return_is_shown(dialog: CollectionDialog, qtbot: QtBot):
    returned = dialog.returns.selected
    assert returned is not None
    dialog.returns.report.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ReturnReport))
    report = QApplication.activeModalWidget()
    assert isinstance(report, ReturnReport)
    assert report.file.text() == returned.file
    assert report.model.rowCount() == returned.accepted + returned.refused
    report.close()


REPORT = Report(
    file="返信.xlsx",
    sheet="質問票",
    rows=38,
    matched=37,
    blank=4,
    unchanged=30,
    blank_clears=True,
    cells=(
        DecidedCell("CP-1-01", "answer", CellKind.CHANGED, "", "implemented", "", "はい", 7, 7, True),
        DecidedCell(
            "CP-1-02", "explanation", CellKind.CONFLICT, "", "説明\n二行", "別の説明", "", 8, 8, False
        ),
        DecidedCell("CP-1-03", "answer", CellKind.FLAGGED, "", "たぶん", "", "たぶん", 9, 7, False),
    ),
    strangers=((41, "追加の質問"),),
    attached=(("CP-1-01", "規程.pdf"),),
    problems=(Problem(Code.UNKNOWN_ROW, Place("返信.xlsx", "質問票", 41), {"found": "追加の質問"}),),
)


def test_that_the_record_says_what_was_sent_returned_held_and_decided(qtbot: QtBot):
    dialog = ReturnReport(RETURNED, REPORT, Language.JA)
    qtbot.addWidget(dialog)
    rows = [[str(dialog.model.index(row, column).data()) for column in range(8)] for row in range(3)]
    assert rows[0] == ["G7", "CP-1-01", "回答", "", "実施済（原文：はい）", "", "変更", "反映"]
    assert rows[1][3:] == ["", "説明 二行", "別の説明", "競合", "見送り"]
    assert rows[2][4] == "たぶん"
    told = dialog.message.text() + dialog.more.text()
    expected = ("評価 太郎", "反映 1", "見送り 2", "空欄は消去", "CP-1-01 規程.pdf", "41", "追加の質問")
    assert [part for part in (*expected, RETURNED.sha256) if part not in told] == []


@pytest.mark.parametrize("width", [784, 1040])
@pytest.mark.parametrize("language", list(Language))
def test_that_what_was_returned_is_not_cut_beside_an_empty_column(
    qtbot: QtBot, language: Language, width: int
):
    dialog = ReturnReport(RETURNED, REPORT, language)
    show(qtbot, dialog, (width, 640))
    assert not cut_columns(dialog.table, range(8))
    assert dialog.table.horizontalScrollBar().maximum() == 0


def test_that_the_record_can_be_copied_whole(qtbot: QtBot):
    dialog = ReturnReport(RETURNED, REPORT, Language.JA)
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    for part in ("返信.xlsx", "CP-1-02\t対応状況の説明", "添付した証跡", "追加の質問"):
        assert part in copied
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
