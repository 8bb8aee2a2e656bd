"""The editor of the review of the selected items: verdict, reason, due month, approver."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from assessor.domain.vocabulary import UNMET, Verdict
from assessor.words.applicability import why_not
from assessor.words.terms import term
from ui.item.count_line import CountLine
from ui.item.draft import Draft
from ui.item.month_field import MonthField
from ui.item.reason_dialog import ReasonDialog
from ui.item.text_field import ReasonEdit
from ui.item.verdict_bar import VerdictBar
from ui.moments import local
from ui.widgets.chips import Strip
from ui.widgets.dialogs import fitting, messages
from ui.widgets.labels import GAP, MARGIN, Heading, Quiet, Text

if TYPE_CHECKING:
    from assessor.domain.records import Review
    from assessor.domain.rulebook import Applicability
    from ui.item.targets import Targets
    from ui.session.session import Session

_NAMED = 8  # items named in a question

_LINES, _LEAST_LINES = 4, 2  # lines of the reason, normally and on a low screen


class ReviewEditor(QWidget):
    """Shows and changes the reviews of the selected items through the session; keeps unrecorded input."""

    handed_on = Signal(object)  # pasted QMimeData without text
    typing = Signal()  # the user changed a field

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._targets: Targets | None = None
        self._review: Review | None = None  # of the targets; the common values of several
        self._applicability: Applicability | None = None
        self._wanted = False  # 該当なし waits for its reason or approver
        # Unrecorded input by subject and items.
        self._drafts: dict[tuple[str, tuple[str, ...]], Draft] = {}
        self._agreed: tuple[str, tuple[str, ...]] | None = None  # several items, after the question
        self.count = CountLine()
        # The reason typed since the items are shown.
        self._written: tuple[tuple[str, tuple[str, ...]], str] | None = None
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

    def show_targets(self, targets: Targets) -> None:
        """Show the reviews of the items to be judged; unrecorded input for them is kept."""
        moved = self._targets is None or self._targets.key != targets.key
        after = targets.review
        waited = moved or self.reason.isReadOnly()
        draft = self._drafts.get(targets.key, Draft()) if waited else self._typed().fitting(after.verdict)
        if moved:
            self._agreed = self._written = None
        self._targets, self._review, self._applicability = targets, after, targets.applicability
        if not self.editable:  # signed reviews are shown as signed; the input is kept
            if draft.filled() and not waited:
                self._drafts[targets.key] = draft.filled()
            draft = Draft()
        self._wanted = draft.wanted
        with QSignalBlocker(self.reason), QSignalBlocker(self.due.edit), QSignalBlocker(self.approver):
            self._fill(draft, anew=moved)
        self.bar.show_verdict(targets.verdict)
        self._show_count()
        self._enable()

    def forget(self) -> None:
        """Clear the shown items and all input, since their case was closed."""
        self._drafts.clear()
        self.forget_targets()

    def forget_targets(self) -> None:
        """Show no item."""
        self._targets, self._review, self._applicability = None, None, None
        self._wanted, self._agreed, self._written = False, None, None
        self.reason.setPlainText("")
        self.due.edit.setText("")
        self.approver.setText("")
        self._enable()

    @property
    def unrecorded(self) -> list[tuple[str, str]]:
        """Subjects and items with unrecorded input."""
        return list(dict.fromkeys((subject, item) for subject, items in self._drafts for item in items))

    @property
    def drafts(self) -> dict[tuple[str, str], Draft]:
        """All unrecorded input by subject and item, including that of the shown items."""
        by_targets = dict(self._drafts)
        if self._targets is not None and self._review is not None and self.editable:
            by_targets[self._targets.key] = self._typed().left(Draft(), self._review.verdict)
        return {
            (subject, item): draft
            for (subject, items), draft in by_targets.items()
            if draft
            for item in items
        }

    def recorded_reason(self, where: tuple[str, str]) -> str:
        """Return the recorded reason of an item."""
        states = self._session.results.subject(where[0]).states
        return next((state.review.reason for state in states if state.item.id == where[1]), "")

    def take_in(self, where: tuple[str, str], draft: Draft) -> None:
        """Put earlier input into the fields of an item, except fields with other input."""
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
        key = (where[0], (where[1],))
        self._drafts[key] = joined
        if self._targets is not None and self._targets.key == key and self.editable:
            self._wanted = joined.wanted
            with QSignalBlocker(self.reason), QSignalBlocker(self.due.edit), QSignalBlocker(self.approver):
                self._fill(joined, anew=False)
            self._enable()

    def choose(self, verdict: Verdict) -> bool:
        """Record a verdict together with the input; 該当なし waits for its reason and approver.

        For several items a question is asked once per selection.
        """
        targets = self._targets
        if not self.editable or self._review is None or targets is None:
            return False
        if targets.several:
            return self._choose_for(targets, verdict)
        self._wanted = verdict is Verdict.NOT_APPLICABLE
        if self.ask_for_rest():
            self._enable()
            return False
        return self._record(self._review, verdict, self._parts_for(self._review, verdict))

    def _parts_for(self, review: Review, verdict: Verdict) -> Draft:
        """Return the input to be recorded with a verdict, such as a reason that was just typed."""
        parts = self._typed().fitting(verdict).readable()
        just_written = self._targets is not None and self._written == (self._targets.key, review.reason)
        return replace(parts, reason=review.reason) if just_written and parts.reason is None else parts

    def _choose_for(self, targets: Targets, verdict: Verdict) -> bool:
        """Mark several items with a verdict, if needed after a question that names them."""
        if verdict is Verdict.NOT_APPLICABLE and targets.lack(
            self._text_of_reason(), self._text_of_approver()
        ):
            dialog = ReasonDialog(self._session, targets.subject, targets.items, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
            return False
        if self._agreed == targets.key:
            return self._mark_several(verdict)
        shown = [
            self.tr("{item}：{before} → {after}").format(
                item=state.item.id,
                before=term(state.verdict, self._session.language),
                after=term(verdict, self._session.language),
            )
            for state in targets.states[:_NAMED]
        ]
        if len(targets.states) > _NAMED:
            shown.append(self.tr("ほか{count}項目").format(count=len(targets.states) - _NAMED))

        def agreed() -> None:
            if self._targets is not None and self._targets.key == targets.key:
                self._agreed = targets.key
                self._mark_several(verdict)

        text = self.tr("選択している{count}項目をまとめて「{verdict}」にしますか。")
        messages.ask(
            self.window(),
            text.format(count=len(targets.items), verdict=term(verdict, self._session.language)),
            more="\n".join(shown),
            yes=self.tr("{count}項目を評価(&Y)").format(count=len(targets.items)),
            then=agreed,
        )
        return False

    def _mark_several(self, verdict: Verdict) -> bool:
        if self._review is None or not self.editable:
            return False
        return self._record(self._review, verdict, self._parts_for(self._review, verdict))

    def ask_for_rest(self) -> bool:
        """Focus the field that a waiting 該当なし needs; returns False when none is needed."""
        if self._wanted and not self._text_of_reason():
            self.focus_reason()
        elif self._wanted and not self._text_of_approver():
            self._enable()  # shows the field
            self.approver.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            return False
        return True

    def commit(self) -> bool:
        """Record the input as one change; returns False and keeps the rest when not all can be recorded.

        A waiting 該当なし is kept without counting as a failure.
        """
        if self._review is None or not self.editable:
            return True
        parts, done = self._typed().recordable(self._review), True
        if parts:
            done = self._record(self._review, Verdict.NOT_APPLICABLE if parts.wanted else None, parts)
        else:
            self._keep_draft(parts, self._review.verdict)
            self._show_hint()
        return done and not self.month_unreadable

    def _on_field_left(self) -> None:
        """Record the input, except a 該当なし whose other field is still empty."""
        reason = self._text_of_reason()
        if self._lacks(reason) or self._lacks(self._text_of_approver()):
            self._show_hint()
            if self._wanted and reason:
                self.approver.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.commit()

    @property
    def entrance(self) -> QWidget:
        """The widget to be focused first: the present verdict, else the reason."""
        return self.bar.entrance if self.bar.isEnabled() else self.reason

    def focus_reason(self) -> None:
        """Put the cursor at the end of the reason."""
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.reason.moveCursor(self.reason.textCursor().MoveOperation.End)

    def rewrite_reason(self) -> None:
        """Focus the reason with all of it selected, so that typing replaces it."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.selectAll()

    @property
    def month_unreadable(self) -> bool:
        """Whether the month field is shown and unreadable."""
        return self._review is not None and self._review.verdict in UNMET and self.due.month is None

    @property
    def editable(self) -> bool:
        """Whether a review can be recorded."""
        applies = self._applicability is not None and self._applicability.applies
        return applies and self._session.is_open and not self._session.locked

    def shorten(self, *, short: bool) -> None:
        """Shorten the reason, for low screens."""
        self._reason_lines.show(_LEAST_LINES if short else _LINES)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self._title.setText(self.tr("評価"))
        self._due_label.setText(self.tr("対応予定月"))
        self._approver_label.setText(self.tr("承認者"))
        self.approver.setAccessibleName(self.tr("承認者"))
        self.bar.retranslate(self._session.language)
        self._show_count()
        if self._review is not None:
            self._enable()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
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
        self._reason_lines = fitting.LineHeight(self.reason, _LINES, least=_LEAST_LINES)
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
        column.addWidget(self.count)
        column.addWidget(self.bar)
        column.addWidget(self.reason)
        column.addWidget(self.strip)
        column.addLayout(fields)

    def _show_count(self) -> None:
        """Show the number of items above the verdicts and in the reason."""
        targets = self._targets
        count = len(targets.items) if targets is not None else 1
        self.count.setVisible(count > 1)
        if targets is None or count < 2:
            self.reason.setPlaceholderText(self.tr("評価理由（Ctrl+Enter または欄を離れると記録）"))
            self.reason.setAccessibleName(self.tr("評価理由"))
            return
        more = self.tr("理由と期限も、{count}項目すべてに記録します。").format(count=count)
        replaced = targets.differing_reasons
        if replaced:
            text = self.tr("理由を入力すると、今ある{count}項目の理由が置き換わります。")
            more = f"{more}\n{text.format(count=replaced)}"
        self.count.show_count(self.tr("{count}項目を評価").format(count=count), more)
        text = self.tr("{count}項目に共通の評価理由（Ctrl+Enter または欄を離れると記録）")
        self.reason.setPlaceholderText(text.format(count=count))
        self.reason.setAccessibleName(self.tr("{count}項目の評価理由").format(count=count))

    def _typed(self) -> Draft:
        """Return the fields that differ from the record."""
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
        """Show the record with a draft over it; with `anew` the undo history of the fields is cleared."""
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
        """Mark the shown items, even if others are current in the session by now."""
        targets = self._targets
        if targets is None:
            return False
        done = self._session.reviews.mark(
            targets.items,
            subject=targets.subject,
            verdict=verdict,
            reason=parts.reason,
            due=parts.due,
            approver=parts.approver,
        )
        if done and verdict is not None:
            self._wanted = False
        if done and (verdict is not None or parts.reason is not None):
            self._written = (targets.key, parts.reason) if verdict is None and parts.reason else None
        recorded, stands = (parts, verdict or review.verdict) if done else (Draft(), review.verdict)
        self._keep_draft(recorded, stands)
        self._enable()
        return done

    def _keep_draft(self, recorded: Draft, verdict: Verdict) -> None:
        """Keep the unrecorded input until its items are shown again."""
        if self._targets is None:
            return
        left = self._typed().left(recorded, verdict)
        if left:
            self._drafts[self._targets.key] = left
        else:
            self._drafts.pop(self._targets.key, None)

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
        several = self._targets is not None and self._targets.several
        if review is not None and review.reviewed_at and not several:
            text = self.tr("{who}　{when} に記録")
            who = text.format(who=review.reviewer, when=local(review.reviewed_at))
        self._who.setText(who)
        self._show_hint()

    def _text_of_reason(self) -> str:
        return self.reason.toPlainText().strip()

    def _text_of_approver(self) -> str:
        return self.approver.text().strip()

    def _lacks(self, text: str) -> bool:
        """Tell whether 該当なし is recorded or waiting and this required text is empty."""
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
        if self.editable and self._targets is not None and self._targets.key in self._drafts:
            return self.tr("入力した内容はまだ記録していません。欄を離れると、もう一度記録します。")
        return ""

    def _not_applicable(self, applicability: Applicability) -> str:
        reason = why_not(applicability, self._session.language)
        if not applicability.rule:
            return self.tr("該当しない項目です：{reason}").format(reason=reason)
        text = self.tr("規則 {rule} により該当なし：{reason}")
        return text.format(rule=applicability.rule, reason=reason)
