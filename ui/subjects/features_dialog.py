"""The dialog of a service's features; it shows which items change before anything is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from assessor.domain.rulebook import applicability
from assessor.domain.vocabulary import Verdict
from assessor.words.terms import named
from ui.widgets.dialogs import fitting
from ui.widgets.labels import GAP, MARGIN, Heading, Quiet, Text, listed

if TYPE_CHECKING:
    from ui.session.session import Session

SHOWN = 12


class FeaturesDialog(QDialog):
    """Check boxes for all features of the rulebook, and the effect of a change on the items."""

    def __init__(self, session: Session, subject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._subject = subject
        self._result = session.results.subject(subject)
        features = set(self._result.subject.features.split())
        self.boxes: dict[str, QCheckBox] = {}
        for feature in session.rules.features:
            box = QCheckBox(named(feature.name, feature.name_en, session.language))
            box.setChecked(feature.key in features)
            box.toggled.connect(self._on_toggled)
            self.boxes[feature.key] = box
        self.effect = Text()
        self._build()
        self.accepted.connect(self._on_accepted)
        self._on_toggled()

    @property
    def chosen(self) -> list[str]:
        """The checked features."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def _build(self) -> None:
        self.setWindowTitle(self.tr("機能の設定"))
        fitting.resize(self, 560, 440)
        subject = self._result.subject
        title = Heading(larger=1)
        title.setText(named(subject.name, subject.name_en, self._session.language))
        text = Quiet(
            self.tr("このサービスにある機能を選んでください。機能によって、該当する点検項目が決まります。")
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * MARGIN)
        for number, box in enumerate(self.boxes.values()):
            grid.addWidget(box, number // 2, number % 2)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(line.palette().ColorRole.Mid)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.confirm = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.confirm.setText(self.tr("この設定で確定"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(MARGIN)
        body = fitting.Body()
        body.column.setContentsMargins(0, 0, 0, 0)
        body.column.setSpacing(MARGIN)
        for part in (title, text):
            body.column.addWidget(part)
        body.column.addLayout(grid)
        body.column.addWidget(line)
        body.column.addWidget(self.effect)
        body.column.addStretch(1)
        column.addWidget(body)
        column.addWidget(buttons)

    def _on_toggled(self) -> None:
        features = frozenset(self.chosen)
        gained: list[str] = []
        lost: list[str] = []
        judged: list[str] = []
        for state in self._result.states:
            applies = applicability(state.item, features, self._session.rules).applies
            if applies == state.applicability.applies:
                continue
            (gained if applies else lost).append(state.item.id)
            if not applies and state.review.verdict is not Verdict.UNREVIEWED:
                judged.append(state.item.id)
        lines = []
        if gained:
            text = self.tr("新たに該当する項目（{count}）：{items}")
            lines.append(text.format(count=len(gained), items=self._listed(gained)))
        if lost:
            text = self.tr("該当しなくなる項目（{count}）：{items}")
            lines.append(text.format(count=len(lost), items=self._listed(lost)))
        if judged:
            text = self.tr(
                "このうち評価済みの項目（{count}）：{items}\n記録した評価は消えませんが、結果には数えません。"
            )
            lines.append(text.format(count=len(judged), items=self._listed(judged)))
        unchanged = features == frozenset(self._result.subject.features.split())
        self.confirm.setEnabled(
            not unchanged
            and not self._session.read_only
            and self._session.signatures.lock(self._subject) is None
        )
        if unchanged:
            lines = [self.tr("機能は変わっていません。")]
        elif not lines:
            lines = [self.tr("該当する項目は変わりません。")]
        self.effect.setText("\n".join(lines))

    def _listed(self, items: list[str]) -> str:
        more = " …" if len(items) > SHOWN else ""
        return listed(items[:SHOWN], self._session.language) + more

    def _on_accepted(self) -> None:
        self._session.reviews.edit_subject(self._subject, self.chosen)
