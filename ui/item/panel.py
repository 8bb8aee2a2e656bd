"""The panel of one item: requirement, answers, evidence, inquiries, history, and the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessor.domain.vocabulary import Verdict
from assessor.words.terms import named
from ui.evidence.panel import EvidenceView
from ui.item.answers import AnswersView
from ui.item.approver_dialog import ApproverDialog
from ui.item.heading import ItemHeading
from ui.item.history import HistoryView
from ui.item.inquiries import InquiriesView
from ui.item.review_editor import ReviewEditor
from ui.item.targets import Targets
from ui.item.weak_strip import WeakStrip
from ui.widgets.chips import Strip
from ui.widgets.dialogs.fitting import Body
from ui.widgets.labels import GAP, MARGIN, Quiet, ScrolledColumn, Text
from ui.widgets.looks import theme
from ui.widgets.signing_bar import LockLine

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent

    from assessor.domain.outcome import ItemState
    from assessor.domain.rulebook import Rule
    from assessor.operations.viewing import ItemDetail
    from ui.session.session import Session


_FRAME = 2
_LEAST_LINES = 2  # least height of the part that scrolls above the review
_LOW = 28  # with fewer lines the reason is short, so that the requirement can be read


class _Area(QScrollArea):
    """The scroll area of the item's information, at least as wide as that and a few lines high."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Update the width when the contents need another."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Paint a frame while it has the focus."""
        kind = event.type()
        if kind in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        if kind is not QEvent.Type.Paint:
            return super().event(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.ring(), _FRAME))
            inset = _FRAME // 2
            painter.drawRect(self.rect().adjusted(inset, inset, -inset, -inset))
        return True

    def sizeHint(self) -> QSize:
        """Return a small height; it gets the spare height, and the review below keeps its own."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the full width, since it does not scroll horizontally, and a few lines."""
        inside = self.widget()
        width = inside.minimumSizeHint().width() if inside is not None else 0
        lines = _LEAST_LINES * self.fontMetrics().lineSpacing()
        return QSize(width + self.verticalScrollBar().sizeHint().width(), lines)


class ItemPanel(QWidget):
    """Shows everything about the current item; the review stays in sight below the scrolled part."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[str, str] | None = None
        self._detail: ItemDetail | None = None  # what is shown of it
        self._rule: Rule | None = None
        self.heading = ItemHeading()
        self.answers = AnswersView()
        self.evidence = EvidenceView(session)
        self.inquiries = InquiriesView(session)
        self.history = HistoryView()
        self.editor = ReviewEditor(session)
        self.read_only = LockLine()
        self.weak = WeakStrip()
        self.proposal = Text()
        self.accept_proposal = QPushButton()
        self.empty = Quiet()
        self._lay_out()
        self.setAcceptDrops(True)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)
        self.editor.handed_on.connect(self.evidence.take)
        self.inquiries.question.handed_on.connect(self.evidence.take)
        self.accept_proposal.clicked.connect(self.open_proposal)
        self.weak.confirmed.connect(self._on_confirmed)
        self.weak.rewrite_wanted.connect(self.editor.rewrite_reason)
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_opened)
        session.current_changed.connect(self._on_current_changed)
        session.selection_changed.connect(self._on_current_changed)
        session.reviews_changed.connect(self._on_reviews_changed)
        session.language_changed.connect(self._retranslate)
        self._retranslate()

    def focus_reason(self) -> None:
        """Put the cursor into the reason."""
        self.editor.focus_reason()

    def choose(self, verdict: Verdict) -> bool:
        """Record a verdict for the shown item; 該当なし without a reason asks for one in its field."""
        return self.editor.choose(verdict)

    def commit(self) -> bool:
        """Record the input; must be called before the case is closed."""
        return self.editor.commit()

    def ask_for_rest(self) -> bool:
        """Focus the field that a waiting 該当なし needs; returns False when none is needed."""
        return self.editor.ask_for_rest()

    def lead_to_month(self) -> None:
        """Focus a month that cannot be read, which has a message beside it."""
        if self.editor.month_unreadable:
            self.editor.due.setFocus(Qt.FocusReason.OtherFocusReason)

    def unrecorded(self, *, signed: bool = True) -> list[str]:
        """Return the names of places in the case with unrecorded input, including signed ones if wanted."""
        review, question = self.tr("評価：{subject} {item}"), self.tr("追加確認事項：{subject} {item}")
        fields = [(review, *place) for place in self.editor.unrecorded]
        fields += [(question, *place) for place in self.inquiries.unadded]
        name, lock = self._session.scope_name, self._session.signatures.lock
        return [
            field.format(subject=name(subject), item=item)
            for field, subject, item in fields
            if signed or lock(subject) is None
        ]

    def paste(self) -> bool:
        """Attach the clipboard's files or picture to the shown item."""
        return self.evidence.paste()

    def open_proposal(self) -> None:
        """Open the dialog for the approval of the rule's proposal."""
        if self._rule is not None:
            dialog = ApproverDialog(self._session, self._rule, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the reason for the requirement when the panel is low."""
        super().resizeEvent(event)
        self.editor.shorten(short=self.height() < _LOW * self.fontMetrics().lineSpacing())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a drag of evidence anywhere on the panel."""
        if self.evidence.can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the dropped files or picture."""
        if self.evidence.take(event.mimeData()):
            event.acceptProposedAction()

    def _lay_out(self) -> None:
        self._banner = Strip(Verdict.CONFIRMING)
        inside = QHBoxLayout(self._banner)
        inside.setContentsMargins(MARGIN, GAP, GAP, GAP)
        inside.addWidget(self.proposal, 1)
        inside.addWidget(self.accept_proposal)
        content = ScrolledColumn()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(3 * GAP)
        for part in (self._banner, self.heading, self.answers, self.evidence, self.inquiries, self.history):
            column.addWidget(part)
        column.addStretch(1)
        self.area = _Area()
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll it
        self.area.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.area.setLineWidth(_FRAME)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.foot = Body()  # on a very low screen it scrolls too, instead of being cut off
        below = self.foot.column
        below.setContentsMargins(MARGIN, GAP, MARGIN, MARGIN)
        below.setSpacing(GAP)
        below.addWidget(self.read_only)
        below.addWidget(self.weak)
        below.addWidget(self.editor)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(line.palette().ColorRole.Mid)
        page, blank = QWidget(), QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(line)
        whole.addWidget(self.foot)
        around = QVBoxLayout(blank)
        around.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        around.addWidget(self.empty)
        around.addStretch(1)
        self.pages = QStackedWidget()
        self.pages.addWidget(page)
        self.pages.addWidget(blank)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)

    def _retranslate(self) -> None:
        self.accept_proposal.setText(self.tr("承認…"))
        self.area.setAccessibleName(self.tr("点検項目の内容"))
        for part in (self.heading, self.answers, self.evidence, self.inquiries, self.history, self.editor):
            part.retranslate()
        if self._detail is not None:  # another language changes nothing that has to be read again
            self._show_whole(self._detail)
        else:
            self._show()

    def _on_opened(self) -> None:
        self._shown = None
        self.editor.forget()
        self.inquiries.forget()
        self._show()

    def _on_confirmed(self) -> None:
        """Confirm the review; unrecorded input is recorded instead, which confirms it as well."""
        if self.editor.commit() and self._shown is not None:
            self._session.reviews.confirm(self._shown[1])

    def _on_current_changed(self) -> None:
        self.editor.commit()  # before the fields show other items
        self._show()

    def _on_reviews_changed(self, reviews: Collection[tuple[str, str]]) -> None:
        session = self._session
        shown = {(session.current_subject, item) for item in session.selected_items}
        if self._shown == (session.current_subject, session.current_item) and not shown.isdisjoint(reviews):
            self._show()

    def _show(self) -> None:
        """Show the current item of the session."""
        session = self._session
        known = session.is_open and bool(session.current_item)
        self.pages.setCurrentIndex(0 if known else 1)
        if not known:
            self._shown = self._detail = None
            self.editor.forget_targets()
            self.empty.setText(self._why_empty())
            return
        key = (session.current_subject, session.current_item)
        self._detail = session.reviews.item_detail(*key)
        moved, self._shown = key != self._shown, key
        self._show_whole(self._detail)
        if moved:
            self.area.verticalScrollBar().setValue(0)

    def _show_whole(self, detail: ItemDetail) -> None:
        """Show everything of an item, painted at once."""
        self.setUpdatesEnabled(False)
        self._show_detail(detail)
        self.setUpdatesEnabled(True)

    def _why_empty(self) -> str:
        session = self._session
        if session.is_open and session.current_subject:
            return self.tr("一覧に点検項目がないため、ここには何も表示しません。絞り込みを変えてください。")
        return self.tr("点検項目を選ぶと、内容と評価がここに表示されます。")

    def _targets(self, current: ItemState) -> Targets:
        """Return the items to be judged: the current item and the others selected with it."""
        session = self._session
        chosen = set(session.selected_items)
        states = session.results.subject(session.current_subject).states
        targets = tuple(state for state in states if state.item.id in chosen)
        several = len(targets) > 1 and current.item.id in chosen
        return Targets(session.current_subject, targets if several else (current,))

    def _show_detail(self, detail: ItemDetail) -> None:
        session, language = self._session, self._session.language
        self.heading.show_item(detail.row.state.item, session.rules, language)
        asked = {inquiry.round for inquiry in detail.inquiries}
        self.answers.show_responses(detail.responses, detail.numbers, language, asked)
        self.evidence.show_evidence(detail.evidence)
        self.inquiries.show_detail(detail)
        self.history.show_detail(detail, language)
        self.editor.show_targets(self._targets(detail.row.state))
        self.read_only.show_lock(session)
        self.weak.show_weak(detail.row.weak, language, editable=self.editor.editable)
        self._rule = rule = detail.row.proposal
        self._banner.setVisible(rule is not None)
        if rule is not None:
            text = self.tr("規則 {rule} により該当なしが提案されています：{reason}")
            reason = named(rule.reason, rule.reason_en, language)
            self.proposal.setText(text.format(rule=rule.id, reason=reason))
        self.accept_proposal.setEnabled(not session.locked)
