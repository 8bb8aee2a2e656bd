import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from python_calamine import load_workbook

from assessor import catalog
from assessor.catalog import Library
from assessor.domain.change import Actor
from assessor.domain.records import WHOLE_CASE, Response
from assessor.domain.signing import grouped
from assessor.domain.vocabulary import Outcome, Stage, Verdict
from assessor.errors import CaseFileError, Code, InputError, Problem
from assessor.operations import cases, reporting, reviewing, sample, signing, viewing
from assessor.operations.inspection import Inspection
from assessor.operations.reviewing import Mark
from assessor.progress import Cancelled, quiet
from assessor.text import local_time
from assessor.words import Language
from tests.unit.operations.rounds_in_tests import returned, sent

pytestmark = pytest.mark.long

ACTOR = Actor("評価 太郎", "laptop-1")


def test_that_the_sample_has_the_shape_of_the_published_inspection(inspection: Inspection):
    held = {
        g.group.group: {o.value: n for o, n in g.outcomes.items()} for g in viewing.results(inspection).groups
    }
    assert held == {
        "code_payment": {"met": 5, "confirming": 1},
        "other_payment": {"met": 3, "unmet": 1, "confirming": 1, "discussing": 1},
        "public_sports": {"none_applicable": 7},
        "securities": {"none_applicable": 6},
        "nonbank": {"none_applicable": 3},
        "ec": {"met": 1},
        "bank_side": {"met": 2},
        "own_prepaid": {"unmet": 1},
        "own_pay_app": {"met": 1},
        "own_card": {"met": 2},
    }


def test_that_the_prepaid_card_has_22_mandatory_items_14_unmet(inspection: Inspection):
    counts = viewing.subject_result(inspection, "own_prepaid").mandatory
    assert (counts.total, counts.applicable, counts.met, counts.unmet, counts.open) == (22, 22, 8, 14, 0)


def test_that_the_one_unmet_provider_is_due_in_december(inspection: Inspection):
    result = viewing.subject_result(inspection, "op_katatsumuri")
    assert (result.outcome, result.due) == (Outcome.UNMET, "2020-12")


def test_that_the_sample_carries_real_evidence(inspection: Inspection):
    result = viewing.subject_result(inspection, "cp_minamo")
    assert result.evidence == 3
    assert result.answered == 38


def test_that_a_sample_that_is_cancelled_leaves_no_file(short_sample: None, library: Library, tmp_path: Path):
    progress = quiet()
    progress.cancel()
    with pytest.raises(Cancelled):
        sample.build(tmp_path / "s.assess", library, ACTOR, progress)
    assert list(tmp_path.iterdir()) == []


def test_that_a_case_freezes_its_checklists(library: Library, tmp_path: Path):
    made = cases.create(tmp_path / "c.assess", library, "published_2020", ACTOR, title="試行")
    made.close()
    again = Inspection.open(made.path, ACTOR)
    assert again.case.title == "試行"
    assert set(again.checklists) == {
        "code_payment",
        "other_payment",
        "bank_transfer",
        "own_prepaid_card",
        "own_pay_app",
        "own_credit_card",
    }
    assert all(again.checklists[key].sha256 == library.checklists[key].sha256 for key in again.checklists)
    assert again.rules == library.rules
    verdicts = {s.verdict for r in viewing.results(again).subjects for s in r.states}
    assert verdicts <= {Verdict.UNREVIEWED, Verdict.NOT_APPLICABLE}
    again.close()


def test_that_an_unknown_plan_is_named_with_those_there_are(library: Library, tmp_path: Path):
    with pytest.raises(InputError) as error:
        cases.create(tmp_path / "c.assess", library, "nothing", ACTOR)
    assert error.value.problems[0].code is Code.UNKNOWN_PLAN
    assert "sample" in str(error.value.problems[0].values["expected"])
    assert list(tmp_path.iterdir()) == []


def test_that_a_file_that_is_there_is_never_overwritten(library: Library, tmp_path: Path):
    path = tmp_path / "c.assess"
    path.write_text("mine")
    with pytest.raises(CaseFileError) as error:
        cases.create(path, library, "sample", ACTOR)
    assert error.value.problems[0].code is Code.EXISTS
    assert path.read_text() == "mine"


def test_that_a_half_made_case_does_not_stay(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise CaseFileError(Problem(Code.CANNOT_WRITE))

    monkeypatch.setattr("assessor.storage.unit_of_work.UnitOfWork.apply", fail)
    with pytest.raises(CaseFileError):
        cases.create(tmp_path / "c.assess", library, "sample", ACTOR)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", list(Language))
def test_that_the_results_workbook_holds_every_review_and_unmet_item(
    inspection: Inspection, tmp_path: Path, language: Language
):
    signing.sign(inspection, "cp_minamo", Stage.PREPARED, "所見", signer="作成 花子")
    whole = signing.sign(inspection, WHOLE_CASE, Stage.PREPARED, "所見", signer="総括 次郎").signoff
    path = tmp_path / "results.xlsx"
    written = reporting.report(inspection, path, language, quiet())
    book = load_workbook(path)
    results = viewing.results(inspection)
    rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    summary, counts, phases, reviews, unmet, inquiries, evidence, signatures = list(rows)
    assert len(rows[reviews]) - 1 == sum(len(r.states) for r in results.subjects)
    assert len(rows[unmet]) - 1 == sum(r.mandatory.unmet + r.advanced.unmet for r in results.subjects)
    assert len(rows[phases]) - 1 == 35
    assert len(rows[evidence]) - 1 == sum(
        len(viewing.item_detail(inspection, r.subject.subject, s.item.id).evidence)
        for r in results.subjects[:12]
        for s in r.states[:3]
    )
    told = json.dumps(rows[summary], ensure_ascii=False)
    notice = inspection.rules.notice if language is Language.JA else inspection.rules.notice_en
    assert notice in told
    if language is Language.JA:
        assert "6社中5社は必須項目を全て充足、1社は評価実施中" in told
    assert f"総括 次郎　{local_time(whole.signed_at)}" in told
    assert grouped(whole.digest) in told
    with inspection.file.read() as work:
        assert grouped(work.journal.head().digest) in told
    (of_subject,) = [row for row in rows[counts] if row[0] == result_name(results, "cp_minamo", language)]
    assert str(of_subject[14]).startswith("作成 花子　")
    assert of_subject[15:17] == ["—", "—"]
    assert len(rows[inquiries]) - 1 == 3
    assert [row[2] for row in rows[signatures][1:]] == ["総括 次郎", "作成 花子"]
    assert rows[signatures][1][6] == grouped(whole.digest)
    assert rows[signatures][2][7] == "所見"
    assert written.rows > 1_000


def result_name(results: viewing.CaseResults, subject: str, language: Language) -> str:
    held = results.subject(subject).subject
    return held.name if language is Language.JA else held.name_en or held.name


def test_that_the_detail_of_an_item_tells_its_history(inspection: Inspection):
    detail = viewing.item_detail(inspection, "cp_minamo", "CP-1-01")
    assert [entry.change_set.action.value for entry in detail.history] == ["mark", "import", "attach"]
    with pytest.raises(InputError) as error:
        viewing.item_detail(inspection, "cp_minamo", "CP-9-99")
    assert error.value.problems[0].code is Code.UNKNOWN_ITEM


def test_that_a_result_that_is_not_there_is_an_error(inspection: Inspection):
    with pytest.raises(KeyError):
        viewing.results(inspection).subject("nobody")
    assert viewing.results(inspection).subject("ec_mayonaka").outcome is Outcome.MET
    assert catalog.default_folder().name == "checklists"


def test_that_a_report_never_replaces_a_case_or_anything_but_a_workbook(
    short_reports: None, inspection: Inspection, tmp_path: Path
):
    for name, code in (("case.assess", Code.NOT_XLSX), ("results", Code.NOT_XLSX)):
        with pytest.raises(InputError) as error:
            reporting.report(inspection, tmp_path / name, Language.JA, quiet())
        assert [p.code for p in error.value.problems] == [code]
    case = tmp_path / "case.xlsx"
    case.write_bytes(inspection.path.read_bytes())
    with pytest.raises(InputError) as error:
        reporting.report(inspection, case, Language.JA, quiet())
    assert [p.code for p in error.value.problems] == [Code.EXISTS]
    assert case.read_bytes() == inspection.path.read_bytes()
    for _ in range(2):  # an older report makes way
        reporting.report(inspection, tmp_path / "results.xlsx", Language.JA, quiet())


def test_that_a_plan_that_is_missing_because_of_a_fault_tells_the_fault(tmp_path: Path):
    folder = shutil.copytree(catalog.default_folder(), tmp_path / "checklists")
    (folder / "code_payment.toml").write_text("broken", encoding="utf-8")
    with pytest.raises(InputError) as error:
        cases.create(tmp_path / "c.assess", catalog.load(folder), "sample", ACTOR)
    found = [problem.code for problem in error.value.problems]
    assert found[0] is Code.UNKNOWN_PLAN
    assert Code.NOT_TOML in found


def test_that_the_workbook_tells_every_inquiry_with_its_reply_and_whose_turn_it_is(
    short_reports: None, inspection: Inspection, tmp_path: Path
):
    def inquiries(language: Language = Language.JA) -> list[list[object]]:
        path = tmp_path / "results.xlsx"
        reporting.report(inspection, path, language, quiet())
        name = {Language.JA: "追加確認事項", Language.EN: "Inquiries"}[language]
        rows = load_workbook(path).get_sheet_by_name(name).to_python()
        return [[row[0], row[1], row[8], row[9], *row[10:]] for row in rows[1:]]

    unsent = inquiries()
    assert [(row[0], row[1]) for row in unsent] == [
        ("はねうさぎコード", "CP-2-04"),
        ("はねうさぎコード", "CP-5-07"),
        ("かわせみ小川ウォレット", "CP-4-02"),
    ]
    assert all(row[2:] == ["—", "", "未送付", "当行"] for row in unsent)
    sent(inspection, tmp_path, "cp_haneusagi")
    asked = inquiries()
    assert [row[2:] for row in asked[:2]] == [[2, "", "回答待ち", "先方"]] * 2
    assert asked[2] == unsent[2]
    reply = Response(subject="cp_haneusagi", item="CP-2-04", round="2", reply="5回で停止します。")
    returned(inspection, 2, reply, subject="cp_haneusagi")
    replied = inquiries()
    assert replied[0][2:] == [2, "5回で停止します。", "回答あり・評価待ち", "当行"]
    assert replied[1] == asked[1]
    inspection.apply(reviewing.mark(inspection, Mark("cp_haneusagi", "CP-2-04", Verdict.MET, "確認した。")))
    assert inquiries()[0][2:] == [2, "5回で停止します。", "確認済み", "—"]
    assert inquiries(Language.EN)[1][4:] == ["Awaiting reply", "Provider"]


@pytest.mark.parametrize("language", list(Language))
def test_that_the_first_sheet_prints_readable_on_a4_and_in_one_language(
    short_reports: None, inspection: Inspection, tmp_path: Path, language: Language
):
    path = tmp_path / "results.xlsx"
    reporting.report(inspection, path, language, quiet())
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    # A column of n characters is 7 n + 5 pixels wide at 96 dpi; the paper less its margins is the rest.
    pixels = sum(7 * column.width + 5 for column in sheet.column_dimensions.values())
    margins = sheet.page_margins.left + sheet.page_margins.right
    scale = (297 / 25.4 - margins) * 96 / pixels
    assert scale * 10 >= 8.5  # points of what is set in 10
    if language is Language.EN:
        assert sheet.oddHeader is not None
        words = [*book.sheetnames, str(sheet.oddHeader.right.text)]
        words += [str(cell.value) for each in book.worksheets[1:] for cell in each[1]]
        assert all(word.isascii() for word in words)
