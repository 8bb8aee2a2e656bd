"""The columns of the item list: each knows its title, its text, and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from assessor.domain.vocabulary import Answer, Requirement, Verdict
from assessor.domain.weakness import has_new_answer
from assessor.words import Language
from assessor.words.applicability import why_not
from assessor.words.examination import weaknesses
from assessor.words.terms import named, term
from ui.widgets.labels import tip
from ui.widgets.lists.spoken import spoken
from ui.widgets.weak_mark import to_check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assessor.operations.viewing import ItemRow


class ItemRole(IntEnum):
    """What a cell tells beyond Qt's own roles."""

    ITEM = Qt.ItemDataRole.UserRole + 1  # the item's id, empty for a heading
    APPLIES = Qt.ItemDataRole.UserRole + 2  # whether the item applies
    HEADING = Qt.ItemDataRole.UserRole + 3  # the name of a phase, in its heading
    COUNTS = Qt.ItemDataRole.UserRole + 4  # where the phase stands, in its heading
    WEAK = Qt.ItemDataRole.UserRole + 5  # the word of the mark where the verdict is weak, in the first column
    POINTED = Qt.ItemDataRole.UserRole + 6  # whether undo or redo has just changed the item
    CELL = Qt.ItemDataRole.UserRole + 7  # ItemCell: what is painted, asked for at once


@dataclass(frozen=True)
class ItemCell:
    """What a cell is painted from beside its text: one value, since each that is asked for costs."""

    heading: str = ""
    counts: str = ""
    verdict: Verdict | None = None
    applies: bool = True
    weak: str = ""
    lines: bool = False
    pointed: bool = False


def nothing(_row: ItemRow) -> str:
    """Return no text."""
    return ""


@dataclass(frozen=True)
class ItemColumn:
    """One column: a title and what it tells of a row."""

    key: str
    title: str
    text: Callable[[ItemRow], str]
    tip: Callable[[ItemRow], str] = nothing
    verdict: Callable[[ItemRow], Verdict] | None = None
    aligned: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    long: bool = False
    marked: Callable[[ItemRow], str] = nothing  # where the mark of a weak verdict stands, why it does
    samples: tuple[str, ...] = ()  # the widest texts that may come, so that columns need not move

    def value(self, row: ItemRow, role: int) -> object:
        """Return what the column tells of a row in a role."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.tip(row) or self.text(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            why = " ".join(self.marked(row).split("\n"))
            return f"{self.title} {spoken(self.text(row))} {f'{_mark(row)} {why}' if why else ''}".strip()
        # Nothing is made but what is asked for: a table asks for a dozen values of a cell to paint it.
        found: object = None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            found = self.aligned | Qt.AlignmentFlag.AlignVCenter
        elif role == ItemRole.WEAK:
            found = _mark(row) if self.marked(row) else ""
        return found


def columns(language: Language) -> tuple[ItemColumn, ...]:
    """Return the columns of the item list, titled in the language the application speaks now."""
    translate = QCoreApplication.translate
    right, centre = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
    return (
        ItemColumn(
            "item",
            translate("ItemsColumns", "項目ID"),
            lambda row: row.state.item.id,
            tip=lambda row: weaknesses(row.weak, language),
            marked=lambda row: weaknesses(row.weak, language),
        ),
        ItemColumn(
            "class",
            translate("ItemsColumns", "区分"),
            lambda row: term(row.state.item.requirement_class, language),
            samples=tuple(term(kind, language) for kind in Requirement),
        ),
        ItemColumn(
            "requirement",
            translate("ItemsColumns", "点検項目"),
            lambda row: _wording(row, language),
            tip=lambda row: _full_wording(row, language),
            long=True,
        ),
        ItemColumn(
            "answer",
            translate("ItemsColumns", "回答"),
            lambda row: term(row.response.answer, language) if row.response else "—",
            tip=lambda row: row.response.explanation if row.response else "",
            long=True,
            samples=tuple(_words(term(answer, language) for answer in Answer)),
        ),
        ItemColumn(
            "verdict",
            translate("ItemsColumns", "評価"),
            lambda row: term(row.state.verdict, language),
            tip=lambda row: _with_weak(row.state.review.reason, row, language),
            verdict=lambda row: row.state.verdict,
            samples=tuple(_words(term(verdict, language) for verdict in Verdict)),
        ),
        *_counting(right, centre),
    )


def _counting(right: Qt.AlignmentFlag, centre: Qt.AlignmentFlag) -> tuple[ItemColumn, ...]:
    translate = QCoreApplication.translate
    return (
        ItemColumn(
            "evidence",
            translate("ItemsColumns", "証跡"),
            lambda row: str(row.evidence or ""),
            aligned=right,
            samples=("99",),
        ),
        ItemColumn(
            "inquiries",
            translate("ItemsColumns", "追加確認"),
            lambda row: f"{row.open_inquiries}/{row.inquiries}" if row.inquiries else "",
            tip=_inquiries_tip,
            aligned=centre,
            samples=("9/9",),
        ),
        ItemColumn(
            "due",
            translate("ItemsColumns", "期限"),
            lambda row: row.state.review.due,
            aligned=centre,
            samples=("2020-12",),
        ),
    )


def _mark(row: ItemRow) -> str:
    return to_check(new_answer=has_new_answer(row.weak))


def _with_weak(text: str, row: ItemRow, language: Language) -> str:
    """Return a text with what makes the verdict weak below it."""
    return "\n\n".join(part for part in (text, weaknesses(row.weak, language)) if part)


def _words(terms: Iterable[str]) -> list[str]:
    """Return the single words: a term of several may break between them."""
    return [word for term in terms for word in term.split()]


def _wording(row: ItemRow, language: Language) -> str:
    item, applicability = row.state.item, row.state.applicability
    text = named(item.requirement, item.gloss, language)
    if applicability.applies:
        return text
    reason = why_not(applicability, language)
    message = QCoreApplication.translate("ItemsColumns", "【該当なし：{reason}】{text}")
    return message.format(reason=reason, text=text)


def _full_wording(row: ItemRow, language: Language) -> str:
    item = row.state.item
    text = item.requirement if language is Language.JA else f"{item.gloss}\n{item.requirement}"
    applicability = row.state.applicability
    if not applicability.applies:
        reason = why_not(applicability, language)
        message = QCoreApplication.translate("ItemsColumns", "該当なし（{rule}）：{reason}")
        text += "\n" + message.format(rule=applicability.rule or "—", reason=reason)
    return text


def _inquiries_tip(row: ItemRow) -> str:
    if not row.inquiries:
        return ""
    text = QCoreApplication.translate(
        "ItemsColumns", "追加確認事項 {total}件のうち、回答を待っているもの {open}件"
    )
    return text.format(total=row.inquiries, open=row.open_inquiries)
