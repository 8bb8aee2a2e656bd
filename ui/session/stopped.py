"""What is said of a job that was cancelled: a sentence of its own for each."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.translation import QT_TRANSLATE_NOOP

_CONTEXT: Final = "StoppedJobs"
# The context and the title of a job, and what is said when it was cancelled.
_SENTENCES: Final = (
    (
        "Session",
        "点検案件を作成しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "点検案件の作成を中止しました。"),
    ),
    (
        "Session",
        "サンプルの点検案件を作成しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "サンプルの作成を中止しました。"),
    ),
    (
        "SessionEvidence",
        "証跡を添付しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "証跡の添付を中止しました。"),
    ),
    (
        "SessionEvidence",
        "証跡の写しを作成しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "証跡の写しの作成を中止しました。"),
    ),
    (
        "SessionEvidence",
        "証跡を書き出しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "証跡の書き出しを中止しました。"),
    ),
    (
        "SessionEvidence",
        "証跡パッケージを作成しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "証跡パッケージの作成を中止しました。"),
    ),
    (
        "SessionEvidence",
        "証跡を完全に削除しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "証跡の完全削除を中止しました。"),
    ),
    (
        "SessionEvidence",
        "案件ファイルを最適化しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "案件ファイルの最適化を中止しました。"),
    ),
    (
        "SessionExchange",
        "質問票を書き出しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "質問票の書き出しを中止しました。"),
    ),
    (
        "SessionExchange",
        "送付できる項目を確認しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "送付できる項目の確認を中止しました。"),
    ),
    (
        "SessionExchange",
        "回収状況を確認しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "回収状況の確認を中止しました。"),
    ),
    (
        "SessionExchange",
        "質問票を読み取っています",
        QT_TRANSLATE_NOOP("StoppedJobs", "質問票の読み取りを中止しました。"),
    ),
    (
        "SessionExchange",
        "一緒に届いた証跡を確認しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "証跡の確認を中止しました。"),
    ),
    (
        "SessionExchange",
        "回答を取り込んでいます",
        QT_TRANSLATE_NOOP("StoppedJobs", "回答の取り込みを中止しました。"),
    ),
    (
        "SessionExchange",
        "受領ファイルを書き出しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "受領ファイルの書き出しを中止しました。"),
    ),
    (
        "SessionExchange",
        "点検結果表を作成しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "点検結果表の作成を中止しました。"),
    ),
    (
        "KeepingFlows",
        "バックアップを作成しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "バックアップの作成を中止しました。"),
    ),
    (
        "SessionKeeping",
        "バックアップを確認しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "バックアップの確認を中止しました。"),
    ),
    (
        "SessionKeeping",
        "バックアップを戻しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "バックアップの復元を中止しました。"),
    ),
    (
        "SessionKeeping",
        "バックアップと入れ替えています",
        QT_TRANSLATE_NOOP("StoppedJobs", "バックアップとの入れ替えを中止しました。"),
    ),
    (
        "SessionKeeping",
        "壊れた案件から復旧しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "復旧を中止しました。"),
    ),
    (
        "SessionProtecting",
        "案件を書き直しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "案件の書き直しを中止しました。"),
    ),
    (
        "SessionProtecting",
        "暗号化されていないファイルを削除しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "暗号化されていないファイルの削除を中止しました。"),
    ),
    (
        "SessionVerifying",
        "記録を検証しています",
        QT_TRANSLATE_NOOP("StoppedJobs", "記録の検証を中止しました。"),
    ),
)


def stopped(title: str) -> str:
    """Return what is said of a cancelled job with this title, in the language of the window."""
    for context, source, sentence in _SENTENCES:
        if QCoreApplication.translate(context, source) == title:
            return QCoreApplication.translate(_CONTEXT, sentence)
    return QCoreApplication.translate(_CONTEXT, QT_TRANSLATE_NOOP("StoppedJobs", "処理を中止しました。"))
