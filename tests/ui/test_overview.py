"""The overview: what its cells say, the groups' sentences, opening a subject, copying the matrix."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assessor.domain.outcome import Counts
from assessor.domain.vocabulary import Outcome, Verdict
from assessor.words import Language
from assessor.words.counts import standing_phrase, standing_state
from tests.ui.panel_steps import ASKED, FIRST, PROVIDER, show
from ui.overview import Overview
from ui.overview_delegate import state_of
from ui.overview_model import OverviewModel, OverviewRole
from ui.session import Session

ROLE = Qt.ItemDataRole


@pytest.fixture
def overview(open_session: Session, qtbot: QtBot) -> Overview:
    made = Overview(open_session)
    show(qtbot, made, (1366, 700))
    return made


def cell(model: OverviewModel, subject: str, column: str) -> QModelIndex:
    keys = [found.key for found in model.columns]
    return model.index(model.row_of(subject), keys.index(column))


def sentences(overview: Overview) -> list[str]:
    table, model = overview.table, overview.model
    labels = [table.indexWidget(model.index(row, 0)) for row in model.groups]
    return [label.text() for label in labels if isinstance(label, QLabel)]


@pytest.mark.parametrize(
    ("counts", "words", "state"),
    [
        (Counts(), "—", None),
        (Counts(total=4), "該当なし", Verdict.NOT_APPLICABLE),
        (Counts(total=6, met=6), "6/6 充足", Verdict.MET),
        (Counts(total=7, met=6), "6/6 充足", Verdict.MET),
        (Counts(total=6, met=3, open=3), "未了 3", Verdict.CONFIRMING),
        (Counts(total=6, open=6), "未了 6", Verdict.UNREVIEWED),
        (Counts(total=6, met=4, unmet=2), "未充足 2", Verdict.NOT_IMPLEMENTED),
        (Counts(total=6, met=2, unmet=2, open=2), "未充足 2・未了 2", Verdict.NOT_IMPLEMENTED),
    ],
)
def test_that_a_cell_says_what_stands_in_the_way_first(counts: Counts, words: str, state: Verdict | None):
    assert standing_phrase(counts, Language.JA) == words
    assert standing_state(counts) is state


def test_that_cells_tell_words_and_state(overview: Overview):
    model = overview.model
    assert cell(model, PROVIDER, "subject").data() == "みなもペイ"
    assert cell(model, PROVIDER, "as_of").data() == "対策実施後"
    assert cell(model, PROVIDER, "phase1").data() == "5/5 充足"
    assert state_of(cell(model, PROVIDER, "phase1")) is Verdict.MET
    assert [cell(model, PROVIDER, key).data() for key in ("met", "unmet", "open")] == ["27", "0", "0"]
    assert cell(model, PROVIDER, "advanced").data() == "3/11"
    assert state_of(cell(model, PROVIDER, "outcome")) is Outcome.MET
    assert cell(model, PROVIDER, "phase1").data(ROLE.AccessibleTextRole) == "①アカウント作成 5/5 充足"


def test_that_phases_count_mandatory_items_or_advanced_ones_and_say_which(overview: Overview):
    def title() -> object:
        column = cell(overview.model, PROVIDER, "phase2").column()
        return overview.model.headerData(column, Qt.Orientation.Horizontal)

    assert cell(overview.model, PROVIDER, "phase2").data() == "6/6 充足"
    assert title() == "②銀行口座紐づけ"
    assert "必須項目の件数" in overview.told.text()
    overview.advanced.click()
    assert cell(overview.model, PROVIDER, "phase2").data() == "未了 1"
    assert state_of(cell(overview.model, PROVIDER, "phase2")) is Verdict.CONFIRMING
    assert title() == "②銀行口座紐づけ\n高度化"
    assert "高度化項目の件数" in overview.told.text()
    overview.advanced.click()
    assert title() == "②銀行口座紐づけ"


def test_that_the_groups_sentences_span_the_table_and_can_be_selected(
    overview: Overview, open_session: Session
):
    told = sentences(overview)
    assert len(told) == len(open_session.results.groups)
    assert told[0] == "コード決済事業者：6社中5社は必須項目を全て充足、1社は評価実施中"
    row = overview.model.groups[0]
    assert overview.table.columnSpan(row, 0) == overview.model.columnCount()
    label = overview.table.indexWidget(overview.model.index(row, 0))
    assert isinstance(label, QLabel)
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert overview.model.index(row, 0).data(OverviewRole.SENTENCE) == told[0]


def test_that_a_mark_changes_the_cells_and_the_sentence_at_once(overview: Overview, open_session: Session):
    open_session.select(PROVIDER, FIRST)
    open_session.mark([FIRST], verdict=Verdict.NOT_IMPLEMENTED, due="2020-12")
    assert cell(overview.model, PROVIDER, "phase1").data() == "未充足 1"
    assert cell(overview.model, PROVIDER, "outcome").data() == "未充足あり（2020年12月対応予定）"
    assert "6社中4社は必須項目を全て充足" in sentences(overview)[0]


def test_that_only_touched_rows_are_told_to_the_view(overview: Overview, open_session: Session):
    changed: list[int] = []

    def on_changed(first: QModelIndex, _last: QModelIndex) -> None:
        changed.append(first.row())

    overview.model.dataChanged.connect(on_changed)
    open_session.select(PROVIDER, FIRST)
    open_session.mark([FIRST], verdict=Verdict.CONFIRMING)
    assert changed == [0, overview.model.row_of(PROVIDER)]


def test_that_enter_and_a_double_click_choose_a_subject(overview: Overview, qtbot: QtBot):
    chosen: list[tuple[str, str]] = []
    overview.item_chosen.connect(lambda subject, item: chosen.append((subject, item)))
    table, model = overview.table, overview.model
    table.setCurrentIndex(cell(model, ASKED, "subject"))
    QTest.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(cell(model, PROVIDER, "phase1")).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: chosen == [(ASKED, ""), (PROVIDER, FIRST)])


def test_that_arrow_keys_pass_over_the_sentences(overview: Overview, open_session: Session):
    table, model = overview.table, overview.model
    table.setFocus()
    last = open_session.results.groups[0].subjects[-1].subject.subject
    table.setCurrentIndex(cell(model, last, "subject"))
    QTest.keyClick(table, Qt.Key.Key_Down)
    first = open_session.results.groups[1].subjects[0].subject.subject
    assert model.subject_at(table.currentIndex().row()) == first


def test_that_copying_gives_tab_separated_rows_with_a_heading(overview: Overview):
    table, model = overview.table, overview.model
    table.clearSelection()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 1 + model.rowCount()
    assert lines[0].split("\t")[:3] == ["対象", "点検基準", "①アカウント作成"]
    assert lines[1] == "コード決済事業者：6社中5社は必須項目を全て充足、1社は評価実施中"
    assert lines[2].split("\t")[:3] == ["みなもペイ", "対策実施後", "5/5 充足"]
    table.selectRow(model.row_of(ASKED))
    overview.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("はねうさぎコード\t")


def test_that_a_copied_name_is_never_a_formula_or_two_cells(overview: Overview, open_session: Session):
    result = open_session.results.subject(PROVIDER)
    object.__setattr__(result.subject, "name", "=1+1\tペイ")
    overview.model.reload()
    line = overview.model.as_text([overview.model.row_of(PROVIDER)]).splitlines()[1]
    assert line.split("\t")[0] == "'=1+1 ペイ"


def test_that_the_overview_follows_the_current_subject(overview: Overview, open_session: Session):
    open_session.select(ASKED)
    assert overview.model.subject_at(overview.table.currentIndex().row()) == ASKED


def test_that_the_overview_speaks_both_languages(overview: Overview, open_session: Session):
    open_session.set_language(Language.EN)
    assert cell(overview.model, PROVIDER, "subject").data() == "Minamo Pay"
    assert "5 meeting all mandatory items" in sentences(overview)[0]
    assert cell(overview.model, PROVIDER, "phase1").data(ROLE.AccessibleTextRole).startswith("1 Account")


def test_that_other_features_are_seen_in_the_matrix(overview: Overview, open_session: Session):
    features = open_session.results.subject(PROVIDER).subject.features.split()
    open_session.edit_subject(PROVIDER, [feature for feature in features if feature != "CHARGE"])
    assert cell(overview.model, PROVIDER, "phase3").data() == "該当なし"


def test_that_without_a_case_a_sentence_says_what_to_do(session: Session, qtbot: QtBot):
    overview = Overview(session)
    show(qtbot, overview)
    assert overview.pages.currentIndex() == 1
    assert "点検案件を開く" in overview.empty.text()
    assert not overview.copy.isVisible()


def test_that_closing_the_case_empties_the_overview(overview: Overview, open_session: Session):
    open_session.close()
    assert overview.model.rowCount() == 0
    assert overview.pages.currentIndex() == 1
