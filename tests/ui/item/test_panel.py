"""The item panel: what it shows of an item, its answers, its history, its inquiries and its proposal."""

from dataclasses import replace
from html import unescape

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.change import Change, ChangeSet
from assessor.domain.naming import BilingualName
from assessor.domain.records import RecordKind, Round
from assessor.domain.rounds import RoundNumbers
from assessor.domain.rulebook import proposals
from assessor.domain.vocabulary import Action, Answer, Basis, Verdict
from assessor.words import Language
from tests.ui.panel_steps import ASKED, FIRST, PROVIDER, SECOND, find_state, show, state_of
from ui.item.answers import AnswersView
from ui.item.approver_dialog import ApproverDialog
from ui.item.heading import basis_explained
from ui.item.history import change_lines
from ui.item.panel import ItemPanel
from ui.session.session import Session
from ui.widgets.chips import Chip
from ui.widgets.labels import Text

CONTROL = Qt.KeyboardModifier.ControlModifier

LATER = "0123456789abcdef" * 2  # the id of a round


def texts(widget: QWidget) -> list[str]:
    """Return the texts of all labels that are shown."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def asked_item(session: Session) -> str:
    """Return an item of the subject under evaluation that has an inquiry."""
    return next(row.state.item.id for row in session.reviews.item_rows(ASKED) if row.inquiries)


def proposed(session: Session) -> tuple[str, list[str]]:
    """Give a subject features by which a rule proposes items, and return those that nobody has judged."""
    for result in session.results.subjects:
        items = tuple(state.item for state in result.states)
        features = frozenset(result.subject.features.split())
        found = [item.id for item, _ in proposals(items, features, session.rules)]
        if len(found) > 1:
            subject = result.subject.subject
            session.select(subject, found[0])
            assert session.reviews.mark(found[:2], verdict=Verdict.UNREVIEWED)
            return subject, found[:2]
    raise AssertionError("the sample has a subject with proposals")


def test_that_the_panel_shows_the_item_as_the_checklist_has_it(panel: ItemPanel, open_session: Session):
    item = state_of(open_session, FIRST).item
    heading = panel.heading
    assert (heading.id.text(), heading.kind.text(), heading.section.text()) == (
        FIRST,
        "必須",
        "①アカウント作成",
    )
    assert heading.requirement.text() == item.requirement
    assert heading.requirement.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert heading.intent.text() == item.intent
    assert heading.evidence.text() == "\n".join(f"・{name}" for name in item.evidence)
    assert heading.theme.text() == "本人認証にかかる検知・防御態勢"
    assert not heading.gloss.isVisible()


def test_that_on_a_low_screen_the_reason_leaves_its_room_to_the_wording(panel: ItemPanel, qtbot: QtBot):
    line = panel.fontMetrics().lineSpacing()
    high = panel.editor.reason.height()
    panel.resize(460, 27 * line)
    qtbot.waitUntil(lambda: panel.editor.reason.height() == high - 2 * line)
    panel.resize(460, 900)
    qtbot.waitUntil(lambda: panel.editor.reason.height() == high)


def test_that_sources_basis_and_notice_are_explained(panel: ItemPanel, open_session: Session):
    heading, rules = panel.heading, open_session.rules
    item = state_of(open_session, FIRST).item
    sources = dict(rules.references)
    for key in item.references:
        assert f"{key}　{sources[key]}" in heading.references.explanation
    assert heading.basis.accessibleName() == "根拠：報道"
    assert "報道" in unescape(heading.basis.toolTip())
    assert heading.notice.explanation == rules.notice
    assert {basis_explained(basis)[:2] for basis in Basis} == {"文書", "報道", "再構"}


@pytest.mark.qt_log_ignore(r"does not support raise")  # offscreen, of any tool tip
def test_that_an_explanation_also_opens_by_key(panel: ItemPanel):
    panel.heading.notice.linkActivated.emit("#")  # what Enter on the link does


def test_that_in_english_the_gloss_stands_beside_the_japanese(panel: ItemPanel, open_session: Session):
    item = state_of(open_session, FIRST).item
    open_session.set_language(Language.EN)
    assert panel.heading.gloss.isVisible()
    assert panel.heading.gloss.text() == item.gloss
    assert panel.heading.requirement.text() == item.requirement
    assert panel.heading.kind.text() == "Mandatory"
    assert panel.heading.notice.explanation == open_session.rules.notice_en


def test_that_the_latest_answer_stands_first_and_the_original_beside_its_reading(
    open_session: Session, qtbot: QtBot
):
    first = open_session.reviews.item_detail(PROVIDER, FIRST).responses[0]
    second = replace(
        first,
        round="2",
        answer=Answer.PARTIAL,
        answer_written="△",
        due_on="2020-12",
        due_written="令和2年12月",
        reply="別紙で回答します。",
    )
    view = AnswersView()
    show(qtbot, view)
    view.retranslate()
    numbers = RoundNumbers([Round(subject=PROVIDER, id=first.round, number=1)])
    view.show_responses((first, second), numbers, Language.JA)
    told = texts(view)
    assert told.index("第2回") < told.index("第1回")
    assert "一部実施（原文「△」）" in told
    assert "2020-12（原文「令和2年12月」）" in told
    assert "別紙で回答します。" in told
    assert "実施済" in told


def test_that_an_answer_that_says_nothing_known_shows_what_was_written(
    panel: ItemPanel, open_session: Session
):
    first = open_session.reviews.item_detail(PROVIDER, FIRST).responses[0]
    view = panel.answers
    view.show_responses(
        (replace(first, answer=Answer.NONE, answer_written="検討します"),), RoundNumbers(), Language.JA
    )
    assert any("原文「検討します」" in told for told in texts(view))


def test_that_what_a_provider_wrote_is_never_read_as_markup(panel: ItemPanel, open_session: Session):
    first = open_session.reviews.item_detail(PROVIDER, FIRST).responses[0]
    odd = "<b>太字</b> & <img src='file:///etc/hostname'>"
    panel.answers.show_responses((replace(first, explanation=odd),), RoundNumbers(), Language.JA)
    label = next(found for found in panel.answers.findChildren(QLabel) if found.text() == odd)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_that_an_item_without_an_answer_says_so(panel: ItemPanel):
    panel.answers.show_responses((), RoundNumbers(), Language.JA)
    assert "まだ回答がありません。" in texts(panel.answers)


def test_that_the_history_tells_before_and_after_in_words(panel: ItemPanel, open_session: Session):
    open_session.reviews.mark([FIRST], verdict=Verdict.INSUFFICIENT, due="2020-12")
    told = "\n".join(texts(panel.history))
    assert "評価区分：充足 → 不十分" in told
    assert "対応予定月：2020-12" in told
    assert "回答：実施済" in told
    assert "評価 太郎" in told
    assert "証跡を添付：" in told
    open_session.reviews.undo()
    told = "\n".join(texts(panel.history))
    assert "評価区分：不十分 → 充足" in told
    assert "評価（元に戻す）" in told


def test_that_the_history_leaves_other_items_of_the_same_step_out(open_session: Session):
    open_session.select(PROVIDER, FIRST)
    open_session.reviews.mark([FIRST, SECOND], verdict=Verdict.DISCUSSING)
    entry = open_session.reviews.item_detail(PROVIDER, FIRST).history[0]
    assert change_lines(entry, f"{PROVIDER}/{FIRST}", BilingualName("名"), RoundNumbers(), Language.EN) == [
        "Verdict：Met → In discussion"
    ]


def test_that_the_history_words_inquiries_evidence_and_emptied_texts(open_session: Session):
    entry = open_session.reviews.item_detail(PROVIDER, FIRST).history[0]
    key = f"{PROVIDER}/{FIRST}"
    changes = (
        Change(RecordKind.REVIEW, key, "reason", "長" * 100, ""),
        Change(RecordKind.INQUIRY, f"{key}/1", "question", "", "なぜか"),
        Change(RecordKind.INQUIRY, f"{key}/1", "asked_by", "", "花子"),
        Change(RecordKind.INQUIRY, f"{key}/1", "round", "", LATER),
        Change(RecordKind.INQUIRY, f"{key}/1", "round", LATER, ""),
        Change(RecordKind.EVIDENCE, f"{key}/ab", "name", "図.png", ""),
        Change(RecordKind.EVIDENCE, f"{key}/ab", "size", 12, 0),
        Change(RecordKind.REVIEW, f"{PROVIDER}/{FIRST}0", "reason", "", "隣の項目"),
    )
    changed = replace(entry, change_set=ChangeSet(Action.MARK, "", changes))
    numbers = RoundNumbers([Round(subject=PROVIDER, id=LATER, number=2)])
    told = change_lines(changed, key, BilingualName("名"), numbers, Language.JA)
    assert told == [
        f"評価理由：{'長' * 80}… → （空欄）",
        "追加確認事項：なぜか",
        "追加確認事項を第2回で送付",
        "追加確認事項の第2回での送付を取消し",
        "証跡を外した：図.png",
    ]


def test_that_a_long_history_is_folded_until_it_is_wanted(panel: ItemPanel, open_session: Session):
    for number in range(10):
        open_session.reviews.mark([FIRST], reason=f"理由 {number}")
    assert panel.history.more.isVisible()
    assert not any("理由 0" in told for told in texts(panel.history))
    panel.history.more.click()
    assert any("理由 0" in told for told in texts(panel.history))
    assert not panel.history.more.isVisible()


def test_that_an_inquiry_is_asked_and_withdrawn_as_one_step_each(panel: ItemPanel, open_session: Session):
    assert not panel.inquiries.add.isEnabled()
    panel.inquiries.question.setPlainText("旧版アプリも対象ですか。")
    panel.inquiries.add.click()
    assert panel.inquiries.question.toPlainText() == ""
    assert "旧版アプリも対象ですか。" in texts(panel.inquiries)
    assert [chip.words for chip in panel.inquiries.findChildren(Chip) if chip.isVisible()] == ["未送付"]
    withdraw = next(b for b in panel.inquiries.findChildren(QPushButton) if b.text() == "取り下げる")
    withdraw.click()
    assert "旧版アプリも対象ですか。" not in texts(panel.inquiries)
    assert open_session.reviews.undo()
    assert "旧版アプリも対象ですか。" in texts(panel.inquiries)


def test_that_control_enter_asks_the_question(panel: ItemPanel, open_session: Session):
    panel.inquiries.question.setFocus()
    QTest.keyClicks(panel.inquiries.question, "Who approves?")
    QTest.keyClick(panel.inquiries.question, Qt.Key.Key_Return, CONTROL)
    assert [q.question for q in open_session.reviews.item_detail(PROVIDER, FIRST).inquiries] == [
        "Who approves?"
    ]


def test_that_a_question_half_typed_waits_for_its_item(panel: ItemPanel, open_session: Session):
    panel.inquiries.question.setPlainText("書きかけの質問")
    open_session.select(PROVIDER, SECOND)
    assert panel.inquiries.question.toPlainText() == ""
    open_session.select(PROVIDER, FIRST)
    assert panel.inquiries.question.toPlainText() == "書きかけの質問"


def test_that_an_inquiry_tells_whether_it_was_sent_and_answered(panel: ItemPanel, open_session: Session):
    open_session.select(ASKED, asked_item(open_session))
    detail = open_session.reviews.item_detail(ASKED, open_session.current_item)
    inquiry = replace(detail.inquiries[0], round="2")
    reply = replace(detail.responses[-1], round="2", reply="対象です。")
    for responses, expected in (((), "第2回で送付済"), ((reply,), "第2回で回答あり")):
        panel.inquiries.show_detail(replace(detail, inquiries=(inquiry,), responses=responses))
        chips = [chip for chip in panel.inquiries.findChildren(Chip) if chip.isVisibleTo(panel)]
        assert [chip.words for chip in chips] == [expected]


def test_that_a_proposal_is_shown_and_accepted_for_this_item_only(panel: ItemPanel, open_session: Session):
    subject, items = proposed(open_session)
    open_session.select(PROVIDER, FIRST)
    assert not panel.accept_proposal.isVisible()
    open_session.select(subject, items[0])
    assert panel.accept_proposal.isVisible()
    assert "該当なしが提案されています" in panel.proposal.text()
    panel.accept_proposal.click()
    dialog = panel.findChild(ApproverDialog)
    assert isinstance(dialog, ApproverDialog)
    assert not dialog.confirm.isEnabled()
    dialog.approver.setText("承認 次郎")
    dialog.accept()
    review = state_of(open_session, items[0]).review
    assert (review.verdict, review.approver) == (Verdict.NOT_APPLICABLE, "承認 次郎")
    assert review.reason
    assert state_of(open_session, items[1]).verdict is Verdict.UNREVIEWED
    assert not panel.accept_proposal.isVisible()


def test_that_all_proposals_of_a_subject_can_be_accepted_in_one_step(panel: ItemPanel, open_session: Session):
    subject, items = proposed(open_session)
    open_session.select(PROVIDER, FIRST)
    open_session.select(subject, items[0])
    panel.accept_proposal.click()
    dialog = panel.findChild(ApproverDialog)
    assert isinstance(dialog, ApproverDialog)
    assert "2件" in dialog.all.text()
    dialog.all.setChecked(True)
    dialog.approver.setText("承認 次郎")
    dialog.accept()
    assert {state_of(open_session, item).verdict for item in items} == {Verdict.NOT_APPLICABLE}
    assert open_session.reviews.undo()
    assert {state_of(open_session, item).verdict for item in items} == {Verdict.UNREVIEWED}


def test_that_cancelling_a_proposal_writes_nothing(panel: ItemPanel, open_session: Session):
    _, items = proposed(open_session)
    undo = open_session.undo_text
    panel.accept_proposal.click()
    dialog = panel.findChild(ApproverDialog)
    assert isinstance(dialog, ApproverDialog)
    dialog.approver.setText("承認 次郎")
    dialog.reject()
    assert open_session.undo_text == undo
    assert state_of(open_session, items[0]).verdict is Verdict.UNREVIEWED


def test_that_the_whole_panel_speaks_both_languages(panel: ItemPanel, open_session: Session):
    open_session.select(ASKED, asked_item(open_session))
    for language in (Language.EN, Language.JA):
        open_session.set_language(language)
        assert panel.pages.currentIndex() == 0
        assert panel.heading.id.text() == open_session.current_item
    subject, state = find_state(open_session, lambda s: s.item.basis is Basis.RECONSTRUCTED)
    open_session.select(subject, state.item.id)
    assert panel.heading.basis.accessibleName() == "根拠：再構成"


def test_that_no_text_of_an_item_is_cut_whatever_the_width_also_after_an_undo(
    open_session: Session, qtbot: QtBot
):
    panel = ItemPanel(open_session)
    show(qtbot, panel)
    rows = [
        row.state.item for row in open_session.reviews.item_rows(PROVIDER) if len(row.state.item.evidence) > 2
    ]
    assert rows

    def cut() -> list[str]:
        QApplication.processEvents()
        labels = [label for label in panel.findChildren(Text) if label.isVisible()]
        return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]

    for width in (340, 400, 480, 495, 510):
        panel.resize(width, 700)
        for item in rows[:3]:
            open_session.select(PROVIDER, item.id)
            open_session.reviews.mark([item.id], verdict=Verdict.DISCUSSING)
            assert open_session.reviews.undo()
            qtbot.waitUntil(lambda: cut() == [])  # what is laid out in turns is whole in the end
