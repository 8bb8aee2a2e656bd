"""The dialog of an export: subjects, extent, deadline, contact, protection, folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from assessor.operations.questionnaires.planning import Sending
from assessor.words.sentences import outcome_phrase
from ui.paths import documents
from ui.questionnaires.protection_field import ProtectionField
from ui.settings import Folder
from ui.widgets.calm_fields import CalmDateEdit
from ui.widgets.dialogs.file_chooser import is_typed_folder, typed_path
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Quiet
from ui.widgets.lists.subject_tree import SubjectTree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.domain.outcome import SubjectResult
    from assessor.operations.questionnaires.collection import Outlook
    from ui.session.session import Session
    from ui.settings import Settings
    from ui.widgets.dialogs.file_chooser import Chooser

DAYS_TO_ANSWER = 14
COLUMNS = 3  # columns beside the name


class ExportDialog(FormDialog):
    """Asks what to export; the caller starts the export."""

    def __init__(
        self,
        session: Session,
        chooser: Chooser,
        settings: Settings,
        outlook: Outlook,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._chooser = chooser
        self._outlook = outlook
        self._rounds = {state.subject.subject: state for state in outlook.rounds}
        self.has_due = QCheckBox()
        self.has_due.setChecked(True)
        self.due = CalmDateEdit(self._usual_due())
        self.due.setCalendarPopup(True)
        self.due.setDisplayFormat("yyyy-MM-dd")
        self.contact = QLineEdit(session.case.contact)
        self.everything, self._about = QCheckBox(), Quiet()
        self.protection = ProtectionField()
        self.place = QLineEdit(str(settings.folder(Folder.QUESTIONNAIRES) or documents()))
        self._all, self._none, self._browse = QPushButton(), QPushButton(), QPushButton()
        self._folder_there, self._folder_asked = False, ""
        self.tree = SubjectTree(
            session.results.groups,
            session.language,
            possible=frozenset(self._counts),
            notes=self._notes,
            columns=COLUMNS,
        )
        self.tree.choose([session.current_subject])
        self._lay_out()
        self._connect()
        self.finish()
        self.resize(780, 740)

    @property
    def folder(self) -> Path:
        """The folder for the questionnaires."""
        return typed_path(self.place.text()) or Path("-")

    @property
    def sending(self) -> Sending:
        """The contents and the protection of the questionnaires."""
        due = self.due.date().toString(Qt.DateFormat.ISODate) if self.has_due.isChecked() else ""
        return Sending(
            due_on=due,
            contact=self.contact.text().strip(),
            everything=self.everything.isChecked(),
            protection=self.protection.protection,
            password=self.protection.password,
        )

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if not self.tree.chosen:
            return self.tr("質問票を送る点検対象を選んでください。")
        if not self._has_folder():
            return self.tr("書き出し先のフォルダーがありません。場所を確認してください。")
        return self.protection.lacking()

    def check(self) -> None:
        """Show what is missing, and the number of files on the button."""
        super().check()
        count = len(self.tree.chosen)
        self.yes.setText(self.tr("{count}件を書き出す").format(count=count) if count else self.tr("書き出す"))

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("質問票の書き出し"))
        self.tree.setAccessibleName(self.tr("点検対象"))
        self._name_columns()
        self._all.setText(self.tr("すべて選ぶ"))
        self._none.setText(self.tr("選択を解除"))
        self.has_due.setText(self.tr("回答期限を記載する"))
        self.everything.setText(self.tr("回答済みの項目も含める"))
        self._about.setText(
            self.tr(
                "第2回以降は、未回答・確認中・追加確認のある項目だけを送ります。項目数は上の「送付項目」のとおりです。"
            )
        )
        self.protection.retranslate()
        self._contact_label.setText(self.tr("連絡先(&C)"))
        self._due_label.setText(self.tr("回答期限(&D)"))
        self._protection_label.setText(self.tr("保護(&P)"))
        self._place_label.setText(self.tr("書き出し先(&L)"))
        self._browse.setText(self.tr("参照…"))

    def _has_folder(self) -> bool:
        """Tell whether the folder exists; checked once for each typed path."""
        text = self.place.text()
        if text != self._folder_asked:
            self._folder_asked, self._folder_there = text, is_typed_folder(text)
        return self._folder_there

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.addWidget(self._all)
        choices.addWidget(self._none)
        choices.addStretch(1)
        choices.addWidget(self.everything)
        self.body.addWidget(self.tree, 1)
        self.body.addLayout(choices)
        self.body.addWidget(self._about)
        self._due_label = self.row(_side_by_side(self.has_due, self.due, stretch=2))
        self._contact_label = self.row(self.contact)
        self._protection_label = self.row(self.protection)
        self._place_label = self.row(_side_by_side(self.place, self._browse, stretch=0))
        self.body.addLayout(self.form)

    def _connect(self) -> None:
        self._all.clicked.connect(self._on_all_clicked)
        self._none.clicked.connect(self._on_none_clicked)
        self._browse.clicked.connect(self._on_browse)
        self.has_due.toggled.connect(self.due.setEnabled)
        self.everything.toggled.connect(self._on_everything_toggled)
        self.protection.changed.connect(self.check)
        self.place.textChanged.connect(self.check)
        self.tree.chosen_changed.connect(self.check)

    @property
    def _counts(self) -> Mapping[str, int]:
        """The number of items that each subject would be asked."""
        return self._outlook.everything if self.everything.isChecked() else self._outlook.open

    def _name_columns(self) -> None:
        names = (self.tr("点検対象"), self.tr("点検結果"), self.tr("送付済み"), self.tr("送付項目"))
        self.tree.name_columns(names)

    def _notes(self, result: SubjectResult) -> list[str]:
        """Return the outcome, the latest round, and the number of items that would be sent."""
        outcome = outcome_phrase(result, self._session.language)
        count = self._counts.get(result.subject.subject, 0)
        return [outcome, self._sent(result), str(count) if count else "—"]

    def _sent(self, result: SubjectResult) -> str:
        state = self._rounds.get(result.subject.subject)
        if state is None or not state.round.number:
            return "—"
        text = self.tr("第{number}回") if state.round.returned_at else self.tr("第{number}回（未返却）")
        return text.format(number=state.round.number)

    def _usual_due(self) -> QDate:
        """Return the deadline of the current subject's latest round, else a date in two weeks."""
        today = QDate.currentDate()
        state = self._rounds.get(self._session.current_subject)
        if state is not None and not state.round.returned_at:
            due = QDate.fromString(state.round.due_on, Qt.DateFormat.ISODate)
            if due.isValid() and due >= today:
                return due
        return today.addDays(DAYS_TO_ANSWER)

    def _on_all_clicked(self) -> None:
        self.tree.choose_all()

    def _on_none_clicked(self) -> None:
        self.tree.choose_none()

    def _on_everything_toggled(self) -> None:
        """Offer the subjects with something to be sent now; the selection is kept.

        The current subject may become available by this.
        """
        before = self.tree.chosen
        self.tree.offer(frozenset(self._counts), self._notes, COLUMNS)
        self.tree.choose(before or [self._session.current_subject])
        self.check()

    def _on_browse(self) -> None:
        folder = self._chooser.folder(Folder.QUESTIONNAIRES, self.folder)
        if folder is not None:
            self.place.setText(str(folder))


def _side_by_side(first: QWidget, second: QWidget, *, stretch: int) -> QWidget:
    """Return two fields in one row; the first takes the spare width unless the second is stretched."""
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(first, 0 if stretch else 1)
    line.addWidget(second)
    if stretch:
        line.addStretch(stretch)
    both.setFocusProxy(first)
    return both
