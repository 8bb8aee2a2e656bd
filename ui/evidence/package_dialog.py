"""The dialog of an evidence package: subjects, form and path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QRadioButton, QWidget

from assessor.text import file_name
from ui.moments import size_of
from ui.paths import documents
from ui.settings import Folder
from ui.widgets.dialogs.file_chooser import is_folder, typed_path
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Quiet
from ui.widgets.lists.subject_tree import SubjectTree

if TYPE_CHECKING:
    from assessor.domain.outcome import SubjectResult
    from ui.session.session import Session
    from ui.settings import Settings
    from ui.widgets.dialogs.file_chooser import Chooser

ZIP = ".zip"


class PackageDialog(FormDialog):
    """Asks for the contents of a package; the caller writes it."""

    def __init__(
        self, session: Session, chooser: Chooser, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._chooser = chooser
        self._packageable = session.evidence.packageable()
        self.tree = SubjectTree(
            session.results.groups,
            session.language,
            possible=frozenset(self._packageable),
            notes=self._notes,
            columns=2,
        )
        self.tree.choose_all()
        self.all, self.none = QPushButton(), QPushButton()
        self.zip, self.folder = QRadioButton(), QRadioButton()
        self.zip.setChecked(True)
        self._forms = QButtonGroup(self)
        for button in (self.zip, self.folder):
            self._forms.addButton(button)
        self.place = QLineEdit(str(settings.folder(Folder.RESULTS) or documents()))
        self.browse = QPushButton()
        self.name = QLineEdit(file_name(self.tr("証跡_{title}").format(title=session.case.title)))
        self.about = Quiet()
        self._lay_out()
        self._connect()
        self.finish()
        self.resize(720, 620)

    @property
    def target(self) -> Path:
        """The path of the new folder or zip file."""
        name = file_name(self.name.text().strip() or "-")
        if self.zip.isChecked() and not name.lower().endswith(ZIP):
            name += ZIP
        return (typed_path(self.place.text()) or Path("-")) / name

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if not self._packageable:
            return self.tr("この案件には証跡がありません。")
        if not self.tree.chosen:
            return self.tr("証跡を書き出す点検対象を選んでください。")
        if not is_folder(typed_path(self.place.text())) or typed_path(str(self.target)) is None:
            return self.tr("書き出し先のフォルダーがありません。場所を確認してください。")
        if not self.name.text().strip():
            return self.tr("名前を入力してください。")
        if self.target.exists():
            return self.tr("「{name}」は既にあります。別の名前にしてください。").format(name=self.target.name)
        return ""

    def check(self) -> None:
        """Show what is missing, and the amount to be written on the button."""
        super().check()
        counts = [self._packageable[key] for key in self.tree.chosen]
        files, size = sum(count for count, _ in counts), sum(octets for _, octets in counts)
        text = self.tr("{count}件（{size}）を書き出す").format(count=files, size=size_of(size))
        self.yes.setText(text if files else self.tr("書き出す"))

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("証跡パッケージの作成"))
        self.tree.setAccessibleName(self.tr("点検対象"))
        self.tree.name_columns([self.tr("点検対象"), self.tr("証跡"), self.tr("サイズ")])
        self.all.setText(self.tr("すべて選ぶ"))
        self.none.setText(self.tr("選択を解除"))
        self.zip.setText(self.tr("ZIPファイル"))
        self.folder.setText(self.tr("フォルダー"))
        self.browse.setText(self.tr("参照…"))
        self._form_label.setText(self.tr("形式(&F)"))
        self._place_label.setText(self.tr("書き出し先(&L)"))
        self._name_label.setText(self.tr("名前(&N)"))
        self.about.setText(
            self.tr(
                "証跡を「点検対象／フェーズ／項目」のフォルダーに分け、一覧（Excel・CSV）と SHA256SUMS を"
                "付けます。評価結果は含みません。パッケージは暗号化されません。"
            )
        )

    def _lay_out(self) -> None:
        choices = _row(self.all, self.none)
        self.body.addWidget(self.about)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(choices)
        self._form_label = self.row(_row(self.zip, self.folder))
        self._place_label = self.row(_row(self.place, self.browse, stretched=False))
        self._name_label = self.row(self.name)
        self.body.addLayout(self.form)

    def _connect(self) -> None:
        self.all.clicked.connect(self._on_all_clicked)
        self.none.clicked.connect(self._on_none_clicked)
        self.browse.clicked.connect(self._on_browse)
        self.tree.chosen_changed.connect(self.check)
        self.zip.toggled.connect(self.check)
        for field in (self.place, self.name):
            field.textChanged.connect(self.check)

    def _notes(self, result: SubjectResult) -> list[str]:
        files, size = self._packageable.get(result.subject.subject, (0, 0))
        return [str(files), size_of(size)] if files else ["—", ""]

    def _on_all_clicked(self) -> None:
        self.tree.choose_all()

    def _on_none_clicked(self) -> None:
        self.tree.choose_none()

    def _on_browse(self) -> None:
        folder = self._chooser.folder(Folder.RESULTS, self.target.parent)
        if folder is not None:
            self.place.setText(str(folder))


def _row(*parts: QWidget, stretched: bool = True) -> QWidget:
    """Return fields in a row; with `stretched` they are aligned to the left."""
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for number, part in enumerate(parts):
        line.addWidget(part, 0 if stretched or number else 1)
    if stretched:
        line.addStretch(1)
    both.setFocusProxy(parts[0])
    return both
