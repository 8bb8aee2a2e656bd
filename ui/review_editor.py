"""The reviewer's judgement of the item shown: verdict, reason, due month, approver; nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from assessor.domain.vocabulary import UNMET, Verdict
from assessor.words.terms import named
from ui.chips import Strip
from ui.labels import GAP, MARGIN, Heading, Quiet, Text
from ui.moments import local
from ui.month_field import MonthField
from ui.reason_edit import ReasonEdit
from ui.verdict_bar import VerdictBar

if TYPE_CHECKING:
    from assessor.domain.checklist import Applicability
    from assessor.domain.records import Review
    from assessor.operations.viewing import ItemDetail
    from ui.session import Session


class Parts(TypedDict, total=False):
    """The parts of a review that were typed and are not recorded yet."""

    reason: str
    due: str
    approver: str


class ReviewEditor(QWidget):
    """Shows and changes the review of one item through the session."""

    handed_on = Signal(object)  # QMimeData that was pasted and is no text

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._review: Review | None = None
        self._applicability: Applicability | None = None
        self._wanted = False  # 該当なし was chosen and waits for its reason
        self._drafts: dict[str, str] = {}  # reasons that could not be recorded, by review
        self.busy = False  # the session is moved for a moment to record what was left
        self.bar = VerdictBar()
        self.reason = ReasonEdit()
        self.due = MonthField()
        self.approver = QLineEdit()
        self.hint = Text()
        self._lay_out()
        self.bar.chosen.connect(lambda word: self.choose(Verdict(word)))
        self.reason.committed.connect(self._on_field_left)
        self.reason.handed_on.connect(self.handed_on)
        self.due.committed.connect(self._on_field_left)
        self.approver.editingFinished.connect(self._on_field_left)
        self.retranslate()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the review of an item; what is being typed into it stays."""
        state = detail.row.state
        before, after = self._review, state.review
        typed: Parts = self._typed()
        if before is None or before.key != after.key:
            self._wanted, typed = False, {}
            if after.key in self._drafts:
                typed["reason"] = self._drafts[after.key]
        self._review, self._applicability = after, state.applicability
        with QSignalBlocker(self.reason), QSignalBlocker(self.due.edit), QSignalBlocker(self.approver):
            self._fill(typed)
        self.bar.show_verdict(state.verdict)
        self._enable()

    def forget(self) -> None:
        """Forget the item shown: its case is gone."""
        self._review, self._applicability = None, None
        self._drafts.clear()

    def choose(self, verdict: Verdict) -> bool:
        """Record a verdict together with what was typed; 該当なし waits for its reason and its approver."""
        if not self.editable or self._review is None:
            return False
        parts = self._typed()
        reason = parts.get("reason", self._review.reason)
        approver = parts.get("approver", self._review.approver)
        if verdict is Verdict.NOT_APPLICABLE and not (reason and approver):
            self._wanted = True
            self._enable()
            if reason:
                self.approver.setFocus(Qt.FocusReason.ShortcutFocusReason)
            else:
                self.focus_reason()
            return False
        self._wanted = False
        return self._record(verdict, parts)

    def commit(self) -> bool:
        """Record what was typed as one change; False when that was not possible, then it stays."""
        if self._review is None or self.busy or not self.editable:
            return True
        parts = self._typed()
        if self._reason_missing():
            parts.pop("reason", None)  # 該当なし keeps the reason it has until there is another
        if self._approver_missing() and self._review.approver:
            parts.pop("approver", None)  # and its approver
        complete = not (self._reason_missing() or self._approver_missing())
        verdict = Verdict.NOT_APPLICABLE if self._wanted and complete else None
        if not parts and verdict is None:
            self._drafts.pop(self._review.key, None)
            self._show_hint()
            return True
        return self._record(verdict, parts)

    def _on_field_left(self) -> None:
        """Record what was typed, but let 該当なし wait until its other field is filled in too."""
        if self._reason_missing() or self._approver_missing():
            self._show_hint()
            if self._wanted and not self._reason_missing():
                self.approver.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.commit()

    def focus_reason(self) -> None:
        """Put the cursor at the end of the reason."""
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.reason.moveCursor(self.reason.textCursor().MoveOperation.End)

    @property
    def editable(self) -> bool:
        """Whether a judgement can be recorded."""
        applies = self._applicability is not None and self._applicability.applies
        return applies and self._session.is_open and not self._session.locked

    def retranslate(self) -> None:
        """Name the parts in the language of the window."""
        self._title.setText(self.tr("評価"))
        self._due_label.setText(self.tr("対応予定月"))
        self._approver_label.setText(self.tr("承認者"))
        self.reason.setPlaceholderText(self.tr("評価理由（Ctrl+Enter または欄を離れると記録）"))
        self.reason.setAccessibleName(self.tr("評価理由"))
        self.approver.setAccessibleName(self.tr("承認者"))
        self.bar.retranslate(self._session.language)
        if self._review is not None:
            self._enable()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language when asked to."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._title, self._who = Heading(), Quiet()
        self._who.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._due_label, self._approver_label = QLabel(), QLabel()
        self._due_label.setBuddy(self.due)
        self._approver_label.setBuddy(self.approver)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._who, 1)
        self.reason.setFixedHeight(4 * self.reason.fontMetrics().lineSpacing() + 12)
        fields = QHBoxLayout()
        fields.setSpacing(GAP)
        for part in (self._due_label, self.due, self._approver_label):
            fields.addWidget(part)
        fields.addWidget(self.approver, 1)
        fields.addStretch(0)
        self.strip = Strip(Verdict.INSUFFICIENT)
        inside = QVBoxLayout(self.strip)
        inside.setContentsMargins(MARGIN, GAP, GAP, GAP)
        inside.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.reason)
        column.addWidget(self.strip)
        column.addLayout(fields)

    def _typed(self) -> Parts:
        """Return what stands in the fields and is not what the record has."""
        parts: Parts = {}
        if self._review is None:
            return parts
        reason, month = self.reason.toPlainText().strip(), self.due.month
        approver = self.approver.text().strip()
        if reason != self._review.reason:
            parts["reason"] = reason
        if month is not None and month != self._review.due:
            parts["due"] = month
        if approver != self._review.approver:
            parts["approver"] = approver
        return parts

    def _fill(self, typed: Parts) -> None:
        if self._review is None:
            return
        reason = typed.get("reason", self._review.reason)
        if self.reason.toPlainText().strip() != reason:
            self.reason.setPlainText(reason)
        self.due.show_month(typed.get("due", self._review.due))
        approver = typed.get("approver", self._review.approver)
        if self.approver.text().strip() != approver:
            self.approver.setText(approver)

    def _record(self, verdict: Verdict | None, parts: Parts) -> bool:
        """Mark the item shown, although the session may have moved on to another one."""
        review, session = self._review, self._session
        if review is None:
            return True
        now = (session.current_subject, session.current_item)
        self.busy = True
        if now[0] != review.subject:
            session.select(review.subject, review.item)
        done = session.mark([review.item], verdict=verdict, **parts)
        if now[0] != review.subject:
            session.select(*now)
        self.busy = False
        if done:
            self._wanted = False
            self._drafts.pop(review.key, None)
        elif "reason" in parts:
            self._drafts[review.key] = parts["reason"]
        self._enable()
        return done

    def _enable(self) -> None:
        review, editable = self._review, self.editable
        self.bar.setEnabled(editable)
        self.reason.setReadOnly(not editable)
        verdict = review.verdict if review else Verdict.UNREVIEWED
        self.due.setEnabled(editable and verdict in UNMET)
        not_applicable = self._wanted or verdict is Verdict.NOT_APPLICABLE
        for part in (self._approver_label, self.approver):
            part.setVisible(not_applicable or bool(review and review.approver))
        self.approver.setEnabled(editable and not_applicable)
        who = ""
        if review is not None and review.reviewed_at:
            told = self.tr("{who}　{when} に記録")
            who = told.format(who=review.reviewer, when=local(review.reviewed_at))
        self._who.setText(who)
        self._show_hint()

    def _reason_missing(self) -> bool:
        recorded = self._review is not None and self._review.verdict is Verdict.NOT_APPLICABLE
        return (self._wanted or recorded) and not self.reason.toPlainText().strip()

    def _approver_missing(self) -> bool:
        recorded = self._review is not None and self._review.verdict is Verdict.NOT_APPLICABLE
        return (self._wanted or recorded) and not self.approver.text().strip()

    def _show_hint(self) -> None:
        self.hint.setText(self._hint())
        self.strip.setVisible(bool(self.hint.text()))

    def _hint(self) -> str:
        if self._applicability is not None and not self._applicability.applies:
            return self._not_applicable(self._applicability)
        if self._reason_missing():
            return self.tr("該当なしには理由が必要です。理由を入力して Ctrl+Enter を押すと記録します。")
        if self._approver_missing():
            return self.tr("該当なしには承認者が必要です。承認者の氏名を入力して Enter を押すと記録します。")
        if self.due.month is None:
            return self.tr("対応予定月を読めません。2020-12 の形で入力してください。")
        if self._review is not None and self._review.key in self._drafts:
            return self.tr("この理由はまだ記録していません。欄を離れると、もう一度記録します。")
        return ""

    def _not_applicable(self, applicability: Applicability) -> str:
        reason = named(applicability.reason, applicability.reason_en, self._session.language)
        if not applicability.rule:
            return self.tr("該当しない項目です：{reason}").format(reason=reason)
        told = self.tr("規則 {rule} により該当なし：{reason}")
        return told.format(rule=applicability.rule, reason=reason)
