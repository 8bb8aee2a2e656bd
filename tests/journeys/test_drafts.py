"""What is being typed when the process is killed: offered at the next start, and taken in by a click."""

import subprocess
import sys
from pathlib import Path

import pytest

from assessor.domain.records import Inquiry, Review
from assessor.operations.inspection import Inspection, this_actor
from assessor.operations.protecting import protect
from assessor.progress import quiet
from tests.patience import PROCESS
from tests.places import ROOT
from tests.ui.panel_steps import FIRST, PROVIDER

REASON = "夜間の監視記録を確認 log7"
QUESTION = "当直は何名か who"
PASSPHRASE = "夜の 鉄道 42 灯台"
# Opens the case in a real window. `type`: writes by keys, says when it is kept, and waits to be killed.
# `take`: tells where it is and what is offered, presses 取り込む, tells what stands in the fields, leaves.
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.app.application import Options, start
from ui.settings import Settings

what, case, ini, passphrase, subject, item, reason, question = sys.argv[1:]
app = QApplication(sys.argv[:1])
settings = Settings(Path(ini))
settings.backup_minutes = 0
window = start(app, settings, Options(reviewer="評価 太郎"))
window.show()
window.complete()

def wait(ready):
    while not ready():
        QTest.qWait(10)

wait(lambda: window.desk.view.ready)
window.desk.cases.open(Path(case), passphrase)
wait(lambda: window.session.is_open and window.pages.currentWidget() is window.desk.view)
view, session = window.desk.view, window.session
panel = view.item

def enter(field, text):
    field.setFocus()
    wait(field.hasFocus)
    field.selectAll()
    japanese, _, latin = text.rpartition(" ")
    composed = QInputMethodEvent()
    composed.setCommitString(japanese + " ")  # as an input method writes
    QApplication.sendEvent(field, composed)
    QTest.keyClicks(field, latin)

def dialog_for_signing():
    window.choices["sign"].trigger()
    wait(lambda: QApplication.activeModalWidget() is not None)
    return QApplication.activeModalWidget()

at = (session.current_subject, session.current_item)
session.select(subject, item)
if what == "type":
    window.activateWindow()
    wait(window.isActiveWindow)
    signing = dialog_for_signing()
    enter(signing.note, reason)
    QTest.keyClick(signing, Qt.Key.Key_Escape)
    wait(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()
    wait(window.isActiveWindow)
    enter(panel.inquiries.question, question)
    enter(panel.editor.reason, reason)
    written = lambda: view.drafts._written
    wait(lambda: written().dialogs and reason in {one.reason for one in written().typed})
    settings.save()
    print("kept", flush=True)
    QTest.qWait(600_000)
else:
    print(*at, view.drafts.offer.isVisible(), flush=True)
    print(repr(panel.editor.reason.toPlainText()), flush=True)
    QTest.mouseClick(view.drafts.offer.take, Qt.MouseButton.LeftButton)
    print(repr(panel.editor.reason.toPlainText()), repr(panel.inquiries.question.toPlainText()), flush=True)
    print(view.drafts.offer.isVisible(), flush=True)
    panel.inquiries.add.click()
    panel.commit()
    signing = dialog_for_signing()
    print(repr(signing.note.toPlainText()), flush=True)
    signing.note.clear()
    QTest.keyClick(signing, Qt.Key.Key_Escape)
    wait(lambda: not view.drafts._written.dialogs and not view.drafts._written.typed)
    print(len(view.drafts._written.typed), len(list(settings.draft_folder.glob("*"))), flush=True)
    window.close()
"""


def run(what: str, case: Path, ini: Path, passphrase: str) -> subprocess.Popen[str]:
    arguments = [what, str(case), str(ini), passphrase, PROVIDER, FIRST, REASON, QUESTION]
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_that_what_was_typed_survives_a_kill_and_is_offered(
    real_rounds: None, sample: Path, tmp_path: Path, passphrase: str
):
    if passphrase:
        opened = Inspection.open(sample, this_actor("評価 太郎"))
        protect(opened, passphrase, quiet())
        opened.close()
    ini = tmp_path / "settings" / "assessor.ini"
    with run("type", sample, ini, passphrase) as typing:
        assert typing.stdout is not None
        assert typing.stdout.readline().strip() == "kept"
        typing.kill()
    (kept,) = (ini.parent / "drafts").iterdir()
    content = kept.read_bytes()
    assert (REASON.encode() in content) is not bool(passphrase)
    assert (FIRST.encode() in content) is not bool(passphrase)
    assert kept.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    assert REASON not in ini.read_text(encoding="utf-8")
    assert (FIRST in ini.read_text(encoding="utf-8")) is not bool(passphrase)
    with run("take", sample, ini, passphrase) as taking:
        told, _ = taking.communicate(timeout=PROCESS)
    where, before, after, still, note, left = told.splitlines()
    assert where == f"{PROVIDER} {FIRST} True"
    assert REASON not in before
    assert note == repr(REASON)  # of the signature that was not given
    assert after == f"{REASON!r} {QUESTION!r}"
    # What is left of an encrypted case is where it was left, which stands in the settings of a plain one.
    assert (still, left) == ("False", "0 1" if passphrase else "0 0")
    looked = Inspection.open(sample, this_actor("評価 太郎"), passphrase)
    try:
        with looked.file.read() as work:
            assert work.records.get(Review, PROVIDER, FIRST).reason == REASON
            assert QUESTION in {one.question for one in work.records.all(Inquiry, subject=PROVIDER)}
    finally:
        looked.close()
