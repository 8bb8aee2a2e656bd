"""The flows of all evidence: package, purge, compact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ui import desktop
from ui.evidence.package_dialog import PackageDialog
from ui.evidence.purge_dialog import PurgeDialog
from ui.moments import size_of
from ui.settings import Folder
from ui.widgets.dialogs import messages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from assessor.operations.evidence.packaging import WrittenPackage
    from ui.menus.actions import Actions
    from ui.session.session import Session
    from ui.settings import Settings
    from ui.widgets.dialogs.file_chooser import Chooser

_DIGITS = 8  # digits of a hash in a group


class EvidenceFlows(QObject):
    """The menu actions on all evidence."""

    def __init__(
        self, window: QWidget, session: Session, settings: Settings, actions: Actions, chooser: Chooser
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._chooser = chooser
        actions["package"].triggered.connect(self.package)
        actions["purge"].triggered.connect(self.purge)
        actions["compact"].triggered.connect(self.compact)

    def package(self) -> None:
        """Ask for the contents of a package, write it, and show the result."""
        dialog = PackageDialog(self._session, self._chooser, self._settings, self._window)
        dialog.accepted.connect(lambda: self._on_package_accepted(dialog))
        self._show(dialog)

    def purge(self) -> None:
        """Show the contents without links, and delete the selected ones."""
        dialog = PurgeDialog(self._session, self._window)
        dialog.accepted.connect(lambda: self._on_purge_accepted(dialog))
        self._show(dialog)

    def compact(self) -> None:
        """Show how much space can be freed, and on yes free it."""
        free = self._session.evidence.freeable()
        if not free:
            messages.show_message(self._window, self.tr("案件ファイルに、取り除ける領域はありません。"))
            return
        messages.ask(
            self._window,
            self.tr("案件ファイルを {size} 小さくできます。").format(size=size_of(free)),
            more=self.tr(
                "使っていない領域を除いて書き直し、元のファイルと比べてから置き換えます。"
                "その間は、案件と同じ大きさの空き容量が必要です。"
            ),
            yes=self.tr("最適化する"),
            then=self._session.evidence.compact,
        )

    def _on_package_accepted(self, dialog: PackageDialog) -> None:
        target = dialog.target
        self._settings.remember_folder(Folder.RESULTS, target.parent)
        self._session.evidence.package(target, dialog.tree.chosen).succeeded.connect(self._on_packaged)

    def _on_packaged(self, done: WrittenPackage) -> None:
        sums = " ".join(done.sums[at : at + _DIGITS] for at in range(0, len(done.sums), _DIGITS))
        messages.show_message(
            self._window,
            self.tr("証跡パッケージを作成しました。"),
            more=self.tr(
                "{file}\n証跡{files}件（{size}）を書き出し、読み直して確認しました。\n\n"
                "SHA256SUMS の SHA-256（別の経路で伝えると、パッケージ全体の確認に使えます）：\n{sums}"
            ).format(file=done.path.name, files=done.files, size=size_of(done.size), sums=sums),
            offers=((self.tr("フォルダーを開く"), lambda: desktop.show(done.path.parent)),),
        )

    def _on_purge_accepted(self, dialog: PurgeDialog) -> None:
        compacting = dialog.compact.isChecked()
        job = self._session.evidence.purge([one.sha256 for one in dialog.chosen])
        if compacting:
            job.succeeded.connect(self._session.evidence.compact)

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
