"""The tables of the actions (texts, keys, icons) and of the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.words import Language
from ui.settings import Scheme
from ui.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping


class ActionEntry(NamedTuple):
    """One action: its text in menus, its keys, its shorter text in the toolbar, its icon."""

    text: str
    keys: str = ""
    short: str = ""
    icon: str = ""
    needs_case: bool = True
    checkable: bool = False


# Plus needs Shift on most keyboards, so the key alone works too: = or, on a Japanese one, ;.
ZOOM_IN: Final = "Ctrl++; Ctrl+=; Ctrl+;"
ENTRIES: Final[Mapping[str, ActionEntry]] = {
    "new": ActionEntry(QT_TRANSLATE_NOOP("Actions", "新規(&N)…"), "Ctrl+N", needs_case=False),
    "open": ActionEntry(QT_TRANSLATE_NOOP("Actions", "開く(&O)…"), "Ctrl+O", needs_case=False),
    "sample": ActionEntry(QT_TRANSLATE_NOOP("Actions", "サンプルを開く(&S)…"), needs_case=False),
    "properties": ActionEntry(QT_TRANSLATE_NOOP("Actions", "案件名と連絡先(&P)…")),
    "passphrase": ActionEntry(QT_TRANSLATE_NOOP("Actions", "パスフレーズ(&W)…")),
    "sheet": ActionEntry(QT_TRANSLATE_NOOP("Actions", "復旧用紙(&Y)…")),
    "lock": ActionEntry(QT_TRANSLATE_NOOP("Actions", "ロック(&L)"), "Ctrl+L"),
    "lock_0": ActionEntry(QT_TRANSLATE_NOOP("Actions", "自動ロックしない"), needs_case=False, checkable=True),
    "lock_5": ActionEntry(QT_TRANSLATE_NOOP("Actions", "5分後"), needs_case=False, checkable=True),
    "lock_15": ActionEntry(QT_TRANSLATE_NOOP("Actions", "15分後"), needs_case=False, checkable=True),
    "lock_30": ActionEntry(QT_TRANSLATE_NOOP("Actions", "30分後"), needs_case=False, checkable=True),
    "lock_60": ActionEntry(QT_TRANSLATE_NOOP("Actions", "60分後"), needs_case=False, checkable=True),
    "reviewer": ActionEntry(QT_TRANSLATE_NOOP("Actions", "評価者の氏名(&R)…"), needs_case=False),
    "backup": ActionEntry(QT_TRANSLATE_NOOP("Actions", "バックアップを今すぐ作る(&B)")),
    "backups": ActionEntry(QT_TRANSLATE_NOOP("Actions", "バックアップの設定(&K)…"), needs_case=False),
    "restore": ActionEntry(QT_TRANSLATE_NOOP("Actions", "バックアップから戻す(&V)…"), needs_case=False),
    "recover": ActionEntry(QT_TRANSLATE_NOOP("Actions", "壊れた案件から復旧(&E)…"), needs_case=False),
    "close": ActionEntry(QT_TRANSLATE_NOOP("Actions", "案件を閉じる(&C)"), "Ctrl+W"),
    "quit": ActionEntry(QT_TRANSLATE_NOOP("Actions", "終了(&X)"), "Ctrl+Q", needs_case=False),
    "undo": ActionEntry(
        QT_TRANSLATE_NOOP("Actions", "元に戻す(&U)"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("Actions", "元に戻す"),
        "undo",
    ),
    "redo": ActionEntry(
        QT_TRANSLATE_NOOP("Actions", "やり直し(&R)"),
        "Ctrl+Y; Ctrl+Shift+Z",
        QT_TRANSLATE_NOOP("Actions", "やり直し"),
        "redo",
    ),
    "find": ActionEntry(QT_TRANSLATE_NOOP("Actions", "検索(&F)"), "Ctrl+F"),
    "reason": ActionEntry(QT_TRANSLATE_NOOP("Actions", "評価理由を入力(&R)"), "Return; Enter"),
    "previous": ActionEntry(
        QT_TRANSLATE_NOOP("Actions", "前の未評価(&P)"),
        "Ctrl+Up",
        QT_TRANSLATE_NOOP("Actions", "前の未評価"),
        "previous",
    ),
    "next": ActionEntry(
        QT_TRANSLATE_NOOP("Actions", "次の未評価(&N)"),
        "Ctrl+Down",
        QT_TRANSLATE_NOOP("Actions", "次の未評価"),
        "next",
    ),
    "previous_subject": ActionEntry(QT_TRANSLATE_NOOP("Actions", "前の点検対象"), "Ctrl+PgUp"),
    "next_subject": ActionEntry(QT_TRANSLATE_NOOP("Actions", "次の点検対象"), "Ctrl+PgDown"),
    "attach": ActionEntry(QT_TRANSLATE_NOOP("Actions", "証跡を添付(&A)…"), "Ctrl+Shift+A"),
    "proposals": ActionEntry(QT_TRANSLATE_NOOP("Actions", "該当なし提案の承認(&E)…")),
    "sign": ActionEntry(QT_TRANSLATE_NOOP("Actions", "署名(&S)…")),
    "reopen": ActionEntry(QT_TRANSLATE_NOOP("Actions", "署名の取消し(&O)…")),
    "signatures": ActionEntry(QT_TRANSLATE_NOOP("Actions", "署名の一覧(&G)…")),
    "verify": ActionEntry(QT_TRANSLATE_NOOP("Actions", "記録の整合性確認(&K)…")),
    "export": ActionEntry(
        QT_TRANSLATE_NOOP("Actions", "質問票の書き出し(&E)…"),
        "Ctrl+E",
        QT_TRANSLATE_NOOP("Actions", "質問票の書き出し"),
        "export",
    ),
    "import": ActionEntry(
        QT_TRANSLATE_NOOP("Actions", "回答の取り込み(&I)…"),
        "Ctrl+I",
        QT_TRANSLATE_NOOP("Actions", "回答の取り込み"),
        "import",
    ),
    "import_folder": ActionEntry(QT_TRANSLATE_NOOP("Actions", "フォルダーから取り込む(&F)…"), "Ctrl+Shift+I"),
    "collection": ActionEntry(QT_TRANSLATE_NOOP("Actions", "回収状況(&C)…"), "Ctrl+K"),
    "report": ActionEntry(
        QT_TRANSLATE_NOOP("Actions", "点検結果表の作成(&R)…"),
        "Ctrl+R",
        QT_TRANSLATE_NOOP("Actions", "点検結果表の作成"),
        "report",
    ),
    "package": ActionEntry(QT_TRANSLATE_NOOP("Actions", "証跡パッケージの作成(&P)…")),
    "purge": ActionEntry(QT_TRANSLATE_NOOP("Actions", "使われていない証跡の完全削除(&D)…")),
    "compact": ActionEntry(QT_TRANSLATE_NOOP("Actions", "案件ファイルの最適化(&Z)…")),
    "items": ActionEntry(
        QT_TRANSLATE_NOOP("Actions", "項目(&I)"),
        "Ctrl+1",
        QT_TRANSLATE_NOOP("Actions", "項目"),
        checkable=True,
    ),
    "overview": ActionEntry(
        QT_TRANSLATE_NOOP("Actions", "全体(&O)"),
        "Ctrl+2",
        QT_TRANSLATE_NOOP("Actions", "全体"),
        checkable=True,
    ),
    "subjects": ActionEntry(
        QT_TRANSLATE_NOOP("Actions", "点検対象の一覧(&S)"), "", QT_TRANSLATE_NOOP("Actions", "点検対象")
    ),
    "larger": ActionEntry(QT_TRANSLATE_NOOP("Actions", "文字を大きく(&L)"), ZOOM_IN, needs_case=False),
    "smaller": ActionEntry(QT_TRANSLATE_NOOP("Actions", "文字を小さく(&M)"), "Ctrl+-", needs_case=False),
    "usual_size": ActionEntry(QT_TRANSLATE_NOOP("Actions", "標準の大きさ(&U)"), "Ctrl+0", needs_case=False),
    "next_pane": ActionEntry(QT_TRANSLATE_NOOP("Actions", "次の区画へ"), "F6"),
    "previous_pane": ActionEntry(QT_TRANSLATE_NOOP("Actions", "前の区画へ"), "Shift+F6"),
    "ja": ActionEntry("日本語", needs_case=False, checkable=True),
    "en": ActionEntry("English", needs_case=False, checkable=True),
    "system": ActionEntry(
        QT_TRANSLATE_NOOP("Actions", "システムに合わせる"), needs_case=False, checkable=True
    ),
    "light": ActionEntry(QT_TRANSLATE_NOOP("Actions", "明るい"), needs_case=False, checkable=True),
    "dark": ActionEntry(QT_TRANSLATE_NOOP("Actions", "暗い"), needs_case=False, checkable=True),
    "keys": ActionEntry(QT_TRANSLATE_NOOP("Actions", "キー操作一覧(&K)"), "F1", needs_case=False),
    "notice": ActionEntry(QT_TRANSLATE_NOOP("Actions", "文言についての注意(&N)"), needs_case=False),
    "log": ActionEntry(QT_TRANSLATE_NOOP("Actions", "記録の場所(&L)"), needs_case=False),
    "about": ActionEntry(QT_TRANSLATE_NOOP("Actions", "バージョン情報(&A)"), needs_case=False),
}
LOCK_MINUTES: Final = {f"lock_{minutes}": minutes for minutes in (0, 5, 15, 30, 60)}
WHILE_LOCKED: Final = frozenset({"quit", "keys", "log", "about", "larger", "smaller", "usual_size", *Scheme})
BARRED: Final = QT_TRANSLATE_NOOP(
    "Actions", "署名があるため実行できません。変更するときは、先に署名を取り消してください。"
)
WITH_DETAIL: Final = QT_TRANSLATE_NOOP("Actions", "{action}：{what}")  # of undo and redo
# Menus by name: their title, and their entries; "-" is a line, a name in brackets another menu.
MENUS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "file": (
        QT_TRANSLATE_NOOP("Actions", "ファイル(&F)"),
        (
            "new",
            "open",
            "[recent]",
            "sample",
            "-",
            "properties",
            "passphrase",
            "sheet",
            "[autolock]",
            "lock",
            "purge",
            "compact",
            "-",
            "backup",
            "restore",
            "recover",
            "backups",
            "-",
            "reviewer",
            "-",
            "close",
            "-",
            "quit",
        ),
    ),
    "edit": (QT_TRANSLATE_NOOP("Actions", "編集(&E)"), ("undo", "redo", "-", "find")),
    "review": (
        QT_TRANSLATE_NOOP("Actions", "点検(&R)"),
        (
            *("[verdict]", "reason", "-", "previous", "next", "previous_subject", "next_subject"),
            *("-", "attach", "proposals", "-", "sign", "reopen", "signatures", "verify"),
        ),
    ),
    "questionnaire": (
        QT_TRANSLATE_NOOP("Actions", "質問票(&Q)"),
        ("export", "import", "import_folder", "-", "collection"),
    ),
    "results": (QT_TRANSLATE_NOOP("Actions", "結果(&S)"), ("report", "package")),
    "view": (
        QT_TRANSLATE_NOOP("Actions", "表示(&V)"),
        (
            *("items", "overview", "subjects", "-", "next_pane", "previous_pane", "-"),
            *("[size]", "[language]", "[colours]"),
        ),
    ),
    "help": (QT_TRANSLATE_NOOP("Actions", "ヘルプ(&H)"), ("keys", "-", "notice", "log", "about")),
    "recent": (QT_TRANSLATE_NOOP("Actions", "最近使った案件(&T)"), ()),
    "autolock": (QT_TRANSLATE_NOOP("Actions", "自動ロック(&A)"), tuple(LOCK_MINUTES)),
    "verdict": (QT_TRANSLATE_NOOP("Actions", "評価区分(&V)"), ()),
    "language": (QT_TRANSLATE_NOOP("Actions", "言語 / Language"), tuple(Language)),
    "size": (QT_TRANSLATE_NOOP("Actions", "文字の大きさ(&T)"), ("larger", "smaller", "usual_size")),
    "colours": (QT_TRANSLATE_NOOP("Actions", "配色(&C)"), tuple(Scheme)),
}
BAR: Final = ("file", "edit", "review", "questionnaire", "results", "view", "help")
TOOLBAR: Final = (
    *("items", "overview", "-", "undo", "redo", "-", "previous", "next", "-"),
    *("export", "import", "report"),
)
GROUPS: Final = (("items", "overview"), tuple(Language), tuple(Scheme), tuple(LOCK_MINUTES))
