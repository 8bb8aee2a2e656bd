"""The start page: a new case, an existing one, a recent one, or the sample."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from assessor.words import Language
from assessor.words.terms import named
from ui.session.jobs import Job, Jobs
from ui.start.cards import Card, RecentRow, places
from ui.widgets.choice import Choice
from ui.widgets.labels import quiet
from ui.widgets.looks.fonts import emphasise

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library
    from ui.settings import Settings


LOOK_MS = 50  # ms after the first paint
SAMPLE = "sample"  # the plan of the sample, which has its own card


class StartPage(QScrollArea):
    """A page with a few choices, which are emitted as signals."""

    new_chosen = Signal(str)  # the id of a plan, or an empty text
    open_chosen = Signal()
    recent_chosen = Signal(object)  # Path
    sample_chosen = Signal()
    recovery_chosen = Signal(object)  # Path
    language_chosen = Signal(object)  # Language

    def __init__(self, settings: Settings, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = language  # what the next retranslation shows
        self._library: Library | None = None
        self._settings = settings
        self._looking = Jobs(self)
        self._damaged: set[Path] = set()  # paths of cases that could not be opened
        self._languages: dict[Language, Choice] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        page = QWidget()
        outer = QHBoxLayout(page)
        outer.addStretch(1)
        columns = QWidget()
        columns.setMaximumWidth(1180)
        outer.addWidget(columns, 30)
        outer.addStretch(1)
        layout = QVBoxLayout(columns)
        layout.setContentsMargins(32, 36, 32, 28)
        layout.setSpacing(6)
        self._name = _large(QLabel("Assessor"), 11, bold=True)
        self._subtitle = quiet(QLabel())
        layout.addLayout(self._top())
        layout.addWidget(self._subtitle)
        layout.addSpacing(22)
        both = QHBoxLayout()
        both.setSpacing(36)
        both.addLayout(self._left(), 5)
        both.addLayout(self._right(), 6)
        layout.addLayout(both, 1)
        self.setWidget(page)
        self.retranslate()

    def show_recent(self) -> None:
        """List the recent cases of the settings."""
        _empty(self._recent)
        entries = self._settings.recent
        for entry, place in zip(entries, places(entries), strict=True):
            row = RecentRow(entry, self._when(entry.opened_at), place)
            row.chosen.connect(self.recent_chosen)
            row.removed.connect(self._on_removed)
            row.recovery_chosen.connect(self.recovery_chosen)
            row.show_damage(damaged=entry.path in self._damaged)
            self._recent.addWidget(row)
        self._no_recent.setVisible(not entries)
        if entries:
            QTimer.singleShot(LOOK_MS, self._look_for_recent)

    def note_damage(self, path: Path) -> None:
        """Show at a recent case that it could not be opened, with the ways to recover it."""
        self._damaged.add(path)
        self.show_recent()

    def show_plans(self, library: Library | None) -> None:
        """List the plans of the loaded library."""
        _empty(self._plans)
        self._library = library
        language = self.language
        plans = [plan for plan in library.plans.values() if plan.id != SAMPLE] if library else []
        for plan in plans:
            title = named(plan.title, plan.title_en, language)
            about = named(plan.description, plan.description_en, language)
            count = self.tr("点検対象 {count}件").format(count=len(plan.subjects))
            card = Card(title, f"{count}　{about}")
            card.clicked.connect(lambda _=False, plan=plan.id: self.new_chosen.emit(plan))
            self._plans.addWidget(card)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self._subtitle.setText(self.tr("決済サービスのセキュリティ点検"))
        self.setAccessibleName(self.tr("はじめのページ"))
        self._begin_head.setText(self.tr("はじめる"))
        self._open.show_texts(
            self.tr("点検案件を開く"), self.tr("保存済みの .assess ファイルを開いて続けます。")
        )
        self._sample.show_texts(
            self.tr("サンプルで試す"),
            self.tr("架空の銀行と35の点検対象によるサンプルを作成します。自由に操作できます。"),
        )
        self._new.show_texts(
            self.tr("新しい点検"), self.tr("点検計画を選び、点検対象とチェックリストをそろえて始めます。")
        )
        self._plans_head.setText(self.tr("点検計画から新しく始める"))
        self._recent_head.setText(self.tr("最近使った案件"))
        self._no_recent.setText(self.tr("まだありません。開いた案件がここに並びます。"))
        for language, button in self._languages.items():
            button.setChecked(language is self.language)
        self.show_plans(self._library)
        self.show_recent()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _top(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(self._name, 1)
        for language, name in ((Language.JA, "日本語"), (Language.EN, "English")):
            button = Choice(name)
            button.setAutoRaise(True)
            button.clicked.connect(lambda _=False, chosen=language: self.language_chosen.emit(chosen))
            self._languages[language] = button
            line.addWidget(button)
        return line

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        self._begin_head = _large(QLabel(), 2, bold=True)
        self._new, self._open, self._sample = Card(), Card(), Card()
        self._new.clicked.connect(lambda: self.new_chosen.emit(""))
        self._open.clicked.connect(self.open_chosen)
        self._sample.clicked.connect(self.sample_chosen)
        self._plans_head = _large(QLabel(), 2, bold=True)
        self._plans = QVBoxLayout()
        self._plans.setSpacing(8)
        for widget in (self._begin_head, self._new, self._open, self._sample):
            column.addWidget(widget)
        column.addSpacing(16)
        column.addWidget(self._plans_head)
        column.addLayout(self._plans)
        column.addStretch(1)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        self._recent_head = _large(QLabel(), 2, bold=True)
        self._no_recent = quiet(QLabel())
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column.addWidget(self._recent_head)
        column.addWidget(self._no_recent)
        column.addLayout(self._recent)
        column.addStretch(1)
        return column

    @staticmethod
    def _when(moment: str) -> str:
        """Return a moment in local time."""
        try:
            local = datetime.fromisoformat(moment).astimezone()
        except ValueError:
            return ""
        return f"{local:%Y-%m-%d %H:%M}"

    def _look_for_recent(self) -> None:
        """Check on a worker thread whether the files exist, since a network drive may answer slowly."""
        paths = [entry.path for entry in self._settings.recent]
        job = Job("", lambda _: {path for path in paths if not path.exists()})
        job.succeeded.connect(self._on_looked)
        self._looking.start(job)

    def _on_looked(self, missing: set[Path]) -> None:
        for row in self.findChildren(RecentRow):
            if row.recent.path in missing:
                row.show_missing()

    def _on_removed(self, path: Path) -> None:
        self._settings.forget_case(path)
        self.show_recent()


def _large(label: QLabel, more: float, *, bold: bool) -> QLabel:
    emphasise(label, more, bold=bold)
    return label


def _empty(layout: QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
