"""The upper part of the item panel: requirement, reason, basis, examples of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assessor.domain.vocabulary import Basis
from assessor.words import Language
from assessor.words.terms import name_of, term
from ui.widgets.labels import GAP, Caption, Explained, Heading, Quiet, Text, listed
from ui.widgets.looks.fonts import emphasise

if TYPE_CHECKING:
    from assessor.domain.checklist import Item
    from assessor.domain.rulebook import Rulebook


class ItemHeading(QWidget):
    """Shows an item of the checklist."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.id = Heading(larger=2)
        self.kind = Heading()
        self.section = QLabel()
        self.basis = Explained()
        self.theme = Quiet()
        self.requirement = Text()
        emphasise(self.requirement, 1)
        self.gloss = Text()
        self.intent = Text()
        self.evidence = Text()
        self.references = Explained()
        self.notice = Explained()
        self._intent_label, self._evidence_label, self._references_label = Caption(), Caption(), Caption()
        self._shown: tuple[Item, Rulebook, Language] | None = None
        self._lay_out()

    def show_item(self, item: Item, rules: Rulebook, language: Language) -> None:
        """Show an item with its sources, unless it is shown already."""
        if self._shown == (item, rules, language):
            return
        self._shown = (item, rules, language)
        self.id.setText(item.id)
        self.kind.setText(name_of(item.requirement_class, language))
        self.section.setText(name_of(item.section, language))
        self.basis.setVisible(item.basis is not None)
        if item.basis is not None:
            basis = term(item.basis, language)
            self.basis.explain(self.tr("根拠：{basis}").format(basis=basis), basis_explained(item.basis))
        self.theme.setText("" if item.theme is None else name_of(item.theme, language))
        self.requirement.setText(item.requirement)
        self.gloss.setText(item.gloss)
        self.gloss.setVisible(language is Language.EN and bool(item.gloss))
        self.intent.setText(item.intent)
        self.evidence.setText("\n".join(f"・{name}" for name in item.evidence))
        sources = dict(rules.references)
        explained = "\n".join(f"{key}　{sources.get(key, '')}" for key in item.references)
        self.references.explain(listed(item.references, language), explained)
        notice = rules.notice_en if language is Language.EN else rules.notice
        self.notice.explain(self.tr("項目の文言についての注意"), notice)
        self._show_parts(item)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self._intent_label.setText(self.tr("着眼点"))
        self._evidence_label.setText(self.tr("求める証跡（エビデンス）"))
        self._references_label.setText(self.tr("参照"))

    def _show_parts(self, item: Item) -> None:
        for label, field, there in (
            (self._intent_label, self.intent, item.intent),
            (self._evidence_label, self.evidence, item.evidence),
            (self._references_label, self.references, item.references),
        ):
            label.setVisible(bool(there))
            field.setVisible(bool(there))

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(2 * GAP)
        for part in (self.id, self.kind, self.section):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            part.setAlignment(Qt.AlignmentFlag.AlignBottom)
            first.addWidget(part)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(2 * GAP)
        second.addWidget(self.theme, 1)
        second.addWidget(self.basis, 0, Qt.AlignmentFlag.AlignTop)
        # No QFormLayout, since at some widths it makes wrapped texts one line too low.
        self.form = QGridLayout()
        self.form.setHorizontalSpacing(2 * GAP)
        self.form.setVerticalSpacing(GAP)
        self.form.setColumnStretch(1, 1)
        rows = (
            (self._intent_label, self.intent),
            (self._evidence_label, self.evidence),
            (self._references_label, self.references),
        )
        for number, (label, field) in enumerate(rows):
            self.form.addWidget(label, number, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.form.addWidget(field, number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(first)
        column.addLayout(second)
        for part in (self.gloss, self.requirement):
            column.addWidget(part)
        column.addLayout(self.form)
        column.addWidget(self.notice)


def basis_explained(basis: Basis) -> str:
    """Return an explanation of a basis."""
    translate = QCoreApplication.translate
    if basis is Basis.DOCUMENTED:
        return translate("ItemHeading", "文書：公表された文書で、題材を確かめられる項目です。")
    if basis is Basis.REPORTED:
        return translate("ItemHeading", "報道：報道や解説で、題材を確かめられる項目です。")
    return translate("ItemHeading", "再構成：公表資料では、項目として確かめられていません。")
