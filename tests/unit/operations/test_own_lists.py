"""A case with a list of a bank's own beside one of the five phases, from the questionnaire to the results."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from assessor.cli import main
from assessor.domain.vocabulary import Outcome, Verdict
from assessor.excel.writing import filling
from assessor.operations import cases, reporting, reviewing, viewing
from assessor.operations.questionnaires import exporting
from assessor.operations.returns import accepting, batch
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.values import Preview
from assessor.progress import quiet
from assessor.words import Language
from tests import own_list
from tests.unit.conftest import ACTOR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assessor.operations.inspection import Inspection


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Inspection]:
    library = own_list.library(tmp_path / "checklists")
    made = cases.create(tmp_path / "own.assess", library, "own", ACTOR)
    yield made
    made.close()


def test_that_its_outcome_counts_the_classes_that_decide(own: Inspection) -> None:
    for item in ("CP-1-01", "2-1", "3-1"):
        own.apply(reviewing.mark(own, reviewing.Mark("alpha", item, Verdict.MET, "規程で確認")))
    result = viewing.subject_result(own, "alpha")
    assert result.outcome is Outcome.MET
    assert [(section.name, counts.met) for section, counts in result.sections.items()] == [
        ("管理体制", 1),
        ("認証", 1),
        ("委託先", 1),
    ]
    assert {kind.key: (c.applicable, c.open) for kind, c in result.classes.items()} == {
        "basic": (3, 0),
        "wanted": (1, 1),
    }


def test_that_its_questionnaire_names_its_sections_and_comes_back_clean(
    own: Inspection, tmp_path: Path
) -> None:
    (sent,) = exporting.export(own, ["alpha"], tmp_path, quiet()).files
    book = load_workbook(sent.path)
    rows = [[cell.value for cell in row[1:5]] for row in book["質問票"].iter_rows(min_row=2)]
    assert rows[0] == ["CP-1-01", "管理体制", "基本的な対応事項", "責任者を定めている。"]
    cover = [cell.value for row in book["はじめに"].iter_rows() for cell in row if cell.value]
    assert "基本的な対応事項の未回答" in cover
    filling.fill(sent.path, {"2-1": {"answer": "実施済"}})
    (seen,) = batch.read(own, [sent.path], quiet()).files
    assert isinstance(seen, Preview)
    assert seen.clean
    accepting.accept(own, [Decision(seen)], quiet())
    answered = {row.state.item.id: row.response for row in viewing.item_rows(own, "alpha")}
    assert answered["2-1"] is not None


def test_that_the_results_workbook_has_a_column_for_every_section_of_every_list(
    own: Inspection, tmp_path: Path
) -> None:
    path = tmp_path / "r.xlsx"
    reporting.report(own, path, Language.JA, quiet())
    sheet = load_workbook(path)["分類別"]
    heading = next([c.value for c in row] for row in sheet.iter_rows() if row[0].value == "点検対象")
    assert heading[2:11] == [
        "管理体制（必須）",
        "認証（必須）",
        "委託先（必須）",
        "①アカウント作成（必須）",
        "②銀行口座紐づけ（必須）",
        "③チャージ（必須）",
        "④決済・送金（必須）",
        "⑤取引後（必須）",
        "共通（必須）",
    ]


def test_that_show_tells_sections_and_classes_and_phases_of_that_scheme_only(
    own: Inspection, capsys: pytest.CaptureFixture[str]
) -> None:
    own.close()
    assert main(["show", str(own.path), "--json"]) == 0
    alpha, beta = json.loads(capsys.readouterr().out)["subjects"]
    assert alpha["phases"] == {}
    assert alpha["sections"][1] == {
        "key": "2",
        "name": "認証",
        "applicable": 1,
        "met": 0,
        "unmet": 0,
        "open": 1,
    }
    assert alpha["classes"]["wanted"] == {"total": 1, "applicable": 1, "met": 0, "unmet": 0, "open": 1}
    assert set(beta["phases"]) == {"1", "2", "3", "4", "5"}
    assert [section["key"] for section in beta["sections"]] == ["1", "2", "3", "4", "5"]
    assert set(beta["classes"]) == {"mandatory", "advanced"}
