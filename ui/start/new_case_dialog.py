"""The dialog of a new case: plan, title, contact, path and passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from assessor.text import file_name
from assessor.words.terms import named
from ui.paths import documents
from ui.secrets.new_field import NewPassphraseField
from ui.session.opening import NewCase
from ui.settings import Folder
from ui.widgets.calm_fields import CalmComboBox
from ui.widgets.dialogs.file_chooser import CASE_SUFFIX, is_folder, typed_path
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import quiet

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library, Plan
    from assessor.words import Language
    from ui.settings import Settings
    from ui.widgets.dialogs.file_chooser import Chooser


class NewCaseDialog(FormDialog):
    """Asks for the input of a new case."""

    def __init__(
        self,
        library: Library,
        language: Language,
        chooser: Chooser,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plans = list(library.plans.values())
        self._language = language
        self._chooser = chooser
        self._settings = settings
        self._typed_title = self._typed_place = False
        self.plan = CalmComboBox()
        self.plan.addItems([named(plan.title, plan.title_en, language) for plan in self._plans])
        self.about = quiet(QLabel())
        self.about.setWordWrap(True)
        self.about.setMinimumHeight(self.about.fontMetrics().lineSpacing() * 4)
        self.title = QLineEdit()
        self.contact = QLineEdit()
        self.place = QLineEdit()
        self._browse = QPushButton()
        self._plan_label = self.row(self.plan)
        self.form.addRow("", self.about)
        self._title_label = self.row(self.title)
        self._contact_label = self.row(self.contact)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.place, 1)
        line.addWidget(self._browse)
        self._place_label = self.row(both)
        self.body.addLayout(self.form)
        self.encrypt, self.protection = QCheckBox(), NewPassphraseField()
        self.body.addWidget(self.encrypt)
        self.body.addWidget(self.protection)
        self.protection.hide()
        self.encrypt.toggled.connect(self._on_encrypt_toggled)
        self.protection.changed.connect(self.check)
        self.plan.currentIndexChanged.connect(self._on_plan_chosen)
        self.title.textEdited.connect(self._on_title_edited)
        self.place.textEdited.connect(self._on_place_edited)
        self._browse.clicked.connect(self._on_browse)
        self.finish()
        self._on_plan_chosen()
        self.resize(680, 0)

    def choose(self, plan: str) -> None:
        """Select a plan by its id; an unknown one changes nothing."""
        for index, known in enumerate(self._plans):
            if known.id == plan:
                self.plan.setCurrentIndex(index)

    @property
    def chosen(self) -> NewCase:
        """The input, once nothing is missing."""
        path = self._path()
        assert path is not None
        return NewCase(
            path=path,
            plan=self._plan.id,
            title=self.title.text().strip(),
            contact=self.contact.text().strip(),
        )

    @property
    def passphrase(self) -> str:
        """The passphrase of the case, empty for a plain one; no part of `NewCase`, which may be printed."""
        return self.protection.passphrase if self.encrypt.isChecked() else ""

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if not self.title.text().strip():
            return self.tr("案件名を入力してください。")
        path = self._path()
        if path is None or not is_folder(path.parent):
            return self.tr("保存先のフォルダーがありません。場所を確認してください。")
        if path.exists():
            return self.tr("同じ名前のファイルが既にあります。別の名前にしてください。")
        return self.protection.lacking() if self.encrypt.isChecked() else ""

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("新しい点検"))
        self._plan_label.setText(self.tr("点検計画(&P)"))
        self._title_label.setText(self.tr("案件名(&T)"))
        self._contact_label.setText(self.tr("連絡先(&C)"))
        self.contact.setPlaceholderText(self.tr("質問票に記載します（部署名、電話番号など）"))
        self._place_label.setText(self.tr("保存先(&L)"))
        self._browse.setText(self.tr("参照…"))
        self.encrypt.setText(self.tr("パスフレーズで暗号化する(&E)（持ち出す案件にはお勧めします）"))
        self.yes.setText(self.tr("作成"))

    @property
    def _plan(self) -> Plan:
        return self._plans[self.plan.currentIndex()]

    def _path(self) -> Path | None:
        return typed_path(self.place.text(), CASE_SUFFIX)

    def _on_plan_chosen(self) -> None:
        plan = self._plan
        self.about.setText(named(plan.description, plan.description_en, self._language))
        if not self._typed_title:
            self.title.setText(named(plan.title, plan.title_en, self._language))
        self._suggest_place()

    def _on_title_edited(self) -> None:
        self._typed_title = True
        self._suggest_place()

    def _on_place_edited(self) -> None:
        self._typed_place = True
        self.check()

    def _on_browse(self) -> None:
        path = self._chooser.case_to_make(self.title.text().strip() or self._plan.id)
        if path is not None:
            self._typed_place = True
            self.place.setText(str(path))
            self.check()

    def _on_encrypt_toggled(self) -> None:
        self.protection.setVisible(self.encrypt.isChecked())
        if self.encrypt.isChecked():
            path = self._path()
            self.protection.known = (self.title.text(), path.stem if path else "")
            self.protection.setFocus()
        self.check()
        self.fit()

    def _suggest_place(self) -> None:
        """Suggest a file named like the case, until the user edits the path."""
        if not self._typed_place:
            folder = self._settings.folder(Folder.CASES) or documents()
            name = file_name((self.title.text().strip() or self._plan.id) + CASE_SUFFIX)
            self.place.setText(str(folder / name))
        self.check()
