"""The history of an item: who, when, and each changed field before and after in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from assessor.domain.naming import BilingualName
from assessor.domain.records import RecordKind
from assessor.domain.signing import NEVER_UNDONE
from assessor.domain.vocabulary import Answer, Verdict, Way
from assessor.words.naming import about
from assessor.words.records import field_name
from assessor.words.terms import term
from ui.moments import local
from ui.widgets.labels import GAP, Heading, Quiet, Rows, Text

if TYPE_CHECKING:
    from assessor.domain.change import Change
    from assessor.domain.records import Value
    from assessor.domain.rounds import RoundNumbers
    from assessor.operations.viewing import ItemDetail
    from assessor.storage.stores.journal import JournalEntry
    from assessor.words import Language

SHOWN = 8
LONG = 80
_SILENT = frozenset(
    {
        (RecordKind.REVIEW, "reviewer"),
        (RecordKind.REVIEW, "reviewed_at"),
        (RecordKind.RESPONSE, "answer_written"),
        (RecordKind.RESPONSE, "due_written"),
        (RecordKind.RESPONSE, "answered_written"),
    }
)
_KINDS = frozenset({RecordKind.REVIEW, RecordKind.RESPONSE, RecordKind.INQUIRY, RecordKind.EVIDENCE})


class HistoryView(QWidget):
    """The journal of one item, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = False
        self._shown: tuple[ItemDetail, Language] | None = None
        self.title = Heading()
        self.none = Quiet()
        self.lines = Rows()
        self.more = QPushButton()
        self.more.clicked.connect(self._on_more_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in (self.title, self.none):
            column.addWidget(part)
        column.addWidget(self.lines)
        column.addWidget(self.more)

    def show_detail(self, detail: ItemDetail, language: Language) -> None:
        """Show the history of an item."""
        self._all = False
        self._shown = (detail, language)
        self._fill()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.title.setText(self.tr("変更履歴"))
        self.none.setText(self.tr("まだ何も記録していません。"))

    def _on_more_clicked(self) -> None:
        self._all = True
        self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        detail, language = self._shown
        subject = detail.subject
        prefix = f"{subject.subject}/{detail.row.state.item.id}"
        name = BilingualName(subject.name, subject.name_en)
        lines_of = (
            (entry, change_lines(entry, prefix, name, detail.numbers, language)) for entry in detail.history
        )
        entries = [(entry, lines) for entry, lines in lines_of if lines]
        shown = entries if self._all else entries[:SHOWN]
        self.lines.fill(
            ((entry.id, *lines, language), partial(_block, entry, lines, language)) for entry, lines in shown
        )
        self.none.setVisible(not entries)
        self.more.setText(self.tr("以前の{count}件も表示").format(count=len(entries) - len(shown)))
        self.more.setVisible(len(entries) > len(shown))


def change_lines(
    entry: JournalEntry, prefix: str, name: BilingualName, numbers: RoundNumbers, language: Language
) -> list[str]:
    """Return the changes of an entry to one item, one in each line; `name` is that of its subject."""
    if entry.change_set.action in NEVER_UNDONE:  # the subject and the reason
        return [about(entry.change_set, lambda _: name, language)]
    lines = []
    for change in entry.change_set.changes:
        of_item = change.key == prefix or change.key.startswith(f"{prefix}/")
        if of_item and change.record in _KINDS and (change.record, change.field) not in _SILENT:
            line = _line(change, numbers, language)
            if line:
                lines.append(line)
    return lines


def _line(change: Change, numbers: RoundNumbers, language: Language) -> str:
    """Return a change in words, or an empty text if it does not concern the reviewer."""
    translate = QCoreApplication.translate
    if change.record is RecordKind.EVIDENCE:
        return _evidence_line(change)
    if change.record is RecordKind.INQUIRY and change.field == "round":
        number = numbers.of(str(change.after or change.before))
        if not change.after:
            text = translate("HistoryView", "追加確認事項の第{round}回での送付を取消し")
        else:
            text = translate("HistoryView", "追加確認事項を第{round}回で送付")
        return text.format(round=number)
    if change.record is RecordKind.INQUIRY and change.field != "question":
        return ""
    field = field_name(change.record, change.field, language)
    before, after = (_word(change, value, language) for value in (change.before, change.after))
    if not change.before and after:
        return translate("HistoryView", "{field}：{after}").format(field=field, after=after)
    none = translate("HistoryView", "（空欄）")
    text = translate("HistoryView", "{field}：{before} → {after}")
    return text.format(field=field, before=before or none, after=after or none)


def _evidence_line(change: Change) -> str:
    translate = QCoreApplication.translate
    if change.field != "name":
        return ""
    if change.after:
        return translate("HistoryView", "証跡を添付：{name}").format(name=change.after)
    return translate("HistoryView", "証跡を外した：{name}").format(name=change.before)


def _word(change: Change, value: Value, language: Language) -> str:
    """Return a value as users see it: terms in words, long texts shortened."""
    if change.record is RecordKind.REVIEW and change.field in {"verdict", "reason_for"}:
        return term(Verdict(str(value)), language)
    if (change.record, change.field) == (RecordKind.RESPONSE, "answer"):
        return term(Answer(str(value)), language)
    text = " ".join(str(value).split())
    return f"{text[:LONG]}…" if len(text) > LONG else text


def _block(entry: JournalEntry, lines: list[str], language: Language) -> QWidget:
    block = QWidget()
    change_set = entry.change_set
    action = term(change_set.action, language)
    if change_set.way is not Way.DO:
        text = QCoreApplication.translate("HistoryView", "{action}（{way}）")
        action = text.format(action=action, way=term(change_set.way, language))
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(2)
    grid.addWidget(Quiet(f"{local(entry.at)}　{entry.reviewer}　{action}"), 0, 0)
    grid.addWidget(Text("\n".join(lines)), 1, 0)
    return block
