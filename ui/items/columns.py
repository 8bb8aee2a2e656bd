"""The columns of the item list, each with its title, its text and its tool tip."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt

from assessor.domain import cashless
from assessor.domain.vocabulary import Answer, Verdict
from assessor.domain.weakness import has_new_answer
from assessor.words import Language
from assessor.words.applicability import why_not
from assessor.words.examination import weaknesses
from assessor.words.terms import name_of, named, term
from ui.widgets.labels import tip
from ui.widgets.lists.spoken import spoken
from ui.widgets.weak_mark import to_check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assessor.domain.sections import RequirementClass
    from assessor.operations.viewing import ItemRow


LONGEST_CLASS: Final = 9  # characters of the name of a class that are always shown


class ItemRole(IntEnum):
    """The roles of a cell beside Qt's own."""

    ITEM = Qt.ItemDataRole.UserRole + 1  # the id of the item, empty for a heading
    APPLIES = Qt.ItemDataRole.UserRole + 2  # whether the item applies
    HEADING = Qt.ItemDataRole.UserRole + 3  # the name of the phase of a heading
    COUNTS = Qt.ItemDataRole.UserRole + 4  # the counts of the phase of a heading
    WEAK = Qt.ItemDataRole.UserRole + 5  # the text of the mark of a weak verdict, in the first column
    POINTED = Qt.ItemDataRole.UserRole + 6  # whether undo or redo just changed the item
    CELL = Qt.ItemDataRole.UserRole + 7  # ItemCell: all data for painting in one value


@dataclass(frozen=True)
class ItemCell:
    """The data for painting a cell, in one value because each request takes time."""

    heading: str = ""
    counts: str = ""
    verdict: Verdict | None = None
    applies: bool = True
    weak: str = ""
    lines: bool = False
    pointed: bool = False


def nothing(_row: ItemRow) -> str:
    """Return an empty text for every row."""
    return ""


@dataclass(frozen=True)
class ItemColumn:
    """A column: its title and functions that give its data for a row."""

    key: str
    title: str
    text: Callable[[ItemRow], str]
    tip: Callable[[ItemRow], str] = nothing
    verdict: Callable[[ItemRow], Verdict] | None = None
    aligned: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    long: bool = False
    marked: Callable[[ItemRow], str] = nothing  # the reasons of a weak verdict, in the column of its mark
    samples: tuple[str, ...] = ()  # the widest possible texts, so that the widths stay the same

    def value(self, row: ItemRow, role: int) -> object:
        """Return the data of a row for a role."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.tip(row) or self.text(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            why = " ".join(self.marked(row).split("\n"))
            return f"{self.title} {spoken(self.text(row))} {f'{_mark(row)} {why}' if why else ''}".strip()
        # Only the requested value is computed, since a table asks for a dozen values to paint a cell.
        found: object = None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            found = self.aligned | Qt.AlignmentFlag.AlignVCenter
        elif role == ItemRole.WEAK:
            found = _mark(row) if self.marked(row) else ""
        return found


def columns(language: Language, classes: Iterable[RequirementClass]) -> tuple[ItemColumn, ...]:
    """Return the columns of the item list in the language of the window."""
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
            lambda row: name_of(row.state.item.requirement_class, language),
            tip=lambda row: name_of(row.state.item.requirement_class, language),
            # A long name of a list's own leaves its end to the tip, and the room to the requirement.
            samples=tuple(name_of(kind, language)[:LONGEST_CLASS] for kind in (*cashless.CLASSES, *classes)),
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
    """Return a text with the reasons of a weak verdict below it."""
    return "\n\n".join(part for part in (text, weaknesses(row.weak, language)) if part)


def _words(terms: Iterable[str]) -> list[str]:
    """Return the single words of terms, which may wrap between words."""
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
