"""The panel of items: headings, columns, filters, selection by key, and what it says when it is empty."""

import re

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.domain import cashless
from assessor.domain.vocabulary import Verdict
from assessor.words import Language
from tests.ui.panel_steps import ASKED, FIRST, PROVIDER, SECOND, find_state, show, unmet
from ui.items.columns import ItemRole
from ui.items.model import ItemFilter, ItemsModel, VerdictFilter
from ui.items.panel import ItemsPanel
from ui.session.session import Session

ROLE = Qt.ItemDataRole
WITHOUT_CHARGE = "op_kokage"


def panel_on(session: Session, qtbot: QtBot, subject: str = PROVIDER, width: int = 760) -> ItemsPanel:
    session.select(subject)
    panel = ItemsPanel(session)
    show(qtbot, panel, (width, 700))
    return panel


def counts(panel: ItemsPanel) -> str:
    return panel.header.counts.text().replace("\N{NO-BREAK SPACE}", " ")


def text(panel: ItemsPanel, item: str, column: str, role: int = ROLE.DisplayRole) -> str:
    model = panel.model
    return str(model.index(model.line_of(item), model.column(column)).data(role))


def shown_items(model: ItemsModel) -> list[str]:
    return [item for line in range(model.rowCount()) if (item := model.item_at(line))]


def test_that_items_stand_under_their_phases_and_common_ones_come_last(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot, "own_prepaid")
    model = panel.model
    headings = [model.index(line, 0).data(ItemRole.HEADING) for line in model.headings]
    assert headings[0] == "①アカウント作成"
    phases = {row.state.item.section for row in open_session.reviews.item_rows("own_prepaid")}
    assert len(headings) == len(phases)
    assert (headings[-1] == "共通") == (cashless.PHASE[0] in phases)
    for line in model.headings:
        assert panel.table.columnSpan(line, 0) == model.columnCount()


def test_that_a_row_tells_class_answer_verdict_and_counts_in_words(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot)
    assert text(panel, FIRST, "class") == "必須"
    assert text(panel, FIRST, "answer") == "実施済"
    assert text(panel, FIRST, "verdict") == "充足"
    assert text(panel, FIRST, "evidence") == "1"
    assert text(panel, FIRST, "inquiries") == ""
    assert text(panel, FIRST, "verdict", ROLE.AccessibleTextRole) == "評価 充足"
    requirement = next(r for r in open_session.reviews.item_rows(PROVIDER) if r.state.item.id == FIRST)
    assert text(panel, FIRST, "requirement") == requirement.state.item.requirement


def test_that_open_inquiries_and_due_months_are_shown(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot, ASKED)
    asked = next(r.state.item.id for r in open_session.reviews.item_rows(ASKED) if r.inquiries)
    assert text(panel, asked, "inquiries") == "1/1"
    subject, state = find_state(open_session, lambda s: bool(unmet(s) and s.review.due))
    open_session.select(subject)
    assert text(panel, state.item.id, "due") == "2020-12"
    due = panel.model.column("due")
    assert not panel.table.isColumnHidden(due)


def test_that_empty_columns_make_room_for_the_requirement(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot, PROVIDER, width=480)
    table, model = panel.table, panel.model
    assert not table.isColumnHidden(model.column("evidence"))  # there is some
    assert table.isColumnHidden(model.column("due"))
    panel.resize(1200, 700)
    qtbot.waitUntil(lambda: not table.isColumnHidden(model.column("due")))


def test_that_a_column_that_was_left_out_comes_back_as_wide_as_its_title(open_session: Session, qtbot: QtBot):
    subject, _ = find_state(open_session, lambda s: bool(unmet(s) and s.review.due))
    panel = panel_on(open_session, qtbot, PROVIDER, width=480)
    table, due = panel.table, panel.model.column("due")
    assert table.isColumnHidden(due)
    panel.search.setText("CP")  # the list is made anew while the column is hidden
    panel.search.clear()
    panel.resize(1200, 700)
    open_session.select(subject)
    for column in range(panel.model.columnCount()):
        assert not table.isColumnHidden(column)
        assert table.columnWidth(column) >= table.horizontalHeader().sectionSizeHint(column)


def test_that_other_columns_give_way_before_the_requirement_cannot_be_read(
    open_session: Session, qtbot: QtBot
):
    panel = panel_on(open_session, qtbot, PROVIDER, width=400)
    table, model = panel.table, panel.model
    seen: dict[int, list[str]] = {}
    for width in (440, 400, 350, 300):
        panel.resize(width, 700)
        QApplication.processEvents()
        assert table.columnWidth(model.column("requirement")) >= 110
        seen[width] = [c.key for n, c in enumerate(model.columns) if not table.isColumnHidden(n)]
    assert "evidence" not in seen[440]
    assert "class" in seen[440]
    assert seen[300] == ["item", "requirement", "verdict"]


def test_that_the_filters_stand_in_two_lines_where_one_is_too_short(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot, PROVIDER)
    assert panel.mandatory_only.y() + panel.mandatory_only.height() > panel.search.y()
    assert panel.mandatory_only.x() > panel.search.x()
    panel.setMinimumWidth(1)
    panel.resize(300, 700)
    qtbot.waitUntil(lambda: panel.mandatory_only.y() >= panel.search.y() + panel.search.height())
    assert panel.minimumSizeHint().width() < 400
    for part in (panel.verdict_filter, panel.mandatory_only, panel.not_applicable_too):
        assert part.width() >= part.minimumSizeHint().width()
        assert part.x() + part.width() <= panel.width()


def test_that_the_header_tells_subject_basis_outcome_and_counts(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot)
    assert panel.header.name.text() == "みなもペイ"
    assert panel.header.outcome.words == "必須項目を全て充足"
    assert "点検基準：対策実施後" in counts(panel)
    assert "必須 27項目：充足 27・未充足 0・未了 0" in panel.header.counts.text().replace(
        "\N{NO-BREAK SPACE}", " "
    )
    open_session.reviews.mark([FIRST], verdict=Verdict.INSUFFICIENT, due="2020-12")
    assert panel.header.outcome.words == "未充足あり（2020年12月対応予定）"
    assert "充足 26・未充足 1・未了 0" in counts(panel)


def test_that_items_that_do_not_apply_are_counted_and_shown_with_their_reason_on_wish(
    open_session: Session, qtbot: QtBot
):
    panel = panel_on(open_session, qtbot, WITHOUT_CHARGE)
    hidden = [r for r in open_session.reviews.item_rows(WITHOUT_CHARGE) if not r.state.applicability.applies]
    assert hidden
    assert f"該当なし {len(hidden)}" in panel.left_out.text()
    item = next(r.state.item.id for r in hidden if r.state.item.id.startswith("CP-3-"))
    assert panel.model.line_of(item) < 0
    panel.not_applicable_too.setChecked(True)
    assert "チャージ機能なし" in text(panel, item, "requirement")
    index = panel.model.index(panel.model.line_of(item), 0)
    assert index.data(ItemRole.APPLIES) is False
    assert panel.left_out.text() == f"全{len(open_session.reviews.item_rows(WITHOUT_CHARGE))}項目を表示"


def test_that_the_filters_narrow_the_list(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot)
    states = {state.item.id: state for state in open_session.results.subject(PROVIDER).states}
    panel.search.setText("ｅＫＹＣ")  # in full width; the requirement has it in half
    assert "CP-1-03" in shown_items(panel.model)
    assert len(shown_items(panel.model)) < len(states)
    panel.search.clear()
    panel.mandatory_only.setChecked(True)
    assert all(states[item].item.mandatory for item in shown_items(panel.model))
    panel.mandatory_only.setChecked(False)
    panel.verdict_filter.setCurrentIndex(panel.verdict_filter.findData(VerdictFilter.UNREVIEWED))
    assert {states[item].verdict for item in shown_items(panel.model)} == {Verdict.UNREVIEWED}
    panel.verdict_filter.setCurrentIndex(panel.verdict_filter.findData(VerdictFilter.UNMET))
    assert shown_items(panel.model) == []
    assert panel.pages.currentIndex() == 1
    assert "条件に合う項目はありません" in panel.empty.text()


def test_that_the_search_also_finds_reasons_and_answers(open_session: Session):
    model = ItemsModel(open_session)
    open_session.select(PROVIDER, SECOND)
    open_session.reviews.mark([SECOND], reason="旧版アプリを確認した")
    model.show_subject(PROVIDER)
    model.narrow(ItemFilter(text="旧版アプリを確認"))
    assert shown_items(model) == [SECOND]
    model.narrow(ItemFilter(text="定め、運用しています"))
    assert shown_items(model)


def test_that_a_marked_item_stays_in_sight_until_the_filter_is_used_again(
    open_session: Session, qtbot: QtBot
):
    panel = panel_on(open_session, qtbot)
    panel.verdict_filter.setCurrentIndex(panel.verdict_filter.findData(VerdictFilter.UNREVIEWED))
    item = shown_items(panel.model)[0]
    open_session.select(PROVIDER, item)
    open_session.reviews.mark([item], verdict=Verdict.MET)
    assert panel.model.line_of(item) >= 0
    assert text(panel, item, "verdict") == "充足"
    panel.mandatory_only.setChecked(True)
    assert panel.model.line_of(item) < 0


def test_that_arrow_keys_move_the_current_item_and_pass_over_headings(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot)
    panel.table.setFocus()
    second_heading = panel.model.headings[1]
    last = panel.model.item_at(second_heading - 1)
    open_session.select(PROVIDER, last)
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    assert open_session.current_item == panel.model.item_at(second_heading + 1)
    QTest.keyClick(panel.table, Qt.Key.Key_Up)
    assert open_session.current_item == last


def test_that_several_items_can_be_selected_by_key_and_stay_so_while_they_are_marked(
    open_session: Session, qtbot: QtBot
):
    panel = panel_on(open_session, qtbot)
    open_session.select(PROVIDER, FIRST)
    panel.table.setFocus()
    for _ in range(2):
        QTest.keyClick(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = panel.selected_items()
    assert chosen == [FIRST, SECOND, "CP-1-03"]
    assert open_session.reviews.mark(chosen, verdict=Verdict.CONFIRMING)
    assert panel.selected_items() == chosen
    assert {text(panel, item, "verdict") for item in chosen} == {"追加確認中"}


def test_that_selecting_everything_leaves_the_headings_out(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot)
    panel.table.selectAll()
    assert panel.selected_items() == shown_items(panel.model)


def test_that_where_nothing_is_listed_nothing_is_current_and_the_item_comes_back_with_the_list(
    open_session: Session, qtbot: QtBot
):
    panel = panel_on(open_session, qtbot)
    open_session.select(PROVIDER, SECOND)
    panel.search.setText("どの項目にもない文言")
    assert panel.selected_items() == []
    assert open_session.current_item == ""
    assert open_session.selected_items == ()
    panel.search.clear()
    assert panel.selected_items() == [SECOND]
    assert open_session.current_item == SECOND


def test_that_a_mark_changes_its_row_and_its_heading_only(open_session: Session):
    open_session.select(PROVIDER)
    model = ItemsModel(open_session)
    model.show_subject(PROVIDER)
    changed: list[int] = []

    def on_changed(first: QModelIndex, _last: QModelIndex) -> None:
        changed.append(first.row())

    model.dataChanged.connect(on_changed)
    open_session.reviews.mark([SECOND], verdict=Verdict.INSUFFICIENT)
    assert changed == [0, model.line_of(SECOND)]
    open_session.select(ASKED)
    open_session.reviews.mark([SECOND], verdict=Verdict.INSUFFICIENT)
    assert len(changed) == 2  # another subject is no business of this list


def test_that_other_features_bring_items_in_and_out(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot)
    assert panel.model.line_of("CP-4-02") >= 0
    features = open_session.results.subject(PROVIDER).subject.features.split()
    assert open_session.reviews.edit_subject(PROVIDER, [f for f in features if f != "P2P"])
    assert panel.model.line_of("CP-4-02") < 0
    assert "該当なし" in panel.left_out.text()


def test_that_it_is_said_when_only_items_that_do_not_apply_fit_the_filter(
    open_session: Session, qtbot: QtBot
):
    panel = panel_on(open_session, qtbot, WITHOUT_CHARGE)
    panel.search.setText("CP-3-0")
    assert panel.pages.currentIndex() == 1
    assert "該当する項目はありません" in panel.empty.text()
    panel.not_applicable_too.setChecked(True)
    assert panel.pages.currentIndex() == 0


def test_that_without_a_case_a_sentence_says_what_to_do(session: Session, qtbot: QtBot):
    panel = ItemsPanel(session)
    show(qtbot, panel)
    assert "点検案件を開く" in panel.empty.text()
    assert panel.selected_items() == []
    assert not panel.search.isVisible()


def test_that_the_panel_fills_when_a_case_is_opened_and_empties_when_it_is_closed(
    open_session: Session, qtbot: QtBot
):
    panel = panel_on(open_session, qtbot)
    open_session.cases.close()
    assert panel.model.rowCount() == 0
    assert panel.selected_items() == []


def test_that_in_english_the_list_shows_the_gloss(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot)
    open_session.select(PROVIDER, SECOND)
    open_session.set_language(Language.EN)
    assert text(panel, FIRST, "requirement") == "Proof of possession of the phone number / device at sign-up"
    assert text(panel, FIRST, "verdict") == "Met"
    assert panel.header.name.text() == "Minamo Pay"
    assert panel.selected_items() == [SECOND]


def test_that_columns_nobody_uses_leave_their_room_to_the_wording(open_session: Session, qtbot: QtBot):
    panel = panel_on(open_session, qtbot, PROVIDER, width=640)
    table, model = panel.table, panel.model
    unused = [key for key in ("inquiries", "due") if not model.uses(model.column(key))]
    assert unused
    assert all(table.isColumnHidden(model.column(key)) for key in unused)
    assert table.columnWidth(model.column("requirement")) > 200
    wording, metrics = model.column("requirement"), table.fontMetrics()
    panel.resize(1500, 700)  # where every wording is seen whole, nothing need be left out
    qtbot.waitUntil(lambda: not any(table.isColumnHidden(model.column(key)) for key in unused))
    longest = max(
        metrics.horizontalAdvance(str(model.index(row, wording).data()))
        for row in range(model.rowCount())
        if row not in model.headings
    )
    assert table.columnWidth(wording) >= longest / 2


@pytest.mark.parametrize("language", list(Language))
def test_that_no_count_of_the_header_stands_alone_in_a_line(
    open_session: Session, qtbot: QtBot, language: Language
):
    panel = panel_on(open_session, qtbot)
    open_session.set_language(language)
    label = panel.header.counts
    for width in range(120, 640, 4):
        layout = QTextLayout(label.text(), label.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(label.text()[line.textStart() : line.textStart() + line.textLength()])
        layout.endLayout()
        assert "".join(lines) == label.text()
        for shown in lines:
            assert not re.fullmatch(r"[\d\s・,]+", shown), (width, lines)
            if language is Language.JA:
                assert not shown[0].isdigit(), (width, lines)
            else:
                assert not shown.rstrip()[-1].isdigit(), (width, lines)
