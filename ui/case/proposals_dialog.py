"""Accepting the proposals of rules: 該当なし for items of subjects, with the approver's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from assessor.domain.rulebook import proposals
from assessor.domain.vocabulary import Verdict
from assessor.words.terms import named
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import quiet
from ui.widgets.lists.subject_tree import SubjectTree

if TYPE_CHECKING:
    from assessor.domain.outcome import SubjectResult
    from assessor.domain.rulebook import Rule
    from ui.session.session import Session


class ProposalsDialog(FormDialog):
    """Lists the subjects with undecided proposals, which are recorded as one change."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._proposals: dict[tuple[str, str], dict[str, Rule]] = {}  # by list and features, and by item
        self._rules = {r.subject.subject: self._proposed(r) for r in session.results.subjects}
        signatures = session.signatures
        possible = [key for key, rules in self._rules.items() if rules and signatures.lock(key) is None]
        self._possible = possible
        groups = tuple(
            g for g in session.results.groups if any(r.subject.subject in possible for r in g.subjects)
        )
        self._about = quiet(QLabel())
        self._about.setWordWrap(True)
        self.tree = SubjectTree(groups, session.language, possible=possible, notes=self._notes, columns=2)
        self.tree.choose([session.current_subject] if session.current_subject in possible else possible)
        self.approver = QLineEdit()
        self.body.addWidget(self._about)
        self.body.addWidget(self.tree, 1)
        self._approver_label = self.row(self.approver)
        self.body.addLayout(self.form)
        self.tree.chosen_changed.connect(self.check)
        self.approver.textChanged.connect(self.check)
        self.finish()
        self.resize(720, 480)

    @property
    def empty(self) -> bool:
        """Whether no rule proposes anything for unsigned subjects."""
        return not self._possible

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if not self.tree.chosen:
            return self.tr("提案を承認する点検対象を選んでください。")
        return "" if self.approver.text().strip() else self.tr("承認者の氏名を入力してください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("該当なし提案の承認"))
        self._about.setText(
            self.tr(
                "規則が該当なしを提案し、まだ評価していない項目です。承認すると、規則の理由と承認者を付けて「該当なし」と記録します。"
            )
        )
        self.tree.name_columns([self.tr("点検対象"), self.tr("項目数"), self.tr("提案の理由")])
        self._approver_label.setText(self.tr("承認者(&A)"))
        self.yes.setText(self.tr("承認"))

    def accept(self) -> None:
        """Record the proposals of the selected subjects; the dialog stays open when that fails."""
        if self._session.reviews.accept_proposals(self.tree.chosen, self.approver.text().strip()):
            super().accept()

    def _proposed(self, result: SubjectResult) -> list[Rule]:
        subject = result.subject
        alike = (subject.checklist, subject.features)  # such subjects have the same proposals
        if alike not in self._proposals:
            items, features = tuple(s.item for s in result.states), frozenset(subject.features.split())
            proposed = proposals(items, features, self._session.rules)
            self._proposals[alike] = {item.id: rule for item, rule in proposed}
        rules = self._proposals[alike]
        if not rules:
            return []
        wanted = (s.item.id for s in result.states if s.verdict is Verdict.UNREVIEWED)
        return [rules[item] for item in wanted if item in rules]

    def _notes(self, result: SubjectResult) -> list[str]:
        rules = self._rules[result.subject.subject]
        if not rules:
            return ["", ""]
        reason = named(rules[0].reason, rules[0].reason_en, self._session.language)
        return [str(len(rules)), f"{reason}（{rules[0].id}）"]
