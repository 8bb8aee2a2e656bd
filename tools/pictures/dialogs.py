"""Opening dialogs for pictures that no other story shows."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from assessor.domain.danger import Danger
from assessor.domain.difference import CellKind
from assessor.errors import Code
from assessor.operations.returns.values import Proposal
from ui.app.crash_dialog import CrashDialog
from ui.backups.recovery_dialog import RecoveryDialog
from ui.evidence import danger_question
from ui.item.approver_dialog import ApproverDialog
from ui.item.reason_dialog import ReasonDialog
from ui.passphrase.plain_copies_dialog import PlainCopiesDialog
from ui.passphrase.sheet_question import SheetQuestion
from ui.returns.read_as_dialog import ReadAsDialog
from ui.returns.subject_dialog import WhoseDialog
from ui.widgets.dialogs import messages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from ui.window.main_window import MainWindow


def openers(window: MainWindow, scratch: Path) -> dict[str, Callable[[], object]]:
    """Return a function to open each dialog, by its name; a case must be open with an item selected."""
    choices, view = window.choices, window.desk.view
    by_menu = ("about", "properties", "backups", "restore", "package", "purge", "compact", "proposals")
    return {
        **{name: choices[name].trigger for name in by_menu},
        "features": view.subjects.edit_features,
        "evidencechoice": view.item.evidence.choose_from_case,
        "approver": partial(_approver, window),
        "reason": partial(_reason, window),
        "whose": partial(_whose, window),
        "readas": partial(_read_as, window),
        "sheetquestion": partial(_sheet_question, window),
        "plaincopies": partial(_plain_copies, window, scratch),
        "recovery": partial(_recovery, window, scratch),
        "danger": partial(_danger, window),
        "question": partial(_question, window),
        "crash": partial(_crash, window, scratch),
    }


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _approver(window: MainWindow) -> None:
    _open(ApproverDialog(window.session, window.session.rules.rules[0], window))


def _reason(window: MainWindow) -> None:
    rows = window.session.reviews.item_rows(window.session.current_subject)
    _open(
        ReasonDialog(
            window.session, window.session.current_subject, [row.state.item.id for row in rows[:3]], window
        )
    )


def _whose(window: MainWindow) -> None:
    _open(WhoseDialog(window.session, "質問票_みなもペイ_第1回.xlsx", window))


def _read_as(window: MainWindow) -> None:
    cell = Proposal("CP-1-01", "due_on", CellKind.FLAGGED, "", "", "", "年末", Code.BAD_DATE, 7, 10)
    _open(ReadAsDialog(cell, "対応予定日", window))


def _sheet_question(window: MainWindow) -> None:
    _open(SheetQuestion(window.session, window))


def _plain_copies(window: MainWindow, scratch: Path) -> None:
    copies = [scratch / "backups" / f"2026年度の点検-2026110{day}-0900.assess" for day in range(1, 9)]
    _open(PlainCopiesDialog(window.session, copies, window, linked=True))


def _recovery(window: MainWindow, scratch: Path) -> None:
    """Recover a case of which only three quarters are left."""
    session = window.session
    damaged, target = scratch / "壊れた案件.assess", scratch / "復旧した案件.assess"
    shutil.copy(session.path, damaged)
    with damaged.open("r+b") as file:
        file.truncate(damaged.stat().st_size * 3 // 4)
    target.unlink(missing_ok=True)
    job = session.backups.recover(damaged, target)
    job.succeeded.connect(lambda done: _open(RecoveryDialog(done, session.language, window)))


def _danger(window: MainWindow) -> None:
    danger_question.ask(window, "認証設計書.pdf.exe", Danger.DISGUISED, then=lambda: None)


def _question(window: MainWindow) -> None:
    translate = QCoreApplication.translate
    told = translate("MainWindow", "処理が終わっていません：{job}").format(job="質問票を書き出しています")
    messages.ask(
        window,
        told,
        more=translate("MainWindow", "中止して閉じますか。ここまでに記録した評価は失われません。"),
        yes=translate("MainWindow", "中止して閉じる"),
        then=lambda: None,
    )


def _crash(window: MainWindow, scratch: Path) -> None:
    _open(CrashDialog("Assessor\nTraceback (most recent call last)", scratch / "assessor.log", window))
