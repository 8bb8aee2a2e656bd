import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from assessor.cli import main
from assessor.cli.arguments import parse
from assessor.domain.vocabulary import Verdict
from assessor.operations import viewing
from assessor.operations.inspection import Inspection, this_actor
from assessor.progress import Cancelled
from assessor.storage.files.lock_file import hold
from assessor.storage.schema.migrations import SCHEMA_VERSION
from tests.patience import PROCESS
from tests.places import ROOT
from tests.unit.cli.conftest import Run, Said


def test_that_new_makes_a_case_from_a_plan(run: Run, tmp_path: Path):
    said = run("new", tmp_path / "c.assess", "--plan", "sample", "--title", "試行の点検")
    assert (said.code, said.err) == (0, "")
    assert "点検対象 35件、点検項目 125項目" in said.out
    assert json.loads(run("show", tmp_path / "c.assess", "--json").out)["case"] == {
        "title": "試行の点検",
        "schema": SCHEMA_VERSION,
        "items": 125,
        "subjects": 35,
    }


@pytest.mark.long
def test_that_sample_builds_a_case_with_work_in_it(run: Run, short_sample: None, tmp_path: Path):
    assert run("sample", tmp_path / "s.assess").code == 0
    shown = json.loads(run("show", tmp_path / "s.assess", "--json").out)
    assert {subject["outcome"] for subject in shown["subjects"]} >= {"met", "none_applicable"}


@pytest.mark.deep
@pytest.mark.long
@pytest.mark.skipif("not config.getoption('thorough')", reason="takes seconds")
def test_that_show_gives_the_numbers_of_a_sample_that_the_command_built(run: Run, tmp_path: Path):
    assert run("sample", tmp_path / "s.assess").code == 0
    expect_the_numbers(run("show", tmp_path / "s.assess", "--json"))


@pytest.mark.long
def test_that_show_gives_the_numbers_of_the_sample(run: Run, case_path: Path):
    expect_the_numbers(run("show", case_path, "--json"))


def test_that_show_tells_the_items_of_one_subject(run: Run, case_path: Path):
    shown = json.loads(run("show", case_path, "--subject", "cp_minamo", "--json").out)
    assert shown["subject"] == "cp_minamo"
    assert len(shown["items"]) == 38
    first = shown["items"][0]
    assert (first["id"], first["section"], first["class"]) == ("CP-1-01", "1", "mandatory")
    assert (first["applicable"], first["verdict"], first["due"], first["evidence"]) == (True, "met", None, 1)
    assert first["reason"]
    assert first["reviewer"]
    assert set(first["response"]) == {"answer", "explanation", "round"}
    assert (first["response"]["answer"], first["response"]["round"]) == ("implemented", 1)
    assert first["previous"] is None


@pytest.mark.parametrize(("language", "verdict"), [("ja", "充足"), ("en", "Met")])
def test_that_show_prints_the_items_of_one_subject(run: Run, case_path: Path, language: str, verdict: str):
    said = run("show", case_path, "--subject", "cp_minamo", "--lang", language)
    (line,) = [line for line in said.out.splitlines() if line.startswith("CP-1-01")]
    assert verdict in line
    assert run("show", case_path, "--subject", "nobody").code == 1


def expect_the_numbers(said: Said) -> None:
    shown = json.loads(said.out)
    by_key = {group["key"]: group for group in shown["groups"]}
    assert by_key["code_payment"]["outcomes"] == {"met": 5, "confirming": 1}
    assert by_key["code_payment"]["sentence"] == "6社中5社は必須項目を全て充足、1社は評価実施中"
    subjects = {subject["key"]: subject for subject in shown["subjects"]}
    assert subjects["own_prepaid"]["mandatory"] == {
        "total": 22,
        "applicable": 22,
        "met": 8,
        "unmet": 14,
        "open": 0,
    }
    assert subjects["op_katatsumuri"]["due"] == "2020-12"
    assert set(subjects["cp_minamo"]) == {
        "key",
        "name",
        "group",
        "checklist",
        "as_of",
        "outcome",
        "due",
        "mandatory",
        "advanced",
        "phases",
        "sections",
        "classes",
        "evidence",
        "round",
    }
    assert set(subjects["cp_minamo"]["advanced"]) == {"total", "met", "unmet", "open"}
    assert set(subjects["cp_minamo"]["phases"]) == {"1", "2", "3", "4", "5"}


@pytest.mark.long
def test_that_show_prints_columns_in_both_languages(run: Run, case_path: Path):
    ja, en = run("show", case_path), run("show", case_path, "--lang", "en")
    assert "■ コード決済事業者: 6社中5社は必須項目を全て充足" in ja.out
    assert "Of 6: 5 meeting all mandatory items" in en.out
    assert run("--lang", "en", "show", case_path).out == en.out
    assert run("--lang=en", "show", case_path).out == en.out


def test_that_mark_records_under_the_given_name(run: Run, case_path: Path):
    words = (
        "mark",
        case_path,
        "cp_minamo",
        "CP-1-01",
        "insufficient",
        "--reason",
        "不足",
        "--due",
        "2020-12",
    )
    said = run(*words, "--reviewer", "花子")
    assert (said.code, said.out) == (0, "評価を記録しました：みなもペイ CP-1-01 → 不十分\n")
    inspection = Inspection.open(case_path, this_actor())
    review = viewing.item_detail(inspection, "cp_minamo", "CP-1-01").row.state.review
    assert (review.verdict, review.due, review.reviewer) == (Verdict.INSUFFICIENT, "2020-12", "花子")
    inspection.close()
    assert run(*words).out.startswith("変更はありません")


def test_that_problems_go_to_stderr_and_end_with_1(run: Run, case_path: Path):
    said = run("mark", case_path, "cp_minamo", "CP-9-99", "met")
    assert (said.code, said.out) == (1, "")
    assert "項目「CP-9-99」は「cp_minamo」のチェックリストにありません" in said.err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["show"],
        ["mark", "c", "s", "i", "maybe"],
        ["export", "c", "--out", "d", "--due", "tomorrow"],
        ["export", "c", "--out", "d", "--due", "2024-02-31"],
        ["show", "c", "--lang", "fr"],
    ],
)
def test_that_wrong_usage_ends_with_2(words: Sequence[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert "使い方：" in capsys.readouterr().err


OF_ARGPARSE = "argument|required|invalid|expected|choose|allowed|unrecognized|error|usage|could match"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["show"],
        ["mark", "c", "s", "i", "maybe"],
        ["mark", "c", "s", "i", "met", "--reason"],
        ["export", "c", "--out", "d", "--due", "tomorrow"],
        ["show", "c", "--unknown"],
        ["show", "c", "--lang", "fr"],
        ["verify", "c", "--digest", "xyz"],
        ["sign", "c", "*", "later"],
        ["passphrase", "c", "--re"],
        ["passphrase", "c", "--remove=now"],
        ["passphrase", "c", "--remove", "--new-passphrase-file", "f"],
    ],
)
def test_that_wrong_usage_is_told_in_the_language_of_the_command(
    words: Sequence[str], capsys: pytest.CaptureFixture[str]
):
    for language in ("ja", "en"):
        given = words if "--lang" in words else [*words, "--lang", language]
        with pytest.raises(SystemExit) as stopped:
            main(given)
        assert stopped.value.code == 2
        told = capsys.readouterr().err.splitlines()
        if language == "ja" or "--lang" in words:
            assert told[0].startswith("使い方：")
            assert "使い方の誤り：" in told[-1]
            assert not re.search(OF_ARGPARSE, told[-1])
        else:
            assert told[0].startswith("usage: ")
            assert "error: " in told[-1]
            assert not re.search("[ぁ-ん]", told[-1])


def test_that_help_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["show", "--help"])
    assert "グループ・対象・結果・件数を表示します" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["show", "--lang", "en", "--help"])
    assert "show groups, subjects, outcomes and counts" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["show", "report", "mark", "export", "import", "attach"])
@pytest.mark.parametrize("state", ["missing", "text", "folder", "empty"])
def test_that_a_file_that_is_no_case_ends_with_3(run: Run, tmp_path: Path, command: str, state: str):
    path = tmp_path / "c.assess"
    if state == "text":
        path.write_text("no case")
    elif state == "folder":
        path.mkdir()
    elif state == "empty":
        path.touch()
    rest: dict[str, list[object]] = {
        "report": ["--out", tmp_path / "r.xlsx"],
        "mark": ["s", "i", "met"],
        "export": ["--out", tmp_path / "q"],
        "import": [tmp_path / "x.xlsx"],
        "attach": ["s", "i", tmp_path / "x"],
    }
    said = run(command, path, *rest.get(command, []))
    assert said.code == 3
    assert "c.assess" in said.err
    assert len(said.err.splitlines()) == 1


def test_that_a_case_that_is_open_elsewhere_is_not_written_to_but_can_be_shown(run: Run, case_path: Path):
    with hold(case_path, this_actor("窓口 一郎")):
        said = run("mark", case_path, "cp_minamo", "CP-1-01", "discussing")
        assert said.code == 3
        assert "窓口 一郎" in said.err
        assert run("show", case_path).code == 0


def test_that_attach_names_what_it_could_not_take(run: Run, case_path: Path, tmp_path: Path):
    (tmp_path / "a.txt").write_text("a")
    said = run("attach", case_path, "cp_minamo", "CP-1-05", tmp_path / "a.txt", tmp_path / "gone.txt")
    assert (said.code, said.out) == (1, "証跡を添付しました：a.txt（1 バイト）\n")
    assert "gone.txt" in said.err


@pytest.mark.long
def test_that_report_writes_the_results(run: Run, case_path: Path, tmp_path: Path):
    said = run("report", case_path, "--out", tmp_path / "r.xlsx")
    assert said.code == 0
    assert "セル。保存後に読み直し、一致を確認" in said.out
    assert run("report", case_path, "--out", tmp_path / "none" / "r.xlsx").code in {1, 3}


def test_that_checklists_lists_the_library(run: Run):
    held = {c["id"]: c for c in json.loads(run("checklists", "--json").out)["checklists"]}
    assert sum(c["items"] for c in held.values()) == 161
    assert {k: held["code_payment"][k] for k in ("items", "mandatory", "advanced")} == {
        "items": 38,
        "mandatory": 27,
        "advanced": 11,
    }
    assert len(held["code_payment"]["sha256"]) == 64
    assert "本チェックリストの項目と文言は" in run("checklists").out


def test_that_a_folder_that_cannot_be_made_is_said(run: Run, case_path: Path, tmp_path: Path):
    (tmp_path / "file").write_text("")
    said = run("export", case_path, "--out", tmp_path / "file" / "q")
    assert said.code == 1
    assert "フォルダー" in said.err


def test_that_a_cancelled_command_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def stop(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr("assessor.operations.sample.build", stop)
    said = run("sample", tmp_path / "s.assess")
    assert (said.code, said.err) == (1, "中止しました。何も変更していません。\n")


@pytest.mark.long
def test_that_a_terminal_gets_a_bar(
    run: Run, short_sample: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "[####" in run("sample", tmp_path / "s.assess").err


def test_that_output_is_utf8_in_a_pipe_whatever_the_locale(case_path: Path):
    environment = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-W", "error", str(ROOT / "main.py"), "show", str(case_path)]
    done = subprocess.run(command, capture_output=True, env=environment, check=True, cwd=ROOT)
    assert "コード決済事業者" in done.stdout.decode("utf-8")


def started(*words: object, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "error", str(ROOT / "main.py"), *map(str, words)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, cwd=ROOT, **options)  # type: ignore[call-overload, no-any-return]  # options by name


def test_that_a_reader_who_has_seen_enough_is_no_error(case_path: Path):
    reading, writing = os.pipe()
    os.close(reading)
    process = started("show", case_path, stdout=writing)
    os.close(writing)
    assert process.communicate()[1] == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_that_output_that_cannot_be_written_is_said_in_a_line(case_path: Path):
    with Path("/dev/full").open("wb") as full:
        process = started("show", case_path, stdout=full)
    told = process.communicate()[1]
    assert (process.returncode, told.count(b"\n"), told[:7]) == (1, 1, b"stdout:")


def test_that_a_mistyped_command_is_told_and_opens_no_window():
    process = started("shwo", stdout=subprocess.DEVNULL)
    assert "'shwo' は選べません" in process.communicate(timeout=PROCESS)[1].decode()
    assert process.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
def test_that_a_reviewer_whose_name_cannot_be_decoded_keeps_nobody_out(run: Run, case_path: Path):
    name = os.fsdecode(b"\xff")
    for verdict in ("discussing", "met"):
        assert run("mark", case_path, "cp_minamo", "CP-1-01", verdict, "--reviewer", name).code == 0


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("充足", Verdict.MET),
        ("追加確認中", Verdict.CONFIRMING),
        ("Ｍｅｔ", Verdict.MET),
        ("Not implemented", Verdict.NOT_IMPLEMENTED),
        ("not-implemented", Verdict.NOT_IMPLEMENTED),
        ("insufficient", Verdict.INSUFFICIENT),
    ],
)
def test_that_a_verdict_is_taken_as_the_screen_has_it(
    run: Run, case_path: Path, typed: str, verdict: Verdict
):
    said = run("mark", case_path, "cp_minamo", "CP-1-04", typed, "--reason", "確認した", "--due", "2026-12")
    assert said.code == 0, said.err
    inspection = Inspection.open(case_path, this_actor("t"))
    (found,) = [one for one in viewing.results(inspection).subjects if one.subject.subject == "cp_minamo"]
    inspection.close()
    assert next(one.verdict for one in found.states if one.item.id == "CP-1-04") is verdict


def test_that_a_word_that_is_no_verdict_is_told_with_those_there_are(
    case_path: Path, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as ended:
        main(["mark", str(case_path), "cp_minamo", "CP-1-04", "十分"])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "十分" in told
    assert "met (充足)" in told


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("--reason", "-該当"), "-該当"),
        (("--reason=-1",), "-1"),
        (("--reason", "--", "-"), None),
        (("--reason", "-r"), "-r"),
        (("--approver", "-田中", "--reason", "--例外--"), "--例外--"),
    ],
)
def test_that_a_text_may_begin_with_a_dash(words: tuple[str, ...], text: str | None, case_path: Path):
    given = ["mark", str(case_path), "cp_minamo", "CP-1-04", "充足", *words]
    if text is None:
        with pytest.raises(SystemExit):
            parse(given)
    else:
        assert parse(given).reason == text


def test_that_an_option_is_no_text_of_the_one_before_it(case_path: Path):
    with pytest.raises(SystemExit):
        parse(["mark", str(case_path), "cp_minamo", "CP-1-04", "met", "--reason", "--due", "2026-12"])
    told = parse(["sign", str(case_path), "*", "作成", "--note", "- 済み", "--lang", "en"])
    assert (told.stage, told.note, told.lang) == ("prepared", "- 済み", "en")
