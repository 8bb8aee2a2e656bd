"""The panel of subjects: what its rows tell, filter, keys, and the dialog on features."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessor.domain.outcome import Counts
from assessor.domain.vocabulary import Outcome, Verdict
from assessor.words import Language
from assessor.words.counts import judged_phrase
from assessor.words.terms import short_outcome
from tests.ui.panel_steps import ASKED, FIRST, PROVIDER, show
from ui.session.session import Session
from ui.subjects.delegate import SPACE
from ui.subjects.features_dialog import FeaturesDialog
from ui.subjects.model import SubjectRole, SubjectsModel
from ui.subjects.panel import SubjectsPanel
from ui.widgets.chips import chip_size

ROLE = Qt.ItemDataRole


def spoken(model: SubjectsModel, subject: str) -> str:
    return str(model.index_of(subject).data(ROLE.AccessibleTextRole))


def shown_subjects(panel: SubjectsPanel) -> list[str]:
    proxy = panel.filter
    groups = [proxy.index(row, 0) for row in range(proxy.rowCount())]
    return [proxy.index(n, 0, g).data(SubjectRole.KEY) for g in groups for n in range(proxy.rowCount(g))]


def test_that_a_subject_tells_its_name_progress_and_outcome_in_words(open_session: Session):
    model = SubjectsModel(open_session)
    index = model.index_of(PROVIDER)
    assert index.data() == "みなもペイ"
    assert index.data(SubjectRole.COUNT) == "評価済 27/27"
    assert spoken(model, PROVIDER) == "みなもペイ、必須項目 27項目中 27項目を評価済み、必須項目を全て充足"


def test_that_a_group_tells_its_published_sentence(open_session: Session):
    model = SubjectsModel(open_session)
    group = model.index(0, 0)
    assert group.data(SubjectRole.COUNT) == "6社"
    assert "6社中5社は必須項目を全て充足、1社は評価実施中" in group.data(ROLE.ToolTipRole)
    assert "6社中5社" in group.data(ROLE.AccessibleTextRole)


def test_that_progress_counts_what_is_judged_of_what_applies_and_says_so(open_session: Session):
    none = next(r for r in open_session.results.subjects if r.outcome is Outcome.NONE_APPLICABLE)
    model = SubjectsModel(open_session)
    assert model.index_of(ASKED).data(SubjectRole.COUNT) == "評価済 25/27"
    assert model.index_of("op_katatsumuri").data(SubjectRole.COUNT) == "評価済 23/23"
    assert model.index_of(none.subject.subject).data(SubjectRole.COUNT) == "—"


def test_that_a_mark_changes_its_subject_and_its_group_and_no_other_row(open_session: Session):
    model = SubjectsModel(open_session)
    changed: list[tuple[str, bool]] = []

    def on_changed(index: QModelIndex) -> None:
        changed.append((index.data(SubjectRole.KEY), index.parent().isValid()))

    model.dataChanged.connect(on_changed)
    open_session.select(PROVIDER, FIRST)
    assert open_session.reviews.mark([FIRST], verdict=Verdict.NOT_IMPLEMENTED)
    assert changed == [(PROVIDER, True), ("", False)]
    assert "未充足あり" in spoken(model, PROVIDER)


def test_that_arrow_keys_choose_subjects_and_pass_over_groups(open_session: Session, qtbot: QtBot):
    panel = SubjectsPanel(open_session)
    show(qtbot, panel, (320, 700))
    first, second = (r.subject.subject for r in open_session.results.subjects[:2])
    open_session.select(first)
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    assert open_session.current_subject == second
    QTest.keyClick(panel.tree, Qt.Key.Key_Up)
    QTest.keyClick(panel.tree, Qt.Key.Key_Up)
    assert panel.tree.currentIndex().data(SubjectRole.KEY) == ""
    assert open_session.current_subject == first


def test_that_the_panel_follows_the_session(open_session: Session, qtbot: QtBot):
    panel = SubjectsPanel(open_session)
    show(qtbot, panel, (320, 700))
    open_session.select(ASKED)
    assert panel.tree.currentIndex().data(SubjectRole.KEY) == ASKED


def test_that_the_filter_finds_names_in_both_languages_whatever_their_width(
    open_session: Session, qtbot: QtBot
):
    panel = SubjectsPanel(open_session)
    show(qtbot, panel, (320, 700))
    for text in ("うさぎ", "haneusagi", "ＨＡＮＥＵＳＡＧＩ"):
        panel.search.setText(text)
        assert shown_subjects(panel) == [ASKED]
    panel.search.setText("コード決済")
    assert len(shown_subjects(panel)) == 6  # the group's own name
    panel.search.setText("どこにもない")
    assert shown_subjects(panel) == []
    assert "どこにもない" in panel.empty.text()
    panel.search.clear()
    assert len(shown_subjects(panel)) == 35


def test_that_filtering_leaves_the_current_subject_alone(open_session: Session, qtbot: QtBot):
    panel = SubjectsPanel(open_session)
    show(qtbot, panel, (320, 700))
    open_session.select(PROVIDER)
    panel.search.setText("うさぎ")
    assert open_session.current_subject == PROVIDER
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert open_session.current_subject == ASKED
    panel.search.clear()
    assert panel.tree.currentIndex().data(SubjectRole.KEY) == ASKED


def test_that_the_arrow_down_leads_from_the_filter_into_the_tree(open_session: Session, qtbot: QtBot):
    panel = SubjectsPanel(open_session)
    show(qtbot, panel, (320, 700))
    panel.focus_search()
    assert panel.search.hasFocus()
    QTest.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.tree.hasFocus()


def test_that_no_outcome_is_cut_at_the_least_width(open_session: Session, qtbot: QtBot):
    widths = []
    for language in Language:
        open_session.set_language(language)
        panel = SubjectsPanel(open_session)
        show(qtbot, panel, (panel.minimumSizeHint().width(), 700))
        row = panel.tree.visualRect(panel.tree.currentIndex())
        for outcome in Outcome:
            chip = chip_size(panel.tree.font(), outcome, short_outcome(outcome, language))
            words = judged_phrase(Counts(total=27, met=27), language)
            progress = panel.tree.fontMetrics().horizontalAdvance(words)
            assert row.width() >= progress + chip.width() + 2 * SPACE
        widths.append(panel.minimumSizeHint().width())
    open_session.set_language(Language.JA)
    assert max(widths) < 250


def test_that_the_panel_speaks_both_languages(open_session: Session, qtbot: QtBot):
    panel = SubjectsPanel(open_session)
    show(qtbot, panel, (320, 700))
    open_session.set_language(Language.EN)
    assert panel.model.index_of(PROVIDER).data() == "Minamo Pay"
    assert panel.tree.currentIndex().data(SubjectRole.KEY) == open_session.current_subject
    open_session.set_language(Language.JA)
    assert panel.model.index_of(PROVIDER).data() == "みなもペイ"


def test_that_without_a_case_a_sentence_says_what_to_do(session: Session, qtbot: QtBot):
    panel = SubjectsPanel(session)
    show(qtbot, panel, (320, 700))
    assert panel.pages.currentIndex() == 1
    assert "開く" in panel.empty.text()
    panel.edit_features()
    assert panel.findChild(FeaturesDialog) is None


def test_that_the_features_dialog_says_what_would_change_before_anything_is_written(
    open_session: Session, qtbot: QtBot
):
    dialog = FeaturesDialog(open_session, PROVIDER)
    show(qtbot, dialog)
    assert not dialog.confirm.isEnabled()
    undo = open_session.undo_text
    dialog.boxes["P2P"].setChecked(False)
    assert "CP-4-02" in dialog.effect.text()
    assert "評価済みの項目" in dialog.effect.text()
    assert dialog.confirm.isEnabled()
    assert open_session.undo_text == undo
    dialog.boxes["P2P"].setChecked(True)
    assert not dialog.confirm.isEnabled()


def test_that_accepting_other_features_is_one_step_that_undo_takes_back(open_session: Session, qtbot: QtBot):
    panel = SubjectsPanel(open_session)
    show(qtbot, panel, (320, 700))
    open_session.select(PROVIDER)
    panel.features.trigger()
    dialog = panel.findChild(FeaturesDialog)
    assert isinstance(dialog, FeaturesDialog)
    dialog.boxes["CHARGE"].setChecked(False)
    dialog.accept()
    assert open_session.results.subject(PROVIDER).mandatory.applicable < 27
    assert open_session.reviews.undo()
    assert open_session.results.subject(PROVIDER).mandatory.applicable == 27


def test_that_cancelling_the_features_dialog_writes_nothing(open_session: Session, qtbot: QtBot):
    undo = open_session.undo_text
    dialog = FeaturesDialog(open_session, PROVIDER)
    show(qtbot, dialog)
    dialog.boxes["CHARGE"].setChecked(False)
    dialog.reject()
    assert open_session.undo_text == undo
