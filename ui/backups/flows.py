"""The flows of backups: refreshing the lock, taking backups, restoring one, recovering a damaged case."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QToolBar

from assessor.errors import Code
from ui.backups.closing_copy import ClosingCopy
from ui.backups.failure_sign import BackupFailureSign
from ui.backups.holder_banner import HolderBanner
from ui.backups.recovery_dialog import RecoveryDialog
from ui.backups.recovery_start_dialog import RecoveryStartDialog
from ui.backups.restore_dialog import RestoreDialog
from ui.backups.settings_dialog import BackupDialog
from ui.secrets.ask_dialog import PassphraseDialog
from ui.session.failures import is_wrong_passphrase, needs_passphrase
from ui.widgets.dialogs import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog, QMainWindow

    from assessor.errors import AssessorError
    from assessor.operations.backups import RecoveryResult, TakenBackup
    from assessor.operations.holding import LockHolder
    from ui.menus.actions import Actions
    from ui.session.session import Session
    from ui.settings import Settings
    from ui.widgets.dialogs.file_chooser import Chooser

    Failed = Callable[[Exception], None]

MINUTE_MS = 60_000
# Problems whose sentence mentions the recovery of the file, and those that only mention a backup.
RECOVERED: Final = frozenset({Code.DAMAGED, Code.DOCUMENT_LOST, Code.DOCUMENT_CHANGED, Code.FOREIGN_SCHEMA})
RESTORED: Final = frozenset({Code.NOT_A_CASE, Code.BEGINNING_LOST, Code.HEADER_ALTERED})


class KeepingFlows(QObject):
    """The actions of the file menu and of a timer that protect a case from loss."""

    open_wanted = Signal(object)  # the Path of a case
    close_wanted = Signal(object)  # closes the open case, then calls a function: () -> None

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        settings: Settings,
        actions: Actions,
        chooser: Chooser,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._chooser = chooser
        self.just_opened = True  # no backup was taken since the case was opened
        self._warned = False
        self._since = QElapsedTimer()
        self.sign = BackupFailureSign(session)
        window.statusBar().insertPermanentWidget(0, self.sign)
        self.banner = HolderBanner()
        self._strip = _Strip(self.banner)
        window.addToolBarBreak()
        window.addToolBar(self._strip)
        self.banner.edit_chosen.connect(self.edit)
        self.closing = ClosingCopy(window, session, settings)
        self.closing.taken.connect(self._on_backed_up)
        actions["backup"].triggered.connect(self.back_up_now)
        actions["backups"].triggered.connect(self.settings)
        actions["restore"].triggered.connect(self.restore)
        actions["recover"].triggered.connect(lambda _=False: self.recover())
        session.opened.connect(self._on_opened)
        session.closed.connect(self._show_holders)
        session.holder_changed.connect(self._show_holders)
        session.secured_changed.connect(self._show_holders)
        session.copy_failed.connect(self.sign.warn)
        session.history_changed.connect(self._on_history_changed)
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE_MS)
        self._clock.timeout.connect(self.tick)
        self._clock.start()

    def tick(self) -> None:
        """Refresh the lock, check for other users, and take a backup if one is due; called every minute."""
        if not self._session.is_open:
            return
        self._session.holding.beat()
        self._show_holders()
        minutes = self._settings.backup_minutes
        # The first one soon: the last session may have made changes after its last backup.
        if minutes and (self.just_opened or self._since.hasExpired(minutes * MINUTE_MS - MINUTE_MS // 2)):
            self.back_up()

    def back_up(self) -> None:
        """Take a backup in the background if something changed since the last one."""
        session = self._session
        if session.is_open and not (session.jobs.busy or session.read_only or session.shut):
            folder, keep = self._settings.backup_folder, self._settings.backups_kept
            session.backups.back_up_unseen(folder, keep).succeeded.connect(self._on_backed_up)

    def back_up_now(self) -> None:
        """Take a backup now and show its path."""
        folder, keep = self._settings.backup_folder, self._settings.backups_kept
        job = self._session.backups.back_up(folder, keep)
        job.succeeded.connect(self._on_backed_up)
        job.succeeded.connect(self._show_result)

    def settings(self) -> None:
        """Show the settings of backups."""
        case = self._session.path if self._session.is_open else None
        self._show(BackupDialog(self._settings, case, self._window))

    def restore(self) -> None:
        """Show the backups of the open case and what each lacks; without an open case, ask for a file."""
        if not self._session.is_open:
            self._ask_and_restore()
            return

        dialog = RestoreDialog(self._session, self._chooser, self._settings.backup_folder, self._window)
        dialog.replace_chosen.connect(self._replace)
        self._show(dialog)

    def recover(self, damaged: Path | None = None) -> None:
        """Ask for a damaged case, unless given, and for the path of the recovered one."""
        dialog = RecoveryStartDialog(self._chooser, damaged, self._window)
        dialog.accepted.connect(lambda: self._begin_recovery(dialog.places))
        self._show(dialog)

    def offers(self, error: AssessorError) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return the buttons for what the sentence on a damaged file suggests."""
        if len(error.problems) != 1:
            return ()
        problem = error.problems[0]
        damaged = Path(problem.place.file) if problem.place.file else None
        offers: list[tuple[str, Callable[[], object]]] = []
        if problem.code in RECOVERED and damaged is not None:
            offers.append((self.tr("復旧を始める"), partial(self.recover, damaged)))
        if problem.code in RECOVERED | RESTORED:
            offers.append((self.tr("バックアップから戻す"), self._ask_and_restore))
        return tuple(offers)

    def _begin_recovery(self, places: tuple[Path, Path] | None) -> None:
        if places is not None:
            damaged, target = places
            self._with_passphrase(damaged, partial(self._recover, damaged, target))

    def edit(self, over: LockHolder | None) -> None:
        """Make the read-only case writable; `over` is a silent holder to be replaced."""
        if over is None:
            self._session.holding.edit()
            return
        messages.ask(
            self._window,
            self.tr("それでも編集用に開きますか。"),
            more=self.tr(
                "{who}さん（{machine}）が作業中でないことを確認してください。"
                "作業中の場合、相手は読み取り専用になります。"
            ).format(who=over.holder.reviewer, machine=over.holder.machine),
            yes=self.tr("編集用に開く"),
            then=lambda: self._session.holding.edit(over),
        )

    def _replace(self, copy: Path, passphrase: str) -> None:
        if self._session.jobs.give_way(partial(self._replace, copy, passphrase)):
            return
        closed = self._session.inspection
        self.close_wanted.emit(partial(self._replace, copy, passphrase))
        if self._session.is_open:  # a job runs, which was said, or a question is open
            return
        job = self._session.backups.replace(closed, copy, passphrase)
        job.finished.connect(lambda: self.open_wanted.emit(closed.path))

    def _ask_and_restore(self) -> None:
        """Ask for a backup of a lost or damaged case and for the path of the restored one."""
        copy = self._chooser.case_to_open()
        if copy is None:
            return
        title = copy.stem.partition("_")[0]  # the following dialogs say which case and when
        target = self._chooser.case_to_make(self.tr("{title}（バックアップ）").format(title=title))
        if target is not None:
            self._with_passphrase(copy, partial(self._restore, copy, target))

    def _restore(self, copy: Path, target: Path, passphrase: str, failed: Failed) -> None:
        job = self._session.backups.restore(copy, target, passphrase, failed=failed)
        job.succeeded.connect(lambda _: self._offer(target))

    def _recover(self, damaged: Path, target: Path, passphrase: str, failed: Failed) -> None:
        job = self._session.backups.recover(damaged, target, passphrase, failed=failed)
        job.succeeded.connect(self._on_recovered)

    def _with_passphrase(
        self, path: Path, begin: Callable[[str, Failed], None], passphrase: str = ""
    ) -> None:
        """Start a job that reads a file, and again for each passphrase that is typed for it."""

        def failed(error: Exception) -> None:
            session = self._session
            if not (needs_passphrase(error) or is_wrong_passphrase(error)):
                session.report_failure(error)
                return

            dialog = PassphraseDialog(path, self._window)

            def again(secret: str) -> None:
                dialog.close()
                self._with_passphrase(path, begin, secret)

            dialog.tried.connect(again)
            if passphrase:
                dialog.show_wrong()
            self._show(dialog)

        begin(passphrase, failed)

    def _offer(self, restored: Path) -> None:
        messages.ask(
            self._window,
            self.tr("バックアップを「{file}」に戻しました。開きますか。").format(file=restored.name),
            yes=self.tr("開く"),
            then=lambda: self.open_wanted.emit(restored),
        )

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_holders(self) -> None:
        """Show who else has the case, unless it is locked."""
        holder = None if self._session.secured else self._session.other_holder
        self._strip.setVisible(holder is not None)
        self.banner.show_holders(holder, self._session.holding.holder_now() if holder is not None else None)

    def _on_opened(self) -> None:
        self.just_opened, self._warned = True, False
        self._since.start()
        self._show_holders()

    def _on_history_changed(self) -> None:
        if self._session.is_open and not self._session.other_holder:
            self._session.holding.beat()

    def _on_backed_up(self, taken: TakenBackup | None) -> None:
        self.just_opened = False
        self._since.start()
        self.sign.settle(taken.backup.at if taken else "")
        self.closing.note(taken)
        if taken is None:
            return
        if taken.same_volume and not self._warned:
            self._warned = True
            self._session.said.emit(
                self.tr(
                    "バックアップの保存先が案件と同じディスクです。「バックアップの設定」で別のディスクを選べます。"
                )
            )

    def _show_result(self, taken: TakenBackup) -> None:
        evidence = self.tr("証跡の内容は「記録の整合性確認」で確認できます。")
        close = self.tr("保存先が案件と同じディスクです。別のディスクにも保管してください。")
        messages.show_message(
            self._window,
            self.tr("バックアップを作成し、構造と変更履歴を確認しました。"),
            more=f"{taken.backup.path}\n{evidence}\n{close if taken.same_volume else ''}".rstrip(),
        )

    def _on_recovered(self, done: RecoveryResult) -> None:
        dialog = RecoveryDialog(done, self._session.language, self._window)
        dialog.open_chosen.connect(self.open_wanted)
        self._show(dialog)


class _Strip(QToolBar):
    """The tool bar that holds the banner, below the main one."""

    def __init__(self, banner: HolderBanner) -> None:
        super().__init__()
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addWidget(banner)
        self.hide()
