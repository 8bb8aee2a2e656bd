"""Questionnaires by command: out with passwords, back from folders, and who has not answered."""

import errno
import json
import tempfile
from pathlib import Path
from unittest.mock import Mock

import pytest

from assessor.excel.writing import filling
from assessor.operations import viewing
from assessor.operations.inspection import Inspection, this_actor
from tests.unit.cli.conftest import Run, Said

pytestmark = pytest.mark.long


@pytest.fixture
def empty(run: Run, tmp_path: Path) -> Path:
    """A new case nobody has answered."""
    path = tmp_path / "新規.assess"
    assert run("new", path, "--plan", "sample").code == 0
    return path


def only(said: Said) -> dict[str, object]:
    (told,) = json.loads(said.out)["files"]
    assert isinstance(told, dict)
    return told


def test_that_export_and_import_make_a_round(run: Run, empty: Path, tmp_path: Path):
    out = tmp_path / "new" / "q"
    said = run("export", empty, "--out", out, "--subject", "cp_minamo", "--due", "2020-12-25")
    assert said.code == 0
    assert "第1回、38項目" in said.out
    (path,) = out.iterdir()
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}, "CP-1-02": {"answer": "たぶん"}})
    dry = run("import", empty, path, "--dry-run", "--json")
    assert dry.code == 1
    told = only(dry)
    problems, unanswered = told.pop("problems"), told.pop("unanswered")
    assert told == {
        "file": path.name,
        "status": "previewed",
        "subject": "cp_minamo",
        "round": 1,
        "standing": "current",
        "taken_before": [],
        "evidence": {"named": [], "alike": [], "missing": []},
        "rows": 38,
        "matched": 38,
        "changed": 1,
        "unchanged": 0,
        "blank": 264,
        "conflicts": 0,
        "flagged": 1,
        "cleared": 0,
        "locked": 0,
        "wording": 0,
    }
    assert isinstance(problems, list)
    assert [(p["code"], p["sheet"], p["cell"], p["item"], p["note"]) for p in problems] == [
        ("unknown_answer", "質問票", "G3", "CP-1-02", False)
    ]
    assert "たぶん" in problems[0]["text"]
    assert isinstance(unanswered, list)
    assert "CP-1-02" in unanswered
    assert "CP-1-01" not in unanswered
    done = run("import", empty, path)
    assert "取り込みました" in done.out
    assert "質問票!G3 CP-1-02" in done.err


def test_that_a_clean_file_with_open_items_is_no_problem(run: Run, empty: Path, tmp_path: Path):
    run("export", empty, "--out", tmp_path / "q", "--subject", "cp_minamo")
    (path,) = (tmp_path / "q").iterdir()
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    said = run("import", empty, path, "--json")
    assert (said.code, only(said)["problems"]) == (0, [])
    again = run("import", empty, path, "--json")
    assert (again.code, only(again)["unchanged"]) == (0, 1)


def test_that_a_refused_workbook_does_not_stop_the_others(run: Run, empty: Path, tmp_path: Path):
    run("export", empty, "--out", tmp_path / "q", "--subject", "cp_minamo")
    (good,) = (tmp_path / "q").iterdir()
    bad = tmp_path / "bad.xlsx"
    bad.write_text("no workbook")
    said = run("import", empty, bad, good, "--json")
    assert said.code == 1
    assert [f["status"] for f in json.loads(said.out)["files"]] == ["refused", "applied"]
    assert "bad.xlsx: 取り込めません" in run("import", empty, bad, good).out


def test_that_a_whole_folder_is_read_with_the_evidence_in_it(run: Run, empty: Path, tmp_path: Path):
    out = tmp_path / "q"
    run("export", empty, "--out", out, "--subject", "cp_minamo")
    (path,) = out.iterdir()
    filling.fill(path, {"CP-1-01": {"answer": "実施済", "evidence_names": "設計書"}})
    (out / "設計書.pdf").write_bytes(b"%PDF-1.4")
    said = run("import", empty, out)
    assert said.code == 0
    assert "証跡を添付しました：CP-1-01 設計書.pdf" in said.out
    shown = json.loads(run("show", empty, "--json").out)["subjects"]
    assert next(s["evidence"] for s in shown if s["key"] == "cp_minamo") == 1


def test_that_protected_workbooks_go_out_and_come_back_with_the_list(run: Run, empty: Path, tmp_path: Path):
    out, passwords = tmp_path / "q", tmp_path / "別保管" / "pw.csv"
    passwords.parent.mkdir()
    said = run(
        *("export", empty, "--out", out, "--subject", "cp_minamo", "--password-list", passwords),
    )
    assert said.code == 0
    assert "パスワードの一覧を書き出しました" in said.out
    (path,) = out.iterdir()
    refused = run("import", empty, path, "--json")
    assert (refused.code, only(refused)["status"]) == (1, "refused")
    (problem,) = json.loads(refused.out)["files"][0]["problems"]
    assert problem["code"] == "password_protected"
    taken = run("import", empty, path, "--password-file", passwords, "--json")
    assert (taken.code, only(taken)["matched"]) == (0, 38)


def test_that_one_password_may_be_japanese(run: Run, empty: Path, tmp_path: Path):
    secret, wrong = tmp_path / "pw.txt", tmp_path / "wrong.txt"
    secret.write_text("点検２０２０\n", encoding="utf-8")
    wrong.write_text("まちがい\n", encoding="utf-8")
    out = tmp_path / "q"
    assert run("export", empty, "--out", out, "--subject", "cp_minamo", "--password-file", secret).code == 0
    (path,) = out.iterdir()
    refused = json.loads(run("import", empty, path, "--password-file", wrong, "--json").out)
    assert refused["files"][0]["problems"][0]["code"] == "wrong_password"
    assert run("import", empty, path, "--password-file", secret).code == 0


def test_that_rounds_tells_who_has_not_answered(run: Run, empty: Path, tmp_path: Path):
    run("export", empty, "--out", tmp_path / "q", "--subject", "cp_minamo", "--due", "2020-12-25")
    told = {one["subject"]: one for one in json.loads(run("rounds", empty, "--json").out)["rounds"]}
    minamo = told["cp_minamo"]
    assert (minamo["standing"], minamo["round"], minamo["due"], minamo["overdue"], minamo["asked"]) == (
        "not_returned",
        1,
        "2020-12-25",
        True,
        38,
    )
    assert told["op_kokage"]["standing"] == "not_sent"
    assert "未返却" in run("rounds", empty).out
    assert "not returned" in run("rounds", empty, "--lang", "en").out


def test_that_a_later_round_holds_what_is_open_and_all_only_on_demand(
    run: Run, case_path: Path, tmp_path: Path
):
    nothing = run("export", case_path, "--out", tmp_path / "q", "--subject", "cp_minamo")
    assert nothing.code == 1
    assert "送付する項目がありません" in nothing.err
    said = run("export", case_path, "--out", tmp_path / "q", "--subject", "cp_minamo", "--all")
    assert said.code == 0
    assert "第2回、38項目" in said.out


def test_that_a_list_that_exists_stops_the_export_before_anything_is_locked(
    run: Run, empty: Path, tmp_path: Path
):
    passwords = tmp_path / "pw.csv"
    passwords.write_text("older")
    said = run("export", empty, "--out", tmp_path / "q", "--password-list", passwords)
    assert said.code == 1
    assert list((tmp_path / "q").iterdir()) == []
    told = {one["subject"]: one for one in json.loads(run("rounds", empty, "--json").out)["rounds"]}
    assert told["cp_minamo"]["standing"] == "not_sent"


def test_that_an_empty_return_does_not_end_the_round(run: Run, empty: Path, tmp_path: Path):
    run("export", empty, "--out", tmp_path / "q", "--subject", "cp_minamo")
    (path,) = (tmp_path / "q").iterdir()
    said = run("import", empty, path)
    assert said.code == 0
    assert "何も記入されていません" in said.err
    told = {one["subject"]: one for one in json.loads(run("rounds", empty, "--json").out)["rounds"]}
    assert told["cp_minamo"]["standing"] == "not_returned"


def test_that_a_copy_is_told_once_and_an_earlier_return_of_it_is_named(run: Run, empty: Path, tmp_path: Path):
    run("export", empty, "--out", tmp_path / "q", "--subject", "cp_minamo")
    (path,) = (tmp_path / "q").iterdir()
    filling.fill(path, {"CP-1-01": {"answer": "実施済"}})
    first = only(run("import", empty, path, path, path.parent, "--json"))
    assert first["taken_before"] == []
    again = only(run("import", empty, path, "--json"))
    assert len(list(again["taken_before"])) == 1  # type: ignore[call-overload]  # a list


def test_that_evidence_is_told_and_attached_only_when_it_is_meant(run: Run, empty: Path, tmp_path: Path):
    out = tmp_path / "q"
    run("export", empty, "--out", out, "--subject", "cp_minamo")
    (path,) = out.iterdir()
    filling.fill(path, {"CP-1-01": {"answer": "実施済", "evidence_names": "設計書.pdf、台帳.xlsx"}})
    (out / "設計書.pdf").write_bytes(b"%PDF-1.4")
    dry = run("import", empty, out, "--dry-run")
    assert "添付予定の証跡：CP-1-01 設計書.pdf" in dry.out
    assert "エビデンス名にあるファイルが見つかりません：CP-1-01 台帳.xlsx" in dry.out
    assert "設計書.pdf: 質問票ではありません（証跡の候補）" in dry.out
    told, paper = json.loads(run("import", empty, out, "--json").out)["files"]
    assert (paper["file"], paper["status"], paper["problems"]) == ("設計書.pdf", "evidence", [])
    assert told["evidence"] == {
        "named": [{"item": "CP-1-01", "file": "設計書.pdf"}],
        "alike": [],
        "missing": [{"item": "CP-1-01", "file": "台帳.xlsx"}],
    }


def test_that_an_export_with_nobody_to_send_to_says_why(run: Run, empty: Path, tmp_path: Path):
    out = tmp_path / "q"
    inspection = Inspection.open(empty, this_actor("署名 太郎"))
    keys = [one.subject.subject for one in viewing.results(inspection).subjects]
    inspection.close()
    for key in keys:
        assert run("sign", empty, key, "prepared", "--note", "試行").code == 0
    assert run("sign", empty, "*", "prepared", "--note", "試行").code == 0
    said = run("export", empty, "--out", out)
    assert said.code == 1
    assert "署名済み" in said.err
    assert "送付する項目のある点検対象がありません" in said.err


def test_that_an_import_of_a_folder_without_questionnaires_says_so(run: Run, empty: Path, tmp_path: Path):
    (tmp_path / "q").mkdir()
    (tmp_path / "q" / "写真.png").write_bytes(b"\x89PNG")
    said = run("import", empty, tmp_path / "q")
    assert said.code == 1
    assert "「q」に質問票（Excelファイル）が見つかりません" in said.err
    assert "写真.png: 質問票ではありません（証跡の候補）" in said.out


def test_that_no_temporary_folder_is_told_as_that(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    error = FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")
    monkeypatch.setattr(tempfile, "mkdtemp", Mock(side_effect=error))
    said = run("sample", tmp_path / "s.assess")
    assert said.code == 1
    assert "一時フォルダーに書き込めません" in said.err
    assert not (tmp_path / "s.assess").exists()
