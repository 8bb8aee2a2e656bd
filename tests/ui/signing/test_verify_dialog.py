"""The verification in the window: progress, what was found, and a printed digest compared."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.signing import grouped
from assessor.domain.vocabulary import Stage, Verdict
from assessor.errors import AssessorError, Code
from assessor.words import Language
from ui.session.session import Session
from ui.signing.verify_dialog import VerifyDialog
from ui.window.main_window import MainWindow

SUBJECT, ITEM = "cp_minamo", "CP-1-01"
WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789abcdef"}  # as an input method types them


@pytest.fixture
def session(open_session: Session) -> Session:
    open_session.select(SUBJECT, ITEM)
    return open_session


@pytest.fixture
def dialog(session: Session, parent: QWidget) -> VerifyDialog:
    made = VerifyDialog(session, parent)
    made.open()
    return made


def verified(dialog: VerifyDialog, qtbot: QtBot) -> None:
    dialog.begin()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())


def alter(session: Session, statement: str) -> None:
    with closing(sqlite3.connect(session.path)) as connection, connection:
        connection.execute(statement)


def test_that_a_sound_case_is_shown_with_its_counts_and_its_digest(dialog: VerifyDialog, qtbot: QtBot):
    dialog.begin()
    assert dialog.bar.isVisible()
    assert not dialog.digest.isEnabled()
    assert (dialog.no.text(), dialog.yes.isEnabled()) == ("中止", False)
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())
    seen = dialog.seen
    assert seen is not None
    assert dialog.heading.text() == "✓ すべて一致しています。"
    told = dialog.text.toPlainText()
    assert f"変更履歴：{seen.entries}件" in told
    assert grouped(seen.digest) in told
    assert f"証跡と受領した質問票の内容：{seen.contents}件（" in told
    assert "署名はありません。" in told
    assert dialog.no.text() == "閉じる"
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.report
    assert dialog.report.startswith("✓ すべて一致しています。\n")


def test_that_the_first_finding_comes_first(session: Session, dialog: VerifyDialog, qtbot: QtBot):
    alter(session, "UPDATE review SET reason = reason || '!' WHERE subject = 'cp_minamo'")
    alter(session, "UPDATE journal SET reviewer = '別人' WHERE id = 3")
    verified(dialog, qtbot)
    assert dialog.heading.text().startswith("✗ 一致しない点があります（2種類、計")
    lines = dialog.text.toPlainText().splitlines()
    assert lines[0].startswith("✗ 変更履歴の3件目のハッシュ値が一致しません")
    assert lines[1].startswith(f"✗ 評価 {SUBJECT}/")
    assert "（同じ種類：計" in lines[1]


def test_that_a_printed_digest_is_found_with_its_entry(session: Session, dialog: VerifyDialog, qtbot: QtBot):
    assert session.signing.sign(SUBJECT, Stage.PREPARED, "作成 花子", "所見")
    held = session.signatures.at(SUBJECT, Stage.PREPARED)
    assert held is not None
    verified(dialog, qtbot)
    for typed in (grouped(held.digest), held.digest.upper()[:16], held.digest[:20].translate(WIDE)):
        dialog.digest.setText(typed)
        assert dialog.compared.text().startswith(f"✓ 変更履歴の{held.entries}件目（20")
        assert (
            f"その後に1件の履歴があります（署名時に書き写した場合は、署名の記録1件を含みます）。このハッシュ値で確かめられるのは{held.entries}件目まで"
            in (dialog.compared.text())
        )
    assert dialog.seen is not None
    dialog.digest.setText(dialog.seen.digest)
    assert "これが末尾の履歴です。" in dialog.compared.text()
    told = dialog.text.toPlainText()
    assert "最後の署名：" in told
    assert grouped(held.digest) in told
    dialog.digest.setText(held.digest[:15])
    assert "16文字以上" in dialog.compared.text()
    dialog.digest.setText("0" * 64)
    assert dialog.compared.text().startswith("✗ 変更履歴にありません")
    dialog.digest.clear()
    assert dialog.compared.text() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_that_enter_compares_and_keeps_the_result(dialog: VerifyDialog, key: Qt.Key, qtbot: QtBot):
    verified(dialog, qtbot)
    seen = dialog.seen
    assert seen is not None
    dialog.digest.setFocus()
    QTest.keyClicks(dialog.digest, seen.digest[:20])
    QTest.keyClick(dialog.digest, key)
    assert dialog.isVisible()
    assert dialog.seen is seen
    assert dialog.compared.text().startswith(f"✓ 変更履歴の{seen.entries}件目")
    dialog.hide()  # as a locked window does it
    dialog.show()
    assert not any(button.isDefault() for button in dialog.findChildren(QPushButton))


def test_that_a_digest_says_little_when_something_does_not_agree(
    session: Session, dialog: VerifyDialog, qtbot: QtBot
):
    alter(session, "UPDATE review SET reason = reason || '!' WHERE subject = 'cp_minamo'")
    verified(dialog, qtbot)
    assert dialog.seen is not None
    dialog.digest.setText(dialog.seen.digest)
    assert dialog.compared.text().startswith("✓")
    assert "これだけでは確かめられません" in dialog.compared.text()


def test_that_it_can_be_stopped_and_done_again(dialog: VerifyDialog, qtbot: QtBot):
    dialog.begin()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.bar.isVisible())
    assert dialog.isVisible()
    assert (dialog.seen, dialog.heading.text()) == (None, "中止しました。")
    dialog.yes.click()
    qtbot.waitUntil(lambda: dialog.seen is not None)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_nothing_is_changed_meanwhile(session: Session, dialog: VerifyDialog, qtbot: QtBot):
    told: list[str] = []
    session.said.connect(told.append)
    dialog.begin()
    assert not session.reviews.mark([ITEM], verdict=Verdict.DISCUSSING)
    assert told == ["処理が終わるまで変更できません：記録の整合性を確認しています"]
    qtbot.waitUntil(lambda: dialog.seen is not None)
    assert session.reviews.mark([ITEM], verdict=Verdict.DISCUSSING)


def test_that_a_case_that_is_gone_is_told_and_leaves_no_result(
    session: Session, dialog: VerifyDialog, qtbot: QtBot, tmp_path: Path
):
    failures: list[AssessorError] = []
    session.failed.connect(failures.append)
    verified(dialog, qtbot)
    session.path.rename(tmp_path / "elsewhere")
    session.inspection.file.let_go()
    verified(dialog, qtbot)
    assert failures[0].problems[0].code is Code.NOT_FOUND
    assert (dialog.seen, dialog.heading.text()) == (None, "確認できませんでした。")


def test_that_the_language_follows_and_keeps_what_was_found(
    session: Session, dialog: VerifyDialog, qtbot: QtBot
):
    alter(session, "UPDATE journal SET reviewer = '別人' WHERE id = 3")
    verified(dialog, qtbot)
    session.set_language(Language.EN)
    dialog.retranslate()
    dialog.check()
    assert "The digest of entry 3" in dialog.text.toPlainText()


def test_that_the_review_menu_verifies(case_window: MainWindow, qtbot: QtBot):
    assert case_window.choices["verify"] in case_window.choices.menus["review"].actions()
    case_window.choices["verify"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VerifyDialog)
    qtbot.waitUntil(lambda: dialog.seen is not None)
    assert dialog.seen is not None
    assert dialog.seen.clean
    dialog.no.click()
    assert QApplication.activeModalWidget() is None
