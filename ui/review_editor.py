"""The reviewer's judgement of the item shown: verdict, reason, due month, approver; nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from assessor.domain.vocabulary import UNMET, Verdict
from assessor.words.terms import named
from ui import fitting
from ui.chips import Strip
from ui.labels import GAP, MARGIN, Heading, Quiet, Text
from ui.moments import local
from ui.month_field import MonthField
from ui.reason_edit import ReasonEdit
from ui.review_draft import Draft, place
from ui.verdict_bar import VerdictBar

if TYPE_CHECKING:
    from assessor.domain.checklist import Applicability
    from assessor.domain.records import Review
    from assessor.operations.viewing import ItemDetail
    from ui.session import Session


class ReviewEditor(QWidget):
    """Shows and changes the review of one item through the session."""

    handed_on = Signal(object)  # QMimeData that was pasted and is no text
    typing = Signal()  # something in a field changed by hand

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._review: Review | None = None
        self._applicability: Applicability | None = None
        self._wanted = False  # 該当なし was chosen and waits for its reason or its approver
        self._drafts: dict[tuple[str, str], Draft] = {}  # what could not be recorded, by subject and item
        self._written: tuple[tuple[str, str], str] | None = None  # the reason written since its item is shown
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
        self.reason.textChanged.connect(self.typing)
        self.due.edit.textEdited.connect(self.typing)
        self.approver.textEdited.connect(self.typing)
        self.retranslate()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the review of an item; what is being typed into it stays."""
        state = detail.row.state
        before, after = self._review, state.review
        moved = before is None or before.key != after.key
        waited = moved or self.reason.isReadOnly()
        if moved:
            self._written = None
        draft = self._drafts.get(place(after), Draft()) if waited else self._typed().fitting(after.verdict)
        self._review, self._applicability = after, state.applicability
        if not self.editable:  # what is signed is shown as it was signed; what was typed waits
            if draft.filled() and not waited:
                self._drafts[place(after)] = draft.filled()
            draft = Draft()
        self._wanted = draft.wanted
        with QSignalBlocker(self.reason), QSignalBlocker(self.due.edit), QSignalBlocker(self.approver):
            self._fill(draft, anew=moved)
        self.bar.show_verdict(state.verdict)
        self._enable()

    def forget(self) -> None:
        """Forget the item shown and all that was typed: its case is gone."""
        self._review, self._applicability, self._wanted = None, None, False
        self._written = None
        self._drafts.clear()
        self.reason.setPlainText("")  # takes what could be undone along
        self.due.edit.setText("")
        self.approver.setText("")

    @property
    def unrecorded(self) -> list[tuple[str, str]]:
        """Subjects and items with something typed that could not be recorded."""
        return list(self._drafts)

    @property
    def drafts(self) -> dict[tuple[str, str], Draft]:
        """What is typed and not recorded, by subject and item, also what is being typed just now."""
        found = dict(self._drafts)
        if self._review is not None and self.editable:
            typed = self._typed().left(Draft(), self._review.verdict)
            if typed:
                found[place(self._review)] = typed
            else:
                found.pop(place(self._review), None)
        return found

    def recorded_reason(self, where: tuple[str, str]) -> str:
        """Return the reason that is recorded for an item."""
        states = self._session.results.subject(where[0]).states
        return next((state.review.reason for state in states if state.item.id == where[1]), "")

    def take_in(self, where: tuple[str, str], draft: Draft) -> None:
        """Put what was typed at another time into the fields of an item; what is typed there stays."""
        if not draft:
            return
        here = self.drafts.get(where, Draft())
        reasons = [text for text in (here.reason, draft.reason) if text]
        joined = Draft(
            "\n".join(dict.fromkeys(reasons)) if reasons else draft.reason,
            here.due or draft.due,
            here.approver or draft.approver,
            here.wanted or draft.wanted,
        )
        self._drafts[where] = joined
        if self._review is not None and place(self._review) == where and self.editable:
            self._wanted = joined.wanted
            with QSignalBlocker(self.reason), QSignalBlocker(self.due.edit), QSignalBlocker(self.approver):
                self._fill(joined, anew=False)
            self._enable()

    def choose(self, verdict: Verdict) -> bool:
        """Record a verdict together with what was typed; 該当なし waits for its reason and its approver."""
        if not self.editable or self._review is None:
            return False
        self._wanted = verdict is Verdict.NOT_APPLICABLE
        if self.ask_for_rest():
            self._enable()
            return False
        parts = self._typed().fitting(verdict).readable()
        if self._written == (place(self._review), self._review.reason) and parts.reason is None:
            parts = replace(parts, reason=self._review.reason)  # just written, so it is for this verdict
        return self._record(self._review, verdict, parts)

    def ask_for_rest(self) -> bool:
        """Lead to what a wished 該当なし still needs; False when nothing is needed."""
        if self._wanted and not self._text_of_reason():
            self.focus_reason()
        elif self._wanted and not self._text_of_approver():
            self._enable()  # which shows the field
            self.approver.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            return False
        return True

    def commit(self) -> bool:
        """Record what was typed as one change; False when not all of it can be, then it stays.

        該当なし that waits for its reason or its approver stays too, and hinders nothing.
        """
        if self._review is None or self.busy or not self.editable:
            return True
        parts, done = self._typed().recordable(self._review), True
        if parts:
            done = self._record(self._review, Verdict.NOT_APPLICABLE if parts.wanted else None, parts)
        else:
            self._keep_draft(self._review, parts, self._review.verdict)
            self._show_hint()
        return done and not self.month_unreadable

    def _on_field_left(self) -> None:
        """Record what was typed, but let 該当なし wait until its other field is filled in too."""
        reason = self._text_of_reason()
        if self._lacks(reason) or self._lacks(self._text_of_approver()):
            self._show_hint()
            if self._wanted and reason:
                self.approver.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.commit()

    def focus_reason(self) -> None:
        """Put the cursor at the end of the reason."""
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.reason.moveCursor(self.reason.textCursor().MoveOperation.End)

    def rewrite_reason(self) -> None:
        """Put the cursor into the reason with all of it selected, so that typing replaces it."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.selectAll()

    @property
    def month_unreadable(self) -> bool:
        """Whether a month is asked for and what stands in its field is none."""
        return self._review is not None and self._review.verdict in UNMET and self.due.month is None

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
        fitting.Lines(self.reason, 4, least=2)
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

    def _typed(self) -> Draft:
        """Return what stands in the fields and is not what the record has."""
        review = self._review
        if review is None:
            return Draft()
        month = self.due.month
        reason, approver = self._text_of_reason(), self._text_of_approver()
        due = self.due.edit.text() if month is None else month
        return Draft(
            reason=None if reason == review.reason else reason,
            due=None if due == review.due else due,
            approver=None if approver == review.approver else approver,
            wanted=self._wanted,
        )

    def _fill(self, draft: Draft, *, anew: bool) -> None:
        """Show the record with a draft over it; shown anew, a field forgets what could be undone in it."""
        if self._review is None:
            return
        reason = self._review.reason if draft.reason is None else draft.reason
        if anew or self._text_of_reason() != reason:
            self.reason.setPlainText(reason)
        self.due.show_month(self._review.due if draft.due is None else draft.due)
        approver = self._review.approver if draft.approver is None else draft.approver
        if anew or self._text_of_approver() != approver:
            self.approver.setText(approver)

    def _record(self, review: Review, verdict: Verdict | None, parts: Draft) -> bool:
        """Mark the item shown, although the session may have moved on to another one."""
        session = self._session
        now = (session.current_subject, session.current_item)
        self.busy = True
        if now[0] != review.subject:
            session.select(review.subject, review.item)
        done = session.mark(
            [review.item], verdict=verdict, reason=parts.reason, due=parts.due, approver=parts.approver
        )
        if now[0] != review.subject:
            session.select(*now)
        self.busy = False
        if done and verdict is not None:
            self._wanted = False
        if done and (verdict is not None or parts.reason is not None):
            self._written = (place(review), parts.reason) if verdict is None and parts.reason else None
        recorded, stands = (parts, verdict or review.verdict) if done else (Draft(), review.verdict)
        self._keep_draft(review, recorded, stands)
        self._enable()
        return done

    def _keep_draft(self, review: Review, recorded: Draft, verdict: Verdict) -> None:
        """Keep what was typed and is not recorded until its item is shown again."""
        left = self._typed().left(recorded, verdict)
        if left:
            self._drafts[place(review)] = left
        else:
            self._drafts.pop(place(review), None)

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

    def _text_of_reason(self) -> str:
        return self.reason.toPlainText().strip()

    def _text_of_approver(self) -> str:
        return self.approver.text().strip()

    def _lacks(self, text: str) -> bool:
        """Tell whether 該当なし is recorded or wished, and this text that it needs is empty."""
        recorded = self._review is not None and self._review.verdict is Verdict.NOT_APPLICABLE
        return (self._wanted or recorded) and not text

    def _show_hint(self) -> None:
        self.hint.setText(self._hint())
        self.strip.setVisible(bool(self.hint.text()))

    def _hint(self) -> str:
        if self._applicability is not None and not self._applicability.applies:
            return self._not_applicable(self._applicability)
        if self._lacks(self._text_of_reason()):
            return self.tr("該当なしには理由が必要です。理由を入力して Ctrl+Enter を押すと記録します。")
        if self._lacks(self._text_of_approver()):
            return self.tr("該当なしには承認者が必要です。承認者の氏名を入力して Enter を押すと記録します。")
        if self.month_unreadable:
            return self.tr("対応予定月を年月として読み取れません。2026-12 の形式で入力してください。")
        if self.editable and self._review is not None and place(self._review) in self._drafts:
            return self.tr("入力した内容はまだ記録していません。欄を離れると、もう一度記録します。")
        return ""

    def _not_applicable(self, applicability: Applicability) -> str:
        reason = named(applicability.reason, applicability.reason_en, self._session.language)
        if not applicability.rule:
            return self.tr("該当しない項目です：{reason}").format(reason=reason)
        told = self.tr("規則 {rule} により該当なし：{reason}")
        return told.format(rule=applicability.rule, reason=reason)
