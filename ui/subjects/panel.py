"""The panel of groups and subjects, with filter, progress and outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from ui.subjects.delegate import SubjectsDelegate
from ui.subjects.features_dialog import FeaturesDialog
from ui.subjects.model import SubjectRole, SubjectsFilter, SubjectsModel
from ui.widgets.labels import GAP, MARGIN, Quiet
from ui.widgets.lists.row_choice import choose_row

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ui.session.session import Session


class SubjectsTree(QTreeView):
    """The tree of groups and subjects; arrow keys select a subject, Enter and clicks also go to its items."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the items of the current subject on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._on_subject(self.currentIndex()):
            self.entered.emit()
            return
        super().keyPressEvent(event)
        self._settle()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the items of the clicked subject, with or without modifier keys."""
        super().mouseReleaseEvent(event)
        self._settle()
        clicked = self.indexAt(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton
        if left and clicked == self.currentIndex() and self._on_subject(clicked):
            self.entered.emit()

    def _settle(self) -> None:
        """Keep the current row selected, since Ctrl with a click or the space bar would deselect it."""
        current = self.currentIndex()
        if current.isValid() and not self.selectionModel().isSelected(current):
            choose_row(self, current)

    def _on_subject(self, index: QModelIndex) -> bool:
        return index.isValid() and bool(index.data(SubjectRole.KEY))


class SubjectsPanel(QWidget):
    """The panel with all subjects of the case under their groups."""

    chosen = Signal()  # the key of a subject whose items are to be shown

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._following = False  # the session is moving the tree, not the user
        self.model = SubjectsModel(session, self)
        self.filter = SubjectsFilter(self)
        self.filter.setSourceModel(self.model)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.tree = SubjectsTree()
        self._delegate = SubjectsDelegate(session, self.tree)
        self.empty = Quiet()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.features = QAction(self)
        self._set_tree_up()
        self._lay_out()
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._on_search_entered)
        self.tree.entered.connect(self.chosen)
        self.features.triggered.connect(self.edit_features)
        self.model.modelReset.connect(self._on_model_reset)
        session.current_changed.connect(self._follow_session)
        session.language_changed.connect(self._retranslate)
        self._retranslate()
        self._on_model_reset()

    def edit_features(self) -> None:
        """Open the features dialog of the current subject."""
        if self._session.is_open and self._session.current_subject:
            dialog = FeaturesDialog(self._session, self._session.current_subject, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def focus_search(self) -> None:
        """Put the cursor into the filter."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def minimumSizeHint(self) -> QSize:
        """Return the width of rows that show the outcome in full."""
        levels = 2 * self.tree.indentation() + self.tree.verticalScrollBar().sizeHint().width()
        return QSize(
            levels + self._delegate.least_width(self.tree.font()), super().minimumSizeHint().height()
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move from the filter into the tree on the down arrow."""
        if watched is self.search and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:  # type: ignore[attr-defined]  # a key press is a QKeyEvent
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _set_tree_up(self) -> None:
        self.tree.setModel(self.filter)
        self.tree.setItemDelegate(self._delegate)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(10)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.tree.addAction(self.features)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        head.addWidget(self.search)
        blank = QWidget()
        around = QVBoxLayout(blank)
        around.setContentsMargins(MARGIN, GAP, MARGIN, MARGIN)
        around.addWidget(self.empty)
        around.addStretch(1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.tree)
        self.pages.addWidget(blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pages, 1)

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("点検対象を名前で絞り込む"))
        self.search.setAccessibleName(self.tr("点検対象の絞り込み"))
        self.tree.setAccessibleName(self.tr("点検対象の一覧"))
        self.features.setText(self.tr("機能の設定…"))
        self.updateGeometry()  # texts of another language have other widths
        self.tree.viewport().update()  # the rows stay, only their texts change
        self._show_page()

    def _show_page(self) -> None:
        if not self._session.is_open:
            self.empty.setText(self.tr("点検案件を開くと、点検対象がここに並びます。"))
        else:
            self.empty.setText(
                self.tr("「{text}」に合う点検対象はありません。").format(text=self.search.text())
            )
        self.pages.setCurrentIndex(0 if self.filter.rowCount() else 1)

    def _on_model_reset(self) -> None:
        self.tree.expandAll()
        self._show_page()
        self._follow_session()

    def _on_search_changed(self, text: str) -> None:
        self._following = True  # filtering selects no subject
        self.filter.want(text)
        self._following = False
        self.tree.expandAll()
        self._show_page()
        self._follow_session()

    def _on_search_entered(self) -> None:
        first = self.filter.index(0, 0, self.filter.index(0, 0))
        if first.isValid():
            choose_row(self.tree, first)
            self.chosen.emit()

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        subject = current.data(SubjectRole.KEY) if current.isValid() else ""
        self.features.setEnabled(bool(subject) and not self._session.read_only)
        if subject and not self._following:
            self._session.select(subject)

    def _follow_session(self) -> None:
        """Select the session's current subject in the tree."""
        subject = self._session.current_subject
        wanted = self.filter.mapFromSource(self.model.index_of(subject)) if subject else QModelIndex()
        if wanted != self.tree.currentIndex():
            self._following = True
            choose_row(self.tree, wanted)
            self._following = False
        if wanted.isValid():
            self.tree.scrollTo(wanted)
        self.features.setEnabled(wanted.isValid() and not self._session.read_only)
