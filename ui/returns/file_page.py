"""The page of one returned file: its subject, its changes, its problems, and the files that came with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from assessor.operations.returns.returned import FileState
from assessor.words.problems.sentences import sentence
from ui.moments import local
from ui.returns.attachments import ReturnsEvidence
from ui.returns.cells_panel import CellsPanel
from ui.returns.findings import ReturnsReport
from ui.returns.marks_panel import MarksPanel
from ui.returns.sheet_pane import SheetPane
from ui.widgets.dialogs import fitting
from ui.widgets.labels import GAP, MARGIN, Quiet, Text, Title
from ui.widgets.notice_strip import NoticeStrip

if TYPE_CHECKING:
    from assessor.domain.sheet_mark import SheetMark
    from assessor.operations.returns.returned import ReturnedFile
    from assessor.operations.returns.values import Proposal
    from ui.returns.files_model import ReturnsModel
    from ui.session.session import Session

_SHARES: Final = (420, 190)
_SIDES: Final = (720, 540)  # cells, and the sheet beside them
_PRINT: Final = 12  # digits of a hash that are shown


class ReturnsPage(QWidget):
    """Shows one file and takes it over on request."""

    accepted = Signal(object)  # ReturnedFile
    stepped = Signal(int)  # to the file before or after
    list_wanted = Signal()
    passwords_wanted = Signal()
    subject_wanted = Signal(object)  # ReturnedFile
    folder_wanted = Signal(object)  # ReturnedFile
    archive_wanted = Signal(object)  # ReturnedFile

    def __init__(self, session: Session, model: ReturnsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self.file: ReturnedFile | None = None
        self.title, self.origin = Title(larger=1), Title()
        self.origin.setFont(self.font())
        self.origin.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.banner = NoticeStrip()
        self.cells = CellsPanel(session)
        self.report, self.evidence = ReturnsReport(session), ReturnsEvidence()
        self.marks = MarksPanel(session)
        self.sheet, self.beside = SheetPane(session), QCheckBox()
        self._from_sheet = False
        self.tabs = QTabWidget()
        self.reasons = Text()
        self.passwords, self.subject = QPushButton(), QPushButton()
        self.back, self.before, self.after = QPushButton(), QPushButton(), QPushButton()
        self.take = QPushButton()
        self.message = Quiet()
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_file(self, file: ReturnedFile, position: tuple[int, int]) -> None:
        """Show a file and its position among the listed ones."""
        another = file is not self.file
        self.file = file
        self.title.setText(self._title(file))
        self.origin.setText(self._origin(file))
        readable = file.decision is not None
        self.pages.setCurrentIndex(0 if readable else 1)
        self.banner.show_notice(self._notice(file))
        if file.decision is not None:
            self.cells.show_decision(file.decision)
            self.marks.show_decision(file.decision, file.passwords)
            self.sheet.show_file(file.decision.preview, file.passwords)
            self._show_current_cell()
            if another:
                unseen = file.decision.needs_looking_at
                self.tabs.setCurrentWidget(self.marks if unseen else self.report)
        else:
            sentences = (sentence(problem, self._session.language) for problem in file.result.problems)
            self.reasons.setText("\n".join(sentences))
            self.passwords.setVisible(file.state is FileState.PASSWORD)
            self.subject.setVisible(file.state is FileState.UNNAMED)
        self.refresh()
        number, total = position
        several = total > 1
        self.beside.setVisible(readable)
        for button in (self.back, self.before, self.after):
            button.setVisible(len(self._model.files) > 1)
        self.before.setEnabled(several and number > 1)
        self.after.setEnabled(several and number < total)

    def focus(self) -> None:
        """Focus the tree, or the button that a refused file needs."""
        if self.file is not None and self.file.decision is not None:
            self.cells.tree.setFocus()
        else:
            shown = [part for part in (self.passwords, self.subject) if part.isVisibleTo(self)]
            (shown or [self.back])[0].setFocus()

    def refresh(self) -> None:
        """Update report, evidence and the summary of what would be taken over."""
        if self.file is not None and self.file.decision is not None:
            head = f"{self.title.text()}\n{self.origin.text()}"
            self.report.show_decision(self.file.decision, head)
            self.evidence.show_decision(self.file.decision)
        self._show_state()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.back.setText(self.tr("← 一覧へ戻る"))
        self.before.setText(self.tr("前のファイル"))
        self.after.setText(self.tr("次のファイル"))
        self.take.setText(self.tr("この内容を取り込む"))
        self.passwords.setText(self.tr("パスワードを入力…"))
        self.subject.setText(self.tr("点検対象を指定…"))
        self.beside.setText(self.tr("シートを横に表示"))
        self.beside.setToolTip(self.tr("返却されたシートを、届いたときの見た目で表の横に表示します。"))
        for part in (self.cells, self.report, self.marks, self.evidence, self.sheet):
            part.retranslate()
        self._show_state()

    def _lay_out(self) -> None:
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its tab bar takes the focus
        self.tabs.addTab(self.report, "")
        self.tabs.addTab(self.marks, "")
        self.tabs.addTab(self.evidence, "")
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.cells)
        self.parts.addWidget(self.tabs)
        self.parts.setStretchFactor(0, 1)
        self.parts.setSizes(_SHARES)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.setChildrenCollapsible(False)
        self.sides.addWidget(self.parts)
        self.sides.addWidget(self.sheet)
        self.sides.setSizes(_SIDES)
        self.beside.setChecked(True)
        refused = QWidget()
        inside = QVBoxLayout(refused)
        inside.setContentsMargins(0, MARGIN, 0, 0)
        inside.setSpacing(MARGIN)
        inside.addWidget(self.reasons)
        remedies = QHBoxLayout()
        remedies.addWidget(self.passwords)
        remedies.addWidget(self.subject)
        remedies.addStretch(1)
        inside.addLayout(remedies)
        inside.addStretch(1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.sides)
        self.pages.addWidget(refused)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        for button in (self.back, self.before, self.after):
            foot.addWidget(button)
        foot.addSpacing(MARGIN)
        foot.addWidget(self.message, 1)
        foot.addWidget(self.beside)
        foot.addWidget(self.take)
        for button in (self.back, self.before, self.after, self.take, self.passwords, self.subject):
            button.setAutoDefault(False)  # so that Enter in the tree takes nothing over
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in (self.title, self.origin, self.banner):
            column.addWidget(part)
        column.addWidget(fitting.RoomyScrollArea(self.pages), 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.back.clicked.connect(self.list_wanted)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.take.clicked.connect(lambda: self.accepted.emit(self.file))
        self.passwords.clicked.connect(self.passwords_wanted)
        self.subject.clicked.connect(lambda: self.subject_wanted.emit(self.file))
        self.evidence.folder_wanted.connect(lambda: self.folder_wanted.emit(self.file))
        self.evidence.archive_wanted.connect(lambda: self.archive_wanted.emit(self.file))
        self.evidence.changed.connect(self._show_state)
        self.marks.changed.connect(self._on_marks_changed)
        self.cells.model.chosen_changed.connect(self._show_state)
        self.report.chosen.connect(self.cells.go_to)
        self.beside.toggled.connect(self._on_beside_toggled)
        self.cells.went.connect(self._on_cell_current)
        self.marks.went.connect(self._on_mark_current)
        self.sheet.chosen.connect(self._on_sheet_chosen)

    def _title(self, file: ReturnedFile) -> str:
        if file.preview is None:
            text = self.tr("{state}　{file}")
            return text.format(state=self._model.state_text(file.state), file=file.result.received.shown)
        text = self.tr("{subject}　第{round}回　{state}")
        return text.format(
            subject=self._model.name_of(file),
            round=file.preview.round,
            state=self._model.state_text(file.state),
        )

    def _origin(self, file: ReturnedFile) -> str:
        seen = file.preview
        if seen is None:
            return file.result.received.name
        text = self.tr(
            "{file}（SHA-256 {sha256}…）　シート「{sheet}」　行 {rows}、一致 {matched}、未記入 {blank}欄"
        )
        return text.format(
            file=seen.received.name,
            sha256=seen.sha256[:_PRINT],
            sheet=seen.sheet,
            rows=seen.rows,
            matched=seen.matched,
            blank=seen.blank,
        )

    def _notice(self, file: ReturnedFile) -> str:
        seen = file.preview
        if file.state is FileState.TAKEN and seen is not None:
            text = self.tr("同じファイルを {at} に {by} さんが取り込んでいます。")
            last = seen.taken[-1]
            return text.format(at=local(last.received_at), by=last.received_by)
        notices = {
            FileState.LATE: self.tr("以前の回の返却です。内容の確認のみで、取り込みはできません。"),
            FileState.TWICE: self.tr("この一覧に同じ内容のファイルがもう1つあります。"),
            FileState.DONE: self.tr("このファイルは取り込みました。"),
            FileState.OPENED: self.tr("このファイルを開き、中のファイルを一覧に加えました。"),
            FileState.EVIDENCE: self.tr("質問票ではないため、証跡の候補として扱います。"),
        }
        return notices.get(file.state, "")

    def _show_current_cell(self) -> None:
        current = self.cells.current
        if current is not None:
            self.sheet.go_to_cell(current)

    def _on_beside_toggled(self, on: bool) -> None:
        self.sheet.setVisible(on)

    def _on_cell_current(self, proposal: Proposal) -> None:
        if not self._from_sheet:
            self.sheet.go_to_cell(proposal)

    def _on_mark_current(self, mark: SheetMark) -> None:
        if not self._from_sheet:
            self.sheet.go_to_mark(mark)

    def _on_sheet_chosen(self, sheet: str, row: int, column: int) -> None:
        """Select the line of a cell that was chosen on the sheet, and its mark if the marks are shown."""
        decision = self.file.decision if self.file is not None else None
        if decision is None:
            return
        preview = decision.preview
        self._from_sheet = True
        if sheet == preview.sheet:
            proposals = (one for one in preview.proposals if (one.row, one.column) == (row, column))
            if (proposal := next(proposals, None)) is not None:
                self.cells.go_to(proposal.item, proposal.field, focus=False)
        if self.tabs.currentWidget() is self.marks:
            self.marks.go_to(sheet, row, column)
        self._from_sheet = False

    def _on_marks_changed(self) -> None:
        self._model.refresh()
        self._show_state()

    def _show_state(self) -> None:
        """Show what would be taken over, and the counts on the tabs."""
        model, decision = self.report.model, self.file.decision if self.file else None
        text = self.tr("報告（問題 {problems}・対応済み {notes}）")
        self.tabs.setTabText(0, text.format(problems=model.problems, notes=model.notes))
        attachments = decision.attachments if decision else None
        count = (
            len(attachments.links) + len(attachments.missing) + len(attachments.unnamed) if attachments else 0
        )
        marks = len(decision.preview.marks) if decision else 0
        self.tabs.setTabText(1, self.tr("書き込み（{n}）").format(n=marks))
        self.tabs.setTabVisible(1, marks > 0)
        self.tabs.setTabText(2, self.tr("証跡（{n}）").format(n=count))
        possible = self.file is not None and self.file.takeable
        self.take.setEnabled(possible and not self._session.read_only)
        if decision is None:
            self.message.clear()
            return
        if not possible:
            self.message.setText(self.tr("このファイルは取り込みの対象ではありません。"))
            return
        text = self.tr("取り込む欄 {cells}、添付 {attached}件。取り込むまで案件は変わりません。")
        asked = len(decision.inquiries)
        if asked:
            text = self.tr(
                "取り込む欄 {cells}、添付 {attached}件、追加確認 {asked}件。取り込むまで案件は変わりません。"
            )
        cells, attached = len(decision.chosen), len(decision.attached)
        self.message.setText(text.format(cells=cells, attached=attached, asked=asked))
