"""The same numbers wherever they stand: overview, lists, results workbook, `show` and its JSON."""

import json
import re
import shutil
from collections import Counter
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Self

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot
from python_calamine import load_workbook

from assessor import catalog
from assessor.cli import main
from assessor.domain import cashless
from assessor.domain.outcome import ItemState
from assessor.domain.vocabulary import OPEN, UNMET, Outcome, Verdict
from assessor.operations import cases, reporting, reviewing, viewing
from assessor.operations.inspection import Inspection, this_actor
from assessor.operations.questionnaires import exporting
from assessor.operations.reviewing import Mark
from assessor.progress import quiet
from assessor.words import Language
from tests.ui.panel_steps import finish
from ui.items.columns import ItemRole
from ui.items.header import ItemsHeader
from ui.items.model import ItemsModel
from ui.overview.model import OverviewModel
from ui.session.session import Session
from ui.subjects.model import SubjectRole, SubjectsModel

ACTOR = this_actor("評価 太郎")
# Two that are asked, one without a charge function, one to which nothing mandatory applies, two of the bank.
SUBJECTS = ("cp_minamo", "cp_haneusagi", "op_kokage", "ps_yukiwari", "own_prepaid", "bank_payment")
SENT = ("cp_minamo", "op_kokage", "own_prepaid")
MOST = 60  # items that a subject has
PHASES = (1, 2, 3, 4, 5, 0)  # common ones come last


def in_phase(states: list[ItemState], number: int) -> list[ItemState]:
    return [state for state in states if state.item.section == cashless.PHASE[number]]


OUTCOMES = {
    Outcome.DISCUSSING: "協議中",
    Outcome.CONFIRMING: "評価実施中",
    Outcome.UNMET: "未充足あり",
    Outcome.NONE_APPLICABLE: "該当項目なし",
    Outcome.MET: "必須項目を全て充足",
}


@dataclass(frozen=True)
class Tally:
    """What is counted here by hand, from nothing but the verdicts of the items."""

    total: int
    met: int
    unmet: int
    open: int

    @classmethod
    def of(cls, states: list[ItemState]) -> Self:
        found = Counter(state.verdict for state in states)
        unmet, left = (sum(found[verdict] for verdict in kind) for kind in (UNMET, OPEN))
        return cls(len(states), found[Verdict.MET], unmet, left)

    @property
    def applicable(self) -> int:
        return self.met + self.unmet + self.open

    @property
    def words(self) -> str:
        """How they stand, as a cell has to say it."""
        if not self.total:
            return "—"
        if not self.applicable:
            return "該当なし"
        parts = [f"未充足 {self.unmet}"] * bool(self.unmet) + [f"未了 {self.open}"] * bool(self.open)
        return "・".join(parts) or f"{self.met}/{self.applicable} 充足"

    @property
    def shares(self) -> str:
        return f"{self.met}/{self.applicable}" if self.applicable else "—"

    def number(self, number: int) -> str:
        return str(number) if self.applicable else "—"

    def told(self, kind: str) -> str:
        return f"{kind} {self.applicable}項目：充足 {self.met}・未充足 {self.unmet}・未了 {self.open}"


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of a few subjects of every kind, some of which were sent a questionnaire."""
    folder = tmp_path_factory.mktemp("few")
    library = catalog.load(catalog.default_folder())
    plan = library.plans["sample"]
    subjects = tuple(s for s in plan.subjects if s.subject in SUBJECTS)
    groups = tuple(g for g in plan.groups if g.group in {s.group for s in subjects})
    small = replace(plan, subjects=subjects, groups=groups)
    made = cases.create(folder / "few.assess", replace(library, plans={plan.id: small}), plan.id, ACTOR)
    exporting.export(made, SENT, folder, quiet())
    made.close()
    return made.path


def text(value: object) -> str:
    """Return a cell of a workbook as it reads."""
    return str(int(value)) if isinstance(value, float) else str(value)


def sheets(path: Path) -> dict[str, list[dict[str, str]]]:
    """Return the tables of a results workbook, their rows by heading; the first stands below its lines."""
    found = {}
    book = load_workbook(path)
    for name in book.sheet_names:
        rows = [[text(value) for value in row] for row in book.get_sheet_by_name(name).to_python()]
        above = next((n for n, row in enumerate(rows) if row[0] == "グループ"), 0)
        headings = [heading for heading in rows[above] if heading]
        found[name] = [dict(zip(headings, row, strict=False)) for row in rows[above + 1 :]]
    return found


def shown(*words: object) -> str:
    """Return what a command prints."""
    out = StringIO()
    with redirect_stdout(out):
        assert main([str(word) for word in words]) == 0
    return out.getvalue()


def compare(case: Path, session: Session, qtbot: QtBot, workbook: Path) -> None:
    """Hold every number and every word of every view against what the items say."""
    listed, printed = json.loads(shown("show", case, "--json"))["subjects"], shown("show", case)
    inspection = Inspection.open(case, ACTOR)
    workbook.unlink(missing_ok=True)
    reporting.report(inspection, workbook, Language.JA, quiet())
    results = viewing.results(inspection)
    inspection.close()
    finish(qtbot, session.cases.open(case))
    try:
        overview, subjects, items = OverviewModel(session), SubjectsModel(session), ItemsModel(session)
        tables = sheets(workbook)
        for result, told in zip(results.subjects, listed, strict=True):
            key, states = result.subject.subject, list(result.states)
            by_class = {
                kind: [s for s in states if s.item.requirement_class == kind] for kind in cashless.CLASSES
            }
            must, more = (Tally.of(by_class[kind]) for kind in cashless.CLASSES)
            phases = {
                kind: {
                    n: Tally.of([s for s in by_class[kind] if s.item.section == cashless.PHASE[n]])
                    for n in PHASES
                }
                for kind in cashless.CLASSES
            }
            here = phases[cashless.MANDATORY]
            outcome = OUTCOMES.get(result.outcome, "回答待ち" if key in SENT else "未送付")

            # show --json, whose word of the outcome stays
            assert told["key"] == key
            assert told["outcome"] == result.outcome.value
            counted = {n: getattr(must, n) for n in ("total", "applicable", "met", "unmet", "open")}
            assert told["mandatory"] == counted
            assert told["advanced"] == {n: getattr(more, n) for n in ("total", "met", "unmet", "open")}
            for n, counts in told["phases"].items():
                assert counts == {m: getattr(here[int(n)], m) for m in ("applicable", "met", "unmet", "open")}

            # show
            (line,) = [line for line in printed.splitlines() if f"[{key}]" in line]
            cells = re.split(r"  +", line.strip())
            assert cells[2].startswith(outcome)
            numbers = [must.shares, must.number(must.unmet), must.number(must.open), more.shares]
            assert cells[3:7] == numbers

            # the overview
            row = overview.row_of(key)
            cell = {c.key: w.words for c, w in zip(overview.columns, overview.cells(row), strict=True)}
            assert {n: cell[f"section/cashless/{n}"] for n in PHASES} == {n: here[n].words for n in PHASES}
            assert cell["met"] == must.number(must.met)
            assert cell["unmet"] == must.number(must.unmet)
            assert cell["open"] == must.number(must.open)
            assert cell["advanced"] == more.shares
            assert cell["outcome"].startswith(outcome)

            # the list of subjects, and above the items and their phases
            judged = f"評価済 {must.applicable - must.open}/{must.applicable}" if must.applicable else "—"
            assert subjects.index_of(key).data(SubjectRole.COUNT) == judged
            header = ItemsHeader()
            header.show_result(session.results.subject(key), Language.JA)
            assert must.told("必須") in header.counts.text().replace("\N{NO-BREAK SPACE}", " ")
            assert (more.told("高度化") in header.counts.text().replace("\N{NO-BREAK SPACE}", " ")) is bool(
                more.applicable
            )
            header.deleteLater()
            items.show_subject(key)
            for number in items.headings:
                phase = items.index(number, 0).data(ItemRole.HEADING)
                n = next(n for n in PHASES if phase == TITLES[n])
                for kind, name in ((cashless.MANDATORY, "必須"), (cashless.ADVANCED, "高度化")):
                    if phases[kind][n].total:
                        assert phases[kind][n].told(name) in items.index(number, 0).data(ItemRole.COUNTS)

            # the workbook
            name = result.subject.name
            (summary,), (counts,), (by_phase,) = (
                [row for row in tables[sheet] if row["点検対象"] == name]
                for sheet in ("概要", "件数・署名", "フェーズ別")
            )
            assert summary["点検結果"] == by_phase["点検結果"] == outcome
            for table in (summary, counts):
                assert table["必須 該当"] == str(must.applicable)
                assert table["必須 充足"] == must.number(must.met)
                assert table["必須 未充足"] == must.number(must.unmet)
                assert table["必須 評価未了"] == must.number(must.open)
            assert counts["必須 該当なし"] == str(must.total - must.applicable)
            assert counts["高度化 充足"] == more.number(more.met)
            assert counts["高度化 未充足"] == more.number(more.unmet)
            assert counts["高度化 評価未了"] == more.number(more.open)
            assert summary["高度化 充足/該当"] == by_phase["高度化 充足/該当"] == more.shares
            assert {n: by_phase[f"{TITLES[n]}（必須）"] for n in PHASES} == {n: here[n].words for n in PHASES}

        # the same again where the phases show advanced items
        overview.count_mandatory(mandatory=False)
        for result in results.subjects:
            extra = [s for s in result.states if not s.item.mandatory]
            cells_of = overview.cells(overview.row_of(result.subject.subject))
            cell = {c.key: w.words for c, w in zip(overview.columns, cells_of, strict=True)}
            assert {n: cell[f"section/cashless/{n}"] for n in PHASES} == {
                n: Tally.of(in_phase(extra, n)).words for n in PHASES
            }

        # and the sentences
        for group in session.results.groups:
            number = next(
                n for n in overview.groups if overview.index(n, 0).data().startswith(group.group.name)
            )
            sentence = overview.index(number, 0).data().partition("：")[2]
            assert f"■ {group.group.name}: {sentence}" in printed
    finally:
        session.jobs.wait()
        session.cases.close()


TITLES = dict(
    zip(
        PHASES,
        ("①アカウント作成", "②銀行口座紐づけ", "③チャージ", "④決済・送金", "⑤取引後", "共通"),
        strict=True,
    )
)


def test_that_the_sample_counts_alike_everywhere(
    session: Session, sample: Path, tmp_path: Path, qtbot: QtBot
):
    compare(sample, session, qtbot, tmp_path / "results.xlsx")


VERDICTS = st.one_of(
    st.sampled_from(Verdict).map(lambda verdict: [verdict] * MOST),
    st.lists(st.sampled_from(Verdict), min_size=MOST, max_size=MOST),
)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=st.fixed_dictionaries(dict.fromkeys(SUBJECTS, VERDICTS)))
def test_that_any_case_counts_alike_everywhere(
    few: Path, session: Session, tmp_path: Path, qtbot: QtBot, drawn: dict[str, list[Verdict]]
):
    case = tmp_path / "random.assess"
    shutil.copy(few, case)
    inspection = Inspection.open(case, ACTOR)
    marks = [
        Mark(key, state.item.id, verdict, "理由", approver="承認 花子")
        for key, verdicts in drawn.items()
        for state, verdict in zip(
            [s for s in viewing.subject_result(inspection, key).states if s.applicability.applies],
            verdicts,
            strict=False,
        )
        if verdict is not Verdict.UNREVIEWED
    ]
    if marks:
        inspection.apply(reviewing.mark(inspection, *marks))
    inspection.close()
    compare(case, session, qtbot, tmp_path / "results.xlsx")
