"""The dialog on returned questionnaires: what each would change; nothing is written before it is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessor.words.problems import sentence
from assessor.words.terms import named
from ui.labels import GAP, MARGIN, Column, Heading, Quiet, Text
from ui.preview_model import Decision
from ui.preview_page import PreviewPage

if TYPE_CHECKING:
    from assessor.operations.returns import Preview
    from ui.session import Refused, Session

SIZE = (1120, 720)


class ImportPreview(QDialog):
    """All returned files on the left, the one chosen on the right, then what was done."""

    def __init__(
        self, session: Session, previews: list[Preview | Refused], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._previews = previews
        self.decisions = [None if _refused(preview) else Decision(preview) for preview in previews]  # type: ignore[arg-type]  # a Refused is not
        self.files = QListWidget()
        self.page = PreviewPage(session)
        self.refused_title, self.refused = Heading(larger=1), Text()
        self.outcome = Text()
        self.told = Quiet()
        self.accept_button, self.cancel_button = QPushButton(), QPushButton()
        for button in (self.accept_button, self.cancel_button):
            button.setAutoDefault(False)  # no button box either: Enter in a list writes nothing
        self._lay_out()
        self._fill()
        self.files.currentRowChanged.connect(self._on_file_chosen)
        self.files.itemChanged.connect(self._on_file_checked)
        self.page.model.chosen_changed.connect(self._on_chosen_changed)
        self.accept_button.clicked.connect(self.take_over)
        self.cancel_button.clicked.connect(self.reject)
        session.language_changed.connect(self.retranslate)
        self.retranslate()
        self.files.setCurrentRow(0)

    def take_over(self) -> None:
        """Write what was accepted, one change set a file, and show what came of it."""
        lines = []
        for decision in self._taken:
            file, chosen = decision.preview.file, decision.chosen
            if not self._session.accept(decision.preview, chosen):
                told = self.tr("「{file}」は取り込めませんでした。案件は変わっていません。")
            elif chosen:
                told = self.tr("「{file}」から{count}欄を取り込みました。")
            else:
                told = self.tr("「{file}」の返却を記録しました（取り込んだ欄はありません）。")
            lines.append(told.format(file=file, count=len(chosen)))
        left = [preview for preview, decision in self._pairs if decision is None or not decision.taken]
        lines += [self.tr("「{file}」は取り込んでいません。").format(file=preview.file) for preview in left]
        self.outcome.setText("\n".join(lines))
        self.pages.setCurrentIndex(1)
        self.accept_button.hide()
        self.told.hide()
        self.cancel_button.setText(self.tr("閉じる"))
        self.cancel_button.setFocus()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.setWindowTitle(self.tr("返却された質問票の確認"))
        self.files.setAccessibleName(self.tr("返却されたファイル"))
        self.refused_title.setText(self.tr("このファイルは取り込めません"))
        self.accept_button.setText(self.tr("選択した内容を取り込む"))
        self.cancel_button.setText(self.tr("キャンセル"))
        self.page.retranslate()
        for row in range(self.files.count()):
            self.files.item(row).setText(self._file_text(row))
        self._show_told()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language when asked to."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def _pairs(self) -> list[tuple[Preview | Refused, Decision | None]]:
        return list(zip(self._previews, self.decisions, strict=True))

    @property
    def _taken(self) -> list[Decision]:
        return [decision for decision in self.decisions if decision is not None and decision.taken]

    def _lay_out(self) -> None:
        self.resize(*SIZE)
        self.files.setWordWrap(True)
        self.files.setSpacing(3)
        self.files.setFrameShape(QFrame.Shape.NoFrame)
        self.files.setMinimumWidth(200)
        refused = QWidget()
        column = QVBoxLayout(refused)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MARGIN)
        column.addWidget(self.refused_title)
        column.addWidget(self.refused)
        column.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.setContentsMargins(2 * GAP, 0, 0, 0)
        self.stack.addWidget(self.page)
        self.stack.addWidget(refused)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.files)
        splitter.addWidget(self.stack)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([270, SIZE[0] - 270])
        area, content = QScrollArea(), Column()
        inside = QVBoxLayout(content)
        inside.addWidget(self.outcome)
        inside.addStretch(1)
        area.setWidgetResizable(True)
        area.setWidget(content)
        self.pages = QStackedWidget()
        self.pages.addWidget(splitter)
        self.pages.addWidget(area)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.accept_button)
        foot.addWidget(self.cancel_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        whole.setSpacing(MARGIN)
        whole.addWidget(self.pages, 1)
        whole.addLayout(foot)

    def _fill(self) -> None:
        for _, decision in self._pairs:
            entry = QListWidgetItem(self.files)
            if decision is not None:
                entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                entry.setCheckState(Qt.CheckState.Checked)

    def _file_text(self, row: int) -> str:
        preview, decision = self._pairs[row]
        if decision is None:
            return self.tr("× 取込不可\n{file}").format(file=preview.file)
        seen = decision.preview
        subject = self._session.results.subject(seen.subject).subject
        states = []
        if seen.changed:
            states.append(self.tr("変更あり {count}").format(count=seen.changed))
        if seen.conflicts:
            states.append(self.tr("競合 {count}").format(count=seen.conflicts))
        if not states:
            states.append(self.tr("変更なし"))
        if seen.problems:
            states.append(self.tr("問題 {count}").format(count=len(seen.problems)))
        told = self.tr("{subject}　第{round}回\n{state}\n{file}")
        name = named(subject.name, subject.name_en, self._session.language)
        return told.format(subject=name, round=seen.round, state="・".join(states), file=seen.file)

    def _show_told(self) -> None:
        taken = self._taken
        cells = sum(len(decision.accepted) for decision in taken)
        told = self.tr("取り込む欄：{cells}（{files}ファイル）。取り込むまで案件は変わりません。")
        self.told.setText(told.format(cells=cells, files=len(taken)))
        self.accept_button.setEnabled(bool(taken) and not self._session.read_only)

    def _on_file_chosen(self, row: int) -> None:
        if not 0 <= row < len(self._previews):
            return
        preview, decision = self._pairs[row]
        self.stack.setCurrentIndex(1 if decision is None else 0)
        if decision is None:
            language = self._session.language
            self.refused.setText("\n".join(sentence(problem, language) for problem in preview.problems))
        else:
            self.page.show_decision(decision)

    def _on_file_checked(self, entry: QListWidgetItem) -> None:
        decision = self.decisions[self.files.row(entry)]
        if decision is not None:
            decision.taken = entry.checkState() is Qt.CheckState.Checked
        self._show_told()

    def _on_chosen_changed(self) -> None:
        self._show_told()


def _refused(preview: Preview | Refused) -> bool:
    return not hasattr(preview, "proposals")
