"""The overview: what its cells say, the groups' sentences, opening a subject, copying the matrix."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt, QTranslator
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from assessor.domain.outcome import Counts
from assessor.domain.vocabulary import Outcome, Stage, Verdict
from assessor.words import Language
from assessor.words.counts import state_phrase, state_tone
from tests.ui.panel_steps import ASKED, FIRST, PROVIDER, show
from ui.overview.columns import OverviewCell
from ui.overview.delegate import SIDE
from ui.overview.model import OverviewModel, OverviewRole
from ui.overview.panel import Overview
from ui.session.session import Session
from ui.settings import Scheme
from ui.widgets.chips import PADDING, chip_text
from ui.widgets.looks import theme
from ui.widgets.weak_mark import mark_size

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
    assert state_phrase(counts, Language.JA) == words
    assert state_tone(counts) is state


def state_at(index: QModelIndex) -> Verdict | Outcome | None:
    """The state whose tone a cell takes."""
    shown = index.data(OverviewRole.CELL)
    assert isinstance(shown, OverviewCell)
    return shown.state


def test_that_cells_tell_words_and_state(overview: Overview):
    model = overview.model
    assert cell(model, PROVIDER, "subject").data() == "みなもペイ"
    assert cell(model, PROVIDER, "as_of").data() == "対策実施後"
    assert cell(model, PROVIDER, "section/cashless/1").data() == "5/5 充足"
    assert state_at(cell(model, PROVIDER, "section/cashless/1")) is Verdict.MET
    assert [cell(model, PROVIDER, key).data() for key in ("met", "unmet", "open")] == ["27", "0", "0"]
    assert cell(model, PROVIDER, "advanced").data() == "3/11"
    assert state_at(cell(model, PROVIDER, "outcome")) is Outcome.MET
    assert (
        cell(model, PROVIDER, "section/cashless/1").data(ROLE.AccessibleTextRole)
        == "①アカウント作成 5/5 充足"
    )


def test_that_phases_count_mandatory_items_or_advanced_ones_and_say_which(overview: Overview):
    def title() -> object:
        column = cell(overview.model, PROVIDER, "section/cashless/2").column()
        return overview.model.headerData(column, Qt.Orientation.Horizontal)

    assert cell(overview.model, PROVIDER, "section/cashless/2").data() == "6/6 充足"
    assert title() == "②銀行口座紐づけ"
    assert "必須項目の件数" in overview.message.text()
    overview.advanced.click()
    assert cell(overview.model, PROVIDER, "section/cashless/2").data() == "未了 1"
    assert state_at(cell(overview.model, PROVIDER, "section/cashless/2")) is Verdict.CONFIRMING
    assert title() == "高度化\n②銀行口座紐づけ"
    assert "高度化項目の件数" in overview.message.text()
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
    open_session.reviews.mark([FIRST], verdict=Verdict.NOT_IMPLEMENTED, due="2020-12")
    assert cell(overview.model, PROVIDER, "section/cashless/1").data() == "未充足 1"
    assert cell(overview.model, PROVIDER, "outcome").data() == "未充足あり（2020年12月対応予定）"
    assert "6社中4社は必須項目を全て充足" in sentences(overview)[0]


def test_that_only_touched_rows_are_told_to_the_view(overview: Overview, open_session: Session):
    changed: list[int] = []

    def on_changed(first: QModelIndex, _last: QModelIndex) -> None:
        changed.append(first.row())

    overview.model.dataChanged.connect(on_changed)
    open_session.select(PROVIDER, FIRST)
    open_session.reviews.mark([FIRST], verdict=Verdict.CONFIRMING)
    assert changed == [0, overview.model.row_of(PROVIDER)]


def test_that_enter_and_a_double_click_choose_a_subject(overview: Overview, qtbot: QtBot):
    chosen: list[tuple[str, str]] = []
    overview.item_chosen.connect(lambda subject, item: chosen.append((subject, item)))
    table, model = overview.table, overview.model
    table.setCurrentIndex(cell(model, ASKED, "subject"))
    QTest.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(cell(model, PROVIDER, "section/cashless/1")).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: chosen == [(ASKED, ""), (PROVIDER, FIRST)])


def opened_by(overview: Overview, qtbot: QtBot, subject: str, column: str, *, key: bool) -> tuple[str, str]:
    """Open a cell by a double click or by Enter, and return what it opens."""
    table, index = overview.table, cell(overview.model, subject, column)
    with qtbot.waitSignal(overview.item_chosen) as chosen:
        if key:
            table.setCurrentIndex(index)
            QTest.keyClick(table, Qt.Key.Key_Return)
        else:
            table.scrollTo(index)
            place = table.visualRect(index).center()
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
            QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    held, item = chosen.args
    return str(held), str(item)


@pytest.mark.parametrize("key", [False, True], ids=["double click", "Enter"])
@pytest.mark.parametrize(
    ("subject", "column", "item"),
    [
        (ASKED, "section/cashless/1", "CP-1-01"),  # 5/5 充足
        (ASKED, "section/cashless/2", "CP-2-04"),  # 未了 1
        (ASKED, "section/cashless/5", "CP-5-07"),
        (ASKED, "met", "CP-1-01"),
        (ASKED, "open", "CP-2-04"),
        (ASKED, "advanced", "CP-2-06"),  # 3/11: the first that is not met yet
        (ASKED, "outcome", "CP-2-04"),  # what is under evaluation
        ("op_katatsumuri", "section/cashless/5", "CP-5-06"),  # 未充足 1
        ("op_katatsumuri", "unmet", "CP-5-06"),
        ("op_katatsumuri", "outcome", "CP-5-06"),
        ("op_katatsumuri", "section/cashless/3", "CP-3-01"),  # 該当なし
        ("op_nekoyanagi", "outcome", "CP-3-01"),  # 協議中
        (PROVIDER, "outcome", "CP-1-01"),
        (PROVIDER, "section/cashless/0", ""),  # —
        (PROVIDER, "unmet", ""),  # 0
        (PROVIDER, "subject", ""),
    ],
)
def test_that_a_cell_opens_the_item_that_its_number_is_about(
    overview: Overview, qtbot: QtBot, subject: str, column: str, item: str, *, key: bool
):
    assert opened_by(overview, qtbot, subject, column, key=key) == (subject, item)


def test_that_a_cell_that_counts_unmet_and_open_items_opens_what_it_says_first(
    overview: Overview, open_session: Session, qtbot: QtBot
):
    open_session.select(PROVIDER)
    open_session.reviews.mark(["CP-2-01"], verdict=Verdict.CONFIRMING)
    open_session.reviews.mark(["CP-2-03"], verdict=Verdict.INSUFFICIENT)
    assert cell(overview.model, PROVIDER, "section/cashless/2").data() == "未充足 1・未了 1"
    assert opened_by(overview, qtbot, PROVIDER, "section/cashless/2", key=True) == (PROVIDER, "CP-2-03")
    assert opened_by(overview, qtbot, PROVIDER, "open", key=True) == (PROVIDER, "CP-2-01")


def test_that_a_cell_that_counts_nothing_says_so(overview: Overview, open_session: Session, qtbot: QtBot):
    told: list[str] = []
    open_session.said.connect(told.append)
    opened_by(overview, qtbot, PROVIDER, "unmet", key=True)
    assert told == ["選んだ欄に当たる項目はありません。"]
    opened_by(overview, qtbot, PROVIDER, "subject", key=True)
    assert len(told) == 1


@pytest.mark.parametrize("advanced", [False, True], ids=["mandatory", "advanced"])
@pytest.mark.parametrize("language", list(Language))
def test_that_every_column_is_in_sight_at_1400_pixels_and_no_text_is_cut(
    open_session: Session,
    qtbot: QtBot,
    qapp: QApplication,
    english: Path,
    language: Language,
    *,
    advanced: bool,
):
    translator = QTranslator()
    assert translator.load(str(english / "en.qm"))
    if language is Language.EN:
        qapp.installTranslator(translator)
    open_session.select(PROVIDER)
    for phase in range(1, 6):  # the longest that a phase can say
        first, second = f"CP-{phase}-01", f"CP-{phase}-02"
        open_session.reviews.mark([first], verdict=Verdict.NOT_IMPLEMENTED, due="2020-12")
        open_session.reviews.mark([second], verdict=Verdict.CONFIRMING)
    assert open_session.signing.sign("op_katatsumuri", Stage.PREPARED, "作成 花子", "残る項目を確認した")
    open_session.set_language(language)
    overview = Overview(open_session)
    show(qtbot, overview, (1400, 700))
    overview.advanced.setChecked(advanced)
    table, model = overview.table, overview.model
    assert table.horizontalScrollBar().maximum() == 0
    metrics = table.fontMetrics()
    for row in range(model.rowCount()):
        for column, shown in enumerate(model.cells(row)):
            words = chip_text(shown.state, shown.words) if shown.state else shown.words
            side = PADDING + 2 if shown.state else SIDE
            mark = mark_size(table.font(), str(shown.weak)).width() + 2 if shown.weak else 0
            room = QRect(0, 0, table.columnWidth(column) - 2 * side - mark, table.rowHeight(row))
            taken = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words)
            if model.columns[column].key != "subject":  # a name is elided at last, and its tip tells it
                assert taken.width() <= room.width() + 1, words
                assert taken.height() <= room.height() - 4, words
    for column, title in enumerate(found.title for found in model.columns):
        room = QRect(0, 0, table.columnWidth(column), table.horizontalHeader().height())
        taken = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), title)
        assert taken.width() <= room.width(), title
        assert taken.height() <= room.height(), title
    open_session.set_language(Language.JA)
    qapp.removeTranslator(translator)


def test_that_a_longer_text_is_given_room_when_it_comes(overview: Overview, open_session: Session):
    table, index = overview.table, cell(overview.model, PROVIDER, "section/cashless/2")
    narrow, low = table.columnWidth(index.column()), table.rowHeight(index.row())
    open_session.select(PROVIDER)
    open_session.reviews.mark(["CP-2-01"], verdict=Verdict.CONFIRMING)
    open_session.reviews.mark(["CP-2-03"], verdict=Verdict.INSUFFICIENT)
    wide, high = table.columnWidth(index.column()), table.rowHeight(index.row())
    assert wide > narrow or high > low


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
    assert (
        cell(overview.model, PROVIDER, "section/cashless/1")
        .data(ROLE.AccessibleTextRole)
        .startswith("1 Account")
    )


def test_that_other_features_are_seen_in_the_matrix(overview: Overview, open_session: Session):
    features = open_session.results.subject(PROVIDER).subject.features.split()
    open_session.reviews.edit_subject(PROVIDER, [feature for feature in features if feature != "CHARGE"])
    assert cell(overview.model, PROVIDER, "section/cashless/3").data() == "該当なし"


def test_that_without_a_case_a_sentence_says_what_to_do(session: Session, qtbot: QtBot):
    overview = Overview(session)
    show(qtbot, overview)
    assert overview.pages.currentIndex() == 1
    assert "点検案件を開く" in overview.empty.text()
    assert not overview.copy.isVisible()


def test_that_closing_the_case_empties_the_overview(overview: Overview, open_session: Session):
    open_session.cases.close()
    assert overview.model.rowCount() == 0
    assert overview.pages.currentIndex() == 1


def test_that_the_chosen_row_can_be_read_while_another_program_is_in_front(
    open_session: Session, qtbot: QtBot, qapp: QApplication
):
    theme.apply(qapp, Scheme.LIGHT)
    overview = Overview(open_session)
    qtbot.addWidget(overview)
    overview.resize(1400, 700)
    table, model = overview.table, overview.model
    row = next(row for row in range(model.rowCount()) if not model.index(row, 0).data(OverviewRole.SENTENCE))
    table.setCurrentIndex(model.index(row, 0))
    picture = table.viewport().grab(table.visualRect(model.index(row, 0))).toImage()  # no active window
    shades = {
        picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())
    }
    pale = table.palette().color(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight).lightness()
    assert pale > 180  # light look
    assert min(shades) < 90  # the words
